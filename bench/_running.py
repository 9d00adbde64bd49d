"""Runs one engine for one measure in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
MEBI = 1024


@dataclass(frozen=True)
class Run:
    """A command; its last line of output is JSON unless it is not a driver."""

    name: str
    command: tuple[str, ...]
    variables: tuple[tuple[str, str], ...] = ()
    is_driver: bool = True
    is_once: bool = False  # a count, not a time: one round says it all


class Failed(Exception):
    """The command stopped with an error; the message is its last line."""


def execute(run: Run) -> dict[str, Any]:
    """What the driver reports, with `wall` seconds and `peak` bytes of its process."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        started = time.perf_counter()
        process = subprocess.Popen(
            run.command,
            cwd=ROOT,
            stdout=out,
            stderr=err,
            env=os.environ | dict(run.variables),
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise Failed(_last_line(err) or f"exit code {process.returncode}")
        report: dict[str, Any] = json.loads(_last_line(out)) if run.is_driver else {}
    return report | {"wall": wall, "peak": usage.ru_maxrss * MEBI}


def _last_line(file: Any) -> str:
    file.seek(0)
    lines = file.read().strip().splitlines()
    return lines[-1] if lines else ""
