"""Troubles that a person can mend, told plainly, and programs run with them in mind."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

FULL_DISK_CODES = {errno.ENOSPC, errno.EDQUOT}
FULL_DISK_WORDS = ("No space left on device", "disk is full", "quota exceeded")
FULL_DISK_BYTES = 20_000_000  # programs that find less often hide why they failed
SHOWN_LINES = 20


class Trouble(Exception):
    """What happened, and how to mend it. The message needs no traceback."""

    def __init__(self, happened: str, *, mend: str, code: int = 1) -> None:
        super().__init__(happened, mend)
        self.happened = happened
        self.mend = mend
        self.code = code

    def __str__(self) -> str:
        return f"{self.happened}\n  to mend:  {self.mend}"


class FullDisk(Trouble):
    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The disk that holds {folder} is full. What was half-made is removed.",
            mend="free some space, then give the same command again",
        )


@contextlib.contextmanager
def telling_full_disk(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in FULL_DISK_CODES:
            raise
        raise FullDisk(folder) from error


def run(
    command: Sequence[str],
    *,
    doing: str,
    folder: Path,
    mend: str = "read the lines above; the last one usually names the cause",
    variables: Mapping[str, str] | None = None,
) -> str:
    """Run a program quietly and return what it printed; show it only when it fails."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env={**os.environ, **(variables or {})},
    )
    if done.returncode == 0:
        return done.stdout
    if _is_full(folder, done.stdout):
        raise FullDisk(folder)
    last_lines = "\n".join(done.stdout.rstrip().splitlines()[-SHOWN_LINES:])
    raise Trouble(f"{last_lines}\n{doing} failed.", mend=mend)


def _is_full(folder: Path, printed: str) -> bool:
    is_told = any(words in printed for words in FULL_DISK_WORDS)
    return is_told or shutil.disk_usage(folder).free < FULL_DISK_BYTES
