"""The small parts of the question pages: errors to mend, and where one stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from twiza_web.advisor.answers import Answers
from twiza_web.advisor.presentation.wording import Json, Wording


@dataclass(frozen=True)
class ErrorView:
    name: str
    label: str
    message: str
    is_field: bool


@dataclass(frozen=True)
class RunningView:
    certain: str
    fitting: str
    possible: str
    fits: int
    open: int
    out: int
    age: str


def error_views(answers: Answers, wording: Wording) -> list[ErrorView]:
    """Each mistake with the name of its question; a stranger's name as it was found."""
    facts = wording.rulebook.facts
    return [
        ErrorView(
            name=name,
            label=wording.fact(name) if name in facts else _label(name),
            message=message,
            is_field=name in facts or name == "date",
        )
        for name, message in answers.errors.items()
    ]


def _label(name: str) -> str:
    if name == "date":
        return _("Date of the rules")
    return name or _("The address")


def running_view(answer: Json, answers: Answers, wording: Wording) -> RunningView:
    """What is certain and what is possible so far; money once the cost is known."""
    aids = [item for item in answer["mechanisms"] if item["role"] == "aid"]
    status = [item["status"] for item in aids]
    is_cost_known = "total_cost_mad" in answers.facts
    possible = answer["alternatives"]["likely_to_ask"]["total"]["most"]
    return RunningView(
        certain=wording.money(answer["package"]["certain_total"]),
        fitting=wording.range(answer["package"]["total"]),
        possible=wording.money(possible) if is_cost_known else "",
        fits=status.count("eligible"),
        open=status.count("undetermined"),
        out=len(status) - status.count("eligible") - status.count("undetermined"),
        age=wording.age_note(answer["sources"]),
    )
