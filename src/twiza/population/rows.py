"""Ventures that are in no file, each a mapping of facts, as columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from twiza.packs.model import Fact, Rulebook
from twiza.population.columns import UNKNOWN, Codes, texts_of


def columns_of(
    rulebook: Rulebook, situations: Iterable[Mapping[str, Any]]
) -> dict[str, Codes]:
    """The facts of several people as the evaluator takes them.

    situations  facts as `read_facts` gives them; what nobody states is left out
    """
    rows = list(situations)
    stated = {name for facts in rows for name in facts}
    return {
        name: _column(rulebook, fact, [facts.get(name) for facts in rows])
        for name, fact in rulebook.facts.items()
        if name in stated
    }


def _column(rulebook: Rulebook, fact: Fact, values: list[Any]) -> Codes:
    if fact.is_numeric:
        return np.array([np.nan if value is None else value for value in values], float)
    if fact.type == "flag":
        flags = [UNKNOWN if value is None else value for value in values]
        return np.array(flags, np.int8)
    codes = {text: code for code, text in enumerate(texts_of(rulebook, fact))}
    return np.array([codes.get(value, UNKNOWN) for value in values], np.int16)
