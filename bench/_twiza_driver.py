"""Twiza as the peers are run: _twiza_driver.py MEASURE [NAME=VALUE …], one JSON line.

Nothing is imported above a measure: an import is one of the things measured.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

Report = dict[str, Any]


def measure_import() -> Report:
    """The library with the interactive path, in a process that has just begun."""
    started = time.perf_counter()
    for name in ("twiza.advice.evaluation", "twiza.packs", "twiza.rules"):
        __import__(name)
    return {"seconds": time.perf_counter() - started}


def measure_packs() -> Report:
    """Every corridor and its rules from the compiled cache, in a new process."""
    measure_import()
    return {"seconds": _loading()}


def measure_cold() -> Report:
    """As `packs`, with nothing in the cache."""
    import os
    import tempfile

    measure_import()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TWIZA_CACHE"] = folder
        return {"seconds": _loading()}


def _loading() -> float:
    started = time.perf_counter()
    from twiza.packs import corridors, load_rulebook
    from twiza.rules import rules_at

    day = _day()
    for corridor in corridors():
        rules_at(load_rulebook(corridor), day)
    return time.perf_counter() - started


def measure_load() -> Report:
    """The dozen rules from YAML to rules that can be evaluated."""
    from _clock import median_seconds

    from twiza.packs.rulebook import read_rulebook
    from twiza.rules.building import build_rules

    def load() -> None:
        build_rules(read_rulebook(_bench() / "dozen", "xa-xb"), _day())

    return {"seconds": median_seconds(load, times=7)}


def measure_one(repeats: int) -> Report:
    """From the answers of a person to five amounts, each with its recorded trace."""
    from _clock import median_seconds, seconds
    from _dozen_data import BASE

    rulebook = _dozen()

    def one() -> None:
        _traced(_evaluation(rulebook, BASE))

    cold = seconds(one)
    for _ in range(repeats):
        one()
    seconds_ = median_seconds(one, times=repeats)
    return {"seconds": seconds_, "cold": cold, "sample": _sample(rulebook)}


def measure_changed(repeats: int) -> Report:
    """The number of jobs moves; the five amounts are read again."""
    from itertools import cycle

    from _clock import median_seconds
    from _dozen_data import BASE

    evaluation, jobs = _evaluation(_dozen(), BASE), cycle([90, 120])

    def change() -> None:
        evaluation.change({"emplois": next(jobs)})
        _amounts(evaluation)

    for _ in range(repeats):
        change()
    return {"seconds": median_seconds(change, times=repeats)}


def measure_question(repeats: int, packs: str = "") -> Report:
    """The most telling fact to ask of a person of whom nothing is known."""
    from _clock import median_seconds

    from twiza.advice.assessment import assess_all
    from twiza.advice.questions import questions
    from twiza.rules import rules_at
    from twiza.rules.situation import situation_of

    rulebook = _eighty(packs) if packs else _dozen()
    rules = rules_at(rulebook, _day())

    def ask() -> str:
        situation = situation_of(rulebook, rules, {})
        assessments = assess_all(rulebook, rules, situation, _day())
        return questions(rulebook, rules, situation, assessments)[0].fact

    first = ask()
    return {"seconds": median_seconds(ask, times=repeats), "first": first}


def measure_table(rows: int, engine: str = "numpy", holes: str = "none") -> Report:
    from _clock import seconds, seconds_and_memory
    from _dozen_data import (
        OUTPUTS,
        SAMPLE,
        coded,
        population,
        with_cell_holes,
        with_row_holes,
    )

    columns = coded(population(rows))
    if holes == "rows":
        columns = with_row_holes(columns, 0.14)
    if holes == "cells":
        columns = with_cell_holes(columns, 0.5)
    rulebook = _dozen()
    few = {name: column[:1_000] for name, column in columns.items()}

    def begin() -> None:
        _table(rulebook, engine).evaluate(few, len(few["zone"]))

    first = seconds(begin)  # generates and compiles
    table = _table(rulebook, engine)
    table.evaluate(few, len(few["zone"]))
    answer = table.evaluate(coded(population(SAMPLE)), SAMPLE)
    sample = {name: answer[name].value.tolist() for name in OUTPUTS}
    measured = seconds_and_memory(lambda: table.evaluate(columns, rows))
    versions = _versions("twiza", *(["numba"] if engine == "numba" else []))
    return {**measured, "first": first, "sample": sample, "versions": versions}


def measure_variants(rows: int, engine: str = "numpy", packs: str = "") -> Report:
    """Many variants of one venture, each with one fact changed."""
    from _clock import median_seconds
    from _dozen_data import coded, variants

    rulebook = _eighty(packs) if packs else _dozen()
    columns = _be_ma_variants(rulebook, rows) if packs else coded(variants(rows))
    table = _table(rulebook, engine)
    table.evaluate(columns, rows)
    work = median_seconds(lambda: table.evaluate(columns, rows), times=50)
    return {"seconds": work}


def measure_parity(rows: int, engine: str = "numpy") -> Report:
    """How many answers of the table differ from the interactive ones, unknowns too."""
    from _dozen_data import coded, population, with_cell_holes
    from _parity import differences
    from _people import people

    from twiza.packs import load_rulebook

    dozen, be_ma = _dozen(), load_rulebook("be-ma")
    ventures = with_cell_holes(coded(population(rows)), 0.25)
    found = [
        differences(dozen, ventures, rows, _day(), engine),
        differences(be_ma, people(be_ma, rows, holes=0.2), rows, _day(), engine),
    ]
    return {
        "differences": sum(each.count for each in found),
        "compared": sum(each.compared for each in found),
        "example": next((each.example for each in found if each.example), None),
    }


# What the measures share


def _versions(*modules: str) -> dict[str, str]:
    from importlib import import_module

    found = ((module, import_module(module).__version__) for module in modules)
    return {module.replace("twiza", "Twiza"): version for module, version in found}


def _day() -> Any:
    import datetime

    return datetime.date(2026, 11, 24)


def _bench() -> Any:
    from pathlib import Path

    return Path(__file__).parent


def _dozen() -> Any:
    from twiza.packs import load_rulebook

    return load_rulebook("xa-xb", _bench() / "dozen")


def _eighty(packs: str) -> Any:
    from pathlib import Path

    from twiza.packs import load_rulebook

    return load_rulebook("be-ma", Path(packs))


def _evaluation(rulebook: Any, facts: dict[str, Any]) -> Any:
    from twiza.advice.evaluation import Evaluation

    return Evaluation(rulebook, facts, _day())


def _amounts(evaluation: Any) -> list[float]:
    return [evaluation.granted(name) for name in evaluation.rulebook.mechanisms]


def _traced(evaluation: Any) -> None:
    for name in evaluation.rulebook.mechanisms:
        evaluation.granted(name)
        evaluation.trace(name)


def _sample(rulebook: Any) -> dict[str, list[float]]:
    """The amounts of the first ventures, to compare with the peers'."""
    from _dozen_data import OUTPUTS, SAMPLE, population, records

    found: dict[str, list[float]] = {name: [] for name in OUTPUTS}
    for facts in records(population(SAMPLE)):
        for item in _evaluation(rulebook, facts).assessments:
            found[item.mechanism.name].append(item.amount.value)
    return found


def _table(rulebook: Any, engine: str) -> Any:
    from twiza.rules.table import Table

    return Table(rulebook, _day(), engine=engine)


def _be_ma_variants(rulebook: Any, rows: int) -> Any:
    """The olive mill of the examples, each time with one fact of somebody else."""
    from _people import columns_of, facts_in_row, people

    from twiza.advice import read_venture_file

    path = _bench().parent / "examples" / "olive-oil-taounate.yaml"
    base = read_venture_file(path).facts
    others = people(rulebook, rows, holes=0.0)
    names = list(base)
    varied = []
    for row in range(rows):
        name = names[row % len(names)]
        varied.append(base | {name: facts_in_row(rulebook, others, row)[name]})
    return columns_of(rulebook, varied)


def main(measure: str, *options: str) -> None:
    named = dict(option.split("=", 1) for option in options)
    arguments = {
        name: int(value) if value.isdigit() else value for name, value in named.items()
    }
    print(json.dumps(globals()[f"measure_{measure}"](**arguments)))


if __name__ == "__main__":
    main(*sys.argv[1:])
