"""Prints `twiza compare` and `twiza where` for a person at a terminal."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any

from rich.table import Table
from rich.text import Text

from twiza.formats import day, money, number, share
from twiza.packs.model import Rulebook
from twiza.terminal.comparing_words import word
from twiza.terminal.phrases import phrase
from twiza.terminal.placing import PlacePrinter

Json = dict[str, Any]
APART = ("guaranteed", "borrowed", "invested")


def print_elsewhere(rulebook: Rulebook, answer: Json, language: str, file: str) -> None:
    """One venture in many provinces."""

    def name(code: str) -> str:
        shown = province_name(rulebook, code, language)
        is_home = code == answer["home"]
        return word("here", language, place=shown) if is_home else shown

    printer = PlacePrinter(rulebook, answer, language, name)
    print_head(printer, [file])
    printer.print()


def print_comparison(rulebook: Rulebook, answer: Json, language: str) -> None:
    """Two to four variants side by side."""
    _Comparison(rulebook, answer, language).print()


def print_head(printer: PlacePrinter, names: list[str]) -> None:
    answer, language = printer.answer, printer.language
    on = day(datetime.date.fromisoformat(answer["date"]), language)
    version = answer["pack"]["version"]
    for name in names:
        printer.say(name, "bold")
    printer.say(phrase("disclaimer", language), "dim")
    printer.say(phrase("rules_of", language, date=on, version=version), "dim")


def province_name(rulebook: Rulebook, code: str | None, language: str) -> str:
    place = rulebook.places.provinces.get(code or "")
    return place.name(language) if place else word("unknown", language)


class _Comparison:
    def __init__(self, rulebook: Rulebook, answer: Json, language: str) -> None:
        self.rulebook, self.answer, self.language = rulebook, answer, language
        self.variants: list[Json] = answer["variants"]
        self.printer = PlacePrinter(rulebook, answer, language, self._named)
        self.word = partial(word, language=language)
        self.say = partial(phrase, language=language)
        self.money = partial(money, currency="MAD", language=language)

    def _named(self, letter: str) -> str:
        variant = next(one for one in self.variants if one["name"] == letter)
        place = province_name(self.rulebook, variant["province"], self.language)
        return f"{letter} · {place}"

    def print(self) -> None:
        titles = [self._title(variant) for variant in self.variants]
        print_head(self.printer, titles)
        self.printer.title("differs")
        self.printer.console.print(self._differences())
        same = self.answer["same"]
        counts = {
            "facts": str(len(same["facts"])),
            "mechanisms": str(same["mechanisms"]),
        }
        self.printer.say(self.word("same", **counts), "dim")
        self.printer.print()

    def _title(self, variant: Json) -> str:
        place = province_name(self.rulebook, variant["province"], self.language)
        label = variant["label"]
        known = label in self.rulebook.places.provinces
        return f"{variant['name']}  {place if known else f'{label} · {place}'}"

    def _differences(self) -> Table:
        table = Table(show_edge=False, pad_edge=False, header_style="dim")
        table.add_column("")
        for variant in self.variants:
            table.add_column(variant["name"])
        self._section(table, "facts")
        for item in self.answer["facts"]:
            title = self.rulebook.word(self.language, "facts", item["fact"], "name")
            values = [self._value(item["fact"], value) for value in item["values"]]
            table.add_row(title, *values)
        self._section(table, "results")
        for title, told in self._results():
            table.add_row(title, *[told(variant) for variant in self.variants])
        if self.answer["mechanisms"]:
            self._section(table, "mechanisms")
        for item in self.answer["mechanisms"]:
            title = self.rulebook.word(self.language, "mechanisms", item["id"], "name")
            table.add_row(title, *map(self.printer.result, item["values"]))
        return table

    def _section(self, table: Table, key: str) -> None:
        table.add_row(Text(self.word(key), style="bold"))

    def _results(self) -> list[tuple[str, Callable[[Json], str]]]:
        jobs = self.rulebook.word(self.language, "facts", "stable_jobs", "name")
        found: list[tuple[str, Callable[[Json], str]]] = [(jobs, self._jobs)]
        found += [
            (self.say(key), partial(self._sum, key=key))
            for key in ("total", "certain", "present_value")
        ]
        for key in APART:
            if any(one["package"][key]["most"] for one in self.variants):
                found.append((self.word(key), partial(self._sum, key=key)))
        for key in ("cost_per_job", "aid_per_job"):
            found.append((self.word(key), partial(self._per_job, key=key)))
        found.append((self.word("path_days"), self._days))
        found.append((self.word("path_steps"), self._steps))
        return found

    def _sum(self, variant: Json, key: str) -> str:
        package = variant["package"]
        if key == "certain":
            return self.money(package["certain_total"])
        if key == "present_value":
            rate = share(package["rate"], self.language)
            return f"{self.money(package['present_value'])} ({rate})"
        return self._range(package[key])

    def _range(self, amount: Json) -> str:
        if amount["value"] is not None:
            return self.money(amount["value"])
        least, most = self.money(amount["least"]), self.money(amount["most"])
        return self.say("range", least=least, most=most)

    def _per_job(self, variant: Json, key: str) -> str:
        value = variant[key]
        return self.word("unknown") if value is None else self.money(value)

    def _jobs(self, variant: Json) -> str:
        return self._value("stable_jobs", variant["jobs"])

    def _days(self, variant: Json) -> str:
        days = variant["path"]["days"]
        return self.word("unknown") if days is None else number(days, self.language)

    def _steps(self, variant: Json) -> str:
        path = variant["path"]
        return f"{path['steps']}, {path['in_person']}"

    def _value(self, name: str, value: object) -> str:
        """An answer as a person would say it."""
        if value is None:
            return self.word("unknown")
        fact = self.rulebook.facts[name]
        if isinstance(value, bool):
            return self.word("yes" if value else "no")
        if isinstance(value, str):
            if fact.type == "place":
                return province_name(self.rulebook, value, self.language)
            return self.rulebook.word(self.language, "choices", name, value)
        assert isinstance(value, (int, float))
        if fact.type == "money":
            return self.money(value)
        return (share if fact.type == "share" else number)(value, self.language)
