"""Text from a person, or from an address, becomes the value of one fact."""

from __future__ import annotations

import re

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from twiza.formats import number, quantity
from twiza.packs.model import Fact, Rulebook
from twiza.rules.situation import FactValue
from twiza_web.advisor.amounts import (
    Amount,
    AmountError,
    Rate,
    read_amount,
    read_number,
    read_share,
)

FLAGS = {"yes": True, "no": False}


class FieldError(ValueError):
    """What to mend, as a sentence in the reader's language."""


def read_typed(
    rulebook: Rulebook, fact: Fact, text: str, rate: Rate | None, currency: str = "MAD"
) -> FactValue:
    """The value a person typed or chose; euros become dirhams at the stated rate."""
    if not fact.is_numeric:
        return _chosen(rulebook, fact, text)
    try:
        value = _typed(fact, text, rate, currency)
    except AmountError as trouble:
        raise FieldError(amount_trouble(trouble)) from None
    return _within(fact, value)


def read_written(rulebook: Rulebook, fact: Fact, text: str) -> FactValue:
    """The value as an address of this site states it."""
    if not fact.is_numeric:
        return _chosen(rulebook, fact, text)
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,8})?", text):
        raise FieldError(_("This is not a number as this site writes it."))
    return _within(fact, float(text))


def written(value: FactValue) -> str:
    """The value as it stands in an address; `read_written` reads it back."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    return str(int(value)) if value == int(value) else repr(round(value, 8))


def typed(fact: Fact, value: FactValue) -> str:
    """The value as its field shows it; `read_typed` reads it back in any language.

    Thousands stand apart by a space: no one reads it as a decimal mark.
    """
    if not fact.is_numeric or isinstance(value, (bool, str)):
        return written(value)
    if fact.type == "share":
        percent = round(value * 100, 6)
        return _digits(percent) if percent > 1 else f"{_digits(percent)} %"
    return _digits(value)


def typed_money(value: float) -> str:
    """An amount as its field shows it; `read_amount` reads it back."""
    return _digits(value)


def _digits(value: float) -> str:
    whole, mark, fraction = f"{value:,.8f}".rstrip("0").rstrip(".").partition(".")
    sign = "." if get_language() == "en" else ","
    return whole.replace(",", "\u00a0") + (sign + fraction if mark else "")


def _typed(fact: Fact, text: str, rate: Rate | None, currency: str) -> float:
    if fact.type == "share":
        return read_share(text)
    if fact.type != "money":
        return read_number(text)
    amount = read_amount(text, currency=currency)
    if amount.currency == "EUR" and rate is None:
        raise FieldError(
            _("No rate of the euro is known at this date: write the amount in MAD.")
        )
    return rate.in_mad(amount) if rate else Amount(amount.value, "MAD").value


def _chosen(rulebook: Rulebook, fact: Fact, text: str) -> FactValue:
    if fact.type == "flag" and text in FLAGS:
        return FLAGS[text]
    if fact.type == "choice" and text in fact.choices:
        return text
    if fact.type == "place" and text in rulebook.places.provinces:
        return text
    raise FieldError(_("Choose one of the answers of this list."))


def _within(fact: Fact, value: float) -> float:
    if fact.type == "count" and value != int(value):
        raise FieldError(_("Write a whole number."))
    if not fact.least <= value <= fact.most:
        language = get_language() or "en"
        unit = "share" if fact.type == "share" else fact.unit
        shown = quantity if unit in ("MAD", "share") else _bare
        raise FieldError(
            _("Write a figure from %(least)s to %(most)s.")
            % {
                "least": shown(fact.least, unit, language),
                "most": shown(fact.most, unit, language),
            }
        )
    return value


def _bare(value: float, unit: str, language: str) -> str:
    return number(value, language)


def amount_trouble(trouble: AmountError) -> str:
    digits = trouble.digits
    mark = "." if get_language() == "en" else ","
    if trouble.trouble == "ambiguous" and digits == "1":
        return _("This can be read in two ways. Write 1 % or 100 %.")
    if trouble.trouble == "ambiguous":
        return _(
            "This can be read in two ways. Write %(whole)s, or %(decimal)s with two"
            " decimals."
        ) % {"whole": digits, "decimal": f"{digits[:-3]}{mark}{digits[-3:-1]}"}
    return {
        "empty": _("Write a number, or leave the question for later."),
        "negative": _("Write a figure of zero or more."),
        "grouping": _("The thousands are not grouped by three. Write 1150000."),
        "decimals": _("Write at most two decimals."),
        "long": _("This text is too long for a number."),
    }.get(
        trouble.trouble,
        _("Write digits, with or without MAD or €: 1150000, or 61520 €."),
    )
