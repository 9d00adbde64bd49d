"""Figures, dates and domain words in the reader's language."""

from __future__ import annotations

import datetime

from django import template
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language

from twiza import formats
from twiza_web.ui.rulebook import current

register = template.Library()


def _language() -> str:
    return get_language() or "en"


@register.filter
def money(value: float | None, currency: str = "MAD") -> str:
    return "" if value is None else formats.money(value, currency, _language())


@register.filter
def share(value: float | None) -> str:
    return "" if value is None else formats.share(value, _language())


@register.filter
def number(value: float | None) -> str:
    return "" if value is None else formats.number(value, _language())


@register.filter
def day(value: datetime.date | datetime.datetime | str | None) -> str:
    """A date in words; a moment becomes the day it falls on here."""
    if not value:
        return ""
    if isinstance(value, str):
        value = datetime.date.fromisoformat(value)
    if isinstance(value, datetime.datetime):
        value = (localtime(value) if is_aware(value) else value).date()
    return formats.day(value, _language())


@register.simple_tag
def word(*trail: str) -> str:
    return current().word(_language(), *trail)
