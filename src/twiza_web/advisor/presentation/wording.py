"""Names, figures and dates in the reader's language."""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterable
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from twiza.formats import day, money, number, share
from twiza.packs.model import Fact, Rulebook
from twiza.quantities import counted
from twiza.rules.situation import FactValue
from twiza_web.advisor.amounts import Rate
from twiza_web.guide.sources import SourceView, age_note, source_view, worst_age
from twiza_web.guide.windows import Window, window

Json = dict[str, Any]


class Phrases:
    """What a page says again and again, looked up once: gettext is slow."""

    def __init__(self) -> None:
        self.yes, self.no = _("Yes"), _("No")
        self.comma = pgettext("between the parts of a list", ", ")
        self.labelled = _("%(label)s: %(text)s")
        self.up_to = _("up to %(most)s")
        self.between = _("from %(least)s to %(most)s")
        self.move = _("%(fact)s: from %(old)s to %(new)s")
        self.in_both = _("%(mad)s = %(eur)s at %(rate)s, average of %(year)s")


class Wording:
    """One rulebook in one language as it stands on one day, looked at today."""

    def __init__(
        self, rulebook: Rulebook, language: str, on: datetime.date, today: datetime.date
    ) -> None:
        self.rulebook, self.language = rulebook, language
        self.on, self.today = on, today
        self.phrases = Phrases()
        self.drawn: dict[Hashable, Any] = {}
        self._words: dict[tuple[str, ...], str] = {}
        self._sources: dict[str | None, SourceView | None] = {}

    def word(self, *trail: str) -> str:
        if trail not in self._words:
            self._words[trail] = self.rulebook.word(self.language, *trail)
        return self._words[trail]

    def mechanism(self, name: str) -> str:
        return self.word("mechanisms", name, "name")

    def mechanisms(self, names: list[str]) -> str:
        return self.listed([self.mechanism(name) for name in names])

    def operator(self, name: str) -> str:
        return self.word("operators", name, "name")

    def operators(self, names: list[str]) -> str:
        return self.listed([self.operator(name) for name in names])

    def listed(self, names: list[str]) -> str:
        return self.phrases.comma.join(names)

    def labelled(self, label: str, text: str) -> str:
        return self.phrases.labelled % {"label": label, "text": text}

    def fact(self, name: str) -> str:
        return self.word("facts", name, "name")

    def money(self, value: float) -> str:
        return money(value, "MAD", self.language)

    def range(self, amount: Json) -> str:
        """A sum that is known, or the bounds it lies between."""
        if amount["value"] is not None:
            return self.money(amount["value"])
        return self.between(amount["least"], amount["most"])

    def between(self, least: float, most: float) -> str:
        if least == most:
            return self.money(most)
        if not least:
            return self.phrases.up_to % {"most": self.money(most)}
        values = {"least": self.money(least), "most": self.money(most)}
        return self.phrases.between % values

    def part(self, part: Json) -> str:
        """A figure an amount is made of; its bounds while an answer is missing."""
        least, most, unit = part["least"], part["most"], part["unit"]
        if least == most:
            return self.counted(least, unit)
        return self.phrases.between % {
            "least": self.counted(least, unit),
            "most": self.counted(most, unit),
        }

    def counted(self, value: float, unit: str) -> str:
        if unit == "MAD":
            return self.money(value)
        if unit == "share":
            return self.share(value)
        return counted(value, unit, self.language)

    def share(self, value: float) -> str:
        return share(value, self.language)

    def number(self, value: float) -> str:
        return number(value, self.language)

    def day(self, iso: str | None) -> str:
        return day(datetime.date.fromisoformat(iso), self.language) if iso else ""

    def month(self, text: str | None) -> str:
        """`2028-02` as the month and the year of a calendar."""
        if not text:
            return ""
        year, month = text[:4], int(text[5:7])
        return f"{_months(self.language)[month - 1]} {year}"

    def value(self, fact: Fact, value: FactValue) -> str:
        """An answer as a person would say it."""
        if isinstance(value, bool):
            return self.phrases.yes if value else self.phrases.no
        if isinstance(value, str):
            return self.choice(fact, value)
        if fact.type == "money":
            return self.money(value)
        return self.share(value) if fact.type == "share" else self.number(value)

    def choice(self, fact: Fact, value: str) -> str:
        if fact.type == "place":
            return self.rulebook.places.provinces[value].name(self.language)
        return self.word("choices", fact.name, value)

    def read_back(self, fact: Fact, value: FactValue, rate: Rate | None) -> str:
        """The answer again; money in both currencies with rate and year."""
        shown = self.value(fact, value)
        if fact.type != "money" or rate is None or not value:
            return shown
        return self.phrases.in_both % {
            "mad": shown,
            "eur": money(rate.in_eur(float(value)), "EUR", self.language),
            "rate": rate_in_words(rate, self.language),
            "year": rate.year,
        }

    def window(self, mechanism: str) -> Window:
        return window(
            self.rulebook,
            self.rulebook.mechanisms[mechanism],
            self.language,
            on=self.on,
            today=self.today,
        )

    def source(self, name: str | None) -> SourceView | None:
        """A source by its name, with how fresh it is today."""
        if name not in self._sources:
            seen_on = max(self.on, self.today)
            found = source_view(self.rulebook, name, self.language, seen_on)
            self._sources[name] = found
        return self._sources[name]

    def sources(self, names: Iterable[str | None]) -> list[SourceView]:
        """Each source once, in the order of its first mention."""
        found = [self.source(name) for name in dict.fromkeys(names)]
        return [source for source in found if source]

    def age_note(self, names: Iterable[str | None]) -> str:
        """How many of these sources are no longer fresh; nothing where all are."""
        return age_note(self.sources(names))

    def worst_age(self, names: Iterable[str | None]) -> str:
        """How old the oldest of these sources is; nothing where all are fresh."""
        return worst_age(self.sources(names))


MOST_DAYS_KEPT = 16
_kept: dict[tuple[str, str, datetime.date, datetime.date], Wording] = {}


def wording_at(
    rulebook: Rulebook, language: str, *, on: datetime.date, today: datetime.date
) -> Wording:
    """The wording of a day, kept between requests: laws change less than answers."""
    key = (rulebook.content_hash, language, on, today)
    if key not in _kept:
        if len(_kept) >= MOST_DAYS_KEPT:
            _kept.clear()
        _kept[key] = Wording(rulebook, language, on, today)
    return _kept[key]


@lru_cache(maxsize=64)
def rate_in_words(rate: Rate, language: str) -> str:
    from babel.numbers import format_decimal

    from twiza.formats import LOCALES

    return str(format_decimal(rate.value, "0.0000", LOCALES[language]))


@lru_cache(maxsize=8)
def _months(language: str) -> tuple[str, ...]:
    from babel import Locale

    from twiza.formats import LOCALES

    names = Locale.parse(LOCALES[language]).months["stand-alone"]["wide"]
    return tuple(names[index] for index in range(1, 13))
