"""Measures the dated path and the trip planner over the four examples.

./twiza bench path [--quick] [--date 2026-11-24]

Each venture is planned without stays, within two and within eight stays with as few
powers of attorney as the law lets, and within one stay that is not enough, with every
way out tried. Exit code 1 when a plan takes longer than its target or is not proved.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from _clock import seconds
from _parts import write_part

from twiza.advice import Venture, read_venture_file
from twiza.advice.path.plan import PathPlan, plan_path
from twiza.advice.path.problem import Wishes
from twiza.advice.path.stays import read_stay
from twiza.advice.path.telling import path_plan_answer
from twiza.packs import load_rulebook

ROOT = Path(__file__).parents[1]
RESULT = Path(__file__).parent / "results" / "path.json"
TEXT = Path(__file__).parent / "_path_page.md"
RUNS, QUICK_RUNS = 50, 3
MOST_SECONDS = 0.05
JULY, OCTOBER = "2027-07-10..2027-07-24", "2027-10-18..2027-10-29"
SHORT = "2027-02-01..2027-02-02"
EIGHT = tuple(f"2027-{month:02}-02..2027-{month:02}-05" for month in range(2, 10))
ON = datetime.date(2026, 11, 23)
CASES: dict[str, tuple[tuple[str, ...], bool]] = {
    "no stay stated": ((), False),
    "two stays": ((JULY, OCTOBER), False),
    "two stays, in person": ((JULY, OCTOBER), True),
    "eight stays, in person": (EIGHT, True),
    "one stay, not enough": ((SHORT,), True),
}


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    runs = QUICK_RUNS if options.quick else RUNS
    found = [
        measured(path.stem, read_venture_file(path), case, runs)
        for path in sorted((ROOT / "examples").glob("*.yaml"))
        for case in CASES
    ]
    print(_table(found))
    if options.quick:
        print("\nFew runs: only whether it works can be told from these.")
        return 0
    _write(found, options.date)
    return 0 if all(_is_kept(one) for one in found) else 1


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./twiza bench path")
    parser.add_argument("--quick", action="store_true", help="few runs, nothing kept")
    today = datetime.date.today().isoformat()
    parser.add_argument("--date", default=today, help="the day of the run, noted down")
    return parser.parse_args(arguments)


def measured(name: str, venture: Venture, case: str, runs: int) -> dict[str, Any]:
    """The plan alone, and with the answer that tells it, ways out included."""
    rulebook = load_rulebook()
    stays, without_proxy = CASES[case]
    on = venture.date or ON
    wishes = Wishes(
        on, tuple(map(read_stay, stays)) or None, without_proxy=without_proxy
    )

    def plan() -> PathPlan:
        return plan_path(rulebook, venture.facts, wishes, on=on, plan=venture.plan)

    def answer() -> None:
        path_plan_answer(plan(), on=on)

    answer()
    schedule = plan().schedule
    return {
        "venture": name,
        "case": case,
        "steps": len(schedule.network.tasks),
        "visits": len(schedule.network.visits),
        "complete": schedule.is_complete,
        "proved": schedule.is_proved,
        "examined": schedule.examined,
        "plan": _times(plan, runs),
        "answer": _times(answer, runs),
    }


def _times(work: Callable[[], object], runs: int) -> dict[str, float]:
    times = [seconds(work) for _ in range(runs)]
    return {"median": statistics.median(times), "longest": max(times)}


def _is_kept(one: dict[str, Any]) -> bool:
    """The median counts; the longest of fifty also tells what else the machine did."""
    limit_kept = one["plan"]["median"] <= MOST_SECONDS
    return limit_kept and (one["proved"] or not one["complete"])


HEAD = (
    *("Venture", "Asked", "Steps", "Visits", "Plans looked at", "Proved"),
    *("Plan", "With its answer", ""),
)


def _cells(one: dict[str, Any]) -> tuple[str, ...]:
    return (
        one["venture"],
        one["case"],
        str(one["steps"]),
        str(one["visits"]),
        str(one["examined"]),
        "yes" if one["proved"] else "no",
        _shown(one["plan"]),
        _shown(one["answer"]),
        "reached" if _is_kept(one) else "missed",
    )


def _shown(times: dict[str, float]) -> str:
    return f"{times['median'] * 1e3:.1f} ({times['longest'] * 1e3:.1f})"


def _table(found: list[dict[str, Any]]) -> str:
    rows = [HEAD, ("---", "---", *["--:"] * 6, "---"), *map(_cells, found)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _write(found: list[dict[str, Any]], date: str) -> None:
    record = {
        "date": date,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "runs": RUNS,
        "measures": found,
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    text = TEXT.read_text(encoding="utf-8").format(
        runs=RUNS,
        cores=record["cores"],
        date=date,
        python=record["python"],
        rows=_table(found),
    )
    write_part("path", text)
    print(f"\nWritten: {RESULT.name}, docs/benchmarks.md")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
