"""Whether a mechanism's window is open, as a page tells it: the word, and how old."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from twiza.formats import day
from twiza.packs.model import Freshness, Mechanism, Rulebook, Version
from twiza.records import replaced
from twiza_web.guide.sources import freshness


@dataclass(frozen=True)
class Window:
    words: str
    tone: str
    as_of: str
    age: Freshness | None
    age_in_words: str


def window(
    rulebook: Rulebook,
    mechanism: Mechanism,
    language: str,
    *,
    on: datetime.date,
    today: datetime.date,
) -> Window:
    version = mechanism.version_at(on)
    if version is None:
        first = mechanism.versions[0]
        is_covered = first.started or on >= first.start
        state = "closed" if is_covered else "unknown"
        words = state_in_words(state, mechanism.role)
        return Window(words, _tone(state, None), "", None, "")
    return window_of(rulebook, mechanism, version, language, on=on, today=today)


def window_of(
    rulebook: Rulebook,
    mechanism: Mechanism,
    version: Version,
    language: str,
    *,
    on: datetime.date,
    today: datetime.date,
) -> Window:
    words = state_in_words(version.state, mechanism.role)
    is_open = version.state == "open" and not _has_ended(version, on)
    if is_open and version.as_of is None:
        return Window(words, "open", "", "due", _("not dated"))
    age = _age_of(rulebook, version, max(on, today))
    is_over = _has_ended(version, today)
    return Window(
        words=words,
        # What was open on a past date and ended since is not shown as open.
        tone="open" if is_open and is_over else _tone(version.state, age),
        as_of=day(version.as_of, language) if version.as_of else "",
        age=age,
        age_in_words=_age_in_words(age),
    )


def _has_ended(version: Version, on: datetime.date) -> bool:
    return version.end is not None and version.end < on


def _age_of(
    rulebook: Rulebook, version: Version, on: datetime.date
) -> Freshness | None:
    """A state decays as its source does; that of a version which ended does not.

    None where nothing has to be said: it is fresh, or nothing is known of it.
    """
    source = rulebook.sources.get(version.source or "")
    if source is None or version.as_of is None or _has_ended(version, on):
        return None
    age = replaced(source, checked_on=version.as_of).state(on)
    return None if age == "fresh" else age


def _age_in_words(age: Freshness | None) -> str:
    return _("not looked at since") if age == "stale" else freshness(age) if age else ""


def _tone(state: str, age: Freshness | None) -> str:
    """An open window that nobody has looked at for long is not shown as open."""
    if state == "open":
        return "yes" if age in (None, "due") else "open"
    return "no" if state == "closed" else "open"


def state_in_words(state: str, role: str) -> str:
    if state == "open" and role != "aid":
        return _("in force")
    return {
        "announced": _("announced, not payable yet"),
        "open": _("open"),
        "suspended": _("suspended"),
        "closed": _("closed") if role == "aid" else _("not in force"),
        "unknown": _("to be checked"),
    }[state]
