"""Every rule of a rulebook, typed on every date on which it changes; none evaluated."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from twiza.errors import PackError, TwizaError
from twiza.packs.model import MONEY_PARTS, Mechanism, Rulebook, Version
from twiza.records import replaced
from twiza.rules.dates import change_dates
from twiza.rules.epochs import Epochs, epochs_of
from twiza.rules.expressions import Name
from twiza.rules.form import Form
from twiza.rules.parsing import parse
from twiza.rules.scope import Scope, Unverified
from twiza.rules.translating import Translator


def wrong_rules(rulebook: Rulebook) -> Iterator[TwizaError]:
    """What is wrong with each condition, part, amount and derived fact, said once."""
    said: set[object] = set()
    for problem in _wrong_on_all_dates(rulebook):
        if _mistake(problem) not in said:
            said.add(_mistake(problem))
            yield problem


def _mistake(problem: TwizaError) -> object:
    """What makes two problems one: a rule on two dates, a circle from two sides."""
    if problem.found.startswith("a circle: "):
        names = problem.found.removeprefix("a circle: ").split(" → ")
        return frozenset(names[names.index(names[-1]) :])
    return problem.where, problem.expected


def _wrong_on_all_dates(rulebook: Rulebook) -> Iterator[TwizaError]:
    last = change_dates(rulebook)[-1]  # every figure has begun by then
    days = change_dates(replaced(rulebook, mechanisms={}, ceilings={}))
    for text, where in _claims(rulebook):
        for on in _days_of_claim(rulebook, text, where, days):
            yield from _Typing(Scope(rulebook, on)).claim(text, where)
    for name in rulebook.derived:
        yield from _Typing(Scope(rulebook, last)).value(name)
    ceilings = [ceiling.law for ceiling in rulebook.ceilings.values()]
    for law in (*rulebook.mechanisms.values(), *ceilings):
        yield from _unread_versions(law)
        for on in _days(rulebook, law):
            version = law.version_at(on)
            if version and version.state != "announced":
                yield from _wrong_version(rulebook, law, version, on)


def _days(rulebook: Rulebook, mechanism: Mechanism) -> list[datetime.date]:
    """The days on which it says something new; all, where it cannot be read."""
    if mechanism.name in rulebook.ceilings:
        return Epochs(rulebook, mechanism).days()
    try:
        return epochs_of(rulebook, mechanism.name).days()
    except PackError:
        only = {mechanism.name: mechanism}
        alone = replaced(rulebook, mechanisms=only, ceilings={})
        return change_dates(alone)


def _days_of_claim(
    rulebook: Rulebook, text: str, where: str, days: list[datetime.date]
) -> list[datetime.date]:
    """The first day of everything its figures have ever said."""
    try:
        names = Scope(rulebook, days[-1]).names(parse(text, where))
    except PackError:
        return days[-1:]  # what is wrong is said where it is typed
    shared = rulebook.parameters
    figures = [shared[name] for name in names if name in shared]
    said = {}
    for on in reversed(days):
        values = (figure.at(on) for figure in figures)
        said[tuple(value and value.where for value in values)] = on
    return list(said.values())


def _claims(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Claims that no mechanism makes, and where each stands."""
    for name, rule in rulebook.consistency.items():
        yield rule, rulebook.rule_places[name]
    for fact in rulebook.facts.values():
        if fact.assume and fact.assume.unless:
            yield fact.assume.unless, f"{fact.where}.assume.unless"
    for step in rulebook.steps.values():
        if step.when is not None:
            yield step.when, f"{step.where}.when"


def _unread_versions(mechanism: Mechanism) -> Iterator[PackError]:
    """An amount without conditions: nobody would ever compute it."""
    for version in mechanism.versions:
        if version.conditions is None and version.amount is not None:
            yield PackError(
                f"{version.where}.amount",
                found="an amount without conditions",
                expected="conditions before an amount",
                mend="write the conditions: without them a version counts as not read",
            )


def _wrong_version(
    rulebook: Rulebook, mechanism: Mechanism, version: Version, on: datetime.date
) -> Iterator[TwizaError]:
    typing = _Typing(Scope(rulebook, on, mechanism, version))
    for condition in version.conditions or ():
        yield from typing.claim(condition.rule, condition.where)
    for name in version.parts:
        yield from typing.value(name)
        if name in MONEY_PARTS:
            where = f"{version.where}.parts.{name}"
            yield from typing.money(version.parts[name], version.currency, where)
    if version.amount is not None:
        where = f"{version.where}.amount"
        yield from typing.money(version.amount, version.currency, where)


class _Typing:
    """Translates one expression at a time, so that each says its own mistake."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def claim(self, text: str, where: str) -> Iterator[PackError]:
        try:
            self._translator().claim(parse(text, where), where)
        except PackError as problem:
            yield problem
        except Unverified:
            pass  # the condition becomes a stated assumption

    def value(self, name: str) -> Iterator[PackError]:
        """A part or a derived fact."""
        try:
            self._translator().value(Name(name), "")
        except PackError as problem:
            yield problem
        except Unverified:
            pass

    def money(self, text: str, currency: str, where: str) -> Iterator[PackError]:
        try:
            self._translator().money(parse(text, where), currency, where)
        except PackError as problem:
            yield problem
        except Unverified:
            pass  # the amount is a range, or cannot be computed

    def _translator(self) -> Translator:
        return Translator(self.scope, Form())
