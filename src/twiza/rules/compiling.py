"""Turns parsed expressions into Python source over intervals, checking types and units
on the way.

Every number is a pair (least, most), every claim a pair (surely true, possibly true),
every choice a set of bits. A known value is a pair of equals, so that one source serves
the known and the unknown, and its recorded values are the explanation.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal as Kind

from twiza.errors import PackError, shortened
from twiza.packs.model import DatedValue
from twiza.rules.expressions import Call, Expression, Literal, Name
from twiza.rules.scope import Figure, Scope, Unverified
from twiza.rules.tables import Bands, Lookup, Scale
from twiza.rules.units import SHARE, Unit, product, shown, unit_of

MOST_NUMBER = 1e150


@dataclass(frozen=True, slots=True)
class Operand:
    """A typed value in the generated source: the names of its two variables."""

    kind: Kind["number", "flag", "choice"]
    low: str
    high: str
    unit: Unit | None = None  # None: 0 or 1, of any unit
    least: float = 0
    most: float = 1
    domain: str = ""
    values: tuple[str, ...] = ()


@dataclass
class Compiler:
    """Compiles the expressions of one mechanism at one date to straight-line source."""

    scope: Scope
    where: str = ""
    lines: list[str] = field(default_factory=list)
    constants: dict[str, object] = field(default_factory=dict)
    made: dict[Expression, Operand] = field(default_factory=dict)
    open_names: list[str] = field(default_factory=list)

    def claim(self, expression: Expression, where: str) -> Operand:
        """A condition: must be true or false."""
        operand = self.operand(expression, where)
        if operand.kind != "flag":
            raise self._wrong(f"a {operand.kind}", "something true or false")
        return operand

    def money(self, expression: Expression, currency: str, where: str) -> Operand:
        """An amount: must be in the currency; never below 0."""
        operand = self.operand(expression, where)
        unit = unit_of(currency, where)
        if operand.kind != "number" or operand.unit not in (unit, None):
            raise self._wrong(self._of(operand), f"an amount in {currency}")
        zero = Operand("number", "0", "0", unit, 0, 0)
        return self._chosen("max", operand, zero)

    def operand(self, expression: Expression, where: str) -> Operand:
        self.where = where
        return self._made(expression)

    def _made(self, expression: Expression) -> Operand:
        if expression not in self.made:
            self.made[expression] = self._make(expression)
        return self.made[expression]

    def _make(self, expression: Expression) -> Operand:
        match expression:
            case Literal(value=value):
                return self._literal(value)
            case Name(name=name):
                return self._named(name)
            case Call(operation=operation, operands=operands):
                return _OPERATIONS[operation](self, operation, operands)
        raise AssertionError(expression)

    # Names

    def _literal(self, value: float | str | tuple[str, ...]) -> Operand:
        if isinstance(value, (int, float)):
            return Operand("number", repr(value), repr(value), None, value, value)
        raise self._wrong(
            f"the choice {shortened(value)} alone", "a choice compared with a fact"
        )

    def _named(self, name: str) -> Operand:
        if name == "million":
            unit = product(unit_of("MAD", ""), unit_of("MMAD", ""), -1)
            return Operand("number", "1000000.0", "1000000.0", unit, 1e6, 1e6)
        fact = self.scope.facts.get(name)
        if fact is not None:
            return self._fact(name)
        rule = self.scope.rule_of(name)
        if rule is not None:
            return self._rule(name, *rule)
        figure = self.scope.figure(name, self.where)
        if figure.parameter.form != "number":
            raise self._wrong(
                f"the {figure.parameter.form} {name} as a number", "a figure"
            )
        return self._figure(figure.held, unit_of(figure.parameter.unit, self.where))

    def _figure(self, held: DatedValue, unit: Unit) -> Operand:
        if isinstance(held.value, (int, float)):
            value = float(held.value)
            return Operand("number", repr(value), repr(value), unit, value, value)
        if held.least is not None and held.most is not None:
            least, most = float(held.least), float(held.most)
            return Operand("number", repr(least), repr(most), unit, least, most)
        raise Unverified(held)

    def _fact(self, name: str) -> Operand:
        fact = self.scope.facts[name]
        index = self.scope.index[name]
        if fact.type in ("choice", "place"):
            mask = self._line(f"L[{index}]")
            domain = "place" if fact.type == "place" else name
            return Operand(
                "choice", mask, mask, domain=domain, values=self.scope.choices(name)
            )
        low, high = self._line(f"L[{index}]"), self._line(f"H[{index}]")
        if fact.type == "flag":
            return Operand("flag", low, high)
        unit = unit_of(fact.unit, fact.where)
        return Operand("number", low, high, unit, fact.least, fact.most)

    def _rule(self, name: str, expression: Expression, where: str) -> Operand:
        if name in self.open_names:
            cycle = " → ".join([*self.open_names, name])
            raise PackError(
                where,
                found=f"a circle: {cycle}",
                expected="a derived fact that does not rest on itself",
                mend="break the circle",
            )
        outer = self.where
        self.open_names.append(name)
        made = self.operand(expression, where)
        self.open_names.pop()
        self.where = outer
        return made

    # Operations

    def _arithmetic(self, sign: str, operands: tuple[Expression, ...]) -> Operand:
        left, right = (self._number(item) for item in operands)
        if sign in "+-":
            return self._sum(sign, left, right)
        unit = product(
            left.unit or SHARE, right.unit or SHARE, 1 if sign == "*" else -1
        )
        if sign == "/":
            if right.least <= 0 <= right.most:
                raise self._wrong(
                    f"a divisor between {right.least:g} and {right.most:g}",
                    "a divisor whose bounds leave out 0",
                )
            if right.least > 0 and left.least >= 0:
                low = self._line(f"{left.low} / {right.high}")
                high = self._line(f"{left.high} / {right.low}")
                bounds = (left.least / right.most, left.most / right.least)
                return self._bounded(low, high, unit, bounds)
        elif left.least >= 0 and right.least >= 0:
            low = self._line(f"{left.low} * {right.low}")
            high = self._line(f"{left.high} * {right.high}")
            bounds = (left.least * right.least, left.most * right.most)
            return self._bounded(low, high, unit, bounds)
        return self._corners(sign, left, right, unit)

    def _sum(self, sign: str, left: Operand, right: Operand) -> Operand:
        unit = self._same_unit(left, right, sign)
        first, last = (right.low, right.high)[:: 1 if sign == "+" else -1]
        low = self._line(f"{left.low} {sign} {first}")
        high = self._line(f"{left.high} {sign} {last}")
        if sign == "+":
            bounds = (left.least + right.least, left.most + right.most)
        else:
            bounds = (left.least - right.most, left.most - right.least)
        return self._bounded(low, high, unit, bounds)

    def _corners(self, sign: str, left: Operand, right: Operand, unit: Unit) -> Operand:
        """Product or quotient of numbers that may be negative: the corners decide."""
        corners = ", ".join(
            f"{a} {sign} {b}"
            for a in (left.low, left.high)
            for b in (right.low, right.high)
        )
        both = self._line(f"({corners})")
        low, high = self._line(f"min({both})"), self._line(f"max({both})")
        reached = [
            a * b if sign == "*" else a / b
            for a in (left.least, left.most)
            for b in (right.least, right.most)
        ]
        return self._bounded(low, high, unit, (min(reached), max(reached)))

    def _bounded(
        self, low: str, high: str, unit: Unit | None, bounds: tuple[float, float]
    ) -> Operand:
        least, most = bounds
        if not (math.isfinite(least) and math.isfinite(most)) or (
            max(abs(least), abs(most)) > MOST_NUMBER
        ):
            raise self._wrong("a number without a sensible bound", "smaller bounds")
        return Operand("number", low, high, unit, least, most)

    def _extreme(self, name: str, operands: tuple[Expression, ...]) -> Operand:
        found = self._number(operands[0])
        for item in operands[1:]:
            found = self._chosen(name, found, self._number(item))
        return found

    def _chosen(self, name: str, left: Operand, right: Operand) -> Operand:
        unit = self._same_unit(left, right, name)
        sign = "<" if name == "min" else ">"
        low, high = (
            self._line(f"{a} if {a} {sign} {b} else {b}")
            for a, b in ((left.low, right.low), (left.high, right.high))
        )
        extreme = min if name == "min" else max
        bounds = (extreme(left.least, right.least), extreme(left.most, right.most))
        return self._bounded(low, high, unit, bounds)

    def _comparison(self, sign: str, operands: tuple[Expression, ...]) -> Operand:
        first, last = operands
        if isinstance(last, Literal) and isinstance(last.value, (str, tuple)):
            return self._membership(sign, operands)
        left = self._made(first)
        if left.kind == "choice":
            raise self._wrong("a choice compared with a value", "a choice in quotes")
        left, right = self._number(first), self._number(last)
        self._same_unit(left, right, sign)
        a, b, c, d = left.low, left.high, right.low, right.high
        sure, possible = {
            ">=": (f"{a} >= {d}", f"{b} >= {c}"),
            ">": (f"{a} > {d}", f"{b} > {c}"),
            "<=": (f"{b} <= {c}", f"{a} <= {d}"),
            "<": (f"{b} < {c}", f"{a} < {d}"),
            "==": (f"{a} == {b} == {c} == {d}", f"{a} <= {d} and {c} <= {b}"),
            "!=": (f"{b} < {c} or {d} < {a}", f"not ({a} == {b} == {c} == {d})"),
        }[sign]
        return Operand("flag", self._line(sure), self._line(possible))

    def _membership(self, sign: str, operands: tuple[Expression, ...]) -> Operand:
        first, last = operands
        left = self._made(first)
        if left.kind != "choice":
            raise self._wrong(f"{self._of(left)} compared with a choice", "a choice")
        wanted = self._wanted(sign, last, left)
        bits = sum(1 << left.values.index(value) for value in set(wanted))
        sure = self._line(f"not {left.low} & {~bits & (1 << len(left.values)) - 1}")
        possible = self._line(f"{left.low} & {bits} != 0")
        if sign == "!=":
            return self._denied(Operand("flag", sure, possible))
        return Operand("flag", sure, possible)

    def _wanted(self, sign: str, last: Expression, left: Operand) -> tuple[str, ...]:
        if isinstance(last, Name) and sign == "in":
            figure = self.scope.figure(last.name, self.where)
            of = figure.parameter.key
            if figure.parameter.form != "choices" or of not in (left.domain,):
                raise self._wrong(
                    f"{last.name}, a list of {of or 'nothing'}",
                    f"a list of {left.domain}",
                )
            if not isinstance(figure.held.value, tuple):
                raise Unverified(figure.held)
            wanted = tuple(str(value) for value in figure.held.value)
        elif isinstance(last, Literal) and isinstance(last.value, (str, tuple)):
            single = isinstance(last.value, str)
            if single == (sign == "in"):
                raise self._wrong(
                    f"{sign} {shortened(last.value)}", "== 'a' or in ['a']"
                )
            wanted = (last.value,) if isinstance(last.value, str) else last.value
        else:
            raise self._wrong(
                "'in' without a list", "in ['a', 'b'] or a list parameter"
            )
        for value in wanted:
            if value not in left.values:
                raise self._wrong(
                    f"the choice {value!r}", f"one of: {', '.join(left.values[:20])}"
                )
        return wanted

    def _denied(self, claim: Operand) -> Operand:
        return Operand(
            "flag", self._line(f"not {claim.high}"), self._line(f"not {claim.low}")
        )

    def _not(self, _: str, operands: tuple[Expression, ...]) -> Operand:
        return self._denied(self._flag(operands[0]))

    def _logic(self, name: str, operands: tuple[Expression, ...]) -> Operand:
        claims = [self._flag(item) for item in operands]
        return Operand(
            "flag",
            self._line(f" {name} ".join(claim.low for claim in claims)),
            self._line(f" {name} ".join(claim.high for claim in claims)),
        )

    def _if(self, _: str, operands: tuple[Expression, ...]) -> Operand:
        test = self._flag(operands[0])
        yes, no = self._made(operands[1]), self._made(operands[2])
        if yes.kind != no.kind or yes.domain != no.domain:
            raise self._wrong(
                f"{self._of(yes)} or {self._of(no)}", "two values of one kind"
            )
        if yes.kind == "choice":
            mask = self._line(
                f"{yes.low} if {test.low} else {no.low} if not {test.high}"
                f" else {yes.low} | {no.low}"
            )
            return Operand("choice", mask, mask, domain=yes.domain, values=yes.values)
        low, high = (
            self._line(
                f"{y} if {test.low} else {n} if not {test.high} else {best}({y}, {n})"
            )
            for y, n, best in ((yes.low, no.low, "min"), (yes.high, no.high, "max"))
        )
        if yes.kind == "flag":
            return Operand("flag", low, high)
        unit = self._same_unit(yes, no, "if")
        bounds = (min(yes.least, no.least), max(yes.most, no.most))
        return self._bounded(low, high, unit, bounds)

    def _table(self, name: str, operands: tuple[Expression, ...]) -> Operand:
        number = self._number(operands[0])
        figure = self._table_of(name, operands[1])
        key = unit_of(figure.parameter.key, self.where)
        unit = unit_of(figure.parameter.unit, self.where)
        if number.unit not in (key, None):
            raise self._wrong(self._of(number), f"{shown(key)}, as in the table")
        if not isinstance(figure.held.value, tuple):
            raise Unverified(figure.held)
        rows = [row for row in figure.held.value if not isinstance(row, str)]
        table: Bands | Scale = Bands(rows) if name == "bands" else Scale(rows)
        least, most = table(number.least, number.most)
        if name == "scale":
            unit = product(key, unit)
        elif unit != SHARE and number.least < rows[0].threshold:
            raise self._wrong("a number below the first band", "a band for it")
        low, high = self._pair(f"{self._constant(table)}({number.low}, {number.high})")
        return self._bounded(low, high, unit, (least, most))

    def _lookup(self, _: str, operands: tuple[Expression, ...]) -> Operand:
        key = self._made(operands[0])
        if key.kind != "choice" or not isinstance(operands[1], Name):
            raise self._wrong("a look-up by something else", "lookup(choice, table)")
        if key.domain == "place":
            return self._column(key, operands[1].name)
        figure = self._table_of("table", operands[1])
        if figure.parameter.key != key.domain:
            raise self._wrong(
                f"{operands[1].name}, keyed by {figure.parameter.key}",
                f"a table keyed by {key.domain}",
            )
        if not isinstance(figure.held.value, dict):
            raise Unverified(figure.held)
        table = figure.held.value
        if set(table) != set(key.values):
            raise self._wrong(
                f"the keys {', '.join(table)}", f"every key: {', '.join(key.values)}"
            )
        values = [table[value] for value in key.values]
        low, high = self._pair(f"{self._constant(Lookup(values))}({key.low})")
        unit = unit_of(figure.parameter.unit, self.where)
        return self._bounded(low, high, unit, (min(values), max(values)))

    def _column(self, key: Operand, name: str) -> Operand:
        column, values = self.scope.column(name, self.where)
        mask = self._line(f"{self._constant(column)}({key.low})")
        return Operand("choice", mask, mask, domain=name, values=values)

    # Small parts

    def _table_of(self, form: str, expression: Expression) -> Figure:
        if isinstance(expression, Name):
            figure = self.scope.figure(expression.name, self.where)
            if figure.parameter.form == form:
                return figure
        raise self._wrong("something else as a table", f"the name of {form}")

    def _number(self, expression: Expression) -> Operand:
        operand = self._made(expression)
        if operand.kind != "number":
            raise self._wrong(self._of(operand), "a number")
        return operand

    def _flag(self, expression: Expression) -> Operand:
        operand = self._made(expression)
        if operand.kind != "flag":
            raise self._wrong(self._of(operand), "something true or false")
        return operand

    def _same_unit(self, left: Operand, right: Operand, sign: str) -> Unit | None:
        if None not in (left.unit, right.unit) and left.unit != right.unit:
            raise self._wrong(
                f"{self._of(left)} {sign} {self._of(right)}", "two values of one unit"
            )
        return left.unit if left.unit is not None else right.unit

    def _of(self, operand: Operand) -> str:
        if operand.kind == "number":
            return f"a number in {shown(operand.unit or SHARE)}"
        return f"a {operand.kind}"

    def _line(self, source: str) -> str:
        name = f"v{len(self.lines)}"
        self.lines.append(f"{name} = {source}")
        return name

    def _pair(self, source: str) -> tuple[str, str]:
        low = f"v{len(self.lines)}"
        self.lines.append(f"{low}, {low}h = {source}")
        return low, f"{low}h"

    def _constant(self, value: object) -> str:
        name = f"T{len(self.constants)}"
        self.constants[name] = value
        return name

    def _wrong(self, found: str, expected: str) -> PackError:
        return PackError(
            self.where,
            found=found,
            expected=expected,
            mend="correct the rule, or the unit or type of what it uses",
        )


Operation = Callable[[Compiler, str, tuple[Expression, ...]], Operand]
_OPERATIONS: dict[str, Operation] = {
    **dict.fromkeys("+-*/", Compiler._arithmetic),
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">="), Compiler._comparison),
    "in": Compiler._membership,
    "and": Compiler._logic,
    "or": Compiler._logic,
    "not": Compiler._not,
    "if": Compiler._if,
    "min": Compiler._extreme,
    "max": Compiler._extreme,
    "bands": Compiler._table,
    "scale": Compiler._table,
    "lookup": Compiler._lookup,
}
