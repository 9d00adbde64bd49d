"""Office days of Belgium and Morocco in 2027, read off a calendar of that year."""

from __future__ import annotations

import datetime

import pytest

from twiza.advice.path.offices import Offices
from twiza.errors import InputError


def day(text):
    return datetime.date.fromisoformat(f"2027-{text}").toordinal()


@pytest.fixture(scope="module")
def offices():
    return Offices("be", "ma")


@pytest.mark.parametrize(
    "office, closed, opens",
    [
        ("investment", "01-14", "01-15"),  # Amazigh New Year, a Thursday
        ("investment", "07-30", "08-02"),  # Throne Day, a Friday; then a weekend
        ("residence", "07-21", "07-22"),  # the Belgian National Day, a Wednesday
        ("consulate", "07-21", "07-22"),
        ("consulate", "01-14", "01-15"),
        ("residence", "07-10", "07-12"),  # a Saturday
    ],
)
def test_an_office_opens_again_after_its_weekend_and_its_holidays(
    offices, office, closed, opens
):
    assert offices.open_days(office).on_or_after(day(closed)) == day(opens)


def test_each_country_works_on_the_holidays_of_the_other(offices):
    assert offices.open_days("investment").is_open(day("07-21"))
    assert offices.open_days("residence").is_open(day("01-14"))


def test_oneself_works_on_any_day(offices):
    assert offices.open_days("self").is_open(day("07-11"))


def test_no_visit_is_planned_two_days_around_a_religious_holiday(offices):
    """Eid al-Adha is estimated on 16 and 17 May 2027; the weekend is 15 and 16 May."""
    visits = offices.open_days("investment", for_visit=True)
    may = range(day("05-10"), day("05-25"))
    assert [one for one in may if visits.is_open(one)] == [
        *map(day, ("05-10", "05-11", "05-12", "05-13", "05-20", "05-21", "05-24"))
    ]
    assert offices.open_days("investment").is_open(day("05-18"))  # no visit, but open


def test_estimated_holidays_say_so(offices):
    found = offices.closures(datetime.date(2027, 5, 1), datetime.date(2027, 5, 31))
    names = {(c.on.day, c.country, c.name, c.is_estimated) for c in found}
    assert (16, "ma", "Eid al-Adha", True) in names
    assert (1, "ma", "Labor Day", False) in names
    assert (17, "be", "Pentecost Monday", False) in names


def test_a_day_on_which_two_holidays_meet_is_an_estimate_where_one_is(offices):
    """On 14 August 2027 the Prophet's birthday is estimated beside a fixed holiday."""
    (found,) = offices.closures(datetime.date(2027, 8, 14), datetime.date(2027, 8, 14))
    assert found.is_estimated
    assert found.name == "Oued Ed-Dahab Day; Prophet's Birthday"


def test_working_days_are_counted_from_the_day_after(offices):
    """From Monday 26 July: 27, 28, 29 July; the 30th is a holiday, then a weekend."""
    days = offices.open_days("investment")
    assert days.after(day("07-26"), 3) == day("07-29")
    assert days.after(day("07-26"), 4) == day("08-02")


def test_a_country_without_a_calendar_rests_at_weekends_alone():
    offices = Offices("demoabroad", "demohome")
    assert not offices.investment.is_known
    assert offices.open_days("investment").is_open(day("01-01"))
    assert not offices.open_days("investment").is_open(day("01-02"))


def test_years_for_which_no_holidays_are_known_are_refused(offices):
    with pytest.raises(InputError, match="years from 1999 to 2099"):
        offices.open_days("investment").on_or_after(
            datetime.date(2100, 1, 1).toordinal()
        )
