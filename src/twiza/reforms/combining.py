"""In which rules of packages two laws differ: what goes together, when money comes, at
what rate it is counted. No answer about a mechanism shows them, only a package does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from twiza.packs.model import MONEY_PARTS, Mechanism
from twiza.reforms.differences import Difference
from twiza.reforms.laws import Law
from twiza.reforms.packages import is_in_packages
from twiza.reforms.provisions import Provision, part_of, said_in

CONVENTIONS = ("default_discount_rate", "default_realisation_months")


def package_differences(before: Law, after: Law) -> tuple[Difference, ...]:
    """Differences that may change the package of a venture all of whose aids stay."""
    found = [*_conventions(before, after), *_ceilings(before, after)]
    same = before.rulebook.mechanisms is after.rulebook.mechanisms
    if before.on == after.on and same:
        return tuple(found)
    parts = _money_parts(before, after)
    return (*found, *parts, *_between_mechanisms(before, after))


def _ceilings(before: Law, after: Law) -> Iterator[Difference]:
    """Shared ceilings, each taken as a whole."""
    for name in dict.fromkeys((*before.rulebook.ceilings, *after.rulebook.ceilings)):
        one, other = _ceiling(before, name), _ceiling(after, name)
        if one.content != other.content:
            id_ = f"ceiling.{name}"
            yield Difference(id_, "", "ceiling", name, one, other, ())


def _ceiling(law: Law, name: str) -> Provision:
    ceiling = law.rulebook.ceilings.get(name)
    if ceiling is None:
        return Provision("ceiling", name, None, None, None)
    said = said_in(law, ceiling.law).provisions
    terms = (tuple(sorted(ceiling.over)), ceiling.leaves_own_funds)
    content = (terms, {key: (held.what, held.content) for key, held in said.items()})
    version = ceiling.law.version_at(law.on)
    source = version.source if version else None
    return Provision("ceiling", name, content, ceiling.over, source)


def _money_parts(before: Law, after: Law) -> Iterator[Difference]:
    """What an aid asks the investor to bring, or the least that it lends: no amount of
    its own rests on it.
    """
    one, other = before.rulebook.mechanisms, after.rulebook.mechanisms
    for name in [n for n in one if is_in_packages(one[n]) and n in other]:
        for part in MONEY_PARTS:
            was, now = (
                Provision("part", part, part_of(law, mechanism, part), None, None)
                for law, mechanism in ((before, one[name]), (after, other[name]))
            )
            if was.content != now.content:
                yield Difference(f"{name}.{part}", name, "part", part, was, now, ())


def _conventions(before: Law, after: Law) -> Iterator[Difference]:
    for name in CONVENTIONS:
        one, other = _convention(before, name), _convention(after, name)
        if (one and one.content) != (other and other.content):
            yield Difference(f"shared.{name}", "", "shared", name, one, other, ())


def _convention(law: Law, name: str) -> Provision | None:
    parameter = law.rulebook.parameters.get(name)
    held = parameter.at(law.on) if parameter else None
    if parameter is None or held is None:
        return None
    return Provision("shared", name, held.value, (parameter, held), held.source)


def _between_mechanisms(before: Law, after: Law) -> Iterator[Difference]:
    one, other = before.rulebook.mechanisms, after.rulebook.mechanisms
    names = [n for n in one if is_in_packages(one[n]) and is_in_packages(other.get(n))]
    for place, name in enumerate(names):
        if one[name].pays != other[name].pays:
            was, now = _pays(one[name]), _pays(other[name])
            yield Difference(f"{name}.pays", name, "pays", name, was, now, ())
        if one[name].combines == other[name].combines:
            continue
        for partner in names[place + 1 :]:
            was, now = _together(one[name], partner), _together(other[name], partner)
            if was.content != now.content:
                pair = f"{name}+{partner}"
                id_ = f"combines.{pair}"
                yield Difference(id_, "", "combines", pair, was, now, ())


def _pays(mechanism: Mechanism) -> Provision:
    pays = mechanism.pays
    content = pays and (pays.after, pays.months)
    return Provision("pays", mechanism.name, content, pays, None)


def _together(mechanism: Mechanism, partner: str) -> Provision:
    combines = mechanism.combines
    content = "not_known"
    if partner in combines.excluded:
        content = "excluded"
    elif partner in combines.allowed:
        content = "allowed"
    source = next(iter(mechanism.sources), None)
    return Provision("combines", partner, content, content, source)


def bears_on(difference: Difference, aids: Collection[str]) -> bool:
    """Whether a rule of packages is about aids that a venture has."""
    if difference.what == "combines":
        return all(name in aids for name in difference.name.split("+"))
    if difference.what == "ceiling":
        sides = (difference.before, difference.after)
        return any(side and side.held and side.held & set(aids) for side in sides)
    return not difference.mechanism or difference.mechanism in aids
