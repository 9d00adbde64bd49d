"""Up to four variants, their weights and customers, as they stand in an address.

The first variant is the plain answers of every other page; `b.province=MA-NAD` says
what the second has otherwise, `b.age=` what is not known of it, `weight.poverty=2` how
much a criterion counts. The same comparison always gives the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl

from django.utils.translation import gettext as _

from twiza.errors import InputError
from twiza.packs.model import Rulebook
from twiza.rules.situation import FactValue
from twiza.territory.criteria import CRITERIA, EQUAL, read_weights
from twiza.territory.distances import read_customers
from twiza_web.advisor.answers import MOST_CHARACTERS, Answers, read_answers
from twiza_web.advisor.reading import FieldError, read_written, written

LETTERS = "abcd"
STAYING = ("wages", "purchases")
WEIGHT = "weight."
MOST_MONEY = 1e12
# What the pages themselves put into an address beside the comparison.
OF_THE_PAGES = frozenset(("with", "typed", "add", "drop", "place", "more", "plan"))

_NUMBER = re.compile(r"\d{1,13}(\.\d{1,8})?")


@dataclass(frozen=True)
class Column:
    """One variant: its answers, and what stays in the province as the person says."""

    facts: dict[str, FactValue] = field(default_factory=dict)
    staying: dict[str, float] = field(default_factory=dict)

    def value(self, name: str) -> FactValue | None:
        return self.staying.get(name) if name in STAYING else self.facts.get(name)

    def with_value(self, name: str, value: FactValue | None) -> Column:
        held = {**self.facts, **self.staying, name: value}
        known = {key: one for key, one in held.items() if one is not None}
        staying = {key: float(one) for key, one in known.items() if key in STAYING}
        facts = {key: one for key, one in known.items() if key not in STAYING}
        return Column(facts, staying)


@dataclass(frozen=True)
class Comparison:
    """`first` are the answers of the first variant, with the day and what was skipped.

    shown   names of answers that have a row although all variants agree
    errors  what to mend, by the name it has in the address
    """

    first: Answers
    columns: tuple[Column, ...]
    weights: dict[str, float] = field(default_factory=dict)
    customers: str = ""
    shown: tuple[str, ...] = ()
    errors: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not any(column.facts for column in self.columns)

    def query(self) -> str:
        return "&".join(f"{name}={text}" for name, text in self.pairs())

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Letters, digits, hyphens, points and commas: nothing needs an escape."""
        yield from self.first.pairs()
        yield from _written(self.columns[0].staying)
        for letter, column in zip(LETTERS[1:], self.columns[1:], strict=False):
            for name, text in _written(_changes(self.columns[0], column)):
                yield f"{letter}.{name}", text
        if len(self.columns) > 1:
            yield "variants", str(len(self.columns))
        for name, weight in self.weights.items():
            yield f"{WEIGHT}{name}", written(weight)
        if self.customers:
            yield "customers", self.customers
        if self.shown:
            yield "show", ",".join(self.shown)

    def with_columns(self, columns: list[Column]) -> Comparison:
        facts = columns[0].facts if columns else {}
        unknown = tuple(name for name in self.first.unknown if name not in facts)
        first = replace(self.first, facts=facts, unknown=unknown)
        return replace(self, first=first, columns=tuple(columns) or (Column(),))

    def without(self, names: list[str]) -> Comparison:
        """As many variants, without these answers: those a form holds by itself."""
        kept = []
        for column in self.columns:
            for name in names:
                column = column.with_value(name, None)
            kept.append(column)
        return self.with_columns(kept)

    def answers(self, number: int) -> Answers:
        """The answers of one variant, as the other pages of the site take them."""
        return Answers(self.columns[number].facts, self.first.date)


def _written(values: Mapping[str, FactValue | None]) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        yield name, "" if value is None else written(value)


def _changes(first: Column, other: Column) -> dict[str, FactValue | None]:
    names = [*first.facts, *other.facts, *first.staying, *other.staying]
    return {
        name: other.value(name)
        for name in dict.fromkeys(names)
        if other.value(name) != first.value(name)
    }


def read_comparison(rulebook: Rulebook, query: str) -> Comparison:
    """The comparison in an address; what cannot be used is told per name."""
    reader = _Reader(rulebook)
    pairs = parse_qsl(query, keep_blank_values=True)
    mine = frozenset(name for name, _text in pairs if _is_of_comparison(name))
    first = read_answers(rulebook, query, also=mine | OF_THE_PAGES)
    for name, text in pairs:
        if name in mine:
            reader.take(name[:MOST_CHARACTERS], text)
    return reader.comparison(first)


