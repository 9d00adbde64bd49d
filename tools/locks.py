"""./twiza lock: the lock files, written anew from pyproject.toml.

They hold versions and hashes and no host name: every machine asks its own registry.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from tools import environment
from tools.environment import DEV_LOCK, PROGRAMS, REPOSITORY, RUN_LOCK, UV_LOCK

# The oldest supported Python counts: a lock made for a newer one may not install on it.
COMPILE = (
    *("--universal", "--python-version=3.11.2", "--generate-hashes"),
    *("--no-header", "--no-annotate", "--no-emit-index-url", "--quiet"),
)


def write_locks(arguments: list[str]) -> int:
    """`./twiza lock --upgrade` takes newer versions, without it only what must."""
    environment.ensure()
    with tempfile.TemporaryDirectory(prefix="twiza-lock-") as folder:
        installer = Path(folder, "uv.in")
        installer.write_text("uv\n")
        _compile(UV_LOCK, installer, *arguments)
    project = REPOSITORY / "pyproject.toml"
    extras = ("web", "tables", "calendar", "documents", "charts")
    run = tuple(f"--extra={extra}" for extra in extras)
    _compile(RUN_LOCK, project, *run, *arguments)
    dev = (*run, "--extra=fast", "--extra=cluster", "--extra=dev")
    _compile(DEV_LOCK, project, *dev, f"--constraints={RUN_LOCK}", *arguments)
    print(f"Written: {RUN_LOCK.name}, {DEV_LOCK.name}, {UV_LOCK.name}")
    return 0


def _compile(lock: Path, source: Path, *options: str) -> None:
    command = [str(PROGRAMS / "uv"), "pip", "compile", *COMPILE]
    subprocess.run(
        [*command, *options, f"--output-file={lock}", str(source)],
        cwd=REPOSITORY,
        stdout=subprocess.DEVNULL,
        check=True,
    )
