"""Writes how the bounds of a rule run along one unknown fact: tried at its critical
points and just beside them, or at every choice that the rule tells apart.
"""

from __future__ import annotations

from collections.abc import Iterable

from twiza.packs.model import Rulebook
from twiza.rules.compiled import Function, Rules
from twiza.rules.critical import Tangled, Turns
from twiza.rules.dialects import PYTHON
from twiza.rules.form import Form, Node
from twiza.rules.intervals import PythonIntervals

Jumps = dict[str, Function | None]


def python_along(
    form: Form,
    claims: tuple[int, ...],
    amount: int | None,
    axis: int,
    *,
    is_whole: bool,
) -> Function | None:
    """`rule(L, H, plain)`: sure, possible, least and most along the fact `axis`.

    plain    the same four where the fact is left open: reached, they end the search
    returns  None where the critical points cannot be written down
    """
    written, moving = _begun(form, claims, amount, axis)
    try:
        points = _points(written, axis, moving, amount, is_whole=is_whole)
    except Tangled:
        return None
    before, written.lines = written.lines, []
    written.pairs[axis] = ("x", "x")
    body = _body(written, claims, amount, moving)
    lines = [*before, *_START, f"for x in {points}:", *(f"    {line}" for line in body)]
    lines.append("return sure, possible, least, most")
    text = "\n    ".join(lines)
    source = f"def rule(L, H, plain):\n    {text}\n"
    return Function("along", source, written.constants)


def _begun(
    form: Form, claims: tuple[int, ...], amount: int | None, axis: int
) -> tuple[PythonIntervals, list[int]]:
    """What does not rest on a fact, written; and the places of what does."""
    places = form.slice(claims if amount is None else (*claims, amount))
    bit = form.nodes[axis].depends
    written = PythonIntervals(form, PYTHON)
    written.write(place for place in places if not form.nodes[place].depends & bit)
    return written, [place for place in places if form.nodes[place].depends & bit]


def python_trials(
    form: Form, claims: tuple[int, ...], amount: int | None, axis: int
) -> Function:
    """`rule(L, H, X, W, width)`: over values X of one fact that weigh W, how much is
    settled, and by how much what may be granted narrows from `width`.
    """
    written, moving = _begun(form, claims, amount, axis)
    before, written.lines = written.lines, []
    written.pairs[axis] = ("x", "x")
    body = []
    for claim in claims:
        body += [
            *_written_for(written, claim, moving),
            f"if not {written.pairs[claim][1]}:",
            "    settled += w",
            "    narrowed += w * width",
            "    continue",
        ]
    if amount is not None:
        body += _written_for(written, amount, moving)
    sure = " and ".join(written.pairs[claim][0] for claim in claims) or "True"
    ends = ("0.0", "0.0") if amount is None else written.pairs[amount]
    body += [
        f"left = {ends[1]}",
        f"if {sure}:",
        "    settled += w",
        f"    left = left - {ends[0]}",
        "if left < width: narrowed += w * (width - left)",
    ]
    start = [*before, "settled = narrowed = 0.0", "for x, w in zip(X, W):"]
    lines = [*start, *(f"    {line}" for line in body), "return settled, narrowed"]
    text = "\n    ".join(lines)
    source = f"def rule(L, H, X, W, width):\n    {text}\n"
    return Function("trials", source, written.constants)


def all_trials(rules: Rules, form: Form) -> dict[str, dict[str, Function]]:
    """Per mechanism, per fact that it rests on: its trials."""
    names = list(rules.index)
    found: dict[str, dict[str, Function]] = {}
    for rule in rules.rules.values():
        found[rule.name] = {
            names[form.nodes[place].payload]: python_trials(
                form, rule.claims, rule.amount, place
            )
            for place in form.slice(rule.roots)
            if form.nodes[place].op == "fact"
        }
    return found


