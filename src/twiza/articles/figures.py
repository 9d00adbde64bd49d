"""One figure of the rulebook as an article tells it: text, evidence, source, age."""

from __future__ import annotations

import datetime

from twiza.articles.wording import between, governed, in_rows, listed, phrase
from twiza.formats import day
from twiza.packs.model import (
    DatedValue,
    Freshness,
    Grade,
    Parameter,
    Range,
    Row,
    Rulebook,
    Step,
)
from twiza.quantities import counted
from twiza.records import record


@record
class Figure:
    """What stands in the sentence, and what has to be known about it.

    text       the figure with its unit, a range, or whom to ask
    label      what the figure is, in words
    mark       why it is not certain; empty only for a sourced figure whose source is
               fresh and whose mechanism is in force
    reason     why it is flagged or unverified, in words; empty where it is neither
    other      the other reading of a contested figure, in words
    sources    names of the sources it rests on; empty where it rests on none
    """

    text: str
    label: str
    mark: str
    reason: str
    other: str
    sources: tuple[str, ...]
    is_missing: bool


def figure(
    name: str,
    rulebook: Rulebook,
    on: datetime.date,
    language: str,
    *,
    seen_on: datetime.date | None = None,
) -> Figure:
    """The figure `name` as it stands `on` a date.

    name     MECHANISM.PARAMETER, or parameter.NAME for one the rulebook shares
    seen_on  the day on which it is read, by which its source ages; left out: `on`
    raises   KeyError for a name that `twiza check` would have refused
    """
    owner, own = name.split(".")
    if owner == "parameter":
        parameter = rulebook.parameters[own]
        trail: tuple[str, ...] = ("parameters", own)
        body, is_in_force = _publisher(rulebook, parameter), True
    else:
        mechanism = rulebook.mechanisms[owner]
        parameter = mechanism.parameters[own]
        trail = ("mechanisms", owner, "parameters", own)
        body = rulebook.word(language, "operators", mechanism.operator, "name")
        is_in_force = mechanism.version_at(on) is not None
    telling = _Telling(rulebook, language, max(on, seen_on or on))
    return telling.parameter(
        parameter, on, rulebook.word(language, *trail), body, is_in_force
    )


def step_figure(
    name: str,
    part: str,
    rulebook: Rulebook,
    language: str,
    *,
    seen_on: datetime.date,
) -> Figure:
    """How long a step takes (`days`), or what it costs (`cost`)."""
    telling = _Telling(rulebook, language, seen_on)
    return getattr(telling, part)(rulebook.steps[name])  # type: ignore[no-any-return]


def validity(
    name: str, rulebook: Rulebook, language: str, *, seen_on: datetime.date
) -> Figure:
    """How long a document is accepted."""
    document = rulebook.documents[name]
    telling = _Telling(rulebook, language, seen_on)
    label = rulebook.word(language, "documents", name)
    sources = (document.source,) if document.source else ()
    if document.validity_days is None:
        giver = next((s.body for s in rulebook.steps.values() if s.gives == name), "")
        body = rulebook.word(language, "operators", giver, "name") if giver else label
        return telling.missing(label, body, sources)
    text = counted(document.validity_days, "day", language)
    return telling.told(text, label, "sourced", None, "", sources)


def _publisher(rulebook: Rulebook, parameter: Parameter) -> str:
    source = rulebook.sources.get(parameter.values[-1].source)
    return source.publisher if source else parameter.values[-1].source


