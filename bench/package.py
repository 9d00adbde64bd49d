"""Measures the search for the best package beside CP-SAT; proves it on small choices.

./twiza bench package [--quick] [--date 2026-11-24]

Six settings of thirty candidates: 5, 15 and 30 % of the pairs exclude each other, with
and without a ceiling over the six group ceilings. Both searches solve the same choices
in one run; their values must agree. Two thousand small choices are compared with every
set tried. Exit code 1 when a target is missed or two answers differ.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from _choices import SETTINGS, Exhaustive, Setting, small, thirty
from _parts import write_part
from _peers import PEERS, NotRun, cpsat

from twiza.advice.package.choosing import Found, heaviest_set
from twiza.advice.package.simplifying import lightest_set
from twiza.advice.package.weighing import Choice, Weighing, cutting

RESULTS = Path(__file__).parent / "results" / "package.json"
TEXT = Path(__file__).parent / "_package_page.md"
CHOICES, SMALL = 40, 2_000
QUICK_CHOICES, QUICK_SMALL = 5, 100
RUNS = 5  # of which the fastest counts, of both searches
MOST_MEDIAN, MOST, LEAST_RATIO = 0.003, 0.050, 5.0


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    count = QUICK_CHOICES if options.quick else CHOICES
    differing = differences(QUICK_SMALL if options.quick else SMALL)
    lines, peer, why_not = measured(count, may_install=not options.quick)
    record = {
        "date": options.date,
        "cores": os.cpu_count(),
        "versions": {"Python": platform.python_version(), **peer},
        "choices": count,
        "small_choices": QUICK_SMALL if options.quick else SMALL,
        "differences": differing,
        "not_run": why_not,
        "settings": lines,
    }
    print(_table(lines))
    print(f"\n{record['small_choices']:,} small choices, of which {differing} differ.")
    if why_not:
        print(f"CP-SAT was not run: {why_not}")
    if not options.quick:
        _write(record)
    return 0 if not differing and all(map(_is_kept, lines)) else 1


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./twiza bench package")
    parser.add_argument("--quick", action="store_true", help="small, nothing written")
    today = datetime.date.today().isoformat()
    parser.add_argument("--date", default=today, help="the day of the run, noted down")
    return parser.parse_args(arguments)


def differences(count: int) -> int:
    """Small choices of which the search and every set tried say different things."""
    return sum(not _agrees(small(seed)) for seed in range(count))


def _agrees(choice: Choice) -> bool:
    found = heaviest_set(choice)
    weighing = Weighing(choice, found.members, cutting(choice))
    parts = (weighing.money, weighing.covered, weighing.reachable)
    reached = tuple(part(found.members) for part in parts)
    return found.is_proved and reached == Exhaustive(choice).best()


def measured(
    count: int, *, may_install: bool
) -> tuple[list[dict[str, Any]], dict[str, str], str]:
    """Each setting with both searches in turn."""
    versions: dict[str, str] = {}
    why_not = ""
    try:
        python = cpsat(may_install=may_install)
    except NotRun as reason:
        python, why_not = None, str(reason)
    lines = []
    for setting in SETTINGS:
        choices = [thirty(setting, seed) for seed in range(count)]
        line = _ours(setting, choices)
        if python is not None:
            found = _theirs(python, choices)
            versions["OR-Tools"] = found["version"]
            line |= _compared(line, found["solved"])
        lines.append(line)
    return lines, versions, why_not


def _ours(setting: Setting, choices: list[Choice]) -> dict[str, Any]:
    heaviest_set(choices[0])
    best, simplest, values, proved = [], [], [], True
    for choice in choices:
        found, seconds = _timed(lambda choice=choice: heaviest_set(choice))
        best.append(seconds)
        lightest, seconds = _timed(
            lambda choice=choice, found=found: lightest_set(choice, found, 0.9)
        )
        simplest.append(seconds)
        proved &= found.is_proved and lightest.is_proved
        values.append(found.at_most)
    return {
        "about": setting.about,
        "median": statistics.median(best),
        "most": max(best),
        "simplest_median": statistics.median(simplest),
        "simplest_most": max(simplest),
        "is_proved": proved,
        "values": values,
    }


def _timed(search: Callable[[], Found]) -> tuple[Found, float]:
    """The best of five runs: what else a shared machine does weighs on the rest."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        found = search()
        times.append(time.perf_counter() - started)
    return found, min(times)


