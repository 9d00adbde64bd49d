"""Keeps read rulebooks and compiled rules on disk, so that a new process starts in
milliseconds.

An entry is named by what it was made from; it is written beside its place and moved
there, so that two processes may write the same one and a reader never sees half of it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import twiza

Made = TypeVar("Made")

_DIGEST = hashlib.sha256().digest_size


def cache_folder() -> Path:
    """`TWIZA_CACHE`, else the user's cache folder."""
    stated = os.environ.get("TWIZA_CACHE")
    if stated:
        return Path(stated)
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "twiza"


def fingerprint(files: Iterable[Path]) -> str:
    """Changes when a file is added, removed, renamed or written."""
    digest = hashlib.sha256(_code_version().encode())
    for path in files:
        status = path.stat()
        digest.update(f"{path}\0{status.st_mtime_ns}\0{status.st_size}\0".encode())
    return digest.hexdigest()[:32]


def kept(name: str, make: Callable[[], Made]) -> Made:
    """The entry `name`, made once. A cache that cannot be read or written is done
    without.
    """
    path = cache_folder() / f"{name}.pickle"
    content = _intact(path)
    if content is not None:
        found: Made = pickle.loads(content)  # noqa: S301 (our own file, intact)
        return found
    made = make()
    with contextlib.suppress(OSError):
        _write(path, pickle.dumps(made, protocol=5))
    return made


def loaded(
    what: str, key: str, files: Iterable[Path], make: Callable[[], Made]
) -> Made:
    """As `kept`, and held in memory until one of the files changes."""
    mark = fingerprint(files)
    found = _loaded.get((what, key))
    if found is None or found[0] != mark:
        name = f"{what}-{key.rpartition('/')[2]}-{mark}"
        found = _loaded[what, key] = (mark, kept(name, make))
    made: Made = found[1]
    return made


_loaded: dict[tuple[str, str], tuple[str, Any]] = {}


def _intact(path: Path) -> bytes | None:
    """The content of an entry whose checksum is right."""
    try:
        raw = path.read_bytes()
    except OSError:
        return None
    content = raw[_DIGEST:]
    return content if hashlib.sha256(content).digest() == raw[:_DIGEST] else None


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, partial = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(content).digest() + content)
        os.replace(partial, path)
    except BaseException:
        os.unlink(partial)
        raise


@cache
def _code_version() -> str:
    """An entry made by other code is another entry: the newest file of the library
    counts.
    """
    folder = Path(twiza.__file__).parent
    newest = max(
        path.stat().st_mtime_ns
        for name in (".", "packs", "rules", "rules/table")
        for path in (folder / name).iterdir()
        if path.suffix == ".py"
    )
    return f"{twiza.__version__}\0{newest}"
