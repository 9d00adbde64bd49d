"""The facts still worth asking, the most telling first.

Each unknown fact is tried at its telling values; what counts is how many mechanisms are
settled on average, then by how much the width of grants and premiums shrinks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from twiza.advice.assessment import Assessment
from twiza.advice.package import adds_up
from twiza.packs.model import Fact, Rulebook
from twiza.rules.compiled import Rules
from twiza.rules.expressions import Call, Expression, Name
from twiza.rules.scope import Scope
from twiza.rules.situation import Situation, bounds_of
from twiza.rules.tracing import open_facts, trace_of

MOST_TRIALS = 24


@dataclass(frozen=True, slots=True)
class Question:
    fact: str
    settles: float
    narrows: float
    mechanisms: tuple[str, ...]


def questions(
    rulebook: Rulebook,
    rules: Rules,
    situation: Situation,
    assessments: Sequence[Assessment],
) -> list[Question]:
    """Unknown facts that can still change a status or an amount, most telling first."""
    asked = _open_facts(rulebook, situation, assessments)
    found = []
    order = {name: index for index, name in enumerate(rulebook.facts)}
    for name, touched in asked.items():
        found.append(_question(rulebook, rules, situation, name, touched))
    return sorted(
        found, key=lambda item: (-item.settles, -item.narrows, order[item.fact])
    )


def _open_facts(
    rulebook: Rulebook, situation: Situation, assessments: Sequence[Assessment]
) -> dict[str, list[Assessment]]:
    found: dict[str, list[Assessment]] = {}
    answered = situation.known.keys() | situation.assumed.keys()
    unknown = rulebook.facts.keys() - answered
    if not unknown:
        return found
    for item in assessments:
        if item.status not in ("eligible", "undetermined"):
            continue
        is_open = unknown.intersection(item.rule.facts)
        if not is_open:
            continue
        for name in sorted(_still_telling(rulebook, situation, item, is_open)):
            found.setdefault(name, []).append(item)
    return found


def _still_telling(
    rulebook: Rulebook, situation: Situation, item: Assessment, is_open: set[str]
) -> set[str]:
    rule, version = item.rule, item.rule.version
    assert version is not None and item.bounds is not None
    scope = _scope(rulebook, item)
    trace = trace_of(rule, situation.low, situation.high)
    found: set[str] = set()
    for condition in rule.conditions:
        if condition.slot is None:
            continue
        sure, possible = item.bounds.outcome[4][condition.slot]
        if not sure and possible:
            found |= open_facts(condition.expression, trace, scope, is_open)
    if rule.amount is not None and item.bounds.least != item.bounds.most:
        found |= open_facts(rule.amount, trace, scope, is_open)
    return found


def _scope(rulebook: Rulebook, item: Assessment) -> Scope:
    """Only names are asked of it, so the version's first day serves as its date."""
    version = item.rule.version
    assert version is not None
    return Scope(rulebook, version.start, item.mechanism, version)


def _question(
    rulebook: Rulebook,
    rules: Rules,
    situation: Situation,
    name: str,
    touched: list[Assessment],
) -> Question:
    fact = rulebook.facts[name]
    index = rules.index[name]
    trials = _trials(rulebook, fact, touched)
    low, high = list(situation.low), list(situation.high)
    settled = narrowed = 0.0
    for least, most in trials:
        low[index], high[index] = least, most
        for item in touched:
            outcome = item.rule.evaluate(low, high)
            is_settled = outcome[0] or not outcome[1]
            settled += item.status == "undetermined" and is_settled
            if adds_up(item):
                assert item.bounds is not None
                before = _width(item.bounds.outcome)
                narrowed += max(0.0, before - _width(outcome))
    count = len(trials)
    names = tuple(item.mechanism.name for item in touched)
    return Question(name, settled / count, narrowed / count, names)


def _width(outcome: Any) -> float:
    sure, possible, least, most = outcome[:4]
    if not possible:
        return 0.0
    return float(most - (least if sure else 0))


def _trials(
    rulebook: Rulebook, fact: Fact, touched: list[Assessment]
) -> list[tuple[Any, Any]]:
    """Each choice; the bounds, the critical values and some between for a number."""
    if fact.type == "place":
        return [(1 << i, 1 << i) for i in range(len(rulebook.places.provinces))]
    if fact.type == "choice":
        return [bounds_of(rulebook, fact, choice) for choice in fact.choices]
    if fact.type == "flag":
        return [(0, 0), (1, 1)]
    values = {fact.least, fact.most}
    for item in touched:
        values.update(_critical(rulebook, item, fact))
    for power in range(13):
        if fact.type != "share" and fact.least <= 10.0**power <= fact.most:
            values.add(10.0**power)
    if fact.type == "share":
        values.update((0.25, 0.5, 0.75))
    inside = sorted(value for value in values if fact.least <= value <= fact.most)
    step = max(1, len(inside) // MOST_TRIALS)
    return [(value, value) for value in inside[::step]]


def _critical(rulebook: Rulebook, item: Assessment, fact: Fact) -> set[float]:
    """Figures that a rule compares this fact with directly."""
    scope = _scope(rulebook, item)
    found: set[float] = set()
    for condition in item.rule.conditions:
        for left, right in _comparisons(condition.expression):
            for one, other in ((left, right), (right, left)):
                if one == Name(fact.name) and isinstance(other, Name):
                    parameter = scope.parameter(other.name)
                    if parameter is not None:
                        found.update(
                            float(held.value)
                            for held in parameter.values
                            if isinstance(held.value, (int, float))
                        )
    return found


def _comparisons(expression: Expression) -> list[tuple[Expression, Expression]]:
    if not isinstance(expression, Call):
        return []
    if expression.operation in ("<", "<=", ">", ">=", "=="):
        return [(expression.operands[0], expression.operands[1])]
    return [pair for operand in expression.operands for pair in _comparisons(operand)]
