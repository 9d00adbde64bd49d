"""./twiza test: every test, and a plain word about those that could not run."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile

from tools import environment
from tools.environment import PYTHON, REPOSITORY

BROWSERS = ("chromium", "chromium-browser")
WORKERS = "2"


def run_tests(arguments: list[str]) -> int:
    environment.ensure(for_tests=True)
    browser = _find_browser() or _install_browser()
    with tempfile.TemporaryDirectory(prefix="twiza-test-") as data:
        variables = {"TWIZA_DATA": data, "TWIZA_CACHE": f"{data}/cache"}
        if browser:
            variables |= {"TWIZA_BROWSER": browser, "TWIZA_REQUIRE_BROWSER": "1"}
        command = [PYTHON, "-m", "pytest", "-n", WORKERS, "--dist", "loadfile"]
        done = subprocess.run(
            [*command, *arguments], cwd=REPOSITORY, env={**os.environ, **variables}
        )
    if not browser:
        print("browser tests: not run (no chromium; as root: apt install chromium)")
    return done.returncode


def _find_browser() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _install_browser() -> str | None:
    """Only as root and only Debian's own; elsewhere the browser tests do not run."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    print("Installing Debian's chromium for the browser tests.", flush=True)
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for action in (["update"], ["install", "--yes", "--no-install-recommends"]):
        packages = ["chromium"] if action[0] == "install" else []
        command = ["apt-get", "-qq", *action, *packages]
        subprocess.run(command, stdout=subprocess.DEVNULL, env=variables)
    return _find_browser()
