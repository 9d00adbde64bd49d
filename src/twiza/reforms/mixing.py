"""A law in which some provisions are exchanged for those of the other law.

It exists to be asked: did this provision matter? Both laws are frozen on their days, so
that they stand side by side whatever those days are.
"""

from __future__ import annotations

import datetime
from typing import Any

from twiza.errors import PackError
from twiza.packs.model import Mechanism, Parameter, Rulebook, Version
from twiza.records import record, replaced
from twiza.reforms.differences import Pair
from twiza.reforms.laws import Law
from twiza.reforms.provisions import AMOUNT, KIND, Key, Provision, Said
from twiza.rules.building import build_alone
from twiza.rules.table import Table

ALWAYS = datetime.date.min

Provisions = dict[Key, Provision]


@record
class Mixed:
    """The rules of one mechanism, and whether they read ventures as the later law."""

    table: Table
    reads_after: bool


class Mixing:
    """The laws between two laws, for one mechanism; each is built once."""

    def __init__(self, before: Law, after: Law, pair: Pair, engine: str) -> None:
        self.laws, self.pair, self.engine = (before, after), pair, engine
        self.sides = (pair.before, pair.after)
        self._made: dict[tuple[int, int], Mixed | None] = {}

    def applied(self, chosen: int) -> Mixed | None:
        """The earlier law with the chosen differences of the later one, one bit each.

        returns  None where the two do not make sense together
        """
        return self._at(0, chosen)

    def undone(self, chosen: int) -> Mixed | None:
        """The later law with the chosen differences undone."""
        return self._at(1, chosen)

    def _at(self, side: int, chosen: int) -> Mixed | None:
        if (side, chosen) not in self._made:
            try:
                self._made[side, chosen] = self._mixed(side, chosen)
            except PackError:
                self._made[side, chosen] = None
        return self._made[side, chosen]

    def _mixed(self, side: int, chosen: int) -> Mixed:
        base, other = self.sides[side], self.sides[1 - side]
        said = {**_named(other), **base.provisions}
        reading = side
        for place, difference in enumerate(self.pair.differences):
            if not chosen >> place & 1:
                continue
            for key in difference.keys:
                _exchange(said, other, key)
            if difference.what == "facts":
                reading = 1 - side
        rulebook = self._rulebook(side, reading, said)
        mechanism, on = rulebook.mechanisms[self.pair.name], self.laws[side].on
        table = Table(rulebook, on, self.engine, build_alone(rulebook, mechanism, on))
        return Mixed(table, bool(reading))

    def _rulebook(self, side: int, reading: int, said: Provisions) -> Rulebook:
        base, read = self.laws[side].rulebook, self.laws[reading].narrowed
        figures = _figures(said)
        derived = _held(said, "derived")
        hidden = {name for _, name in said} - set(derived)
        places = dict.fromkeys(derived, f"derived.{self.pair.name}")
        return replaced(
            base,
            content_hash=read.content_hash,
            facts=read.facts,
            places=read.places,
            derived={k: v for k, v in base.derived.items() if k not in hidden}
            | derived,
            rule_places=base.rule_places | places,
            parameters=base.parameters | figures,
            mechanisms={self.pair.name: _mechanism(self.sides[side], said, figures)},
            consistency={},
            steps={},
        )


def _named(said: Said) -> Provisions:
    """What the other law alone has counts where a rule of it is taken over."""
    return {key: held for key, held in said.provisions.items() if key[0] == "name"}


def _exchange(said: Provisions, other: Said, key: Key) -> None:
    if key in other.provisions:
        said[key] = other.provisions[key]
    else:
        del said[key]


def _held(said: Provisions, *what: str) -> dict[str, Any]:
    return {held.name: held.held for held in said.values() if held.what in what}


def _figures(said: Provisions) -> dict[str, Parameter]:
    return {
        name: replaced(parameter, values=(replaced(held, start=ALWAYS),))
        for name, (parameter, held) in _held(said, "figure", "shared").items()
    }


def _mechanism(
    side: Said, said: Provisions, figures: dict[str, Parameter]
) -> Mechanism:
    role, kind = said[KIND].held
    assert side.mechanism is not None
    return replaced(
        side.mechanism,
        role=role,
        kind=kind,
        parameters=figures,
        versions=(_version(side, said),),
    )


def _version(side: Said, said: Provisions) -> Version:
    amount, is_ceiling, currency = said[AMOUNT].held
    assert side.version is not None
    return replaced(
        side.version,
        start=ALWAYS,
        end=None,
        conditions=tuple(_held(said, "condition").values()),
        parts=_held(said, "part"),
        amount=amount,
        is_ceiling=is_ceiling,
        currency=currency,
    )
