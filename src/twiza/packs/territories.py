"""Where each mechanism applies: everywhere, in some regions, between two countries."""

from __future__ import annotations

from twiza.packs.model import Mechanism, Rulebook, Version

NATIONAL, BILATERAL, RESIDENCE = "national", "bilateral", "residence"
NOT_READ = "not_read"


def territories_of(rulebook: Rulebook, mechanism: Mechanism) -> tuple[str, ...]:
    """`national`, `bilateral`, `residence`, or the codes of the regions it is kept to;
    `not_read` where nobody read the conditions that would tell.

    A mechanism of the country of investment is kept to the regions in which its
    conditions, on the last day they are known for, do not refuse every province.
    """
    kinds = {pack.name: pack.kind for pack in rulebook.packs}
    corridor = rulebook.packs[-1]
    if kinds.get(mechanism.pack) != "country":
        return (BILATERAL,)
    if mechanism.pack == corridor.residence:
        return (RESIDENCE,)
    version = next((v for v in reversed(mechanism.versions) if v.conditions), None)
    if version is None:
        return (NOT_READ,)
    return _regions(rulebook, mechanism, version) or (NATIONAL,)


def _regions(
    rulebook: Rulebook, mechanism: Mechanism, version: Version
) -> tuple[str, ...]:
    """The regions with a province that is not refused; nothing where all are alike."""
    places = [fact.name for fact in rulebook.facts.values() if fact.type == "place"]
    if not places:
        return ()
    allowed = _allowed(rulebook, mechanism, version, places[0])
    provinces = rulebook.places.provinces
    if not allowed or len(allowed) == len(provinces):
        return ()
    found = {provinces[code].region for code in allowed}
    return tuple(code for code in rulebook.places.regions if code in found)


def _allowed(
    rulebook: Rulebook, mechanism: Mechanism, version: Version, place: str
) -> list[str]:
    from twiza.advice.assessment import assess
    from twiza.rules.epochs import epochs_of
    from twiza.rules.situation import read_facts, situation_of

    on = version.end or version.start
    later = [v.start for p in mechanism.parameters.values() for v in p.values]
    if version.end is None:
        on = max([on, *later])
    rules, _ = epochs_of(rulebook, mechanism.name).built(on)
    rule = rules.rules[mechanism.name]
    if not any(place in condition.facts for condition in rule.conditions):
        return list(rulebook.places.provinces)
    found = []
    for code in rulebook.places.provinces:
        situation = situation_of(rulebook, rules, read_facts(rulebook, {place: code}))
        if assess(rulebook, rule, situation, on).status != "ineligible":
            found.append(code)
    return found
