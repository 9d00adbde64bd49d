"""Reads the entries of a pack: sources, facts, parameters, operators, documents and
steps.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from twiza.packs.model import (
    ABOUT,
    Assumption,
    DatedValue,
    Document,
    Fact,
    Grade,
    Lever,
    Operator,
    Parameter,
    Range,
    Row,
    Source,
    Step,
    Value,
)
from twiza.packs.reading import Node

SOURCE_KINDS = ("law", "official", "press", "secondary", "reading")
FACT_TYPES = ("money", "share", "count", "number", "flag", "choice", "place")
WAYS = ("remote", "consulate", "proxy", "in_person")
PRECISIONS = ("day", "month", "year")


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


def read_sources(node: Node) -> Iterator[Source]:
    keys = "title url published checked_on review_every withdrawn"
    for name, entry in node.mapping().items():
        part = entry.keyed("kind publisher", keys)
        url = optional_text(part.get("url"))
        if url is not None and not url.startswith(("https://", "http://")):
            raise part["url"].wrong("an address that starts with https://", "correct it")
        yield Source(
            name=name,
            kind=part["kind"].one_of(SOURCE_KINDS),
            publisher=part["publisher"].text(),
            title=optional_text(part.get("title")),
            url=url,
            published=_published(part.get("published")),
            checked_on=optional_day(part.get("checked_on")),
            review_every=whole(part["review_every"]) if "review_every" in part else 180,
            withdrawn=optional_text(part.get("withdrawn")),
            where=entry.where,
        )


def _published(node: Node | None) -> str | None:
    """A year, a month or a day, as far as it is known."""
    return None if node is None or node.is_null else node.text_value


def read_facts(node: Node) -> Iterator[Fact]:
    for name, entry in node.mapping().items():
        part = entry.keyed("about type", "unit least most of lever assume")
        kind = part["type"].one_of(FACT_TYPES)
        least, most = _bounds(entry, part, kind)
        yield Fact(
            name=name,
            about=part["about"].one_of(ABOUT),
            type=kind,
            unit=_unit_of(entry, part, kind),
            least=least,
            most=most,
            choices=part["of"].texts() if "of" in part else (),
            lever=_lever(part["lever"]) if "lever" in part else None,
            assume=_assumption(part["assume"], kind) if "assume" in part else None,
            where=entry.where,
        )


def _bounds(entry: Node, part: dict[str, Node], kind: str) -> tuple[float, float]:
    if kind == "flag":
        return 0, 1
    if kind in ("choice", "place"):
        if kind == "choice" and "of" not in part:
            raise entry.wrong("the key 'of'", "list the choices: of: [first, second]")
        return 0, 0
    if "least" not in part or "most" not in part:
        raise entry.wrong("the keys 'least' and 'most'", "state both bounds of the fact")
    least, most = part["least"].number(), part["most"].number()
    if least >= most:
        raise part["most"].wrong(f"more than least ({least:g})", "correct the bounds")
    return least, most


def _unit_of(entry: Node, part: dict[str, Node], kind: str) -> str:
    if kind == "share":
        return "share"
    if kind in ("money", "count", "number"):
        if "unit" not in part:
            raise entry.wrong("the key 'unit'", "state the unit, such as MAD or job")
        return part["unit"].text()
    return kind


def _lever(node: Node) -> Lever:
    part = node.keyed("step reach", "from_zero")
    step, reach = part["step"].number(), part["reach"].number()
    if step <= 0 or reach <= 1:
        raise node.wrong("a step above 0 and a reach above 1", "correct the lever")
    return Lever(step, reach, optional_number(part.get("from_zero")) or 0)


def _assumption(node: Node, kind: str) -> Assumption:
    part = node.keyed("value source", "unless")
    value: object
    if kind == "flag":
        value = part["value"].flag()
    elif kind in ("choice", "place"):
        value = part["value"].text()
    else:
        value = part["value"].number()
    return Assumption(value, optional_text(part.get("unless")), part["source"].text())


def read_parameters(node: Node) -> Iterator[Parameter]:
    for name, entry in node.mapping().items():
        part = entry.keyed("values", "unit of bands scale by")
        form, key = _form(entry, part)
        values = tuple(_dated(item, form) for item in part["values"].items())
        if not values:
            raise part["values"].wrong("at least one dated value", "add one, or remove it")
        for before, after in zip(values, values[1:], strict=False):
            if after.start <= before.start:
                raise part["values"].wrong(
                    "values in date order, oldest first",
                    "move this value up, or correct its year",
                    found=f"from {after.start}, not after the value before it"
                    f" ({before.start})",
                )
        unit = part["unit"].text() if "unit" in part else "choices"
        yield Parameter(name, form, unit, key, values, entry.where)  # type: ignore[arg-type]


def _form(entry: Node, part: dict[str, Node]) -> tuple[str, str]:
    forms = {"of": "choices", "bands": "bands", "scale": "scale", "by": "table"}
    stated = [key for key in forms if key in part]
    if len(stated) > 1:
        raise entry.wrong(f"only one of {', '.join(stated)}", "choose one form")
    if not stated:
        if "unit" not in part:
            raise entry.wrong("the key 'unit'", "state the unit, such as MAD or share")
        return "number", ""
    if stated != ["of"] and "unit" not in part:
        raise entry.wrong("the key 'unit'", "state the unit of the values")
    return forms[stated[0]], part[stated[0]].text()


def _dated(node: Node, form: str) -> DatedValue:
    part = node.keyed(
        "from value source",
        "from_precision contested flagged unverified least most note",
    )
    if "from_precision" in part:
        part["from_precision"].one_of(PRECISIONS)
    grade, reason = grade_of(part)
    contested: float | str | None = None
    if "contested" in part:
        contested, said = _contested(part["contested"])
        reason = reason or said
        grade = "flagged" if grade == "sourced" else grade
    value: Value = None
    if part["value"].is_null:
        if grade != "unverified":
            raise part["value"].wrong("a figure", "write it, or add unverified: and why")
    elif grade != "unverified":
        value = _VALUES[form](part["value"])
    return DatedValue(
        start=part["from"].day(),
        value=value,
        source=part["source"].text(),
        grade=grade,
        reason=reason,
        contested=contested,
        least=optional_number(part.get("least")),
        most=optional_number(part.get("most")),
        where=node.where,
    )


def grade_of(part: dict[str, Node]) -> tuple[Grade, str | None]:
    """The grade that `flagged:` or `unverified:` states, and why."""
    if "unverified" in part:
        return "unverified", part["unverified"].text()
    if "flagged" in part:
        return "flagged", part["flagged"].text()
    return "sourced", None


def _contested(node: Node) -> tuple[float | str, str]:
    if node.entries is None:
        return node.text(), node.text()
    part = node.keyed("value", "source")
    if part["value"].items_value is not None or part["value"].entries is not None:
        return "another reading exists", "another reading exists"
    return part["value"].number(), "contested"


def _choices(node: Node) -> tuple[str, ...]:
    return node.texts()


def _number(node: Node) -> float:
    return node.number()


def _table(node: Node) -> dict[str, float]:
    return {key: value.number() for key, value in node.mapping().items()}


def _rows(node: Node) -> tuple[Row, ...]:
    rows = tuple(_row(item) for item in node.items())
    for before, after in zip(rows, rows[1:], strict=False):
        if after.threshold <= before.threshold:
            raise node.wrong(
                "thresholds that rise from row to row",
                "put the rows in order, each with its own threshold",
                found=f"{after.threshold:g} after {before.threshold:g}",
            )
    return rows


def _row(node: Node) -> Row:
    part = node.keyed("value", "at_least above")
    if ("at_least" in part) == ("above" in part):
        raise node.wrong(
            "either at_least or above", "say whether the threshold itself belongs to it"
        )
    side = "at_least" if "at_least" in part else "above"
    return Row(part[side].number(), side == "at_least", part["value"].number())


_VALUES: dict[str, Callable[[Node], Value]] = {
    "number": _number,
    "choices": _choices,
    "bands": _rows,
    "scale": _rows,
    "table": _table,
}


def read_operators(node: Node) -> Iterator[Operator]:
    for name, entry in node.mapping().items():
        part = entry.keyed("kind", "url source")
        yield Operator(
            name,
            part["kind"].text(),
            optional_text(part.get("url")),
            optional_text(part.get("source")),
            entry.where,
        )


def read_documents(node: Node) -> Iterator[Document]:
    for name, entry in node.mapping().items():
        part = entry.keyed("", "validity_days source")
        days = part.get("validity_days")
        source = optional_text(part.get("source"))
        if days is not None and not days.is_null and source is None:
            raise entry.wrong("a source for the validity", "add source: …")
        yield Document(
            name,
            None if days is None or days.is_null else whole(days),
            source,
            entry.where,
        )


def read_steps(node: Node) -> Iterator[Step]:
    keys = "when cost after needs gives"
    for name, entry in node.mapping().items():
        part = entry.keyed("body where days sources", keys)
        cost, currency, grade, reason = _cost(part.get("cost"))
        days = part["days"].keyed("least typical most basis", "source")
        span = Range(
            days["least"].number(), days["most"].number(), days["typical"].number()
        )
        if not 0 <= (span.least or 0) <= (span.typical or 0) <= (span.most or 0):
            raise part["days"].wrong("least ≤ typical ≤ most", "put the days in order")
        yield Step(
            name=name,
            when=optional_text(part.get("when")),
            body=part["body"].text(),
            ways=tuple(item.one_of(WAYS) for item in part["where"].items()),
            cost=cost,
            currency=currency,
            cost_grade=grade,
            cost_reason=reason,
            days=span,
            days_basis=days["basis"].one_of(("official", "estimated")),
            after=part["after"].texts() if "after" in part else (),
            needs=part["needs"].texts() if "needs" in part else (),
            gives=optional_text(part.get("gives")),
            sources=part["sources"].texts(),
            where=entry.where,
        )


def _cost(node: Node | None) -> tuple[Range, str, Grade, str | None]:
    if node is None or node.is_null:
        return Range(None, None), "MAD", "unverified", None
    part = node.keyed("currency", "least most flagged unverified source")
    grade, reason = grade_of(part)
    span = Range(
        optional_number(part.get("least")), optional_number(part.get("most"))
    )
    if (span.least is None or span.most is None) and grade == "sourced":
        raise node.wrong("least and most", "state both, or add unverified: and why")
    return span, part["currency"].text(), grade, reason