class _Telling:
    """Tells figures in one language to someone who reads on one day."""

    def __init__(self, rulebook: Rulebook, language: str, seen_on: datetime.date):
        self.rulebook, self.language, self.seen_on = rulebook, language, seen_on

    def parameter(
        self,
        parameter: Parameter,
        on: datetime.date,
        label: str,
        body: str,
        is_in_force: bool,
    ) -> Figure:
        held = parameter.at(on)
        if held is None:
            return self.missing(label, body, ())
        text = self._value(parameter, held)
        if not text:
            return self.missing(label, body, (held.source,), held.reason)
        other = held.contested
        if isinstance(other, (int, float)):
            other = counted(other, parameter.unit, self.language)
        return self.told(
            text,
            label,
            held.grade,
            held.reason,
            self._reason(other),
            (held.source,),
            is_in_force=is_in_force,
        )

    def days(self, step: Step) -> Figure:
        label = self._label(step, "time")
        text = self._range(step.days, "day")
        if not text:
            return self.missing(label, self._body(step), step.sources)
        if step.days_basis == "estimated":
            text = phrase("estimated", self.language, value=text)
        return self.told(text, label, "sourced", None, "", step.sources)

    def cost(self, step: Step) -> Figure:
        label = self._label(step, "cost")
        text = self._range(step.cost, step.currency)
        if not text:
            return self.missing(label, self._body(step), step.sources, step.cost_reason)
        return self.told(
            text, label, step.cost_grade, step.cost_reason, "", step.sources
        )

    def told(
        self,
        text: str,
        label: str,
        grade: Grade,
        reason: str | None,
        other: str,
        sources: tuple[str, ...],
        *,
        is_in_force: bool = True,
    ) -> Figure:
        marks = [] if is_in_force else [phrase("not_in_force", self.language)]
        age, dated = self._oldest(sources)
        if grade != "sourced":
            marks += [phrase("confirm", self.language), dated]
        elif age != "fresh":
            marks += [phrase("check", self.language), dated]
        mark, why = listed(marks, self.language), self._reason(reason)
        other = "" if other == why else other
        return Figure(text, label, mark, why, other, sources, False)

    def missing(
        self,
        label: str,
        body: str,
        sources: tuple[str, ...],
        reason: str | None = None,
    ) -> Figure:
        text = phrase("ask", self.language, body=body)
        return Figure(text, label, "", self._reason(reason), "", sources, True)

    def _label(self, step: Step, part: str) -> str:
        name = self.rulebook.word(self.language, "steps", step.name, "name")
        return listed([name, phrase(part, self.language)], self.language)

    def _body(self, step: Step) -> str:
        return self.rulebook.word(self.language, "operators", step.body, "name")

    def _reason(self, text: str | None) -> str:
        """A reason of the packs in words; anything else as it stands."""
        if not text:
            return ""
        return self.rulebook.word(self.language, "reasons", text)

    def _oldest(self, sources: tuple[str, ...]) -> tuple[Freshness, str]:
        """The worst age among the sources, and how it is told."""
        known = [self.rulebook.sources[one] for one in sources]
        if not known:
            return "due", phrase("undated", self.language)
        order = ("fresh", "due", "stale", "withdrawn")
        worst = max(known, key=lambda source: order.index(source.state(self.seen_on)))
        age = worst.state(self.seen_on)
        if age == "withdrawn":
            return age, phrase("withdrawn", self.language)
        if worst.checked_on is None:
            return age, phrase("undated", self.language)
        date = day(worst.checked_on, self.language)
        return age, phrase("seen_on", self.language, date=date)

    def _range(self, span: Range, unit: str) -> str:
        least, most = span.least, span.most
        if most is None:
            only = span.typical if least is None else least
            return "" if only is None else counted(only, unit, self.language)
        if least == most:
            return counted(most, unit, self.language)
        if not least:
            shown = governed(counted(most, unit, self.language), self.language)
            return phrase("up_to", self.language, most=shown)
        return between(least, most, unit, self.language)

    def _value(self, parameter: Parameter, held: DatedValue) -> str:
        """The figure in words; empty where nobody found it."""
        value = held.value
        if isinstance(value, (int, float)):
            return counted(value, parameter.unit, self.language)
        if isinstance(value, dict):
            rows = [
                self._row(self._choice(parameter.key, key), share, parameter.unit)
                for key, share in value.items()
            ]
            return in_rows(rows, self.language)
        if isinstance(value, tuple):
            return self._listed(parameter, value)
        if held.least is not None and held.most is not None:
            return between(held.least, held.most, parameter.unit, self.language)
        return ""

    def _listed(
        self, parameter: Parameter, value: tuple[str, ...] | tuple[Row, ...]
    ) -> str:
        rows = [self._banded(parameter, one) for one in value if isinstance(one, Row)]
        if rows:
            return in_rows(rows, self.language)
        words = [self._choice(parameter.key, str(one)) for one in value]
        return listed(words, self.language)

    def _banded(self, parameter: Parameter, row: Row) -> str:
        threshold = counted(row.threshold, parameter.key, self.language)
        side = "from" if row.inclusive else "above"
        label = phrase(side, self.language, value=threshold)
        return self._row(label, row.value, parameter.unit)

    def _row(self, label: str, value: float, unit: str) -> str:
        shown = counted(value, unit, self.language)
        return phrase("row", self.language, label=label, value=shown)

    def _choice(self, key: str, value: str) -> str:
        if key in self.rulebook.facts:
            return self.rulebook.word(self.language, "choices", key, value)
        return phrase("none", self.language) if value == "none" else value
