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
from twiza.rules.compiled import Rule, Rules
from twiza.rules.form import Form
from twiza.rules.table.answers import Answer, Array, Column, without_rule
from twiza.rules.table.filling import SEVERAL, Filling
from twiza.rules.table.known import KnownRows
from twiza.rules.table.unknown import UnknownRows

if TYPE_CHECKING:
    from twiza.rules.table.fast import FastRows

BLOCK = 16_384
EVERY = -2  # beside the place of a fact, and SEVERAL
FEWEST = 1_000
NO_ROWS = np.empty(0, dtype=np.intp)
MOSTLY = 0.6  # above this share of rows with a hole, the known ones get no extra pass


class Table:
    """The rules of a rulebook on a date, for tables of facts.

    engine   numpy, or numba where the extra `fast` is installed
    built    rules and the form they were written from, where not all are wanted or
             they are not those of a pack
    """

    def __init__(
        self,
        rulebook: Rulebook,
        on: datetime.date,
        engine: str = "numpy",
        built: tuple[Rules, Form] | None = None,
    ) -> None:
        self.rulebook, self.on, self.engine = rulebook, on, engine
        self.rules, self.form = built or (rules_at(rulebook, on), form_at(rulebook, on))
        self._start()

    def _start(self) -> None:
        self.exact: list[Rule] = []
        self.ranged: list[Rule] = []
        for rule in self.rules.rules.values():
            if rule.function is not None:
                # A figure of which only the range is known leaves no row known.
                is_ranged = self.form.has_range(rule.roots)
                (self.ranged if is_ranged else self.exact).append(rule)
        self.filling = Filling(self.rulebook, self.rules, self.form)
        self.fast = self._compiled()
        self.known = self.fast or KnownRows(self.form, self.exact, BLOCK)
        self.unknown: dict[int, UnknownRows] = {}

    def _compiled(self) -> FastRows | None:
        if self.engine == "numpy":
            return None
        if self.engine == "numba":
            from twiza.rules.table.fast import FastRows

            return FastRows(self.filling, self.form, self.exact, BLOCK)
        raise InputError(
            "the engine of tables",
            found=self.engine,
            expected="numpy or numba",
            mend="take one of the two",
        )

    def __getstate__(self) -> dict[str, Any]:
        kept = ("rulebook", "on", "engine", "rules", "form")
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
        exact, ranged = (
            [self._answer(rule, rows) for rule in rules]
            for rules in (self.exact, self.ranged)
        )
        with np.errstate(all="ignore"):
            holes, facts = self._known(columns, rows, exact)
            for fact in np.unique(facts):
                places = holes[facts == fact]
                self._unknown(columns, places, int(fact), exact)
            if ranged:
                self._unknown(columns, np.arange(rows), EVERY, ranged)
        found = {answer.rule.name: answer.column() for answer in (*exact, *ranged)}
        return {
            name: found.get(name) or without_rule(rule, rows)
            for name, rule in self.rules.rules.items()
        }

    def _answer(self, rule: Rule, rows: int) -> Answer:
        return Answer(rule, self.rulebook.mechanisms[rule.name].role, rows)

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
        """Answers rows in which one fact is unknown, or several, or EVERY row."""
        rules = [answer.rule for answer in answers]
        if fact not in self.unknown:
            if fact >= 0:
                name = list(self.rulebook.facts)[fact]
                rules = [rule for rule in rules if name in rule.facts]
            self.unknown[fact] = UnknownRows(self.rulebook, self.form, rules)
        unknown = self.unknown[fact]
        touched = {rule.name for rule in unknown.rules}
        answers = [answer for answer in answers if answer.rule.name in touched]
        for answer in answers:
            answer.part(0 if fact == EVERY else len(answer.status))
        names = self.filling.excepting.union(*(rule.facts for rule in unknown.rules))
        columns = {name: columns[name] for name in names if name in columns}
        for start in range(0, len(places), BLOCK):
            rows = places[start : start + BLOCK]
            filled = self.filling.fill(_part(columns, rows), len(rows), names)
            bounds = unknown.evaluate(self.filling.open(filled))
            for answer, found in zip(answers, bounds, strict=True):
                answer.put(rows, *found)


def _common(facts: Array) -> Array:
    """Only a fact that is unknown in many rows earns functions of its own."""
    counts = np.bincount(facts[facts >= 0], minlength=1)
    rare = counts < FEWEST
    return np.where((facts >= 0) & rare[facts], SEVERAL, facts)


def _part(columns: Mapping[str, Array], at: slice | Array) -> dict[str, Array]:
    return {name: column[at] for name, column in columns.items()}
