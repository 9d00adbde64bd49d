"""The parts of a run, each written whole or not at all, in a folder beside the output.

A part is a table of its own and a record that says of which run and which rows it is.
The record is written last: a part without one does not count, so a run that was killed
goes on where it stopped.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from twiza.errors import InputError
from twiza.records import record

Run = dict[str, Any]

OURS = re.compile(
    r"(\d{12}|\..+\.[0-9a-f]{32})\.(json|csv|parquet|xlsx)", re.IGNORECASE
)


@record
class Part:
    """A finished part: its first row, counted from 0, and what it came to.

    origins  where its rows come from, as far as they say it
    """

    first: int
    rows: int
    size: int
    counts: dict[str, list[int]]
    totals: dict[str, float]
    origins: Sequence[str] = ()


class Parts:
    """The folder of the parts of one run; `run` is what tells it from any other."""

    def __init__(self, output: Path, run: Run) -> None:
        self.folder = output.with_name(f"{output.name}.parts")
        self.suffix = output.suffix.lower()
        self.run = run

    def table(self, first: int) -> Path:
        return self.folder / f"{first:012}{self.suffix}"

    def _record(self, first: int) -> Path:
        return self.folder / f"{first:012}.json"

    def finished(self) -> dict[int, Part]:
        """The parts of this run that are there and whole, by their first row."""
        firsts = (int(path.stem) for path in sorted(self.folder.glob("[0-9]*.json")))
        found = {first: self.finished_at(first) for first in firsts}
        return {first: part for first, part in found.items() if part is not None}

    def finished_at(self, first: int) -> Part | None:
        try:
            noted = json.loads(self._record(first).read_text())
            size = self.table(first).stat().st_size
        except (OSError, ValueError):
            return None
        if noted.pop("run", None) != self.run or noted["size"] != size:
            return None
        return Part(**noted)

    def add(self, first: int, write: Callable[[Path], Part]) -> Part:
        """Writes a part and then its record; a second time gives the same part."""
        with self.moved_to(self.table(first)) as partial:
            part = write(partial)
        noted = {name: getattr(part, name) for name in Part.__match_args__}
        with self.moved_to(self._record(first)) as partial:
            partial.write_text(json.dumps({"run": self.run, **noted}))
        return part

    @contextlib.contextmanager
    def moved_to(self, path: Path) -> Iterator[Path]:
        """A place to write; what was written is moved to `path` once it is whole."""
        partial = self.folder / f".{path.stem}.{uuid.uuid4().hex}{path.suffix}"
        try:
            yield partial
            os.replace(partial, path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise

    def refuse_foreign(self) -> None:
        """All that is in the folder goes in the end: nothing else may be in it."""
        for path in self.folder.iterdir():
            if not OURS.fullmatch(path.name):
                raise InputError(
                    "--output",
                    found=f"{path}, which no run has written",
                    expected=f"{self.folder.name} to hold finished parts alone",
                    mend="move it elsewhere, or choose another output",
                )

    def other_run(self) -> Run | None:
        """What another run left here, if one did."""
        for path in sorted(self.folder.glob("[0-9]*.json")):
            with contextlib.suppress(OSError, ValueError):
                run: Run = json.loads(path.read_text())["run"]
                if run != self.run:
                    return run
        return None

    def clear(self, pattern: str = "*") -> None:
        """Removes the files in the folder; `.*` those that were half written."""
        for path in self.folder.glob(pattern):
            path.unlink()

    def publish(
        self,
        firsts: list[int],
        output: Path,
        merge: Callable[[list[Path], Path], None],
    ) -> None:
        """The parts as one table in the place of the output, whole at once."""
        tables = [self.table(first) for first in firsts]
        if len(tables) == 1:
            os.replace(tables[0], output)
        else:
            with self.moved_to(output) as partial:
                merge(tables, partial)
        self.remove()

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One run at a time in a folder, which is made; the lock ends with the process."""
    import fcntl

    folder.mkdir(exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise InputError(
            "--output",
            found=f"another run that is writing {folder}",
            expected="one run at a time for an output",
            mend="wait for it, or choose another output",
        ) from None
    finally:
        os.close(handle)
        with contextlib.suppress(OSError):
            folder.rmdir()  # only where nothing is in it
