"""The smallest changes that would open a mechanism: one lever, else two together.

Of two changes of the same levers one is smaller where it moves each no further. What is
found is smallest of all values that the levers can take, not only of those tried:
`searching` drops a range of values only where the rule refuses all of it.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator

from twiza.advice.assessment import Assessment
from twiza.advice.changes.cells import Change
from twiza.advice.changes.levers import Group, Levers
from twiza.advice.changes.moves import Move
from twiza.advice.changes.searching import Search
from twiza.advice.what_if import WhatIf
from twiza.records import record
from twiza.rules.compiled import RuleCondition


@record
class Smallest:
    """What was found; `is_complete` tells whether all was looked at."""

    changes: list[Change]
    is_complete: bool


def smallest_changes(
    levers: Levers, item: Assessment, only: Collection[str] | None = None
) -> Smallest:
    """At most three smallest changes, none where nothing within reach opens it. The
    levers of the first differ; further changes of the same levers come last.

    item  a mechanism that refuses
    only  the facts that may be moved; None: every lever of the rulebook
    """
    held = [one for one in item.rule.conditions if one.slot is not None]
    failing = [one for one in held if not _may_hold(item, one)]
    if not all(_can_move(levers, one) for one in failing):
        return Smallest([], True)
    facts = _facts_of(levers.what_if, held)
    for name in list(facts):
        facts.update(dict.fromkeys(levers.of(name).beside))
    found = {name: levers.of(name) for name in facts if only is None or name in only}
    moves = [move for lever in found.values() for move in lever.moves]
    search = Search(levers.what_if, item)

    def group(*moved: Move) -> Group:
        return Group(moved, tuple([found[move.fact] for move in moved]))

    if not moves or not search.ranges.might_open_at_all(group(*moves)):
        return Smallest([], True)
    changes = search.find(group(move) for move in moves)
    if not changes:
        mending = _facts_of(levers.what_if, failing or held)
        changes = search.find(group(*pair) for pair in _pairs(moves, mending))
    return Smallest(changes, search.is_complete)


def _pairs(moves: list[Move], mending: Collection[str]) -> Iterator[tuple[Move, Move]]:
    """What mends one condition may break another, so the second lever may be any."""
    for one, two in itertools.combinations(moves, 2):
        if one.fact != two.fact and (one.fact in mending or two.fact in mending):
            yield one, two


def _may_hold(item: Assessment, condition: RuleCondition) -> bool:
    assert item.bounds is not None and condition.slot is not None
    return bool(item.bounds.outcome[4][condition.slot][1])


def _can_move(levers: Levers, condition: RuleCondition) -> bool:
    """Whether a lever bears on it at all: on most that fail none does."""
    deciding = levers.what_if.deciding
    return any(
        levers.of(name).moves
        for fact in condition.facts
        for name in (fact, *deciding.get(fact, ()))
    )


def _facts_of(what_if: WhatIf, conditions: list[RuleCondition]) -> dict[str, None]:
    """What conditions rest on, and what decides whether a fact among it is assumed."""
    facts = dict.fromkeys(name for one in conditions for name in one.facts)
    for name in list(facts):
        facts.update(dict.fromkeys(what_if.deciding.get(name, ())))
    return facts
