"""In which provisions two laws differ, mechanism by mechanism."""

from __future__ import annotations

from collections.abc import Iterator

from twiza.records import record
from twiza.reforms.laws import Law
from twiza.reforms.provisions import WINDOW, Key, Provision, Said, said_of

MOST = 60  # more than that is another law, and the causes of a row are bits of a number


@record
class Difference:
    """A provision that two laws state otherwise; None where one does not state it.

    id     such as `mdm-invest.minimum_cost`: a file names causes by it
    keys   what is exchanged for the other law's
    """

    id: str
    mechanism: str
    what: str
    name: str
    before: Provision | None
    after: Provision | None
    keys: tuple[Key, ...]


@record
class Pair:
    """A mechanism under two laws and in what they differ."""

    name: str
    before: Said
    after: Said
    differences: tuple[Difference, ...]


def pairs_of(before: Law, after: Law) -> dict[str, Pair]:
    """The mechanisms of which the two laws say something else."""
    names = dict.fromkeys((*before.rulebook.mechanisms, *after.rulebook.mechanisms))
    found = {}
    for name in names:
        if _is_same(before, after, name):
            continue
        one, other = said_of(before, name), said_of(after, name)
        differences = tuple(_differences(name, one, other))
        if differences:
            found[name] = Pair(name, one, other, differences)
    return found


def _is_same(before: Law, after: Law, name: str) -> bool:
    """Whether nothing was touched: what an overlay leaves alone is the same object."""
    one, other = before.rulebook, after.rulebook
    shared = ("facts", "derived", "parameters", "places")
    return (
        before.on == after.on
        and one.mechanisms.get(name) is other.mechanisms.get(name)
        and all(getattr(one, part) is getattr(other, part) for part in shared)
    )


def _differences(name: str, one: Said, other: Said) -> Iterator[Difference]:
    window = one.provisions[WINDOW], other.provisions[WINDOW]
    if not (one.is_computing and other.is_computing):
        if window[0].content != window[1].content:
            yield Difference(f"{name}.window", name, "window", "", *window, (WINDOW,))
        return
    found = list(_provision_by_provision(name, one, other))
    if len(found) > MOST:
        keys = tuple(key for difference in found for key in difference.keys)
        yield Difference(f"{name}.version", name, "version", "", *window, keys)
    else:
        yield from found


def _provision_by_provision(name: str, one: Said, other: Said) -> Iterator[Difference]:
    facts: list[Key] = []
    for key in dict.fromkeys((*one.provisions, *other.provisions)):
        before, after = one.provisions.get(key), other.provisions.get(key)
        if not _decides(key, before, after):
            continue
        either = after or before
        assert either is not None
        if either.what in ("fact", "places"):
            facts.append(key)
            continue
        id_ = _id(name, either)
        yield Difference(id_, name, either.what, either.name, before, after, (key,))
    if facts:
        # What is known of a venture is read by one law or by the other, not by a bit of
        # each: a choice stands in a column as its place in the list of one of them.
        named = ", ".join(name for _, name in facts)
        yield Difference("facts", name, "facts", named, None, None, tuple(facts))


def _decides(key: Key, before: Provision | None, after: Provision | None) -> bool:
    """A figure or a part that one law alone has counts with the rule that uses it."""
    if before is None or after is None:
        return key[0] == "condition"
    return key != WINDOW and (before.what, before.content) != (
        after.what,
        after.content,
    )


def _id(mechanism: str, provision: Provision) -> str:
    if provision.what in ("figure", "part"):
        return f"{mechanism}.{provision.name}"
    if provision.what in ("derived", "shared"):
        return f"{provision.what}.{provision.name}"
    if provision.what == "condition":
        return f"{mechanism}.condition.{provision.name}"
    return f"{mechanism}.{provision.what}"
