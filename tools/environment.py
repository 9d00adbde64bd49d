"""The folder .venv: made once, then used as it is until a lock file changes.

A stamp inside it says what it was made from. Without a stamp it counts as half-made.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tools.trouble import FullDisk, Trouble, run

REPOSITORY = Path(__file__).resolve().parents[1]
ENVIRONMENT = REPOSITORY / ".venv"
PROGRAMS = ENVIRONMENT / "bin"
PYTHON = str(PROGRAMS / "python")
LIBRARY_COMMAND = PROGRAMS / "twiza"
STAMP = ENVIRONMENT / "twiza-stamp.json"

RUN_LOCK = REPOSITORY / "requirements.lock"
DEV_LOCK = REPOSITORY / "requirements-dev.lock"
UV_LOCK = REPOSITORY / "requirements-uv.lock"

# .venv with uv, and as much again of cached downloads
NEEDED_MEGABYTES = {RUN_LOCK: 800, DEV_LOCK: 1900}
UV_OPTIONS = ("--quiet", "--compile-bytecode", "--require-hashes", "--python", PYTHON)
PIP_FOUND_NO_NETWORK = "WARNING: Retrying"

# A script that survives a folder with spaces in its name, which `#!` alone does not.
LIBRARY_SCRIPT = """\
#!/bin/sh
'''exec' "{python}" -P "$0" "$@"
' '''
import sys
from twiza.cli import main
sys.exit(main())
"""


def ensure(*, for_tests: bool = False) -> None:
    """Make .venv, or bring it up to the lock files; do nothing when it already is."""
    with alone(REPOSITORY):
        known = _read_stamp()
        is_usable = os.path.exists(PYTHON) and known.get("made_for") == _identity()
        has_tests = is_usable and DEV_LOCK.name in known
        locks = [RUN_LOCK, DEV_LOCK] if for_tests or has_tests else [RUN_LOCK]
        wanted = {lock.name: _digest(lock) for lock in locks}
        if is_usable and wanted.items() <= known.items():
            return
        started = time.monotonic()
        _require_space(NEEDED_MEGABYTES[locks[-1]])
        if not is_usable:
            _make()
        try:
            STAMP.unlink(missing_ok=True)
            _install(locks[-1])
            _link_project()
            _write_stamp({"made_for": _identity(), **wanted})
        except BaseException:
            if not is_usable:
                shutil.rmtree(ENVIRONMENT, ignore_errors=True)
            raise
        _say(f"The environment is ready ({time.monotonic() - started:.0f} s).")


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Two commands at once take turns. The lock needs no file and ends with us."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say(f"Another ./twiza is preparing {folder}; waiting for it.")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _require_space(megabytes: int) -> None:
    free = shutil.disk_usage(REPOSITORY).free // 10**6
    if free < megabytes:
        raise Trouble(
            f"The environment needs about {megabytes} MB in {REPOSITORY}; "
            f"{free} MB are free. Nothing was made.",
            mend="free some space, then give the same command again",
        )


def _make() -> None:
    sudo = "" if os.geteuid() == 0 else "sudo "
    mend = f"{sudo}apt install python3-venv, then the same command again"
    missing = [name for name in ("venv", "ensurepip") if not _has_module(name)]
    if missing:
        raise Trouble(
            f"This Python ({sys.executable}) cannot make an environment: "
            f"its module {missing[0]} is missing.",
            mend=mend,
        )
    _say("Making the environment in .venv (the first time only).")
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    try:
        run(
            [sys.executable, "-m", "venv", str(ENVIRONMENT)],
            doing="Making .venv",
            folder=REPOSITORY,
            mend=mend,
        )
    except BaseException:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        raise


def _install(lock: Path) -> None:
    """uv takes seconds where pip takes a minute; pip still works where uv does not."""
    _say(f"Installing {_package_count(lock)} packages from {lock.name}.")
    no_network = "check the network connection, then give the same command again"
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--retries", "2"]
    try:
        run(
            [*pip, "--only-binary=:all:", "--require-hashes", "-r", str(UV_LOCK)],
            doing="Installing uv",
            folder=REPOSITORY,
            mend=no_network,
        )
        run(
            [str(PROGRAMS / "uv"), "pip", "sync", *UV_OPTIONS, str(lock)],
            doing="Installing the packages",
            folder=REPOSITORY,
            mend=no_network,
            variables={"UV_NO_CONFIG": "1", "UV_PYTHON_DOWNLOADS": "never"},
        )
    except FullDisk:
        raise
    except Trouble as trouble:
        if PIP_FOUND_NO_NETWORK in trouble.happened:
            raise
        _say("uv is of no use on this machine; pip does it in a minute.")
        run(
            [*pip, "--require-hashes", "-r", str(lock)],
            doing="Installing the packages",
            folder=REPOSITORY,
            mend=no_network,
        )


def _link_project() -> None:
    """The repository's own code is used where it stands: no build, no network."""
    packages = next(ENVIRONMENT.glob("lib/python3.*/site-packages"))
    (packages / "twiza-repository.pth").write_text(f"{REPOSITORY / 'src'}\n")
    LIBRARY_COMMAND.write_text(LIBRARY_SCRIPT.format(python=PYTHON))
    LIBRARY_COMMAND.chmod(0o755)


def _identity() -> dict[str, str]:
    """A moved repository or another Python behind .venv asks for a new environment."""
    return {"repository": str(REPOSITORY), "python": os.path.realpath(PYTHON)}


def _read_stamp() -> dict[str, object]:
    try:
        stamp: dict[str, object] = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp


def _write_stamp(stamp: dict[str, object]) -> None:
    partial = STAMP.with_suffix(".partial")
    partial.write_text(json.dumps(stamp, indent=1))
    partial.replace(STAMP)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _package_count(lock: Path) -> int:
    return sum("==" in line for line in lock.read_text().splitlines())


def _has_module(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def _say(line: str) -> None:
    """On stderr, so that `./twiza advise FILE --json` prints its answer alone."""
    print(line, file=sys.stderr, flush=True)
