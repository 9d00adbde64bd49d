"""Reads shared caps: what several aids may come to together, dated and sourced."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping

from twiza.errors import PackError
from twiza.packs.entries import optional_day, optional_text, start_of
from twiza.packs.model import (
    PACKAGE_KINDS,
    Ceiling,
    Combination,
    Mechanism,
    Parameter,
    Version,
)
from twiza.packs.reading import Node
from twiza.records import replaced


def read_ceilings_of(node: Node, mechanism: Mechanism) -> Iterator[Ceiling]:
    """Those in the file of a mechanism, whose own parameters they may use."""
    section = node.mapping().get("ceilings")
    if section is not None:
        yield from read_ceilings(section, mechanism.parameters)


def read_ceilings(
    node: Node, parameters: Mapping[str, Parameter] | None = None
) -> Iterator[Ceiling]:
    for name, entry in node.mapping().items():
        part = entry.keyed(
            "versions", "over over_kinds leaves_own_funds flagged contested"
        )
        kinds, over = _covered(entry, part)
        reason = part.get("flagged", part.get("contested"))
        yield Ceiling(
            name=name,
            kinds=kinds,
            over=over,
            leaves_own_funds="leaves_own_funds" in part
            and part["leaves_own_funds"].flag(),
            flagged=optional_text(reason),
            law=_law(name, part["versions"], dict(parameters or {})),
            where=entry.where,
        )


def _covered(
    entry: Node, part: dict[str, Node]
) -> tuple[tuple[str, ...], frozenset[str]]:
    stated = [key for key in ("over", "over_kinds") if key in part]
    if len(stated) != 1:
        raise entry.wrong(
            "either over: [mechanisms] or over_kinds: [kinds]",
            "say once what it covers",
            found=" and ".join(stated) or "neither",
        )
    node = part[stated[0]]
    if stated == ["over"]:
        names = node.once()
        if len(names) < 2:
            raise node.wrong(
                "two mechanisms or more",
                "a cap on one mechanism belongs in its amount",
                found=f"{len(names)}",
            )
        return (), frozenset(names)
    node.once()
    return tuple(item.one_of(PACKAGE_KINDS) for item in node.items()), frozenset()


def _law(name: str, node: Node, parameters: dict[str, Parameter]) -> Mechanism:
    dated = sorted(map(_version, node.items()), key=lambda version: version.start)
    if not dated:
        raise node.wrong("at least one version", "add one", found="none")
    for before, after in itertools.pairwise(dated):
        if before.end is None or before.end >= after.start:
            raise PackError(
                after.where,
                found=f"a version from {after.start}, while another holds",
                expected="versions that never overlap",
                mend="give the earlier version an `until` before it",
            )
    sources = tuple(version.source for version in dated if version.source)
    return Mechanism(
        name=name,
        pack="",
        role="ceiling",
        kind="ceiling",
        operator="",
        territory=(),
        parameters=parameters,
        versions=tuple(dated),
        pays=None,
        obliges={},
        combines=Combination(),
        apply=(),
        sources=sources,
        where=node.file,
    )


def _version(node: Node) -> Version:
    part = node.keyed("from amount source", "from_precision until")
    start, precision = start_of(part)
    end = optional_day(part.get("until"))
    if end is not None and end < start:
        raise part["until"].wrong(f"a day on or after {start}", "correct the dates")
    return Version(
        start=start,
        end=end,
        precision=precision,
        started=True,
        state="open",
        as_of=None,
        source=part["source"].text(),
        note=None,
        conditions=(),
        parts={},
        amount=part["amount"].text(),
        is_ceiling=False,
        currency="MAD",
        where=node.where,
    )


def resolved(
    ceilings: Mapping[str, Ceiling], mechanisms: Mapping[str, Mechanism]
) -> dict[str, Ceiling]:
    """Each with all mechanisms it covers; they lie in one another or apart.

    raises  PackError where two ceilings share a part of what they cover
    """
    found = {
        name: replaced(one, over=_known(one, mechanisms))
        for name, one in ceilings.items()
    }
    for one, two in itertools.combinations(found.values(), 2):
        if not (
            one.over <= two.over
            or two.over <= one.over
            or one.over.isdisjoint(two.over)
        ):
            shared = ", ".join(sorted(one.over & two.over))
            raise PackError(
                two.where,
                found=f"{shared}, also under {one.name}",
                expected="ceilings that lie in one another or share no mechanism",
                mend="let one cover the other, or take the shared part out of one",
            )
    return found


def _known(ceiling: Ceiling, mechanisms: Mapping[str, Mechanism]) -> frozenset[str]:
    """What it names, and all aids of its kinds: none that another corridor defines."""
    of_kinds = (
        name
        for name, one in mechanisms.items()
        if one.role == "aid" and one.kind in ceiling.kinds
    )
    return (ceiling.over & mechanisms.keys()).union(of_kinds)


def misplaced_ceilings(
    ceilings: Iterable[Ceiling], mechanisms: Mapping[str, Mechanism]
) -> Iterator[PackError]:
    """Mechanisms under a ceiling that are no money of a package."""
    for ceiling in ceilings:
        for name in sorted(ceiling.over & set(mechanisms)):
            one = mechanisms[name]
            if one.role != "aid" or one.kind not in PACKAGE_KINDS:
                yield PackError(
                    f"{ceiling.where}.over",
                    found=f"{name}, {one.role} of the kind {one.kind}",
                    expected=f"aids of the kinds {', '.join(PACKAGE_KINDS)}",
                    mend="take it out: nothing of it enters a package",
                )
