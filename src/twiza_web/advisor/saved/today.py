"""A saved advice beside what today's rulebook would say of the same answers."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from twiza.advice import advise
from twiza.dossier.blocks import Section
from twiza.dossier.differences import differences, today_section
from twiza.dossier.voice import Voice
from twiza.packs.model import Rulebook
from twiza_web.advisor.answers import Answers, read_answers
from twiza_web.advisor.giving import Kept

Json = dict[str, Any]


@dataclass(frozen=True)
class Today:
    """lost  answers that today's rulebook no longer takes, by name"""

    on: datetime.date
    section: Section
    query: str
    lost: list[str]


def today_of(kept: Kept, voice: Voice, today: datetime.date) -> Today:
    """Asked for the day of the old rules where it is still to come, else for today."""
    old = kept["answer"]
    answers = answers_of(voice.rulebook, old["facts"])
    on = max(today, datetime.date.fromisoformat(old["date"]))
    new = advise(voice.rulebook, answers.facts, on=on, plan=kept["plan"], seen_on=today)
    section = today_section(voice, differences(old, new))
    lost = [voice.fact(name) for name in answers.errors]
    return Today(on, section, Answers(answers.facts).query(), lost)


def answers_of(rulebook: Rulebook, facts: Json) -> Answers:
    """The answers that today's rulebook still takes, read as from an address."""
    return read_answers(rulebook, Answers(facts).query())
