"""The facts still worth asking, the most telling first.

Each unknown fact is tried at its telling values; what counts is how many mechanisms are
settled on average, then by how much the width of grants and premiums shrinks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from twiza.advice.assessment import Assessment
from twiza.advice.package import adds_up
from twiza.packs.model import Fact, Rulebook
from twiza.records import record
from twiza.rules import trials_at
from twiza.rules.compiled import Rule, Rules
from twiza.rules.situation import Situation, bounds_of
from twiza.rules.tracing import open_facts, trace_of


@record
class Question:
    fact: str
    settles: float
    narrows: float
    mechanisms: tuple[str, ...]


class Touched(NamedTuple):
    """A mechanism that an answer may still change.

    is_open   whether its status is still open
    adds_up   whether its amount counts in a package
    width     of what it may bring, as long as nothing more is known
    """

    mechanism: str
    rule: Rule
    is_open: bool
    adds_up: bool
    width: float


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
    if not asked:
        return []
    trials = trials_at(rulebook, rules.on)
    for name, touched in asked.items():
        functions = [trials[one.mechanism][name].call for one in touched]
        found.append(_question(rulebook, situation, name, touched, functions))
    return sorted(
        found, key=lambda item: (-item.settles, -item.narrows, order[item.fact])
    )


def _open_facts(
    rulebook: Rulebook, situation: Situation, assessments: Sequence[Assessment]
) -> dict[str, list[Touched]]:
    found: dict[str, list[Touched]] = {}
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
        touched = _touched(item)
        for name in _still_telling(situation, item, sorted(is_open)):
            found.setdefault(name, []).append(touched)
    return found


def _touched(item: Assessment) -> Touched:
    assert item.bounds is not None
    sure, _, least, most = item.bounds.outcome[:4]
    width, is_open = most - (least if sure else 0.0), item.status == "undetermined"
    return Touched(item.mechanism.name, item.rule, is_open, adds_up(item), width)


def _still_telling(
    situation: Situation, item: Assessment, is_open: list[str]
) -> list[str]:
    rule = item.rule
    assert item.bounds is not None
    trace = trace_of(rule, situation.low, situation.high)
    facts, found = open_facts(rule, trace, is_open), 0
    for condition in rule.conditions:
        if condition.step is not None:
            found |= facts[condition.step]
    if rule.amount_step is not None and item.bounds.least != item.bounds.most:
        found |= facts[rule.amount_step]
    return [name for number, name in enumerate(is_open) if found >> number & 1]


def _question(
    rulebook: Rulebook,
    situation: Situation,
    name: str,
    touched: list[Touched],
    functions: list[Callable[..., Any]],
) -> Question:
    values, weights = _trials(rulebook, rulebook.facts[name], touched)
    settled = narrowed = 0.0
    for (_, _, is_open, counts, before), run in zip(touched, functions, strict=True):
        ends = run(situation.low, situation.high, values, weights, before)
        if is_open:
            settled += ends[0]
        if counts:
            narrowed += ends[1]
    count = sum(weights)
    names = tuple(one.mechanism for one in touched)
    return Question(name, settled / count, narrowed / count, names)


def _trials(
    rulebook: Rulebook, fact: Fact, touched: list[Touched]
) -> tuple[list[Any], list[int]]:
    """What is tried, and how much each counts: each choice; of a number the bounds and
    the figures that a rule compares it with.
    """
    if fact.type in ("choice", "place"):
        return _choices(rulebook, fact, touched)
    if fact.type == "flag":
        return [0, 1], [1, 1]
    values = {fact.least, fact.most}
    for one in touched:
        values.update(one.rule.critical.get(fact.name, ()))
    inside = sorted(value for value in values if fact.least <= value <= fact.most)
    return inside, [1] * len(inside)


def _choices(
    rulebook: Rulebook, fact: Fact, touched: list[Touched]
) -> tuple[list[Any], list[int]]:
    """One of each set of choices that no rule tells apart, weighed by its size."""
    cells = [bounds_of(rulebook, fact, None)[0]]
    for one in touched:
        classes = one.rule.classes.get(fact.name)
        if classes:
            cells = [part for c in cells for k in classes if (part := c & k)]
    return [cell & -cell for cell in cells], [cell.bit_count() for cell in cells]
