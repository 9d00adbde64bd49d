"""Which aids a venture in one province may ask for, as far as the place decides it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from twiza.advice import advise
from twiza.packs.model import Rulebook
from twiza_web.guide.windows import Window, window


@dataclass(frozen=True)
class AidHere:
    name: str
    title: str
    window: Window
    why_not: list[str]


@dataclass(frozen=True)
class AidsOfPlace:
    possible: list[AidHere]
    excluded: list[AidHere]


def aids_of_place(
    rulebook: Rulebook, code: str, language: str, on: datetime.date
) -> AidsOfPlace:
    """The answer of the library to a venture of which the province alone is known."""
    return aids_for(rulebook, {"province": code}, language, on)


def aids_for(
    rulebook: Rulebook, facts: dict[str, object], language: str, on: datetime.date
) -> AidsOfPlace:
    """The answer of the library to a venture of which only these facts are known."""
    answer = advise(rulebook, facts, on=on)
    aids = [item for item in answer["mechanisms"] if item["role"] == "aid"]
    views = {item["id"]: _aid(item, rulebook, language, on) for item in aids}

    def with_status(*wanted: str) -> list[AidHere]:
        return [views[item["id"]] for item in aids if item["status"] in wanted]

    return AidsOfPlace(
        possible=with_status("eligible", "undetermined"),
        excluded=with_status("ineligible"),
    )


def _aid(
    item: dict[str, Any], rulebook: Rulebook, language: str, on: datetime.date
) -> AidHere:
    name = item["id"]
    failed = [c["name"] for c in item["conditions"] if c["holds"] is False]
    return AidHere(
        name=name,
        title=rulebook.word(language, "mechanisms", name, "name"),
        window=window(rulebook, rulebook.mechanisms[name], language, on=on, today=on),
        why_not=[
            rulebook.word(language, "mechanisms", name, "conditions", condition)
            for condition in failed
        ],
    )
