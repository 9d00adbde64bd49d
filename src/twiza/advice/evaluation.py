"""One situation that changes: only what rests on a changed fact is evaluated again."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from twiza.advice.assessment import Assessment, assess_again, assess_all
from twiza.packs.model import Rulebook
from twiza.records import record
from twiza.rules import known_at, rules_at
from twiza.rules.compiled import PAD, Rule
from twiza.rules.situation import (
    FactValue,
    Situation,
    bounds_of,
    read_facts,
    situation_of,
)
from twiza.rules.tracing import trace_of


@record
class Trace:
    """What every step of a rule was worth, in the order of `rule.steps`."""

    rule: Rule
    least: tuple[Any, ...]
    most: tuple[Any, ...]

    def named(self) -> dict[str, tuple[Any, Any]]:
        """Least and most of every name: facts, derived facts, figures, parts."""
        return {
            name: (self.least[step], self.most[step])
            for name, step in self.rule.named.items()
        }


class Evaluation:
    """What the mechanisms of a rulebook mean for one situation, kept up to date.

    facts    answers by name; what is left out or None is not known
    raises   InputError as `advise` does; a change that is refused changes nothing
    """

    def __init__(
        self, rulebook: Rulebook, facts: Mapping[str, object], on: datetime.date
    ) -> None:
        self.rulebook, self.on = rulebook, on
        self.rules = rules_at(rulebook, on)
        self._program = known_at(rulebook, on)
        self._assessments: list[Assessment] | None = None
        self._values: list[Any] | None = None
        self._begin(read_facts(rulebook, facts))

    def change(self, facts: Mapping[str, object]) -> None:
        """Other values of some facts; None makes a fact unknown again."""
        new = read_facts(self.rulebook, facts)
        values, after = self._values, self._program.after
        is_known = values is not None and len(new) == len(facts)
        if is_known and new.keys() <= after.keys():
            self._assessments = None
            for name, value in new.items():
                self._put(name, value)
                after[name].call(values)
            return
        known = {n: v for n, v in self.situation.known.items() if n not in facts}
        self._again({**known, **new}, facts)

    @property
    def assessments(self) -> list[Assessment]:
        """Every mechanism of the rulebook, in its order."""
        if self._assessments is None:
            self._assessments = assess_all(
                self.rulebook, self.rules, self.situation, self.on
            )
        return self._assessments

    def trace(self, mechanism: str) -> Trace:
        """The recorded values of one mechanism: its explanation."""
        rule = self.rules.rules[mechanism]
        if self._values is not None and mechanism in self._program.steps:
            values = self._program.steps[mechanism](self._values)[: -len(PAD)]
            return Trace(rule, values, values)
        pairs = trace_of(rule, self.situation.low, self.situation.high)
        least, most = zip(*pairs, strict=True) if pairs else ((), ())
        return Trace(rule, least, most)

    def granted(self, mechanism: str) -> float | None:
        """The amount where all is known: 0 where refused, None where there is none or
        something is unknown.
        """
        program, values = self._program, self._values
        if values is None or mechanism not in program.amount:
            return None
        if not values[program.held[mechanism]]:
            return 0.0
        amount: float = values[program.amount[mechanism]]
        return amount

    def _begin(self, known: dict[str, FactValue]) -> None:
        self.situation: Situation = situation_of(self.rulebook, self.rules, known)
        self._assessments = self._values = None
        given, assumed = self.situation.known, self.situation.assumed
        if all(name in given or name in assumed for name in self._program.needed):
            low = self.situation.low
            self._values = [*low, *[None] * (self._program.size - len(low))]
            self._program.first.call(self._values)

    def _again(
        self, known: dict[str, FactValue], changed: Mapping[str, object]
    ) -> None:
        before, assumed = self._assessments, self.situation.assumed
        self._begin(known)
        if before is not None and assumed == self.situation.assumed:
            self._assessments = assess_again(
                self.rulebook, self.situation, self.on, before, changed
            )

    def _put(self, name: str, value: FactValue) -> None:
        situation, index = self.situation, self.rules.index[name]
        low, high = bounds_of(self.rulebook, self.rulebook.facts[name], value)
        situation.known[name] = value
        situation.low[index], situation.high[index] = low, high
        assert self._values is not None
        self._values[index] = low