def _is_of_comparison(name: str) -> bool:
    return (
        name in ("variants", "customers", "show", *STAYING)
        or name.startswith(WEIGHT)
        or re.match("[a-z]\\.", name) is not None
    )


class _Reader:
    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.count = 1
        self.changes: dict[str, dict[str, FactValue | None]] = {}
        self.staying: dict[str, float] = {}
        self.weights: dict[str, float] = {}
        self.customers = ""
        self.shown: tuple[str, ...] = ()
        self.errors: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.seen: set[str] = set()

    def comparison(self, first: Answers) -> Comparison:
        refuse_only_noughts(self.weights, self.errors)
        base = Column(first.facts, self.staying)
        used = [LETTERS.index(letter) + 1 for letter in self.changes]
        columns = [base]
        for letter in LETTERS[1 : max(self.count, *used, 1)]:
            column = base
            for name, value in self.changes.get(letter, {}).items():
                column = column.with_value(name, value)
            columns.append(column)
        return Comparison(
            first,
            tuple(columns),
            self.weights,
            self.customers,
            self.shown,
            {**first.errors, **self.errors},
            {**first.texts, **self.texts},
        )

    def take(self, name: str, text: str) -> None:
        try:
            self._take(name, text)
        except FieldError as mistake:
            self.errors[name] = str(mistake)
            self.texts[name] = text[:MOST_CHARACTERS]

    def _take(self, name: str, text: str) -> None:
        if name in self.seen:
            raise FieldError(_("This is answered twice in the address."))
        self.seen.add(name)
        if len(text) > MOST_CHARACTERS and name != "show":
            raise FieldError(_("This answer is too long."))
        if name == "variants":
            self.count = _count(text)
        elif name == "customers":
            self.customers = customers_in(self.rulebook, text)
        elif name == "show":
            self.shown = _names(self.rulebook, text)
        elif name in STAYING:
            self.staying[name] = _money(text)
        elif name.startswith(WEIGHT):
            criterion = name.removeprefix(WEIGHT)
            self.weights[criterion] = weight_in(criterion, text)
        else:
            self._change(name[0], name[2:], text)

    def _change(self, letter: str, name: str, text: str) -> None:
        if letter not in LETTERS[1:]:
            raise FieldError(_("There are at most four variants: A to D."))
        held = self.changes.setdefault(letter, {})
        if not text:
            held[name] = None
        elif name in STAYING:
            held[name] = _money(text)
        elif name in self.rulebook.facts:
            fact = self.rulebook.facts[name]
            held[name] = read_written(self.rulebook, fact, text)
        else:
            raise FieldError(_("This site asks no such question."))


def customers_in(rulebook: Rulebook, text: str) -> str:
    """A province, or latitude and longitude; nothing where the text is empty."""
    if not text.strip():
        return ""
    try:
        return read_customers(rulebook.places, text.strip(), "customers")
    except InputError:
        raise FieldError(
            _("Choose a province, or write latitude and longitude: 50.85,4.35.")
        ) from None


def weight_in(name: str, text: str) -> float:
    """A weight from 0 to 1000."""
    try:
        weight = float(text.strip().replace(",", "."))
        return read_weights({name: weight}, name)[name]
    except (ValueError, InputError):
        known = name in CRITERIA
        raise FieldError(
            _("Write a weight from 0 to 1000.")
            if known
            else _("No criterion has this name.")
        ) from None


def refuse_only_noughts(weights: dict[str, float], errors: dict[str, str]) -> None:
    """Where every criterion weighs nothing there is no order."""
    if all(weights.get(name, EQUAL) == 0 for name in CRITERIA):
        errors[f"{WEIGHT}{next(iter(CRITERIA))}"] = _("Leave one weight above 0.")


def _count(text: str) -> int:
    if text not in ("1", "2", "3", "4"):
        raise FieldError(_("There are at most four variants: A to D."))
    return int(text)


def _names(rulebook: Rulebook, text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name for name in text.split(",") if name))
    if not all(name in rulebook.facts for name in names):
        raise FieldError(_("This site asks no such question."))
    return names


def _money(text: str) -> float:
    if not _NUMBER.fullmatch(text) or float(text) > MOST_MONEY:
        raise FieldError(_("This is not a number as this site writes it."))
    return float(text)
