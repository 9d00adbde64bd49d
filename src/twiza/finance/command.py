"""`twiza plan`: from a venture file to statements, returns and risk."""

from __future__ import annotations

import datetime
import json
from pathlib import Path


def run_plan(
    file: Path,
    *,
    on: datetime.date | None,
    today: datetime.date,
    output: Path | None,
    language: str,
    as_json: bool,
) -> None:
    from twiza.finance.answer import plan_answer
    from twiza.finance.files import study_of_file
    from twiza.finance.writing import write_plan
    from twiza.terminal.plan import print_plan

    study, _, _ = study_of_file(file, on, today)
    if output is not None:
        write_plan(study, output, language)
        print(output)
    elif as_json:
        print(json.dumps(plan_answer(study), ensure_ascii=False, indent=2))
    else:
        print_plan(study, language, file.name)
