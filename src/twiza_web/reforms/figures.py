"""The figures of a mechanism that somebody may set to another value."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from twiza.packs.model import DatedValue, Mechanism, Parameter, Row, Rulebook
from twiza.quantities import counted
from twiza.reforms.laws import Law
from twiza.reforms.provisions import said_of
from twiza.terminal.phrases import phrase


@dataclass(frozen=True)
class Figure:
    """`path` names it behind its mechanism; `label` tells its present value as well."""

    path: str
    title: str
    value: float
    shown: str
    unit: str
    source: str

    @property
    def is_share(self) -> bool:
        return self.unit == "share"

    @property
    def label(self) -> str:
        return _("%(figure)s – today %(value)s") % {
            "figure": self.title,
            "value": self.shown,
        }


def changeable(
    rulebook: Rulebook, on: datetime.date, language: str
) -> list[tuple[Mechanism, str]]:
    """Aids with such a figure on a day, by their names in a language."""
    found = [
        (mechanism, rulebook.word(language, "mechanisms", name, "name"))
        for name, mechanism in rulebook.mechanisms.items()
        if mechanism.role == "aid" and figures_of(rulebook, name, on, language)
    ]
    return sorted(found, key=lambda pair: pair[1])


def figures_of(
    rulebook: Rulebook, name: str, on: datetime.date, language: str
) -> list[Figure]:
    """The figures of its own on which an answer about it rests on that day."""
    said = said_of(Law(rulebook, on), name)
    found: list[Figure] = []
    for provision in said.provisions.values():
        if provision.what == "figure":
            title = rulebook.word(
                language, "mechanisms", name, "parameters", provision.name
            )
            parameter, held = provision.held
            found += _figures(rulebook, parameter, held, title, language)
    return found


def _figures(
    rulebook: Rulebook,
    parameter: Parameter,
    held: DatedValue,
    title: str,
    language: str,
) -> Iterator[Figure]:
    for part, label, value in _parts(rulebook, parameter, held, language):
        yield Figure(
            path=".".join(filter(None, (parameter.name, part))),
            title=f"{title} ({label})" if label else title,
            value=value,
            shown=counted(value, parameter.unit, language),
            unit=parameter.unit,
            source=held.source,
        )


def _parts(
    rulebook: Rulebook, parameter: Parameter, held: DatedValue, language: str
) -> Iterator[tuple[str, str, float]]:
    """Of a table each key, of bands each row: name, label, value."""
    value = held.value
    if isinstance(value, (int, float)):
        yield "", "", value
    elif isinstance(value, dict):
        for key, figure in value.items():
            yield key, _key(rulebook, parameter, key, language), figure
    elif isinstance(value, tuple):
        for number, row in enumerate(value, start=1):
            if isinstance(row, Row):
                yield str(number), _threshold(parameter, row, language), row.value


def _key(rulebook: Rulebook, parameter: Parameter, key: str, language: str) -> str:
    if parameter.key in rulebook.facts:
        return rulebook.word(language, "choices", parameter.key, key)
    return {"none": _("no category")}.get(key, key)


def _threshold(parameter: Parameter, row: Row, language: str) -> str:
    shown = counted(row.threshold, parameter.key, language)
    return phrase("from" if row.inclusive else "above", language, value=shown)
