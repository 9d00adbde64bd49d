"""Many made-up people of Belgium to Morocco: columns, rows and Parquet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from _dozen_data import Columns, with_cell_holes

from twiza.packs.model import Fact, Rulebook

HOLES = 0.05
ALSO_STATED = ("turnover_mad", "has_moroccan_account")  # though a pack assumes them
LIKELY = {"is_moroccan": 0.95, "has_financial_litigation": 0.03}
LIKELY |= {"is_tax_and_cnss_regular": 0.9, "has_other_state_agreement": 0.05}
LIKELY |= {"has_moroccan_account": 0.8, "has_residence_proof": 0.85}


def people(
    rulebook: Rulebook, rows: int, *, holes: float = HOLES, seed: int = 17
) -> Columns:
    """Every fact that one would ask, as the table takes it, some cells unknown."""
    chance = np.random.default_rng(seed)
    stated = _money_and_jobs(chance, rows)
    columns = {
        name: _bounded(fact, stated[name])
        if name in stated
        else _drawn(rulebook, fact, chance, rows)
        for name, fact in rulebook.facts.items()
        if fact.assume is None or name in ALSO_STATED
    }
    return with_cell_holes(columns, holes, seed)


def _money_and_jobs(chance: np.random.Generator, rows: int) -> Columns:
    """The figures that hang together: everything is in proportion to the cost."""
    cost = np.round(np.exp(chance.normal(14.6, 1.3, rows)), -3) + 50_000.0

    def share(most: float, zero: float = 0.0) -> np.ndarray[Any, Any]:
        drawn = chance.uniform(0, most, rows)
        return np.where(chance.random(rows) < zero, 0.0, np.round(drawn, 3))

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
        "turnover_mad": np.where(age > 0, np.round(cost * share(2.0), -2), 0.0),
        "company_age_years": age,
        "stable_jobs": np.round(cost / 1e6 * share(6.0)),
        "months_since_return": np.round(share(40.0, zero=0.7)),
        "age": np.round(np.clip(chance.normal(43, 11, rows), 18, 80)),
    }


def _bounded(fact: Fact, column: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return np.clip(column, fact.least, fact.most)


def _drawn(
    rulebook: Rulebook, fact: Fact, chance: np.random.Generator, rows: int
) -> np.ndarray[Any, Any]:
    if fact.type == "flag":
        return (chance.random(rows) < LIKELY.get(fact.name, 0.5)).astype(np.int8)
    if not fact.is_numeric:
        count = len(choices_of(rulebook, fact))
        return chance.integers(0, count, rows).astype(np.int16)
    drawn = np.round(chance.uniform(fact.least, min(fact.most, 1e7), rows), 2)
    return np.round(drawn) if fact.type == "count" else drawn


def choices_of(rulebook: Rulebook, fact: Fact) -> tuple[str, ...]:
    if fact.type == "place":
        return tuple(rulebook.places.provinces)
    return fact.choices


def facts_in_row(rulebook: Rulebook, columns: Columns, row: int) -> dict[str, Any]:
    """One row of coded columns as the facts of a person; unknown cells left out."""
    found: dict[str, Any] = {}
    for name, column in columns.items():
        fact, value = rulebook.facts[name], column[row]
        if value != value or (not fact.is_numeric and value < 0):
            continue
        if fact.is_numeric:
            found[name] = float(value)
        elif fact.type == "flag":
            found[name] = bool(value)
        else:
            found[name] = choices_of(rulebook, fact)[value]
    return found


def columns_of(rulebook: Rulebook, situations: Iterable[dict[str, Any]]) -> Columns:
    """The facts of several people as coded columns; what nobody states is left out."""
    rows = list(situations)
    stated = {name for facts in rows for name in facts}
    return {
        name: _column(rulebook, fact, [facts.get(name) for facts in rows])
        for name, fact in rulebook.facts.items()
        if name in stated
    }


def _column(rulebook: Rulebook, fact: Fact, values: list[Any]) -> np.ndarray[Any, Any]:
    if fact.is_numeric:
        return np.array([np.nan if value is None else value for value in values], float)
    if fact.type == "flag":
        return np.array([-1 if value is None else value for value in values], np.int8)
    codes = {choice: code for code, choice in enumerate(choices_of(rulebook, fact))}
    return np.array([codes.get(value, -1) for value in values], np.int16)


def write_parquet(rulebook: Rulebook, columns: Columns, path: Path, *, times: int = 1):
    """The people as other software hands them over: plain text, numbers, booleans."""
    import pyarrow
    import pyarrow.parquet as parquet

    table = pyarrow.table(
        {name: _arrow(rulebook, name, column) for name, column in columns.items()}
    )
    # Row groups of one size: a reader needs as much memory as a group asks of it.
    whole = pyarrow.concat_tables([table] * times)
    parquet.write_table(whole, path, row_group_size=table.num_rows)


def _arrow(rulebook: Rulebook, name: str, column: np.ndarray[Any, Any]) -> Any:
    import pyarrow

    fact = rulebook.facts[name]
    if fact.is_numeric:
        return pyarrow.array(column, mask=np.isnan(column))
    if fact.type == "flag":
        return pyarrow.array(column == 1, mask=column < 0)
    codes = pyarrow.array(column, mask=column < 0)
    texts = pyarrow.DictionaryArray.from_arrays(codes, choices_of(rulebook, fact))
    return texts.cast(pyarrow.string())
