"""Figures on screen are written as CLDR writes them."""

from __future__ import annotations

import datetime

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from twiza.formats import LOCALES, day, money, month, number, share

amounts = st.integers(-(10**14), 10**14).map(lambda cents: cents / 100) | st.integers(
    0, 10**12
)


def without_mark(text: str) -> str:
    return text.removeprefix("\u200e")


@given(amounts, st.sampled_from(sorted(LOCALES)))
def test_a_number_is_written_as_babel_writes_it(value, language):
    assert without_mark(number(value, language)) == format_decimal(
        value, "#,##0.##", LOCALES[language]
    )


@given(
    amounts.filter(lambda value: abs(value) >= 100), st.sampled_from(sorted(LOCALES))
)
def test_money_is_written_as_babel_writes_it_in_whole_units(value, language):
    assert (
        without_mark(money(value, "X", language))
        == format_decimal(value, "#,##0", LOCALES[language]) + " X"
    )


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("fr", "1\u202f150\u202f000 MAD"),
        ("nl", "1.150.000 MAD"),
        ("ar", "1.150.000 درهم"),
        ("en", "1,150,000 MAD"),
    ],
)
def test_money_stands_beside_its_currency(language, shown):
    assert money(1_150_000, "MAD", language) == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [("fr", "12,5\u00a0%"), ("nl", "12,5%"), ("ar", "12,5%"), ("en", "12.5%")],
)
def test_a_share_is_percent_as_the_language_writes_it(language, shown):
    assert share(0.125, language) == shown


def test_the_minus_of_a_share_stays_before_its_figure_among_arabic_words():
    assert share(-0.0078, "ar") == "\u200e-0,78%"
    assert share(-0.0078, "nl") == "-0,78%"


def test_the_minus_of_a_figure_stays_before_it_among_arabic_words():
    assert number(-5, "ar") == "\u200e-5"
    assert money(-1500, "EUR", "ar") == "\u200e-1.500 أورو"
    assert money(-1500, "EUR", "nl") == "-1.500 EUR"


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("fr", "1er juillet 2026"),
        ("nl", "1 juli 2026"),
        ("ar", "1 يوليوز 2026"),
        ("en", "1 July 2026"),
    ],
)
def test_a_day_is_written_as_morocco_and_belgium_write_it(language, shown):
    assert day(datetime.date(2026, 7, 1), language) == shown


def test_only_the_first_of_a_french_month_is_an_ordinal():
    assert day(datetime.date(2026, 7, 11), "fr") == "11 juillet 2026"


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("fr", "août 2026"),
        ("nl", "augustus 2026"),
        ("ar", "غشت 2026"),
        ("en", "August 2026"),
    ],
)
def test_a_month_is_written_in_words(language, shown):
    assert month(datetime.date(2026, 8, 1), language) == shown
