"""Rules: whitelisted expressions, one evaluation, three states, bounds, a trace."""

from __future__ import annotations

import bisect
import datetime
import hashlib
import sys

from twiza.packs.model import Rulebook
from twiza.rules.compiled import Rule, Rules, change_dates, compile_rules

__all__ = ["Rule", "Rules", "change_dates", "compile_rules", "rules_at"]

_ready: dict[tuple[str, datetime.date], Rules] = {}
_dates: dict[str, list[datetime.date]] = {}


def rules_at(rulebook: Rulebook, on: datetime.date) -> Rules:
    """The compiled rules in force on a date, from memory, from disk, or made now."""
    digest = rulebook.content_hash
    if digest not in _dates:
        _dates[digest] = change_dates(rulebook)
    days = _dates[digest]
    since = days[bisect.bisect_right(days, on) - 1]
    key = (digest, since)
    if key not in _ready:
        from twiza.packs.compiled import fingerprint, kept

        made_from = f"{digest}\0{sys.version}\0{fingerprint(())}"
        name = hashlib.sha256(made_from.encode()).hexdigest()[:32]
        _ready[key] = kept(
            f"rules-{name}-{since}", lambda: compile_rules(rulebook, max(since, on))
        )
    return _ready[key]
