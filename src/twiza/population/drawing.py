"""Draws ventures by chance, for who wants to try things out without anybody's data.

How often something occurs here is made up and says nothing about the world: what is
drawn carries the mark `invented` wherever it goes.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from twiza.packs.model import Fact, Rulebook
from twiza.population.columns import UNKNOWN, Codes, texts_of

Columns = dict[str, Codes]

HOLES = 0.05
ALSO_STATED = ("turnover_mad", "has_moroccan_account")  # though a pack assumes them
LIKELY = {"is_moroccan": 0.95, "has_financial_litigation": 0.03}
LIKELY |= {"is_tax_and_cnss_regular": 0.9, "has_other_state_agreement": 0.05}
LIKELY |= {"has_moroccan_account": 0.8, "has_residence_proof": 0.85}


def drawn(
    rulebook: Rulebook, rows: int, *, holes: float = HOLES, seed: int = 17
) -> Columns:
    """Every fact that one would ask, as the evaluator takes it.

    holes    share of the cells that are left unknown
    seed     the same seed gives the same ventures
    """
    chance = np.random.default_rng(seed)
    stated = _money_and_jobs(chance, rows)
    columns = {
        name: np.clip(stated[name], fact.least, fact.most)
        if name in stated
        else _drawn(rulebook, fact, chance, rows)
        for name, fact in rulebook.facts.items()
        if fact.assume is None or name in ALSO_STATED
    }
    holed = np.random.default_rng(seed)
    return {
        name: _with_holes(column, holed.random(rows) < holes)
        for name, column in columns.items()
    }


def _money_and_jobs(chance: np.random.Generator, rows: int) -> Columns:
    """The figures that hang together: everything is in proportion to the cost."""
    cost = np.round(np.exp(chance.normal(14.6, 1.3, rows)), -3) + 50_000.0

    def share(most: float, zero: float = 0.0) -> Codes:
        found = chance.uniform(0, most, rows)
        return np.where(chance.random(rows) < zero, 0.0, np.round(found, 3))

    own = np.round(cost * share(0.8), -2)
    age = np.where(
        chance.random(rows) < 0.6, 0.0, np.round(chance.exponential(4, rows))
    )
    return {
        "total_cost_mad": cost,
        "own_funds_mad": own,
        "foreign_currency_funds_mad": np.round(own * share(1.0), -2),
        "bank_loan_mad": np.round(cost * share(0.7, zero=0.3), -2),
        "public_land_cost_mad": np.round(cost * share(0.15, zero=0.8), -2),
        "private_land_cost_mad": np.round(cost * share(0.25, zero=0.4), -2),
        "new_machines_cost_mad": np.round(cost * share(0.5, zero=0.3), -2),
        "turnover_mad": np.where(age > 0, np.round(cost * share(2.0), -2), 0.0),
        "company_age_years": age,
        "stable_jobs": np.round(cost / 1e6 * share(6.0)),
        "months_since_return": np.round(share(40.0, zero=0.7)),
        "age": np.round(np.clip(chance.normal(43, 11, rows), 18, 80)),
    }


def _drawn(
    rulebook: Rulebook, fact: Fact, chance: np.random.Generator, rows: int
) -> Any:
    if fact.type == "flag":
        return (chance.random(rows) < LIKELY.get(fact.name, 0.5)).astype(np.int8)
    if not fact.is_numeric:
        count = len(texts_of(rulebook, fact))
        return chance.integers(0, count, rows).astype(np.int16)
    found = np.round(chance.uniform(fact.least, min(fact.most, 1e7), rows), 2)
    return np.round(found) if fact.type == "count" else found


def _with_holes(column: Codes, holes: Any) -> Codes:
    holed = column.copy()
    holed[holes] = np.nan if column.dtype.kind == "f" else UNKNOWN
    return holed
