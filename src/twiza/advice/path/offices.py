"""On which days the offices of two countries are open, and a visit can be planned.

Public holidays come from the package `holidays`. Those that follow the moon are
estimates until they are announced: two days on either side of one no visit is planned.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import lru_cache

from twiza.errors import InputError
from twiza.records import record

MARGIN_DAYS = 2
FIRST_YEAR, LAST_YEAR = 1999, 2099
WEEKEND = frozenset((5, 6))  # where no calendar of the country is known
_ESTIMATED = " (estimated)"
_FAR = 4000  # days without one open day are a mistake, not a calendar


@record
class Closure:
    """A public holiday; an estimated one may fall a day or two away."""

    on: datetime.date
    country: str
    name: str
    is_estimated: bool


class OpenDays:
    """The days of one calendar, as ordinals; what was asked once is kept."""

    def __init__(self, is_open: Callable[[int], bool]) -> None:
        self._is_open = is_open
        self._known: dict[int, bool] = {}
        self._next: dict[int, int] = {}

    def is_open(self, day: int) -> bool:
        found = self._known.get(day)
        if found is None:
            found = self._known[day] = self._is_open(day)
        return found

    def on_or_after(self, day: int) -> int:
        found = self._next.get(day)
        if found is None:
            found = self._next[day] = self._first_from(day)
        return found

    def _first_from(self, day: int) -> int:
        for found in range(day, day + _FAR):
            if self.is_open(found):
                return found
        raise _outside(datetime.date.fromordinal(day).year)

    def after(self, day: int, working_days: int) -> int:
        """The open day that many open days after `day`."""
        for _ in range(working_days):
            day = self.on_or_after(day + 1)
        return day


class Country:
    """Weekend and public holidays of one country, year by year."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.is_known = _is_listed(name)
        self.weekend = WEEKEND
        self._years: dict[int, dict[int, Closure]] = {}

    def closures(self, year: int) -> dict[int, Closure]:
        if year not in self._years:
            self._years[year] = self._read(year) if self.is_known else {}
        return self._years[year]

    def _read(self, year: int) -> dict[int, Closure]:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise _outside(year)
        import holidays

        found = holidays.country_holidays(
            self.name.upper(), years=year, language="en_US"
        )
        self.weekend = frozenset(found.weekend)
        return {
            on.toordinal(): _closure(on, self.name, text) for on, text in found.items()
        }

    def is_open(self, day: int) -> bool:
        on = datetime.date.fromordinal(day)
        closures = self.closures(on.year)  # also reads the weekend
        return on.weekday() not in self.weekend and day not in closures

    def is_near_estimate(self, day: int) -> bool:
        """Whether an estimated holiday may turn out to fall on this day."""
        for near in range(day - MARGIN_DAYS, day + MARGIN_DAYS + 1):
            found = self.closures(datetime.date.fromordinal(near).year).get(near)
            if found and found.is_estimated:
                return True
        return False


class Offices:
    """The calendars of a corridor: `self`, `residence`, `investment`, `consulate`.

    The consulate of the country of investment keeps the holidays of both countries.
    """

    def __init__(self, residence: str, investment: str) -> None:
        self.residence, self.investment = Country(residence), Country(investment)
        self._calendars: dict[tuple[str, bool], OpenDays] = {}

    def open_days(self, office: str, *, for_visit: bool = False) -> OpenDays:
        key = (office, for_visit)
        if key not in self._calendars:
            self._calendars[key] = OpenDays(self._rule(office, for_visit))
        return self._calendars[key]

    def _rule(self, office: str, for_visit: bool) -> Callable[[int], bool]:
        countries = self._countries(office)

        def is_open(day: int) -> bool:
            return all(
                country.is_open(day)
                and not (for_visit and country.is_near_estimate(day))
                for country in countries
            )

        return is_open

    def _countries(self, office: str) -> tuple[Country, ...]:
        return {
            "self": (),
            "residence": (self.residence,),
            "investment": (self.investment,),
            "consulate": (self.residence, self.investment),
        }[office]

    def closures(self, first: datetime.date, last: datetime.date) -> list[Closure]:
        """Public holidays of both countries between two days, both included."""
        years = range(first.year, last.year + 1)
        return sorted(
            (
                closure
                for country in (self.investment, self.residence)
                for year in years
                for closure in country.closures(year).values()
                if first <= closure.on <= last
            ),
            key=lambda closure: (closure.on, closure.country),
        )


@lru_cache(maxsize=8)
def offices_of(residence: str, investment: str) -> Offices:
    return Offices(residence, investment)


def _closure(on: datetime.date, country: str, text: str) -> Closure:
    names = text.split("; ")  # two holidays may meet on one day
    plain = [name.removesuffix(_ESTIMATED) for name in names]
    is_estimated = any(name.endswith(_ESTIMATED) for name in names)
    return Closure(on, country, "; ".join(plain), is_estimated)


def _is_listed(name: str) -> bool:
    """Whether the package knows this country: packs are named by their ISO code."""
    try:
        import holidays
    except ModuleNotFoundError:
        raise InputError(
            "calendar",
            found="no package `holidays`",
            expected="the extra `calendar`, which knows the public holidays",
            mend="pip install 'twiza[calendar]'",
        ) from None
    return len(name) == 2 and name.upper() in holidays.list_supported_countries()


def _outside(year: int) -> InputError:
    return InputError(
        "calendar",
        found=f"the year {year}",
        expected=f"years from {FIRST_YEAR} to {LAST_YEAR}",
        mend="choose another start",
    )
