"""Prints an answer for a person at a terminal."""

from __future__ import annotations

import datetime
from functools import partial
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from twiza.formats import day, money, number, share
from twiza.packs.model import Rulebook, Source
from twiza.packs.source_json import source_json
from twiza.terminal.insight import (
    print_provinces,
    print_refusals,
    print_thresholds,
)
from twiza.terminal.lines import print_line
from twiza.terminal.moves import Moves
from twiza.terminal.packages import print_packages
from twiza.terminal.phrases import phrase

Json = dict[str, Any]
STYLES = {  # in the order in which they are told: first what the venture can have
    "eligible": "bold green",
    "undetermined": "yellow",
    "not_computable": "dim",
    "closed": "dim",
    "ineligible": "red",
}


def print_answer(rulebook: Rulebook, answer: Json, language: str, name: str) -> None:
    _Printer(rulebook, answer, language).print(name)


def amount_in_words(item: Json, language: str) -> str:
    """`1 200 000 MAD`, `nothing, or from … to …`, `up to …`, or a dash."""
    amount = item["amount"]
    if item["rate"] is not None:
        return share(item["rate"], language)
    if amount is None:
        return "–"
    shown = partial(money, currency=amount["currency"], language=language)
    if item["status"] in ("eligible", "undetermined") and item["reason"]:
        return phrase("ask_operator", language)
    if amount["most"] is None or item["status"] == "ineligible":
        return "–"
    if amount["value"] is not None:
        return shown(amount["value"])
    least, most = amount["least"], shown(amount["most"])
    if item["status"] == "undetermined" and not item["up_to"]:
        granted = amount["least_if_granted"]
        if granted == amount["most"]:
            return phrase("nothing_or", language, most=most)
        if not granted:
            return phrase("up_to", language, most=most)
        return phrase("between", language, least=shown(granted), most=most)
    if item["up_to"]:
        return phrase("up_to", language, most=most)
    return phrase("range", language, least=shown(least), most=most)


def credited(source: Source, seen_on: datetime.date, language: str) -> str:
    """Who says so, and how old that is on the day on which it is read."""
    age = source_in_words(source_json(source, seen_on), language)
    return f"{source.publisher}{phrase('comma', language)}{age}"


def source_in_words(source: Json, language: str) -> str:
    checked = source["checked_on"]
    state = phrase(source["state"], language)
    if checked is None:
        age = phrase("undated", language)
    else:
        on = day(datetime.date.fromisoformat(checked), language)
        age = phrase("checked", language, date=on)
    return f"{age}{phrase('comma', language)}{state}"


