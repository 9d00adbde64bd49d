"""Rules: whitelisted expressions, one evaluation, three states, bounds, a trace."""

from __future__ import annotations

import bisect
import datetime
import hashlib
import sys
from typing import TYPE_CHECKING, Any

from twiza.packs.model import Rulebook
from twiza.rules.compiled import Function, Known, Rule, Rules
from twiza.rules.dates import change_dates

if TYPE_CHECKING:
    from twiza.rules.form import Form

__all__ = [
    "Rule",
    "Rules",
    "change_dates",
    "form_at",
    "jumps_at",
    "known_at",
    "rules_at",
    "trials_at",
]

_ready: dict[tuple[str, str, datetime.date], Any] = {}
_fresh: dict[tuple[str, datetime.date], tuple[Rules, Form]] = {}
_dates: dict[str, list[datetime.date]] = {}


def rules_at(rulebook: Rulebook, on: datetime.date) -> Rules:
    """The compiled rules in force on a date, from memory, from disk, or made now."""
    rules: Rules = _at("rules", rulebook, on)
    return rules


def form_at(rulebook: Rulebook, on: datetime.date) -> Form:
    """The typed form that `rules_at` was written from."""
    form: Form = _at("form", rulebook, on)
    return form


def known_at(rulebook: Rulebook, on: datetime.date) -> Known:
    """The program for situations in which all is known."""
    program: Known = _at("known", rulebook, on)
    return program


def trials_at(rulebook: Rulebook, on: datetime.date) -> dict[str, dict[str, Function]]:
    """Per mechanism and fact: how it fares over values of that fact."""
    trials: dict[str, dict[str, Function]] = _at("trials", rulebook, on)
    return trials


def jumps_at(
    rulebook: Rulebook, on: datetime.date
) -> dict[str, dict[str, Function | None]]:
    """Per mechanism and figure that is a lever: the values at which it jumps."""
    jumps: dict[str, dict[str, Function | None]] = _at("jumps", rulebook, on)
    return jumps


def _at(what: str, rulebook: Rulebook, on: datetime.date) -> Any:
    digest = rulebook.content_hash
    if digest not in _dates:
        _dates[digest] = change_dates(rulebook)
    days = _dates[digest]
    since = days[bisect.bisect_right(days, on) - 1]
    key = (what, digest, since)
    if key not in _ready:
        from twiza.packs.compiled import fingerprint, kept

        made_from = f"{digest}\0{sys.version}\0{fingerprint(())}"
        name = hashlib.sha256(made_from.encode()).hexdigest()[:32]
        _ready[key] = kept(
            f"{what}-{name}-{since}", lambda: _built(what, rulebook, max(since, on))
        )
    return _ready[key]


def _built(what: str, rulebook: Rulebook, on: datetime.date) -> Any:
    from twiza.rules.building import build_rules  # brings the parser along

    key = (rulebook.content_hash, on)
    if key not in _fresh:
        _fresh.clear()  # one is enough: what else is asked of a date is asked next
        _fresh[key] = build_rules(rulebook, on)
    rules, form = _fresh[key]
    if what == "known":
        from twiza.rules.program import known_program

        return known_program(rulebook, rules, form)
    if what == "trials":
        from twiza.rules.along import all_trials

        return all_trials(rules, form)
    if what == "jumps":
        from twiza.rules.along import all_jumps

        return all_jumps(rulebook, rules, form)
    return rules if what == "rules" else form
