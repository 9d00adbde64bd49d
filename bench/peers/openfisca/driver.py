"""OpenFisca-Core as a peer: driver.py MEASURE [ROWS], one line of JSON."""

from __future__ import annotations

import importlib
import json
import sys
import time
from importlib.metadata import version
from typing import Any

PERIOD = "2026"
NEEDED = "model_api entities indexed_enums parameters simulations taxbenefitsystems"


def measure_import(rows: int) -> dict[str, float]:
    """OpenFisca with what one simulation needs, in a process that has just begun."""
    started = time.perf_counter()
    for name in NEEDED.split():
        importlib.import_module(f"openfisca_core.{name}")
    return {"seconds": time.perf_counter() - started}


def measure_one(rows: int) -> dict[str, float]:
    """From the answers of a person to five amounts, without and with its tracer."""
    from _clock import median_seconds, seconds
    from _dozen_data import BASE

    loading = time.perf_counter()
    system = _system()
    loaded = time.perf_counter() - loading
    cold = seconds(lambda: _one(system, BASE, trace=False))
    return {
        "seconds": median_seconds(lambda: _one(system, BASE, trace=False), times=rows),
        "traced": median_seconds(lambda: _one(system, BASE, trace=True), times=rows),
        "cold": cold,
        "load": loaded,
    }


def measure_variants(rows: int) -> dict[str, float]:
    """All variants of one venture as one simulation."""
    from _clock import median_seconds
    from _dozen_data import variants

    system, columns = _system(), variants(rows)
    _many(system, columns)
    return {"seconds": median_seconds(lambda: _many(system, columns), times=20)}


def measure_table(rows: int) -> dict[str, Any]:
    from _clock import seconds_and_memory
    from _dozen_data import SAMPLE, population

    system, columns = _system(), population(rows)
    sample = _many(system, population(SAMPLE))
    return {
        **seconds_and_memory(lambda: _many(system, columns)),
        "sample": {name: column.tolist() for name, column in sample.items()},
    }


def _system() -> Any:
    from system import tax_benefit_system

    return tax_benefit_system()


def _one(system: Any, facts: dict[str, Any], *, trace: bool) -> dict[str, float]:
    from openfisca_core.simulations import SimulationBuilder

    answers = {name: {PERIOD: value} for name, value in facts.items()}
    built = SimulationBuilder().build_from_entities(
        system, {"projets": {"one": answers}}
    )
    built.trace = trace
    return {name: float(column[0]) for name, column in _outputs(built).items()}


def _many(system: Any, columns: dict[str, Any]) -> dict[str, Any]:
    from openfisca_core.indexed_enums import EnumArray
    from openfisca_core.simulations import SimulationBuilder
    from system import ENUMS

    rows = len(columns["investissement"])
    built = SimulationBuilder().build_default_simulation(system, count=rows)
    for name, column in columns.items():
        is_choice = name in ENUMS
        built.set_input(
            name, PERIOD, EnumArray(column, ENUMS[name]) if is_choice else column
        )
    return _outputs(built)


def _outputs(built: Any) -> dict[str, Any]:
    from _dozen_data import OUTPUTS

    return {
        name: built.calculate(name.replace("-", "_"), PERIOD).astype(float)
        for name in OUTPUTS
    }


MEASURES = {
    "import": measure_import,
    "one": measure_one,
    "variants": measure_variants,
    "table": measure_table,
}

if __name__ == "__main__":
    report: dict[str, Any] = MEASURES[sys.argv[1]](int(sys.argv[2]))
    names = {"OpenFisca-Core": "openfisca-core", "NumPy of OpenFisca": "numpy"}
    report["versions"] = {shown: version(name) for shown, name in names.items()}
    print(json.dumps(report))
