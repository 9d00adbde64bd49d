"""The ceilings in force for one situation, and the parts of a rule a package reads."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence

from twiza.advice.assessment import Assessed, Assessment
from twiza.packs.model import Ceiling, Rulebook
from twiza.records import record
from twiza.rules import rules_at
from twiza.rules.bounds import bounds_of_rule
from twiza.rules.compiled import Pair, Rule
from twiza.rules.situation import Situation, blank

NOTHING: Pair = (0.0, 0.0)


@record
class Limit:
    """A ceiling in one situation; without a bound where nobody verified its figure."""

    ceiling: Ceiling
    rule: Rule
    least: float
    most: float

    @property
    def name(self) -> str:
        return self.ceiling.name

    @property
    def is_known(self) -> bool:
        return math.isfinite(self.most)

    @property
    def source(self) -> str | None:
        version = self.rule.version
        return version.source if version else None

    def covers(self, item: Assessment) -> bool:
        return item.mechanism.name in self.ceiling.over

    def is_certain(self, rulebook: Rulebook) -> bool:
        source = rulebook.sources.get(self.source or "")
        is_linked = source is not None and source.url and not source.withdrawn
        return bool(is_linked) and not self.rule.flags and not self.ceiling.flagged


def limits_for(
    assessments: Sequence[Assessment], on: datetime.date
) -> tuple[Limit, ...]:
    """The ceilings in force for the situation of these assessments."""
    if not assessments:
        return ()
    rulebook = assessments[0].rulebook
    if not rulebook.ceilings:
        return ()
    if isinstance(assessments, Assessed):
        return limits_in(rulebook, assessments.situation, on)
    return limits_in(rulebook, assessments[0].situation, on)


def limits_in(
    rulebook: Rulebook, situation: Situation, on: datetime.date
) -> tuple[Limit, ...]:
    """Each ceiling in force, between the least and the most that it may be."""
    found = []
    kinds = blank(rulebook).kinds
    for name, rule in rules_at(rulebook, on).ceilings.items():
        ceiling = rulebook.ceilings[name]
        if rule.function is None:
            continue
        least = most = math.inf
        if rule.amount is not None:
            bounds = bounds_of_rule(rule, situation.low, situation.high, kinds)
            least, most = bounds.least, bounds.most
        found.append(Limit(ceiling, rule, least, most))
    return tuple(found)


def least_own_funds(item: Assessment, *, end: int = 1) -> float:
    """What the investor has to bring beside it: the least (end 0) or the most of it."""
    return item.parts.get("least_own_funds", NOTHING)[end]


def least_ticket(item: Assessment, *, end: int = 1) -> float:
    """The smallest sum that is lent or invested."""
    return item.parts.get("least_ticket", NOTHING)[end]
