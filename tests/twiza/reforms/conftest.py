from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.twiza.minipack import write_packs
from twiza import cli


@pytest.fixture(scope="session")
def mini_packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_packs(tmp_path_factory.mktemp("packs"))


@pytest.fixture
def folder(tmp_path: Path, mini_packs: Path, monkeypatch) -> Path:
    """An empty folder to work in, with the invented corridor as the only one."""
    monkeypatch.setenv("TWIZA_PACKS", str(mini_packs))
    monkeypatch.setenv("TWIZA_CACHE", str(mini_packs / ".cache"))
    work = tmp_path / "work"
    work.mkdir()
    return work


@pytest.fixture
def twiza(monkeypatch, capsys):
    """A command as typed: gives its exit code, what it printed, what it told."""

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["twiza", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return ended.value.code or 0, printed.out, printed.err

    return run


@pytest.fixture
def changes(twiza):
    """`twiza changes` on the invented corridor; gives what --json prints."""

    def run(register, *options):
        code, printed, told = twiza(
            "changes", register, "--corridor", "aa-bb", "--cores", 1, "--json", *options
        )
        assert code == 0, told
        return json.loads(printed)

    return run
