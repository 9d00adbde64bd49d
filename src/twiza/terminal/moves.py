"""What a lever moves from and to, in words: changes, thresholds, other provinces."""

from __future__ import annotations

from functools import partial
from typing import Any

from twiza.formats import money
from twiza.packs.model import Rulebook
from twiza.quantities import counted
from twiza.terminal.phrases import phrase

Json = dict[str, Any]
MOST_OTHERS = 3


class Moves:
    """Tells moves of one answer in one language."""

    def __init__(self, rulebook: Rulebook, language: str) -> None:
        self.rulebook, self.language = rulebook, language
        self.say = partial(phrase, language=language)
        self.arrow = self.say("arrow")

    def word(self, *trail: str) -> str:
        return self.rulebook.word(self.language, *trail)

    def value(self, name: str, value: bool | float | str) -> str:
        """An answer as a person would say it."""
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        fact = self.rulebook.facts[name]
        if isinstance(value, str):
            if fact.type == "place":
                return self.rulebook.places.provinces[value].name(self.language)
            return self.word("choices", name, value)
        return counted(value, fact.unit, self.language)

    def move(self, name: str, move: Json) -> str:
        old, new = (self.value(name, move[end]) for end in ("from", "to"))
        return f"{self.word('facts', name, 'name')}: {old} {self.arrow} {new}"

    def change(self, change: Json) -> str:
        moves = [self.move(name, move) for name, move in change["facts"].items()]
        text = ", ".join(moves)
        others = [self._others(values) for values in change["also"]]
        if not others:
            return text
        shown = ", ".join(others[:MOST_OTHERS])
        left = len(others) - MOST_OTHERS
        if left > 0:
            shown += f" {self.say('and_more', count=str(left))}"
        return f"{text} ({self.say('or_else', others=shown)})"

    def _others(self, values: Json) -> str:
        return " + ".join(self.value(name, value) for name, value in values.items())

    def beside(self, told: Json) -> list[str]:
        """What else a change asks: money to find, answers that no longer hold."""
        found = []
        if told.get("to_finance"):
            found.append(self.say("to_finance", amount=self.money(told["to_finance"])))
        if told.get("ask_again"):
            facts = [self.word("facts", name, "name") for name in told["ask_again"]]
            found.append(self.say("ask_again", facts=", ".join(facts)))
        return found

    def total(self, package: Json) -> str:
        """The total of a package: a sum, or the bounds it lies between."""
        total = package["total"]
        if total["value"] is not None:
            return self.money(total["value"])
        if not total["least"]:
            return self.say("up_to", most=self.money(total["most"]))
        least, most = self.money(total["least"]), self.money(total["most"])
        return self.say("range", least=least, most=most)

    def package(self, told: Json) -> list[str]:
        """What becomes of the total of the package; nothing where it stays."""
        before, after = (self.total(told[f"package_{end}"]) for end in ENDS)
        if before == after:
            return []
        return [self.say("package_moves", before=before, after=after)]

    def money(self, value: float) -> str:
        return money(value, "MAD", self.language)


ENDS = ("before", "after")
