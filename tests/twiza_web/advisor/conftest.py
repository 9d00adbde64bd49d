from __future__ import annotations

from pathlib import Path

import pytest

from twiza.advice import Venture, read_venture_file
from twiza.packs import load_rulebook
from twiza.packs.model import Rulebook
from twiza_web.advisor.answers import Answers

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.stem)
def example(request) -> Path:
    return request.param


@pytest.fixture
def venture(example) -> Venture:
    return read_venture_file(example)


@pytest.fixture
def query(venture) -> str:
    return Answers(venture.facts, venture.date).query()
