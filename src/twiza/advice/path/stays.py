"""Stays in the country of investment, as a person states them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from itertools import pairwise

from twiza.errors import InputError, shortened
from twiza.records import record

MOST_STAYS = 8
MOST_DAYS = 366
MOST_YEARS_AHEAD = 10
EARLIEST_START = datetime.date(2000, 1, 1)
LATEST_START = datetime.date(2085, 12, 31)
_STAY = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")


@record
class Stay:
    """From the first to the last day in the country, both included."""

    first: datetime.date
    last: datetime.date

    def __str__(self) -> str:
        return f"{self.first.isoformat()}..{self.last.isoformat()}"

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


class StayError(InputError):
    """Stays that contradict each other or the start.

    kind   shape, reversed, overlap, before_start, too_long, too_far, too_many
    stays  the ones it is about
    """

    kind = ""
    stays: tuple[Stay, ...] = ()


def stay_error(
    kind: str, stays: Sequence[Stay], *, found: str, expected: str, mend: str
) -> StayError:
    mistake = StayError("--stay", found=found, expected=expected, mend=mend)
    mistake.kind, mistake.stays = kind, tuple(stays)
    return mistake


def read_stay(text: str) -> Stay:
    """`2027-07-10..2027-07-24` as a stay.

    raises  StayError of the kind `shape` or `reversed`
    """
    found = _STAY.fullmatch(text.strip())
    try:
        first, last = map(datetime.date.fromisoformat, found.groups() if found else ())
    except ValueError:
        raise stay_error(
            "shape",
            (),
            found=shortened(text),
            expected="two days of the form 2027-07-10..2027-07-24",
            mend="write the first day, two points, the last day",
        ) from None
    return stay_between(first, last)


def stay_between(first: datetime.date, last: datetime.date) -> Stay:
    stay = Stay(first, last)
    if last < first:
        raise stay_error(
            "reversed",
            [stay],
            found=f"{stay}: it ends before it begins",
            expected="the first day, then the last",
            mend=f"did you mean {last.isoformat()}..{first.isoformat()}?",
        )
    return stay


def checked_start(start: datetime.date) -> datetime.date:
    if EARLIEST_START <= start <= LATEST_START:
        return start
    raise InputError(
        "--start",
        found=start.isoformat(),
        expected=f"a day from {EARLIEST_START.year} to {LATEST_START.year}",
        mend="choose another start",
    )


def checked_stays(stays: Sequence[Stay], start: datetime.date) -> tuple[Stay, ...]:
    """The stays in order of time.

    raises  StayError where they overlap, begin before the start, last more than a year,
            lie more than ten years ahead, or are too many
    """
    if len(stays) > MOST_STAYS:
        raise stay_error(
            "too_many",
            (),
            found=f"{len(stays)} stays",
            expected=f"at most {MOST_STAYS}",
            mend="keep the next ones",
        )
    ordered = sorted(stays, key=lambda stay: stay.first)
    for stay in ordered:
        _check_one(stay, start)
    for one, next_ in pairwise(ordered):
        if next_.first <= one.last:
            raise stay_error(
                "overlap",
                [one, next_],
                found=f"{one} and {next_} overlap",
                expected="one stay after the other",
                mend="join them, or correct a date",
            )
    return tuple(ordered)


def _check_one(stay: Stay, start: datetime.date) -> None:
    if stay.first < start:
        raise stay_error(
            "before_start",
            [stay],
            found=f"{stay}, which begins before the plan does ({start.isoformat()})",
            expected="a stay on or after the start",
            mend=f"--start {stay.first.isoformat()}, or a later stay",
        )
    if stay.days > MOST_DAYS:
        raise stay_error(
            "too_long",
            [stay],
            found=f"{stay}, {stay.days} days",
            expected="a stay of a year at most",
            mend="split it, or correct a year",
        )
    if stay.first.year > start.year + MOST_YEARS_AHEAD:
        raise stay_error(
            "too_far",
            [stay],
            found=f"{stay}, more than {MOST_YEARS_AHEAD} years after the start",
            expected="a stay within ten years",
            mend="correct a year",
        )
