"""A comparison as a request states it, and what the library answers."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from twiza.advice.comparing import Variant, compare, elsewhere
from twiza.advice.comparing.staying import stated
from twiza.packs.gazetteer import Gazetteer, load_gazetteer
from twiza.packs.model import Rulebook
from twiza.territory.alternatives import pilot_provinces
from twiza_web.advisor.amounts import Rate, rate_at
from twiza_web.advisor.comparing.address import (
    LETTERS,
    Comparison,
    read_comparison,
)
from twiza_web.advisor.presentation.wording import Wording, wording_at
from twiza_web.ui.rulebook import CORRIDOR, current


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Loaded once per process: a request reads no file."""
    return load_gazetteer(CORRIDOR)


@lru_cache(maxsize=1)
def pilots() -> tuple[str, ...]:
    return tuple(pilot_provinces(current()))


class Compared:
    """The request as these pages see it: variants, day, rate, language."""

    def __init__(
        self, request: HttpRequest, comparison: Comparison | None = None
    ) -> None:
        self.rulebook: Rulebook = current()
        query = request.META.get("QUERY_STRING", "")
        if "with" in request.GET:
            query = request.GET["with"]
        self.comparison = comparison or read_comparison(self.rulebook, query)

    @property
    def on(self) -> datetime.date:
        return self.comparison.first.date or timezone.localdate()

    @property
    def rate(self) -> Rate | None:
        return rate_at(self.rulebook, self.on)

    @property
    def wording(self) -> Wording:
        language, today = get_language() or "en", timezone.localdate()
        return wording_at(self.rulebook, language, on=self.on, today=today)

    def variant(self, number: int) -> Variant:
        column = self.comparison.columns[number]
        staying = column.staying
        return Variant(
            name=LETTERS[number].upper(),
            label="",
            facts=column.facts,
            plan={},
            staying=stated(staying.get("wages"), staying.get("purchases")),
            customers=self.comparison.customers or None,
        )

    def side_by_side(self) -> dict[str, Any]:
        variants = [self.variant(i) for i in range(len(self.comparison.columns))]
        return compare(
            self.rulebook,
            gazetteer(),
            variants,
            on=self.on,
            weights=self.comparison.weights,
            seen_on=timezone.localdate(),
        )

    def elsewhere(self) -> dict[str, Any]:
        """The first variant in its own province and in the pilot provinces."""
        return elsewhere(
            self.rulebook,
            gazetteer(),
            self.variant(0),
            pilots(),
            on=self.on,
            weights=self.comparison.weights,
            seen_on=timezone.localdate(),
        )
