"""Conditions that no situation can change: a slip of a sign, a figure or a bound."""

from __future__ import annotations

import datetime
from typing import Any

from twiza.errors import PackError
from twiza.packs.model import Rulebook
from twiza.rules.along import python_along
from twiza.rules.compiled import Rule, RuleCondition
from twiza.rules.epochs import epochs_of
from twiza.rules.form import Form
from twiza.rules.situation import blank
from twiza.rules.writing import outcome_of

OPEN = (False, True, 0.0, 0.0)


def dead_conditions(
    rulebook: Rulebook, mechanism: str, on: datetime.date
) -> list[PackError]:
    """What is wrong with the conditions of a mechanism on a date, whatever the facts:
    one that always holds, one that never does, several that cannot hold together.
    """
    rules, form = epochs_of(rulebook, mechanism).built(on)
    rule = rules.rules[mechanism]
    return [] if rule.function is None else _dead(rulebook, rule, form)


def _dead(rulebook: Rulebook, rule: Rule, form: Form) -> list[PackError]:
    assert rule.version is not None
    places = {c.name: c.where for c in rule.version.conditions or ()}
    texts = {c.name: c.rule for c in rule.version.conditions or ()}
    found = []
    for condition in rule.conditions:
        if condition.slot is None:
            continue
        sure, possible = _ends(rulebook, form, (rule.claims[condition.slot],))
        if possible and (not sure or not _has_figures(rulebook, condition)):
            continue
        never = "always holds" if possible else "can never hold"
        found.append(_mistake(places[condition.name], never, texts[condition.name]))
    if not found and not _ends(rulebook, form, rule.claims)[1]:
        together = "conditions that can never hold together"
        found.append(_mistake(rule.version.where, together, ", ".join(texts)))
    return found


def _has_figures(rulebook: Rulebook, condition: RuleCondition) -> bool:
    """A law may name every choice there is today: only figures can be a slip."""
    facts = [rulebook.facts[name] for name in condition.facts]
    return not facts or any(fact.is_numeric for fact in facts)


def _ends(rulebook: Rulebook, form: Form, claims: tuple[int, ...]) -> tuple[bool, bool]:
    """Whether claims surely and possibly hold where nothing is known."""
    unknown = blank(rulebook)
    low: list[Any] = list(unknown.low)
    high: list[Any] = list(unknown.high)
    sure, possible = outcome_of(form, claims, None, ()).call(low, high)[:2]
    for place, paths in form.paths(claims).items():
        node = form.nodes[place]
        if node.op != "fact" or paths < 2:
            continue
        is_whole = unknown.kinds[node.payload] == "whole"
        along = python_along(form, claims, None, place, is_whole=is_whole)
        if along is not None:
            part = along.call(low, high, OPEN)
            sure, possible = sure or part[0], possible and part[1]
    return bool(sure), bool(possible)


def _mistake(where: str, what: str, text: str) -> PackError:
    return PackError(
        where,
        found=f"{what}: {text}",
        expected="a condition that some ventures meet and others do not",
        mend="correct the sign, the figure or the bounds of the fact, or leave it out",
    )