def python_jumps(
    form: Form, claims: tuple[int, ...], amount: int | None, axis: int
) -> Function | None:
    """`rule(L, H)`: the values of one number at which a claim turns or the amount
    jumps; None where they cannot be written down.
    """
    written, moving = _begun(form, claims, amount, axis)
    written.pairs[axis] = ("x", "x")
    try:
        jumps, _ = Turns(written, axis, is_whole=True).follow(moving, amount)
    except Tangled:
        return None
    text = "\n    ".join([*written.lines, f"return ({listed(jumps)})"])
    return Function("jumps", f"def rule(L, H):\n    {text}\n", written.constants)


def all_jumps(rulebook: Rulebook, rules: Rules, form: Form) -> dict[str, Jumps]:
    """Per mechanism, per figure that is a lever: where it jumps."""
    facts = list(rulebook.facts.values())
    found: dict[str, Jumps] = {}
    for rule in rules.rules.values():
        found[rule.name] = {
            fact.name: python_jumps(form, rule.claims, rule.amount, place)
            for place in form.slice(rule.roots)
            if form.nodes[place].op == "fact"
            and (fact := facts[form.nodes[place].payload]).lever is not None
            and fact.is_numeric
        }
    return found


def _written_for(written: PythonIntervals, root: int, moving: list[int]) -> list[str]:
    """The lines that a root still needs."""
    wanted = set(written.form.slice((root,)))
    written.write(place for place in moving if place in wanted)
    lines, written.lines = written.lines, []
    return lines


_START = ["sure, possible, least, most = True, False, INFINITE, -INFINITE"]


def _points(
    written: PythonIntervals,
    axis: int,
    moving: list[int],
    amount: int | None,
    *,
    is_whole: bool,
) -> str:
    node = written.form.nodes[axis]
    place = node.payload
    if node.kind == "choice":
        classes = told_apart(written.form, axis, moving)
        return f"choices(L[{place}], {written.constant(classes)})"
    if node.kind == "flag":
        return "(0, 1)"
    jumps, bends = Turns(written, axis, is_whole=is_whole).follow(moving, amount)
    ends = f"L[{place}], H[{place}]"
    if is_whole:
        return f"wholes({ends}, ({listed(jumps + bends)}))"
    turns = f"({listed(jumps)}), ({listed(bends)})"
    return f"numbers({ends}, {turns}, {slack_of(node)!r})"


def listed(names: Iterable[str]) -> str:
    return "".join(f"{name}, " for name in names)


def slack_of(node: Node) -> float:
    """How far beside a jump at 0 a fact is tried."""
    return (node.most - node.least) * 1e-18


def told_apart(form: Form, axis: int, moving: Iterable[int]) -> tuple[int, ...]:
    """Sets of choices that the rule treats alike."""
    classes: dict[tuple[object, ...], int] = {}
    uses = [form.nodes[place] for place in moving if axis in form.nodes[place].operands]
    for index in range(len(form.nodes[axis].values)):
        seen: list[object] = []
        for use in uses:
            if use.op == "member":
                seen.append(use.payload >> index & 1)
            elif use.op in ("lookup", "column"):
                seen.append(use.payload(1 << index))
            else:
                seen.append(index)
        classes[tuple(seen)] = classes.get(tuple(seen), 0) | 1 << index
    return tuple(classes.values())


def _body(
    written: PythonIntervals,
    claims: tuple[int, ...],
    amount: int | None,
    moving: list[int],
) -> list[str]:
    """One trial: left as soon as a condition fails."""
    body = []
    for claim in claims:
        lines = _written_for(written, claim, moving)
        low, high = written.pairs[claim]
        body += [*lines, f"if not {high}:", "    sure = False", "    continue"]
        if low != high:
            body.append(f"if not {low}: sure = False")
    body.append("possible = True")
    if amount is None:
        return [*body, "least = most = 0.0"]
    lines = _written_for(written, amount, moving)
    low, high = written.pairs[amount]
    return [
        *body,
        *lines,
        f"if {low} < least: least = {low}",
        f"if {high} > most: most = {high}",
        "if least <= plain[2] and most >= plain[3] and (plain[0] or not sure): break",
    ]
