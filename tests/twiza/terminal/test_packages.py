"""The three packages as the command line prints them, in four languages."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import pytest
from rich.console import Console

from tests.twiza.advice.package.capped import three_packages
from tests.twiza.advice.package.test_packages import GUEST_HOUSE
from twiza.packs import load_rulebook
from twiza.terminal.package_words import _SAID, LANGUAGES
from twiza.terminal.packages import print_packages

DEMO = Path(__file__).parents[3] / "packs" / "demo"
ON = datetime.date(2026, 11, 23)


def printed(facts, language, plan=None, **changes):
    rulebook = load_rulebook("demo", DEMO)
    found = three_packages(rulebook, facts, ON, plan)
    package = found.pop("package")
    answer = {"package": {**package, **changes}, "alternatives": found}
    file = io.StringIO()
    console = Console(file=file, width=200, highlight=False)
    print_packages(rulebook, console, answer, language)
    return file.getvalue()


def test_the_three_stand_side_by_side_with_sums_papers_and_status():
    text = printed(GUEST_HOUSE, "en")
    assert "Best" in text and "To ask for" in text and "Simplest" in text
    rows = {
        line.split("│")[0].strip(): line.split("│")[1:]
        for line in text.splitlines()
        if "│" in line
    }
    assert [cell.strip() for cell in rows["Total"]] == ["60,000 MAD"] * 3
    assert [cell.strip() for cell in rows["Application steps"]] == ["4", "4", "2"]
    assert [cell.strip() for cell in rows["Search"]] == ["complete"] * 3


def test_cuts_deadlines_fees_and_interest_are_told():
    text = printed(GUEST_HOUSE, "en", {"start": "2027-02"})
    assert "to be granted before you spend, by 31 January 2027" in text
    assert "28,000 MAD count of 48,000 MAD" in text
    assert "60,000 MAD at most, 20,000 MAD less" in text
    assert "60,000 MAD of the principal covered; fee: ask Demo bank" in text
    assert "2% instead of 6% on average: 3,200 MAD less interest a year" in text


def test_a_search_that_was_stopped_gives_its_bound():
    text = printed(GUEST_HOUSE, "en", proved=False, at_most=70_000)
    assert "cut: 70,000 MAD at most" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_of_a_pack_reaches_the_reader(language):
    facts = {**GUEST_HOUSE, "bank_loan": 200_000}
    text = printed(facts, language, {"start": "2026-11"})
    for code in ("joint-loan", "equipment-grant", "demo-public-money", "below_ticket"):
        assert code not in text


def test_every_sentence_stands_in_four_languages():
    for key, told in _SAID.items():
        assert len(told) == len(LANGUAGES) and all(told), key
