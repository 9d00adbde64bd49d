"""Figures on screen are written as CLDR writes them."""

from __future__ import annotations

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from twiza.formats import LOCALES, money, number, share

amounts = st.integers(-(10**14), 10**14).map(lambda cents: cents / 100) | st.integers(
    0, 10**12
)


@given(amounts, st.sampled_from(sorted(LOCALES)))
def test_a_number_is_written_as_babel_writes_it(value, language):
    assert number(value, language) == format_decimal(
        value, "#,##0.##", LOCALES[language]
    )


@given(
    amounts.filter(lambda value: abs(value) >= 100), st.sampled_from(sorted(LOCALES))
)
def test_money_is_written_as_babel_writes_it_in_whole_units(value, language):
    assert (
        money(value, "X", language)
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
