"""Prints how the answer about one mechanism comes about: the trace, in words."""

from __future__ import annotations

import datetime
from functools import partial

from rich.console import Console
from rich.text import Text

from twiza.advice.assessment import Assessment, assess
from twiza.advice.venture import Venture
from twiza.formats import day
from twiza.packs.model import DatedValue, Parameter, Row, Rulebook, Version
from twiza.packs.source_json import source_json
from twiza.quantities import counted
from twiza.rules import rules_at
from twiza.rules.scope import Scope
from twiza.rules.situation import Situation, situation_of
from twiza.rules.tracing import named_values, trace_of
from twiza.terminal.answer import STYLES, source_in_words
from twiza.terminal.insight import print_changes
from twiza.terminal.moves import Json, Moves
from twiza.terminal.phrases import phrase


def print_explanation(
    rulebook: Rulebook,
    venture: Venture,
    name: str,
    on: datetime.date,
    language: str,
    *,
    seen_on: datetime.date,
    opening: Json,
) -> None:
    """
    seen_on  the day on which it is read: sources are as old as they are then
    opening  what `what_would_open` says of the mechanism
    """
    rules = rules_at(rulebook, on)
    situation = situation_of(rulebook, rules, venture.facts)
    item = assess(rulebook, rules.rules[name], situation, on)
    seen = max(on, seen_on)
    told = _Explanation(rulebook, situation, item, on, language, seen_on=seen)
    told.print(opening)


