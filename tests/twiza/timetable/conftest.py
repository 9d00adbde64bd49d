from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from twiza.advice import read_venture_file
from twiza.advice.path.plan import plan_path
from twiza.advice.path.problem import Wishes
from twiza.advice.path.stays import read_stay
from twiza.advice.path.telling import path_plan_answer
from twiza.timetable.wording import Wording

MILL = Path(__file__).parents[3] / "examples/olive-oil-taounate.yaml"
STAYS = ("2027-07-10..2027-07-24", "2027-10-18..2027-10-29")


@pytest.fixture(scope="session")
def words(be_ma):
    """The olive mill's path in a language, from a start and within stays."""
    venture = read_venture_file(MILL)

    def worded(language="en", start=venture.date, stays=STAYS, **wishes):
        asked = Wishes(start, tuple(map(read_stay, stays)) or None, **wishes)
        plan = plan_path(
            be_ma, venture.facts, asked, on=venture.date, plan=venture.plan
        )
        return Wording(be_ma, path_plan_answer(plan, on=venture.date), language)

    return worded


@pytest.fixture
def moment():
    return datetime.datetime(2026, 11, 24, 8, 30, tzinfo=datetime.UTC)
