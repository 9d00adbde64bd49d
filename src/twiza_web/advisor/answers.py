"""The answers of one person, as they stand in the address of a page."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import parse_qsl

from django.utils.translation import gettext as _

from twiza.packs.model import Rulebook
from twiza.rules.situation import FactValue
from twiza_web.advisor.reading import FieldError, read_written, written

MOST_BYTES = 8000
MOST_CHARACTERS = 100


@dataclass(frozen=True)
class Answers:
    """`unknown` were asked and are not known; `errors` and `texts` of what to mend."""

    facts: dict[str, FactValue] = field(default_factory=dict)
    date: datetime.date | None = None
    unknown: tuple[str, ...] = ()
    errors: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.facts or self.errors)

    def query(self) -> str:
        """What follows the question mark; the same answers give the same text.

        Letters, digits, hyphens, points and commas: nothing in it needs an escape.
        """
        return "&".join([f"{name}={text}" for name, text in self.pairs()])

    def query_with(self, values: Mapping[str, FactValue]) -> str:
        """The query of `with_fact` for each of them: a page holds many such links."""
        texts = {**self._written, **{n: written(v) for n, v in values.items()}}
        left = tuple(name for name in self.unknown if name not in values)
        return "&".join([f"{name}={text}" for name, text in self._pairs(texts, left)])

    def pairs(self) -> Iterator[tuple[str, str]]:
        return self._pairs(self._written, self.unknown)

    @cached_property
    def _written(self) -> dict[str, str]:
        return {name: written(value) for name, value in self.facts.items()}

    def _pairs(
        self, texts: dict[str, str], unknown: tuple[str, ...]
    ) -> Iterator[tuple[str, str]]:
        yield from texts.items()
        if self.date:
            yield "date", self.date.isoformat()
        if unknown:
            yield "unknown", ",".join(unknown)

    def with_fact(self, name: str, value: FactValue) -> Answers:
        left = tuple(other for other in self.unknown if other != name)
        return replace(self, facts={**self.facts, name: value}, unknown=left)

    def with_unknown(self, name: str) -> Answers:
        cleared = self.without(name)
        return replace(cleared, unknown=(*cleared.unknown, name))

    def without(self, name: str) -> Answers:
        facts = {key: value for key, value in self.facts.items() if key != name}
        left = tuple(other for other in self.unknown if other != name)
        return replace(self, facts=facts, unknown=left)


def read_answers(
    rulebook: Rulebook, query: str, *, also: frozenset[str] = frozenset()
) -> Answers:
    """The answers in an address; what cannot be used is told per name, never guessed.

    also  names that mean something to the page itself
    """
    if len(query) > MOST_BYTES:
        return Answers(errors={"": _("This address is too long to be one of ours.")})
    reader = _Reader(rulebook)
    for name, text in parse_qsl(query, keep_blank_values=True):
        if name not in also:
            reader.take(name, text)
    return reader.answers()


class _Reader:
    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.seen: set[str] = set()
        self.facts: dict[str, FactValue] = {}
        self.date: datetime.date | None = None
        self.unknown: tuple[str, ...] = ()
        self.errors: dict[str, str] = {}
        self.texts: dict[str, str] = {}

    def answers(self) -> Answers:
        facts = {n: v for n, v in self.facts.items() if n not in self.errors}
        unknown = tuple(name for name in self.unknown if name not in facts)
        return Answers(facts, self.date, unknown, self.errors, self.texts)

    def take(self, name: str, text: str) -> None:
        name = name[:MOST_CHARACTERS]
        try:
            self._take(name, text)
        except FieldError as mistake:
            self.errors[name] = str(mistake)
            self.texts[name] = text[:MOST_CHARACTERS]

    def _take(self, name: str, text: str) -> None:
        if name in self.seen:
            raise FieldError(_("This is answered twice in the address."))
        self.seen.add(name)
        if len(text) > MOST_CHARACTERS and name != "unknown":
            raise FieldError(_("This answer is too long."))
        if name == "date":
            self.date = read_date(text)
        elif name == "unknown":
            self.unknown = self._known_names(text)
        elif name not in self.rulebook.facts:
            raise FieldError(_("This site asks no such question."))
        elif text:
            self.facts[name] = read_written(
                self.rulebook, self.rulebook.facts[name], text
            )

    def _known_names(self, text: str) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(name for name in text.split(",") if name))
        if not all(name in self.rulebook.facts for name in names):
            raise FieldError(_("This site asks no such question."))
        return names


def read_date(text: str) -> datetime.date | None:
    """A day from 2000 to 2100; none where the text is empty."""
    if not text:
        return None
    try:
        found = datetime.date.fromisoformat(text)
    except ValueError:
        raise FieldError(_("Write the date as year-month-day: 2026-11-23.")) from None
    if not 2000 <= found.year <= 2100:
        raise FieldError(_("Choose a date between 2000 and 2100."))
    return found
