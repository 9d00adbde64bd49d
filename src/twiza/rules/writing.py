"""The functions of one rule, written from its part of the form."""

from __future__ import annotations

from twiza.rules.compiled import Function
from twiza.rules.dialects import PYTHON
from twiza.rules.form import Form
from twiza.rules.intervals import PythonIntervals


def function_of(name: str, written: PythonIntervals, answer: str) -> Function:
    body = "\n    ".join([*written.lines, f"return {answer}"])
    return Function(name, f"def rule(L, H):\n    {body}\n", written.constants)


def outcome_of(
    form: Form,
    claims: tuple[int, ...],
    amount: int | None,
    parts: tuple[int, ...],
) -> Function:
    """Sure, possible, least, most, then every claim and every part."""
    written = PythonIntervals(form, PYTHON)
    roots = (*claims, *parts) if amount is None else (*claims, amount, *parts)
    written.write(form.slice(roots))
    pairs = written.pairs
    sure = " and ".join(pairs[claim][0] for claim in claims) or "True"
    possible = " and ".join(pairs[claim][1] for claim in claims) or "True"
    least, most = ("0.0", "0.0") if amount is None else pairs[amount]
    held = "".join(f"({', '.join(pairs[claim])}), " for claim in claims)
    shown = "".join(f"{_shown(form, written, part)}, " for part in parts)
    answer = f"(({sure}), ({possible}), {least}, {most}, ({held}), ({shown}))"
    return function_of("outcome", written, answer)


def _shown(form: Form, written: PythonIntervals, part: int) -> str:
    low, high = written.pairs[part]
    return low if form.nodes[part].kind == "choice" else f"({low}, {high})"


def may_hold_of(form: Form, claims: tuple[int, ...]) -> Function:
    """The conditions alone, left at the first that fails: searches ask it often."""
    written, body = PythonIntervals(form, PYTHON), []
    for claim in claims:
        written.write(form.slice((claim,)))
        body += [*written.lines, f"if not {written.pairs[claim][1]}: return False"]
        written.lines = []
    text = "\n    ".join([*body, "return True"])
    return Function("may_hold", f"def rule(L, H):\n    {text}\n", written.constants)


def trace_of_slice(form: Form, places: list[int]) -> Function:
    """Least and most of every node of a slice."""
    written = PythonIntervals(form, PYTHON)
    written.write(places)
    pairs = "".join(f"({', '.join(written.pairs[place])}), " for place in places)
    return function_of("trace", written, f"({pairs})")
