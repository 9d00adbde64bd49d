"""What rests on each source: whoever reviews one sees what may change with it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

from twiza.errors import InputError, did_you_mean
from twiza.packs.gazetteer import SITES, Gazetteer
from twiza.packs.model import Freshness, Mechanism, Parameter, Rulebook, Source
from twiza.packs.programmes import Programme
from twiza.packs.source_json import source_json

Json = dict[str, Any]
STATES: tuple[Freshness, ...] = ("fresh", "due", "stale", "withdrawn")
# What may hang on a source, in the order in which it is shown.
KINDS = (
    *("mechanisms", "parameters", "conditions", "steps", "documents", "operators"),
    *("forms", "places", "communes", "sites", "indicators", "facts"),
    *("programmes", "ceilings"),
)
Link = tuple[str, str, str]  # source, kind, name


def source_report(
    rulebook: Rulebook,
    on: datetime.date,
    *,
    states: tuple[str, ...] = STATES,
    gazetteer: Gazetteer | None = None,
    programmes: tuple[Programme, ...] = (),
) -> Json:
    """Every source with its state and what hangs on it, and how many have each state.

    on      the day on which the states are told
    states  the sources listed; the counts are of all
    gazetteer   communes, zones, ports, airports, universities, which hang on some too
    programmes  those of the corridor, with sources of their own
    """
    known = all_sources(rulebook, programmes)
    hanging = hanging_on(rulebook, gazetteer, programmes)
    counts = Counter(source.state(on) for source in known.values())
    return {
        "date": on.isoformat(),
        "pack": {"name": rulebook.name, "version": rulebook.version},
        "counts": {state: counts[state] for state in STATES},
        "sources": [
            _entry(source, on, hanging[source.name])
            for source in known.values()
            if source.state(on) in states
        ],
    }


def _entry(source: Source, on: datetime.date, hanging: dict[str, list[str]]) -> Json:
    return {
        "source": source.name,
        **source_json(source, on),
        "hanging": {kind: hanging[kind] for kind in KINDS if hanging[kind]},
    }


def all_sources(
    rulebook: Rulebook, programmes: tuple[Programme, ...] = ()
) -> dict[str, Source]:
    """Those of the rulebook, then those that only a programme names."""
    own = {name: one for found in programmes for name, one in found.sources.items()}
    later = {name: one for name, one in own.items() if name not in rulebook.sources}
    return {**rulebook.sources, **later}


def hanging_on(
    rulebook: Rulebook,
    gazetteer: Gazetteer | None = None,
    programmes: tuple[Programme, ...] = (),
) -> dict[str, dict[str, list[str]]]:
    """By source and kind: the names of what rests on it, each once."""
    found: dict[str, dict[str, dict[str, None]]] = {
        name: {kind: {} for kind in KINDS} for name in all_sources(rulebook, programmes)
    }
    inside = _of_gazetteer(gazetteer) if gazetteer else ()
    links = chain(_links(rulebook), inside, _of_programmes(programmes))
    for source, kind, name in links:
        if source in found:
            found[source][kind][name] = None
    return {
        source: {kind: list(names) for kind, names in kinds.items()}
        for source, kinds in found.items()
    }


def _links(rulebook: Rulebook) -> Iterator[Link]:
    for parameter in rulebook.parameters.values():
        yield from _of_parameter(parameter, parameter.name)
    for mechanism in rulebook.mechanisms.values():
        yield from _of_mechanism(mechanism)
    for ceiling in rulebook.ceilings.values():
        yield from (
            (source, "ceilings", ceiling.name) for source in ceiling.law.sources
        )
    yield from _of_procedures(rulebook)
    yield from _of_places(rulebook)
    for fact in rulebook.facts.values():
        if fact.assume:
            yield fact.assume.source, "facts", fact.name


def _of_parameter(parameter: Parameter, name: str) -> Iterator[Link]:
    """A contested figure hangs on both of its readings."""
    for value in parameter.values:
        yield from ((source, "parameters", name) for source in value.sources)


def _of_mechanism(mechanism: Mechanism) -> Iterator[Link]:
    name = mechanism.name
    yield from ((source, "mechanisms", name) for source in mechanism.sources)
    named = [mechanism.obliges.get("source"), mechanism.pays and mechanism.pays.source]
    yield from ((str(source), "mechanisms", name) for source in named if source)
    for parameter in mechanism.parameters.values():
        yield from _of_parameter(parameter, f"{name}.{parameter.name}")
    for version in mechanism.versions:
        for condition in version.conditions or ():
            if condition.source:
                yield condition.source, "conditions", f"{name}.{condition.name}"


def _of_procedures(rulebook: Rulebook) -> Iterator[Link]:
    for step in rulebook.steps.values():
        yield from ((source, "steps", step.name) for source in step.sources)
    for document in rulebook.documents.values():
        yield document.source or "", "documents", document.name
    for operator in rulebook.operators.values():
        yield operator.source or "", "operators", operator.name
    for form in rulebook.legal_forms.values():
        yield from ((source, "forms", form.name) for source in form.sources)


def _of_places(rulebook: Rulebook) -> Iterator[Link]:
    places = rulebook.places
    for place in places.provinces.values():
        for cell in place.columns.values():
            yield cell.source, "places", place.code
    for centre in places.centres.values():
        yield centre.source, "places", centre.region
    for readings in places.readings.values():
        for reading in readings:
            yield reading.source, "indicators", f"{reading.indicator} {reading.year}"


def _of_gazetteer(gazetteer: Gazetteer) -> Iterator[Link]:
    for commune in gazetteer.communes.values():
        for source in (commune.source, commune.arabic_source):
            yield source, "communes", commune.code
        for reading in commune.readings:
            yield reading.source, "communes", commune.code
    for region in gazetteer.former_regions.values():
        yield region.source, "places", region.code
    for kind in SITES:
        for site in getattr(gazetteer, kind).values():
            yield site.source, "sites", site.code
            if site.position_source:
                yield site.position_source, "sites", site.code
            for reading in site.readings:
                yield reading.source, "sites", site.code
    for centroid in gazetteer.centroids.values():
        yield centroid.source, "places", centroid.province


def _of_programmes(programmes: tuple[Programme, ...]) -> Iterator[Link]:
    for found in programmes:
        figures = [found.planned_months, found.months_run, found.budget, found.weights]
        figures += [family.amount for family in found.families.values()]
        named = [figure.source for figure in figures if figure]
        named += [event.source for event in found.events]
        named += [region.source for region in found.regions.values()]
        named += [partner.source for partner in found.partners.values()]
        named += [criterion.source for criterion in found.criteria.values()]
        named += [indicator.source for indicator in found.indicators.values()]
        yield from ((source, "programmes", found.name) for source in named)


def sources_named(
    rulebook: Rulebook, names: list[str], programmes: tuple[Programme, ...] = ()
) -> list[Source]:
    """The sources of these names; all where none is named.

    raises  InputError for a name that no source bears
    """
    known = all_sources(rulebook, programmes)
    for name in names:
        if name not in known:
            raise InputError(
                "--only",
                found=name,
                expected="the name of a source, as `twiza sources` lists them",
                mend=did_you_mean(name, known) or "correct its spelling",
            )
    return [known[name] for name in dict.fromkeys(names or known)]
