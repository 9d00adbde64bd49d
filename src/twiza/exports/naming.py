"""How names, units and figures of a pack are written in Publicodes."""

from __future__ import annotations

import re
from decimal import Decimal

from twiza.errors import PackError
from twiza.rules.units import Unit, unit_of

FACTS = "faits"
DERIVED = "dérivés"
PLACES = "lieux"
PARAMETERS = "paramètres"
CONSISTENCY = "cohérence"
CONDITIONS = "conditions"
PARTS = "parties"
ELIGIBLE = "éligible"
AMOUNT = "montant"
UNKNOWN = "inconnu"

# Publicodes reads oui and non as booleans wherever a name could stand.
_NAME = re.compile(r"(?!(?:oui|non)$)[A-Za-z][A-Za-z0-9_-]*")
_FRENCH = {
    "job": "emploi",
    "month": "mois",
    "year": "an",
    "day": "jour",
    "hour": "heure",
    "person": "personne",
    "project": "projet",
}


def dotted(*names: str) -> str:
    return " . ".join(names)


def usable(name: str, where: str) -> str:
    """The name itself, where Publicodes can bear it."""
    if _NAME.fullmatch(name):
        return name
    raise PackError(
        where,
        found=f"the name {name!r}",
        expected="a letter, then letters, digits, _ or -, and not oui or non",
        mend="rename it: Publicodes cannot bear this name",
    )


def french_unit(text: str, where: str) -> str:
    """A pack's unit as Publicodes writes it; empty for a share."""
    unit: Unit = unit_of(text, where)
    over, under = (
        ".".join(_FRENCH.get(base, base) for base, power in unit if power * sign > 0)
        for sign in (1, -1)
    )
    return f"{over}/{under}" if under else over


def plain(number: float) -> str:
    """Every digit and no exponent, which Publicodes does not read."""
    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def short(number: float) -> float:
    """A whole number without its `.0`."""
    return int(number) if number == int(number) else number


def quantity(number: float, unit: str, where: str) -> str | float:
    """A figure with its unit; a share is a bare number."""
    french = french_unit(unit, where)
    return f"{plain(number)} {french}" if french else short(number)
