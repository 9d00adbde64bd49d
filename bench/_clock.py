"""Time and memory of one piece of work, for every driver of `bench/rules.py`."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

PROCESS = Path("/proc/self")


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median_seconds(work: Callable[[], object], *, times: int) -> float:
    return statistics.median(seconds(work) for _ in range(times))


def seconds_and_memory(work: Callable[[], object]) -> dict[str, float | None]:
    """Three evaluations in a row, their answers dropped.

    `memory` is the rise of the peak in bytes, `memory_once` that of the first one.
    The peak is reset before, for loading the data may have gone higher.
    """
    before = _reset_peak()
    first = seconds(work)
    once = _above(before)
    others = [seconds(work) for _ in range(2)]
    return {
        "seconds": statistics.median([first, *others]),
        "memory": _above(before),
        "memory_once": once,
    }


def _reset_peak() -> int | None:
    """Bytes held now; None off Linux."""
    try:
        (PROCESS / "clear_refs").write_text("5")
    except OSError:
        return None
    return _status("VmRSS")


def _above(before: int | None) -> int | None:
    return None if before is None else _status("VmHWM") - before


def _status(name: str) -> int:
    lines = (PROCESS / "status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) * 1024
