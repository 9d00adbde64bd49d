"""The rules of a corridor at a date, compiled once: one function per mechanism."""

from __future__ import annotations

import datetime
import marshal
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from twiza.errors import PackError
from twiza.packs.model import (
    Condition,
    Grade,
    Mechanism,
    Rulebook,
    Version,
)
from twiza.rules.compiling import Compiler, Operand
from twiza.rules.expressions import Expression, parse
from twiza.rules.scope import Figure, Scope, Unverified
from twiza.rules.units import SHARE, shown

Pair = tuple[float, float]
Outcome = tuple[bool, bool, float, float, tuple[Pair, ...], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Flag:
    """A figure, condition or place that computes, and why it is not certain."""

    what: str
    name: str
    grade: Grade
    reason: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class RuleCondition:
    """A condition. Without a `slot` its threshold is unverified: it is assumed."""

    name: str
    expression: Expression
    facts: tuple[str, ...]
    source: str | None
    grade: Grade
    reason: str | None
    slot: int | None


@dataclass(frozen=True, slots=True)
class RulePart:
    name: str
    kind: str
    unit: str
    values: tuple[str, ...]
    source: str | None
    grade: Grade
    facts: tuple[str, ...]


@dataclass
class Function:
    """Generated source with its tables. The compiled code travels with it; the function
    does not.
    """

    name: str
    source: str
    constants: dict[str, object]
    code: bytes = b""
    _call: Callable[..., Any] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not self.code:
            self.code = marshal.dumps(compile(self.source, f"<{self.name}>", "exec"))

    @property
    def call(self) -> Callable[..., Any]:
        if self._call is None:
            # The names in the source are v0, v1…, L, H and the constants:
            # nothing of a pack's text reaches it.
            names = {**self.constants, "__builtins__": {"min": min, "max": max}}
            exec(marshal.loads(self.code), names)  # noqa: S102, S302
            self._call = names["rule"]  # type: ignore[assignment]
        assert self._call is not None
        return self._call

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_call": None}


@dataclass(frozen=True)
class Rule:
    """One mechanism at one date."""

    name: str
    version: Version | None
    not_covered: bool
    unverified: str | None  # why the amount cannot be computed
    function: Function | None
    may_hold: Function | None  # whether it may grant at all, told at the first refusal
    trace: Function | None
    made: tuple[Expression, ...]
    conditions: tuple[RuleCondition, ...]
    parts: tuple[RulePart, ...]
    amount: Expression | None
    facts: tuple[str, ...]
    splits: tuple[int, ...]
    flags: tuple[Flag, ...]
    columns: tuple[str, ...]

    def evaluate(self, low: list[Any], high: list[Any]) -> Outcome:
        assert self.function is not None
        outcome: Outcome = self.function.call(low, high)
        return outcome


@dataclass(frozen=True)
class Claims:
    """Named claims that are no mechanism's: consistency, assumptions, steps."""

    names: tuple[str, ...]
    facts: dict[str, tuple[str, ...]]
    function: Function

    def evaluate(self, low: list[Any], high: list[Any]) -> dict[str, Pair]:
        return dict(zip(self.names, self.function.call(low, high), strict=True))


@dataclass(frozen=True)
class Rules:
    """Everything that can be evaluated at a date."""

    index: dict[str, int]
    rules: dict[str, Rule]
    consistency: Claims
    assumptions: Claims
    steps: Claims


def change_dates(rulebook: Rulebook) -> list[datetime.date]:
    """Every day on which a version or a figure begins or ends, in order."""
    days = {datetime.date.min}
    day = datetime.timedelta(days=1)
    owned = [rulebook.parameters, *(m.parameters for m in rulebook.mechanisms.values())]
    for parameters in owned:
        for parameter in parameters.values():
            days.update(value.start for value in parameter.values)
    for mechanism in rulebook.mechanisms.values():
        for version in mechanism.versions:
            days.add(version.start)
            if version.end:
                days.add(version.end + day)
    return sorted(days)


def compile_rules(rulebook: Rulebook, on: datetime.date) -> Rules:
    """Compiles the rules in force on a date; a PackError names the first wrong one."""
    steps = {
        name: (step.when, step.where)
        for name, step in rulebook.steps.items()
        if step.when is not None
    }
    unless = {
        name: (fact.assume.unless, fact.where)
        for name, fact in rulebook.facts.items()
        if fact.assume and fact.assume.unless
    }
    consistency = {
        name: (rule, rulebook.rule_places[name])
        for name, rule in rulebook.consistency.items()
    }
    return Rules(
        index=Scope(rulebook, on).index,
        rules={
            name: compile_mechanism(rulebook, mechanism, on)
            for name, mechanism in rulebook.mechanisms.items()
        },
        consistency=_claims(rulebook, on, consistency),
        assumptions=_claims(rulebook, on, unless),
        steps=_claims(rulebook, on, steps),
    )


def _claims(
    rulebook: Rulebook, on: datetime.date, rules: dict[str, tuple[str, str]]
) -> Claims:
    scope = Scope(rulebook, on)
    compiler = Compiler(scope)
    made, facts = [], {}
    for name, (text, where) in rules.items():
        expression = parse(text, where)
        try:
            made.append(compiler.claim(expression, where))
        except Unverified as unverified:
            raise PackError(
                where,
                found=f"a figure nobody verified ({unverified.held.where})",
                expected="verified figures in consistency claims, assumptions, steps",
                mend="use another figure",
            ) from None
        facts[name] = scope.facts_in(expression)
    answer = "".join(f"({claim.low}, {claim.high}), " for claim in made)
    function = _function("claims", compiler, f"({answer})")
    return Claims(tuple(rules), facts, function)


def _function(name: str, compiler: Compiler, answer: str) -> Function:
    body = "\n    ".join([*compiler.lines, f"return {answer}"])
    return Function(name, f"def rule(L, H):\n    {body}\n", compiler.constants)


def compile_mechanism(
    rulebook: Rulebook, mechanism: Mechanism, on: datetime.date
) -> Rule:
    version = mechanism.version_at(on)
    if version is None or version.conditions is None or version.state == "announced":
        first = mechanism.versions[0]
        not_covered = (
            on < first.start and not first.started
            if version is None
            else version.conditions is None and version.state != "announced"
        )
        return Rule(
            mechanism.name, version, not_covered, None, None, None, None, (), (),
            (), None, (), (), (), (),
        )  # fmt: skip
    return _Building(rulebook, mechanism, version, on).rule()


class _Building:
    """Compiles one version: its conditions, its parts, its amount."""

    def __init__(
        self,
        rulebook: Rulebook,
        mechanism: Mechanism,
        version: Version,
        on: datetime.date,
    ) -> None:
        self.rulebook = rulebook
        self.mechanism = mechanism
        self.version = version
        self.scope = Scope(rulebook, on, mechanism, version)
        self.compiler = Compiler(self.scope)
        self.claims: list[Operand] = []
        self.ends: list[int] = []  # how many lines each claim needs
        self.flags: dict[tuple[str, str], Flag] = {}
        self.used: list[Expression] = []

    def rule(self) -> Rule:
        conditions = tuple(self._condition(c) for c in self.version.conditions or ())
        amount, operand, unverified = self._amount()
        parts, slots = self._parts()
        function = _function("rule", self.compiler, self._answer(operand, slots))
        made = tuple(self.compiler.made.items())
        pairs = "".join(f"({item.low}, {item.high}), " for _, item in made)
        counts: dict[str, int] = {}
        for expression in self.used:
            for name, count in self.scope.names(expression).items():
                counts[name] = counts.get(name, 0) + count
        facts = tuple(name for name in self.rulebook.facts if name in counts)
        columns = {c for used in self.used for c in self.scope.columns_in(used)}
        return Rule(
            name=self.mechanism.name,
            version=self.version,
            not_covered=False,
            unverified=unverified,
            function=function,
            may_hold=self._may_hold(),
            trace=_function("trace", self.compiler, f"({pairs})"),
            made=tuple(expression for expression, _ in made),
            conditions=conditions,
            parts=parts,
            amount=amount,
            facts=facts,
            splits=tuple(self.scope.index[f] for f in facts if counts[f] > 1),
            flags=tuple(self.flags.values()),
            columns=tuple(sorted(columns)),
        )

    def _may_hold(self) -> Function:
        """The conditions alone, left at the first that fails: searches ask it often."""
        body, line = [], 0
        for claim, end in zip(self.claims, self.ends, strict=True):
            body += self.compiler.lines[line:end]
            body.append(f"if not {claim.high}: return False")
            line = end
        text = "\n    ".join([*body, "return True"])
        source = f"def rule(L, H):\n    {text}\n"
        return Function("may_hold", source, self.compiler.constants)

    def _answer(self, operand: Operand | None, slots: list[Operand]) -> str:
        sure = " and ".join(claim.low for claim in self.claims) or "True"
        possible = " and ".join(claim.high for claim in self.claims) or "True"
        least, most = (operand.low, operand.high) if operand else ("0", "0")
        claims = "".join(f"({c.low}, {c.high}), " for c in self.claims)
        parts = "".join(
            f"{part.low}, " if part.kind == "choice" else f"({part.low}, {part.high}), "
            for part in slots
        )
        return f"(({sure}), ({possible}), {least}, {most}, ({claims}), ({parts}))"

    def _condition(self, condition: Condition) -> RuleCondition:
        expression = parse(condition.rule, condition.where)
        grade, reason, slot = condition.grade, condition.reason, None
        figures = self.scope.figures_in(expression)
        source = condition.source or self._source(figures)
        try:
            claim = self.compiler.claim(expression, condition.where)
        except Unverified as unverified:
            grade, reason = "unverified", unverified.held.reason
        else:
            if grade != "unverified":
                slot = len(self.claims)
                self.claims.append(claim)
                self.ends.append(len(self.compiler.lines))
                self.used.append(expression)
                grade = self._graded(condition, figures)
        if grade == "unverified":
            key = ("condition", condition.name)
            self.flags[key] = Flag(*key, grade, reason, source)
        facts = self.scope.facts_in(expression)
        return RuleCondition(
            condition.name, expression, facts, source, grade, reason, slot
        )

    def _graded(self, condition: Condition, figures: list[Figure]) -> Grade:
        flagged = self._flag_figures(figures)
        source = condition.source
        if condition.grade == "flagged" or (source and self._unlinked(source)):
            key = ("condition", condition.name)
            self.flags[key] = Flag(*key, "flagged", condition.reason, source)
            return "flagged"
        return "flagged" if flagged else "sourced"

    def _flag_figures(self, figures: list[Figure]) -> bool:
        flagged = [figure for figure in figures if self._is_flagged(figure)]
        for figure in flagged:
            held, key = figure.held, ("parameter", figure.parameter.name)
            reason = held.reason or "the source has no address"
            self.flags[key] = Flag(*key, "flagged", reason, held.source)
        return bool(flagged)

    def _is_flagged(self, figure: Figure) -> bool:
        return figure.held.grade != "sourced" or self._unlinked(figure.held.source)

    def _unlinked(self, name: str) -> bool:
        source = self.rulebook.sources.get(name)
        return source is None or source.url is None or source.withdrawn is not None

    def _source(self, figures: list[Figure]) -> str | None:
        if figures:
            return figures[0].held.source
        if self.version.source:
            return self.version.source
        return next(iter(self.mechanism.sources), None)

    def _amount(self) -> tuple[Expression | None, Operand | None, str | None]:
        text = self.version.amount
        if text is None:
            return None, None, None
        where = f"{self.version.where}.amount"
        expression = parse(text, where)
        try:
            operand = self.compiler.money(expression, self.version.currency, where)
        except Unverified as unverified:
            return None, None, unverified.held.reason or "not verified"
        self.used.append(expression)
        self._flag_figures(self.scope.figures_in(expression))
        return expression, operand, None

    def _parts(self) -> tuple[tuple[RulePart, ...], list[Operand]]:
        parts, slots = [], []
        for name in self.version.parts:
            found = self.scope.rule_of(name)
            assert found is not None
            expression, where = found
            figures = self.scope.figures_in(expression)
            try:
                operand = self.compiler.operand(expression, where)
            except Unverified:
                continue
            source = self._source(figures) if figures else None
            is_flagged = any(self._is_flagged(figure) for figure in figures)
            grade: Grade = "flagged" if is_flagged else "sourced"
            unit = shown(operand.unit or SHARE) if operand.kind == "number" else ""
            facts = self.scope.facts_in(expression)
            parts.append(
                RulePart(name, operand.kind, unit, operand.values, source, grade, facts)
            )
            slots.append(operand)
        return tuple(parts), slots
