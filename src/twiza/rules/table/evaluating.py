"""The rules of a date over a table of many: the same answers as for one person.

Rows in which all is known run through one generated function, a block at a time. Rows
in which something is unknown run through its intervals, and a fact that stands more
than once is tried at its critical points, as for one person.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from twiza.errors import InputError
from twiza.packs.model import Rulebook
from twiza.rules import form_at, rules_at
from twiza.rules.table.answers import Answer, Array, Column, without_rule
from twiza.rules.table.filling import SEVERAL, Filling
from twiza.rules.table.known import KnownRows
from twiza.rules.table.unknown import UnknownRows

if TYPE_CHECKING:
    from twiza.rules.table.fast import FastRows

BLOCK = 16_384
FEWEST = 1_000
NO_ROWS = np.empty(0, dtype=np.intp)
MOSTLY = 0.6  # above this share of rows with a hole, the known ones get no extra pass


class Table:
    """The rules of a rulebook on a date, for tables of facts.

    engine   numpy, or numba where the extra `fast` is installed
    """

    def __init__(
        self, rulebook: Rulebook, on: datetime.date, engine: str = "numpy"
    ) -> None:
        self.rulebook, self.on, self.engine = rulebook, on, engine
        self.rules = rules_at(rulebook, on)
        self.form = form_at(rulebook, on)
        self.open_rules = [r for r in self.rules.rules.values() if r.function]
        self._start()

    def _start(self) -> None:
        self.filling = Filling(self.rulebook, self.rules, self.form)
        self.fast = self._compiled()
        self.known = self.fast or KnownRows(self.form, self.open_rules, BLOCK)
        self.unknown: dict[int, UnknownRows] = {}

    def _compiled(self) -> FastRows | None:
        if self.engine == "numpy":
            return None
        if self.engine == "numba":
            from twiza.rules.table.fast import FastRows

            return FastRows(self.filling, self.form, self.open_rules, BLOCK)
        raise InputError(
            "the engine of tables",
            found=self.engine,
            expected="numpy or numba",
            mend="take one of the two",
        )

    def __getstate__(self) -> dict[str, Any]:
        kept = ("rulebook", "on", "engine", "rules", "form", "open_rules")
        return {name: getattr(self, name) for name in kept}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._start()

    def evaluate(self, columns: Mapping[str, Array], rows: int) -> dict[str, Column]:
        """The answer about every mechanism, by its id.

        columns   facts by name, (rows,) each: numbers as float64 with NaN where
                  unknown, flags as int8 with -1, choices and places as int16 codes in
                  the order of the pack with -1. A fact without a column is unknown
        """
        answers = [
            Answer(rule, self.rulebook.mechanisms[rule.name].role, rows)
            for rule in self.open_rules
        ]
        with np.errstate(all="ignore"):
            holes, facts = self._known(columns, rows, answers)
            for fact in np.unique(facts):
                places = holes[facts == fact]
                self._unknown(columns, places, int(fact), answers)
        found = {answer.rule.name: answer.column() for answer in answers}
        return {
            name: found.get(name) or without_rule(rule, rows)
            for name, rule in self.rules.rules.items()
        }

    def _known(
        self, columns: Mapping[str, Array], rows: int, answers: list[Answer]
    ) -> tuple[Array, Array]:
        """Answers every block. Returned are the rows with a hole, for which only the
        answers count that do not rest on it, and the one fact that is unknown in them.
        """
        found, facts = [], []
        blocks = range(0, rows, BLOCK)
        left = self.fast.blocks_left(columns, rows, answers) if self.fast else None
        for number, start in enumerate(blocks):
            at = slice(start, min(start + BLOCK, rows))
            if left is not None and not left[number]:
                for answer in answers:
                    answer.close_known(at)
                continue
            filled = self.filling.fill(_part(columns, at), at.stop - at.start)
            holes, which = filled.rows_with_holes()
            for answer in answers if len(holes) else ():
                answer.part(start)
            if len(holes) < MOSTLY * filled.count:
                self.known.evaluate(filled.low, filled.count, at, answers)
            else:
                holes = np.arange(filled.count)
                which = np.full(filled.count, SEVERAL)
            if len(holes):
                found.append(holes.astype(np.intp) + start)
                facts.append(which)
        if not found:
            return NO_ROWS, NO_ROWS
        return np.concatenate(found), _common(np.concatenate(facts))

    def _unknown(
        self,
        columns: Mapping[str, Array],
        places: Array,
        fact: int,
        answers: list[Answer],
    ) -> None:
        """Answers rows in which one fact is unknown, or several."""
        if fact not in self.unknown:
            name = list(self.rulebook.facts)[fact]
            touched = [r for r in self.open_rules if fact == SEVERAL or name in r.facts]
            self.unknown[fact] = UnknownRows(self.rulebook, self.form, touched)
        unknown = self.unknown[fact]
        touched_answers = [a for a in answers if a.rule in unknown.rules]
        names = self.filling.excepting.union(*(rule.facts for rule in unknown.rules))
        columns = {name: columns[name] for name in names if name in columns}
        for start in range(0, len(places), BLOCK):
            rows = places[start : start + BLOCK]
            filled = self.filling.fill(_part(columns, rows), len(rows), names)
            bounds = unknown.evaluate(self.filling.open(filled))
            for answer, found in zip(touched_answers, bounds, strict=True):
                answer.put(rows, *found)


def _common(facts: Array) -> Array:
    """Only a fact that is unknown in many rows earns functions of its own."""
    counts = np.bincount(facts[facts >= 0], minlength=1)
    rare = counts < FEWEST
    return np.where((facts >= 0) & rare[facts], SEVERAL, facts)


def _part(columns: Mapping[str, Array], at: slice | Array) -> dict[str, Array]:
    return {name: column[at] for name, column in columns.items()}
