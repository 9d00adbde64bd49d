"""The answer as tables: what a workbook holds, cell by cell, before it is written."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from twiza.dossier.aids import window
from twiza.dossier.package import why_aside
from twiza.dossier.refusals import moves
from twiza.dossier.steps import step_name, where
from twiza.dossier.trace_words import trace_cells
from twiza.dossier.voice import Json, Voice
from twiza.records import record

Cell = str | float | bool | datetime.date | None


@record
class Column:
    """form  text, number, money, share, date"""

    title: str
    width: int
    form: str = "text"


@record
class Sheet:
    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheets_of(voice: Voice, dossier: Json, trace: list[Json] | None) -> list[Sheet]:
    """trace  none where the rulebook of the answer is no longer in use"""
    return [
        _summary(voice, dossier),
        _mechanisms(voice),
        _conditions(voice),
        _trace(voice, trace),
        _package(voice),
        _path(voice),
        _sources(voice),
    ]


def _sheet(
    voice: Voice, name: str, columns: list[Column], rows: Iterable[tuple[Cell, ...]]
) -> Sheet:
    titled = tuple(Column(voice.say(c.title), c.width, c.form) for c in columns)
    return Sheet(voice.say(f"sheet_{name}"), titled, tuple(rows))


def date_of(iso: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(iso) if iso else None


def _summary(voice: Voice, dossier: Json) -> Sheet:
    answer, pack = voice.answer, voice.answer["pack"]
    package = answer["package"]
    rows: list[tuple[Cell, ...]] = [
        (dossier["title"], dossier["subtitle"], None),
        (voice.say("rules_date"), date_of(answer["date"]), None),
        (voice.say("rulebook"), f"{pack['name']} {pack['version']}", None),
        (voice.say("fingerprint"), pack["content_hash"], None),
        (voice.say("sources_seen"), voice.seen_on, None),
        *((note, None, None) for note in (dossier["disclaimer"], *dossier["notes"])),
        *_sum_rows(voice.say("total_of"), package["total"], voice),
        (voice.say("certain_part"), package["certain_total"], _currency(package)),
        (
            voice.say("worth_today", rate=voice.share(package["rate"])),
            package["present_value"],
            _currency(package),
        ),
        *_sum_rows(voice.say("guaranteed_apart"), package["guaranteed"], voice),
        *_sum_rows(voice.say("borrowed_apart"), package["borrowed"], voice),
        *(_answer_row(name, value, voice) for name, value in answer["facts"].items()),
    ]
    columns = [
        Column("c_name", 52),
        Column("c_value", 30, "number"),
        Column("c_unit", 14),
    ]
    return _sheet(voice, "summary", columns, rows)


def _currency(package: Json) -> str:
    return str(package["total"]["currency"])


def _sum_rows(title: str, amount: Json, voice: Voice) -> list[tuple[Cell, ...]]:
    """A sum, or its bounds on two rows while something is not known."""
    currency = amount["currency"]
    if amount["value"] is not None:
        return [(title, amount["value"], currency)]
    return [
        (f"{title}: {voice.say(f'c_{end}')}", amount[end], currency)
        for end in ("least", "most")
    ]


def _answer_row(name: str, value: Any, voice: Voice) -> tuple[Cell, ...]:
    fact = voice.rulebook.facts.get(name)
    shown = voice.value(name, value) if isinstance(value, str) else value
    unit = fact.unit if fact and fact.is_numeric else ""
    return (voice.fact(name), shown, unit)


def _mechanisms(voice: Voice) -> Sheet:
    columns = [
        Column("c_code", 26), Column("c_name", 44), Column("c_kind", 12),
        Column("answer", 18), Column("window", 16), Column("c_as_of", 12, "date"),
        Column("c_value", 16, "money"), Column("c_least", 16, "money"),
        Column("c_most", 16, "money"), Column("c_unit", 8),
        Column("c_rate", 8, "share"), Column("pays", 12),
        Column("c_in_package", 14), Column("c_who", 34),
        Column("c_changes", 60), Column("c_reason", 60),
    ]  # fmt: skip
    rows = (_mechanism(item, voice) for item in voice.answer["mechanisms"])
    return _sheet(voice, "mechanisms", columns, rows)


def _mechanism(item: Json, voice: Voice) -> tuple[Cell, ...]:
    amount = item["amount"] or dict.fromkeys(("value", "least", "most", "currency"))
    is_duty = item["role"] != "aid" and item["status"] == "eligible"
    reason = item["reason"]
    return (
        item["id"],
        voice.mechanism(item["id"]),
        voice.told("of", item["kind"]),
        voice.say("applies" if is_duty else item["status"]),
        voice.say(item["availability"]["state"]),
        date_of(item["availability"]["as_of"]),
        amount["value"],
        amount["least"],
        amount["most"],
        amount["currency"],
        item["rate"],
        item["pays"] and item["pays"]["date"],
        item["id"] in voice.answer["package"]["members"],
        voice.operators([item["operator"]]),
        "\n".join(moves(change, voice) for change in item["changes"]),
        voice.told("why", reason) if reason else window(item, voice),
    )


def _conditions(voice: Voice) -> Sheet:
    columns = [
        Column("c_code", 26), Column("mechanism", 40), Column("conditions", 70),
        Column("c_holds", 10), Column("c_source", 28), Column("c_grade", 14),
        Column("c_reason", 60),
    ]  # fmt: skip
    rows = (
        (
            item["id"],
            voice.mechanism(item["id"]),
            voice.condition(item["id"], condition["name"]),
            condition["holds"],
            condition["source"],
            voice.say(condition["grade"]),
            voice.word("reasons", condition["reason"]) if condition["reason"] else None,
        )
        for item in voice.answer["mechanisms"]
        for condition in item["conditions"]
    )
    return _sheet(voice, "conditions", columns, rows)


def _trace(voice: Voice, trace: list[Json] | None) -> Sheet:
    columns = [
        Column("c_code", 26), Column("mechanism", 40), Column("c_kind", 18),
        Column("c_name", 60), Column("c_rule", 60), Column("c_value", 18, "number"),
        Column("c_least", 16, "number"), Column("c_most", 16, "number"),
        Column("c_unit", 12), Column("c_source", 28), Column("c_since", 12, "date"),
        Column("c_grade", 14),
    ]  # fmt: skip
    if trace is None:
        return _sheet(voice, "trace", columns, [(None,) * 3 + (voice.say("no_trace"),)])
    return _sheet(voice, "trace", columns, (trace_cells(row, voice) for row in trace))


def _package(voice: Voice) -> Sheet:
    columns = [
        Column("c_group", 20), Column("c_place", 10, "number"), Column("c_code", 26),
        Column("c_name", 44), Column("c_value", 16, "money"),
        Column("c_least", 16, "money"), Column("c_most", 16, "money"),
        Column("c_unit", 8), Column("c_reason", 90),
    ]  # fmt: skip
    best = {"best": voice.answer["package"]}
    groups = best | voice.answer["alternatives"]
    rows = [row for name, one in groups.items() for row in _members(name, one, voice)]
    return _sheet(voice, "package", columns, rows)


def _members(group: str, package: Json, voice: Voice) -> list[tuple[Cell, ...]]:
    doubts = {one["id"]: one["because"] for one in package["uncertain"]}
    asks: dict[str, list[str]] = {}
    for pair in package["to_ask"]:
        first, second = pair["mechanisms"]
        ask = voice.say("ask_whom", names=voice.operators(pair["ask"]))
        asks.setdefault(first, []).append(f"+ {voice.mechanism(second)}: {ask}")
    rows: list[tuple[Cell, ...]] = []
    for place, name in enumerate(package["members"], 1):
        why = [voice.told("doubt", one) for one in doubts.get(name, [])]
        remark = "\n".join([*why, *asks.get(name, [])])
        rows.append(_member(voice.say(group), place, name, remark, voice))
    for left in package["set_aside"]:
        remark = why_aside(left, voice)
        rows.append(_member(voice.say(group), None, left["id"], remark, voice))
    return rows


def _member(
    group: str, place: int | None, name: str, remark: str, voice: Voice
) -> tuple[Cell, ...]:
    found = (m["amount"] for m in voice.answer["mechanisms"] if m["id"] == name)
    amount = next(found, None) or {}
    sums = [amount.get(key) for key in ("value", "least", "most", "currency")]
    return (group, place, name, voice.mechanism(name), *sums, remark)


def _path(voice: Voice) -> Sheet:
    """Days are counted from the start, or laid over a calendar."""
    dated = voice.path is not None
    first = ("c_starts_on", "c_ends_on") if dated else ("c_first_day", "c_last_day")
    form = "date" if dated else "number"
    columns = [
        Column("c_code", 26), Column("step", 50), Column(first[0], 12, form),
        Column(first[1], 12, form), Column("c_who", 36), Column("where", 34),
        Column("c_days_least", 14, "number"), Column("c_days", 16, "number"),
        Column("c_days_most", 14, "number"), Column("c_basis", 12),
        Column("c_cost_least", 16, "money"), Column("c_cost_most", 16, "money"),
        Column("c_unit", 8), Column("c_grade", 14), Column("c_after", 40),
        Column("c_source", 40),
    ]  # fmt: skip
    return _sheet(voice, "path", columns, (_step(step, voice) for step in voice.steps))


def _step(step: Json, voice: Voice) -> tuple[Cell, ...]:
    days, cost = step["days"], step["cost"]
    return (
        step.get("id", step["step"]),
        step_name(step, voice),
        *_span(step),
        voice.operators([step["body"]]),
        where(step, voice),
        days["least"],
        days["typical"],
        days["most"],
        voice.say(days["basis"]) if days["basis"] else None,
        cost["least"],
        cost["most"],
        cost["currency"],
        voice.say(cost["grade"]),
        ", ".join(step["after"]),
        ", ".join(step["sources"]),
    )


def _span(step: Json) -> tuple[Cell, Cell]:
    if "starts_on" in step:
        return date_of(step["starts_on"]), date_of(step["ends_on"])
    return step["start_day"], step["end_day"]


def _sources(voice: Voice) -> Sheet:
    columns = [
        Column("c_code", 30), Column("c_publisher", 36), Column("c_title", 60),
        Column("c_address", 60), Column("c_published", 14),
        Column("c_checked", 14, "date"), Column("c_state", 18),
    ]  # fmt: skip
    rows = (
        (
            name,
            source["publisher"],
            source["title"],
            source["url"],
            source["published"],
            date_of(source["checked_on"]),
            voice.say(voice.age(name)),
        )
        for name, source in voice.sources.items()
    )
    return _sheet(voice, "sources", columns, rows)
