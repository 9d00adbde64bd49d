"""Levers: which facts a person can move, by what step, how far and to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from twiza.errors import PackError, did_you_mean
from twiza.packs.model import Fact, Lever, Places
from twiza.packs.reading import Node


def read_lever(node: Node, fact: Fact) -> Lever:
    """`{step, reach}` of a figure; of a flag, a choice or a place `true` or `{to}`."""
    if not fact.is_numeric:
        return Lever(to=_aims(node, fact))
    part = node.keyed("step reach", "from_zero within")
    step, reach = part["step"].number(), part["reach"].number()
    if step <= 0 or reach <= 1:
        raise node.wrong(
            "a step above 0 and a reach above 1",
            "correct the lever",
            found=f"step {step:g}, reach {reach:g}",
        )
    from_zero = part["from_zero"].number() if "from_zero" in part else 0
    within = part["within"].text() if "within" in part else None
    return Lever(step, reach, from_zero, within)


def _aims(node: Node, fact: Fact) -> tuple[bool | str, ...]:
    if node.entries is None:
        if not node.flag():
            raise node.wrong("true, or {to: […]}", "leave the lever out")
        return ()
    listed = node.keyed("to")["to"]
    if not listed.items():
        raise listed.wrong("at least one value", "name one", found="none")
    if fact.type == "flag":
        return tuple(item.flag() for item in listed.items())
    if fact.type == "choice":
        return tuple(item.one_of(fact.choices) for item in listed.items())
    return listed.once()


def wrong_levers(facts: Mapping[str, Fact], places: Places) -> Iterator[PackError]:
    """Levers that name what the rulebook does not know."""
    for fact in facts.values():
        lever = fact.lever
        if lever is None:
            continue
        if lever.within is not None:
            yield from _wrong_limit(fact, lever.within, facts)
        for place in lever.to if fact.type == "place" else ():
            if place not in places.provinces:
                yield PackError(
                    f"{fact.where}.lever.to",
                    found=f"the place {place!r}",
                    expected="the code of a province of the rulebook",
                    mend=did_you_mean(place, places.provinces) or "correct the code",
                )


def _wrong_limit(
    fact: Fact, name: str, facts: Mapping[str, Fact]
) -> Iterator[PackError]:
    """What a figure stays within is another figure in the same unit."""
    limit = facts.get(name)
    is_other = limit is not None and limit is not fact and limit.is_numeric
    if limit is not None and is_other and limit.unit == fact.unit:
        return
    yield PackError(
        f"{fact.where}.lever.within",
        found=f"within: {name}",
        expected=f"another fact in {fact.unit}",
        mend=(limit is None and did_you_mean(name, facts))
        or "name a fact of that unit",
    )
