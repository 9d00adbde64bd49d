"""The peers' own environments, in bench/peers/.cache: made once, never the product's.

A peer that cannot be installed here leaves its lines saying "not run".
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parent
PEERS = BENCH / "peers"
CACHE = PEERS / ".cache"


class NotRun(Exception):
    """Why a peer is not measured."""


def publicodes(*, may_install: bool) -> Path:
    """The folder that holds node_modules."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise NotRun("node and npm are not installed")
    folder, source = CACHE / "publicodes", PEERS / "publicodes"
    lock = (source / "package-lock.json").read_text()
    if _stamp(folder) != lock:
        _refuse_or_say("Publicodes", may_install)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(source / name, folder)
        _install("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", at=folder)
        (folder / "stamp").write_text(lock)
    return folder


def openfisca(*, may_install: bool) -> Path:
    """The Python of an environment with OpenFisca-Core."""
    return _python("openfisca", "OpenFisca-Core", may_install)


def cpsat(*, may_install: bool) -> Path:
    """The Python of an environment with OR-Tools."""
    return _python("cpsat", "OR-Tools", may_install)


def _python(name: str, shown: str, may_install: bool) -> Path:
    folder, pins = CACHE / name, PEERS / name / "requirements.txt"
    wanted = sys.version + pins.read_text()
    python = folder / "bin" / "python"
    if _stamp(folder) != wanted:
        _refuse_or_say(shown, may_install)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _install(sys.executable, "-m", "venv", str(folder), at=PEERS)
        pip = (str(python), "-m", "pip", "install", "--quiet", "--require-hashes")
        _install(*pip, "--only-binary=:all:", "-r", str(pins), at=PEERS)
        (folder / "stamp").write_text(wanted)
    return python


def _stamp(folder: Path) -> str | None:
    try:
        return (folder / "stamp").read_text()
    except OSError:
        return None


def _refuse_or_say(peer: str, may_install: bool) -> None:
    if not may_install:
        raise NotRun("not installed; a run without --quick installs it")
    print(f"Installing {peer} in bench/peers/.cache.", file=sys.stderr)


def _install(*command: str, at: Path) -> None:
    done = subprocess.run(command, cwd=at, capture_output=True, text=True)
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["no message"]
        raise NotRun(f"{Path(command[0]).name} could not install it: {lines[-1]}")
