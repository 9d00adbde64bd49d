"""The rules of a corridor at a date, ready to be asked: what the cache keeps."""

from __future__ import annotations

import datetime
import marshal
from collections.abc import Callable
from operator import itemgetter
from typing import Any, ClassVar, NamedTuple

from twiza.packs.model import Grade, Version
from twiza.records import record
from twiza.rules.trials import NAMES

Pair = tuple[float, float]
Outcome = tuple[bool, bool, float, float, tuple[Pair, ...], tuple[Any, ...]]


@record
class Flag:
    """A figure, condition or place that computes, and why it is not certain."""

    what: str
    name: str
    grade: Grade
    reason: str | None
    source: str | None


@record
class RuleCondition:
    """A condition. Without a `slot` its threshold is unverified: it is assumed.

    names   everything it rests on, through derived facts, in reading order
    step    its place in the trace
    """

    name: str
    facts: tuple[str, ...]
    names: tuple[str, ...]
    source: str | None
    grade: Grade
    reason: str | None
    slot: int | None
    step: int | None


@record
class RulePart:
    name: str
    kind: str
    unit: str
    values: tuple[str, ...]
    source: str | None
    grade: Grade
    facts: tuple[str, ...]


class Step(NamedTuple):
    """One operation of a trace. Operands are places in the same trace."""

    op: str
    kind: str
    operands: tuple[int, ...]
    fact: str


class Function:
    """Generated source with its tables. The compiled code travels with it; the function
    does not.
    """

    __slots__ = ("_call", "code", "constants", "name", "source")
    names: ClassVar[dict[str, Any]] = NAMES

    def __init__(
        self, name: str, source: str, constants: dict[str, object], code: bytes = b""
    ) -> None:
        self.name, self.source, self.constants = name, source, constants
        self.code = code or marshal.dumps(compile(source, f"<{name}>", "exec"))
        self._call: Callable[..., Any] | None = None

    @property
    def call(self) -> Callable[..., Any]:
        if self._call is None:
            # The names in the source are v1, v2…, L, H, the constants and NAMES:
            # nothing of a pack's text reaches it.
            names = {**self.names, **self.constants, "__builtins__": {}}
            exec(marshal.loads(self.code), names)  # noqa: S102, S302
            self._call = names["rule"]
        assert self._call is not None
        return self._call

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.name, self.source, self.constants, self.code)


@record
class Rule:
    """One mechanism at one date.

    unverified  why the amount cannot be computed
    may_hold    whether it may grant at all, told at the first refusal
    along       per fact that stands more than once: how its bounds run along it; None
                where that must be searched for
    classes     per choice: sets of values that the rule treats alike
    critical    figures that a fact is compared with directly
    places      of the steps in the form; `claims`: of the conditions; `amount`: of
                the amount
    """

    name: str
    version: Version | None
    not_covered: bool
    unverified: str | None
    function: Function | None
    may_hold: Function | None
    trace: Function | None
    steps: tuple[Step, ...]
    named: dict[str, int]
    conditions: tuple[RuleCondition, ...]
    parts: tuple[RulePart, ...]
    amount_step: int | None
    amount_names: tuple[str, ...]
    facts: tuple[str, ...]
    along: dict[int, Function | None]
    classes: dict[str, tuple[int, ...]]
    critical: dict[str, tuple[float, ...]]
    flags: tuple[Flag, ...]
    columns: tuple[str, ...]
    places: tuple[int, ...]
    claims: tuple[int, ...]
    amount: int | None

    @property
    def roots(self) -> tuple[int, ...]:
        return self.claims if self.amount is None else (*self.claims, self.amount)

    def evaluate(self, low: list[Any], high: list[Any]) -> Outcome:
        assert self.function is not None
        outcome: Outcome = self.function.call(low, high)
        return outcome


@record
class Claims:
    """Named claims that are no mechanism's: consistency, assumptions, steps."""

    names: tuple[str, ...]
    facts: dict[str, tuple[str, ...]]
    function: Function
    places: tuple[int, ...]

    def evaluate(self, low: list[Any], high: list[Any]) -> dict[str, Pair]:
        return dict(zip(self.names, self.function.call(low, high), strict=True))


@record
class Rules:
    """Everything that can be evaluated on a date."""

    on: datetime.date
    index: dict[str, int]
    rules: dict[str, Rule]
    ceilings: dict[str, Rule]
    consistency: Claims
    assumptions: Claims
    steps: Claims


PAD = (0, 0)  # a getter of fewer than two places would give no tuple


@record
class Known:
    """The program of situations in which all is known: functions over one list of
    values `V`, first the facts, then the rest. A mechanism that rests on a figure of
    which only the range is known has no part in it.

    needed   the facts that some rule rests on
    size     how many values there are
    first    `rule(V)` evaluates all
    after    per fact: `rule(V)` evaluates what rests on it. Not of one that decides
             what is assumed: then all is begun anew
    held     per mechanism: where it says whether its conditions hold
    amount   per mechanism: where its amount stands
    steps    per mechanism: takes the values of its trace out of `V`, then PAD
    """

    needed: tuple[str, ...]
    size: int
    first: Function
    after: dict[str, Function]
    held: dict[str, int]
    amount: dict[str, int]
    steps: dict[str, itemgetter[Any]]
