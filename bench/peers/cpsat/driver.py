"""Chooses packages with CP-SAT: reads choices as JSON, writes values and seconds."""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version
from typing import Any

from ortools.sat.python import cp_model

RUNS, MOST_SECONDS = 5, 5.0


def model_of(choice: dict[str, Any]) -> cp_model.CpModel:
    """Each group counts up to its ceiling, all together up to the one over all."""
    model = cp_model.CpModel()
    amounts = choice["amounts"]
    chosen = [model.new_bool_var(f"x{place}") for place in range(len(amounts))]
    for one, two in choice["refused"]:
        model.add_at_most_one(chosen[one], chosen[two])
    counted = []
    for inside, most in choice["groups"]:
        paid = model.new_int_var(0, most, "")
        model.add(paid <= sum(amounts[place] * chosen[place] for place in inside))
        counted.append(paid)
    total = model.new_int_var(0, choice["over_all"] or sum(amounts), "total")
    model.add(total <= sum(counted))
    model.maximize(total)
    return model


def solved(choice: dict[str, Any]) -> dict[str, Any]:
    """Seconds from the lists to the value, best of five runs.

    One that is not proved when its time is up is not tried again.
    """
    times: list[float] = []
    for _ in range(RUNS):
        started = time.perf_counter()
        model = model_of(choice)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = MOST_SECONDS
        is_proved = solver.solve(model) == cp_model.OPTIMAL
        times.append(time.perf_counter() - started)
        if not is_proved:
            break
    return {
        "seconds": min(times),
        "value": round(solver.objective_value),
        "is_proved": is_proved,
    }


def main() -> None:
    choices = json.load(sys.stdin)
    solved(choices[0])  # the first one loads what the others find loaded
    found = [solved(choice) for choice in choices]
    print(json.dumps({"solved": found, "version": version("ortools")}))


if __name__ == "__main__":
    main()
