"""Where each mechanism applies: everywhere, in some regions, between two countries.

A mechanism that is kept to some places says so twice: in its `territory`, and in its
conditions. A check compares the two, so that a slip in a list of places is found.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from twiza.errors import PackError, did_you_mean
from twiza.packs.model import Fact, Mechanism, Rulebook, Version

NATIONAL, BILATERAL, RESIDENCE = "national", "bilateral", "residence"
NOT_READ = "not_read"


def territories_of(rulebook: Rulebook, mechanism: Mechanism) -> tuple[str, ...]:
    """`national`, `bilateral`, `residence`, or the codes of the regions it is kept to;
    `not_read` where nobody read the conditions that would tell.
    """
    kinds = {pack.name: pack.kind for pack in rulebook.packs}
    if kinds.get(mechanism.pack) != "country":
        return (BILATERAL,)
    if mechanism.pack == rulebook.packs[-1].residence:
        return (RESIDENCE,)
    if mechanism.territory:
        provinces = rulebook.places.provinces
        found = {provinces[code].region for code in _stated(rulebook, mechanism)}
        return tuple(code for code in rulebook.places.regions if code in found)
    is_read = any(version.conditions for version in mechanism.versions)
    return (NATIONAL,) if is_read else (NOT_READ,)


def _stated(rulebook: Rulebook, mechanism: Mechanism) -> tuple[str, ...]:
    """The provinces of its territory, which names provinces, regions or both."""
    return tuple(
        code
        for code, province in rulebook.places.provinces.items()
        if code in mechanism.territory or province.region in mechanism.territory
    )


def unknown_places(rulebook: Rulebook) -> Iterator[PackError]:
    """Places of a territory that are no region and no province."""
    places = rulebook.places
    known = [*places.regions, *places.provinces]
    for mechanism in rulebook.mechanisms.values():
        for index, code in enumerate(mechanism.territory, start=1):
            if code not in known:
                yield PackError(
                    f"{mechanism.where}, territory[{index}]",
                    found=f"the place {code!r}",
                    expected="the code of a region or a province",
                    mend=did_you_mean(code, known) or "`twiza places` lists them",
                )


def misfit_territories(rulebook: Rulebook) -> Iterator[PackError]:
    """Mechanisms whose conditions allow other provinces than their territory holds."""
    places = [fact for fact in rulebook.facts.values() if fact.type == "place"]
    if not places or not rulebook.places.provinces:
        return
    for mechanism in rulebook.mechanisms.values():
        stated = _stated(rulebook, mechanism) or tuple(rulebook.places.provinces)
        for version in mechanism.versions:
            if version.conditions is None or version.state == "announced":
                continue
            allowed = allowed_provinces(rulebook, mechanism, version, places[0])
            if allowed != stated:
                yield _misfit(rulebook, mechanism, version, (stated, allowed))


def allowed_provinces(
    rulebook: Rulebook, mechanism: Mechanism, version: Version, place: Fact
) -> tuple[str, ...]:
    """The provinces that its conditions do not refuse, whatever else is true."""
    from twiza.rules.bounds import bounds_of_rule
    from twiza.rules.epochs import epochs_of
    from twiza.rules.situation import blank, bounds_of

    rules, _ = epochs_of(rulebook, mechanism.name).built(_last_day(mechanism, version))
    rule = rules.rules[mechanism.name]
    provinces = tuple(rulebook.places.provinces)
    if not any(place.name in condition.facts for condition in rule.conditions):
        return provinces
    unknown = blank(rulebook)
    low, high = list(unknown.low), list(unknown.high)
    index, found = unknown.index[place.name], []
    for code in provinces:
        low[index], high[index] = bounds_of(rulebook, place, code)
        if bounds_of_rule(rule, low, high, unknown.kinds).possible:
            found.append(code)
    return tuple(found)


def _last_day(mechanism: Mechanism, version: Version) -> datetime.date:
    """On which every figure of the version has begun."""
    if version.end is not None:
        return version.end
    figures = [v.start for p in mechanism.parameters.values() for v in p.values]
    return max([version.start, *figures])


def _misfit(
    rulebook: Rulebook,
    mechanism: Mechanism,
    version: Version,
    provinces: tuple[tuple[str, ...], tuple[str, ...]],
) -> PackError:
    stated, allowed = map(set, provinces)
    found = [
        f"{what} {', '.join(sorted(codes)[:6])}"
        for what, codes in (
            ("conditions that also allow", allowed - stated),
            ("conditions that refuse", stated - allowed),
        )
        if codes
    ]
    territory = ", ".join(mechanism.territory)
    return PackError(
        version.where,
        found=" and ".join(found),
        expected=f"those of its territory: {territory or 'every province'}",
        mend="correct the condition, or state the territory: [codes of regions or "
        "provinces] of the mechanism",
    )
