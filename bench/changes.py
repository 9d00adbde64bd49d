"""Measures `twiza changes` over 250 000 invented ventures and every mechanism of be-ma.

./twiza bench changes [--quick] [--date 2026-11-24]

Each case is the whole command, from its start to the file on disk, on two cores. Memory
is that of all its processes together, looked at twenty times a second. Exit code 1 when
a target is missed.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RESULT = Path(__file__).parent / "results" / "changes.json"

ROWS, QUICK_ROWS = 250_000, 5_000
CORES = 2
MOST_SECONDS, MOST_BYTES = 60, 2 << 30
PAUSE = 0.05

# What is compared: most mechanisms and packages of two years, then one figure.
CASES = {
    "two years of law": ("--from", "2024-06-01", "--to", "2026-06-01"),
    "one floor halved": (
        *("--to", "2026-06-01"),
        *("--set", "mdm-invest.minimum_cost=500000"),
    ),
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./twiza bench changes")
    parser.add_argument("--quick", action="store_true", help="small, nothing written")
    today = datetime.date.today().isoformat()
    parser.add_argument("--date", default=today, help="the day of the run, noted down")
    options = parser.parse_args(arguments)
    rows = QUICK_ROWS if options.quick else ROWS
    with tempfile.TemporaryDirectory(prefix="twiza-bench-") as name:
        folder = Path(name)
        registers = [folder / "register.parquet", folder / "register.csv"]
        for register in registers:
            twiza("population", "draw", "-o", register, "--rows", rows)
        twiza("compile")
        found = [
            {"case": case, "register": register.suffix[1:]}
            | measured(folder, register, *asked)
            for register in registers
            for case, asked in CASES.items()
        ]
    for each in found:
        print(
            f"{each['case']:18} {each['register']:8} {each['seconds']:6.1f} s"
            f" {each['bytes'] / 2**20:7,.0f} MiB  {each['touched']:,} touched,"
            f" {each['repackaged']:,} with another package"
        )
    if options.quick:
        print("\nSmall: only whether it works can be told from these.")
        return 0
    write(found, options.date)
    kept = all(
        each["seconds"] <= MOST_SECONDS and each["bytes"] <= MOST_BYTES
        for each in found
    )
    print(f"\nTargets, {MOST_SECONDS} s and {MOST_BYTES >> 30} GiB: {verdict(kept)}")
    return 0 if kept else 1


def verdict(kept: bool) -> str:
    return "reached" if kept else "missed"


def write(found: list[dict[str, Any]], date: str) -> None:
    record = {
        "date": date,
        "rows": ROWS,
        "cores": CORES,
        "python": platform.python_version(),
        "measures": found,
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    print(f"\nWritten: {RESULT.name}")


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "twiza.cli", *map(str, words)]


def twiza(*words: object) -> None:
    subprocess.run(command(*words), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def measured(folder: Path, register: Path, *asked: str) -> dict[str, Any]:
    """Seconds and the most bytes of one command, and what it says it found."""
    out = folder / "changes.parquet"
    words = ("changes", register, *asked, "-o", out, "--cores", CORES, "--json")
    started, most = time.perf_counter(), 0
    with tempfile.TemporaryFile("w+") as printed:
        process = subprocess.Popen(command(*words), cwd=ROOT, stdout=printed)
        while process.poll() is None:
            most = max(most, held_by(process.pid))
            time.sleep(PAUSE)
        seconds = time.perf_counter() - started
        if process.returncode:
            raise SystemExit(f"the command ended with {process.returncode}")
        printed.seek(0)
        ventures = json.load(printed)["ventures"]
    out.unlink()
    counted = {name: ventures[name] for name in ("rows", "touched", "repackaged")}
    return {"seconds": round(seconds, 2), "bytes": most, **counted}


def held_by(pid: int) -> int:
    """Bytes of a process and all below it; what they share counts for each."""
    total, waiting = 0, [pid]
    while waiting:
        each = waiting.pop()
        try:
            status = Path(f"/proc/{each}/statm").read_text().split()
            tasks = Path(f"/proc/{each}/task").iterdir()
            children = [(task / "children").read_text().split() for task in tasks]
        except (OSError, ValueError):  # it has just ended
            continue
        total += int(status[1]) * os.sysconf("SC_PAGE_SIZE")
        waiting += [int(child) for group in children for child in group]
    return total


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
