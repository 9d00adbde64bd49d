"""./twiza test: every test, and a plain word about those that could not run."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tools import environment
from tools.environment import ENVIRONMENT, PYTHON, REPOSITORY

BROWSERS = ("chromium", "chromium-browser")
OFFICE = ("soffice", "libreoffice")
NODE = ("node", "npm")
# The engine that answers beside ours: its version and hash are in the lock there.
NODE_PACKAGES = REPOSITORY / "tests" / "twiza" / "exports" / "node"
PUBLICODES = ENVIRONMENT / "publicodes"
WORKERS = "2"


def run_tests(arguments: list[str]) -> int:
    environment.ensure(for_tests=True)
    browser = _find(BROWSERS) or _install_browser()
    office = _find(OFFICE) or _install_office()
    publicodes = _find_publicodes()
    with tempfile.TemporaryDirectory(prefix="twiza-test-") as data:
        variables = {"TWIZA_DATA": data, "TWIZA_CACHE": f"{data}/cache"}
        if browser:
            variables |= {"TWIZA_BROWSER": browser, "TWIZA_REQUIRE_BROWSER": "1"}
        if office:
            variables |= {"TWIZA_OFFICE": office}
        if publicodes:
            variables |= {"TWIZA_PUBLICODES": str(publicodes)}
        command = [PYTHON, "-m", "pytest", "-n", WORKERS, "--dist", "loadfile"]
        done = subprocess.run(
            [*command, *arguments], cwd=REPOSITORY, env={**os.environ, **variables}
        )
    if not browser:
        print("browser tests: not run (no chromium; as root: apt install chromium)")
    if not office:
        print(
            "spreadsheet tests: not run (as root: apt install libreoffice-calc-nogui)"
        )
    if not publicodes:
        print("publicodes tests: not run (no package; as root: apt install nodejs npm)")
    return done.returncode


def _find(names: tuple[str, ...]) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


def _install_browser() -> str | None:
    _install_as_root("chromium", wanted_for="the browser tests")
    return _find(BROWSERS)


def _install_office() -> str | None:
    _install_as_root("libreoffice-calc-nogui", wanted_for="the spreadsheet tests")
    return _find(OFFICE)


def _find_publicodes() -> Path | None:
    """The folder of the npm package, installed anew where its lock changes."""
    lock = NODE_PACKAGES / "package-lock.json"
    installed = PUBLICODES / lock.name
    if installed.exists() and installed.read_bytes() == lock.read_bytes():
        return PUBLICODES
    if not all(map(shutil.which, NODE)):
        _install_as_root("nodejs", "npm", wanted_for="the publicodes tests")
    if not all(map(shutil.which, NODE)):
        return None
    return _install_publicodes()


def _install_publicodes() -> Path | None:
    """npm compares the package with the hash in the lock, and runs nothing of it."""
    with tempfile.TemporaryDirectory(dir=ENVIRONMENT) as folder:
        shutil.copytree(NODE_PACKAGES, folder, dirs_exist_ok=True)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        if subprocess.run([*command, "--silent"], cwd=folder).returncode:
            return None
        shutil.rmtree(PUBLICODES, ignore_errors=True)
        shutil.copytree(folder, PUBLICODES)
    return PUBLICODES


def _install_as_root(*packages: str, wanted_for: str) -> None:
    """Only as root and only Debian's own; elsewhere those tests do not run."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing Debian's {' and '.join(packages)} for {wanted_for}.", flush=True)
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["install", "--yes", "--no-install-recommends", *packages]
    for action in (["update"], install):
        command = ["apt-get", "-qq", *action]
        subprocess.run(command, stdout=subprocess.DEVNULL, env=variables)
