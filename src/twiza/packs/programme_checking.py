"""Checks a programme against its corridor: places, mechanism, four languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from twiza.errors import PackError, TwizaError, did_you_mean
from twiza.packs import corridors
from twiza.packs.model import LANGUAGES, Rulebook
from twiza.packs.programme_reading import read_programme
from twiza.packs.programmes import Figure, Programme, programmes
from twiza.packs.rulebook import read_rulebook


def check_programmes(
    root: Path, known: Mapping[str, Rulebook]
) -> tuple[list[TwizaError], dict[str, int]]:
    """Every defect of the installed programmes, and how much was checked.

    known  rulebooks that were read already, by corridor
    """
    problems: list[TwizaError] = []
    counts: dict[str, int] = {}
    for name in programmes(root):
        try:
            programme = read_programme(root, name)
            rulebook = known.get(programme.corridor) or _rulebook(root, programme)
            problems += programme_problems(programme, rulebook)
        except TwizaError as problem:
            problems.append(problem)
            continue
        for key, number in {
            "programmes": 1,
            "partners": len(programme.partners),
            "indicators": len(programme.indicators),
            "criteria": len(programme.criteria),
        }.items():
            counts[key] = counts.get(key, 0) + number
    return problems, counts


def _rulebook(root: Path, programme: Programme) -> Rulebook:
    known = corridors(root)
    if programme.corridor not in known:
        raise PackError(
            f"packs/programmes/{programme.name}/pack.yaml, corridor",
            found=f"the corridor {programme.corridor!r}",
            expected=f"one of: {', '.join(known)}",
            mend=did_you_mean(programme.corridor, known) or "correct its name",
        )
    return read_rulebook(root, programme.corridor)


def programme_problems(programme: Programme, rulebook: Rulebook) -> Iterator[PackError]:
    """What the corridor does not know, and what has no words."""
    yield from _strangers(programme, rulebook)
    yield from _unlike_pilots(programme, rulebook)
    if programme.mechanism not in rulebook.mechanisms:
        yield PackError(
            f"{programme.where}, mechanism",
            found=f"the mechanism {programme.mechanism!r}",
            expected=f"a mechanism of {rulebook.name}",
            mend=did_you_mean(programme.mechanism, rulebook.mechanisms)
            or "correct its name",
        )
    total = sum(family.amount.value or 0 for family in programme.families.values())
    if programme.budget.value is not None and total > programme.budget.value:
        yield PackError(
            programme.budget.where,
            found=f"families of {total:,.0f}, above the total",
            expected="amounts that fit into the total",
            mend="correct an amount, or the total",
        )
    yield from _missing_words(programme)


def _strangers(programme: Programme, rulebook: Rulebook) -> Iterator[PackError]:
    known = rulebook.places.provinces
    seen: dict[str, str] = {}
    for region in programme.regions.values():
        for index, code in enumerate(region.provinces, start=1):
            where = f"{region.where}.provinces[{index}]"
            if code not in known:
                yield PackError(
                    where,
                    found=f"the province {code!r}",
                    expected=f"an ISO code of a province of {rulebook.name}",
                    mend=did_you_mean(code, known) or "`twiza places` lists them",
                )
            elif code in seen:
                yield PackError(
                    where,
                    found=f"{code} a second time, first in {seen[code]}",
                    expected="each province in one region",
                    mend="remove it from one of the two",
                )
            seen.setdefault(code, region.name)


def _unlike_pilots(programme: Programme, rulebook: Rulebook) -> Iterator[PackError]:
    """Provinces of the programme alone, or those that only the corridor calls pilot."""
    provinces = rulebook.places.provinces
    own = {code for region in programme.regions.values() for code in region.provinces}
    pilots = {code for code, province in provinces.items() if province.is_pilot}
    if pilots and (unlike := (own & set(provinces)) ^ pilots):
        yield PackError(
            f"{programme.where}, places",
            found=f"pilot on one side only: {', '.join(sorted(unlike))}",
            expected="the provinces whose pilot is yes in provinces.csv, and no other",
            mend="correct the programme's provinces, or the column pilot",
        )


def _missing_words(programme: Programme) -> Iterator[PackError]:
    for trail in dict.fromkeys(wanted_words(programme)):
        for language in LANGUAGES:
            found: object = programme.words[language]
            for name in trail:
                found = found.get(name) if isinstance(found, dict) else None
            if not isinstance(found, str) or not found.strip():
                yield PackError(
                    f"packs/programmes/{programme.name}/words/{language}, "
                    f"{'.'.join(trail)}",
                    found="no sentence",
                    expected="a sentence in each of fr, nl, ar, en",
                    mend="write it",
                )


def wanted_words(programme: Programme) -> Iterator[tuple[str, ...]]:
    """Every sentence the screens need, as the trail to it."""
    yield from (("programme", part) for part in ("name", "summary"))
    yield from (("events", event.name) for event in programme.events)
    yield from (("regions", name) for name in programme.regions)
    yield from (("families", name) for name in programme.families)
    yield from (("unpublished", name) for name in programme.unpublished)
    for partner in programme.partners.values():
        yield "partners", partner.name
        yield "partner_kinds", partner.kind
        yield from (("roles", role) for role in partner.roles)
    for criterion in programme.criteria.values():
        yield "criteria", criterion.name
        yield "stages", criterion.stage
        yield "grids", criterion.programme
    for indicator in programme.indicators.values():
        yield from (("indicators", indicator.name, p) for p in ("name", "definition"))
        yield "levels", indicator.level
        yield "units", indicator.unit
        yield "evidence", indicator.evidence
        yield from (("breakdowns", name) for name in indicator.breakdowns)
    yield from (("reasons", reason) for reason in _reasons(programme))


def _reasons(programme: Programme) -> Iterator[str]:
    """Why something is flagged or unverified: each reaches the screen."""
    yield from (event.reason for event in programme.events if event.reason)
    yield from (one.reason for one in programme.regions.values() if one.reason)
    yield from (figure.reason for figure in figures(programme) if figure.reason)
    for family in programme.families.values():
        if family.least_share_reason:
            yield family.least_share_reason


def figures(programme: Programme) -> Iterator[Figure]:
    """Every figure that the programme states or says it does not know."""
    stated = [programme.planned_months, programme.months_run, programme.budget]
    stated += [programme.weights, *(f.amount for f in programme.families.values())]
    for indicator in programme.indicators.values():
        stated += [indicator.target, indicator.result]
    yield from (figure for figure in stated if figure is not None)
