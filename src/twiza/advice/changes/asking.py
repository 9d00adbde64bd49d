"""One mechanism asked about: why not, and what would open it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from twiza.advice.changes.levers import Levers
from twiza.advice.changes.telling import changes_answer
from twiza.advice.figures import Json
from twiza.advice.mechanism_answer import mechanism_answer
from twiza.advice.what_if import WhatIf, what_if_of
from twiza.errors import InputError, did_you_mean
from twiza.packs.model import Rulebook


def what_would_open(
    rulebook: Rulebook,
    facts: Mapping[str, object],
    mechanism: str,
    *,
    on: datetime.date,
    plan: Mapping[str, object] | None = None,
    levers: Sequence[str] = (),
) -> Json:
    """The entry of one mechanism in `mechanisms` of docs/answer.md.

    levers  the only facts that may be moved; none named: all that can be
    raises  InputError as `advise` does, for an unknown mechanism, and for a lever that
            is none or whose value is not known
    """
    known_mechanism(rulebook, mechanism)
    what_if = what_if_of(rulebook, facts, on=on, plan=plan)
    for name in levers:
        _check_lever(what_if, name)
    item = next(one for one in what_if.assessments if one.mechanism.name == mechanism)
    changes = changes_answer(Levers(what_if), item, levers or None)
    return mechanism_answer(item, what_if.terms, changes)


def known_mechanism(rulebook: Rulebook, name: str) -> None:
    """raises  InputError with the nearest names where the rulebook has none such"""
    if name not in rulebook.mechanisms:
        raise InputError(
            "MECHANISM",
            found=name,
            expected=f"one of: {', '.join(rulebook.mechanisms)}",
            mend=did_you_mean(name, rulebook.mechanisms) or "correct its spelling",
        )


def _check_lever(what_if: WhatIf, name: str) -> None:
    facts = what_if.rulebook.facts
    movable = [fact.name for fact in facts.values() if fact.lever is not None]
    if name not in facts:
        found, mend = name, did_you_mean(name, movable) or "name one of these"
    elif facts[name].lever is None:
        found, mend = f"{name}, which nobody can move at will", "name one of these"
    elif what_if.present(name) is None:
        found = f"{name}, whose present value is not known"
        mend = f"state {name} in the venture file, or leave this lever out"
    else:
        return
    raise InputError(
        "--lever",
        found=found,
        expected=f"one of: {', '.join(movable)}",
        mend=mend,
    )
