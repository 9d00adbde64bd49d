"""The verbs of ./twiza and what becomes of a trouble."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from tools import benchmarks, checks, environment, locks, serving, suite
from tools.trouble import Trouble, telling_full_disk

HELP = """\
Usage: ./twiza VERB [options]

  run      start the site: ./twiza run [--host 127.0.0.1] [--port 8000]
  test     run the tests: ./twiza test [tests/twiza] [any option of pytest]
  check    format, lint, types, import arrows, packs, translations, migrations
  fix      mend format and lint where a machine can
  bench    measure: ./twiza bench [NAME | all]
  lock     write the lock files anew from pyproject.toml

Any other verb goes to the command line of the library:
  ./twiza advise examples/olive-oil-taounate.yaml
  ./twiza advise --help
"""

VERBS: dict[str, Callable[[list[str]], int]] = {
    "run": serving.run_site,
    "test": suite.run_tests,
    "check": checks.run_checks,
    "fix": checks.fix,
    "bench": benchmarks.run_benchmarks,
    "lock": locks.write_locks,
}


def main(arguments: list[str]) -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    try:
        with telling_full_disk(environment.REPOSITORY):
            return _obey(arguments)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return trouble.code
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 128 + signal.SIGINT


def _obey(arguments: list[str]) -> int:
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(HELP, end="")
        return 0
    verb, *rest = arguments
    if verb in VERBS:
        return VERBS[verb](rest)
    environment.ensure()
    command = str(environment.LIBRARY_COMMAND)
    os.execv(command, [command, *arguments])  # noqa: S606 - no shell is wanted


def _end(number: int, frame: FrameType | None) -> None:
    """End as Ctrl-C does, through every `finally` on the way."""
    sys.exit(128 + number)
