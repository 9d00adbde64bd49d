"""The order in which to apply, and the day by which."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from twiza.advice.assessment import Assessment
from twiza.advice.package.aids import is_asked_before_spending
from twiza.advice.package.terms import Terms
from twiza.packs.model import Mechanism
from twiza.records import record

PAID = {"agreement": 0, "call": 1, "realisation": 2}
DAY = datetime.timedelta(days=1)


@record
class Deadline:
    """By when to apply. `by` is None where it comes before a day nobody has set.

    because  `closes`: its window ends; `before_spending`: what it gives must be held
             before money of the investment is spent
    """

    by: datetime.date | None
    because: str


def deadline_of(item: Assessment, terms: Terms) -> Deadline | None:
    """The earlier of the end of its window and the last day before money is spent."""
    closes = last_day(item.mechanism, terms.on)
    if is_asked_before_spending(item):
        before = terms.spending - DAY if terms.spending else None
        if before is None or closes is None or before <= closes:
            return Deadline(before, "before_spending")
    return Deadline(closes, "closes") if closes else None


def last_day(mechanism: Mechanism, on: datetime.date) -> datetime.date | None:
    """The end of the version in force, where no other follows on the next day."""
    version = mechanism.version_at(on)
    if version is None or version.end is None:
        return None
    follows = mechanism.version_at(version.end + DAY)
    is_followed = follows is not None and follows.conditions is not None
    return None if is_followed else version.end


def in_order(members: Sequence[Assessment], terms: Terms) -> tuple[Assessment, ...]:
    """First what has to be asked for first; then by when it is paid, then by worth."""

    def key(item: Assessment) -> tuple[datetime.date, int, float, str]:
        deadline = deadline_of(item, terms)
        by = datetime.date.max if deadline is None else deadline.by or terms.on
        pays = item.mechanism.pays
        after = PAID[pays.after] if pays else 0
        return by, after, -item.worth, item.mechanism.name

    return tuple(sorted(members, key=key))
