from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twiza.packs import load_rulebook
from twiza_web.advisor.amounts import (
    Amount,
    AmountError,
    rate_at,
    read_amount,
    read_number,
    read_share,
)

WAYS = {
    "1 150 000": 1_150_000,
    "1\u202f150\u202f000": 1_150_000,
    "1\u00a0150\u00a0000": 1_150_000,
    "1.150.000": 1_150_000,
    "1,150,000": 1_150_000,
    "1'150'000": 1_150_000,
    "1’150’000": 1_150_000,
    "1150000": 1_150_000,
    "1150000 MAD": 1_150_000,
    "1 150 000 dh": 1_150_000,
    "1.150.000 Dhs": 1_150_000,
    "٤٢٠٠٠٠": 420_000,
    "٤٢٠٠٠٠ درهم": 420_000,
    "٤٢٠٬٠٠٠٫٥٠": 420_000.50,
    "۴۲۰۰۰۰": 420_000,
    "1 150 000,50": 1_150_000.50,
    "1.150.000,50": 1_150_000.50,
    "1,150,000.50": 1_150_000.50,
    "1150,5": 1_150.50,
    "0": 0,
}


@pytest.mark.parametrize(("text", "value"), WAYS.items())
def test_an_amount_is_read_however_it_is_grouped(text, value):
    assert read_amount(text) == Amount(value, "MAD")


@pytest.mark.parametrize(
    "text", ["61 520 €", "€61520", "61.520,00 EUR", "61520 euros", "٦١٥٢٠ أورو"]
)
def test_an_amount_that_names_the_euro_is_in_euros_whatever_the_field_says(text):
    assert read_amount(text, currency="MAD") == Amount(61_520, "EUR")


@pytest.mark.parametrize("text", ["1.150", "1,150", "12.500 MAD", "٤٢٠،٠٠٠"])
def test_a_mark_that_could_mean_thousands_or_decimals_is_not_guessed(text):
    with pytest.raises(AmountError) as caught:
        read_amount(text)
    assert caught.value.trouble == "ambiguous"


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("", "empty"),
        ("abc", "not_a_number"),
        ("1e6", "not_a_number"),
        ("²", "not_a_number"),
        ("5 MAD or 6 EUR", "not_a_number"),
        ("-5", "negative"),
        ("1 1 50", "grouping"),
        ("1.150.00", "grouping"),
        ("1,5000", "decimals"),
        ("9" * 41, "long"),
    ],
)
def test_what_is_no_amount_says_why(text, trouble):
    with pytest.raises(AmountError) as caught:
        read_amount(text)
    assert caught.value.trouble == trouble


@pytest.mark.parametrize(
    ("text", "share"),
    [("25 %", 0.25), ("25", 0.25), ("0.25", 0.25), ("0,25", 0.25), ("1 %", 0.01), ("100", 1), ("٢٥٪", 0.25), ("0", 0)],
)  # fmt: skip
def test_a_share_is_read_as_people_write_percent(text, share):
    assert read_share(text) == share


def test_a_bare_one_is_not_guessed_to_be_all_or_a_hundredth():
    with pytest.raises(AmountError):
        read_share("1")


whole = st.integers(0, 999_999_999_999)
marks = st.sampled_from(
    [(" ", ","), ("\u202f", ","), (".", ","), (",", "."), ("'", ".")]
)
digits = st.sampled_from(
    ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９"]
)


@given(whole, st.integers(0, 99), marks, digits)
def test_what_is_written_with_two_decimals_is_read_back(value, cents, mark, glyphs):
    group, decimal = mark
    text = f"{value:,}".replace(",", group) + f"{decimal}{cents:02d}"
    shown = text.translate(str.maketrans("0123456789", glyphs))
    assert read_number(shown) == pytest.approx(value + cents / 100)


@given(st.text(max_size=60))
def test_any_text_is_an_amount_or_says_why_not(text):
    try:
        assert read_amount(text).value >= 0
    except AmountError as mistake:
        assert mistake.trouble


def test_euros_become_dirhams_at_the_yearly_average_of_the_date():
    rulebook = load_rulebook()
    now = rate_at(rulebook, datetime.date(2026, 11, 23))
    then = rate_at(rulebook, datetime.date(2023, 6, 1))
    assert (now.year, then.year) == (2025, 2023)
    assert now.in_mad(Amount(100, "EUR")) == 1056.57  # World Bank, 10.5657
    assert then.in_mad(Amount(100, "EUR")) == 1095.48  # World Bank, 10.9548


def test_before_the_first_known_rate_there_is_none():
    assert rate_at(load_rulebook(), datetime.date(2001, 1, 1)) is None
