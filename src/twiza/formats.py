"""Numbers, money and dates as a language writes them (CLDR, through Babel)."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_percent

# Morocco and Belgium write Latin digits; `ar_MA` keeps them.
CURRENCIES = {"ar": {"MAD": "درهم", "EUR": "أورو"}}
LOCALES = {"fr": "fr", "nl": "nl_BE", "ar": "ar_MA", "en": "en_GB"}


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    return Locale.parse(LOCALES[language])


@lru_cache(maxsize=8)
def _marks(language: str) -> dict[int, str]:
    """What stands for Python's comma and point in a language."""
    locale = _locale(language)
    symbols = locale.number_symbols[locale.default_numbering_system]
    named = {",": "group", ".": "decimal"}
    return str.maketrans({mark: symbols[name] for mark, name in named.items()})


def _decimal(value: float, places: int, language: str) -> str:
    """As Babel's `format_decimal` writes it, ten times faster: pages hold many."""
    if not places:
        return f"{value:,.0f}".translate(_marks(language))  # a half is exact in binary
    text = f"{Decimal(repr(value)):,.{places}f}".rstrip("0").rstrip(".")
    return text.translate(_marks(language))


def number(value: float, language: str) -> str:
    return _signed(_decimal(value, 2, language), language)


def money(value: float, currency: str, language: str) -> str:
    """An amount beside its currency; whole units once it is above a hundred."""
    name = CURRENCIES.get(language, {}).get(currency, currency)
    shown = _decimal(value, 0 if abs(value) >= 100 else 2, language)
    return f"{_signed(shown, language)} {name}"


@lru_cache(maxsize=1024)
def share(value: float, language: str) -> str:
    """A share as a percentage: percent exists only on screen."""
    locale = _locale(language)
    pattern = locale.percent_formats[None].pattern.replace("#,##0", "#,##0.##")
    return _signed(format_percent(value, pattern, locale), language)


def _signed(text: str, language: str) -> str:
    """Among Arabic words an invisible mark keeps the minus before its figure."""
    return f"\u200e{text}" if language == "ar" and text.startswith("-") else text


@lru_cache(maxsize=1024)
def day(on: datetime.date, language: str) -> str:
    text = format_date(on, "long", locale=_locale(language))
    is_first = language == "fr" and on.day == 1
    return text.replace("1", "1er", 1) if is_first else text  # CLDR leaves it out


@lru_cache(maxsize=256)
def month(on: datetime.date, language: str) -> str:
    """The month of a day of which no more is known."""
    return format_date(on, "MMMM y", locale=_locale(language))


def quantity(value: float, unit: str, language: str) -> str:
    """A figure with its unit."""
    if unit in ("MAD", "EUR"):
        return money(value, unit, language)
    if unit == "share":
        return share(value, language)
    return f"{number(value, language)} {unit}".strip()
