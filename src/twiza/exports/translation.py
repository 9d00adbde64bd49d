"""The expressions of a pack, translated into Publicodes.

Nothing is approximated: what has no exact counterpart is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from twiza.errors import PackError, shortened
from twiza.exports.naming import (
    DERIVED,
    FACTS,
    PARAMETERS,
    PARTS,
    PLACES,
    dotted,
    plain,
    quantity,
    usable,
)
from twiza.packs.model import Row
from twiza.rules.expressions import Call, Expression, Literal, Name
from twiza.rules.scope import Figure, Scope, Unverified

Formula = str | float | dict[str, Any]

NO = "non"
LONGEST_LINE = 120
_INFIX = re.compile(r" (?:[-+*/<>=]|[<>!]=) ")


class Translator:
    """Translates one mechanism's expressions and keeps what they rest on.

    home  namespace of the mechanism; empty for rules that belong to none
    """

    def __init__(self, scope: Scope, home: str = "") -> None:
        self.scope = scope
        self.home = home
        self.facts: set[str] = set()
        self.derived: dict[str, Formula] = {}
        self.parts: dict[str, Formula] = {}
        self.figures: dict[str, Figure] = {}
        self.columns: set[tuple[str, str]] = set()
        self._open: list[str] = []
        self._where = ""

    def formula(self, expression: Expression, where: str) -> Formula:
        """raises Unverified where a figure is missing, PackError where Publicodes
        cannot say it."""
        outer, self._where = self._where, where
        try:
            return self._made(expression)
        finally:
            self._where = outer

    def _made(self, expression: Expression) -> Formula:
        match expression:
            case Literal(value=value) if isinstance(value, (int, float)):
                return value
            case Name(name=name):
                return self._named(name)
            case Call(operation=operation, operands=operands):
                return _OPERATIONS[operation](self, operation, operands)
        raise self._refused(f"the value {shortened(expression)} alone")

    # Names, in the order in which a rule looks them up

    def _named(self, name: str) -> Formula:
        if name == "million":
            return "1000000 MAD/MMAD"
        if name in self.scope.facts:
            self.facts.add(name)
            return dotted(FACTS, usable(name, self._where))
        if name in self.scope.parts:
            self._stay_shared(name)
            return self._ruled(name, self.parts, dotted(self.home, PARTS))
        if self.scope.rule_of(name) is not None:
            return self._ruled(name, self.derived, DERIVED)
        self._figure(name, "number")
        return self._place_of(name)

    def _place_of(self, name: str) -> str:
        own = name in self.scope.own
        return dotted(*((self.home,) if own else ()), PARAMETERS, name)

    def _ruled(self, name: str, made: dict[str, Formula], namespace: str) -> Formula:
        """A part or derived fact, by its name; its rule is translated beside."""
        if name in self._open:
            raise self._refused(f"{name}, which rests on itself")
        if name not in made:
            found = self.scope.rule_of(name)
            assert found is not None
            self._open.append(name)
            try:
                made[name] = self.formula(*found)
            finally:
                self._open.pop()
        return dotted(namespace, usable(name, self._where))

    def _figure(self, name: str, form: str) -> Figure:
        figure = self.scope.figure(name, self._where)
        if figure.parameter.form != form:
            raise self._refused(f"{name} where its form is {figure.parameter.form}")
        if figure.held.value is None:
            if figure.held.least is not None and figure.held.most is not None:
                raise self._refused(f"{name}, known as a range only")
            raise Unverified(figure.held)
        if name in self.scope.own:
            self._stay_shared(name)
        usable(name, self._where)
        self.figures[name] = figure
        return figure

    def _stay_shared(self, name: str) -> None:
        """A derived fact is one rule for all: it cannot mean a mechanism's own name."""
        above = [item for item in self._open if item not in self.scope.parts]
        if above:
            raise self._refused(f"{name} of {self.home}, used by {above[-1]}")

    # Operations

    def _binary(self, sign: str, operands: tuple[Expression, ...]) -> Formula:
        first, last = operands
        if isinstance(last, Literal) and isinstance(last.value, str):
            return self._compared("=" if sign == "==" else sign, first, last.value)
        if isinstance(last, Literal) and isinstance(last.value, tuple):
            return self._among(first, last.value)
        return binary(
            "=" if sign == "==" else sign, self._made(first), self._made(last)
        )

    def _compared(self, sign: str, choice: Expression, value: str) -> Formula:
        return binary(sign, self._made(choice), quoted(value, self._where))

    def _in(self, _: str, operands: tuple[Expression, ...]) -> Formula:
        first, last = operands
        if isinstance(last, Literal) and isinstance(last.value, tuple):
            return self._among(first, last.value)
        if not isinstance(last, Name):
            raise self._refused("'in' without a list")
        values = self._figure(last.name, "choices").held.value
        assert isinstance(values, tuple)
        return self._among(first, tuple(str(value) for value in values))

    def _among(self, choice: Expression, values: tuple[str, ...]) -> Formula:
        return any_of([self._compared("=", choice, value) for value in values])

    def _not(self, _: str, operands: tuple[Expression, ...]) -> Formula:
        return binary("=", self._made(operands[0]), NO)

    def _all(self, _: str, operands: tuple[Expression, ...]) -> Formula:
        return {"toutes ces conditions": [self._made(item) for item in operands]}

    def _any(self, _: str, operands: tuple[Expression, ...]) -> Formula:
        return any_of([self._made(item) for item in operands])

    def _extreme(self, name: str, operands: tuple[Expression, ...]) -> Formula:
        """`plafond` and `plancher`: a rule of publicodes 1.10 cannot hold two of
        `le minimum de` or `le maximum de`."""
        limit = "plafond" if name == "min" else "plancher"
        found, *others = (self._made(item) for item in operands)
        for other in others:
            found = {"valeur": found, limit: other}
        return found

    def _if(self, _: str, operands: tuple[Expression, ...]) -> Formula:
        test, yes, no = (self._made(item) for item in operands)
        rest = no["variations"] if isinstance(no, dict) and "variations" in no else None
        return {"variations": [{"si": test, "alors": yes}, *(rest or [{"sinon": no}])]}

    # Tables

    def _lookup(self, _: str, operands: tuple[Expression, ...]) -> Formula:
        key, table = operands
        if not isinstance(table, Name):
            raise self._refused("a look-up in something without a name")
        fact = self.scope.facts.get(key.name) if isinstance(key, Name) else None
        if fact is not None and fact.type == "place":
            return self._column(fact.name, table.name)
        figure = self._figure(table.name, "table")
        unit, values = figure.parameter.unit, figure.held.value
        assert isinstance(values, dict)
        return {
            "variations": [
                {
                    "si": self._compared("=", key, choice),
                    "alors": quantity(value, unit, self._where),
                }
                for choice, value in values.items()
            ]
        }

    def _column(self, fact: str, column: str) -> Formula:
        self.scope.column(column, self._where)
        self.facts.add(fact)
        self.columns.add((fact, column))
        return dotted(PLACES, usable(fact, ""), usable(column, self._where))

    def _bands(self, _: str, operands: tuple[Expression, ...]) -> Formula:
        """Nested tests and no `grille`, which puts every threshold on one side."""
        figure, rows = self._rows("bands", operands[1])
        key, unit = figure.parameter.key, figure.parameter.unit
        number = self._made(operands[0])
        steps: list[dict[str, Any]] = [
            {
                "si": binary(
                    ">=" if row.inclusive else ">",
                    number,
                    quantity(row.threshold, key, self._where),
                ),
                "alors": quantity(row.value, unit, self._where),
            }
            for row in reversed(rows)
        ]
        return {"variations": [*steps, {"sinon": 0}]}

    def _scale(self, _: str, operands: tuple[Expression, ...]) -> Formula:
        figure, rows = self._rows("scale", operands[1])
        if figure.parameter.unit != "share" or rows[0].threshold < 0:
            raise self._refused("a scale that is not of shares from 0 on")
        key = figure.parameter.key
        rates = ([0.0] if rows[0].threshold else []) + [row.value for row in rows]
        ends = [row.threshold for row in rows if row.threshold]
        tranches: list[dict[str, Any]] = [{"taux": plain(rate)} for rate in rates]
        for tranche, end in zip(tranches, ends, strict=False):
            tranche["plafond"] = quantity(end, key, self._where)
        return {"barème": {"assiette": self._made(operands[0]), "tranches": tranches}}

    def _rows(self, form: str, table: Expression) -> tuple[Figure, list[Row]]:
        if not isinstance(table, Name):
            raise self._refused(f"{form} without a name")
        figure = self._figure(table.name, form)
        assert isinstance(figure.held.value, tuple)
        return figure, [row for row in figure.held.value if not isinstance(row, str)]

    def _refused(self, found: str) -> Unsayable:
        return Unsayable(
            self._where,
            found=found,
            expected="a rule that Publicodes can say exactly",
            mend="see docs/exports.md, or write the rule in another way",
        )


