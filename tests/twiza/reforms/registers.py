"""Registers of the invented corridor, and other versions of its law."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path

from tests.twiza.minipack import KNOWN, write_packs
from twiza.advice.assessment import assess_all
from twiza.advice.package import best_package, package_in_short, terms_of
from twiza.packs.rulebook import read_rulebook
from twiza.rules import rules_at
from twiza.rules.situation import read_facts, situation_of

FACTS = ("cost", "own_funds", "land", "jobs", "sector", "place", "is_regular")


def write_register(path: Path, rows: list[dict], *, more: tuple[str, ...] = ()) -> Path:
    names = [*more, *FACTS]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        for row in rows:
            writer.writerow([_cell(row.get(name)) for name in names])
    return path


def _cell(value: object) -> object:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else value


def venture(**facts: object) -> dict:
    """The venture of the invented corridor that is told everywhere, otherwise here."""
    return {**KNOWN, **facts}


def lines_of(path: Path) -> list[dict]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def rulebook(root: Path, **changed: tuple[str, str]):
    return read_rulebook(write_packs(root, **changed), "aa-bb")


def answer_of(book, facts: dict, on: datetime.date) -> tuple[dict, dict]:
    """What the evaluator of one person says: per mechanism status and amounts, and the
    best package.
    """
    known = {name: value for name, value in facts.items() if value is not None}
    rules = rules_at(book, on)
    situation = situation_of(book, rules, read_facts(book, known))
    found = assess_all(book, rules, situation, on)
    answers = {
        item.mechanism.name: (
            item.status,
            *(item.amount.value, item.amount.least, item.amount.most),
        )
        for item in found
    }
    return answers, package_in_short(best_package(found, terms_of(book, {}, on)))
