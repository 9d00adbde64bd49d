"""One mechanism for one situation: status, amount, and what they rest on."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from functools import cached_property

from twiza.packs.model import Mechanism, Rulebook
from twiza.records import record
from twiza.rules.bounds import Bounds, bounds_of_rule
from twiza.rules.compiled import Flag, Pair, Rule, Rules
from twiza.rules.situation import Situation, blank


@record
class Amount:
    """What the person may get, refusal included; None is not known, never zero."""

    value: float | None
    least: float | None
    most: float | None
    least_if_granted: float | None = None


NOTHING_KNOWN = Amount(None, None, None)


@record
class Assessment:
    """What a rulebook says of one mechanism for one situation at one date."""

    mechanism: Mechanism
    rule: Rule
    status: str
    reason: str | None
    amount: Amount
    bounds: Bounds | None
    situation: Situation
    rulebook: Rulebook

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """Why its figures are not certain."""
        if self.bounds is None:
            return ()
        return self.rule.flags + _inferred(self.rulebook, self.rule, self.situation)

    @cached_property
    def assumed(self) -> tuple[str, ...]:
        """The assumptions that matter: another value of one could change the outcome.

        Looked at only when asked for, for a search weighs many assessments.
        """
        if self.bounds is None:
            return ()
        return _rested_on(self.rulebook, self.rule, self.situation, self.bounds)

    @cached_property
    def parts(self) -> dict[str, Pair]:
        """The least and the most of each named part of its rule that is a number."""
        if self.bounds is None:
            return {}
        values = zip(self.rule.parts, self.bounds.outcome[5], strict=True)
        return {part.name: value for part, value in values if part.kind == "number"}

    @property
    def is_granted(self) -> bool:
        return self.status == "eligible"

    @property
    def worth(self) -> float:
        """The nominal value that counts in a package: the value, else the least."""
        value = self.amount.value
        return value if value is not None else (self.amount.least or 0.0)

    @property
    def hopeful_worth(self) -> float:
        """As `worth`; of an undetermined aid what it gives at least once granted."""
        if self.status == "undetermined":
            return self.amount.least_if_granted or 0.0
        return self.worth

    @property
    def most(self) -> float:
        return self.amount.most or 0.0


class Assessed(list[Assessment]):
    """Every mechanism of the rulebook, in its order, and the situation they are of."""

    def __init__(self, items: Iterable[Assessment], situation: Situation) -> None:
        super().__init__(items)
        self.situation = situation


def assess_all(
    rulebook: Rulebook, rules: Rules, situation: Situation, on: datetime.date
) -> Assessed:
    """Every mechanism of the rulebook, in its order."""
    items = (assess(rulebook, rule, situation, on) for rule in rules.rules.values())
    return Assessed(items, situation)


def assess_again(
    rulebook: Rulebook,
    situation: Situation,
    on: datetime.date,
    before: list[Assessment],
    changed: Collection[str],
) -> Assessed:
    """As `assess_all` after some facts changed: what rests on none of them stays."""
    items = (
        assess(rulebook, item.rule, situation, on)
        if any(name in changed for name in item.rule.facts)
        else item
        for item in before
    )
    return Assessed(items, situation)


def assess(
    rulebook: Rulebook, rule: Rule, situation: Situation, on: datetime.date
) -> Assessment:
    """One mechanism, known or not yet known."""
    mechanism = rulebook.mechanisms[rule.name]
    if rule.function is None:
        status, why = _without_rule(mechanism, rule, on)
        return Assessment(
            mechanism, rule, status, why, NOTHING_KNOWN, None, situation, rulebook
        )
    kinds = blank(rulebook).kinds
    bounds = bounds_of_rule(rule, situation.low, situation.high, kinds)
    status = _status(bounds)
    reason = None
    if status in ("eligible", "undetermined") and rule.unverified is not None:
        # Whether it applies is known; its figure is what nobody verified.
        reason = "unverified"
    amount = _amount(mechanism, rule, status, bounds)
    return Assessment(
        mechanism, rule, status, reason, amount, bounds, situation, rulebook
    )


def _rested_on(
    rulebook: Rulebook, rule: Rule, situation: Situation, bounds: Bounds
) -> tuple[str, ...]:
    assumed = [name for name in rule.facts if name in situation.assumed]
    if not bounds.possible and _is_refused_anyway(rule, bounds, assumed):
        return ()
    found, unknown = [], blank(rulebook)
    low, high, before = situation.low, situation.high, bounds.outcome[:4]
    for name in assumed:
        index = unknown.index[name]
        kept = low[index], high[index]
        low[index], high[index] = unknown.low[index], unknown.high[index]
        after = rule.evaluate(low, high)[:4]
        low[index], high[index] = kept
        if after != before and (after[1] or before[1]):
            found.append(name)
    return tuple(found)


def _is_refused_anyway(rule: Rule, bounds: Bounds, assumed: list[str]) -> bool:
    """Whether a condition fails on which no assumption bears."""
    claims = bounds.outcome[4]
    return any(
        condition.slot is not None
        and not claims[condition.slot][1]
        and not any(name in assumed for name in condition.facts)
        for condition in rule.conditions
    )


def _without_rule(
    mechanism: Mechanism, rule: Rule, on: datetime.date
) -> tuple[str, str]:
    if rule.not_covered:
        return "not_computable", "not_covered"
    version = rule.version
    if version is not None and version.state == "announced":
        return "closed", "announced"
    if on < mechanism.versions[0].start:
        return "closed", "not_started"
    if any(later.start > on for later in mechanism.versions):
        return "closed", "between_versions"
    return "closed", "ended"


def _status(bounds: Bounds) -> str:
    if not bounds.possible:
        return "ineligible"
    return "eligible" if bounds.sure else "undetermined"


def _amount(mechanism: Mechanism, rule: Rule, status: str, bounds: Bounds) -> Amount:
    if mechanism.role == "duty" or status in ("closed", "not_computable"):
        return NOTHING_KNOWN
    if status == "ineligible":
        return Amount(0.0, 0.0, 0.0)
    if rule.amount is None:
        return NOTHING_KNOWN
    assert rule.version is not None
    granted = 0.0 if rule.version.is_ceiling else bounds.least
    if status == "undetermined":
        return Amount(None, 0.0, bounds.most, granted)
    exact = bounds.least == bounds.most and not rule.version.is_ceiling
    value = bounds.most if exact or bounds.most == 0 else None
    return Amount(value, granted, bounds.most)


def _inferred(rulebook: Rulebook, rule: Rule, situation: Situation) -> tuple[Flag, ...]:
    """A place whose category is only inferred marks every amount that rests on it."""
    found = []
    for name in rule.facts if rule.columns else ():
        place = rulebook.places.provinces.get(str(situation.known.get(name)))
        if place is None or rulebook.facts[name].type != "place":
            continue
        for column in rule.columns:
            cell = place.columns.get(column)
            if cell is not None and cell.basis == "inferred":
                found.append(
                    Flag("place", column, "flagged", "inferred category", cell.source)
                )
    return tuple(found)
