"""From the columns of a block to the bounds of every fact, assumptions included."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from twiza.packs.model import Fact, Rulebook
from twiza.rules.compiled import Rules
from twiza.rules.form import Form
from twiza.rules.situation import bounds_of
from twiza.rules.table.answers import Array
from twiza.rules.table.intervals import interval_function
from twiza.rules.table.names import ArrayFunction

SEVERAL = -1
_NONE = np.empty(0, dtype=np.int16)


class Filled:
    """A block: least and most of every fact by its place, and where it is unknown.

    Of a choice the codes stand in both, -1 where it is unknown.
    """

    def __init__(self, rows: int) -> None:
        self.count = rows
        self.low: dict[int, Array] = {}
        self.high: dict[int, Array] = {}
        self.holes: dict[int, Array] = {}  # (rows,) of truths

    def rows_with_holes(self) -> tuple[Array, Array]:
        """The rows in which something is unknown, and what: the place of the fact, or
        SEVERAL.
        """
        if not self.holes:
            return _NONE, _NONE
        any_, several = np.zeros((2, self.count), dtype=bool)
        bits: dict[int, Array] = {}  # the bits of the place of the fact, each a column
        for index, hole in self.holes.items():
            several |= any_ & hole
            any_ |= hole
            for bit in range(index.bit_length()):
                if index >> bit & 1:
                    bits[bit] = bits[bit] | hole if bit in bits else hole
        rows = np.flatnonzero(any_)
        facts = np.zeros(len(rows), dtype=np.int16)
        for bit, column in bits.items():
            facts += column[rows] * np.int16(1 << bit)
        facts[several[rows]] = SEVERAL
        return rows, facts

    def rows(self, places: Array) -> Filled:
        """Some of its rows."""
        part = Filled(len(places))
        for held, source in ((part.low, self.low), (part.holes, self.holes)):
            held.update({fact: column[places] for fact, column in source.items()})
        for fact, column in self.high.items():
            same = column is self.low[fact]
            part.high[fact] = part.low[fact] if same else column[places]
        return part

    @property
    def unknown(self) -> int:
        """The facts that are unknown somewhere, one bit each."""
        return sum(1 << fact for fact in self.holes)


class Filling:
    """How the facts of one rulebook are filled in.

    also   facts that are wanted beside those on which a rule rests
    """

    def __init__(
        self, rulebook: Rulebook, rules: Rules, form: Form, also: Collection[str] = ()
    ) -> None:
        self.rulebook, self.rules, self.form = rulebook, rules, form
        self.facts = list(rulebook.facts.values())
        depends = 0
        for place in form.slice(_roots(rules)):
            depends |= form.nodes[place].depends
        self.wanted = [
            i
            for i, fact in enumerate(self.facts)
            if depends >> i & 1 or fact.name in also
        ]
        self.excepting = {
            n for names in rules.assumptions.facts.values() for n in names
        }
        self._deciding = {
            i for i in self.wanted if self.facts[i].name in self.excepting
        }
        self._opened = 0
        self._claims: ArrayFunction | None = None
        self._constants: dict[tuple[int, float | None], Array] = {}

    def fill(
        self, block: Mapping[str, Array], rows: int, only: Collection[str] | None = None
    ) -> Filled:
        """The columns of every fact that a rule rests on, or of those named alone, with
        the assumptions filled in and the holes still open.
        """
        filled = Filled(rows)
        for index in self.wanted:
            if only is not None and self.facts[index].name not in only:
                continue
            self._read(filled, index, block.get(self.facts[index].name))
        assumed = [i for i in filled.holes if self.facts[i].assume is not None]
        if assumed:
            self._assume(filled, assumed)
        return filled

    def open(self, filled: Filled) -> Filled:
        """Gives every unknown fact all that its bounds allow."""
        for index in filled.holes:
            self._open(filled, index)
        return filled

    def _read(self, filled: Filled, index: int, column: Array | None) -> None:
        fact, rows = self.facts[index], filled.count
        if column is None:
            column = self._constant(index, _unknown(fact), rows)
            filled.holes[index] = np.ones(rows, dtype=bool)
        else:
            least = np.minimum.reduce(column)
            if fact.is_numeric and least != least:  # only NaN is not itself
                filled.holes[index] = np.isnan(column)
            elif not fact.is_numeric and least < 0:
                filled.holes[index] = column < 0
        if fact.type == "flag":
            column = column.view(bool)  # what a hole holds is not looked at
        filled.low[index] = filled.high[index] = column

    def _assume(self, filled: Filled, assumed: list[int]) -> None:
        """Fills in what a pack assumes, but where its exception may hold."""
        exceptions = self._exceptions(filled)
        for index in assumed:
            fact, hole = self.facts[index], filled.holes[index]
            assert fact.assume is not None
            may_not = exceptions.get(fact.name)
            value = _code(self.rulebook, fact, fact.assume.value)
            if may_not is None and hole.all():
                column = self._constant(index, value, filled.count)
                if fact.type == "flag":
                    column = column.view(bool)
                del filled.holes[index]
            else:
                put = hole if may_not is None else hole & np.logical_not(may_not)
                column = np.where(put, value, filled.low[index])
                if fact.type == "flag":
                    column = column.astype(bool)
                left = hole & np.logical_not(put)
                if left.any():
                    filled.holes[index] = left
                else:
                    del filled.holes[index]
            filled.low[index] = filled.high[index] = column

    def _exceptions(self, filled: Filled) -> dict[str, Array]:
        """Where the exception of each assumption may hold, before any is assumed."""
        claims = self.rules.assumptions
        if not claims.names:
            return {}
        opened = Filled(filled.count)
        opened.low.update(filled.low)
        opened.high.update(filled.high)
        for index in self._deciding & filled.holes.keys():
            opened.holes[index] = filled.holes[index]
            self._open(opened, index)
        # Facts once found unknown stay so, as in `UnknownRows`: it is written rarely.
        if self._claims is None or opened.unknown & ~self._opened:
            self._opened |= opened.unknown
            self._claims = interval_function(self.form, claims.places, self._opened)
        ends = self._claims.call(opened.low, opened.high)
        return {name: high for name, (_, high) in zip(claims.names, ends, strict=True)}

    def _open(self, filled: Filled, index: int) -> None:
        fact, hole, column = self.facts[index], filled.holes[index], filled.low[index]
        if fact.is_numeric:
            filled.low[index] = np.where(hole, fact.least, column)
            filled.high[index] = np.where(hole, fact.most, column)
        elif fact.type == "flag":
            filled.low[index] = np.logical_and(column, ~hole)
            filled.high[index] = np.logical_or(column, hole)

    def _constant(self, index: int, value: Any, rows: int) -> Array:
        key = (index, None if value != value else value)  # NaN is not itself
        held = self._constants.get(key)
        if held is None or len(held) < rows:
            kind = _dtype(self.facts[index])
            held = self._constants[key] = np.full(rows, value, dtype=kind)
        return held[:rows]


def _roots(rules: Rules) -> tuple[int, ...]:
    found: list[int] = list(rules.assumptions.places)
    for rule in rules.rules.values():
        found += rule.claims
        if rule.amount is not None:
            found.append(rule.amount)
    return tuple(found)


def _dtype(fact: Fact) -> Any:
    if fact.is_numeric:
        return np.float64
    return np.int8 if fact.type == "flag" else np.int16


def _unknown(fact: Fact) -> float:
    return np.nan if fact.is_numeric else -1


def _code(rulebook: Rulebook, fact: Fact, value: Any) -> Any:
    """A value as its column holds it."""
    least, _ = bounds_of(rulebook, fact, value)
    if fact.type in ("choice", "place"):
        return int(least).bit_length() - 1
    return int(least) if fact.type == "flag" else float(least)