class _Explanation:
    def __init__(
        self,
        rulebook: Rulebook,
        situation: Situation,
        item: Assessment,
        on: datetime.date,
        language: str,
        *,
        seen_on: datetime.date,
    ) -> None:
        self.rulebook, self.situation, self.item = rulebook, situation, item
        self.on, self.seen_on, self.language = on, seen_on, language
        self.say = partial(phrase, language=language)
        self.console = Console(highlight=False)
        self.sources: dict[str, None] = {}

    def word(self, *trail: str) -> str:
        return self.rulebook.word(self.language, *trail)

    def own(self, *trail: str) -> str:
        return self.word("mechanisms", self.item.mechanism.name, *trail)

    def print(self, opening: Json) -> None:
        item, version = self.item, self.item.rule.version
        role = item.mechanism.role
        key = "applies" if role != "aid" and item.is_granted else item.status
        self.console.print(
            Text(self.own("name"), style="bold"),
            Text(self.say(key), style=STYLES[item.status]),
        )
        self.console.print(self.own("summary"), style="dim")
        if version is None:
            self.console.print(self.say("no_version", date=day(self.on, self.language)))
            return
        self.console.print(self.say("version", date=day(version.start, self.language)))
        if item.rule.function is not None:
            self._conditions()
            self._calculation()
        if item.status == "ineligible" and role == "aid":
            self._opening(opening)
        self._apply()
        self._sources()

    def _conditions(self) -> None:
        assert self.item.bounds is not None
        self._title("conditions")
        values = self._named_values()
        claims = self.item.bounds.outcome[4]
        texts = {c.name: c.rule for c in (self._version().conditions or ())}
        for condition in self.item.rule.conditions:
            pair = (0, 1) if condition.slot is None else claims[condition.slot]
            mark = "✓" if pair[0] else "?" if pair[1] else "✗"
            self.console.print(f"  {mark} {self.own('conditions', condition.name)}")
            self.console.print(f"      {texts[condition.name]}", style="dim")
            self._values(condition.names, values)
            if condition.reason:
                self.console.print(f"      ! {self.word('reasons', condition.reason)}")
            self._cite(condition.source)

    def _calculation(self) -> None:
        version, rule = self._version(), self.item.rule
        if version.amount is None:
            return
        self._title("parts")
        values = self._named_values()
        for name, text in version.parts.items():
            pair = values.get(name)
            shown = "" if pair is None else self._shown(name, pair)
            self.console.print(f"  {self.own('parts', name)} = {shown}")
            self.console.print(f"      {text}", style="dim")
        self.console.print(f"  = {version.amount}")
        self._values(rule.amount_names, values)
        least, most = self.item.amount.least, self.item.amount.most
        if least is not None and most is not None:
            shown = self._pair((least, most), version.currency)
            self.console.print(f"  = {shown}", style="bold")

    def _opening(self, opening: Json) -> None:
        """Why not all the same, and the smallest changes that would open it."""
        self._title("would_open")
        if opening["jointly_impossible"]:
            self.console.print(f"  ✗ {self.say('together_impossible')}")
        if not opening["changes"]:
            self.console.print(f"  {self.say('nothing_opens')}")
        moves = Moves(self.rulebook, self.language)
        print_changes(moves, self.console, opening, indent="  ")

    def _named_values(self) -> dict[str, tuple[float, float]]:
        rule, situation = self.item.rule, self.situation
        return named_values(rule, trace_of(rule, situation.low, situation.high))

    def _values(
        self, names: tuple[str, ...], values: dict[str, tuple[float, float]]
    ) -> None:
        """Every name a rule rests on, with the value it took."""
        scope = Scope(
            self.rulebook, self.on, self.item.mechanism, self.item.rule.version
        )
        for name in names:
            pair = values.get(name)
            parameter = None if name in scope.facts else scope.parameter(name)
            held = parameter.at(self.on) if parameter else None
            if pair is not None:
                shown = self._shown(name, pair)
            elif parameter is not None and held is not None:
                shown = self._table(parameter, held)
            else:
                continue
            line = f"      {self._named(name)} = {shown}"
            if held is not None:
                self.sources[held.source] = None
                line += f"  [{held.source}, {held.start}]"
            self.console.print(line, style="dim", markup=False, soft_wrap=True)

    def _table(self, parameter: Parameter, held: DatedValue) -> str:
        """A list of choices, bands or a keyed table on one line."""
        if isinstance(held.value, dict):
            rows = [
                f"{k} {self._quantity(v, parameter.unit)}"
                for k, v in held.value.items()
            ]
        elif isinstance(held.value, tuple):
            rows = [self._row(parameter, row) for row in held.value]
        else:
            return "?"
        return ", ".join(rows)

    def _row(self, parameter: Parameter, row: Row | str) -> str:
        if isinstance(row, str):
            return self.word("choices", parameter.key, row)
        threshold = self._quantity(row.threshold, parameter.key)
        side = self.say("from" if row.inclusive else "above", value=threshold)
        return f"{side}{self.say('colon')}{self._quantity(row.value, parameter.unit)}"

    def _quantity(self, value: float, unit: str) -> str:
        return counted(value, unit, self.language)

    def _named(self, name: str) -> str:
        if name in self.rulebook.facts:
            return self.word("facts", name, "name")
        if name in self.rulebook.derived:
            return self.word("derived", name)
        if name in self.item.mechanism.parameters:
            return self.own("parameters", name)
        if name in self._version().parts:
            return self.own("parts", name)
        return self.word("parameters", name)

    def _shown(self, name: str, pair: tuple[float, float]) -> str:
        fact = self.rulebook.facts.get(name)
        if fact is not None and not fact.is_numeric:
            value = self.situation.known.get(name, self.situation.assumed.get(name))
            if value is None:
                return "?"
            if fact.type == "choice":
                return self.word("choices", name, str(value))
            if fact.type == "place":
                place = self.rulebook.places.provinces[str(value)]
                return place.name(self.language)
            return str(value).lower() if isinstance(value, bool) else str(value)
        parameter = self.item.mechanism.parameters.get(name)
        parameter = parameter or self.rulebook.parameters.get(name)
        if fact is not None:
            return self._pair(pair, fact.unit)
        if parameter is not None:
            return self._pair(pair, parameter.unit)
        part = next((p for p in self.item.rule.parts if p.name == name), None)
        if name == "charter_category" or (part and part.kind == "choice"):
            return self._categories(name, int(pair[0]))
        return self._pair(pair, part.unit if part else "")

    def _categories(self, name: str, mask: int) -> str:
        values = self.rulebook.places.columns().get(name, ())
        return ", ".join(v for index, v in enumerate(values) if mask >> index & 1)

    def _pair(self, pair: tuple[float, float], unit: str) -> str:
        least, most = (self._quantity(value, unit) for value in pair)
        return least if pair[0] == pair[1] else f"{least} … {most}"

    def _version(self) -> Version:
        assert self.item.rule.version is not None
        return self.item.rule.version

    def _apply(self) -> None:
        if self.item.mechanism.apply:
            self._title("apply")
        for step in self.item.mechanism.apply:
            body = self.word("operators", step.body, "name")
            self.console.print(f"  • {self.own('apply', step.name)} ({body})")

    def _cite(self, name: str | None) -> None:
        if name:
            self.sources[name] = None

    def _sources(self) -> None:
        self._title("sources")
        for name in self.sources:
            source = self.rulebook.sources[name]
            words = source_in_words(source_json(source, self.seen_on), self.language)
            lead = f"  {name}{self.say('colon')}{source.publisher}"
            self.console.print(
                f"{lead} ({words}) {source.url or ''}",
                style="dim",
                soft_wrap=True,
            )

    def _title(self, key: str) -> None:
        self.console.print()
        self.console.print(Text(self.say(key), style="bold underline"))
