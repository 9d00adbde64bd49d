"""What is known of one investor and venture, as the rules see it: a least and a most
for every fact.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from twiza.errors import InputError, did_you_mean, shortened
from twiza.packs.model import Fact, Rulebook
from twiza.records import record
from twiza.rules.compiled import Rules
from twiza.territory.places import folded

FactValue = bool | float | str

CUTOFF = 0.5  # people type names from memory


class Situation:
    """Bounds of every fact; `known` were given, `assumed` a pack fills in."""

    __slots__ = ("assumed", "fallen", "high", "known", "low")

    def __init__(
        self, low: list[Any], high: list[Any], known: dict[str, FactValue]
    ) -> None:
        self.low, self.high, self.known = low, high, known
        self.assumed: dict[str, FactValue] = {}
        self.fallen: dict[str, FactValue] = {}

    def is_open(self, fact: str) -> bool:
        return fact not in self.known and fact not in self.assumed


def read_facts(
    rulebook: Rulebook,
    given: Mapping[str, object],
    where: str = "facts",
    places: Mapping[str, str] | None = None,
) -> dict[str, FactValue]:
    """The given facts, each checked against its type, unit and bounds.

    given   names and values as in a venture file; a null is a fact not known
    places  where each fact stands, for the error message
    raises  InputError naming the fact, what was found, what is expected
    """
    found: dict[str, FactValue] = {}
    for name, value in given.items():
        place = (places or {}).get(name, f"{where}, {name}")
        fact = rulebook.facts.get(name)
        if fact is None:
            raise _unknown(rulebook, name, place)
        if value is not None:
            found[name] = _checked(rulebook, fact, value, place)
    return found


def _unknown(rulebook: Rulebook, name: str, where: str) -> InputError:
    return InputError(
        where,
        found=f"the fact {shortened(name)}",
        expected="a fact of this corridor",
        mend=did_you_mean(name, rulebook.facts, cutoff=CUTOFF)
        or f"use one of: {', '.join(list(rulebook.facts)[:8])}…",
    )


def _checked(rulebook: Rulebook, fact: Fact, value: object, where: str) -> FactValue:
    if fact.type == "flag":
        if isinstance(value, bool):
            return value
        raise _wrong(where, value, "true or false", "write true or false, unquoted")
    if fact.type == "choice":
        if value in fact.choices:
            return str(value)
        raise _wrong(
            where,
            value,
            f"one of: {', '.join(fact.choices)}",
            _near(value, fact.choices),
        )
    if fact.type == "place":
        return _place(rulebook, value, where)
    return _numeric(fact, value, where)


def _place(rulebook: Rulebook, value: object, where: str) -> str:
    provinces = rulebook.places.provinces
    if isinstance(value, str) and value in provinces:
        return value
    near = _near(value, provinces)
    for code, place in provinces.items():
        if isinstance(value, str) and folded(value) in map(
            folded, place.names.values()
        ):
            near = f"did you mean {code} ({place.names['fr']})?"
    raise _wrong(where, value, "the code of a province, such as MA-DRI", near)


def _numeric(fact: Fact, value: object, where: str) -> float:
    unit = "a share from 0 to 1" if fact.type == "share" else f"a number of {fact.unit}"
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        hint = "write the number alone, without unit or quotes, such as 1_150_000"
        if isinstance(value, str) and "EUR" in value.upper() and fact.unit == "MAD":
            hint = "convert it to dirhams and write the number alone"
        raise _wrong(where, value, unit, hint)
    if not math.isfinite(value):
        raise _wrong(where, value, unit, "write a finite number")
    if not fact.least <= value <= fact.most:
        hint = "write 0.25 for 25 %" if fact.type == "share" else "correct the figure"
        bounds = f"{unit}, from {fact.least:,.15g} to {fact.most:,.15g}"
        raise _wrong(where, value, bounds, hint)
    if fact.type == "count" and value != int(value):
        raise _wrong(where, value, f"a whole number of {fact.unit}", "round it")
    return value


def _near(value: object, known: Iterable[str]) -> str:
    return did_you_mean(value, known, cutoff=CUTOFF) or "choose one of these"


def _wrong(where: str, value: object, expected: str, mend: str) -> InputError:
    return InputError(where, found=shortened(value), expected=expected, mend=mend)


@record
class Blank:
    """A situation of which nothing is known, and what a pack assumes in it.

    kinds   per fact how its values run: number, whole or choice
    """

    low: tuple[Any, ...]
    high: tuple[Any, ...]
    assumed: tuple[tuple[str, FactValue, tuple[Any, Any]], ...]
    index: dict[str, int]
    kinds: list[str]


_blanks: dict[str, Blank] = {}


def blank(rulebook: Rulebook) -> Blank:
    """Made once per rulebook: most facts of a situation stay as they are in it."""
    if rulebook.content_hash not in _blanks:
        bounds = [bounds_of(rulebook, fact, None) for fact in rulebook.facts.values()]
        assumed = []
        for name, fact in rulebook.facts.items():
            if fact.assume is not None:
                value: Any = fact.assume.value
                assumed.append((name, value, bounds_of(rulebook, fact, value)))
        low, high = zip(*bounds, strict=True)
        index = {name: index for index, name in enumerate(rulebook.facts)}
        _blanks[rulebook.content_hash] = Blank(
            low,
            high,
            tuple(assumed),
            index,
            [_kind(f) for f in rulebook.facts.values()],
        )
    return _blanks[rulebook.content_hash]


def _kind(fact: Fact) -> str:
    if fact.type in ("choice", "place"):
        return "choice"
    return "whole" if fact.type in ("count", "flag") else "number"


def situation_of(
    rulebook: Rulebook, rules: Rules, known: Mapping[str, FactValue]
) -> Situation:
    """The situation after the answers given, with the assumptions beside them."""
    start = blank(rulebook)
    low, high = list(start.low), list(start.high)
    for name, value in known.items():
        index = rules.index[name]
        low[index], high[index] = bounds_of(rulebook, rulebook.facts[name], value)
    situation = Situation(low, high, dict(known))
    refused = rules.assumptions.evaluate(low, high)
    for name, assumed, bounds in start.assumed:
        if name in refused and refused[name][1]:
            continue
        if name in known:
            if known[name] != assumed:
                situation.fallen[name] = known[name]
            continue
        situation.assumed[name] = assumed
        index = rules.index[name]
        low[index], high[index] = bounds
    return situation


def bounds_of(
    rulebook: Rulebook, fact: Fact, value: FactValue | None
) -> tuple[Any, Any]:
    """Least and most of a fact; of a choice twice the set of possible values."""
    if fact.type in ("choice", "place"):
        choices: tuple[str, ...] = (
            tuple(rulebook.places.provinces) if fact.type == "place" else fact.choices
        )
        mask = (1 << len(choices)) - 1
        if value is not None:
            mask = 1 << choices.index(str(value))
        return mask, mask
    if value is None:
        return fact.least, fact.most
    if fact.type == "flag":
        return int(bool(value)), int(bool(value))
    return float(value), float(value)
