"""Every step behind an answer as rows: what was asked, what it was worth, who says so.

The rows hold names and values, no words: they stay true when the words change.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator
from typing import Any

from twiza.packs.model import DatedValue, Fact, Parameter, Row, Rulebook
from twiza.rules import rules_at
from twiza.rules.compiled import Rule
from twiza.rules.expressions import Name
from twiza.rules.form import Form
from twiza.rules.scope import Scope
from twiza.rules.situation import Situation, read_facts, situation_of
from twiza.rules.tracing import Trace, trace_of
from twiza.rules.translating import Translator
from twiza.rules.units import shown

Json = dict[str, Any]


def trace_rows(rulebook: Rulebook, answer: Json) -> list[Json]:
    """The evaluation behind an answer of this rulebook, read step by step.

    returns  per row: mechanism; kind (condition, fact, assumed, derived, figure, part,
             amount); name; rule; value, or least and most while a fact is missing;
             unit; source, since and grade of a figure
    """
    on = datetime.date.fromisoformat(answer["date"])
    rules = rules_at(rulebook, on)
    facts = read_facts(rulebook, answer["facts"])
    situation = situation_of(rulebook, rules, facts)
    amounts = {item["id"]: item["amount"] for item in answer["mechanisms"]}
    return [
        row
        for rule in rules.rules.values()
        if rule.trace is not None
        for row in _Steps(rulebook, rule, situation, on).rows(amounts.get(rule.name))
    ]


class _Steps:
    """The steps of one mechanism, each told once, below the first that rests on it."""

    def __init__(
        self,
        rulebook: Rulebook,
        rule: Rule,
        situation: Situation,
        on: datetime.date,
    ) -> None:
        assert rule.version is not None
        self.rulebook, self.rule, self.situation = rulebook, rule, situation
        self.version = rule.version
        self.scope = Scope(rulebook, on, rulebook.mechanisms[rule.name], self.version)
        self.trace: Trace = trace_of(rule, situation.low, situation.high)
        self.told: set[str] = set()

    def rows(self, amount: Json | None) -> Iterator[Json]:
        texts = {c.name: c.rule for c in self.version.conditions or ()}
        for condition in self.rule.conditions:
            pair = None if condition.step is None else self.trace[condition.step]
            yield self._row(
                "condition",
                condition.name,
                rule=texts[condition.name],
                source=condition.source,
                grade=condition.grade,
                **_claim(pair),
            )
            yield from self._named(condition.names)
        yield from self._named(self.rule.amount_names)
        if amount and self.version.amount:
            yield self._row(
                "amount",
                self.rule.name,
                rule=self.version.amount,
                unit=amount["currency"],
                **{key: amount[key] for key in ("value", "least", "most")},
            )

    def _named(self, names: tuple[str, ...]) -> Iterator[Json]:
        for name in names:
            if name not in self.told:
                self.told.add(name)
                yield from self._step(name)

    def _step(self, name: str) -> Iterator[Json]:
        if name in self.scope.facts:
            yield self._fact(self.scope.facts[name])
        elif name in self.scope.parts or name in self.rulebook.derived:
            yield self._computed(name)
        else:
            parameter = self.scope.parameter(name)
            held = parameter.at(self.scope.on) if parameter else None
            if parameter and held:
                yield self._figure(parameter, held)

    def _fact(self, fact: Fact) -> Json:
        known, assumed = self.situation.known, self.situation.assumed
        kind = "assumed" if fact.name in assumed else "fact"
        source = fact.assume.source if fact.assume and kind == "assumed" else None
        row = self._row(kind, fact.name, unit=_unit_of(fact), source=source)
        value = known.get(fact.name, assumed.get(fact.name))
        if value is None and fact.is_numeric:
            return row | self._range(fact.name)
        return row | {"value": value}

    def _computed(self, name: str) -> Json:
        kind = "part" if name in self.scope.parts else "derived"
        rule = self.scope.parts.get(name) or self.rulebook.derived[name]
        place = self.rule.named.get(name)
        row = self._row(kind, name, rule=rule)
        if place is None:
            return row
        if self.rule.steps[place].kind == "choice":
            return row | {"value": self._categories(name, place)}
        if self.rule.steps[place].kind == "flag":
            return row | _claim(self.trace[place])
        return row | self._range(name) | {"unit": _unit(self.scope, name)}

    def _categories(self, name: str, place: int) -> str:
        """The categories that are still possible; one where the place is known."""
        mask = int(self.trace[place][0])
        values = self.rulebook.places.columns().get(name, ())
        return ", ".join(v for index, v in enumerate(values) if mask >> index & 1)

    def _figure(self, parameter: Parameter, held: DatedValue) -> Json:
        is_number = parameter.form == "number"
        return self._row(
            "figure",
            parameter.name,
            value=held.value if is_number else _table(held),
            least=held.least,
            most=held.most,
            unit="" if parameter.form == "choices" else parameter.unit,
            source=held.source,
            since=held.start.isoformat(),
            grade=held.grade,
        )

    def _range(self, name: str) -> Json:
        place = self.rule.named.get(name)
        if place is None:
            return {}
        low, high = self.trace[place]
        if low == high:
            return {"value": float(low)}
        bounds = {"least": float(low), "most": float(high)}
        return {end: value for end, value in bounds.items() if math.isfinite(value)}

    def _row(self, kind: str, name: str, **values: Any) -> Json:
        return {
            "mechanism": self.rule.name,
            "kind": kind,
            "name": name,
            "rule": "",
            "value": None,
            "least": None,
            "most": None,
            "unit": "",
            "source": None,
            "since": None,
            "grade": None,
        } | values


def _claim(pair: tuple[Any, Any] | None) -> Json:
    """True, False, or nothing where that is not known."""
    if pair is None or bool(pair[0]) != bool(pair[1]):
        return {"value": None}
    return {"value": bool(pair[0])}


def _table(held: DatedValue) -> str | None:
    """Bands, a keyed table or a list of choices in one cell."""
    if isinstance(held.value, dict):
        return "; ".join(f"{key}: {value:g}" for key, value in held.value.items())
    if isinstance(held.value, tuple):
        rows = [_band(row) if isinstance(row, Row) else row for row in held.value]
        return "; ".join(rows)
    return None


def _band(row: Row) -> str:
    return f"{'≥' if row.inclusive else '>'} {row.threshold:g}: {row.value:g}"


def _unit_of(fact: Fact) -> str:
    return fact.unit if fact.is_numeric else ""


def _unit(scope: Scope, name: str) -> str:
    """The unit that a part or a derived fact comes out in."""
    form = Form()
    unit = form.nodes[Translator(scope, form).value(Name(name), "")].unit
    return "" if unit is None else shown(unit)
