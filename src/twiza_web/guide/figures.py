"""The dated figures of a mechanism: each value with source, grade, other reading."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twiza.formats import number
from twiza.packs.model import DatedValue, Parameter, Row
from twiza.quantities import counted
from twiza_web.guide.reader import Reader
from twiza_web.guide.sources import SourceView

SOME = 100  # how a language declines after a broken number: as after a round one


@dataclass(frozen=True)
class ValueView:
    since: str
    text: str
    rows: list[str]
    mark: str
    contested: str
    is_current: bool
    source: SourceView | None


@dataclass(frozen=True)
class ParameterView:
    title: str
    values: list[ValueView]


def figures(reader: Reader) -> list[ParameterView]:
    return [_parameter(reader, held) for held in reader.mechanism.parameters.values()]


def _parameter(reader: Reader, parameter: Parameter) -> ParameterView:
    current = parameter.at(reader.on)
    return ParameterView(
        reader.own("parameters", parameter.name),
        [
            _value(reader, parameter, held, is_current=held is current)
            for held in reversed(parameter.values)
        ],
    )


def _value(
    reader: Reader, parameter: Parameter, held: DatedValue, *, is_current: bool
) -> ValueView:
    rows = _rows(reader, parameter, held)
    return ValueView(
        since=reader.day(held.start),
        text="" if rows else _figure(reader, parameter, held),
        rows=rows,
        mark=reader.reason(held.reason),
        contested=_contested(reader, parameter, held),
        is_current=is_current,
        source=reader.source(held.source),
    )


def _contested(reader: Reader, parameter: Parameter, held: DatedValue) -> str:
    if isinstance(held.contested, (int, float)):
        return _quantity(reader, held.contested, parameter.unit)
    return reader.reason(held.contested)


def _figure(reader: Reader, parameter: Parameter, held: DatedValue) -> str:
    if isinstance(held.value, (int, float)):
        return _quantity(reader, held.value, parameter.unit)
    if held.least is not None and held.most is not None:
        least = _quantity(reader, held.least, parameter.unit)
        return f"{least} – {_quantity(reader, held.most, parameter.unit)}"
    return _("not found: ask the operator")


def _rows(reader: Reader, parameter: Parameter, held: DatedValue) -> list[str]:
    if isinstance(held.value, dict):
        return [
            _labelled(
                _choice(reader, parameter.key, key),
                _quantity(reader, value, parameter.unit),
            )
            for key, value in held.value.items()
        ]
    if not isinstance(held.value, tuple):
        return []
    return [
        _row(reader, parameter, item)
        if isinstance(item, Row)
        else reader.word("choices", parameter.key, item)
        for item in held.value
    ]


def _row(reader: Reader, parameter: Parameter, row: Row) -> str:
    shown = _("from %(threshold)s") if row.inclusive else _("above %(threshold)s")
    threshold = _quantity(reader, row.threshold, parameter.key)
    value = _quantity(reader, row.value, parameter.unit)
    return _labelled(shown % {"threshold": threshold}, value)


def _labelled(label: str, text: str) -> str:
    return _("%(label)s: %(text)s") % {"label": label, "text": text}


def _choice(reader: Reader, key: str, value: str) -> str:
    if key in reader.rulebook.facts:
        return reader.word("choices", key, value)
    return {"none": _("no category")}.get(value, value)


def _quantity(reader: Reader, value: float, unit: str) -> str:
    sentence = _counted(unit, int(value) if value == int(value) else SOME)
    if not sentence:
        return counted(value, unit, reader.language)
    return sentence % {"count": number(value, reader.language)}


def _counted(unit: str, count: int) -> str:
    """The unit as it is declined after this number; nothing where a sign stands."""
    match unit:
        case "job":
            return ngettext("%(count)s job", "%(count)s jobs", count)
        case "month":
            return ngettext("%(count)s month", "%(count)s months", count)
        case "year":
            return ngettext("%(count)s year", "%(count)s years", count)
        case "job/MMAD":
            return ngettext(
                "%(count)s job per million dirhams",
                "%(count)s jobs per million dirhams",
                count,
            )
    return ""
