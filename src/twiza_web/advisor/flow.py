"""Which question comes next, and how far the person has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from twiza.packs.model import Rulebook
from twiza_web.advisor.answers import Answers

# What most mechanisms turn on comes first; after it, what narrows this answer most.
FIRST = (
    *("province", "sector", "stage", "legal_form"),
    *("total_cost_mad", "stable_jobs", "own_funds_mad", "foreign_currency_funds_mad"),
)


@dataclass(frozen=True)
class Progress:
    done: int
    left: int

    @property
    def number(self) -> int:
        return self.done + 1

    @property
    def all(self) -> int:
        return self.done + self.left


def questions_left(
    rulebook: Rulebook, answers: Answers, answer: dict[str, Any]
) -> list[str]:
    """The facts still to ask, in order; none that was answered or passed over."""
    telling = [item["fact"] for item in answer["questions"]]
    wanted = dict.fromkeys([*FIRST, *telling])
    return [
        name
        for name in wanted
        if name in rulebook.facts
        and name not in answers.facts
        and name not in answers.unknown
    ]


def progress_of(answers: Answers, left: list[str]) -> Progress:
    return Progress(len(answers.facts) + len(answers.unknown), len(left))


def question_before(answers: Answers, name: str, said: str) -> str | None:
    """The question the back link leads to."""
    asked = [*answers.facts, *answers.unknown]
    if name in asked:
        index = asked.index(name)
        return asked[index - 1] if index else None
    if said in asked:
        return said
    return asked[-1] if asked else None
