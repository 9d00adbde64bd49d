"""What the address or the form of the path asks for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import get_language

from twiza.advice.path.plan import PathPlan, planned
from twiza.advice.path.problem import (
    MOST_VISITS_PER_DAY,
    Problem,
    Wishes,
    checked,
    problem_of,
)
from twiza.advice.path.stays import (
    MOST_STAYS,
    Stay,
    StayError,
    checked_start,
    read_stay,
    stay_between,
)
from twiza.advice.path.telling import path_plan_answer
from twiza.errors import InputError
from twiza.packs.model import Rulebook
from twiza_web.advisor.answers import MOST_CHARACTERS, Answers, read_answers
from twiza_web.advisor.path import mistakes
from twiza_web.advisor.presentation.wording import Wording, wording_at
from twiza_web.ui.rulebook import current

OF_THE_PATH = frozenset(
    ("start", "stay", "visits", "self", "proxy", "with", "from", "to", "plan", "ask")
)
LEAST_ROWS = 2


@dataclass(frozen=True)
class Row:
    """One stay of the form, as it was typed."""

    number: int
    first: str
    last: str


class PathAsked:
    """The request as the path sees it: answers, wishes, what is to be mended."""

    def __init__(self, request: HttpRequest) -> None:
        self.rulebook: Rulebook = current()
        self.form: QueryDict = request.GET
        self.is_typed = "with" in self.form
        query = self.form.get("with", request.META.get("QUERY_STRING", ""))
        self.answers: Answers = read_answers(self.rulebook, query, also=OF_THE_PATH)
        self.errors: dict[str, str] = {}
        self.wishes = self._wishes()

    @property
    def on(self) -> datetime.date:
        return self.answers.date or timezone.localdate()

    @property
    def language(self) -> str:
        return get_language() or "en"

    @property
    def wording(self) -> Wording:
        today = timezone.localdate()
        return wording_at(self.rulebook, self.language, on=self.on, today=today)

    @cached_property
    def problem(self) -> Problem:
        return problem_of(self.rulebook, self.answers.facts, on=self.on)

    def plan(self) -> PathPlan:
        return planned(self.problem, checked(self.problem, self.wishes))

    def answer(self) -> dict[str, Any]:
        return path_plan_answer(self.plan(), on=self.on, seen_on=timezone.localdate())

    # The wishes

    def _wishes(self) -> Wishes:
        stays = self._stays()
        wishes = Wishes(
            start=self._start(),
            stays=tuple(stays) or None,
            visits_per_day=self._visits(),
            without_proxy=self.form.get("self") == "yes",
            with_proxy=frozenset(filter(None, self.form.get("proxy", "").split(","))),
        )
        if self.answers.errors or self.answers.is_empty or self.errors:
            return wishes
        try:
            return checked(self.problem, wishes)
        except StayError as mistake:
            self.errors["stays"] = mistakes.stay_mistake(mistake, self.language)
        except InputError:
            self.errors["proxy"] = mistakes.wrong_proxy()
        return wishes

    def _start(self) -> datetime.date:
        text = self.form.get("start", "").strip()
        if not text:
            return self.on
        found = _date(text)
        if found is None:
            self.errors["start"] = mistakes.wrong_date()
            return self.on
        try:
            return checked_start(found)
        except InputError:
            self.errors["start"] = mistakes.start_mistake()
            return self.on

    def _visits(self) -> int:
        text = self.form.get("visits", "1")
        if text in map(str, range(1, MOST_VISITS_PER_DAY + 1)):
            return int(text)
        self.errors["visits"] = mistakes.wrong_visits(MOST_VISITS_PER_DAY)
        return 1

    def _stays(self) -> Sequence[Stay]:
        try:
            if self.is_typed:
                return list(self._typed_stays())
            return [read_stay(text) for text in self.form.getlist("stay")]
        except StayError as mistake:
            self.errors["stays"] = mistakes.stay_mistake(mistake, self.language)
            return []

    def _typed_stays(self) -> Iterator[Stay]:
        for first, last in self._typed_days():
            if not first and not last:
                continue
            days = _date(first), _date(last)
            if days[0] is None or days[1] is None:
                self.errors["stays"] = mistakes.half_stay()
                continue
            yield stay_between(days[0], days[1])

    def _typed_days(self) -> list[tuple[str, str]]:
        days = zip_longest(
            self.form.getlist("from"), self.form.getlist("to"), fillvalue=""
        )
        return [
            (first.strip()[:MOST_CHARACTERS], last.strip()[:MOST_CHARACTERS])
            for first, last in list(days)[: MOST_STAYS + 1]
        ]

    # The form and the address

    def rows(self) -> list[Row]:
        """The stays as they were typed, and one more row to fill in."""
        typed = self._typed_days() if self.is_typed else _days_of(self.wishes.stays)
        filled = [days for days in typed if any(days)]
        wanted = max(LEAST_ROWS, min(len(filled) + 1, MOST_STAYS))
        filled += [("", "")] * (wanted - len(filled))
        return [Row(number, *days) for number, days in enumerate(filled, start=1)]

    @property
    def typed_start(self) -> str:
        return self.form.get("start", "")[:MOST_CHARACTERS] or self.on.isoformat()

    def query(self, wishes: Wishes | None = None) -> str:
        """What follows the question mark: the answers, then the wishes."""
        return "&".join(filter(None, [self.answers.query(), self._own(wishes)]))

    def _own(self, wishes: Wishes | None) -> str:
        asked = wishes or self.wishes
        pairs = [("start", asked.start.isoformat())]
        pairs += [("stay", str(stay)) for stay in asked.stays or ()]
        if asked.visits_per_day != 1:
            pairs.append(("visits", str(asked.visits_per_day)))
        if asked.without_proxy:
            pairs.append(("self", "yes"))
        if asked.with_proxy:
            pairs.append(("proxy", ",".join(sorted(asked.with_proxy))))
        return urlencode(pairs, safe=",")


def _days_of(stays: Sequence[Stay] | None) -> list[tuple[str, str]]:
    return [(stay.first.isoformat(), stay.last.isoformat()) for stay in stays or ()]


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
