"""Some ventures under two laws: what changed for each, as lines and as counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from twiza.records import record
from twiza.reforms.causes import Columns
from twiza.reforms.comparing import Changed, Comparison
from twiza.reforms.differences import Difference
from twiza.reforms.lines import (
    CODED,
    FIGURES,
    PACKAGE,
    Lines,
    Texts,
    in_order,
    lines_of_mechanism,
    lines_of_packages,
)
from twiza.reforms.packages import Priced
from twiza.reforms.repackaging import Packages, Repackaged
from twiza.reforms.tallies import ByPlace, Marks, Tally, flags_of
from twiza.reforms.wording import Wording
from twiza.rules.table.answers import ELIGIBLE, Array

CENTS = 2


@record
class Block:
    """Some rows that follow each other, as the two laws read them; `place` is their
    province as a code, -1 where it is not known.
    """

    rows: int
    read: tuple[Columns, Columns]
    place: Array


class Touching:
    """Compares block after block; what is written once is kept for the next.

    language   of the causes in words
    """

    def __init__(self, comparison: Comparison, language: str) -> None:
        self.comparison = comparison
        self.packages = Packages(comparison)
        self.wording = Wording(comparison.before, comparison.after, language)
        self.places = ByPlace(comparison.after.rulebook.places.provinces)
        self.texts = Texts()
        self.differences: dict[str, Difference] = {
            found.id: found for found in self.packages.differences
        }
        self._told: dict[tuple[str, int], tuple[str, str]] = {}

    def of(self, block: Block, tally: Tally) -> Lines:
        """The lines of what changed, by row; counted in `tally`."""
        compared = self.comparison.compare(block.read, block.rows)
        flags = flags_of(block.rows)
        parts = []
        for changed in compared.changed:
            parts.append(self._mechanism(changed, tally, flags))
        found = list(self.packages.of(compared, block.read, block.rows))
        parts.append(self._packages(found, block, tally, flags))
        self.places.count(tally, Marks(block.place, flags))
        return in_order(parts, self.texts.all)

    # Mechanisms

    def _mechanism(
        self, changed: Changed, tally: Tally, flags: dict[str, Array]
    ) -> Lines:
        marks = _marks(changed, self._is_aid(changed.name))
        flags["touched"][changed.rows] = True
        for name in ("newly", "no_longer"):
            flags[name][changed.rows[marks[name]]] = True
        counts = [len(changed.rows), *(int(mark.sum()) for mark in marks.values())]
        tally.count("mechanism", changed.name, counts)
        return lines_of_mechanism(changed, self._coded(changed, tally))

    def _is_aid(self, name: str) -> bool:
        laws = (self.comparison.before, self.comparison.after)
        known = [law.rulebook.mechanisms.get(name) for law in laws]
        return any(each is not None and each.role == "aid" for each in known)

    def _coded(self, changed: Changed, tally: Tally) -> dict[str, Array]:
        sets, at, counts = np.unique(
            changed.causes, return_inverse=True, return_counts=True
        )
        ids, words = [], []
        for chosen, count in zip(sets.tolist(), counts.tolist(), strict=True):
            named, told = self._causes(changed.name, chosen)
            tally.count("cause", f"{changed.name}|{named}", [count])
            ids.append(self.texts.code(named))
            words.append(self.texts.code(told))
        none = np.zeros(len(changed.rows), dtype=np.int32)
        name = none + np.int32(self.texts.code(changed.name))
        causes = np.array(ids, np.int32)[at], np.array(words, np.int32)[at]
        return dict(zip(CODED, (name, none, none, *causes), strict=True))

    def _causes(self, name: str, chosen: int) -> tuple[str, str]:
        """The ids of a set of causes, and the same in words."""
        if (name, chosen) not in self._told:
            differences = [
                found
                for place, found in enumerate(self.comparison.pairs[name].differences)
                if chosen >> place & 1
            ]
            self._told[name, chosen] = (
                " + ".join(found.id for found in differences),
                "; ".join(map(self.wording.difference, differences)),
            )
        return self._told[name, chosen]

    # Packages

    def _packages(
        self,
        found: list[Repackaged],
        block: Block,
        tally: Tally,
        flags: dict[str, Array],
    ) -> Lines:
        rows: list[int] = []
        figures: dict[str, list[float]] = {name: [] for name in FIGURES}
        coded: dict[str, list[int]] = {name: [] for name in CODED}
        for each in found:
            for mark in _package_marks(each):
                flags[mark][each.row] = True
            self.places.add(tally, int(block.place[each.row]), each.before, each.after)
            if not each.causes:
                continue
            rows.append(each.row)
            for name, figure in _figures(each):
                figures[name].append(figure)
            for name, text in self._package_texts(each):
                coded[name].append(self.texts.code(text))
        return lines_of_packages(rows, figures, coded)

    def _package_texts(self, found: Repackaged) -> Iterator[tuple[str, str]]:
        yield "mechanism", PACKAGE
        yield "members_before", " + ".join(found.before.members)
        yield "members_after", " + ".join(found.after.members)
        yield "cause", " + ".join(found.causes)
        yield "cause_in_words", "; ".join(map(self._named, found.causes))

    def _named(self, cause: str) -> str:
        known = self.differences.get(cause)
        return (
            self.wording.difference(known) if known else self.wording.mechanism(cause)
        )


def _marks(changed: Changed, is_aid: bool) -> dict[str, Array]:
    """Of the rows of a mechanism: who is newly eligible, no longer, has more, less."""
    was, now = changed.before.status == ELIGIBLE, changed.after.status == ELIGIBLE
    ends = [
        (np.nan_to_num(getattr(changed.after, name)), np.nan_to_num(before))
        for name in ("least", "most")
        for before in (getattr(changed.before, name),)
    ]
    rises = [_above(after, before) for after, before in ends]
    falls = [_above(before, after) for after, before in ends]
    up, down = rises[0] | rises[1], falls[0] | falls[1]
    return {
        "newly": now & ~was & is_aid,
        "no_longer": was & ~now & is_aid,
        "more": up & ~down,
        "less": down & ~up,
    }


def _above(one: Array, other: Array) -> Array:
    found: Array = one - other >= 0.005
    return found


def _package_marks(found: Repackaged) -> Iterator[str]:
    yield "priced"
    if not (found.before.is_whole and found.after.is_whole):
        yield "without_amount"
    if not found.causes:
        return
    yield "touched"
    yield "repackaged"
    if change := _change(found.before, found.after):
        yield change


def _change(before: Priced, after: Priced) -> str:
    """Whether grants and premiums rise or fall; `mixed` where a bound does either."""
    rises = [b - a >= 0.005 for a, b in zip(before.money, after.money, strict=True)]
    falls = [a - b >= 0.005 for a, b in zip(before.money, after.money, strict=True)]
    if any(rises) and any(falls):
        return "mixed"
    return "gain" if any(rises) else "lose" if any(falls) else ""


def _figures(found: Repackaged) -> Iterator[tuple[str, float]]:
    for side, priced in (("before", found.before), ("after", found.after)):
        least, most = priced.money
        yield f"value_{side}", least if least == most else np.nan
        yield f"least_{side}", least
        yield f"most_{side}", most


def province_of(rulebook: Any, columns: Columns, rows: int) -> Array:
    """The province of each row as a code; -1 for all where no fact is a place."""
    for name, fact in rulebook.facts.items():
        if fact.type == "place" and name in columns:
            return columns[name]
    return np.full(rows, -1, dtype=np.int16)
