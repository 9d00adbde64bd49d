"""Which ventures get another best package under the later law, and through what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from twiza.packs.model import Mechanism
from twiza.records import record
from twiza.reforms.causes import Columns, rows_of
from twiza.reforms.combining import bears_on, package_differences
from twiza.reforms.comparing import Compared, Comparison
from twiza.reforms.differences import Difference
from twiza.reforms.packages import (
    Aid,
    Priced,
    Pricing,
    aids_of,
    aids_table,
    is_in_packages,
)
from twiza.reforms.situations import Situations
from twiza.rules.table import Column
from twiza.rules.table.answers import Array


@record
class Repackaged:
    """A venture whose aids changed, its row in the block, both packages.

    causes   ids of the differences through which the package is another; mechanisms
             whose answer changed stand by their own name. Empty where it is the same
    """

    row: int
    before: Priced
    after: Priced
    causes: tuple[str, ...]


class Packages:
    """The best packages of a block of ventures under two laws."""

    def __init__(self, comparison: Comparison) -> None:
        self.laws = comparison.before, comparison.after
        books = [law.rulebook.mechanisms for law in self.laws]
        names = [n for n in {**books[0], **books[1]} if _is_aid(books, n)]
        self.moving = [name for name in names if name in comparison.pairs]
        self.still = [name for name in names if name not in comparison.pairs]
        self.engine = comparison.engine
        self.differences = package_differences(*self.laws)
        self._pricing: list[Pricing] = []

    def of(
        self, compared: Compared, read: tuple[Columns, Columns], rows: int
    ) -> Iterator[Repackaged]:
        """The ventures of which an aid changed, or every one where what goes together
        did.

        read    the facts as the earlier and as the later law reads them
        """
        at = self._rows(compared, rows)
        if not len(at):
            return
        if not self._pricing:
            self._pricing = self._priced()
        parts = [{n: column[at] for n, column in each.items()} for each in read]
        situations = [
            pricing.reading.of(part, len(at))
            for pricing, part in zip(self._pricing, parts, strict=True)
        ]
        sides = compared.before, compared.after
        moving = [list(aids_of(self._moving(side, at), len(at))) for side in sides]
        still = aids_of(self._still(parts[0], len(at)), len(at))
        for place, (row, rest) in enumerate(zip(at.tolist(), still, strict=True)):
            aids = moving[0][place], moving[1][place]
            if aids[0] != aids[1] or self._rules_for((*aids[0], *rest)):
                case = _Case(place, *aids, rest, situations[0], situations[1])
                yield self._repackaged(row, case)

    def _priced(self) -> list[Pricing]:
        books = [law.rulebook.mechanisms for law in self.laws]
        return [
            Pricing(law, other, self.moving)
            for law, other in zip(self.laws, reversed(books), strict=True)
        ]

    def _rows(self, compared: Compared, rows: int) -> Array:
        if self.differences:
            return np.arange(rows)
        touched = [each.rows for each in compared.changed if each.name in self.moving]
        found: Array = np.unique(np.concatenate(touched or [np.empty(0, np.intp)]))
        return found

    def _moving(self, answers: dict[str, Column], at: Array) -> dict[str, Column]:
        return {name: rows_of(answers[name], at) for name in self.moving}

    def _still(self, read: Columns, rows: int) -> dict[str, Column]:
        """Of aids that did not change both laws say and read the same."""
        if not self.still:
            return {}
        answers = aids_table(self.laws[0], self.engine).evaluate(read, rows)
        return {name: answers[name] for name in self.still}

    def _repackaged(self, row: int, case: _Case) -> Repackaged:
        before, after = (
            pricing.package([*aids, *case.still], case.place, situations)
            for pricing, aids, situations in zip(
                self._pricing, case.aids, case.situations, strict=True
            )
        )
        if before.is_as(after):
            return Repackaged(row, before, after, ())
        return Repackaged(row, before, after, self._causes(before, after, case))

    # Causes

    def _causes(self, before: Priced, after: Priced, case: _Case) -> tuple[str, ...]:
        """First the aids in either package that changed; verified by taking them back.

        Where the earlier package does not come back, another aid that changed stands
        in; where no aid brings it back, the rules of packages have to do with it.
        """
        olds, news = ({aid[0]: aid for aid in aids} for aids in case.aids)
        moved = [n for n in self.moving if olds.get(n) != news.get(n)]
        members = {*before.members, *after.members}
        chosen = [name for name in moved if name in members]
        rules = self._rules_for((*case.aids[0], *case.aids[1], *case.still))
        tried = [chosen, moved] if chosen != moved else [moved]
        for names in tried:
            if names == moved and not rules:
                return tuple(moved)  # all that changed, taken back, is the earlier law
            undone = [
                aid
                for name in self.moving
                if (aid := (olds if name in names else news).get(name)) is not None
            ]
            package = self._pricing[1].package(
                [*undone, *case.still], case.place, case.situations[1]
            )
            if package.is_as(before):
                return tuple(names)
        return (*moved, *(difference.id for difference in rules))

    def _rules_for(self, aids: Sequence[Aid]) -> list[Difference]:
        """The differences between rules of packages that are about these aids."""
        if not self.differences:
            return []
        names = {aid[0] for aid in aids}
        return [each for each in self.differences if bears_on(each, names)]


@record
class _Case:
    """One venture: its place among those looked at, its aids under either law."""

    place: int
    before: list[Aid]
    after: list[Aid]
    still: list[Aid]
    known_before: Situations
    known_after: Situations

    @property
    def aids(self) -> tuple[list[Aid], list[Aid]]:
        return self.before, self.after

    @property
    def situations(self) -> tuple[Situations, Situations]:
        return self.known_before, self.known_after


def _is_aid(books: Sequence[dict[str, Mechanism]], name: str) -> bool:
    return any(is_in_packages(book.get(name)) for book in books)
