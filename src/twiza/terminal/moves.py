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
        self.arrow, self.colon = self.say("arrow"), self.say("colon")
        self.comma = self.say("comma")

    def word(self, *trail: str) -> str:
        return self.rulebook.word(self.language, *trail)

    def note(self, item: Json) -> str:
        """What is known of the window of a mechanism; empty where nothing is."""
        note = item["availability"]["note"]
        return self.word("mechanisms", item["id"], "notes", note) if note else ""

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
        told = self.word("facts", name, "name")
        return f"{told}{self.colon}{old} {self.arrow} {new}"

    def change(self, change: Json) -> str:
        moves = [self.move(name, move) for name, move in change["facts"].items()]
        text = self.say("semicolon").join(moves)
        others = [self._others(values) for values in change["also"]]
        if not others:
            return text
        shown = self.comma.join(others[:MOST_OTHERS])
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
            found.append(self.say("ask_again", facts=self.comma.join(facts)))
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

    def package(self, told: Json, mechanism: str) -> list[str]:
        """What becomes of the total of the package; nothing where it stays.

        What is gained may come from another mechanism than the one that opens.
        """
        packages = [told[f"package_{end}"] for end in ENDS]
        before, after = map(self.total, packages)
        if before == after:
            return []
        lines = [self.say("package_moves", before=before, after=after)]
        gains = packages[1]["total"]["most"] > packages[0]["total"]["most"]
        if gains and mechanism not in packages[1]["members"]:
            name = self.word("mechanisms", mechanism, "name")
            lines.append(self.say("gain_without", name=name))
        return lines

    def money(self, value: float) -> str:
        return money(value, "MAD", self.language)


ENDS = ("before", "after")
