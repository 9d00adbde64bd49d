"""The answer about one mechanism for every row."""

from __future__ import annotations

from typing import Any

import numpy as np

from twiza.records import record
from twiza.rules.compiled import Rule

STATUSES = ("eligible", "ineligible", "undetermined", "closed", "not_computable")
ELIGIBLE, INELIGIBLE, UNDETERMINED, CLOSED, NOT_COMPUTABLE = range(5)

Array = np.ndarray[Any, np.dtype[Any]]


@record
class Column:
    """One mechanism over a table: (rows,) each.

    status               codes into STATUSES
    value, least, most   money; NaN where it is not known or there is none. They may be
                         one array
    """

    status: Array
    value: Array
    least: Array
    most: Array


def without_rule(rule: Rule, rows: int) -> Column:
    """A mechanism that has no rule in force."""
    code = NOT_COMPUTABLE if rule.not_covered else CLOSED
    nothing = np.full(rows, np.nan)
    return Column(np.full(rows, code, dtype=np.int8), nothing, nothing, nothing)


class Answer:
    """Filled block by block. The three amounts part company at the first row in which
    they differ.
    """

    def __init__(self, rule: Rule, role: str, rows: int) -> None:
        self.rule = rule
        # A duty has no amount, and nobody knows one that rests on an unverified figure.
        self.has_amount = rule.amount is not None and role != "duty"
        self.if_refused = np.nan if role == "duty" else 0.0
        self.is_ceiling = bool(rule.version and rule.version.is_ceiling)
        self.status = np.zeros(rows, dtype=np.int8)
        self.most = np.empty(rows)
        self.value = self.least = self.most
        if self.is_ceiling:
            self.part(0)

    def part(self, done: int) -> None:
        """Lets the amounts differ from here on: so many rows are done."""
        if self.has_amount and self.value is self.most:
            self.value, self.least = np.empty_like(self.most), np.empty_like(self.most)
            self.value[:done] = self.least[:done] = self.most[:done]

    def close_known(self, at: slice) -> None:
        """After a block in which all is known: status and `most` are written."""
        if not self.has_amount:
            is_refused = self.status[at] == INELIGIBLE
            self.most[at] = np.where(is_refused, self.if_refused, np.nan)
        if self.value is self.most:
            return
        self.value[at] = self.least[at] = self.most[at]
        if self.is_ceiling:
            self.value[at] = np.where(self.most[at] == 0, 0.0, np.nan)
            self.least[at] = 0.0

    def put(
        self, at: slice | Array, sure: Array, possible: Array, least: Array, most: Array
    ) -> None:
        """Rows in which something was unknown: what surely and possibly holds."""
        # Eligible, ineligible and undetermined are 0, 1 and 2.
        granted = sure & possible
        status = np.where(possible, UNDETERMINED, INELIGIBLE).astype(np.int8)
        status[granted] = ELIGIBLE
        self.status[at] = status
        if not self.has_amount:
            self.most[at] = np.where(possible, np.nan, self.if_refused)
            return
        most = np.where(possible, most, 0.0)
        self.most[at] = most
        low = 0.0 if self.is_ceiling else np.minimum(least, most)
        self.least[at] = np.where(granted, low, 0.0)
        known = (most == 0) if self.is_ceiling else (low == most)
        self.value[at] = np.where(known & granted | ~possible, most, np.nan)

    def column(self) -> Column:
        return Column(self.status, self.value, self.least, self.most)
