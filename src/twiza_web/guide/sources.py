"""A source as a page shows it: who, what, when, how fresh."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from twiza.formats import day
from twiza.packs.model import Rulebook


@dataclass(frozen=True)
class SourceView:
    name: str
    publisher: str
    title: str
    url: str
    dated: str
    state: str
    freshness: str


def source_view(
    rulebook: Rulebook, name: str | None, language: str, on: datetime.date
) -> SourceView | None:
    source = rulebook.sources.get(name or "")
    if source is None:
        return None
    state = source.state(on)
    return SourceView(
        name=source.name,
        publisher=source.publisher,
        title=source.title or "",
        url=source.url or "",
        dated=_dated(source.checked_on, source.published, language),
        state=state,
        freshness=freshness(state),
    )


def _dated(
    checked_on: datetime.date | None, published: str | None, language: str
) -> str:
    if checked_on:
        return _("checked on %(date)s") % {"date": day(checked_on, language)}
    if published:
        return _("published %(date)s") % {"date": published}
    return _("not dated")


def age_note(sources: Iterable[SourceView | None]) -> str:
    """One line for all figures of a page whose sources are no longer fresh."""
    found = {source.name: source for source in sources if source}
    old = [source for source in found.values() if source.state != "fresh"]
    if not old:
        return ""
    return _("Sources to be looked at again: %(old)s of %(all)s") % {
        "old": len(old),
        "all": len(found),
    }


def worst_age(sources: Iterable[SourceView | None]) -> str:
    """How old the oldest of these sources is, in words; nothing where all are fresh."""
    states = {source.state: source.freshness for source in sources if source}
    for state in ("withdrawn", "stale", "due"):
        if state in states:
            return states[state]
    return ""


def freshness(state: str) -> str:
    return {
        "fresh": _("up to date"),
        "due": _("due for review"),
        "stale": _("out of date"),
        "withdrawn": _("withdrawn"),
    }[state]
