"""The dozen rules written by hand in NumPy, in blocks that fit a cache: the floor.

No unknowns and no explanation: what a person who knows NumPy would write.
"""

from __future__ import annotations

import json
import sys

import numpy as np
from _clock import seconds_and_memory
from _dozen_data import (
    CHARTER_SECTORS,
    MDM_SECTORS,
    OUTPUTS,
    SAMPLE,
    SECTORS,
    Columns,
    population,
)

BLOCK = 16_384
IN_MDM = np.isin(SECTORS, MDM_SECTORS)
IN_CHARTER = np.isin(SECTORS, CHARTER_SECTORS)
ZONE_RATES = np.array([0.0, 0.10, 0.15])
JOB_STEPS = np.array([1.0, 1.5, 3.0])
JOB_RATES = np.array([0.0, 0.05, 0.07, 0.10])
TAX = (
    (0.0, 300_000.0, 0.10),
    (300_000.0, 1e6, 0.20),
    (1e6, 1e8, 0.31),
    (1e8, np.inf, 0.35),
)


def rules(block: Columns) -> Columns:
    cost = block["investissement"]
    mdm, charter = _mdm(block), _charter(block)
    best = np.maximum(mdm, charter)
    return {
        "mdm": mdm,
        "charte": charter,
        "impot": _tax(block["resultat"]),
        "paquet": best,
        "cout-net": cost - best,
    }


def _mdm(block: Columns) -> np.ndarray:
    cost = block["investissement"]
    eligible = (
        block["est_mre"]
        & (cost >= 1e6)
        & (block["fonds_propres"] / cost >= 0.25)
        & IN_MDM[block["secteur"]]
    )
    return np.where(eligible, np.minimum(0.10 * (cost * block["quote_part"]), 5e6), 0.0)


def _charter(block: Columns) -> np.ndarray:
    cost, jobs = block["investissement"], block["emplois"]
    eligible = ((cost >= 50e6) & (jobs >= 50)) | (jobs >= 150)
    rate = (
        JOB_RATES[np.searchsorted(JOB_STEPS, jobs / (cost / 1e6), side="right")]
        + np.where(block["ratio_femmes"] >= 0.30, 0.03, 0.0)
        + 0.03 * block["metier_avenir"]
        + 0.03 * block["durable"]
        + np.where(block["integration"] >= 0.40, 0.03, 0.0)
        + ZONE_RATES[block["zone"]]
        + 0.05 * IN_CHARTER[block["secteur"]]
    )
    return np.where(eligible, np.minimum(rate, 0.30) * cost, 0.0)


def _tax(profit: np.ndarray) -> np.ndarray:
    base = np.maximum(profit, 0.0)
    due = np.zeros_like(base)
    for least, most, rate in TAX:
        due += np.clip(base - least, 0.0, most - least) * rate
    return due


def in_blocks(columns: Columns) -> Columns:
    rows = len(columns["investissement"])
    found = {name: np.empty(rows) for name in OUTPUTS}
    for start in range(0, rows, BLOCK):
        stop = min(start + BLOCK, rows)
        block = rules({name: column[start:stop] for name, column in columns.items()})
        for name in OUTPUTS:
            found[name][start:stop] = block[name]
    return found


def main(rows: int) -> None:
    columns = population(rows)
    found = in_blocks(population(SAMPLE))
    report = {
        **seconds_and_memory(lambda: in_blocks(columns)),
        "sample": {name: column.tolist() for name, column in found.items()},
        "versions": {"NumPy": np.__version__},
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main(int(sys.argv[1]))
