"""./twiza check: what must hold besides the tests, one line each."""

from __future__ import annotations

import concurrent.futures
import os
import subprocess
import sys
import time
from dataclasses import dataclass

from tools import environment
from tools.environment import PROGRAMS, PYTHON, REPOSITORY

AT_ONCE = 2
RUFF = str(PROGRAMS / "ruff")
MYPY = str(PROGRAMS / "mypy")


@dataclass(frozen=True)
class Check:
    name: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    check: Check
    seconds: float
    holds: bool
    printed: str


# The slowest first: the others run beside it.
CHECKS = (
    Check("types", (MYPY,)),
    Check("packs", (PYTHON, "-m", "twiza.cli", "check")),
    Check(
        "migrations",
        (PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"),
    ),
    Check("translations", (PYTHON, "-m", "twiza_web.ui.translations", "check")),
    Check("lint", (RUFF, "check", "--quiet", "--output-format=concise")),
    Check("format", (RUFF, "format", "--check", "--output-format=concise")),
    Check("imports", (sys.executable, "-m", "tools.imports")),
)


def run_checks(arguments: list[str]) -> int:
    """All of them, or those named: ./twiza check lint types"""
    chosen = [check for check in CHECKS if not arguments or check.name in arguments]
    unknown = set(arguments) - {check.name for check in CHECKS}
    if unknown:
        known = ", ".join(check.name for check in CHECKS)
        print(f"No such check: {', '.join(sorted(unknown))}. There are: {known}.")
        return 2
    environment.ensure(for_tests=True)
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        running = [pool.submit(_outcome, check) for check in chosen]
        outcomes = [done.result() for done in concurrent.futures.as_completed(running)]
    failures = [outcome.check.name for outcome in outcomes if not outcome.holds]
    if failures:
        print(f"{len(failures)} of {len(outcomes)} checks failed: {_listed(failures)}")
        return 1
    print(f"All {len(outcomes)} checks hold.")
    return 0


def fix(arguments: list[str]) -> int:
    environment.ensure(for_tests=True)
    lint = subprocess.run([RUFF, "check", "--fix", *arguments], cwd=REPOSITORY)
    layout = subprocess.run([RUFF, "format", *arguments], cwd=REPOSITORY)
    return lint.returncode or layout.returncode


def _outcome(check: Check) -> Outcome:
    started = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=REPOSITORY,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "twiza_web.settings"},
    )
    seconds = time.monotonic() - started
    outcome = Outcome(check, seconds, done.returncode == 0, done.stdout)
    print(_told(outcome), flush=True)
    return outcome


def _told(outcome: Outcome) -> str:
    verdict = "holds" if outcome.holds else "FAILS"
    line = f"{outcome.check.name:14}{verdict}  {outcome.seconds:5.1f} s"
    if outcome.holds:
        return line
    printed = outcome.printed.rstrip().replace("\n", "\n    ")
    return f"{line}\n    {printed}"


def _listed(names: list[str]) -> str:
    return ", ".join(sorted(names))
