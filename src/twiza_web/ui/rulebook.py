"""The rulebook this process answers with."""

from __future__ import annotations

from functools import lru_cache

from twiza.packs import load_rulebook
from twiza.packs.model import Rulebook

CORRIDOR = "be-ma"


@lru_cache(maxsize=1)
def current() -> Rulebook:
    """Loaded once per process: a request reads no file."""
    return load_rulebook(CORRIDOR)
