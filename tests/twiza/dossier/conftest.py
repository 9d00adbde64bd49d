from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from tests.twiza.minipack import KNOWN, write_packs
from twiza.advice import advise, read_venture_file
from twiza.packs.rulebook import read_rulebook

ON = datetime.date(2026, 2, 1)


@pytest.fixture(scope="session")
def mini_packs(tmp_path_factory):
    return write_packs(tmp_path_factory.mktemp("packs"))


@pytest.fixture
def mini(mini_packs, monkeypatch):
    """The small invented corridor, which commands then find as they find any other."""
    monkeypatch.setenv("TWIZA_PACKS", str(mini_packs))
    return read_rulebook(mini_packs, "aa-bb")


@pytest.fixture
def answer(mini):
    """6 million MAD, 13 jobs, zone A: 5 % for jobs and 10 % for the zone."""
    return advise(mini, KNOWN, on=ON)


@pytest.fixture(scope="session")
def be_ma_answers(be_ma):
    """One answer per example, as the command line gives it."""
    found = {}
    for path in sorted((Path(__file__).parents[3] / "examples").glob("*.yaml")):
        venture = read_venture_file(path, be_ma)
        found[path.stem] = advise(
            be_ma, venture.facts, on=venture.date, plan=venture.plan
        )
    return found
