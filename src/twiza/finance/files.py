"""From a venture file to its study: one reading, one advice, one plan."""

from __future__ import annotations

import datetime
from pathlib import Path

from twiza.advice import advise
from twiza.advice.venture import Venture, read_venture, venture_bytes
from twiza.errors import InputError
from twiza.finance.reading import read_plan
from twiza.finance.study import Study
from twiza.packs import Rulebook, load_rulebook
from twiza.packs.reading import decoded, read_text


def study_of_file(
    path: Path, on: datetime.date | None, today: datetime.date
) -> tuple[Study, Venture, datetime.date]:
    """The study of a venture file, the venture, and the date of the rules.

    on      the date of the rules; else the file's own, else today
    raises  InputError when the file cannot be read, is wrong, or holds no plan
    """
    raw = venture_bytes(path)
    venture = read_venture(raw, where=path.name)
    when = on or venture.date or today
    rulebook = load_rulebook(venture.corridor)
    return study_of_text(raw, rulebook, when, today, path.name), venture, when


def study_of_text(
    raw: bytes | str,
    rulebook: Rulebook,
    on: datetime.date,
    today: datetime.date,
    where: str = "venture file",
) -> Study:
    """The study of a venture in YAML: the site writes and reads the same text."""
    venture = read_venture(raw, rulebook, where)
    entries = read_text(raw, shown_as=where).mapping()
    if "plan" not in entries:
        raise InputError(
            where,
            found="no plan",
            expected="facts and a plan",
            mend="add plan: with start, horizon_years, investments, sales, staff…",
        )
    plan = read_plan(entries["plan"], rulebook, on)
    answer = advise(rulebook, venture.facts, on=on, plan=venture.plan, seen_on=today)
    text = raw if isinstance(raw, str) else decoded(raw, where, InputError)
    return Study(plan, rulebook, venture.facts, answer, on=on, text=text)