def _theirs(python: Path, choices: list[Choice]) -> dict[str, Any]:
    """The same choices, in a process with OR-Tools."""
    driver = PEERS / "cpsat" / "driver.py"
    stated = json.dumps([_stated(choice) for choice in choices])
    done = subprocess.run(
        [python, driver], input=stated, capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _stated(choice: Choice) -> dict[str, Any]:
    count = len(choice.candidates)
    everyone = (1 << count) - 1
    groups = [c for c in choice.ceilings if c.members != everyone]
    over_all = [c.most for c in choice.ceilings if c.members == everyone]
    return {
        "amounts": [one.paid for one in choice.candidates],
        "refused": [
            (i, j) for i in range(count) for j in range(i) if choice.refused[i] >> j & 1
        ],
        "groups": [
            ([i for i in range(count) if c.members >> i & 1], c.most) for c in groups
        ],
        "over_all": over_all[0] if over_all else None,
    }


def _compared(line: dict[str, Any], solved: list[dict[str, Any]]) -> dict[str, Any]:
    seconds = [one["seconds"] for one in solved]
    median = statistics.median(seconds)
    return {
        "cpsat_median": median,
        "cpsat_most": max(seconds),
        "ratio": median / line["median"],
        "unproved": sum(not one["is_proved"] for one in solved),
        "disagreements": sum(
            one["value"] != value if one["is_proved"] else one["value"] > value
            for one, value in zip(solved, line["values"], strict=True)
        ),
    }


def _is_kept(line: dict[str, Any]) -> bool:
    return (
        line["is_proved"]
        and line["median"] < MOST_MEDIAN
        and line["most"] <= MOST
        and line["simplest_most"] <= MOST
        and line.get("ratio", LEAST_RATIO) >= LEAST_RATIO
        and not line.get("disagreements", 0)
    )


HEAD = (
    "Thirty candidates, six group ceilings",
    "Best package",
    "Simplest",
    "CP-SAT, one worker",
    "Ratio",
    "",
)


def _rows(lines: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    return [
        (
            line["about"],
            _span(line["median"], line["most"]),
            _span(line["simplest_median"], line["simplest_most"]),
            _theirs_in_words(line),
            f"{line['ratio']:.1f} ×" if "ratio" in line else "",
            "reached" if _is_kept(line) else "missed",
        )
        for line in lines
    ]


def _theirs_in_words(line: dict[str, Any]) -> str:
    if "ratio" not in line:
        return "not run"
    text = _span(line["cpsat_median"], line["cpsat_most"])
    return f"{text}, {line['unproved']} not proved" if line["unproved"] else text


def _span(median: float, most: float) -> str:
    return f"{median * 1e3:.2f} ({most * 1e3:.1f})"


def _table(lines: list[dict[str, Any]]) -> str:
    rows = [HEAD, *_rows(lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _write(record: dict[str, Any]) -> None:
    for line in record["settings"]:
        line.pop("values")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    table = [
        HEAD,
        ("---", "--:", "--:", "--:", "--:", "---"),
        *_rows(record["settings"]),
    ]
    versions = ", ".join(f"{name} {v}" for name, v in record["versions"].items())
    write_part(
        "package",
        TEXT.read_text(encoding="utf-8").format(
            rows="\n".join(f"| {' | '.join(row)} |" for row in table),
            date=record["date"],
            cores=record["cores"],
            versions=versions,
            choices=record["choices"],
            small=record["small_choices"],
            differing=record["differences"] or "None",
            absent=f"\nCP-SAT was not run: {record['not_run']}.\n"
            if record["not_run"]
            else "",
        ),
    )
    print(f"\nWritten: {RESULTS.name}, docs/benchmarks.md")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
