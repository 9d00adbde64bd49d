"""The parts of the page of a path, as its template reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from twiza.timetable.bars import Bar, Chart
from twiza_web.advisor.path.words import PathWords, holiday_name
from twiza_web.advisor.presentation.wording import Json

SCALE = 1000  # units of the width of a bar's drawing
LEAST_WIDTH = 12


@dataclass(frozen=True)
class BarView:
    x: int
    width: int
    is_critical: bool


@dataclass(frozen=True)
class StepView:
    id: str
    name: str
    for_what: str
    how: str
    body: str
    span: str
    place: str
    other_ways: str
    days: str
    slack: str
    cost: str
    needs: str
    age: str
    bar: BarView | None
    is_sure: bool
    is_critical: bool
    is_visit: bool
    is_late_risk: bool


@dataclass(frozen=True)
class MonthView:
    name: str
    steps: list[StepView]


@dataclass(frozen=True)
class VisitView:
    day: str
    name: str
    body: str
    papers: str
    risk: str


@dataclass(frozen=True)
class StayView:
    span: str
    is_used: bool
    visits: list[VisitView]
    could_also: list[str]


@dataclass(frozen=True)
class DocumentView:
    name: str
    source: str
    needed: str
    validity: str


def months_of(words: PathWords, chart: Chart, steps: list[Json]) -> list[MonthView]:
    """The steps under the month in which they start; without a day they come last."""
    bars = {bar.step: bar for bar in chart.bars}
    groups = groupby(steps, key=lambda step: (step["starts_on"] or "")[:7])
    return [
        MonthView(
            words.month(f"{name}-01") if name else _("Without a date"),
            [step_view(words, step, bars.get(step["id"])) for step in group],
        )
        for name, group in groups
    ]


def step_view(words: PathWords, step: Json, bar: Bar | None) -> StepView:
    wording = words.wording
    return StepView(
        id=step["id"].replace("/", "-").replace("+", "-2"),
        name=words.name(step),
        for_what=wording.mechanism(step["mechanism"]) if step["mechanism"] else "",
        how=words.how(step),
        body=wording.operator(step["body"]),
        span=_span(words, step),
        place=words.place(step),
        other_ways=words.other_ways(step),
        days=words.days(step),
        slack=words.slack(step),
        cost=words.cost(step),
        needs=words.listed(wording.word("documents", name) for name in step["needs"]),
        age=wording.worst_age(step["sources"]),
        bar=_bar(bar, step),
        is_sure=step["is_sure"],
        is_critical=step["is_critical"],
        is_visit=step["is_visit"],
        is_late_risk=step["is_visit"] and step["most_ends_on"] is None,
    )


def _span(words: PathWords, step: Json) -> str:
    if step["starts_on"] is None:
        return words.day(None)
    if step["days"]["typical"] is None:
        day = words.span(step["starts_on"], step["starts_on"], with_year=False)
        return _("from %(day)s") % {"day": day}
    return words.span(step["starts_on"], step["ends_on"], with_year=False)


def _bar(bar: Bar | None, step: Json) -> BarView | None:
    if bar is None:
        return None
    width = max(LEAST_WIDTH, round((bar.end - bar.start) * SCALE))
    x = min(round(bar.start * SCALE), SCALE - width)
    return BarView(x, width, step["is_critical"])


def grid_of(chart: Chart) -> str:
    """The lines of the months as one drawing that every bar refers to."""
    return " ".join(f"M{round(month.start * SCALE)} 0v20" for month in chart.months)


def bands_of(chart: Chart) -> list[tuple[int, int]]:
    return [
        (round(first * SCALE), max(2, round((last - first) * SCALE)))
        for first, last in chart.stays
    ]


def stays_of(words: PathWords) -> list[StayView]:
    return [
        StayView(
            span=words.span(stay["first"], stay["last"]),
            is_used=stay["is_used"],
            visits=[_visit(words, words.steps[one]) for one in stay["visits"]],
            could_also=words.names(stay["could_also"]),
        )
        for stay in words.answer["stays"]
    ]


def visits_anywhere(words: PathWords) -> list[VisitView]:
    """Without stays: what has to be done on the spot, and from when."""
    if words.answer["asked"]["stays"] is not None:
        return []
    return [_visit(words, step) for step in words.steps.values() if step["is_visit"]]


def _visit(words: PathWords, step: Json) -> VisitView:
    needs = [words.wording.word("documents", name) for name in step["needs"]]
    risk = ""
    if step["most_ends_on"] is None:
        risk = _("If offices are slow, no stay is left for this visit.")
    return VisitView(
        day=words.short_day(step["starts_on"]),
        name=words.name(step),
        body=words.wording.operator(step["body"]),
        papers=words.listed(needs),
        risk=risk,
    )


def documents_of(words: PathWords, *, brought: bool) -> list[DocumentView]:
    """The papers one brings along, or those that a step gives."""
    return [
        DocumentView(
            name=words.wording.word("documents", item["document"]),
            source=_giver(words, item),
            needed=words.short_day(item["first_needed_on"]),
            validity=_validity(words, item),
        )
        for item in words.answer["documents"]
        if (item["from"] is None) == brought
    ]


def _giver(words: PathWords, item: Json) -> str:
    if item["from"] is None:
        return ""
    name = words.name(words.steps[item["from"]])
    if item["obtained_on"] is None:
        return name
    day = words.short_day(item["obtained_on"])
    return _("%(step)s, there on %(day)s") % {"step": name, "day": day}


def _validity(words: PathWords, item: Json) -> str:
    if item["valid_until"]:
        return _("valid until %(day)s") % {"day": words.day(item["valid_until"])}
    if item["obtain_from"] is None:
        return ""
    sentence = _("obtain it between %(first)s and %(last)s")
    if item["is_needed_again"]:
        sentence = _("obtain it between %(first)s and %(last)s, and once more later")
    return sentence % {
        "first": words.day(item["obtain_from"]),
        "last": words.day(item["obtain_by"]),
    }


def estimated_days(words: PathWords) -> Iterator[str]:
    for item in words.answer["holidays"]:
        if item["is_estimated"]:
            name = holiday_name(item["name"].split("; ")[-1])
            yield _("%(day)s (%(name)s)") % {
                "day": words.short_day(item["date"]),
                "name": name,
            }


def holidays_of(words: PathWords, country: str) -> str:
    return words.listed(
        words.short_day(item["date"])
        for item in words.answer["holidays"]
        if item["country"] == country and not item["is_estimated"]
    )
