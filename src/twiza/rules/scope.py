"""What the names in a rule stand for, at one date."""

from __future__ import annotations

import datetime

from twiza.errors import PackError, did_you_mean
from twiza.packs.model import DatedValue, Fact, Mechanism, Parameter, Rulebook, Version
from twiza.records import record
from twiza.rules.expressions import Call, Expression, Name
from twiza.rules.parsing import parse
from twiza.rules.tables import Column


class Unverified(Exception):
    """A rule needs a figure that nobody has verified."""

    def __init__(self, held: DatedValue) -> None:
        super().__init__(held)
        self.held = held


@record
class Figure:
    """A parameter and the value it holds at the date."""

    parameter: Parameter
    held: DatedValue


class Scope:
    """The facts, derived facts, parameters and parts that one mechanism may use."""

    def __init__(
        self,
        rulebook: Rulebook,
        on: datetime.date,
        mechanism: Mechanism | None = None,
        version: Version | None = None,
    ) -> None:
        self.rulebook = rulebook
        self.on = on
        self.facts: dict[str, Fact] = rulebook.facts
        self.index = {name: index for index, name in enumerate(rulebook.facts)}
        self.own = mechanism.parameters if mechanism else {}
        self.parts = version.parts if version else {}
        self.version_where = version.where if version else ""
        self._parsed: dict[str, tuple[Expression, str]] = {}

    def choices(self, fact: str) -> tuple[str, ...]:
        if self.facts[fact].type == "place":
            return tuple(self.rulebook.places.provinces)
        return self.facts[fact].choices

    def rule_of(self, name: str) -> tuple[Expression, str] | None:
        """The expression of a part or derived fact, and where it stands."""
        if name not in self._parsed:
            if name in self.parts:
                where = f"{self.version_where}.parts.{name}"
                self._parsed[name] = (parse(self.parts[name], where), where)
            elif name in self.rulebook.derived:
                where = self.rulebook.rule_places[name]
                text = self.rulebook.derived[name]
                self._parsed[name] = (parse(text, where), where)
            else:
                return None
        return self._parsed[name]

    def parameter(self, name: str) -> Parameter | None:
        return self.own.get(name) or self.rulebook.parameters.get(name)

    def figure(self, name: str, where: str) -> Figure:
        parameter = self.parameter(name)
        if parameter is None:
            raise self._unknown(name, where)
        held = parameter.at(self.on)
        if held is None:
            raise PackError(
                where,
                found=f"{name}, which has no value on {self.on}",
                expected="a figure that exists wherever a rule in force needs it",
                mend=f"add an earlier value to {name}, or start the version later",
            )
        return Figure(parameter, held)

    def column(self, name: str, where: str) -> tuple[Column, tuple[str, ...]]:
        """A category of places as a table from places to categories."""
        values = self.rulebook.places.columns().get(name)
        if values is None:
            known = ", ".join(self.rulebook.places.columns())
            raise PackError(
                where,
                found=f"the place column {name!r}",
                expected=f"one of: {known or 'none is installed'}",
                mend="correct its name, or add it to places/provinces.csv",
            )
        bits = []
        for place in self.rulebook.places.provinces.values():
            cell = place.columns.get(name)
            if cell is None:
                raise PackError(
                    where,
                    found=f"no {name} for {place.code}",
                    expected="a category for every province",
                    mend="add it to places/provinces.csv",
                )
            bits.append(1 << values.index(cell.value))
        return Column(bits), values

    def _unknown(self, name: str, where: str) -> PackError:
        known = [
            *self.facts,
            *self.rulebook.derived,
            *self.parts,
            *self.own,
            *self.rulebook.parameters,
        ]
        return PackError(
            where,
            found=f"the name {name!r}",
            expected="a fact, derived fact, part or parameter",
            mend=did_you_mean(name, known) or "define it, or correct it",
        )

    # What an expression rests on, through derived facts and parts

    def names(self, expression: Expression) -> tuple[str, ...]:
        """Every name below an expression, tables included, in reading order."""
        found: dict[str, None] = {}
        waiting: list[Expression] = [expression]
        while waiting:
            match waiting.pop():
                case Name(name=name) if name not in found:
                    found[name] = None
                    rule = self.rule_of(name)
                    if rule is not None:
                        waiting.append(rule[0])
                case Call(operation=operation, operands=operands):
                    if operation in TABLES and isinstance(operands[1], Name):
                        found.setdefault(operands[1].name)
                    waiting += reversed(_evaluated(operation, operands))
        return tuple(found)

    def named_in(self, expression: Expression) -> tuple[str, ...]:
        """The names that stand in an expression itself, without tables."""
        match expression:
            case Name(name=name):
                return (name,)
            case Call(operation=operation, operands=operands):
                parts = _evaluated(operation, operands)
                return tuple(name for part in parts for name in self.named_in(part))
        return ()

    def facts_in(self, expression: Expression) -> tuple[str, ...]:
        return tuple(name for name in self.names(expression) if name in self.facts)

    def figures_in(self, expression: Expression) -> list[Figure]:
        found = []
        for name in self.names(expression):
            parameter = None if name in self.facts else self.parameter(name)
            held = parameter.at(self.on) if parameter else None
            if parameter and held:
                found.append(Figure(parameter, held))
        return found


TABLES = ("bands", "scale", "lookup")


def _evaluated(
    operation: str, operands: tuple[Expression, ...]
) -> tuple[Expression, ...]:
    """The operands that have a value: the second of a table names it."""
    return operands[:1] if operation in TABLES else operands
