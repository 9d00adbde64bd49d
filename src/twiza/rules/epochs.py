"""The rules of one mechanism alone, and the days on which they differ: what a checker
asks, for whom building all mechanisms on every day would take minutes.
"""

from __future__ import annotations

import datetime
from functools import lru_cache

from twiza.packs.model import Mechanism, Rulebook, Version
from twiza.records import replaced
from twiza.rules.building import build_alone
from twiza.rules.compiled import Rules
from twiza.rules.dates import change_dates
from twiza.rules.form import Form
from twiza.rules.parsing import parse
from twiza.rules.scope import Scope


class Epochs:
    """What one mechanism says, built once for all days on which it says the same."""

    def __init__(self, rulebook: Rulebook, mechanism: Mechanism) -> None:
        self.rulebook, self.mechanism = rulebook, mechanism
        alone = {mechanism.name: mechanism}
        self.alone = replaced(rulebook, mechanisms=alone, ceilings={})
        self._names: dict[datetime.date, tuple[str, ...]] = {}
        self._built: dict[object, tuple[Rules, Form]] = {}

    def days(self) -> list[datetime.date]:
        """The first day of everything it has ever said."""
        found = {self._said(on): on for on in reversed(change_dates(self.alone))}
        return sorted(found.values())

    def built(self, on: datetime.date) -> tuple[Rules, Form]:
        """Its rules and the form they were written from, or the PackError in them."""
        said = self._said(on)
        if said not in self._built:
            self._built[said] = build_alone(self.rulebook, self.mechanism, on)
        return self._built[said]

    def _said(self, on: datetime.date) -> object:
        """The version in force and the values of all its figures."""
        version = self.mechanism.version_at(on)
        if version is None:
            return on < self.mechanism.versions[0].start
        own, shared = self.mechanism.parameters, self.rulebook.parameters
        figures = [
            own.get(name) or shared.get(name) for name in self._names_of(version, on)
        ]
        values = (figure.at(on) for figure in figures if figure is not None)
        return version.start, tuple(value and value.where for value in values)

    def _names_of(self, version: Version, on: datetime.date) -> tuple[str, ...]:
        if version.start not in self._names:
            scope = Scope(self.rulebook, on, self.mechanism, version)
            texts = [(c.rule, c.where) for c in version.conditions or ()]
            texts += [(rule, version.where) for rule in version.parts.values()]
            texts += [(version.amount, version.where)] if version.amount else []
            names: dict[str, None] = {}
            for text, where in texts:
                names |= dict.fromkeys(scope.names(parse(text, where)))
            self._names[version.start] = tuple(names)
        return self._names[version.start]


@lru_cache(maxsize=1)
def _held(digest: str) -> dict[str, Epochs]:
    return {}


def epochs_of(rulebook: Rulebook, name: str) -> Epochs:
    """The epochs of a mechanism, kept while one rulebook is looked at."""
    held = _held(rulebook.content_hash)
    if name not in held:
        held[name] = Epochs(rulebook, rulebook.mechanisms[name])
    return held[name]
