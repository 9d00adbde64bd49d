"""Rows in which something is unknown: intervals, sharp along every fact that stands
more than once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from twiza.packs.model import Rulebook
from twiza.rules.bounds import searched
from twiza.rules.compiled import Rule
from twiza.rules.critical import Tangled
from twiza.rules.form import Form
from twiza.rules.situation import blank
from twiza.rules.table.along import Along, groups_along
from twiza.rules.table.answers import Array
from twiza.rules.table.filling import Filled
from twiza.rules.table.intervals import interval_function
from twiza.rules.table.names import ArrayFunction

Ends = list[Array]  # sure, possible, least, most


class UnknownRows:
    """The functions for some rules, written as they are needed."""

    def __init__(self, rulebook: Rulebook, form: Form, rules: Sequence[Rule]) -> None:
        self.form, self.rules = form, rules
        self.kinds = blank(rulebook).kinds
        self.places = {
            node.payload: place
            for place, node in enumerate(form.nodes)
            if node.op == "fact"
        }
        self.roots = tuple(root for rule in rules for root in rule.roots)
        self.unknown = 0
        self.function: ArrayFunction | None = None
        self.groups: list[Along] = []
        self.searched: list[tuple[int, Rule]] = []

    def evaluate(self, filled: Filled) -> list[Ends]:
        """Sure, possible, least and most of every rule for every row."""
        # Facts once found unknown stay so: every set of them would be a function.
        if self.function is None or filled.unknown & ~self.unknown:
            self.unknown |= filled.unknown
            self._write()
        assert self.function is not None
        pairs = iter(self.function.call(filled.low, filled.high))
        found: dict[str, Ends] = {}
        for rule in self.rules:
            ends = [next(pairs) for _ in rule.roots]
            found[rule.name] = _combined(rule, ends, filled.count)
        for along in self.groups:
            hole = filled.holes.get(along.axis)
            if hole is not None:
                _sharpen(along, hole, filled, [found[r.name] for r in along.rules])
        for axis, rule in self.searched:
            if axis in filled.holes:
                self._search(axis, rule, filled, found[rule.name])
        return list(found.values())

    def _write(self) -> None:
        self.function = interval_function(self.form, self.roots, self.unknown)
        self.groups, self.searched = [], []
        axes = {axis for rule in self.rules for axis in rule.along}
        for axis in sorted(axes):
            if not self.unknown >> axis & 1:
                continue
            along = [rule for rule in self.rules if rule.along.get(axis)]
            open_ = [r for r in self.rules if axis in r.along and not r.along[axis]]
            try:
                self.groups += groups_along(
                    self.form,
                    self.places[axis],
                    along,
                    unknown=self.unknown,
                    is_whole=self.kinds[axis] == "whole",
                )
            except Tangled:
                open_ = [*along, *open_]
            self.searched += [(axis, rule) for rule in open_]

    def _search(self, axis: int, rule: Rule, filled: Filled, ends: Ends) -> None:
        """As for one person: where the critical points cannot be written down."""
        places = np.flatnonzero(filled.holes[axis] & _is_open(ends))
        found: list[tuple[Any, ...]] = []
        for row in places:
            low, high = self._situation(filled, int(row))
            found.append(searched(rule, low, high, axis, self.kinds[axis]))
        if found:
            columns = [np.array(column) for column in zip(*found, strict=True)]
            _narrow(ends, places, columns)

    def _situation(self, filled: Filled, row: int) -> tuple[list[Any], list[Any]]:
        low: list[Any] = [0] * len(self.kinds)
        high = list(low)
        for fact, column in filled.low.items():
            if self.kinds[fact] == "choice":
                code = int(column[row])
                size = len(self.form.nodes[self.places[fact]].values)
                low[fact] = high[fact] = 1 << code if code >= 0 else (1 << size) - 1
            else:
                low[fact] = column[row].item()
                high[fact] = filled.high[fact][row].item()
        return low, high


def _sharpen(along: Along, hole: Array, filled: Filled, plain: list[Ends]) -> None:
    """First the ends of the fact, then its turns for the rows that need them."""
    is_open = hole & np.logical_or.reduce([_is_open(ends) for ends in plain])
    places = np.flatnonzero(is_open)
    if not len(places):
        return
    part = filled.rows(places) if len(places) < filled.count else filled
    found = [list(ends) for ends in along.ends.call(part.low, part.high, part.count)]
    if along.turns is not None:
        left = np.flatnonzero(
            ~np.logical_and.reduce(
                [
                    _is_reached([end[places] for end in whole], ends)
                    for whole, ends in zip(plain, found, strict=True)
                ]
            )
        )
        if len(left):
            rest = part.rows(left) if len(left) < part.count else part
            turned = along.turns.call(rest.low, rest.high, rest.count)
            for ends, more in zip(found, turned, strict=True):
                _widen(ends, left, more)
    for whole, ends in zip(plain, found, strict=True):
        _narrow(whole, places, ends)


def _is_open(ends: Ends) -> Array:
    """Rows whose bounds may still be narrowed."""
    sure, possible, least, most = ends
    open_: Array = possible & ~(sure & (least == most))
    return open_


def _is_reached(plain: Ends, found: Ends) -> Array:
    """Rows in which no further trial can change status, value, least or most.

    The least that may be granted is not told of a table, so it counts only where the
    rule surely grants.
    """
    sure, possible, least, most = plain
    closed = ~possible | sure & (least == most)
    top = found[1] & (found[3] >= most)
    reached: Array = closed | top & np.where(sure, found[2] <= least, ~found[0])
    return reached


def _widen(ends: Ends, places: Array, more: Sequence[Array]) -> None:
    ends[0][places] &= more[0]
    ends[1][places] |= more[1]
    ends[2][places] = np.minimum(ends[2][places], more[2])
    ends[3][places] = np.maximum(ends[3][places], more[3])


def _narrow(ends: Ends, places: Array, more: Sequence[Array]) -> None:
    ends[0][places] |= more[0]
    ends[1][places] &= more[1]
    ends[2][places] = np.maximum(ends[2][places], more[2])
    ends[3][places] = np.minimum(ends[3][places], more[3])


def _combined(rule: Rule, pairs: list[tuple[Any, Any]], rows: int) -> Ends:
    sure, possible = np.ones(rows, dtype=bool), np.ones(rows, dtype=bool)
    for low, high in pairs[: len(rule.claims)]:
        sure &= low
        possible &= high
    least, most = np.zeros(rows), np.zeros(rows)
    if rule.amount is not None:
        least[:], most[:] = pairs[-1]
    return [sure, possible, least, most]
