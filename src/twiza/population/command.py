"""`twiza simulate` on a terminal: the run with its progress and one last line."""

from __future__ import annotations

import os
import sys
import time
from typing import Any

from twiza.population.progress import shown_progress
from twiza.population.simulate import simulate
from twiza.population.summary import Simulation


def run_simulation(*arguments: Any, **options: Any) -> Simulation:
    """Simulates as told and says on the error output how far it is."""
    # Arrow's own allocator keeps what a part has used: memory would grow for a while.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    started = time.monotonic()
    with shown_progress(arguments[1].name) as advance:
        done = simulate(*arguments, **options, advance=advance, tell=say)
    seconds = time.monotonic() - started
    say(f"{done.output}: {done.rows:,} rows in {seconds:.1f} s{_reused(done)}")
    return done


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _reused(done: Simulation) -> str:
    if not done.reused:
        return ""
    return f", {done.reused} of {done.parts} parts were there already"
