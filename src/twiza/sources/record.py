"""What the links said when they were last asked, in a file beside the site's data.

A check writes here and nowhere else: a pack changes only by a person's hand.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from twiza.errors import InputError
from twiza.records import record

FORMAT = 1
NAME = "source-checks.json"


@record
class Seen:
    """What a link said on a day (ISO): the fingerprint of its words, and where."""

    url: str
    last_url: str
    fingerprint: str
    on: str


def record_path(stated: Path | None, packs: Path) -> Path:
    """The file stated, else the one in `TWIZA_DATA`.

    raises  InputError where none is stated, or where it would lie in a pack
    """
    folder = os.environ.get("TWIZA_DATA")
    if stated is None and not folder:
        raise InputError(
            "--record",
            found="no file, and no TWIZA_DATA",
            expected="where to keep what the links said",
            mend=f"add --record {NAME}, or set TWIZA_DATA to the site's data folder",
        )
    path = stated or Path(str(folder)) / NAME
    if path.resolve().is_relative_to(packs.resolve()):
        raise InputError(
            "--record",
            found=f"{path}, inside the packs",
            expected="a file elsewhere: a check never writes into a pack",
            mend="choose another folder",
        )
    return path


def read_record(path: Path) -> dict[str, Seen]:
    """What is known by the name of the source; nothing where there is no file yet."""
    if not path.exists():
        return {}
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["format"] != FORMAT:
            raise ValueError(f"format {kept['format']!r}")
        return {name: Seen(**entry) for name, entry in kept["sources"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as problem:
        raise InputError(
            str(path),
            found=f"{type(problem).__name__}: {problem}"[:200],
            expected="a file that `twiza sources check` wrote",
            mend="name another file; the links are then seen for the first time",
        ) from None


def write_record(path: Path, seen: dict[str, Seen]) -> None:
    """Beside its place first, then there: a reader never finds half of it."""
    keys = ("url", "last_url", "fingerprint", "on")
    entries = {
        name: {key: getattr(one, key) for key in keys}
        for name, one in sorted(seen.items())
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"format": FORMAT, "sources": entries}, file, indent=1)
        file.write("\n")
    os.replace(beside, path)