class Unsayable(PackError):
    """A rule that has no exact counterpart in Publicodes."""


def binary(sign: str, left: Formula, right: Formula) -> Formula:
    """As a line to read where both sides are lines, else as a mechanism."""
    sides = [plain(s) if isinstance(s, (int, float)) else s for s in (left, right)]
    if isinstance(sides[0], str) and isinstance(sides[1], str):
        line = f"{_bracketed(sides[0])} {sign} {_bracketed(sides[1])}"
        # Publicodes reads a text up to the last quote of the line: one text a line.
        if line.count("'") <= 2 and len(line) <= LONGEST_LINE:
            return line
    return {sign: sides}


def _bracketed(line: str) -> str:
    return f"({line})" if _INFIX.search(line) else line


def any_of(claims: list[Formula]) -> Formula:
    return claims[0] if len(claims) == 1 else {"une de ces conditions": claims}


def quoted(choice: str, where: str) -> str:
    return f"'{usable(choice, where)}'"


Operation = Callable[[Translator, str, tuple[Expression, ...]], Formula]
_OPERATIONS: dict[str, Operation] = {
    **dict.fromkeys(("+", "-", "*", "/"), Translator._binary),
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">="), Translator._binary),
    "in": Translator._in,
    "and": Translator._all,
    "or": Translator._any,
    "not": Translator._not,
    "if": Translator._if,
    "min": Translator._extreme,
    "max": Translator._extreme,
    "bands": Translator._bands,
    "scale": Translator._scale,
    "lookup": Translator._lookup,
}
