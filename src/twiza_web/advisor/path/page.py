"""What the template of the path needs."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twiza.advice.path.problem import MOST_VISITS_PER_DAY, Wishes
from twiza.advice.path.stays import read_stay
from twiza.records import replaced
from twiza.timetable.bars import chart_of
from twiza_web.advisor.path.asked import PathAsked
from twiza_web.advisor.path.parts import (
    bands_of,
    documents_of,
    estimated_days,
    grid_of,
    holidays_of,
    months_of,
    stays_of,
    visits_anywhere,
)
from twiza_web.advisor.path.words import PathWords
from twiza_web.advisor.presentation.wording import Json


def form_context(asked: PathAsked) -> dict[str, Any]:
    """The form as it was filled in, with what is to be mended."""
    return {
        "query": asked.answers.query(),
        "start": asked.typed_start,
        "rows": asked.rows(),
        "visits": range(1, MOST_VISITS_PER_DAY + 1),
        "visits_per_day": asked.wishes.visits_per_day,
        "is_without_proxy": asked.wishes.without_proxy,
        "proxy": ",".join(sorted(asked.wishes.with_proxy)),
        "errors": asked.errors,
    }


def page_context(asked: PathAsked) -> dict[str, Any]:
    answer = asked.answer()
    words, chart = PathWords(answer, asked.wording), chart_of(answer)
    steps = [step for step in answer["steps"] if not step["is_later"]]
    later = [step for step in answer["steps"] if step["is_later"]]
    is_past = asked.wishes.start < timezone.localdate()
    return form_context(asked) | {
        "path": asked.query(),
        "title": _title(words),
        "subline": _subline(words, len(steps)),
        "bounds": _bounds(words),
        "is_past": is_past,
        "missing": _missing(words),
        "waiting": sum(item["reason"] == "after" for item in answer["missing"]),
        "ways_out": [_way_out(asked, words, way) for way in answer["ways_out"]],
        "is_complete": answer["is_complete"],
        "proof": _proof(words),
        "stays": stays_of(words),
        "visits_anywhere": visits_anywhere(words),
        "months": months_of(words, chart, steps),
        "later": months_of(words, chart, later),
        "grid": grid_of(chart),
        "bands": bands_of(chart),
        "chart_span": words.span(chart.first.isoformat(), chart.last.isoformat()),
        "brought": documents_of(words, brought=True),
        "given": documents_of(words, brought=False),
        "totals": [words.total(total) for total in answer["costs"]["totals"]],
        "unpriced": words.names(answer["costs"]["unknown"]),
        "undated": words.listed(words.names(answer["unknown_days"])),
        "spends": any(step["spends"] for step in steps),
        "estimated": words.listed(estimated_days(words)),
        "closed_in_morocco": holidays_of(words, asked.problem.offices.investment.name),
        "closed_in_belgium": holidays_of(words, asked.problem.offices.residence.name),
        "sources": asked.wording.sources(answer["sources"]),
        "age": asked.wording.age_note(answer["sources"]),
    }


def _title(words: PathWords) -> str:
    if not words.answer["is_complete"]:
        return _("These stays are not enough")
    if not words.answer["steps"]:
        return _("These answers need no step")
    end = words.day(words.answer["ends_on"]["typical"])
    return _("Your path ends on %(day)s") % {"day": end}


def _subline(words: PathWords, count: int) -> str:
    shown = ngettext("%(count)s step", "%(count)s steps", count) % {"count": count}
    start = _("starts on %(day)s") % {"day": words.day(words.answer["start"])}
    return f"{shown} · {start}"


def _bounds(words: PathWords) -> str:
    ends = words.answer["ends_on"]
    least = words.day(ends["least"])
    if not words.answer["is_complete"]:
        return ""
    if ends["most"] is None:
        sentence = _("At the earliest %(least)s. Slow offices may need other stays.")
        return sentence % {"least": least}
    return _("At the earliest %(least)s, at the latest %(most)s.") % {
        "least": least,
        "most": words.day(ends["most"]),
    }


def _proof(words: PathWords) -> str:
    proof = words.answer["proof"]
    if proof["is_proved"]:
        return _("No plan ends earlier with these stays: this is proved.")
    day = words.day(proof["ends_no_earlier_than"])
    return _("The search was stopped: no plan ends before %(day)s.") % {"day": day}


def _missing(words: PathWords) -> list[tuple[str, str]]:
    return [
        (words.name(words.steps[item["id"]]), _why(words, item))
        for item in words.answer["missing"]
        if item["reason"] != "after"
    ]


def _why(words: PathWords, item: Json) -> str:
    sentence = {
        "too_late": _("Possible only from %(day)s, after the last stay."),
        "closed": _(
            "Possible from %(day)s. The days of stay that are left are closed or"
            " uncertain."
        ),
        "full": _("Possible from %(day)s. Other visits take those days."),
        "lapsed": _("Possible from %(day)s. A paper would have lapsed by then."),
    }[item["reason"]]
    return sentence % {"day": words.day(item["ready_on"])}


def _way_out(asked: PathAsked, words: PathWords, way: Json) -> dict[str, str]:
    """What would be enough, the day it ends, and the address that tries it."""
    stays = words.listed(words.stay(text) for text in way["stays"])
    sentence = {
        "longer": _("Stay longer: %(stays)s."),
        "moved": _("Move the stay: %(stays)s."),
        "another": _("Add a stay: %(stays)s."),
        "proxy": _("Give a power of attorney for: %(steps)s."),
    }[way["kind"]]
    steps = words.listed(words.names(way["steps"]))
    wishes: Wishes = replaced(
        asked.wishes,
        stays=tuple(map(read_stay, way["asked"]["stays"])),
        with_proxy=frozenset(way["asked"]["with_proxy"]),
    )
    return {
        "text": sentence % {"stays": stays, "steps": steps},
        "end": _("The path then ends on %(day)s.") % {"day": words.day(way["ends_on"])},
        "address": f"{reverse('advisor:path')}?{asked.query(wishes)}",
    }
