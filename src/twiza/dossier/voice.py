"""An answer in the words of one language: names, sums, dates, sources by number."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from twiza.dossier.blocks import Refs
from twiza.dossier.sentences import has_sentence, sentence
from twiza.formats import day, money, month, number, share
from twiza.packs.model import Freshness, Rulebook
from twiza.quantities import counted
from twiza.records import replaced
from twiza.terminal.answer import amount_in_words

Json = dict[str, Any]

# Above this an upper bound says only that the cost is not known yet.
TELLING_MOST = 100_000_000


NAMING, DESCRIBING = ("name", "question"), ("summary", "how", "why")
_APART = str.maketrans("_-", "  ")


class Voice:
    """Speaks of one answer, with today's words and with the ages that its sources have
    on the day on which it is read.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        answer: Json,
        language: str,
        seen_on: datetime.date,
        path: Json | None = None,
    ) -> None:
        self.rulebook, self.answer, self.language = rulebook, answer, language
        self.seen_on, self.path = seen_on, path
        self.sources = answer["sources"] | (path["sources"] if path else {})
        self.steps: list[Json] = path["steps"] if path else answer["path"]
        self.cited: list[str] = []
        self.has_lost_names = False

    def say(self, key: str, **values: str) -> str:
        return sentence(key, self.language, **values)

    def told(self, group: str, code: str, **values: str) -> str:
        """The sentence for a code of an answer; one of another day, as it was noted."""
        key = f"{group}_{code}"
        if has_sentence(key):
            return self.say(key, **values)
        self.has_lost_names = True
        return code.translate(_APART)

    # Names

    def word(self, *trail: str) -> str:
        """The words of today's rulebook; a name it no longer has, as it was noted.

        What only describes, such as a summary, is then left out.
        """
        for language in (self.language, "en"):
            found: object = self.rulebook.words.get(language, {})
            for name in trail:
                found = found.get(name) if isinstance(found, dict) else None
            if isinstance(found, str):
                return found
        self.has_lost_names = True
        name = trail[-2] if trail[-1] in NAMING else trail[-1]
        return "" if trail[-1] in DESCRIBING else name.translate(_APART)

    def mechanism(self, name: str) -> str:
        return self.word("mechanisms", name, "name")

    def mechanisms(self, names: Iterable[str]) -> str:
        return self.listed(self.mechanism(name) for name in names)

    def operators(self, names: Iterable[str]) -> str:
        return self.listed(self.word("operators", name, "name") for name in names)

    def condition(self, mechanism: str, name: str) -> str:
        return self.word("mechanisms", mechanism, "conditions", name)

    def fact(self, name: str) -> str:
        return self.word("facts", name, "name")

    def labelled(self, label: str, text: str) -> str:
        """`Label: text`, as the language sets its colon; the label where no text is."""
        return self.say("labelled", label=label, text=text) if text else label

    def listed(self, names: Iterable[str]) -> str:
        return ("، " if self.language == "ar" else ", ").join(names)

    # Values

    def value(self, fact: str, value: Any) -> str:
        """An answer as a person would say it."""
        known = self.rulebook.facts.get(fact)
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        if value is None:
            return self.say("not_known")
        if isinstance(value, str):
            is_place = value in self.rulebook.places.provinces
            return self.place(value) if is_place else self.choice(fact, value)
        return self.quantity(value, known.unit if known else "")

    def place(self, code: str) -> str:
        place = self.rulebook.places.provinces.get(code)
        return place.name(self.language) if place else self.choice("province", code)

    def move(self, fact: str, move: Json) -> str:
        """From what a fact moves to what."""
        old, new = (self.value(fact, move[end]) for end in ("from", "to"))
        return self.say("move", fact=self.fact(fact), old=old, new=new)

    def choice(self, fact: str, value: str) -> str:
        return self.word("choices", fact, value)

    def money(self, value: float, currency: str = "MAD") -> str:
        return money(value, currency, self.language)

    def number(self, value: float) -> str:
        return number(value, self.language)

    def share(self, value: float) -> str:
        return share(value, self.language)

    def quantity(self, value: float, unit: str) -> str:
        return counted(value, unit, self.language)

    def between(self, least: str, most: str) -> str:
        return self.say("range", least=least, most=most)

    def amount(self, item: Json) -> str:
        """What a mechanism gives; no figure where none is known."""
        amount = item["amount"]
        most = amount and amount["most"]
        if most and most > TELLING_MOST and not self._knows_the_cost:
            return self.say("depends_on_cost")
        shown = amount_in_words(item, self.language)
        return "" if shown == "–" else shown

    @property
    def _knows_the_cost(self) -> bool:
        return "total_cost_mad" in self.answer["facts"]

    def sum(self, amount: Json) -> str:
        """A sum that is known, or the bounds it lies between."""
        value, currency = amount["value"], amount["currency"]
        if value is not None:
            return self.money(value, currency)
        least, most = amount["least"], amount["most"]
        if most is None:
            return self.say("ask_operator")
        if least == most:
            return self.money(most, currency)
        shown = self.money(most, currency)
        if not least:
            return self.say("up_to", most=shown)
        return self.between(self.money(least, currency), shown)

    def day(self, iso: str | None) -> str:
        return day(datetime.date.fromisoformat(iso), self.language) if iso else ""

    def month(self, text: str | None) -> str:
        """`2028-02` as the month and the year of a calendar."""
        if not text:
            return ""
        return month(datetime.date.fromisoformat(f"{text[:7]}-01"), self.language)

    # Sources

    def cite(self, names: Iterable[str | None]) -> Refs:
        """The numbers under which the list at the end names these sources."""
        known = [name for name in dict.fromkeys(names) if name and name in self.sources]
        self.cited += [name for name in known if name not in self.cited]
        return sorted(self.cited.index(name) + 1 for name in known)

    def age(self, name: str) -> Freshness:
        """How old a source is today. One that today's rulebook does not know is never
        called fresh: nobody looks after it.
        """
        noted, source = self.sources[name], self.rulebook.sources.get(name)
        if source is None:
            return "due" if noted["state"] == "fresh" else noted["state"]
        checked = noted["checked_on"]
        on = datetime.date.fromisoformat(checked) if checked else None
        return replaced(source, checked_on=on).state(self.seen_on)

    def aged(self, words: str, source: str | None) -> str:
        """The words with how old their source is, unless it is fresh."""
        if source is None or source not in self.sources:
            return words
        age = self.age(source)
        return words if age == "fresh" else self.listed([words, self.say(age)])
