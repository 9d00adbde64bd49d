"""Answers of the table beside those of one person at a time, row by row."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass
from typing import Any

from _dozen_data import Columns
from _people import facts_in_row

from twiza.advice.assessment import assess_all
from twiza.packs.model import Rulebook
from twiza.rules import rules_at
from twiza.rules.situation import situation_of

TOLERANCE = 1e-12  # relative
FIGURES = ("value", "least", "most")


@dataclass
class Differences:
    compared: int = 0
    count: int = 0
    example: str | None = None

    def note(self, is_same: bool, example: str) -> None:
        self.compared += 1
        if not is_same:
            self.count += 1
            self.example = self.example or example


def differences(
    rulebook: Rulebook, columns: Columns, rows: int, on: datetime.date, engine: str
) -> Differences:
    """Every status, value, least and most of every mechanism in every row."""
    from twiza.rules.table import STATUSES, Table

    answer = Table(rulebook, on, engine=engine).evaluate(columns, rows)
    rules, found = rules_at(rulebook, on), Differences()
    for row in range(rows):
        known = facts_in_row(rulebook, columns, row)
        situation = situation_of(rulebook, rules, known)
        for item in assess_all(rulebook, rules, situation, on):
            column, name = answer[item.mechanism.name], item.mechanism.name
            status = STATUSES[column.status[row]]
            text = f"{rulebook.name}, row {row}, {name}"
            shown = f"{text}: status {status}, alone {item.status}"
            found.note(status == item.status, shown)
            for figure in FIGURES:
                one, many = getattr(item.amount, figure), getattr(column, figure)[row]
                shown = f"{text}: {figure} {many!r}, alone {one!r}"
                found.note(_is_same(one, many), shown)
    return found


def _is_same(one: float | None, many: Any) -> bool:
    if one is None or math.isnan(many):
        return one is None and math.isnan(many)
    return math.isclose(one, many, rel_tol=TOLERANCE, abs_tol=0.0)
