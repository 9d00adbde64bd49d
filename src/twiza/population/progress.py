"""How far a run is, on the error output: a bar where that is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[int, float], None]


@contextmanager
def shown_progress(name: str) -> Iterator[Advance]:
    """Gives what is called with rows done and the share of the file they are."""
    if not sys.stderr.isatty():
        yield lambda rows, share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[rows]:,} rows, {task.fields[rate]:,.0f}/s"),
        TimeRemainingColumn(),
    )
    started = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(name, total=1.0, rows=0, rate=0.0)

        def advance(rows: int, share: float) -> None:
            rate = rows / max(time.monotonic() - started, 0.001)
            progress.update(task, completed=share, rows=rows, rate=rate)

        yield advance
