"""What tells a run from any other, for its parts and for those who read its output."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import twiza
from twiza.packs.compiled import fingerprint
from twiza.packs.model import Rulebook
from twiza.population.origin import METADATA
from twiza.population.parts import Run

DIGESTED = 1 << 16


def metadata_of(
    rulebook: Rulebook, population: Path, on: datetime.date, origin: str
) -> dict[str, str]:
    return {
        "twiza.pack": rulebook.name,
        "twiza.pack_version": rulebook.version,
        "twiza.content_hash": rulebook.content_hash,
        "twiza.date": on.isoformat(),
        "twiza.version": twiza.__version__,
        "twiza.input": population.name,
        METADATA: origin,
    }


def run_of(
    rulebook: Rulebook,
    population: Path,
    on: datetime.date,
    engine: str,
    keep: Sequence[str],
    part_rows: int,
) -> Run:
    """What must be the same for a part to be of use to a later command."""
    return {
        "input": identity_of(population),
        "pack": rulebook.content_hash,
        "date": on.isoformat(),
        "engine": engine,
        "code": fingerprint(_code()),
        "kept": list(keep),
        "part_rows": part_rows,
    }


def _code() -> Iterator[Path]:
    folder = Path(twiza.__file__).parent
    for name in ("rules", "population"):
        yield from sorted((folder / name).rglob("*.py"))


def identity_of(path: Path) -> list[str | int]:
    status = path.stat()
    with path.open("rb") as file:
        digest = hashlib.sha256(file.read(DIGESTED))
        file.seek(max(status.st_size - DIGESTED, 0))
        digest.update(file.read(DIGESTED))
    name = path.name
    return [name, status.st_size, status.st_mtime_ns, digest.hexdigest()]
