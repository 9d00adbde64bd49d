"""The venture of an answer with other values of a few facts, and what that means."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from twiza.advice.assessment import Assessed, Assessment, assess, assess_all
from twiza.advice.figures import Json
from twiza.advice.package import (
    Package,
    Terms,
    best_package,
    package_in_short,
    terms_of,
)
from twiza.advice.package.aids import may_enter
from twiza.advice.package.limits import Limit, limits_in
from twiza.packs.model import Rulebook
from twiza.records import record
from twiza.rules import rules_at
from twiza.rules.compiled import Rules
from twiza.rules.situation import (
    FactValue,
    Situation,
    bounds_of,
    read_facts,
    situation_of,
)

Values = Mapping[str, FactValue]


@record
class Variant:
    """The venture with other values of a few facts.

    every   the mechanisms, in the order of the rulebook
    places  of those that rest on something that changed
    limits  the ceilings of its packages
    """

    every: Assessed
    places: list[int]
    limits: tuple[Limit, ...]


@record
class WhatIf:
    """What is asked again and again when a few facts take other values.

    assessments  of the venture as it stands, with its best package under `terms`
    """

    rulebook: Rulebook
    rules: Rules
    situation: Situation
    assessments: Sequence[Assessment]
    terms: Terms
    best: Package

    @property
    def on(self) -> datetime.date:
        return self.terms.on

    def present(self, fact: str) -> FactValue | None:
        """The value given or assumed; None where it is not known."""
        given = self.situation.known.get(fact)
        return self.situation.assumed.get(fact) if given is None else given

    def situation_with(self, values: Values) -> Situation:
        key = tuple(values.items())
        if key not in self._situations:
            self._situations[key] = self._situation(values)
        return self._situations[key]

    def _situation(self, values: Values) -> Situation:
        known, before = {**self.situation.known, **values}, self.situation
        if not self.excepting.isdisjoint(values):
            return situation_of(self.rulebook, self.rules, known)
        low, high = list(before.low), list(before.high)
        for name, value in values.items():
            index, fact = self.rules.index[name], self.rulebook.facts[name]
            low[index], high[index] = bounds_of(self.rulebook, fact, value)
        after = Situation(low, high, known)
        after.assumed, after.fallen = before.assumed, before.fallen
        return after

    def assessment_with(self, item: Assessment, values: Values) -> Assessment:
        """One mechanism of the variant."""
        situation = self.situation_with(values)
        return assess(self.rulebook, item.rule, situation, self.on)

    def variant(self, values: Values) -> Variant:
        situation = self.situation_with(values)
        # An assumption may stand or fall with it.
        one, two = self.situation.assumed, situation.assumed
        fallen = () if one is two else {*one.items()} ^ {*two.items()}
        touched = {*values, *(name for name, _ in fallen)}
        places = {place for name in touched for place in self._resting[name]}
        after = list(self.assessments)
        for place in places:
            rule = after[place].rule
            after[place] = assess(self.rulebook, rule, situation, self.on)
        limits = self._limits
        if not touched.isdisjoint(self._limiting):
            limits = limits_in(self.rulebook, situation, self.on)
        return Variant(Assessed(after, situation), sorted(places), limits)

    def package_of(self, variant: Variant) -> Json:
        """The best package of a variant in short; variants of which the same is granted
        share it.
        """
        granted = tuple(
            [
                (place, after.bounds and after.is_granted and after.bounds.outcome)
                for place, before, after in self.pairs(variant)
                if (before.is_granted or after.is_granted) and may_enter(after)
            ]
        )
        key = granted, _figures_of(variant.limits)
        if key not in self._packages:
            package = best_package(variant.every, self.terms, variant.limits)
            self._packages[key] = package_in_short(package)
        return self._packages[key]

    def pairs(self, variant: Variant) -> Iterator[tuple[int, Assessment, Assessment]]:
        """What rests on something that the variant changes: place, before and after."""
        for place in variant.places:
            yield place, self.assessments[place], variant.every[place]

    @cached_property
    def package(self) -> Json:
        """The best package of the venture as it stands, in short."""
        return package_in_short(self.best)

    def breaks(self, values: Values) -> bool:
        """Whether it makes a claim of consistency false that was not, or takes a lever
        beyond what it stays within.
        """
        situation = self.situation_with(values)
        broken = broken_claims(self.rules, situation)
        new = [name for name in broken if name not in self.broken]
        return bool(new or self._excess(situation) - self._excess_before)

    @cached_property
    def broken(self) -> list[str]:
        """The claims of consistency that are known to be false."""
        return broken_claims(self.rules, self.situation)

    @cached_property
    def limits(self) -> tuple[tuple[int, int], ...]:
        """Where a lever stands in a situation, and the fact that it stays within."""
        index = self.rules.index
        return tuple(
            (index[fact.name], index[fact.lever.within])
            for fact in self.rulebook.facts.values()
            if fact.lever is not None and fact.lever.within is not None
        )

    @cached_property
    def excepting(self) -> set[str]:
        """The facts that bear on what is assumed: another value may change that."""
        assumed = {name for name, fact in self.rulebook.facts.items() if fact.assume}
        exceptions = self.rules.assumptions.facts.values()
        return assumed.union(*exceptions)

    @cached_property
    def deciding(self) -> dict[str, tuple[str, ...]]:
        """The facts that nobody has answered and that are assumed or not as others say:
        by each what decides.
        """
        known = self.situation.known
        exceptions = self.rules.assumptions.facts
        return {name: facts for name, facts in exceptions.items() if name not in known}

    def asked_again(self, values: Values) -> list[str]:
        """The answers that hold for the present place only, once it changes."""
        facts = self.rulebook.facts
        moved = [name for name in values if facts[name].type == "place"]
        return [
            name
            for name, reach in self._local
            if any(self._leaves(reach, place, str(values[place])) for place in moved)
        ]

    def _leaves(self, reach: str, place: str, after: str) -> bool:
        before = self.present(place)
        if before is None or before == after:
            return False
        provinces = self.rulebook.places.provinces
        region = provinces[str(before)].region
        return reach == "province" or region != provinces[after].region

    @cached_property
    def _local(self) -> list[tuple[str, str]]:
        """The answers given that say something of the place, and how far they hold."""
        facts = self.rulebook.facts
        return [
            (name, reach)
            for name, given in self.situation.known.items()
            if (reach := facts[name].local) is not None and (given is False or given)
        ]

    @cached_property
    def _resting(self) -> dict[str, list[int]]:
        """By each fact, which mechanisms rest on it."""
        found: dict[str, list[int]] = {name: [] for name in self.rulebook.facts}
        for place, item in enumerate(self.assessments):
            for name in item.rule.facts:
                found[name].append(place)
        return found

    @cached_property
    def _packages(self) -> dict[object, Json]:
        return {((), _figures_of(self._limits)): self.package}

    @cached_property
    def _limits(self) -> tuple[Limit, ...]:
        return limits_in(self.rulebook, self.situation, self.on)

    @cached_property
    def _limiting(self) -> set[str]:
        """The facts on which the ceilings rest."""
        rules = self.rules.ceilings.values()
        return {name for rule in rules for name in rule.facts}

    @cached_property
    def _situations(self) -> dict[tuple[tuple[str, FactValue], ...], Situation]:
        return {}

    @cached_property
    def _excess_before(self) -> set[tuple[int, int]]:
        return self._excess(self.situation)

    def _excess(self, situation: Situation) -> set[tuple[int, int]]:
        low, high = situation.low, situation.high
        return {(one, most) for one, most in self.limits if low[one] > high[most]}


def what_if_of(
    rulebook: Rulebook,
    facts: Mapping[str, object],
    *,
    on: datetime.date,
    plan: Mapping[str, object] | None = None,
) -> WhatIf:
    """What is asked about a venture; the arguments and errors are those of `advise`."""
    rules = rules_at(rulebook, on)
    situation = situation_of(rulebook, rules, read_facts(rulebook, facts))
    assessments = assess_all(rulebook, rules, situation, on)
    terms = terms_of(rulebook, dict(plan or {}), on)
    best = best_package(assessments, terms)
    return WhatIf(rulebook, rules, situation, assessments, terms, best)


def broken_claims(rules: Rules, situation: Situation) -> list[str]:
    claims = rules.consistency.evaluate(situation.low, situation.high)
    return [name for name, (_, possible) in claims.items() if not possible]


def _figures_of(limits: tuple[Limit, ...]) -> tuple[tuple[str, float, float], ...]:
    return tuple((one.name, one.least, one.most) for one in limits)


def worth_of(package: Json) -> float:
    """What counts of the total of a package in short: its value, else the least."""
    total = package["total"]
    worth: float = total["least"] if total["value"] is None else total["value"]
    return worth
