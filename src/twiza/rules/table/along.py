"""Writes how the bounds of several rules run along one unknown fact, over columns: the
same trials as `rules.along` makes for one person.

Rules whose critical points are among another's run in one function with it and share
what they have in common.
"""

from __future__ import annotations

from collections.abc import Sequence

from twiza.records import record
from twiza.rules.along import listed, slack_of, told_apart
from twiza.rules.compiled import Rule
from twiza.rules.critical import Piece, Turns
from twiza.rules.form import Form
from twiza.rules.table.intervals import NumpyIntervals
from twiza.rules.table.names import ArrayFunction


@record
class Along:
    """One fact and the rules that run along it together.

    ends    tries the ends of the fact, or every choice that the rules tell apart
    turns   tries the critical points; None for a choice, whose ends are all
    Both: `rule(L, H, rows)`, sure, possible, least and most of every rule in turn
    """

    axis: int
    rules: tuple[Rule, ...]
    ends: ArrayFunction
    turns: ArrayFunction | None


def groups_along(
    form: Form, place: int, rules: Sequence[Rule], *, unknown: int, is_whole: bool
) -> list[Along]:
    """The rules along the fact at a place of the form, in groups.

    unknown   the facts that may be unknown, one bit each
    raises    Tangled where the critical points of a rule cannot be written down
    """
    if form.nodes[place].kind != "number":
        return [_Writer(form, place, rules, unknown).choices()]
    written = NumpyIntervals(form, unknown & ~form.nodes[place].depends)
    written.write(_fixed(form, place, rules))
    turns = [(_turns(written, place, rule), rule) for rule in rules]
    turns.sort(key=lambda pair: -len(pair[0]))
    groups: list[tuple[set[tuple[Piece, Piece]], list[Rule]]] = []
    for found, rule in turns:
        fitting = next((members for all_, members in groups if found <= all_), None)
        if fitting is None:
            groups.append((found, [rule]))
        else:
            fitting.append(rule)
    return [
        _Writer(form, place, members, unknown).numbers(is_whole=is_whole)
        for _, members in groups
    ]


def _turns(written: NumpyIntervals, place: int, rule: Rule) -> set[tuple[Piece, Piece]]:
    turns = Turns(written, place)
    turns.follow(_moving(written.form, place, (rule,)), rule.amount)
    return {min(pair, pair[::-1], key=repr) for pair in turns.turns}


def _roots(rules: Sequence[Rule]) -> tuple[int, ...]:
    amounts = [rule.amount for rule in rules if rule.amount is not None]
    return (*(claim for rule in rules for claim in rule.claims), *amounts)


def _moving(form: Form, place: int, rules: Sequence[Rule]) -> list[int]:
    bit = form.nodes[place].depends
    return [p for p in form.slice(_roots(rules)) if form.nodes[p].depends & bit]


def _fixed(form: Form, place: int, rules: Sequence[Rule]) -> list[int]:
    bit = form.nodes[place].depends
    return [p for p in form.slice(_roots(rules)) if not form.nodes[p].depends & bit]


class _Writer:
    def __init__(
        self, form: Form, place: int, rules: Sequence[Rule], unknown: int
    ) -> None:
        self.form, self.place, self.rules = form, place, tuple(rules)
        self.node = form.nodes[place]
        self.unknown = unknown & ~self.node.depends
        self.moving = _moving(form, place, rules)

    def choices(self) -> Along:
        if self.node.kind == "flag":
            points = "(FALSE, TRUE)"
        else:
            classes = told_apart(self.form, self.place, self.moving)
            codes = tuple((held & -held).bit_length() - 1 for held in classes)
            points = repr(codes)
        ends = self._function(self._written(), points)
        return Along(self.node.payload, self.rules, ends, None)

    def numbers(self, *, is_whole: bool) -> Along:
        bounds = f"{float(self.node.least)!r}, {float(self.node.most)!r}"
        ends = self._function(self._written(), f"({bounds})")
        written = self._written()
        jumps: dict[str, None] = {}
        bends: dict[str, None] = {}
        for rule in self.rules:
            moving = _moving(self.form, self.place, (rule,))
            turns = Turns(written, self.place, is_whole=is_whole)
            found = turns.follow(moving, rule.amount)
            jumps.update(dict.fromkeys(found[0]))
            bends.update(dict.fromkeys(found[1]))
        only = [name for name in bends if name not in jumps]
        if is_whole:
            points = f"wholes({bounds}, ({listed([*jumps, *only])}))"
        else:
            listed_turns = f"({listed(jumps)}), ({listed(only)})"
            points = f"numbers({bounds}, {listed_turns}, {slack_of(self.node)!r})"
        return Along(
            self.node.payload, self.rules, ends, self._function(written, points)
        )

    def _written(self) -> NumpyIntervals:
        written = NumpyIntervals(self.form, self.unknown)
        written.write(_fixed(self.form, self.place, self.rules))
        return written

    def _function(self, written: NumpyIntervals, points: str) -> ArrayFunction:
        before, written.lines = written.lines, []
        written.pairs[self.place] = ("x", "x")
        written.write(self.moving)
        start, body, answer = [], list(written.lines), []
        for number, rule in enumerate(self.rules):
            names = tuple(f"{end}{number}" for end in ("sure", "may", "least", "most"))
            start += _start(names)
            body += _trial(written, rule, names)
            answer.append(f"({', '.join(names)}), ")
        lines = [*before, *start, f"for x in {points}:"]
        lines += [*(f"    {line}" for line in body), f"return ({''.join(answer)})"]
        text = "\n    ".join(lines)
        source = f"def rule(L, H, rows):\n    {text}\n"
        return ArrayFunction("along", source, written.constants)


def _start(names: tuple[str, ...]) -> list[str]:
    sure, may, least, most = names
    return [
        f"{sure}, {may} = ones(rows, bool_), zeros(rows, bool_)",
        f"{least}, {most} = full(rows, INFINITE), full(rows, -INFINITE)",
    ]


def _trial(written: NumpyIntervals, rule: Rule, names: tuple[str, ...]) -> list[str]:
    sure, may, least, most = names
    ends = [written.pairs[claim] for claim in rule.claims]
    lines = [
        f"s = {' & '.join(low for low, _ in ends) or 'TRUE'}",
        f"p = {' & '.join(high for _, high in ends) or 'TRUE'}",
        f"{sure} &= s",
        f"{may} |= p",
    ]
    if rule.amount is None:
        return lines
    low, high = written.pairs[rule.amount]
    return [
        *lines,
        f"minimum({least}, where(p, {low}, INFINITE), out={least})",
        f"maximum({most}, where(p, {high}, -INFINITE), out={most})",
    ]