class _Printer:
    def __init__(self, rulebook: Rulebook, answer: Json, language: str) -> None:
        self.rulebook, self.answer, self.language = rulebook, answer, language
        self.console = Console(highlight=False)
        self.say = partial(phrase, language=language)
        self.moves = Moves(rulebook, language)

    def word(self, *trail: str) -> str:
        return self.rulebook.word(self.language, *trail)

    def mechanism(self, name: str) -> str:
        return self.word("mechanisms", name, "name")

    def operators(self, names: list[str]) -> str:
        return ", ".join(self.word("operators", name, "name") for name in names)

    def title(self, key: str) -> None:
        self.console.print()
        self.console.print(Text(self.say(key), style="bold underline"))

    def _note(self, key: str) -> None:
        self.console.print(f"  {self.say(key)}", style="dim")

    def print(self, name: str) -> None:
        on = day(datetime.date.fromisoformat(self.answer["date"]), self.language)
        version = self.answer["pack"]["version"]
        self.console.print(
            Text(name, style="bold"),
            Text(self.say("disclaimer"), style="dim"),
            sep="\n",
        )
        self.console.print(self.say("rules_of", date=on, version=version), style="dim")
        self._warnings()
        self._mechanisms()
        print_packages(self.rulebook, self.console, self.answer, self.language)
        print_refusals(self.moves, self.console, self.answer)
        print_thresholds(self.moves, self.console, self.answer)
        print_provinces(self.moves, self.console, self.answer)
        self._questions()
        self._assumptions()
        self._path()
        self._sources()

    def _warnings(self) -> None:
        for warning in self.answer["warnings"]:
            name = warning["name"]
            if "planned" in warning:
                text = self.say(name, planned=number(warning["planned"], self.language))
            else:
                text = self.word("consistency", name)
            self.console.print(f"! {text}", style="yellow")

    def _mechanisms(self) -> None:
        table = Table(show_edge=False, pad_edge=False, header_style="dim")
        for key in ("mechanism", "answer", "amount", "window"):
            table.add_column(self.say(key))
        told = list(STYLES)
        for item in sorted(
            self.answer["mechanisms"], key=lambda item: told.index(item["status"])
        ):
            status = item["status"]
            key = (
                "applies" if item["role"] != "aid" and status == "eligible" else status
            )
            mark = (
                " *" if item["flags"] and status in ("eligible", "undetermined") else ""
            )
            table.add_row(
                self.mechanism(item["id"]),
                Text(self.say(key), style=STYLES[status]),
                amount_in_words(item, self.language) + mark,
                self._window(item["availability"]),
            )
        self.console.print()
        self.console.print(table)
        self.console.print(f"* {self.say('flagged')}", style="dim")
        self.console.print(self.say("day_of_window"), style="dim")
        self._notes()

    def _notes(self) -> None:
        """What is known of the window of each that is possible."""
        for item in self.answer["mechanisms"]:
            note = self.moves.note(item)
            if note and item["status"] in ("eligible", "undetermined"):
                name = self.mechanism(item["id"])
                print_line(self.console, f"  · {name}{self.say('colon')}{note}")

    def _window(self, availability: Json) -> str:
        state = self.say(availability["state"])
        return f"{state} ({availability['as_of']})" if availability["as_of"] else state

    def _questions(self) -> None:
        if self.answer["questions"]:
            self.title("questions")
            self._note("name_in_file")
        for item in self.answer["questions"]:
            question = self.word("facts", item["fact"], "question")
            print_line(self.console, f"  ? {question} ({item['fact']})")

    def _assumptions(self) -> None:
        if self.answer["assumptions"]:
            self.title("assumptions")
            self._note("name_in_file")
        for item in self.answer["assumptions"]:
            if "fact" in item:
                text = f"{self.word('assumptions', item['fact'])} ({item['fact']})"
            else:
                trail = (
                    "mechanisms",
                    item["mechanism"],
                    "conditions",
                    item["condition"],
                )
                reason = item["reason"] and self.word("reasons", item["reason"])
                name = self.mechanism(item["mechanism"])
                told = f"{name}{self.say('colon')}{self.word(*trail)}"
                text = f"{told} – {reason}" if reason else told
            print_line(self.console, f"  · {text}", "dim")

    def _path(self) -> None:
        if not self.answer["path"]:
            return
        self.title("path")
        table = Table(show_edge=False, pad_edge=False, header_style="dim")
        for key in ("days", "step", "where", "cost"):
            table.add_column(self.say(key))
        for item in self.answer["path"]:
            table.add_row(
                f"{item['start_day']}–{item['end_day']}",
                self.word("steps", item["step"], "name"),
                self.say(item["where"]),
                self._cost(item["cost"]),
            )
        self.console.print(table)

    def _cost(self, cost: Json) -> str:
        if cost["least"] is None or cost["most"] is None:
            return self.say("unknown")
        mark = "" if cost["grade"] == "sourced" else " *"
        most = money(cost["most"], cost["currency"], self.language)
        if cost["least"] == cost["most"]:
            return f"{most}{mark}"
        return f"{number(cost['least'], self.language)}–{most}{mark}"

    def _sources(self) -> None:
        self.title("sources")
        shown = {
            entry["source"]
            for item in self.answer["mechanisms"]
            for entry in (item["availability"], *item["conditions"], *item["parts"])
        }
        sources = self.answer["sources"].items()
        lines = [self._source(source) for name, source in sources if name in shown]
        for line in dict.fromkeys(lines):  # two of one publisher may have no address
            self.console.print(Text(f"  {line}", style="dim"), soft_wrap=True)
        left = len(self.answer["sources"].keys() - shown)
        if left:
            text = self.say("more_sources", count=str(left))
            self.console.print(f"  {text}", style="dim")

    def _source(self, source: Json) -> str:
        where = source["url"] or source["title"] or self.say("no_address")
        if source["kind"] == "reading":
            where = self.say("reading")
        words = source_in_words(source, self.language)
        return f"{source['publisher']} ({words}) {where}"
