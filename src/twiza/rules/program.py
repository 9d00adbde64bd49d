"""The rules of a date for a situation in which all is known: every value in one list,
and for each fact what must be done again when it changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

from twiza.packs.model import Rulebook
from twiza.rules.compiled import PAD, Function, Known, Rules
from twiza.rules.dialects import PYTHON
from twiza.rules.form import Form, Node
from twiza.rules.intervals import Pair, PythonIntervals


def known_program(rulebook: Rulebook, rules: Rules, form: Form) -> Known:
    decisive = {name for facts in rules.assumptions.facts.values() for name in facts}
    decisive |= {name for name, fact in rulebook.facts.items() if fact.assume}
    return _Writing(rules, form).program(decisive)


class _Writing:
    def __init__(self, rules: Rules, form: Form) -> None:
        self.form, self.names = form, list(rules.index)
        self.rules = [
            rule
            for rule in rules.rules.values()
            if rule.function and not form.has_range(rule.places)
        ]
        self.traced = {rule.name: rule.places for rule in self.rules}
        self.places = sorted({p for places in self.traced.values() for p in places})
        self.slots: dict[int, int] = {}
        free = len(rules.index)
        for place in self.places:
            node = form.nodes[place]
            if node.op == "fact":
                self.slots[place] = node.payload
            else:
                self.slots[place] = free
                free += 1
        self.held = {rule.name: free + i for i, rule in enumerate(self.rules)}
        self.size = free + len(self.rules)

    def program(self, decisive: set[str]) -> Known:
        facts = {
            self.names[self.form.nodes[place].payload]: place
            for place in self.places
            if self.form.nodes[place].op == "fact"
        }
        return Known(
            needed=tuple(facts),
            size=self.size,
            first=self._function(self.places, self.held),
            after={
                name: self._after(place)
                for name, place in facts.items()
                if name not in decisive
            },
            held=self.held,
            amount={
                rule.name: self.slots[rule.amount]
                for rule in self.rules
                if rule.amount is not None
            },
            steps={
                name: itemgetter(*(self.slots[place] for place in places), *PAD)
                for name, places in self.traced.items()
            },
        )

    def _after(self, fact: int) -> Function:
        bit = self.form.nodes[fact].depends
        moved = [p for p in self.places if self.form.nodes[p].depends & bit]
        reached = set(moved)
        names = [
            rule.name for rule in self.rules if not reached.isdisjoint(rule.claims)
        ]
        return self._function(moved, names)

    def _function(self, places: Iterable[int], names: Iterable[str]) -> Function:
        written = _Values(self.form, self.slots)
        for place in places:
            written.write_one(place)
        for rule in self.rules:
            if rule.name in names:
                claims = [written.name_of(claim) for claim in rule.claims]
                held = " and ".join(claims) or "True"
                written.lines.append(f"V[{self.held[rule.name]}] = {held}")
        body = "\n    ".join([*written.lines, "return None"])
        return Function("known", f"def rule(V):\n    {body}\n", written.constants)


class _Values(PythonIntervals):
    """Every value is known: one name for both ends, kept in `V`."""

    def __init__(self, form: Form, slots: dict[int, int]) -> None:
        super().__init__(form, PYTHON)
        self.slots = slots

    def write_one(self, place: int) -> None:
        """Writes a node; what it rests on and is not written is read from `V`."""
        node = self.form.nodes[place]
        for operand in node.operands:
            self.name_of(operand)
        self.write((place,))
        if node.op != "fact":
            self.lines.append(f"V[{self.slots[place]}] = {self.pairs[place][0]}")

    def name_of(self, place: int) -> str:
        if place not in self.pairs:
            node = self.form.nodes[place]
            if node.op == "constant":
                self.write((place,))
            else:
                name = self.line(f"V[{self.slots[place]}]")
                self.pairs[place] = (name, name)
        return self.pairs[place][0]

    def fact(self, node: Node) -> Pair:
        name = self.line(f"V[{node.payload}]")
        return name, name

    def table(self, node: Node, operand: Pair) -> Pair:
        value = operand[0]
        if node.op == "member":
            name = self.line(f"{value} & {node.payload} != 0")
        elif node.op == "column":
            name = self.line(f"{self.constant(node.payload)}({value})")
        elif node.op == "lookup":
            name = self.line(f"{self.constant(node.payload)}({value})[0]")
        else:
            name = self.line(f"{self.constant(node.payload)}.at({value})")
        return name, name

    def choice_if(self, test: Pair, yes: str, no: str) -> str:
        return f"{yes} if {test[0]} else {no}"
