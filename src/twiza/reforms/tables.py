"""The tables of a comparison: what a terminal, a workbook and a page show alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from twiza.formats import day, money, number, share
from twiza.population.origin import stamp
from twiza.records import record
from twiza.reforms.laws import Law
from twiza.reforms.phrases import phrase
from twiza.reforms.report import CURRENCY, Json, Report
from twiza.reforms.wording import Wording

Kind = Literal["text", "count", "money", "change"]
Range = tuple[float, float]


@record
class Column:
    title: str
    kind: Kind


@record
class Shown:
    """A table with its stamp. A cell is a text, a count, or least and most of money.

    notes  what must be said below it
    """

    title: str
    stamp: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    notes: tuple[str, ...] = ()

    def texts(self, language: str) -> list[list[str]]:
        return [
            [
                shown_cell(cell, column.kind, language)
                for cell, column in zip(row, self.columns, strict=True)
            ]
            for row in self.rows
        ]


def shown_cell(cell: Any, kind: Kind, language: str) -> str:
    if cell is None:
        return ""
    if kind == "text":
        return str(cell)
    if kind == "count":
        return number(cell, language)
    least, most = (_money(end, kind, language) for end in cell)
    if least == most:
        return least
    key = "ends" if kind == "change" else "span"
    return phrase(key, language, least=least, most=most)


def _money(amount: float, kind: Kind, language: str) -> str:
    text = money(amount, CURRENCY, language)
    if kind != "change" or amount <= 0:
        return text
    # Among Arabic words an invisible mark keeps the sign before its figure.
    return f"\u200e+{text}" if language == "ar" else f"+{text}"


class Tables:
    """The tables of a report in one language.

    is_wide  whether there is room for every column, and for causes beside them
    """

    def __init__(self, report: Report, language: str, *, is_wide: bool = True) -> None:
        self.report, self.language, self.is_wide = report, language, is_wide
        self.found = report.as_json()
        self.stamp = stamp(report.origin, language)
        comparison = report.comparison
        self.wording = Wording(comparison.before, comparison.after, language)

    def all(self, *, with_places: bool = True) -> Iterator[Shown]:
        yield self.ventures()
        if not self.found["ventures"]["touched"]:
            return
        yield self.cost()
        yield self.mechanisms()
        if not with_places:
            return
        if self.found["poverty"]:
            yield self.poverty()
        yield self.provinces()

    def say(self, key: str, **values: object) -> str:
        return phrase(key, self.language, **values)

    def law(self, law: Law) -> str:
        said = self.say(
            "law", date=day(law.on, self.language), version=law.rulebook.version
        )
        if not law.settings:
            return said
        return self.say("with", law=said, settings=", ".join(law.settings))

    def ventures(self) -> Shown:
        numbers, none = self.found["ventures"], self.say("nothing")
        return self._table(
            self.say("register"),
            [("", "text"), *self._counts(), (self.say("mixed"), "count")],
            [(self.report.register, *_counts(numbers), numbers["mixed"])],
            () if numbers["touched"] else (none,),
        )

    def cost(self) -> Shown:
        cost, without = self.found["cost"], self.found["ventures"]["without_amount"]
        notes = [self.say("cost_note"), self.say("not_counted")]
        if without:
            count = number(without, self.language)
            notes.append(self.say("without_amount", count=count))
        return self._table(
            self.say("cost"),
            [("", "text"), *self._money()],
            [
                (self.say(kind), *_sides(cost[kind]))
                for kind in ("money", "guaranteed", "borrowed")
            ],
            notes,
        )

    def mechanisms(self) -> Shown:
        keys = ("changed", "newly", "no_longer", "more", "less")
        columns: list[tuple[str, Kind]] = [(self.say("mechanism"), "text")]
        columns += [(self.say(key), "count") for key in keys]
        rows: list[tuple[Any, ...]] = []
        notes = []
        for each in self.found["mechanisms"]:
            name, causes = self.wording.mechanism(each["id"]), self._causes(each)
            rows.append((name, *(each[key] for key in keys)))
            if self.is_wide:
                rows[-1] += (causes,)
            else:
                notes.append(f"{name} – {causes}")
        if self.is_wide:
            columns.append((self.say("cause"), "text"))
        return self._table(self.say("changes"), columns, rows, notes)

    def _causes(self, mechanism: Json) -> str:
        """Every difference that some row rests on, each once."""
        pair = self.report.comparison.pairs[mechanism["id"]]
        ids = {id_ for cause in mechanism["causes"] for id_ in cause["ids"]}
        return "; ".join(
            self.wording.difference(found)
            for found in pair.differences
            if found.id in ids
        )

    def poverty(self) -> Shown:
        found = self.found["poverty"]
        sources = self.report.comparison.after.rulebook.sources
        publishers = dict.fromkeys(
            sources[name].publisher if name in sources else name
            for name in found["sources"]
        )
        book = self.report.comparison.after.rulebook
        note = self.say(
            "band_note",
            indicator=book.word(self.language, "indicators", found["indicator"]),
            years=", ".join(map(str, found["years"])),
            source=", ".join(publishers),
        )
        rows = [
            (
                self._span(each, found["unit"]),
                *_counts(each),
                *self._cost(each),
            )
            for each in found["rows"]
        ]
        return self._table(self.say("band"), self._by(self.say("band")), rows, [note])

    def _span(self, band: Json, unit: str) -> str:
        if band["least"] is None:
            return self.say("no_band")
        ends = [
            share(band[end] / 100, self.language)
            if unit == "percent"
            else number(band[end], self.language)
            for end in ("least", "most")
        ]
        return self.say("span", least=ends[0], most=ends[1])

    def provinces(self) -> Shown:
        """Those in which a venture is touched, the most touched first."""
        touched = [each for each in self.found["provinces"]["rows"] if each["touched"]]
        touched.sort(key=lambda each: -each["touched"])
        rows = [
            (self._province(each), *_counts(each), *self._cost(each))
            for each in touched
        ]
        return self._table(self.say("province"), self._by(self.say("province")), rows)

    def _province(self, found: Json) -> str:
        names = found["names"]
        if names is None:
            return self.say("no_province")
        return str(names.get(self.language) or names["fr"])

    # Columns

    def _by(self, title: str) -> list[tuple[str, Kind]]:
        money = self._money()
        return [
            (title, "text"),
            *self._counts(),
            *(money if self.is_wide else money[-1:]),
        ]

    def _cost(self, found: Json) -> tuple[Range, ...]:
        sides = _sides(found["cost"]["money"])
        return sides if self.is_wide else sides[-1:]

    def _counts(self) -> list[tuple[str, Kind]]:
        return [(self.say(key), "count") for key in COUNTED]

    def _money(self) -> list[tuple[str, Kind]]:
        return [
            (self.say("before"), "money"),
            (self.say("after"), "money"),
            (self.say("difference"), "change"),
        ]

    def _table(
        self,
        title: str,
        columns: list[tuple[str, Kind]],
        rows: list[tuple[Any, ...]],
        notes: Any = (),
    ) -> Shown:
        made = tuple(Column(*column) for column in columns)
        return Shown(title, self.stamp, made, tuple(rows), tuple(notes))


COUNTED = ("rows", "touched", "gain", "lose", "newly", "no_longer")


def _counts(found: Json) -> tuple[int, ...]:
    return tuple(found[key] for key in COUNTED)


def _sides(found: Json) -> tuple[Range, Range, Range]:
    before, after, difference = (
        (found[side]["least"], found[side]["most"])
        for side in ("before", "after", "difference")
    )
    return before, after, difference
