"""The advice of one moment with all that goes with it: what is saved or downloaded."""

from __future__ import annotations

import datetime
from typing import Any, TypedDict

from twiza.advice import advise
from twiza.advice.path.plan import plan_path
from twiza.advice.path.problem import Wishes
from twiza.advice.path.telling import path_plan_answer
from twiza.dossier.trace import trace_rows
from twiza.packs.model import Rulebook
from twiza_web.advisor.answers import Answers

Json = dict[str, Any]


class Kept(TypedDict):
    """answer as docs/answer.md, path as docs/path.md, trace as `trace_rows`"""

    answer: Json
    plan: Json
    path: Json | None
    trace: list[Json] | None


def given(rulebook: Rulebook, answers: Answers, today: datetime.date) -> Kept:
    """Asked today: the steps begin now, or on the day of rules that are to come."""
    on = answers.date or today
    plan = plan_path(
        rulebook, answers.facts, Wishes(start=max(on, today)), on=on, plan={}
    )
    answer = advise(rulebook, answers.facts, on=on, seen_on=today)
    return {
        "answer": answer,
        "plan": {},
        "path": path_plan_answer(plan, on=on, seen_on=today),
        "trace": trace_rows(rulebook, answer),
    }
