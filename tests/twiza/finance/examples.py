"""The four ventures of the examples, read once."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

from twiza.finance.files import study_of_file
from twiza.finance.study import Study

EXAMPLES = Path(__file__).parents[3] / "examples"
NAMES = (
    "olive-oil-taounate",
    "guesthouse-chefchaouen",
    "it-services-oujda",
    "paramedical-school-nador",
)
ON = datetime.date(2026, 11, 23)


@cache
def study_of(name: str) -> Study:
    study, _, _ = study_of_file(EXAMPLES / f"{name}.yaml", ON, ON)
    return study
