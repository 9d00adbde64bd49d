"""Reads the steps of a procedure and the documents they need or give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from twiza.packs.entries import (
    grade_of,
    optional_number,
    optional_text,
    stated_currency,
    whole,
)
from twiza.packs.model import Document, Grade, Range, Step
from twiza.packs.reading import Node
from twiza.records import replaced

WAYS = ("remote", "consulate", "proxy", "in_person")


def read_documents(node: Node) -> Iterator[Document]:
    for name, entry in node.mapping().items():
        part = entry.keyed("", "validity_days source")
        days = part.get("validity_days")
        source = optional_text(part.get("source"))
        if days is not None and not days.is_null and source is None:
            raise entry.wrong(
                "a source for the validity", "add source: …", found="no source"
            )
        yield Document(
            name,
            None if days is None or days.is_null else whole(days),
            source,
            entry.where,
        )


def read_steps(node: Node) -> Iterator[Step]:
    keys = "when cost after needs gives founds spends"
    for name, entry in node.mapping().items():
        part = entry.keyed("body where days sources", keys)
        cost, currency, grade, reason = _cost(part.get("cost"))
        days = part["days"].keyed("least typical most basis", "source count")
        span = Range(
            days["least"].number(), days["most"].number(), days["typical"].number()
        )
        if not 0 <= (span.least or 0) <= (span.typical or 0) <= (span.most or 0):
            raise part["days"].wrong(
                "0 ≤ least ≤ typical ≤ most",
                "put the days in order",
                found=f"{span.least:g}, {span.typical:g}, {span.most:g}",
            )
        yield Step(
            name=name,
            when=optional_text(part.get("when")),
            body=part["body"].text(),
            ways=ways_of(part["where"]),
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
            counts_working_days=counts_working_days(days.get("count")),
            founds="founds" in part and part["founds"].flag(),
            spends="spends" in part and part["spends"].flag(),
        )


def ways_of(node: Node) -> tuple[str, ...]:
    return tuple(item.one_of(WAYS) for item in node.items())


def counts_working_days(node: Node | None) -> bool:
    """Days are those of the calendar unless a source counts working days."""
    return node is not None and node.one_of(("calendar", "working")) == "working"


def _cost(node: Node | None) -> tuple[Range, str, Grade, str | None]:
    if node is None or node.is_null:
        return Range(None, None), "MAD", "unverified", None
    part = node.keyed("currency", "least most flagged unverified source")
    grade, reason = grade_of(part)
    span = Range(optional_number(part.get("least")), optional_number(part.get("most")))
    if (span.least is None or span.most is None) and grade == "sourced":
        raise node.wrong(
            "least and most",
            "state both, or add unverified: and why",
            found="a cost without its bounds",
        )
    if not 0 <= (span.least or 0) <= (span.most or span.least or 0):
        raise part["most"].wrong("0 ≤ least ≤ most", "correct the cost")
    return span, stated_currency(part["currency"]), grade, reason


def known_steps(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, Step]:
    """The steps without the names of what only other corridors define, such as the
    residence card of another country.
    """

    def known(table: str, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if name in tables[table])

    return {
        name: replaced(
            step,
            after=known("steps", step.after),
            needs=known("documents", step.needs),
            gives=step.gives if step.gives in tables["documents"] else None,
            sources=known("sources", step.sources),
        )
        for name, step in tables["steps"].items()
    }
