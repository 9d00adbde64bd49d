"""Translates parsed expressions into the typed form: resolves names, folds dated
figures, checks types and units.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from twiza.errors import PackError, did_you_mean, shortened
from twiza.packs.model import DatedValue
from twiza.rules.expressions import Call, Expression, Literal, Name
from twiza.rules.folding import add_folded, constant
from twiza.rules.form import COMPARISONS, Form, Kind, Node
from twiza.rules.scope import Figure, Scope, Unverified
from twiza.rules.tables import Bands, Lookup, Scale
from twiza.rules.units import SHARE, Unit, product, shown, unit_of

MOST_NUMBER = 1e150
MOST_NODES = 20_000
MOST_LEVELS = 150
MILLION = product(unit_of("MAD", ""), unit_of("MMAD", ""), -1)


class Translator:
    """Adds the expressions that one scope understands to a form."""

    def __init__(self, scope: Scope, form: Form) -> None:
        self.scope, self.form = scope, form
        self.where = ""
        self.made: dict[Expression, int] = {}
        self.levels: dict[int, int] = {}  # how many operations stand one upon another

    def claim(self, expression: Expression, where: str) -> int:
        """A condition: must be true or false."""
        place = self.value(expression, where)
        if self.form.nodes[place].kind != "flag":
            raise self._wrong(self._of(place), "something true or false")
        return place

    def money(self, expression: Expression, currency: str, where: str) -> int:
        """An amount: must be in the currency; never below 0."""
        place = self.value(expression, where)
        unit, node = unit_of(currency, where), self.form.nodes[place]
        if node.kind != "number" or node.unit not in (unit, None):
            raise self._wrong(self._of(place), f"an amount in {currency}")
        if node.least >= 0:
            return place
        return self._chosen("max", place, self._constant(0.0, 0.0, unit))

    def value(self, expression: Expression, where: str) -> int:
        """The place in the form of what an expression says; else a PackError."""
        self.where = where
        self._prepare(expression)
        return self._made(expression)

    def _prepare(self, expression: Expression) -> None:
        """Makes first what others rest on: a long chain is then no deep recursion."""
        waiting = [(name, False) for name in self.scope.named_in(expression)]
        open_names: dict[str, None] = {}
        while waiting:
            name, is_ready = waiting.pop()
            rule = self.scope.rule_of(name)
            if rule is None or Name(name) in self.made:
                continue
            if is_ready:
                del open_names[name]
                self._made(Name(name))
                continue
            if name in open_names:
                raise _circle([*open_names, name], rule[1])
            open_names[name] = None
            waiting.append((name, True))
            waiting += [(below, False) for below in self.scope.named_in(rule[0])]

    def _made(self, expression: Expression) -> int:
        if expression not in self.made:
            if len(self.form.nodes) > MOST_NODES:
                raise self._wrong(f"over {MOST_NODES} operations", "a shorter rulebook")
            self.made[expression] = self._make(expression)
        return self.made[expression]

    def _make(self, expression: Expression) -> int:
        match expression:
            case Literal(value=value):
                return self._literal(value)
            case Name(name=name):
                return self._named(name)
            case Call(operation=operation, operands=operands):
                return _OPERATIONS[operation](self, operation, operands)
        raise AssertionError(expression)

    # Names

    def _literal(self, value: float | str | tuple[str, ...]) -> int:
        if isinstance(value, (int, float)):
            return self._constant(float(value), float(value), None)
        raise self._wrong(
            f"the choice {shortened(value)} alone", "a choice compared with a fact"
        )

    def _named(self, name: str) -> int:
        if name == "million":
            return self._constant(1e6, 1e6, MILLION)
        if name in self.scope.facts:
            return self._fact(name)
        rule = self.scope.rule_of(name)
        if rule is not None:
            return self._rule(*rule)
        figure = self.scope.figure(name, self.where)
        if figure.parameter.form != "number":
            raise self._wrong(
                f"the {figure.parameter.form} {name} as a number", "a figure"
            )
        return self._figure(figure.held, unit_of(figure.parameter.unit, self.where))

    def _figure(self, held: DatedValue, unit: Unit) -> int:
        if isinstance(held.value, (int, float)):
            return self._constant(float(held.value), float(held.value), unit)
        if held.least is not None and held.most is not None:
            return self._constant(float(held.least), float(held.most), unit)
        raise Unverified(held)

    def _fact(self, name: str) -> int:
        fact, index = self.scope.facts[name], self.scope.index[name]
        bit = 1 << index
        if fact.type in ("choice", "place"):
            domain = "place" if fact.type == "place" else name
            values = self.scope.choices(name)
            return self._add(
                "fact", (), "choice", None, (0, 1), index, domain, values, bit
            )
        if fact.type == "flag":
            return self._add("fact", (), "flag", None, (0, 1), index, depends=bit)
        unit, bounds = unit_of(fact.unit, fact.where), (fact.least, fact.most)
        return self._add("fact", (), "number", unit, bounds, index, depends=bit)

    def _rule(self, expression: Expression, where: str) -> int:
        outer, self.where = self.where, where
        place = self._made(expression)
        self.where = outer
        return place

    # Operations

    def _arithmetic(self, sign: str, operands: tuple[Expression, ...]) -> int:
        left, right = (self._number(item) for item in operands)
        one, two = self.form.nodes[left], self.form.nodes[right]
        if sign in "+-":
            unit = self._same_unit(left, right, sign)
        else:
            power = 1 if sign == "*" else -1
            unit = product(one.unit or SHARE, two.unit or SHARE, power)
        if sign == "/" and two.least <= 0 <= two.most:
            raise self._wrong(
                f"a divisor between {two.least:g} and {two.most:g}",
                "a divisor whose bounds leave out 0",
            )
        return self._add(sign, (left, right), "number", unit, _reach(sign, one, two))

    def _extreme(self, name: str, operands: tuple[Expression, ...]) -> int:
        found = self._number(operands[0])
        for item in operands[1:]:
            found = self._chosen(name, found, self._number(item))
        return found

    def _chosen(self, name: str, left: int, right: int) -> int:
        one, two = self.form.nodes[left], self.form.nodes[right]
        unit = self._same_unit(left, right, name)
        best = min if name == "min" else max
        bounds = best(one.least, two.least), best(one.most, two.most)
        return self._add(name, (left, right), "number", unit, bounds)

    def _comparison(self, sign: str, operands: tuple[Expression, ...]) -> int:
        first, last = operands
        if isinstance(last, Literal) and isinstance(last.value, (str, tuple)):
            if sign not in ("==", "!="):
                raise self._wrong(
                    f"{sign} {shortened(last.value)}", "== 'a' or in ['a', 'b']"
                )
            return self._membership(sign, operands)
        if self.form.nodes[self._made(first)].kind == "choice":
            raise self._wrong("a choice compared with a value", "a choice in quotes")
        left, right = self._number(first), self._number(last)
        self._same_unit(left, right, sign)
        return self._add(sign, (left, right), "flag")

    def _membership(self, sign: str, operands: tuple[Expression, ...]) -> int:
        first, last = operands
        left = self._made(first)
        node = self.form.nodes[left]
        if node.kind != "choice":
            raise self._wrong(f"{self._of(left)} compared with a choice", "a choice")
        wanted = self._wanted(sign, last, node)
        bits = sum(1 << node.values.index(value) for value in set(wanted))
        member = self._add("member", (left,), "flag", payload=bits)
        return self._add("not", (member,), "flag") if sign == "!=" else member

    def _wanted(self, sign: str, last: Expression, left: Node) -> tuple[str, ...]:
        if isinstance(last, Name) and sign == "in" and self._is_figure(last.name):
            wanted = self._listed(last.name, left)
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
                    f"the choice {value!r}",
                    f"one of: {', '.join(left.values[:20])}",
                    did_you_mean(value, left.values) or "choose one of these",
                )
        return wanted

    def _is_figure(self, name: str) -> bool:
        """Whether a name may be a parameter: an unknown one is told as such."""
        scope = self.scope
        return name not in scope.facts and scope.rule_of(name) is None

    def _listed(self, name: str, left: Node) -> tuple[str, ...]:
        figure = self.scope.figure(name, self.where)
        of = figure.parameter.key
        if figure.parameter.form != "choices" or of != left.domain:
            raise self._wrong(
                f"{name}, a list of {of or 'nothing'}", f"a list of {left.domain}"
            )
        if not isinstance(figure.held.value, tuple):
            raise Unverified(figure.held)
        return tuple(str(value) for value in figure.held.value)

    def _not(self, _: str, operands: tuple[Expression, ...]) -> int:
        return self._add("not", (self._flag(operands[0]),), "flag")

    def _logic(self, name: str, operands: tuple[Expression, ...]) -> int:
        claims = tuple(self._flag(item) for item in operands)
        return self._add(name, claims, "flag")

    def _if(self, _: str, operands: tuple[Expression, ...]) -> int:
        test = self._flag(operands[0])
        yes, no = self._made(operands[1]), self._made(operands[2])
        one, two = self.form.nodes[yes], self.form.nodes[no]
        if one.kind != two.kind or one.domain != two.domain:
            raise self._wrong(
                f"{self._of(yes)} or {self._of(no)}", "two values of one kind"
            )
        unit = self._same_unit(yes, no, "if") if one.kind == "number" else None
        bounds = min(one.least, two.least), max(one.most, two.most)
        parts = (test, yes, no)
        return self._add(
            "if", parts, one.kind, unit, bounds, None, one.domain, one.values
        )

    def _table(self, name: str, operands: tuple[Expression, ...]) -> int:
        place = self._number(operands[0])
        number = self.form.nodes[place]
        figure = self._table_of(name, operands[1])
        key = unit_of(figure.parameter.key, self.where)
        unit = unit_of(figure.parameter.unit, self.where)
        if number.unit not in (key, None):
            raise self._wrong(self._of(place), f"{shown(key)}, as in the table")
        if not isinstance(figure.held.value, tuple):
            raise Unverified(figure.held)
        rows = [row for row in figure.held.value if not isinstance(row, str)]
        if name == "scale" and min(row.value for row in rows) < 0:
            # Its least and most are found at its ends: it must never fall.
            raise self._wrong("a scale with a rate below 0", "rates of 0 or more")
        table: Bands | Scale = Bands(rows) if name == "bands" else Scale(rows)
        bounds = table(number.least, number.most)
        if name == "scale":
            unit = product(key, unit)
        elif unit != SHARE and number.least < rows[0].threshold:
            raise self._wrong("a number below the first band", "a band for it")
        return self._add(name, (place,), "number", unit, bounds, table)

    def _lookup(self, _: str, operands: tuple[Expression, ...]) -> int:
        place = self._made(operands[0])
        key = self.form.nodes[place]
        if key.kind != "choice" or not isinstance(operands[1], Name):
            raise self._wrong("a look-up by something else", "lookup(choice, table)")
        name = operands[1].name
        if key.domain == "place":
            column, names = self.scope.column(name, self.where)
            return self._add(
                "column", (place,), "choice", None, (0, 1), column, name, names
            )
        figure = self._table_of("table", operands[1])
        if figure.parameter.key != key.domain:
            raise self._wrong(
                f"{name}, keyed by {figure.parameter.key}",
                f"a table keyed by {key.domain}",
            )
        if not isinstance(figure.held.value, dict):
            raise Unverified(figure.held)
        table = figure.held.value
        if set(table) != set(key.values):
            raise self._wrong(
                f"the keys {', '.join(table)}", f"every key: {', '.join(key.values)}"
            )
        values = [float(table[value]) for value in key.values]
        unit = unit_of(figure.parameter.unit, self.where)
        bounds = min(values), max(values)
        return self._add("lookup", (place,), "number", unit, bounds, Lookup(values))

    # Small parts

    def _constant(self, least: float, most: float, unit: Unit | None) -> int:
        return self.form.add(constant(least, most, unit))

    def _add(
        self,
        op: str,
        operands: tuple[int, ...],
        kind: Kind,
        unit: Unit | None = None,
        bounds: tuple[float, float] = (0, 1),
        payload: object = None,
        domain: str = "",
        values: tuple[str, ...] = (),
        depends: int = 0,
    ) -> int:
        if not all(math.isfinite(end) and abs(end) <= MOST_NUMBER for end in bounds):
            raise self._wrong("a number without a sensible bound", "smaller bounds")
        for operand in operands:
            depends |= self.form.nodes[operand].depends
        level = 1 + max((self.levels.get(part, 0) for part in operands), default=0)
        if level > MOST_LEVELS:
            raise self._wrong(
                f"over {MOST_LEVELS} operations one upon another", "fewer levels"
            )
        node = Node(op, operands, payload, kind, unit, *bounds, domain, values, depends)
        place = add_folded(self.form, node)
        self.levels[place] = max(level, self.levels.get(place, 0))
        return place

    def _table_of(self, form: str, expression: Expression) -> Figure:
        found = "an expression"
        if isinstance(expression, Name):
            found = expression.name
            if self._is_figure(found):
                figure = self.scope.figure(found, self.where)
                if figure.parameter.form == form:
                    return figure
                found = f"the {figure.parameter.form} {found}"
        article = "a table" if form == "table" else form
        raise self._wrong(f"{found} as a table", f"the name of {article}")

    def _number(self, expression: Expression) -> int:
        return self._of_kind(expression, "number", "a number")

    def _flag(self, expression: Expression) -> int:
        return self._of_kind(expression, "flag", "something true or false")

    def _of_kind(self, expression: Expression, kind: Kind, expected: str) -> int:
        place = self._made(expression)
        if self.form.nodes[place].kind != kind:
            raise self._wrong(self._of(place), expected)
        return place

    def _same_unit(self, left: int, right: int, sign: str) -> Unit | None:
        one, two = self.form.nodes[left].unit, self.form.nodes[right].unit
        if None not in (one, two) and one != two:
            raise self._wrong(
                f"{self._of(left)} {sign} {self._of(right)}",
                "two values of one unit",
                _conversion(one, two),
            )
        return one if one is not None else two

    def _of(self, place: int) -> str:
        node = self.form.nodes[place]
        if node.kind == "number":
            return f"a number in {shown(node.unit or SHARE)}"
        return f"a {node.kind}"

    def _wrong(self, found: str, expected: str, mend: str = "") -> PackError:
        return PackError(
            self.where,
            found=found,
            expected=expected,
            mend=mend or "correct the rule, or the unit or type of what it uses",
        )


def _conversion(one: Unit | None, two: Unit | None) -> str:
    """How two units that do not go together might."""
    pair = {shown(one or SHARE), shown(two or SHARE)}
    if pair == {"MAD", "EUR"}:
        return "convert one with a parameter of the unit MAD/EUR, dated and sourced"
    if pair == {"MAD", "MMAD"}:
        return "multiply or divide by million"
    if "share" in pair:
        return "a share has no unit: multiply it by what it is a share of"
    return "correct the rule, or the unit of one of the two"


def _circle(names: list[str], where: str) -> PackError:
    return PackError(
        where,
        found=f"a circle: {' → '.join(names)}",
        expected="a derived fact that does not rest on itself",
        mend="break the circle",
    )


def _reach(sign: str, one: Node, two: Node) -> tuple[float, float]:
    """Bounds of a sum, difference, product or quotient."""
    if sign == "+":
        return one.least + two.least, one.most + two.most
    if sign == "-":
        return one.least - two.most, one.most - two.least
    corners = [
        a * b if sign == "*" else a / b
        for a in (one.least, one.most)
        for b in (two.least, two.most)
    ]
    return min(corners), max(corners)


Operation = Callable[[Translator, str, tuple[Expression, ...]], int]
_OPERATIONS: dict[str, Operation] = {
    **dict.fromkeys("+-*/", Translator._arithmetic),
    **dict.fromkeys(COMPARISONS, Translator._comparison),
    "in": Translator._membership,
    "and": Translator._logic,
    "or": Translator._logic,
    "not": Translator._not,
    "if": Translator._if,
    "min": Translator._extreme,
    "max": Translator._extreme,
    "bands": Translator._table,
    "scale": Translator._table,
    "lookup": Translator._lookup,
}
