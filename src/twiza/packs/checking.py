"""Checks packs beyond their format: sources, references, words in four languages, every
date, signed cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from twiza.errors import PackError, TwizaError
from twiza.packs import corridors
from twiza.packs.model import (
    LANGUAGES,
    Case,
    Mechanism,
    Parameter,
    Rulebook,
)
from twiza.packs.rulebook import read_rulebook


def check_packs(root: Path) -> tuple[list[TwizaError], dict[str, int]]:
    """Every defect of the installed corridors, and how much was checked."""
    problems: list[TwizaError] = []
    counts: dict[str, int] = {}
    for corridor in corridors(root):
        try:
            rulebook = read_rulebook(root, corridor)
        except TwizaError as problem:
            problems.append(problem)
            continue
        problems += check_rulebook(rulebook)
        _count(counts, rulebook)
    return problems, counts


def check_rulebook(rulebook: Rulebook) -> list[TwizaError]:
    problems: list[TwizaError] = [
        *_references(rulebook),
        *_words(rulebook),
        *_places(rulebook),
    ]
    dated = list(_dates(rulebook))
    problems += dated
    if not dated:
        problems += _cases(rulebook)
    return problems


def _count(counts: dict[str, int], rulebook: Rulebook) -> None:
    figures = sum(len(parameter.values) for _, parameter in _parameters(rulebook))
    for name, number in {
        "mechanisms": len(rulebook.mechanisms),
        "figures": figures,
        "steps": len(rulebook.steps),
        "provinces": len(rulebook.places.provinces),
        "sources": len(rulebook.sources),
        "cases": len(rulebook.cases),
    }.items():
        counts[name] = counts.get(name, 0) + number


def _missing(where: str, found: str, expected: str, mend: str) -> PackError:
    return PackError(where, found=found, expected=expected, mend=mend)


def _parameters(rulebook: Rulebook) -> Iterator[tuple[Mechanism | None, Parameter]]:
    for parameter in rulebook.parameters.values():
        yield None, parameter
    for mechanism in rulebook.mechanisms.values():
        for parameter in mechanism.parameters.values():
            yield mechanism, parameter


# References


def _references(rulebook: Rulebook) -> Iterator[PackError]:
    yield from _source_references(rulebook)
    later = {name for pack in rulebook.packs for name in pack.later}
    for mechanism in rulebook.mechanisms.values():
        bodies = [mechanism.operator, *(step.body for step in mechanism.apply)]
        yield from _known(bodies, rulebook.operators, mechanism.where, "operator")
        combines = mechanism.combines
        others = {*combines.allowed, *combines.excluded, *combines.unknown}
        known = {*rulebook.mechanisms, *later}
        yield from _known(sorted(others), known, mechanism.where, "mechanism")
    for step in rulebook.steps.values():
        yield from _known([step.body], rulebook.operators, step.where, "operator")
        yield from _known(step.after, rulebook.steps, step.where, "step")
        papers = [*step.needs, *([step.gives] if step.gives else [])]
        yield from _known(papers, rulebook.documents, step.where, "document")


def _known(
    names: Iterable[str], known: Iterable[str], where: str, kind: str
) -> Iterator[PackError]:
    held = set(known)
    for name in names:
        if name not in held:
            yield _missing(
                where, f"the {kind} {name!r}", f"a {kind} of the rulebook", "define it"
            )


def _source_references(rulebook: Rulebook) -> Iterator[PackError]:
    for where, name in _sources_named(rulebook):
        source = rulebook.sources.get(name)
        if source is None:
            yield _missing(
                where, f"the source {name!r}", "a source of the rulebook", "add it"
            )
        elif source.withdrawn:
            yield _missing(
                where,
                f"the source {name!r}, withdrawn: {source.withdrawn}",
                "a source in use",
                "name another source, or take the figure out",
            )


def _sources_named(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    for _, parameter in _parameters(rulebook):
        for value in parameter.values:
            yield value.where, value.source
    for mechanism in rulebook.mechanisms.values():
        yield from ((mechanism.where, name) for name in mechanism.sources)
        claw_back = mechanism.obliges.get("source")
        if isinstance(claw_back, str):
            yield mechanism.where, claw_back
    for fact in rulebook.facts.values():
        if fact.assume:
            yield fact.where, fact.assume.source
    for step in rulebook.steps.values():
        yield from ((step.where, name) for name in step.sources)
    for operator in rulebook.operators.values():
        if operator.source:
            yield operator.where, operator.source
    for document in rulebook.documents.values():
        if document.source:
            yield document.where, document.source


# Words


def _words(rulebook: Rulebook) -> Iterator[PackError]:
    for trail in dict.fromkeys(wanted_words(rulebook)):
        for language in LANGUAGES:
            found: object = rulebook.words[language]
            for name in trail:
                found = found.get(name) if isinstance(found, dict) else None
            if not isinstance(found, str) or not found.strip():
                yield _missing(
                    f"words/{language}, {'.'.join(trail)}",
                    "no sentence",
                    "a sentence in each of fr, nl, ar, en",
                    "write it",
                )


def wanted_words(rulebook: Rulebook) -> Iterator[tuple[str, ...]]:
    """Every sentence the screens need, as the trail to it."""
    for fact in rulebook.facts.values():
        for part in ("name", "question", "why"):
            yield "facts", fact.name, part
        for choice in fact.choices:
            yield "choices", fact.name, choice
        if fact.assume:
            yield "assumptions", fact.name
    yield from (("derived", name) for name in rulebook.derived)
    yield from (("consistency", name) for name in rulebook.consistency)
    yield from (("parameters", name) for name in rulebook.parameters)
    for mechanism in rulebook.mechanisms.values():
        yield from _mechanism_words(mechanism)
    for operator in rulebook.operators:
        yield "operators", operator, "name"
        yield "operators", operator, "call_for"
    for step in rulebook.steps:
        yield "steps", step, "name"
        yield "steps", step, "how"
    yield from (("documents", name) for name in rulebook.documents)
    for readings in rulebook.places.readings.values():
        yield from (("indicators", reading.indicator) for reading in readings)
    yield from (("reasons", reason) for reason in reasons(rulebook))


def _mechanism_words(mechanism: Mechanism) -> Iterator[tuple[str, ...]]:
    trail = ("mechanisms", mechanism.name)
    yield (*trail, "name")
    yield (*trail, "summary")
    yield from ((*trail, "parameters", name) for name in mechanism.parameters)
    yield from ((*trail, "apply", step.name) for step in mechanism.apply)
    for version in mechanism.versions:
        for condition in version.conditions or ():
            yield (*trail, "conditions", condition.name)
        yield from ((*trail, "parts", name) for name in version.parts)
        if version.note:
            yield (*trail, "notes", version.note)


def reasons(rulebook: Rulebook) -> Iterator[str]:
    """Why something is flagged or unverified: each reaches the screen."""
    for _, parameter in _parameters(rulebook):
        for value in parameter.values:
            if value.reason:
                yield value.reason
    for mechanism in rulebook.mechanisms.values():
        for version in mechanism.versions:
            for condition in version.conditions or ():
                if condition.reason:
                    yield condition.reason
        if mechanism.pays and mechanism.pays.flagged:
            yield mechanism.pays.flagged
        for key in ("contested", "flagged", "text"):
            if isinstance(mechanism.obliges.get(key), str):
                yield str(mechanism.obliges[key])
    for step in rulebook.steps.values():
        if step.cost_reason:
            yield step.cost_reason
    yield "the source has no address"
    yield "inferred category"


# Places


def _places(rulebook: Rulebook) -> Iterator[PackError]:
    places = rulebook.places
    for place in [*places.regions.values(), *places.provinces.values()]:
        for language in LANGUAGES:
            if not place.names.get(language):
                yield _missing(
                    f"places, {place.code}", f"no name_{language}", "a name", "add it"
                )
        for name, cell in place.columns.items():
            if name != "region" and cell.source not in rulebook.sources:
                yield _missing(
                    f"places/provinces.csv, {place.code}, {name}",
                    f"the source {cell.source!r}",
                    "a source of the rulebook",
                    "add it to places/sources.yaml",
                )
    for code, readings in places.readings.items():
        for reading in readings:
            if reading.source not in rulebook.sources:
                yield _missing(
                    f"places/indicators.csv, {code}, {reading.indicator}",
                    f"the source {reading.source!r}",
                    "a source of the rulebook",
                    "add it to places/sources.yaml",
                )
    for region in places.regions:
        if region not in places.centres:
            yield _missing(
                f"places/centres.csv, {region}", "no centre", "one for every region", "add it"
            )


# Dates and cases


def _dates(rulebook: Rulebook) -> Iterator[TwizaError]:
    """Compiles the rules on every day on which anything changes."""
    from twiza.advice.path import in_order
    from twiza.rules.compiled import change_dates, compile_rules

    seen: set[str] = set()
    for on in change_dates(rulebook):
        try:
            compile_rules(rulebook, on)
        except TwizaError as problem:
            if str(problem) not in seen:
                seen.add(str(problem))
                yield problem
    try:
        in_order(rulebook.steps)
    except TwizaError as problem:
        yield problem


def _cases(rulebook: Rulebook) -> Iterator[TwizaError]:
    for case in rulebook.cases:
        yield from check_case(rulebook, case)
    cased = {case.mechanism for case in rulebook.cases}
    for name, mechanism in rulebook.mechanisms.items():
        if name not in cased:
            yield _missing(
                mechanism.where, "no signed case", "at least one", f"write {name}.cases.yaml"
            )


def check_case(rulebook: Rulebook, case: Case) -> Iterator[TwizaError]:
    """What the answer says of a signed case, where it differs."""
    from twiza.advice import advise

    if case.mechanism not in rulebook.mechanisms:
        yield _missing(case.where, case.mechanism, "a mechanism of the pack", "rename it")
        return
    try:
        answer = advise(rulebook, case.given, on=case.on)
    except TwizaError as problem:
        yield problem
        return
    found = next(m for m in answer["mechanisms"] if m["id"] == case.mechanism)
    for key, expected in case.expect.items():
        actual = _actual(found, key)
        if not _agrees(actual, expected):
            yield _missing(
                f"{case.where}: {case.sentence}",
                f"{key} {actual!r}",
                f"{key} {expected!r} ({case.because or 'no arithmetic shown'})",
                "correct the rule, or the case, whichever the law contradicts",
            )


def _actual(found: dict[str, object], key: str) -> object:
    amount = found["amount"] if isinstance(found["amount"], dict) else {}
    if key in ("status", "reason"):
        return found[key]
    if key == "state":
        availability = found["availability"]
        assert isinstance(availability, dict)
        return availability["state"]
    if key == "holds":
        conditions = found["conditions"]
        assert isinstance(conditions, list)
        return {condition["name"]: condition["holds"] for condition in conditions}
    return amount.get(key)


def _agrees(actual: object, expected: object) -> bool:
    if isinstance(expected, dict) and isinstance(actual, dict):
        return all(_agrees(actual.get(key), value) for key, value in expected.items())
    if isinstance(expected, bool) or not isinstance(expected, (int, float)):
        return actual == expected
    # JSON rounds to the centime, and so does a case.
    return isinstance(actual, (int, float)) and abs(actual - expected) < 0.01


