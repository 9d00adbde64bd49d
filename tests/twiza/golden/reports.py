"""The examples' answers, and the reports a terminal of 100 columns shows of them."""

from __future__ import annotations

import datetime
import io
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path

from twiza.advice import advise, read_venture_file
from twiza.packs import load_rulebook
from twiza.terminal.answer import print_answer

GOLDEN = Path(__file__).parent
EXAMPLES = GOLDEN.parents[2] / "examples"
NAMES = (
    "guesthouse-chefchaouen",
    "it-services-oujda",
    "olive-oil-taounate",
    "paramedical-school-nador",
)
LANGUAGES = ("fr", "nl", "ar", "en")
SEEN_ON = datetime.date(2026, 11, 24)  # sources age: the reports are read on one day
WIDTH = 100


def venture(name):
    return read_venture_file(EXAMPLES / f"{name}.yaml")


@cache
def rulebook():
    return load_rulebook("be-ma")


@cache
def answer(name):
    asked = venture(name)
    return advise(
        rulebook(), asked.facts, on=asked.date, plan=asked.plan, seen_on=SEEN_ON
    )


def golden(name, language):
    return GOLDEN / f"{name}.{language}.txt"


def report(name, language, monkeypatch):
    """As a terminal shows it, without colours and without spaces at the ends."""
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    for forcing in ("FORCE_COLOR", "TTY_COMPATIBLE", "LINES"):
        monkeypatch.delenv(forcing, raising=False)
    file = io.StringIO()
    with redirect_stdout(file):
        print_answer(rulebook(), answer(name), language, f"{name}.yaml")
    lines = [line.rstrip() for line in file.getvalue().splitlines()]
    return "\n".join(lines) + "\n"
