from __future__ import annotations

from pathlib import Path

import pytest

from tests.twiza.minipack import rulebook
from twiza.packs import load_rulebook
from twiza.packs.model import Rulebook


@pytest.fixture(scope="session")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook(tmp_path_factory.mktemp("packs"))


@pytest.fixture(scope="session")
def be_ma() -> Rulebook:
    return load_rulebook("be-ma")


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    return tmp_path / "packs"
