"""Numbers and money as people write them in four languages and three countries.

A mark that could be read in two ways is not guessed: `1.150` is a thousand or one and a
bit, whatever the language, because people type on the keyboards of three countries.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from twiza.packs.model import Rulebook

Trouble = Literal[
    "empty", "not_a_number", "ambiguous", "grouping", "decimals", "negative", "long"
]

MOST_CHARACTERS = 40
_SPACES = "\u0020\u00a0\u2007\u2009\u202f"
_APOSTROPHES = "'’ʼ‘"
_CURRENCIES = {
    "EUR": ("eur", "euro", "euros", "€", "يورو", "أورو", "اورو"),
    "MAD": (
        *("mad", "dh", "dhs", "dirham", "dirhams"),
        *("درهم", "دراهم", "درهما", "د.م.", "د.م", "م.د."),
    ),
}
_WRITTEN = {word: code for code, words in _CURRENCIES.items() for word in words}
_MARKED = re.compile(
    "|".join(sorted(map(re.escape, _WRITTEN), key=len, reverse=True)), re.IGNORECASE
)
# Directions and other invisible marks that a right-to-left keyboard leaves behind.
_INVISIBLE = dict.fromkeys(
    map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2069")
)


class AmountError(ValueError):
    """A text that is no number, or that could be two."""

    def __init__(self, trouble: Trouble, digits: str = "") -> None:
        super().__init__(trouble, digits)
        self.trouble = trouble
        self.digits = digits


@dataclass(frozen=True)
class Amount:
    value: float
    currency: str


@dataclass(frozen=True)
class Rate:
    """Dirhams for one euro: the average of a year, with its source."""

    value: float
    year: int
    source: str

    def in_mad(self, amount: Amount) -> float:
        return (
            amount.value
            if amount.currency == "MAD"
            else round(amount.value * self.value, 2)
        )

    def in_eur(self, mad: float) -> float:
        return mad / self.value


def rate_at(rulebook: Rulebook, on: datetime.date) -> Rate | None:
    """The latest yearly rate known at a date; None before the first."""
    parameter = rulebook.parameters.get("eur_mad")
    found = parameter.at(on) if parameter else None
    if found is None or not isinstance(found.value, (int, float)):
        return None
    return Rate(float(found.value), found.start.year, found.source)


def read_amount(text: str, *, currency: str = "MAD") -> Amount:
    """Money with or without its currency; what the text says wins over `currency`.

    raises  AmountError when it is no number, or could be read as two
    """
    plain = _plain(text)
    named = {_WRITTEN[mark.lower()] for mark in _MARKED.findall(plain)}
    if len(named) > 1:
        raise AmountError("not_a_number")
    digits = _MARKED.sub("", plain, count=1).strip()
    return Amount(read_number(digits), named.pop() if named else currency)


def read_number(text: str, *, decimals: int = 2) -> float:
    """A number with its thousands grouped in any usual way, or not grouped."""
    digits = _plain(text)
    if digits.startswith(("-", "−")):
        raise AmountError("negative")
    if not re.fullmatch(r"[\d ',.٬٫]*\d[\d ',.٬٫]*", digits):
        raise AmountError("not_a_number")
    return float(_normal(digits, decimals))


def read_share(text: str) -> float:
    """`25 %`, `25` and `0.25` are a quarter; a bare 1 is not guessed."""
    plain = _plain(text)
    bare = plain.replace("%", "").replace("٪", "").strip()
    if not re.fullmatch(r"\d+([.,٫]\d+)?", bare):
        raise AmountError("negative" if bare.startswith("-") else "not_a_number")
    value = float(re.sub("[,٫]", ".", bare))
    if bare != plain:
        return round(value / 100, 8)
    if value == 1:
        raise AmountError("ambiguous", "1")
    return value if value < 1 else round(value / 100, 8)


def _plain(text: str) -> str:
    """Latin digits, one kind of space, one kind of apostrophe, no invisible marks."""
    if len(text) > MOST_CHARACTERS:
        raise AmountError("long")
    found = text.translate(_INVISIBLE)
    found = "".join(_latin(character) for character in found).strip()
    if not found:
        raise AmountError("empty")
    return found


def _latin(character: str) -> str:
    if character in _SPACES:
        return " "
    if character in _APOSTROPHES:
        return "'"
    value = unicodedata.decimal(character, None)
    if value is not None:
        return str(int(value))
    return "," if character == "،" else character


def _normal(digits: str, decimals: int) -> str:
    """The number as Python writes it, or the reason why it cannot be told."""
    whole, fraction = _split(digits)
    marks = set(re.sub(r"\d", "", whole))
    if len(marks) > 1 or not re.fullmatch(r"\d+|\d{1,3}([ ',.٬]\d{3})+", whole):
        raise AmountError("grouping")
    if len(fraction) > decimals:
        raise AmountError("decimals")
    return re.sub(r"\D", "", whole) + "." + (fraction or "0")


def _split(digits: str) -> tuple[str, str]:
    """Whole part with its grouping marks, and decimals."""
    marks = re.findall(r"[,.٫]", digits)
    if not marks:
        return digits, ""
    last = marks[-1]
    if last != "٫" and marks.count(last) > 1:
        return digits, ""  # a repeated mark groups
    whole, fraction = digits.rsplit(last, 1)
    if _could_be_thousands(last, whole, fraction):
        raise AmountError("ambiguous", whole + fraction)
    if not fraction:
        raise AmountError("not_a_number")
    return whole, fraction


def _could_be_thousands(mark: str, whole: str, fraction: str) -> bool:
    return (
        mark != "٫"
        and len(fraction) == 3
        and re.fullmatch(r"[1-9]\d{0,2}", whole) is not None
    )
