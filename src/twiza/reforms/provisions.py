"""What a law says of one mechanism, taken apart: each condition, figure, part.

Two laws are compared provision by provision. What is compared is what decides: a figure
that only found a better source has not changed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from twiza.packs.model import Condition, Fact, Mechanism, Rulebook, Value, Version
from twiza.records import record
from twiza.reforms.laws import Law
from twiza.rules.parsing import parse
from twiza.rules.scope import Scope

Key = tuple[str, str]

WINDOW, AMOUNT, KIND = ("window", ""), ("amount", ""), ("kind", "")


@record
class Provision:
    """One thing that a law says.

    what      condition, amount, kind, window, figure or shared (of all mechanisms),
              part, derived, fact, places
    content   what of it decides
    held      what a rulebook is built with: a figure, an expression, a fact
    """

    what: str
    name: str
    content: Any
    held: Any
    source: str | None


@record
class Said:
    """All that a law says of a mechanism; no more than its window where no rule of it
    is in force.
    """

    mechanism: Mechanism | None
    version: Version | None
    provisions: dict[Key, Provision]

    @property
    def is_computing(self) -> bool:
        return AMOUNT in self.provisions


def said_of(law: Law, name: str) -> Said:
    """What the law says of a mechanism on its day."""
    return said_in(law, law.rulebook.mechanisms.get(name))


def said_in(law: Law, mechanism: Mechanism | None) -> Said:
    """The same of what has the shape of a mechanism: a shared ceiling."""
    if mechanism is None:
        absent = Provision("window", "", "absent", ("absent", None), None)
        return Said(None, None, {WINDOW: absent})
    version = mechanism.version_at(law.on)
    window = _window(mechanism, version, law.on)
    if window.content != "computed":
        return Said(mechanism, version, {WINDOW: window})
    assert version is not None
    return Said(mechanism, version, _provisions(law, mechanism, version, window))


def _window(
    mechanism: Mechanism, version: Version | None, on: datetime.date
) -> Provision:
    """Whether a rule is in force, in the words of a status where none is."""
    source = version and version.source
    source = source or next(iter(mechanism.sources), None)
    state, held = _state(mechanism, version, on)
    return Provision("window", "", state, held, source)


def _state(
    mechanism: Mechanism, version: Version | None, on: datetime.date
) -> tuple[str, tuple[str, datetime.date | None]]:
    if version is None:
        first = mechanism.versions[0]
        if on >= first.start or first.started:
            return "closed", ("closed", None)
        return "not_computable", ("not_covered", None)
    if version.state == "announced":
        return "closed", (version.state, version.start)
    if version.conditions is None:
        return "not_computable", ("not_read", version.start)
    return "computed", (version.state, version.start)


def _provisions(
    law: Law, mechanism: Mechanism, version: Version, window: Provision
) -> dict[Key, Provision]:
    scope = Scope(law.rulebook, law.on, mechanism, version)
    names = _names(scope, version)
    amount = (version.amount, version.is_ceiling, version.currency)
    kind = (mechanism.role, mechanism.kind)
    found = {
        WINDOW: window,
        AMOUNT: Provision("amount", "", amount, amount, version.source),
        KIND: Provision("kind", "", kind, kind, version.source),
    }
    for condition in version.conditions or ():
        provision = _condition(condition, version)
        found["condition", condition.name] = provision
    columns = law.rulebook.places.columns()
    for name in names:
        if held := _named(scope, version, name):
            found["name", name] = held
        if name in columns:  # a derived fact may bear the name of what it looks up
            found["places", name] = _column(law.rulebook, name)
    return found


def _column(rulebook: Rulebook, name: str) -> Provision:
    places = rulebook.places.provinces
    cells = {code: place.columns.get(name) for code, place in places.items()}
    content = tuple((code, cell and cell.value) for code, cell in cells.items())
    return Provision("places", name, content, None, None)


def _condition(condition: Condition, version: Version) -> Provision:
    content = (" ".join(condition.rule.split()), condition.grade == "unverified")
    source = condition.source or version.source
    return Provision("condition", condition.name, content, condition, source)


def _names(scope: Scope, version: Version) -> dict[str, None]:
    """Every name on which the answer rests."""
    texts = [(each.rule, each.where) for each in version.conditions or ()]
    if version.amount is not None:
        texts.append((version.amount, version.where))
    return _names_below(scope, texts)


def _names_below(scope: Scope, texts: list[tuple[str, str]]) -> dict[str, None]:
    """Every name in these rules, through what is derived and assumed."""
    found: dict[str, None] = {}
    while texts:
        text, where = texts.pop(0)
        for name in scope.names(parse(text, where)):
            fact = None if name in found else scope.facts.get(name)
            if fact is not None and fact.assume and fact.assume.unless:
                texts.append((fact.assume.unless, fact.where))
            found[name] = None
    return found


def _named(scope: Scope, version: Version, name: str) -> Provision | None:
    if name in scope.facts:
        fact = scope.facts[name]
        return Provision("fact", name, _deciding(scope.rulebook, fact), fact, None)
    if name in version.parts:
        text = version.parts[name]
        return Provision("part", name, " ".join(text.split()), text, version.source)
    if name in scope.rulebook.derived:
        text = scope.rulebook.derived[name]
        return Provision("derived", name, " ".join(text.split()), text, None)
    parameter = scope.parameter(name)
    if parameter is not None:
        held = parameter.at(scope.on)
        if held is None:
            return None
        content = (
            *(parameter.form, parameter.unit, parameter.key),
            *(_plain(held.value), held.least, held.most, held.grade == "unverified"),
        )
        what = "figure" if name in scope.own else "shared"
        return Provision(what, name, content, (parameter, held), held.source)
    return None


def _deciding(rulebook: Rulebook, fact: Fact) -> tuple[Any, ...]:
    choices: Iterable[str] = fact.choices
    if fact.type == "place":
        choices = rulebook.places.provinces
    assumed = fact.assume and (fact.assume.value, fact.assume.unless)
    return (fact.type, fact.unit, fact.least, fact.most, tuple(choices), assumed)


def _plain(value: Value) -> Any:
    """A value by which two figures can be told apart."""
    return tuple(sorted(value.items())) if isinstance(value, dict) else value


def part_of(law: Law, mechanism: Mechanism, name: str) -> Any:
    """What decides a part of a rule that no condition and no amount rests on."""
    version = mechanism.version_at(law.on)
    if version is None or name not in version.parts:
        return None
    scope = Scope(law.rulebook, law.on, mechanism, version)
    names = _names_below(scope, [(version.parts[name], version.where)])
    held = (_named(scope, version, each) for each in names)
    decides = tuple((each.what, each.name, each.content) for each in held if each)
    return " ".join(version.parts[name].split()), decides
