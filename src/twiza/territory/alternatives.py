"""The places a venture is compared with: chosen ones, else the pilot provinces."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from twiza.errors import InputError, did_you_mean, shortened
from twiza.packs.model import Places, Rulebook

PILOT = "pilot"


def chosen_places(rulebook: Rulebook, text: str, where: str) -> list[str]:
    """Provinces named between commas, each once, in their order; `pilot` stands for the
    pilot provinces.

    raises  InputError on a code that is no province of the rulebook
    """
    found: dict[str, None] = {}
    for part in text.split(","):
        name = part.strip()
        if name == PILOT:
            found |= dict.fromkeys(pilot_provinces(rulebook))
        elif name:
            found[_province(rulebook.places, name, where)] = None
    if not found:
        raise InputError(
            where,
            found=shortened(text),
            expected="provinces between commas, such as MA-OUJ,MA-NAD, or pilot",
            mend="`twiza places` lists the codes",
        )
    return list(found)


def _province(places: Places, name: str, where: str) -> str:
    if name in places.provinces:
        return name
    named = {
        p.name(tongue): p.code for p in places.provinces.values() for tongue in p.names
    }
    raise InputError(
        where,
        found=shortened(name),
        expected="the code of a province, such as MA-OUJ",
        mend=_nearest(name, places, named),
    )


def _nearest(name: str, places: Places, named: dict[str, str]) -> str:
    if name in named:
        return f"write {named[name]}"
    return (
        did_you_mean(name, [*places.provinces, *named]) or "`twiza places` lists them"
    )


def pilot_provinces(rulebook: Rulebook, root: Path | None = None) -> list[str]:
    """The pilot provinces of the programmes on this corridor, each once."""
    from twiza.packs.programmes import load_programme, programmes

    found: dict[str, None] = {}
    for name in programmes(root):
        programme = load_programme(name, root)
        if programme.corridor == rulebook.name:
            found |= dict.fromkeys(programme.provinces)
    if not found:
        raise InputError(
            "--places",
            found=f"no programme on the corridor {rulebook.name}",
            expected="provinces to compare with",
            mend="name them: --places MA-OUJ,MA-NAD",
        )
    return _known(found, rulebook.places)


def _known(found: Iterable[str], places: Places) -> list[str]:
    return [code for code in found if code in places.provinces]
