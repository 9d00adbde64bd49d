"""Measures the smallest changes of all mechanisms beside trying values one at a time.

./twiza bench smallest [--quick] [--date 2026-11-24]

The four examples and a hard venture, pairs of levers included. Both searches run over
the same values in one run and must find the same. Exit code 1 when a target is missed
or two answers differ.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import statistics
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from _clock import median_seconds, seconds
from _one_by_one import OneByOne, TooLong, refused
from _parts import write_part

from twiza.advice import advise, read_venture_file
from twiza.advice.changes import Levers, changes_answer
from twiza.advice.changes.smallest import smallest_changes
from twiza.advice.what_if import WhatIf, what_if_of
from twiza.packs import load_rulebook

ROOT = Path(__file__).parents[1]
RESULT = Path(__file__).parent / "results" / "smallest.json"
TEXT = Path(__file__).parent / "_smallest_page.md"
ON = datetime.date(2026, 11, 23)
RUNS, QUICK_RUNS = 25, 3
LIMIT, QUICK_LIMIT = 20.0, 3.0  # seconds that the natural way may take for a venture
MOST_SECONDS = 0.3
NEAR = 1e-9

# The olive mill as an industrial project near every threshold of the large schemes.
HARD = {
    "total_cost_mad": 92_676_696,
    "own_funds_mad": 8_900_000,
    "foreign_currency_funds_mad": 8_100_000,
    "bank_loan_mad": 61_300_000,
    "private_land_cost_mad": 9_800_000,
    "stable_jobs": 46,
    "sector": "industry",
    "company_age_years": 4,
    "turnover_mad": 180_000_000,
    "financing_secured_share": 0.4,
    "investor_share": 0.35,
    "is_innovative_startup": True,
    "is_in_regional_branch_list": True,
}


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    runs = QUICK_RUNS if options.quick else RUNS
    limit = QUICK_LIMIT if options.quick else LIMIT
    found = [
        measured(name, facts, plan, runs=runs, limit=limit)
        for name, facts, plan in ventures()
    ]
    print(_table(found))
    differing = sum(one["differs"] for one in found)
    if options.quick:
        print("\nFew runs: only whether it works can be told from these.")
        return 1 if differing else 0
    _write(found, differing, options.date)
    kept = all(one["seconds"] <= MOST_SECONDS for one in found)
    return 0 if kept and not differing else 1


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./twiza bench smallest")
    parser.add_argument("--quick", action="store_true", help="few runs, nothing kept")
    today = datetime.date.today().isoformat()
    parser.add_argument("--date", default=today, help="the day of the run, noted down")
    return parser.parse_args(arguments)


def ventures() -> list[tuple[str, Mapping[str, object], Mapping[str, object]]]:
    paths = sorted((ROOT / "examples").glob("*.yaml"))
    files = [(path.stem, read_venture_file(path)) for path in paths]
    mill = dict(files)["olive-oil-taounate"]
    found = [(name, venture.facts, venture.plan) for name, venture in files]
    return [*found, ("hard", {**mill.facts, **HARD}, {})]


def measured(
    name: str,
    facts: Mapping[str, object],
    plan: Mapping[str, object],
    *,
    runs: int,
    limit: float,
) -> dict[str, Any]:
    rulebook = load_rulebook()
    what_if = what_if_of(rulebook, facts, on=ON, plan=plan)

    def ours() -> None:
        levers = Levers(_anew(what_if))
        for item in what_if.assessments:
            changes_answer(levers, item)

    def answer() -> None:
        advise(rulebook, facts, on=ON, plan=plan)

    ours()
    answer()
    items = list(refused(what_if))
    levers = Levers(_anew(what_if))
    changes = {item.mechanism.name: smallest_changes(levers, item) for item in items}
    told = [change for one in changes.values() for change in one.changes]
    natural, theirs = _one_by_one(what_if, limit)
    return {
        "venture": name,
        "refused": len(items),
        "opened": sum(bool(one.changes) for one in changes.values()),
        "singles": sum(len(change.values) == 1 for change in told),
        "pairs": sum(len(change.values) == 2 for change in told),
        "complete": all(one.is_complete for one in changes.values()),
        "seconds": median_seconds(ours, times=runs),
        "answer_seconds": median_seconds(answer, times=runs),
        **natural,
        "differs": _differs(what_if, changes, theirs),
    }


def _anew(what_if: WhatIf) -> WhatIf:
    """Nothing remembered of an earlier run."""
    return WhatIf(
        what_if.rulebook,
        what_if.rules,
        what_if.situation,
        what_if.assessments,
        what_if.terms,
        what_if.best,
    )


def _one_by_one(
    what_if: WhatIf, limit: float
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    search = OneByOne(_anew(what_if), seconds=limit)
    theirs: dict[str, Any] = {}

    def all_of_them() -> None:
        for item in refused(what_if):
            theirs[item.mechanism.name] = search.smallest(item)

    try:
        taken = seconds(all_of_them)
    except TooLong:
        return {"natural_seconds": None, "trials": search.trials}, None
    return {"natural_seconds": taken, "trials": search.trials}, theirs


def _differs(
    what_if: WhatIf, changes: Mapping[str, Any], theirs: dict[str, Any] | None
) -> int:
    """Mechanisms of which the two ways found other smallest sizes."""
    if theirs is None:
        return 0
    return sum(
        _sizes(what_if, one.changes) != _rounded(sorted(theirs[name].values())[:3])
        for name, one in changes.items()
    )


def _sizes(what_if: WhatIf, changes: list[Any]) -> list[float]:
    """How far the smallest change of each set of facts goes."""
    levers, best = Levers(what_if), dict[frozenset[str], float]()
    for change in changes:
        far = 0.0
        for name, value in change.values.items():
            moves = levers.of(name).moves
            far += min(
                move.size(number)
                for move in moves
                for number in range(move.count)
                if move.value(number) == value
            )
        key = frozenset(change.values)
        best[key] = min(far, best.get(key, far))
    return _rounded(sorted(best.values()))


def _rounded(sizes: list[float]) -> list[float]:
    return [round(size / NEAR) * NEAR for size in sizes]


HEAD = (
    *("Venture", "Refused", "A change opens", "Single", "Pairs"),
    *("Ours", "One by one", "Ratio", "Trials", "Answer"),
)


def _cells(one: dict[str, Any]) -> tuple[str, ...]:
    natural = one["natural_seconds"]
    return (
        one["venture"],
        str(one["refused"]),
        str(one["opened"]),
        str(one["singles"]),
        str(one["pairs"]),
        _shown(one["seconds"]),
        _shown(natural) if natural else "not finished",
        f"{natural / one['seconds']:,.0f} ×" if natural else "",
        f"{one['trials']:,}",
        _shown(one["answer_seconds"]),
    )


def _shown(value: float) -> str:
    return f"{value * 1e3:,.3g} ms" if value < 1 else f"{value:,.3g} s"


def _table(found: list[dict[str, Any]]) -> str:
    rows = [HEAD, ("---", *["--:"] * (len(HEAD) - 1)), *map(_cells, found)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _write(found: list[dict[str, Any]], differing: int, date: str) -> None:
    record = {
        "date": date,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "median_seconds": statistics.median(one["seconds"] for one in found),
        "measures": found,
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    text = TEXT.read_text(encoding="utf-8").format(
        runs=RUNS,
        cores=record["cores"],
        date=date,
        versions=f"Python {record['python']}",
        rows=_table(found),
        limit=LIMIT,
        differing=differing,
    )
    write_part("smallest", text)
    print(f"\nWritten: {RESULT.name}, docs/benchmarks.md")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
