"""The answers of two laws to the same ventures, and those that differ."""

from __future__ import annotations

from typing import Any

import numpy as np

from twiza.errors import InputError
from twiza.records import record
from twiza.reforms.causes import Causes, Columns, differs, rows_of
from twiza.reforms.differences import Pair, pairs_of
from twiza.reforms.laws import Law
from twiza.rules.table import STATUSES, Column, Table
from twiza.rules.table.answers import Array

ABSENT = len(STATUSES)
ALL_STATUSES = (*STATUSES, "absent")  # the packs of one law do not know the mechanism


@record
class Changed:
    """One mechanism and the rows whose answer changed; `causes` as `Causes.of`."""

    name: str
    rows: Array
    before: Column
    after: Column
    causes: Array


@record
class Compared:
    """Some ventures under two laws: the answers about every mechanism of which the two
    say something else, and those that changed, in the order of the rulebook.
    """

    before: dict[str, Column]
    after: dict[str, Column]
    changed: list[Changed]


class Comparison:
    """Two laws, ready to be asked about ventures; it travels between processes."""

    def __init__(self, before: Law, after: Law, engine: str = "numpy") -> None:
        self.before, self.after, self.engine = before, after, engine
        self.pairs = pairs_of(before, after)
        self._start()

    def put_away(self) -> None:
        """Frees the tables; they are made anew where they are needed again."""
        self._start()

    def _start(self) -> None:
        self.tables: tuple[Table, Table] | None = None
        self.causes: dict[str, Causes] = {}

    def __getstate__(self) -> dict[str, Any]:
        kept = ("before", "after", "engine", "pairs")
        return {name: getattr(self, name) for name in kept}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._start()

    def compare(self, read: tuple[Columns, Columns], rows: int) -> Compared:
        """Both answers to the same ventures.

        read    the facts as the earlier and as the later law reads them; mostly one
        """
        if self.tables is None:
            self.tables = (self._table(self.before), self._table(self.after))
        before, after = (
            self._answers(table, columns, rows)
            for table, columns in zip(self.tables, read, strict=True)
        )
        found = []
        for name, pair in self.pairs.items():
            at = np.flatnonzero(differs(before[name], after[name]))
            if len(at):
                found.append(self._changed(pair, read, at, before[name], after[name]))
        return Compared(before, after, found)

    def _answers(self, table: Table, columns: Columns, rows: int) -> dict[str, Column]:
        answers = table.evaluate(columns, rows)
        return {name: answers.get(name) or _absent(rows) for name in self.pairs}

    def _table(self, law: Law) -> Table:
        return law.table(self.pairs, self.engine)

    def _changed(
        self,
        pair: Pair,
        read: tuple[Columns, Columns],
        at: Array,
        one: Column,
        other: Column,
    ) -> Changed:
        before, after = rows_of(one, at), rows_of(other, at)
        if pair.name not in self.causes:
            self.causes[pair.name] = Causes(self.before, self.after, pair, self.engine)
        part = _part(read[0], at)
        same = read[0] is read[1]
        parts = (part, part if same else _part(read[1], at))
        causes = self.causes[pair.name].of(parts, before, after)
        return Changed(pair.name, at, before, after, causes)


def _absent(rows: int) -> Column:
    nothing = np.full(rows, np.nan)
    absent = np.full(rows, ABSENT, dtype=np.int8)
    return Column(absent, nothing, nothing, nothing)


def _part(columns: Columns, rows: Array) -> Columns:
    return {name: column[rows] for name, column in columns.items()}


def require_two_laws(before: Law, after: Law) -> None:
    """raises  InputError where the two laws are one, or stand the wrong way round"""
    if before.on > after.on:
        raise InputError(
            "--to",
            found=f"{after.on}, before --from {before.on}",
            expected="the earlier day first",
            mend="exchange the two days",
        )
    same_packs = before.rulebook.content_hash == after.rulebook.content_hash
    if before.on == after.on and same_packs:
        raise InputError(
            "--from, --to",
            found=f"the same law twice: {before.rulebook.name} on {before.on}",
            expected="two days, two packs, or a figure that changes",
            mend="give --from and --to, --to-pack, --set or --overlay",
        )
