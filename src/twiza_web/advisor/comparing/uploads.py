"""A venture file becomes one more variant; a variant becomes a venture file."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from twiza.advice import Venture, write_venture
from twiza.advice.comparing.staying import staying_by
from twiza.packs.model import Rulebook
from twiza_web.advisor.comparing.address import LETTERS, STAYING, Column, Comparison
from twiza_web.advisor.uploads import UploadError


def with_file(comparison: Comparison, venture: Venture) -> Comparison:
    """The comparison with one more variant; of the plan only what stays is kept.

    The first file also gives the day, the weights and the place of the customers.
    """
    columns = [column for column in comparison.columns if column.facts]
    if len(columns) >= len(LETTERS):
        raise UploadError(_("There are at most four variants: drop one first."))
    if not columns:
        comparison = _begun(comparison, venture)
    return comparison.with_columns([*columns, _column(venture)])


def _begun(comparison: Comparison, venture: Venture) -> Comparison:
    first = replace(comparison.first, date=comparison.first.date or venture.date)
    return replace(
        comparison,
        first=first,
        weights=comparison.weights or dict(venture.weights),
        customers=comparison.customers or (venture.customers or ""),
    )


def _column(venture: Venture) -> Column:
    staying = staying_by(venture.plan)
    figures = {name: getattr(staying, name).value for name in STAYING}
    known = {name: value for name, value in figures.items() if value is not None}
    return Column(dict(venture.facts), known)


def saved_variant(rulebook: Rulebook, comparison: Comparison, number: int) -> str:
    """One variant as the file of the command line, with its weights and customers."""
    facts = {
        name: int(value) if isinstance(value, float) and value == int(value) else value
        for name, value in comparison.columns[number].facts.items()
    }
    weights = comparison.weights
    customers = comparison.customers or None
    date = comparison.first.date
    return write_venture(Venture(rulebook.name, facts, date, {}, weights, customers))
