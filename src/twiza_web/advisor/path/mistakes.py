"""What is wrong with a start or with stays, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from twiza.advice.path.stays import (
    EARLIEST_START,
    LATEST_START,
    MOST_DAYS,
    MOST_STAYS,
    MOST_YEARS_AHEAD,
    StayError,
)
from twiza.formats import day


def stay_mistake(mistake: StayError, language: str) -> str:
    """The sentence for the kind of a mistake, with the days it is about."""
    sentence = {
        "shape": _("Write each stay with its first and its last day."),
        "reversed": _("The stay from %(first)s ends before it begins."),
        "overlap": _(
            "Two stays overlap around %(second)s. Join them or change a date."
        ),
        "before_start": _(
            "The stay from %(first)s begins before the plan. Change one of both dates."
        ),
        "too_long": _("The stay from %(first)s is longer than %(days)s days."),
        "too_far": _("The stay from %(first)s lies more than %(years)s years ahead."),
        "too_many": _("Give at most %(stays)s stays."),
    }[mistake.kind]
    days = [day(stay.first, language) for stay in mistake.stays]
    return sentence % {
        "first": days[0] if days else "",
        "second": days[-1] if days else "",
        "days": MOST_DAYS,
        "years": MOST_YEARS_AHEAD,
        "stays": MOST_STAYS,
    }


def start_mistake() -> str:
    return _("Choose a start between %(first)s and %(last)s.") % {
        "first": EARLIEST_START.year,
        "last": LATEST_START.year,
    }


def half_stay() -> str:
    return _("Give the first and the last day of each stay, or neither.")


def wrong_date() -> str:
    return _("Write the date as year-month-day: 2026-11-23.")


def wrong_visits(most: int) -> str:
    return _("Choose between 1 and %(most)s visits a day.") % {"most": most}


def wrong_proxy() -> str:
    return _("The address names a step that nobody else can do.")
