"""Measures the rules engine beside Publicodes, OpenFisca and NumPy written by hand.

./twiza bench rules [--quick] [--only NAME] [--date 2026-11-24]

Five rounds; in each, every measure runs in a process of its own, ours beside its peers.
Targets are judged on medians. Exit code 1 when one is missed.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from _plan import QUICK, Plan, Sizes
from _report import JSON_FILE, PAGE, print_table, write
from _running import Failed, Run, execute
from _targets import TARGETS, Line, Rounds, line

ROUNDS = 5
AGREEMENT = 1e-6  # relative: OpenFisca computes in 32-bit floats
WARMED = ("twiza.import", "twiza.packs", "openfisca.import")  # a first run fills caches


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    with tempfile.TemporaryDirectory(prefix="twiza-bench-") as folder:
        sizes = QUICK if options.quick else Sizes()
        plan = Plan(sizes, Path(folder), may_install=not options.quick)
        plan.prepare()
        runs = [run for run in plan.runs() if options.only in run.name]
        rounds, failures = measure(runs, 1 if options.quick else ROUNDS)
    lines = judged(rounds, options.only)
    print_table(lines)
    notes = _notes(plan.absent, failures, disagreements(rounds))
    print("".join(f"\n{note}" for note in notes))
    if options.quick:
        print("\nSmall sizes, one round: only whether it works can be told from these.")
        return 1 if failures or disagreements(rounds) else 0
    if not options.only:
        write(_record(rounds, plan, sizes, options.date), lines)
        print(f"\nWritten: {JSON_FILE.name}, {PAGE.name}")
    is_kept = all(each.verdict != "missed" for each in lines)
    return 0 if is_kept and not failures and not disagreements(rounds) else 1


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./twiza bench rules")
    parser.add_argument("--quick", action="store_true", help="small, nothing written")
    parser.add_argument("--only", default="", help="the runs whose name holds this")
    today = datetime.date.today().isoformat()
    parser.add_argument("--date", default=today, help="the day of the run, noted down")
    return parser.parse_args(arguments)


def measure(runs: list[Run], count: int) -> tuple[Rounds, dict[str, str]]:
    """Every run in every round; one that fails is not tried again."""
    rounds: Rounds = {}
    failures: dict[str, str] = {}
    for number in range(count):
        for run in runs:
            if run.name in failures or (run.is_once and number):
                continue
            print(f"round {number + 1}: {run.name}", file=sys.stderr, flush=True)
            try:
                if number == 0 and run.name in WARMED:
                    execute(run)
                found = execute(run)
                rounds.setdefault(run.name, []).append(found)
            except Failed as reason:
                failures[run.name] = str(reason)
    return rounds, failures


def judged(rounds: Rounds, only: str) -> list[Line]:
    chosen = [
        target
        for target in TARGETS
        if only in target.ours or (target.theirs and only in target.theirs)
    ]
    return [line(target, rounds) for target in chosen]


def disagreements(rounds: Rounds) -> list[str]:
    """Amounts of the sample that an engine computes otherwise than NumPy by hand."""
    samples = {
        name: found[0]["sample"]
        for name, found in rounds.items()
        if "sample" in found[0]
    }
    wanted = samples.get("numpy.table")
    if wanted is None:
        return []
    return [
        f"{name} says {found} where NumPy by hand says {right} ({output})"
        for name, sample in samples.items()
        if not name.endswith((".rows", ".cells"))
        for output, column in wanted.items()
        for found, right in zip(sample[output], column, strict=True)
        if not _agrees(found, right)
    ]


def _agrees(found: float | None, right: float) -> bool:
    return found is not None and abs(found - right) <= AGREEMENT * max(1.0, abs(right))


def _notes(
    absent: dict[str, str], failures: dict[str, str], differing: list[str]
) -> list[str]:
    return [
        *(f"{name} was not run: {reason}" for name, reason in absent.items()),
        *(f"{name} failed: {reason}" for name, reason in failures.items()),
        *differing[:5],
    ]


def _record(rounds: Rounds, plan: Plan, sizes: Sizes, date: str) -> dict[str, Any]:
    versions = {"Python": platform.python_version()}
    for found in rounds.values():
        versions |= found[0].pop("versions", {})
    for found in rounds.values():
        for each in found:
            each.pop("sample", None)
            each.pop("versions", None)
    return {
        "date": date,
        "cores": os.cpu_count(),
        "versions": versions,
        "rounds": max((len(found) for found in rounds.values()), default=0),
        "sizes": asdict(sizes),
        "not_run": plan.absent,
        "measures": rounds,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
