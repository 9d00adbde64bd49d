"""Builds the rules in force on a date: packs, then the typed form, then functions."""

from __future__ import annotations

import datetime

from twiza.errors import PackError
from twiza.packs.model import Mechanism, Rulebook
from twiza.rules.compiled import Claims, Rule, Rules
from twiza.rules.dialects import PYTHON
from twiza.rules.form import Form
from twiza.rules.intervals import PythonIntervals
from twiza.rules.mechanism import Building
from twiza.rules.parsing import parse
from twiza.rules.scope import Scope, Unverified
from twiza.rules.translating import Translator
from twiza.rules.writing import function_of


def build_rules(rulebook: Rulebook, on: datetime.date) -> tuple[Rules, Form]:
    """The rules in force on a date and the form they were written from.

    raises  PackError naming the first wrong rule
    """
    form = Form()
    rules = Rules(
        on=on,
        index=Scope(rulebook, on).index,
        rules={
            name: _rule(rulebook, mechanism, on, form)
            for name, mechanism in rulebook.mechanisms.items()
        },
        ceilings={
            name: _rule(rulebook, ceiling.law, on, form)
            for name, ceiling in rulebook.ceilings.items()
        },
        consistency=_claims(rulebook, on, form, _consistency(rulebook)),
        assumptions=_claims(rulebook, on, form, _exceptions(rulebook)),
        steps=_claims(rulebook, on, form, _steps(rulebook)),
    )
    return rules, form


def build_alone(
    rulebook: Rulebook, mechanism: Mechanism, on: datetime.date
) -> tuple[Rules, Form]:
    """As `build_rules`, of one mechanism and what is assumed: no other claims."""
    form = Form()
    rules = Rules(
        on=on,
        index=Scope(rulebook, on).index,
        rules={mechanism.name: _rule(rulebook, mechanism, on, form)},
        ceilings={},
        consistency=_claims(rulebook, on, form, {}),
        assumptions=_claims(rulebook, on, form, _exceptions(rulebook)),
        steps=_claims(rulebook, on, form, {}),
    )
    return rules, form


def _consistency(rulebook: Rulebook) -> dict[str, tuple[str, str]]:
    return {
        name: (rule, rulebook.rule_places[name])
        for name, rule in rulebook.consistency.items()
    }


def _exceptions(rulebook: Rulebook) -> dict[str, tuple[str, str]]:
    return {
        name: (fact.assume.unless, fact.where)
        for name, fact in rulebook.facts.items()
        if fact.assume and fact.assume.unless
    }


def _steps(rulebook: Rulebook) -> dict[str, tuple[str, str]]:
    return {
        name: (step.when, step.where)
        for name, step in rulebook.steps.items()
        if step.when is not None
    }


def _claims(
    rulebook: Rulebook,
    on: datetime.date,
    form: Form,
    rules: dict[str, tuple[str, str]],
) -> Claims:
    scope = Scope(rulebook, on)
    translator = Translator(scope, form)
    places, facts = [], {}
    for name, (text, where) in rules.items():
        expression = parse(text, where)
        try:
            places.append(translator.claim(expression, where))
        except Unverified as unverified:
            raise PackError(
                where,
                found=f"a figure nobody verified ({unverified.held.where})",
                expected="verified figures in consistency claims, assumptions, steps",
                mend="use another figure",
            ) from None
        facts[name] = scope.facts_in(expression)
    written = PythonIntervals(form, PYTHON)
    written.write(form.slice(tuple(places)))
    answer = "".join(f"({', '.join(written.pairs[place])}), " for place in places)
    function = function_of("claims", written, f"({answer})")
    return Claims(tuple(rules), facts, function, tuple(places))


def _rule(
    rulebook: Rulebook, mechanism: Mechanism, on: datetime.date, form: Form
) -> Rule:
    version = mechanism.version_at(on)
    if (
        version is not None
        and version.conditions is not None
        and version.state != "announced"
    ):
        return Building(rulebook, mechanism, version, on, form).rule()
    first = mechanism.versions[0]
    not_covered = (
        on < first.start and not first.started
        if version is None
        else version.conditions is None and version.state != "announced"
    )
    return Rule(
        name=mechanism.name, version=version, not_covered=not_covered,
        unverified=None, function=None, may_hold=None, trace=None, steps=(),
        named={}, conditions=(), parts=(), amount_step=None,
        amount_names=(), facts=(), along={}, classes={}, critical={}, flags=(),
        columns=(),
        places=(), claims=(), amount=None,
    )  # fmt: skip
