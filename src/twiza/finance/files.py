"""From a venture file to its study: one reading, one advice, one plan."""

from __future__ import annotations

import datetime
from pathlib import Path

from twiza.advice import advise
from twiza.advice.venture import Venture, read_venture
from twiza.errors import InputError
from twiza.finance.reading import read_plan
from twiza.finance.study import Study
from twiza.packs import Rulebook, load_rulebook
from twiza.packs.reading import decoded, read_text

MOST_BYTES = 256_000


def study_of_file(
    path: Path, on: datetime.date | None, today: datetime.date
) -> tuple[Study, Venture, datetime.date]:
    """The study of a venture file, the venture, and the date of the rules.

    on      the date of the rules; else the file's own, else today
    raises  InputError when the file cannot be read, is wrong, or holds no plan
    """
    raw = _content(path)
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


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as mistake:
        raise InputError(
            str(path),
            found=mistake.strerror or "a file that cannot be opened",
            expected="a venture file",
            mend="correct the path; examples/ holds four to start from",
        ) from None
    if len(raw) > MOST_BYTES:
        raise InputError(
            path.name,
            found=f"more than {MOST_BYTES:,} bytes",
            expected="a venture file of a few kilobytes",
            mend="keep only corridor, date, facts and plan",
        )
    return raw
