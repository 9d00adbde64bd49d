"""A name that rules use means one thing, and figures fit the choices they belong to."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator

from twiza.errors import PackError, did_you_mean
from twiza.packs.model import DatedValue, Mechanism, Parameter, Rulebook

_NAME = re.compile(r"[a-z][a-z0-9_]*")
RESERVED = ("million", "min", "max", "bands", "scale", "lookup")


def ambiguous_names(rulebook: Rulebook) -> Iterator[PackError]:
    """Names that two things bear, or that no expression can use."""
    shared: dict[str, str] = {}
    for kind, name, where in _shared(rulebook):
        yield from _clash(kind, name, where, shared)
    for mechanism in rulebook.mechanisms.values():
        for version in mechanism.versions:
            own = dict(shared)
            for kind, name, where in _own(mechanism):
                yield from _clash(kind, name, where, own)
            for name in version.parts:
                yield from _clash("part", name, f"{version.where}.parts.{name}", own)


def _shared(rulebook: Rulebook) -> Iterator[tuple[str, str, str]]:
    for name, fact in rulebook.facts.items():
        yield "fact", name, fact.where
    for name in rulebook.derived:
        yield "derived fact", name, rulebook.rule_places[name]
    for name, parameter in rulebook.parameters.items():
        yield "shared parameter", name, parameter.where


def _own(mechanism: Mechanism) -> Iterator[tuple[str, str, str]]:
    for name, parameter in mechanism.parameters.items():
        yield "parameter", name, parameter.where


def _clash(
    kind: str, name: str, where: str, known: dict[str, str]
) -> Iterator[PackError]:
    if name in known:
        yield PackError(
            where,
            found=f"the {kind} {name!r}, which is a {known[name]} too",
            expected="each name for one thing wherever a rule may use it",
            mend=f"give the {kind} another name",
        )
    elif not _NAME.fullmatch(name) or keyword.iskeyword(name) or name in RESERVED:
        yield PackError(
            where,
            found=f"the {kind} {name!r}",
            expected="small letters, digits and _; no word of the expressions",
            mend="give it a name such as own_share",
        )
    known.setdefault(name, kind)


def misfit_figures(rulebook: Rulebook) -> Iterator[PackError]:
    """Lists and tables whose keys are not the choices of what they belong to."""
    domains = {
        **rulebook.places.columns(),
        **{name: fact.choices for name, fact in rulebook.facts.items() if fact.choices},
    }
    for parameter in _parameters(rulebook):
        if parameter.form not in ("choices", "table"):
            continue
        if parameter.key not in domains:
            yield _no_domain(parameter, list(domains))
            continue
        for held in parameter.values:
            yield from _misfits(parameter, held, domains[parameter.key])
    for fact in rulebook.facts.values():
        provinces = rulebook.places.provinces
        if fact.type == "place" and fact.assume and fact.assume.value not in provinces:
            value, where = str(fact.assume.value), f"{fact.where}.assume.value"
            yield _stranger(value, where, tuple(provinces))


def _parameters(rulebook: Rulebook) -> Iterator[Parameter]:
    yield from rulebook.parameters.values()
    for mechanism in rulebook.mechanisms.values():
        yield from mechanism.parameters.values()


def _no_domain(parameter: Parameter, known: list[str]) -> PackError:
    key = "by" if parameter.form == "table" else "of"
    return PackError(
        f"{parameter.where}.{key}",
        found=f"{key}: {parameter.key}",
        expected="a fact that is a choice, or a category of places",
        mend=did_you_mean(parameter.key, known) or f"use one of: {', '.join(known)}",
    )


def _misfits(
    parameter: Parameter, held: DatedValue, choices: tuple[str, ...]
) -> Iterator[PackError]:
    where = f"{held.where}.value"
    if isinstance(held.value, tuple):
        for index, value in enumerate(map(str, held.value), start=1):
            if value not in choices:
                yield _stranger(value, f"{where}[{index}]", choices)
    elif isinstance(held.value, dict):
        for key in held.value:
            if key not in choices:
                yield _stranger(key, f"{where}.{key}", choices)
        missing = [key for key in choices if key not in held.value]
        if missing:
            yield PackError(
                where,
                found=f"no figure for {', '.join(missing)}",
                expected=f"every key: {', '.join(choices)}",
                mend=f"add {missing[0]}: …",
            )


def _stranger(value: str, where: str, choices: tuple[str, ...]) -> PackError:
    return PackError(
        where,
        found=f"the choice {value!r}",
        expected=f"one of: {', '.join(choices[:20])}",
        mend=did_you_mean(value, choices) or "choose one of these",
    )
