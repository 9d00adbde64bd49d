"""./twiza bench: the measurements in bench/, one script each."""

from __future__ import annotations

import subprocess

from tools import environment
from tools.environment import PYTHON, REPOSITORY
from tools.trouble import Trouble


def run_benchmarks(arguments: list[str]) -> int:
    """`bench` and `bench all` run every script; `bench web` runs bench/web.py."""
    name, *options = arguments or ["all"]
    scripts = sorted((REPOSITORY / "bench").glob("[!_]*.py"))
    chosen = [script for script in scripts if name in {"all", script.stem}]
    if not chosen:
        known = ", ".join(script.stem for script in scripts) or "none yet"
        raise Trouble(
            f"No benchmark is called {name!r}.", mend=f"name one of: {known}", code=2
        )
    environment.ensure(for_tests=True)
    codes = [
        subprocess.run([PYTHON, script, *options], cwd=REPOSITORY).returncode
        for script in chosen
    ]
    return max(codes)
