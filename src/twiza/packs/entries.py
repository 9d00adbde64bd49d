"""Reads the entries of a pack: sources, facts and operators, and what entries share."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from twiza.packs.levers import read_lever
from twiza.packs.model import ABOUT, Assumption, Fact, Grade, Operator, Source
from twiza.packs.reading import Node
from twiza.records import replaced
from twiza.rules.units import unit_of

SOURCE_KINDS = ("law", "official", "press", "secondary", "reading")
FACT_TYPES = ("money", "share", "count", "number", "flag", "choice", "place")
CURRENCIES = ("MAD", "MMAD", "EUR")
PRECISIONS = ("day", "month", "year")

_PUBLISHED = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")

# What a fact of each type may state beside its group, type and assumption.
_FACT_KEYS = {
    "money": "unit least most lever",
    "count": "unit least most lever",
    "number": "unit least most lever",
    "share": "least most lever",
    "choice": "of lever",
    "flag": "lever",
    "place": "lever",
}
_ANY_KEYS = "unit least most of lever assume local"
LOCAL = ("region", "province")


def optional_text(node: Node | None) -> str | None:
    return None if node is None or node.is_null else node.text()


def optional_day(node: Node | None) -> datetime.date | None:
    return None if node is None or node.is_null else node.day()


def optional_number(node: Node | None) -> float | None:
    return None if node is None or node.is_null else node.number()


def whole(node: Node) -> int:
    number = node.number()
    if number != int(number) or number < 0:
        raise node.wrong("a whole number, 0 or more", "write it without decimals")
    return int(number)


def stated_unit(node: Node) -> str:
    unit_of(node.text(), node.where)
    return node.text()


def stated_currency(node: Node) -> str:
    return node.one_of(CURRENCIES)


def start_of(part: dict[str, Node]) -> tuple[datetime.date, str]:
    """`from` and its precision: a month or a year is written as its first day."""
    start = part["from"].day()
    stated = part.get("from_precision")
    precision = stated.one_of(PRECISIONS) if stated else "day"
    first = {"day": start, "month": start.replace(day=1)}.get(
        precision, start.replace(month=1, day=1)
    )
    if start != first:
        raise part["from"].wrong(
            f"the first day of the {precision}, {first}",
            f"write {first}, or from_precision: day",
        )
    return start, precision


def grade_of(part: dict[str, Node]) -> tuple[Grade, str | None]:
    """The grade that `flagged:` or `unverified:` states, and why."""
    if "unverified" in part:
        return "unverified", part["unverified"].text()
    if "flagged" in part:
        return "flagged", part["flagged"].text()
    return "sourced", None


def read_sources(node: Node) -> Iterator[Source]:
    keys = "title url published checked_on review_every withdrawn"
    for name, entry in node.mapping().items():
        part = entry.keyed("kind publisher", keys)
        yield Source(
            name=name,
            kind=part["kind"].one_of(SOURCE_KINDS),
            publisher=part["publisher"].text(),
            title=optional_text(part.get("title")),
            url=_address(part.get("url")),
            published=_published(part.get("published")),
            checked_on=optional_day(part.get("checked_on")),
            review_every=whole(part["review_every"]) if "review_every" in part else 180,
            withdrawn=optional_text(part.get("withdrawn")),
            where=entry.where,
        )


def _address(node: Node | None) -> str | None:
    url = optional_text(node)
    if node and url is not None and not url.startswith(("https://", "http://")):
        raise node.wrong("an address that starts with https://", "correct it")
    return url


def _published(node: Node | None) -> str | None:
    """A year, a month or a day, as far as it is known."""
    if node is None or node.is_null:
        return None
    if not _PUBLISHED.fullmatch(node.text_value or ""):
        raise node.wrong(
            "a year, a month or a day: 2025, 2025-11 or 2025-11-06",
            "write as much of the date as is known, or null",
        )
    return node.text_value


def read_facts(node: Node) -> Iterator[Fact]:
    for name, entry in node.mapping().items():
        kind = entry.keyed("about type", _ANY_KEYS)["type"]
        type_ = kind.one_of(FACT_TYPES)
        part = entry.keyed("about type", f"{_FACT_KEYS[type_]} assume local")
        least, most = _bounds(entry, part, type_)
        fact = Fact(
            name=name,
            about=part["about"].one_of(ABOUT),
            type=type_,
            unit=_unit_of(entry, part, type_),
            least=least,
            most=most,
            choices=_choices(entry, part) if type_ == "choice" else (),
            lever=None,
            assume=None,
            local=part["local"].one_of(LOCAL) if "local" in part else None,
            where=entry.where,
        )
        if "lever" in part:
            fact = replaced(fact, lever=read_lever(part["lever"], fact))
        if "assume" in part:
            fact = replaced(fact, assume=_assumption(part["assume"], fact))
        yield fact


def _bounds(entry: Node, part: dict[str, Node], kind: str) -> tuple[float, float]:
    if kind in ("flag", "choice", "place"):
        return 0, int(kind == "flag")
    for key in ("least", "most"):
        if key not in part:
            raise entry.wrong(
                "the keys 'least' and 'most'", "state both bounds", found=f"no {key}"
            )
    least, most = part["least"].number(), part["most"].number()
    if least >= most:
        raise part["most"].wrong(f"more than least ({least:g})", "correct the bounds")
    if kind == "share" and not 0 <= least < most <= 1:
        raise part["most" if least >= 0 else "least"].wrong(
            "a share from 0 to 1",
            "write 0.25 for 25 %; a ratio above 1 is type: number, unit: share",
        )
    return least, most


def _unit_of(entry: Node, part: dict[str, Node], kind: str) -> str:
    if kind == "share" or "unit" not in _FACT_KEYS[kind]:
        return kind
    if "unit" not in part:
        raise entry.wrong(
            "the key 'unit'", "state the unit, such as MAD or job", found="no unit"
        )
    return (stated_currency if kind == "money" else stated_unit)(part["unit"])


def _choices(entry: Node, part: dict[str, Node]) -> tuple[str, ...]:
    if "of" not in part:
        raise entry.wrong(
            "the key 'of'", "list the choices: of: [first, second]", found="no choices"
        )
    choices = part["of"].once()
    if len(choices) < 2:
        raise part["of"].wrong(
            "at least two choices", "list them", found=f"{len(choices)}"
        )
    return choices


def _assumption(node: Node, fact: Fact) -> Assumption:
    part = node.keyed("value source", "unless")
    value = _assumed(part["value"], fact)
    return Assumption(value, optional_text(part.get("unless")), part["source"].text())


def _assumed(node: Node, fact: Fact) -> object:
    if fact.type == "flag":
        return node.flag()
    if fact.type == "choice":
        return node.one_of(fact.choices)
    if fact.type == "place":
        return node.text()
    number = node.number()
    if not fact.least <= number <= fact.most:
        raise node.wrong(
            f"from {fact.least:g} to {fact.most:g}, the fact's own bounds",
            "correct the assumption, or the bounds",
        )
    return number


def read_operators(node: Node) -> Iterator[Operator]:
    for name, entry in node.mapping().items():
        part = entry.keyed("kind", "url source")
        yield Operator(
            name,
            part["kind"].text(),
            _address(part.get("url")),
            optional_text(part.get("source")),
            entry.where,
        )
