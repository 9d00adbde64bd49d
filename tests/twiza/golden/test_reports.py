"""Sixteen reports, read line by line by a person, stay as they were read.

Where a text, a figure or a rule is to change, read what changes, then write them anew:

    TWIZA_GOLDEN=write python -m pytest -n 0 tests/twiza/golden/test_reports.py
"""

from __future__ import annotations

import difflib
import os
import re

import pytest
from rich.cells import cell_len

from tests.twiza.golden.reports import (
    LANGUAGES,
    NAMES,
    WIDTH,
    answer,
    golden,
    report,
    rulebook,
)
from twiza.terminal.phrases import phrase

RENEW = (
    "\nThe report is not the one that was reviewed. If the change is meant, read it,"
    "\nthen write it anew: TWIZA_GOLDEN=write python -m pytest -n 0 {test}"
)
HEAVY = "━"  # under the heading of a table
PLAIN_WORDS = {"auto-entrepreneur"}  # a code that is also what people say
every_report = pytest.mark.parametrize(
    ("name", "language"), [(name, one) for name in NAMES for one in LANGUAGES]
)


@every_report
def test_the_report_is_the_one_that_was_reviewed(name, language, monkeypatch):
    shown, file = report(name, language, monkeypatch), golden(name, language)
    if os.environ.get("TWIZA_GOLDEN") == "write":
        file.write_text(shown, "utf-8")
        return
    reviewed = file.read_text("utf-8")
    changed = difflib.unified_diff(
        reviewed.splitlines(), shown.splitlines(), file.name, "now", lineterm="", n=1
    )
    if shown != reviewed:
        told = "\n".join(list(changed)[:60])
        pytest.fail(told + RENEW.format(test="tests/twiza/golden/test_reports.py"))


@every_report
def test_no_line_is_wider_than_the_terminal_but_addresses(name, language):
    for line in before_sources(name, language).splitlines():
        assert cell_len(line) <= WIDTH, line


@every_report
def test_no_code_of_a_mechanism_or_operator_reaches_the_reader(name, language):
    text = before_sources(name, language)
    codes = {*rulebook().mechanisms, *rulebook().operators} - PLAIN_WORDS
    for code in (code for code in codes if "-" in code):
        assert not re.search(rf"(?<![\w-]){re.escape(code)}(?![\w-])", text), code


@every_report
def test_marks_are_those_of_the_language(name, language):
    text = before_sources(name, language)
    if language == "fr":
        assert not re.search(r"\b[cdjlmnstqu]'", text)  # ’ as in the packs' own words
        assert not re.search(r"\w[:;?!](?=\s)", text)  # a space stands before them
    if language == "ar":
        assert not re.search(r"[؀-ۿ][,;?]", text)
        assert "MAD" not in text


def before_sources(name, language):
    """What Twiza says itself: titles and addresses of sources are others' words."""
    own, title, _ = (
        golden(name, language)
        .read_text("utf-8")
        .partition(f"\n{phrase('sources', language)}\n")
    )
    assert title, "the report has no sources"
    return own


@every_report
def test_the_report_names_every_mechanism_of_the_answer(name, language, monkeypatch):
    """In the table, whatever the answer is: none is passed over in silence."""
    table = report(name, language, monkeypatch).split(HEAVY)
    rows = [line for line in "".join(table).splitlines() if "│" in line]
    first = re.sub(r"\s+", "", "".join(row.split("│")[0] for row in rows))
    for item in answer(name)["mechanisms"]:
        told = rulebook().word(language, "mechanisms", item["id"], "name")
        assert re.sub(r"\s+", "", told) in first, item["id"]
