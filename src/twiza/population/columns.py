"""Columns of facts: which a table has, and whether every value in them can be.

A whole column is checked by its least and its most. Only when one does not fit is the
row looked for, and then one single value is told about in the words that a venture file
gets (`twiza.rules.situation`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twiza.errors import InputError, did_you_mean, shortened
from twiza.packs.model import Fact, Rulebook
from twiza.population.origin import kept_with_origin
from twiza.records import record
from twiza.rules.situation import read_facts

Mask = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Codes = NDArray[Any]

UNKNOWN = -1
LEAVE_EMPTY = "leave the cell empty where it is not known, else write a finite number"


@record
class Layout:
    """What the columns of a table are: facts, or kept as they stand for the output.

    codes   per choice or place what each text counts as
    """

    facts: dict[str, Fact]
    kept: tuple[str, ...]
    codes: dict[str, dict[str, int]]

    @property
    def wanted(self) -> list[str]:
        return list(dict.fromkeys((*self.kept, *self.facts)))


class BadCell(Exception):
    """A value that its fact cannot have; `row` counts from the first row, 0."""

    def __init__(self, row: int, column: str, value: object, mend: str = "") -> None:
        super().__init__(row, column, value, mend)
        self.row, self.column, self.value, self.mend = row, column, value, mend

    def below(self, first: int) -> BadCell:
        """The same cell, its row counted from `first` rows further up."""
        return BadCell(self.row + first, self.column, self.value, self.mend)

    def told(self, rulebook: Rulebook, where: str) -> InputError:
        place = f"{where}, {self.column}"
        try:
            read_facts(rulebook, {self.column: self.value}, places={self.column: place})
        except InputError as mistake:
            return InputError(
                place,
                found=mistake.found,
                expected=mistake.expected,
                mend=self.mend or mistake.mend,
            )
        return InputError(
            place,
            found=shortened(self.value),
            expected=f"a column of type {rulebook.facts[self.column].type}",
            mend=self.mend or "write the column in the type of its fact",
        )


def layout_of(
    rulebook: Rulebook, names: Sequence[str], keep: Sequence[str], where: str
) -> Layout:
    """Which of a table's columns are facts and which are kept.

    raises  InputError for a column with no name, twice the same, or of neither kind
    """
    _check_distinct(names, where)
    keep = kept_with_origin(names, keep, rulebook.facts)
    for name in keep:
        if name not in names:
            raise InputError(
                "--keep",
                found=name,
                expected=f"a column of {where}",
                mend=did_you_mean(name, names) or "correct the name",
            )
    facts = {name: rulebook.facts[name] for name in names if name in rulebook.facts}
    for name in names:
        if name not in facts and name not in keep:
            raise _no_fact(rulebook, name, where)
    codes = {
        fact.name: {text: code for code, text in enumerate(texts_of(rulebook, fact))}
        for fact in facts.values()
        if fact.type in ("choice", "place")
    }
    return Layout(facts, tuple(dict.fromkeys(keep)), codes)


def texts_of(rulebook: Rulebook, fact: Fact) -> Sequence[str]:
    """What the codes of a choice or place stand for, in their order."""
    if fact.type == "place":
        return list(rulebook.places.provinces)
    return fact.choices


def _check_distinct(names: Sequence[str], where: str) -> None:
    for place, name in enumerate(names):
        if not name.strip():
            raise InputError(
                where,
                found=f"no name over column {place + 1}",
                expected="a name over every column",
                mend="name the column after its fact, or remove it",
            )
        if name in names[:place]:
            raise InputError(
                where,
                found=f"two columns named {shortened(name)}",
                expected="each column once",
                mend="remove one of them",
            )


def _no_fact(rulebook: Rulebook, name: str, where: str) -> InputError:
    near = did_you_mean(name, rulebook.facts)
    copy = f"remove the column, or have it copied: --keep {shortened(name)}"
    return InputError(
        where,
        found=f"the column {shortened(name)}",
        expected=f"a fact of {rulebook.name}, or a column to keep",
        mend=f"{near} Else {copy}" if near else copy,
    )


def check_numbers(fact: Fact, values: Numbers, unknown: Mask | None) -> None:
    """`values` has NaN where `unknown`, and nowhere else."""
    holes = 0 if unknown is None else int(np.count_nonzero(unknown))
    if holes == len(values) or _all_fit(fact, values, holes):
        return
    wrong = ~((values >= fact.least) & (values <= fact.most))
    if fact.type == "count":
        wrong |= values != np.rint(values)
    if unknown is not None:
        wrong &= ~unknown
    row = int(np.argmax(wrong))
    value = float(values[row])
    if np.isnan(value):
        raise BadCell(row, fact.name, value, LEAVE_EMPTY)
    raise BadCell(row, fact.name, int(value) if value.is_integer() else value)


def _all_fit(fact: Fact, values: Numbers, holes: int) -> bool:
    if np.count_nonzero(np.isnan(values)) != holes:
        return False
    least, most = np.fmin.reduce(values), np.fmax.reduce(values)
    if not (fact.least <= least and most <= fact.most):
        return False
    whole = fact.type != "count" or np.count_nonzero(values != np.rint(values)) == holes
    return bool(whole)
