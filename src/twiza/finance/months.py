"""The months of a plan: their years, their calendar months, their price level."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twiza.records import record

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]


@record
class Months:
    """`count` months from the first day `start`; the accounting year is the calendar
    year.
    """

    start: datetime.date
    count: int

    @cached_property
    def years(self) -> Whole:
        """The calendar year of each month, shape (count,)."""
        found: Whole = (self._ordinal // 12).astype(np.int64)
        return found

    @cached_property
    def calendar_month(self) -> Whole:
        """0 for January to 11 for December, shape (count,)."""
        found: Whole = self._ordinal % 12
        return found

    @cached_property
    def _ordinal(self) -> Whole:
        first = self.start.year * 12 + self.start.month - 1
        return np.arange(first, first + self.count)

    @cached_property
    def year_starts(self) -> Whole:
        """The place of the first month of each accounting year."""
        return np.flatnonzero(np.diff(self.years, prepend=self.years[0] - 1))

    @cached_property
    def year_ends(self) -> Whole:
        """The place of the last month of each accounting year."""
        return np.append(self.year_starts[1:], self.count) - 1

    def day(self, place: int) -> datetime.date:
        """The first day of a month."""
        year, month = divmod(int(self._ordinal[place]), 12)
        return datetime.date(year, month + 1, 1)

    def longer(self, more: int) -> Months:
        return Months(self.start, self.count + more)

    def price_level(self, inflation_rate: Any) -> Numbers:
        """1 in the first calendar year, grown on each 1 January; shape (…, count)."""
        years = self.years - self.years[0]
        found: Numbers = (1.0 + np.asarray(inflation_rate)) ** years
        return found

    def by_year(self, flow: Numbers) -> Numbers:
        """The sum of a monthly flow in each accounting year, shape (…, years)."""
        found: Numbers = np.add.reduceat(flow, self.year_starts, axis=-1)
        return found

    def at_year_ends(self, stock: Numbers) -> Numbers:
        """What stands at the end of each accounting year, shape (…, years)."""
        return stock[..., self.year_ends]
