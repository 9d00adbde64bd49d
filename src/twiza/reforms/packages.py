"""The best package of each venture under a law, found as `advise` finds it.

Amounts come from the table; a situation is filled only with the facts that shared
ceilings and own funds rest on. What a search found is kept: many ventures have the same
aids with the same amounts.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from twiza.advice.assessment import Amount, Assessed, Assessment
from twiza.advice.package import PACKAGE_KINDS, Package, best_package, terms_of
from twiza.advice.package.sums import Sharing, Sums
from twiza.packs.model import ADDING_KINDS, MONEY_PARTS, Mechanism
from twiza.records import record
from twiza.reforms.laws import Law
from twiza.reforms.situations import Reading, Situations
from twiza.rules import rules_at
from twiza.rules.bounds import bounds_of_rule
from twiza.rules.situation import Situation, blank
from twiza.rules.table import Column, Table
from twiza.rules.table.answers import ELIGIBLE

MOST_KEPT = 100_000
MOST_TABLES = 4

Aid = tuple[str, float | None, float | None, float | None]  # name, value, least, most
Range = tuple[float, float]

NOTHING: Range = (0.0, 0.0)
KINDS: tuple[tuple[str, ...], ...] = (ADDING_KINDS, ("guarantee",), ("loan",))


@record
class Priced:
    """A package: its members in the order to apply, and what they come to.

    money           grants and premiums, least and most
    guaranteed, borrowed   what is covered or lent: it never adds to money
    is_whole        whether every member has an amount
    """

    members: tuple[str, ...]
    money: Range
    guaranteed: Range
    borrowed: Range
    is_whole: bool

    def is_as(self, other: Priced) -> bool:
        return set(self.members) == set(other.members) and all(
            abs(one - two) < 0.005
            for one, two in zip(self._sums(), other._sums(), strict=True)
        )

    def _sums(self) -> tuple[float, ...]:
        return (*self.money, *self.guaranteed, *self.borrowed)


EMPTY = Priced((), NOTHING, NOTHING, NOTHING, True)


def is_in_packages(mechanism: Mechanism | None) -> bool:
    return (
        mechanism is not None
        and mechanism.role == "aid"
        and mechanism.kind in PACKAGE_KINDS
    )


class Pricing:
    """Finds the best package of aids under one law.

    others   mechanisms that only the other law knows
    changed  the aids that the other law says otherwise
    """

    def __init__(
        self, law: Law, others: Mapping[str, Mechanism], changed: Collection[str]
    ) -> None:
        self.law, self.rules = law, law.rules(changed)
        self.mechanisms = {**law.rulebook.mechanisms}
        self.mechanisms |= {n: m for n, m in others.items() if n not in self.mechanisms}
        self.places = {name: place for place, name in enumerate(self.mechanisms)}
        self.terms = terms_of(law.rulebook, {}, law.on)
        # A ceiling is the packs' own: an overlay changes none.
        self.ceilings = rules_at(law.packs, law.on).ceilings
        self.with_parts = {
            name: rule
            for name, rule in self.rules.items()
            if is_in_packages(law.rulebook.mechanisms[name])
            and any(part.name in MONEY_PARTS for part in rule.parts)
        }
        self.reading = Reading(law, self._facts())
        self._kept: dict[tuple[Aid, ...], Priced] = {}

    def _facts(self) -> tuple[str, ...]:
        """The facts on which a package rests beside the amounts of its aids."""
        found: dict[str, None] = {}
        for rule in self.ceilings.values():
            found |= dict.fromkeys(rule.facts)
        for rule in self.with_parts.values():
            found |= dict.fromkeys(rule.facts)
            for part in rule.parts:
                found |= dict.fromkeys(part.facts)
        return tuple(name for name in found if name in self.law.rulebook.facts)

    def package(self, aids: Sequence[Aid], row: int, situations: Situations) -> Priced:
        """The best of the aids that the venture of a row can surely have."""
        if not aids:
            return EMPTY
        if self.reading.facts:
            return self._best(aids, situations.at(row))
        key = tuple(aids)
        if key not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self._best(aids, situations.at(row))
        return self._kept[key]

    def _best(self, aids: Sequence[Aid], situation: Situation) -> Priced:
        # Of two packages worth the same the order of the rulebook decides.
        ordered = sorted(aids, key=lambda aid: self.places[aid[0]])
        items = [self._assessment(aid, situation) for aid in ordered]
        return _priced(best_package(Assessed(items, situation), self.terms))

    def _assessment(self, aid: Aid, situation: Situation) -> Assessment:
        """As `assess` would say it, its figures as they were handed in: those of a part
        come from this law, for they say what the investor has to bring under it.
        """
        name, *figures = aid
        rule = self.with_parts.get(name)
        bounds = None
        if rule is not None:
            kinds = blank(self.law.packs).kinds
            bounds = bounds_of_rule(rule, situation.low, situation.high, kinds)
        return Assessment(
            mechanism=self.mechanisms[name],
            rule=self.rules.get(name),  # type: ignore[arg-type]
            status="eligible",
            reason=None,
            amount=Amount(*figures),
            bounds=bounds,
            situation=situation,
            rulebook=self.law.packs,
        )


def _priced(package: Package) -> Priced:
    """Its sums once the shared ceilings have cut it."""
    members = package.members
    is_cut = bool(Sharing(package, members).waiting)
    money, guaranteed, borrowed = (
        _cut_sums(package) if is_cut else [_sum(members, kinds) for kinds in KINDS]
    )
    return Priced(
        members=tuple(item.mechanism.name for item in members),
        money=money,
        guaranteed=guaranteed,
        borrowed=borrowed,
        is_whole=all(item.amount.most is not None for item in members),
    )


def _cut_sums(package: Package) -> list[Range]:
    sums = Sums(package)
    spans = (sums.money(), sums.of_kind("guarantee"), sums.of_kind("loan"))
    return [(span.least, span.most) for span in spans]


def _sum(members: Sequence[Assessment], kinds: tuple[str, ...]) -> Range:
    held = [item.amount for item in members if item.mechanism.kind in kinds]
    return sum(a.least or 0.0 for a in held), sum(a.most or 0.0 for a in held)


def aids_of(answers: Mapping[str, Column], rows: int) -> Iterator[list[Aid]]:
    """For each row the mechanisms that it can surely have, with their amounts."""
    names = list(answers)
    if not names:
        yield from ([] for _ in range(rows))
        return
    granted = np.array([answers[name].status == ELIGIBLE for name in names])
    at, which = np.nonzero(granted.T)
    figures = [
        np.array([getattr(answers[name], figure) for name in names])[which, at]
        for figure in ("value", "least", "most")
    ]
    listed = [[None if f != f else f for f in column.tolist()] for column in figures]
    aids: list[Aid] = list(
        zip([names[n] for n in which.tolist()], *listed, strict=True)
    )
    ends = np.searchsorted(at, np.arange(rows + 1)).tolist()
    for start, end in itertools.pairwise(ends):
        yield aids[start:end]


_tables: dict[tuple[str, object, str], Table] = {}


def aids_table(law: Law, engine: str) -> Table:
    """The packs' own rules for every aid that a package may hold, made once: what stays
    as it is need not be made anew for each figure that somebody tries.
    """
    key = (law.packs.content_hash, law.on, engine)
    if key not in _tables:
        if len(_tables) >= MOST_TABLES:
            _tables.clear()
        mechanisms = law.packs.mechanisms.items()
        names = [name for name, each in mechanisms if is_in_packages(each)]
        _tables[key] = Law(law.packs, law.on).table(names, engine)
    return _tables[key]
