"""Builds the rule of one mechanism from the version in force on a date."""

from __future__ import annotations

import datetime

from twiza.packs.model import Condition, Grade, Mechanism, Rulebook, Version
from twiza.records import replaced
from twiza.rules.along import python_along, told_apart
from twiza.rules.compiled import (
    Flag,
    Function,
    Rule,
    RuleCondition,
    RulePart,
    Step,
)
from twiza.rules.expressions import Name
from twiza.rules.folding import given_that
from twiza.rules.form import COMPARISONS, Form
from twiza.rules.parsing import parse
from twiza.rules.scope import Figure, Scope, Unverified
from twiza.rules.translating import Translator
from twiza.rules.units import SHARE, shown
from twiza.rules.writing import may_hold_of, outcome_of, trace_of_slice


class Building:
    """One version: its conditions, its parts, its amount."""

    def __init__(
        self,
        rulebook: Rulebook,
        mechanism: Mechanism,
        version: Version,
        on: datetime.date,
        form: Form,
    ) -> None:
        self.rulebook = rulebook
        self.mechanism = mechanism
        self.version = version
        self.form = form
        self.scope = Scope(rulebook, on, mechanism, version)
        self.translator = Translator(self.scope, form)
        self.claims: list[int] = []
        self.flags: dict[tuple[str, str], Flag] = {}
        self.names: dict[str, None] = {}
        self.facts = list(rulebook.facts)

    def rule(self) -> Rule:
        conditions = [self._condition(c) for c in self.version.conditions or ()]
        amount, amount_names, unverified = self._amount()
        parts, values = self._parts()
        claims = tuple(self.claims)
        said = amount
        if amount is not None:
            # What a condition has settled needs no branch in the amount.
            amount = given_that(self.form, amount, claims)
        roots = claims if amount is None else (*claims, amount)
        shown = () if said is None else (said,)
        resting = self.form.slice(roots)
        traced = self.form.slice((*roots, *shown, *values))
        steps = {place: number for number, place in enumerate(traced)}
        return Rule(
            name=self.mechanism.name,
            version=self.version,
            not_covered=False,
            unverified=unverified,
            function=outcome_of(self.form, claims, amount, tuple(values)),
            may_hold=may_hold_of(self.form, claims),
            trace=trace_of_slice(self.form, traced),
            steps=tuple(self._step(place, steps) for place in traced),
            named=self._named(steps),
            conditions=tuple(self._placed(c, steps) for c in conditions),
            parts=parts,
            amount_step=None if amount is None else steps[amount],
            amount_names=amount_names,
            facts=self._facts(resting),
            along=self._along(claims, amount, self.form.paths(roots)),
            classes=self._classes(resting),
            critical=self._critical(resting),
            flags=tuple(self.flags.values()),
            columns=self._columns(resting),
            places=tuple(traced),
            claims=claims,
            amount=amount,
        )

    # What the rule says

    def _condition(self, condition: Condition) -> RuleCondition:
        expression = parse(condition.rule, condition.where)
        grade, reason, slot = condition.grade, condition.reason, None
        figures = self.scope.figures_in(expression)
        source = condition.source or self._source(figures)
        try:
            claim = self.translator.claim(expression, condition.where)
        except Unverified as unverified:
            grade, reason = "unverified", unverified.held.reason
        else:
            if grade != "unverified":
                slot = len(self.claims)
                self.claims.append(claim)
                grade = self._graded(condition, figures)
        if grade == "unverified":
            key = ("condition", condition.name)
            self.flags[key] = Flag(*key, grade, reason, source)
        names = self.scope.names(expression)
        self.names |= dict.fromkeys(names)
        facts = tuple(name for name in names if name in self.rulebook.facts)
        return RuleCondition(
            condition.name, facts, names, source, grade, reason, slot, None
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

    def _amount(self) -> tuple[int | None, tuple[str, ...], str | None]:
        text = self.version.amount
        if text is None:
            return None, (), None
        where = f"{self.version.where}.amount"
        expression = parse(text, where)
        try:
            amount = self.translator.money(expression, self.version.currency, where)
        except Unverified as unverified:
            return None, (), unverified.held.reason or "not verified"
        self._flag_figures(self.scope.figures_in(expression))
        names = self.scope.names(expression)
        self.names |= dict.fromkeys(names)
        return amount, names, None

    def _parts(self) -> tuple[tuple[RulePart, ...], list[int]]:
        parts, values = [], []
        for name in self.version.parts:
            found = self.scope.rule_of(name)
            assert found is not None
            expression, where = found
            figures = self.scope.figures_in(expression)
            try:
                place = self.translator.value(expression, where)
            except Unverified:
                continue
            node = self.form.nodes[place]
            source = self._source(figures) if figures else None
            is_flagged = any(self._is_flagged(figure) for figure in figures)
            grade: Grade = "flagged" if is_flagged else "sourced"
            unit = shown(node.unit or SHARE) if node.kind == "number" else ""
            facts = self.scope.facts_in(expression)
            parts.append(
                RulePart(name, node.kind, unit, node.values, source, grade, facts)
            )
            values.append(place)
            self.translator.made[Name(name)] = place
            self.names[name] = None
        return tuple(parts), values

    # What it rests on

    def _step(self, place: int, steps: dict[int, int]) -> Step:
        node = self.form.nodes[place]
        fact = self.facts[node.payload] if node.op == "fact" else ""
        operands = tuple(steps[operand] for operand in node.operands)
        return Step(node.op, node.kind, operands, fact)

    def _placed(self, condition: RuleCondition, steps: dict[int, int]) -> RuleCondition:
        if condition.slot is None:
            return condition
        return replaced(condition, step=steps[self.claims[condition.slot]])

    def _named(self, steps: dict[int, int]) -> dict[str, int]:
        made = self.translator.made
        places = {name: made[Name(name)] for name in self.names if Name(name) in made}
        return {n: steps[place] for n, place in places.items() if place in steps}

    def _facts(self, places: list[int]) -> tuple[str, ...]:
        depends = 0
        for place in places:
            depends |= self.form.nodes[place].depends
        return tuple(
            name for i, name in enumerate(self.rulebook.facts) if depends >> i & 1
        )

    def _along(
        self, claims: tuple[int, ...], amount: int | None, paths: dict[int, int]
    ) -> dict[int, Function | None]:
        """Facts that stand once need none: plain intervals are sharp for them, but
        where a whole number may step over a band or an equality.
        """
        found = {}
        facts = list(self.rulebook.facts.values())
        stepped = self._stepped(list(paths))
        for place, count in paths.items():
            node = self.form.nodes[place]
            if node.op != "fact":
                continue
            is_whole = facts[node.payload].type == "count"
            if count > 1 or (is_whole and stepped & node.depends):
                found[node.payload] = python_along(
                    self.form, claims, amount, place, is_whole=is_whole
                )
        return dict(sorted(found.items()))

    def _stepped(self, places: list[int]) -> int:
        """The facts below bands and equalities, one bit each."""
        nodes, found = self.form.nodes, 0
        for place in places:
            if nodes[place].op in ("bands", "==", "!="):
                found |= nodes[place].depends
        return found

    def _classes(self, places: list[int]) -> dict[str, tuple[int, ...]]:
        names, nodes = list(self.rulebook.facts), self.form.nodes
        return {
            names[nodes[place].payload]: told_apart(self.form, place, places)
            for place in places
            if nodes[place].op == "fact" and nodes[place].kind == "choice"
        }

    def _critical(self, places: list[int]) -> dict[str, tuple[float, ...]]:
        names, nodes = list(self.rulebook.facts), self.form.nodes
        found: dict[str, set[float]] = {}
        for place in places:
            if nodes[place].op not in COMPARISONS:
                continue
            one, two = (nodes[operand] for operand in nodes[place].operands)
            for fact, figure in ((one, two), (two, one)):
                if fact.op == "fact" and figure.op == "constant":
                    ends = {figure.least, figure.most}
                    found.setdefault(names[fact.payload], set()).update(ends)
        return {name: tuple(sorted(values)) for name, values in found.items()}

    def _columns(self, places: list[int]) -> tuple[str, ...]:
        nodes = (self.form.nodes[place] for place in places)
        return tuple(sorted({node.domain for node in nodes if node.op == "column"}))
