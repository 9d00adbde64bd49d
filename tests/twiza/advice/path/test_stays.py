from __future__ import annotations

import datetime

import pytest

from twiza.advice.path.stays import (
    Stay,
    StayError,
    checked_start,
    checked_stays,
    read_stay,
)
from twiza.errors import InputError

START = datetime.date(2026, 11, 23)


def stays(*texts):
    return [read_stay(text) for text in texts]


def test_a_stay_holds_its_first_and_its_last_day():
    (stay,) = stays("2027-07-10..2027-07-24")
    assert stay == Stay(datetime.date(2027, 7, 10), datetime.date(2027, 7, 24))
    assert stay.days == 15


@pytest.mark.parametrize(
    "text",
    ["2027-07-10", "2027-07-10..", "2027-7-10..2027-07-24", "2027-02-30..2027-03-02"],
)
def test_what_is_no_stay_is_told_with_an_example(text):
    with pytest.raises(StayError, match=r"2027-07-10\.\.2027-07-24") as mistake:
        read_stay(text)
    assert mistake.value.kind == "shape"


def test_a_reversed_stay_is_turned_round_in_the_advice():
    with pytest.raises(
        StayError, match=r"did you mean 2027-07-10\.\.2027-07-24"
    ) as mistake:
        read_stay("2027-07-24..2027-07-10")
    assert mistake.value.kind == "reversed"


@pytest.mark.parametrize(
    "texts, kind",
    [
        (["2027-07-10..2027-07-24", "2027-07-24..2027-07-30"], "overlap"),
        (["2027-07-20..2027-07-24", "2027-07-01..2027-07-30"], "overlap"),
        (["2026-11-22..2026-11-30"], "before_start"),
        (["2025-07-10..2025-07-24"], "before_start"),
        (["2027-01-01..2028-01-02"], "too_long"),
        (["2037-01-01..2037-01-09"], "too_far"),
        ([f"20{year}-01-04..20{year}-01-08" for year in range(27, 36)], "too_many"),
    ],
)
def test_stays_that_contradict_each_other_or_the_start_are_refused(texts, kind):
    with pytest.raises(StayError) as mistake:
        checked_stays(stays(*texts), START)
    assert mistake.value.kind == kind
    for line in ("found:", "expected:", "to mend:"):
        assert line in str(mistake.value)


def test_stays_may_follow_each_other_day_by_day_and_come_in_any_order():
    found = checked_stays(
        stays("2027-07-25..2027-07-30", "2027-07-10..2027-07-24"), START
    )
    assert [stay.first.day for stay in found] == [10, 25]


def test_a_stay_may_begin_on_the_day_of_the_start():
    assert checked_stays(stays("2026-11-23..2026-11-23"), START)


@pytest.mark.parametrize(
    "start", [datetime.date(1999, 12, 31), datetime.date(2086, 1, 1)]
)
def test_a_start_without_holidays_around_it_is_refused(start):
    with pytest.raises(InputError, match="2000 to 2085"):
        checked_start(start)
