"""Where the bars and the months of a chart over time lie, as shares of its width."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from twiza.records import record
from twiza.timetable.wording import Json


@record
class Bar:
    """start, end   from 0 at the first day of the chart to 1 at its last"""

    step: str
    start: float
    end: float


@record
class Month:
    first: datetime.date
    start: float


@record
class Chart:
    first: datetime.date
    last: datetime.date
    months: tuple[Month, ...]
    bars: tuple[Bar, ...]
    stays: tuple[tuple[float, float], ...]


def chart_of(answer: Json) -> Chart:
    """Of the steps that have days; the chart begins on the first of a month."""
    placed = [step for step in answer["steps"] if step["starts_on"] is not None]
    days = [_day(step["ends_on"]) for step in placed]
    days += [_day(stay["last"]) for stay in answer["stays"] if stay["is_used"]]
    start = _day(answer["start"])
    first = start.replace(day=1)
    last = max([start, *days]) + datetime.timedelta(1)
    width = (last - first).days

    def share(day: datetime.date) -> float:
        return round((day - first).days / width, 5)

    return Chart(
        first=first,
        last=last,
        months=tuple(Month(month, share(month)) for month in _months(first, last)),
        bars=tuple(
            Bar(
                step["id"], share(_day(step["starts_on"])), share(_day(step["ends_on"]))
            )
            for step in placed
        ),
        stays=tuple(
            (share(_day(stay["first"])), share(_day(stay["last"])))
            for stay in answer["stays"]
            if stay["is_used"]
        ),
    )


def _day(iso: str) -> datetime.date:
    return datetime.date.fromisoformat(iso)


def _months(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    month = first
    while month <= last:
        yield month
        month = (month + datetime.timedelta(31)).replace(day=1)
