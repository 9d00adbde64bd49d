"""Names, days, places and costs of a dated path, as a person reads them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from twiza.formats import day, money, number
from twiza.packs.model import Rulebook
from twiza.timetable.phrases import phrase

Json = dict[str, Any]
_COMMA = {"ar": "، "}


class Wording:
    """The words of one answer of `path_plan_answer` in one language."""

    def __init__(self, rulebook: Rulebook, answer: Json, language: str) -> None:
        self.rulebook, self.answer, self.language = rulebook, answer, language
        self.steps: dict[str, Json] = {step["id"]: step for step in answer["steps"]}

    def say(self, key: str, **values: str) -> str:
        return phrase(key, self.language, **values)

    def word(self, *trail: str) -> str:
        return self.rulebook.word(self.language, *trail)

    def listed(self, names: Iterable[str]) -> str:
        return _COMMA.get(self.language, ", ").join(names)

    def day(self, iso: str | None) -> str:
        if iso is None:
            return self.say("no_date")
        return day(datetime.date.fromisoformat(iso), self.language)

    def name(self, step: Json) -> str:
        """`Reserve the company's name`, or the mechanism and what to do for it."""
        if step["mechanism"]:
            mechanism = self.word("mechanisms", step["mechanism"], "name")
            return f"{mechanism}: {self.how(step)}"
        name = self.word("steps", step["step"], "name")
        return f"{name} ({self.say('renewed')})" if step["renews"] else name

    def named(self, ids: Iterable[str]) -> str:
        """The steps; of an application only for what it is made."""
        names = [self._in_short(self.steps[one]) for one in ids]
        return self.listed(dict.fromkeys(names))

    def _in_short(self, step: Json) -> str:
        if step["mechanism"]:
            return self.word("mechanisms", step["mechanism"], "name")
        return self.name(step)

    def how(self, step: Json) -> str:
        if step["mechanism"]:
            trail = ("mechanisms", step["mechanism"], "apply", step["step"])
            return self.word(*trail).rstrip(".")
        return self.word("steps", step["step"], "how")

    def body(self, step: Json) -> str:
        return self.word("operators", step["body"], "name")

    def where(self, step: Json) -> str:
        if step["where"] is None:
            return self.say("way_unknown")
        if step["where"] == "in_person" and step["office"] == "residence":
            return self.say("at_home")
        return self.say(step["where"])

    def days(self, step: Json) -> str:
        """`5 (1–20)`; what no source states is told."""
        days = step["days"]
        if days["typical"] is None:
            return self.say("not_found")
        shown = number(days["typical"], self.language)
        if days["least"] != days["most"]:
            least, most = (
                number(days[key], self.language) for key in ("least", "most")
            )
            shown += f" ({least}–{most})"
        return (
            f"{shown} {self.say('working')}" if days["counts"] == "working" else shown
        )

    def cost(self, step: Json) -> str:
        cost = step["cost"]
        least, most = cost["least"], cost["most"]
        if least is None or most is None:
            return self.say("not_found")
        shown = money(most, cost["currency"], self.language)
        if least != most:
            shown = f"{number(least, self.language)}–{shown}"
        return shown if cost["grade"] == "sourced" else f"{shown} *"

    def documents(self, step: Json) -> str:
        return self.listed(self.word("documents", name) for name in step["needs"])
