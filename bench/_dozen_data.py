"""The ventures on which every engine computes the dozen invented rules."""

from __future__ import annotations

from typing import Any

import numpy as np

Columns = dict[str, np.ndarray[Any, Any]]

SECTORS = [
    "industrie",
    "tourisme",
    "agro",
    "sante",
    "education",
    "numerique",
    "energie",
    "logistique",
    "immobilier",
    "commerce",
]
ZONES = ["aucune", "A", "B"]
MDM_SECTORS = SECTORS[:8]
CHARTER_SECTORS = ["industrie", "tourisme", "numerique", "energie", "logistique"]
CHOICES = {"secteur": SECTORS, "zone": ZONES}
OUTPUTS = ["mdm", "charte", "impot", "paquet", "cout-net"]
SAMPLE = 200  # rows on which the engines must agree

BASE: dict[str, Any] = {
    "investissement": 60_000_000.0,
    "quote_part": 0.4,
    "fonds_propres": 20_000_000.0,
    "secteur": "industrie",
    "zone": "A",
    "emplois": 120.0,
    "ratio_femmes": 0.35,
    "metier_avenir": True,
    "durable": False,
    "integration": 0.5,
    "resultat": 9_000_000.0,
    "est_mre": True,
}


def population(rows: int, seed: int = 7) -> Columns:
    """Ventures of every size; choices are codes, flags are booleans."""
    chance = np.random.default_rng(seed)
    cost = np.round(np.exp(chance.normal(16.6, 1.4, rows))) + 100_000.0
    return {
        "investissement": cost,
        "quote_part": np.round(chance.uniform(0, 1, rows), 3),
        "fonds_propres": np.round(cost * chance.uniform(0.05, 0.7, rows)),
        "secteur": chance.integers(0, len(SECTORS), rows).astype(np.int8),
        "zone": chance.integers(0, len(ZONES), rows).astype(np.int8),
        "emplois": np.round(cost / 1e6 * chance.uniform(0.2, 5, rows)),
        "ratio_femmes": np.round(chance.uniform(0, 0.7, rows), 3),
        "metier_avenir": chance.random(rows) < 0.3,
        "durable": chance.random(rows) < 0.3,
        "integration": np.round(chance.uniform(0, 0.8, rows), 3),
        "resultat": np.round(cost * chance.uniform(-0.1, 0.4, rows)),
        "est_mre": chance.random(rows) < 0.7,
    }


def variants(rows: int = 2_000, seed: int = 3) -> Columns:
    """The base venture many times, each time with one fact changed."""
    others = population(rows, seed)
    changed = np.random.default_rng(seed).integers(0, len(BASE), rows)
    columns = {}
    for number, (name, value) in enumerate(BASE.items()):
        code = CHOICES[name].index(value) if name in CHOICES else value
        column = np.full(rows, code, dtype=others[name].dtype)
        columns[name] = np.where(changed == number, others[name], column)
    return columns


def records(columns: Columns, rows: int | None = None) -> list[dict[str, Any]]:
    """The rows as plain values, choices by name."""
    lists = {
        name: [CHOICES[name][code] for code in column[:rows]]
        if name in CHOICES
        else column[:rows].tolist()
        for name, column in columns.items()
    }
    return [
        dict(zip(lists, row, strict=True)) for row in zip(*lists.values(), strict=True)
    ]


def coded(columns: Columns) -> Columns:
    """The columns as Twiza's tables take them: float64, int8 flags, int16 codes."""
    return {name: _coded(name, column) for name, column in columns.items()}


def _coded(name: str, column: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    if name in CHOICES:
        return column.astype(np.int16)
    return column.astype(np.int8) if column.dtype == bool else column


def with_row_holes(columns: Columns, share: float, seed: int = 11) -> Columns:
    """That share of the rows, anywhere, each with one cell unknown."""
    chance = np.random.default_rng(seed)
    rows = len(next(iter(columns.values())))
    holed = np.where(
        chance.random(rows) < share, chance.integers(0, len(columns), rows), -1
    )
    return {
        name: _unknown(column, holed == number)
        for number, (name, column) in enumerate(columns.items())
    }


def with_cell_holes(columns: Columns, share: float, seed: int = 13) -> Columns:
    """That share of all cells unknown, anywhere."""
    chance = np.random.default_rng(seed)
    return {
        name: _unknown(column, chance.random(len(column)) < share)
        for name, column in columns.items()
    }


def _unknown(
    column: np.ndarray[Any, Any], holes: np.ndarray[Any, Any]
) -> np.ndarray[Any, Any]:
    holed = column.copy()
    holed[holes] = np.nan if column.dtype.kind == "f" else -1
    return holed
