"""What today's rulebook says differently from the day an advice was given."""

from __future__ import annotations

import datetime
import json

import pytest

from tests.twiza.minipack import KNOWN, rulebook
from twiza.advice import advise
from twiza.dossier.differences import differences, today_section
from twiza.dossier.voice import Voice

from .conftest import ON

LIMIT = "- {from: 2020-01-01, value: 1_000_000, source: law}"


def changed(tmp_path, **changes):
    book = rulebook(tmp_path / "packs", **changes)
    return book, advise(book, KNOWN, on=ON)


def told(book, old, new, language="en"):
    voice = Voice(book, old, language, ON)
    return json.dumps(today_section(voice, differences(old, new)), ensure_ascii=False)


def test_the_same_rulebook_has_changed_nothing(mini, answer):
    assert differences(answer, advise(mini, KNOWN, on=ON)) == []
    assert "Nothing has changed" in told(mini, answer, answer)


def test_a_higher_ceiling_of_the_law_moves_amount_and_total(tmp_path, answer):
    """Zone A falls from 10 % to 1 %: 6 % of 6 million is 360 000, less than the
    subsidy's 480 000, which then takes its place.
    """
    book, new = changed(tmp_path, premium=("A: 0.10", "A: 0.01"))
    found = {(one["what"], one["id"]) for one in differences(answer, new)}
    assert ("amount", "premium") in found
    assert ("left", "premium") in found
    assert ("joined", "subsidy") in found
    assert ("total", None) in found
    text = told(book, answer, new)
    assert "from 900,000 MAD to 360,000 MAD" in text
    assert "from 900,000 MAD to 480,000 MAD" in text
    assert "leaves the package" in text


def test_a_condition_that_got_harder_turns_a_yes_into_a_no(tmp_path, answer):
    book, new = changed(
        tmp_path,
        premium=(
            "minimum_jobs: {unit: job/MMAD, values: [{from: 2020-01-01, value: 1.5",
            "minimum_jobs: {unit: job/MMAD, values: [{from: 2020-01-01, value: 9",
        ),
    )
    assert "Answer: from yes to no" in told(book, answer, new)


def test_a_window_that_closed_is_told(tmp_path, answer):
    book, new = changed(
        tmp_path, premium=("    state: open\n", "    state: suspended\n")
    )
    assert "Window: from open to suspended" in told(book, answer, new)


def test_mechanisms_that_came_or_went_are_told(mini, answer):
    fewer = json.loads(json.dumps(answer))
    gone = fewer["mechanisms"].pop(0)
    first = differences(answer, fewer)[0]
    assert (first["what"], first["id"]) == ("gone", gone["id"])
    assert "new in the rulebook" in told(mini, fewer, answer)


@pytest.mark.parametrize("language", ["fr", "nl", "ar", "en"])
def test_a_year_later_the_examples_differ_without_an_error(
    be_ma, be_ma_answers, language
):
    for old in be_ma_answers.values():
        later = datetime.date.fromisoformat(old["date"]).replace(year=2028)
        new = advise(be_ma, old["facts"], on=later)
        assert told(be_ma, old, new, language)
