"""A difference between two laws as a person reads it: what changed, from what to what,
on which source.
"""

from __future__ import annotations

from typing import Any

from twiza.formats import day
from twiza.packs.model import DatedValue, Parameter, Row, Rulebook
from twiza.quantities import counted
from twiza.records import replaced
from twiza.reforms.differences import Difference
from twiza.reforms.laws import Law
from twiza.reforms.overlays import WHAT_IF
from twiza.reforms.phrases import phrase
from twiza.reforms.provisions import Provision
from twiza.terminal.phrases import phrase as terminal_phrase


class Wording:
    """Tells differences in one language."""

    def __init__(self, before: Law, after: Law, language: str) -> None:
        self.books = (before.rulebook, after.rulebook)
        self.language = language

    def difference(self, found: Difference, *, with_source: bool = True) -> str:
        text = self._text(found)
        return self._sourced(text, found) if with_source else text

    def mechanism(self, name: str) -> str:
        return self._word("mechanisms", name, "name")

    def _phrase(self, key: str, **values: object) -> str:
        return phrase(key, self.language, **values)

    def _word(self, *trail: str) -> str:
        """In the words of the later law, else the earlier one, else the bare name."""
        for book in reversed(self.books):
            text = book.word(self.language, *trail)
            if text != trail[-1]:
                return text
        return trail[-1].replace("_", " ")

    def _text(self, found: Difference) -> str:
        own = ("mechanisms", found.mechanism)
        if found.what in ("figure", "shared"):
            trail = (*own, "parameters") if found.what == "figure" else ("parameters",)
            return self._from_to(self._word(*trail, found.name), found)
        if found.what == "condition":
            key = "changed" if found.before and found.after else "new"
            key = key if found.after else "dropped"
            name = self._word(*own, "conditions", found.name)
            return self._phrase(f"{key}_condition", name=name.rstrip("."))
        if found.what == "part":
            return self._phrase("part", name=self._word(*own, "parts", found.name))
        if found.what == "derived":
            return self._phrase("part", name=self._word("derived", found.name))
        if found.what in ("window", "convention"):
            return self._from_to(self._phrase("window"), found)
        return self._other(found)

    def _other(self, found: Difference) -> str:
        if found.what == "combines":
            one, _, other = found.name.partition("+")
            names = {"one": self.mechanism(one), "other": self.mechanism(other)}
            return self._from_to(self._phrase("combines", **names), found)
        if found.what == "ceiling":
            return self._phrase("ceiling", name=self._word("ceilings", found.name))
        if found.what == "pays":
            return self._phrase("pays", name=self.mechanism(found.mechanism))
        return self._phrase(found.what, name=found.name)

    def _from_to(self, name: str, found: Difference) -> str:
        before, after = self._values(found)
        return self._phrase("from_to", name=name, before=before, after=after)

    # Values

    def _values(self, found: Difference) -> tuple[str, str]:
        sides = (found.before, found.after)
        if found.what in ("figure", "shared"):
            held = [side and side.held for side in sides]
            if all(each and _has_parts(each) for each in held):
                return self._apart(held)
        shown = [self._value(side) for side in sides]
        return shown[0], shown[1]

    def _value(self, side: Provision | None) -> str:
        if side is None:
            return self._phrase("absent")
        if side.what == "window":
            return self._window(side)
        if side.what == "combines":
            return self._phrase(side.content)
        return self._figure(*side.held)

    def _window(self, side: Provision) -> str:
        state, since = side.held
        text = self._phrase(state)
        if since is None:
            return text
        return self._phrase("since", state=text, date=day(since, self.language))

    def _figure(self, parameter: Parameter, held: DatedValue) -> str:
        value = held.value
        if isinstance(value, dict):
            return self._listed(
                f"{self._choice(parameter, key)} {self._quantity(each, parameter.unit)}"
                for key, each in value.items()
            )
        if isinstance(value, tuple):
            return self._listed(self._item(parameter, item) for item in value)
        if value is not None:
            return self._quantity(value, parameter.unit)
        if held.least is not None and held.most is not None:
            ends = (held.least, held.most)
            least, most = (self._quantity(end, parameter.unit) for end in ends)
            return self._phrase("span", least=least, most=most)
        return self._phrase("not_known")

    def _item(self, parameter: Parameter, item: Row | str) -> str:
        if isinstance(item, str):
            return self._word("choices", parameter.key, item)
        side = "from" if item.inclusive else "above"
        threshold = self._quantity(item.threshold, parameter.key)
        start = terminal_phrase(side, self.language, value=threshold)
        return f"{self._quantity(item.value, parameter.unit)} {start}"

    def _apart(self, held: list[Any]) -> tuple[str, str]:
        """Of two lists or tables what the other does not hold alike."""
        texts = []
        for (parameter, mine), (_, other) in zip(held, reversed(held), strict=True):
            rest = _without(mine.value, other.value)
            shown = self._figure(parameter, replaced(mine, value=rest)) if rest else "–"
            texts.append(shown)
        return texts[0], texts[1]

    def _choice(self, parameter: Parameter, key: str) -> str:
        return self._word("choices", parameter.key, key)

    def _quantity(self, value: float, unit: str) -> str:
        return counted(value, unit, self.language)

    def _listed(self, texts: Any) -> str:
        return ("، " if self.language == "ar" else ", ").join(texts)

    # Sources

    def _sourced(self, text: str, found: Difference) -> str:
        names = [
            self._source(book, side)
            for book, side in zip(self.books, (found.before, found.after), strict=True)
        ]
        known = [name for name in names if name]
        if not known:
            return text
        if len(known) == 2 and names[0] != names[1]:
            return self._phrase("sources", text=text, before=names[0], after=names[1])
        return self._phrase("source", text=text, source=known[-1])

    def _source(self, book: Rulebook, side: Provision | None) -> str:
        if side is None or side.source is None:
            return ""
        if side.source == WHAT_IF:
            return self._phrase("assumed_here")
        source = book.sources.get(side.source)
        return source.publisher if source else side.source


def _has_parts(held: tuple[Parameter, DatedValue]) -> bool:
    return isinstance(held[1].value, (dict, tuple))


def _without(mine: Any, other: Any) -> Any:
    if isinstance(mine, dict) and isinstance(other, dict):
        return {k: v for k, v in mine.items() if other.get(k) != v}
    if isinstance(mine, tuple) and isinstance(other, tuple):
        return tuple(item for item in mine if item not in other)
    return mine
