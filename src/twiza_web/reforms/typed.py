"""Another value for a figure, as a person types it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from twiza_web.advisor.amounts import (
    AmountError,
    read_amount,
    read_number,
    read_share,
)
from twiza_web.advisor.reading import FieldError, amount_trouble, written
from twiza_web.reforms.figures import Figure

DECIMALS = 6


def read_value(figure: Figure, text: str) -> str:
    """The value as a setting states it.

    raises  FieldError with a sentence that says what to mend
    """
    if not text:
        raise FieldError(_("Write another value."))
    try:
        value = _number(figure, text)
    except AmountError as trouble:
        raise FieldError(amount_trouble(trouble)) from None
    if abs(value - figure.value) < 1e-9:
        raise FieldError(_("This is the figure of today. Write another one."))
    return written(value)


def _number(figure: Figure, text: str) -> float:
    if figure.is_share:
        return read_share(text)
    if figure.unit != "MAD":
        return read_number(text, decimals=DECIMALS)
    amount = read_amount(text)
    if amount.currency != "MAD":
        raise FieldError(_("This figure of the law is in dirhams."))
    return amount.value
