"""Prints the three packages of an answer: side by side, then each with its reasons."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from twiza.formats import day, money, share
from twiza.packs.model import Rulebook
from twiza.terminal.lines import print_line
from twiza.terminal.package_words import has_words_for, said
from twiza.terminal.phrases import phrase

Json = dict[str, Any]
APART = ("guaranteed", "borrowed", "invested")


def print_packages(
    rulebook: Rulebook, console: Console, answer: Json, language: str
) -> None:
    words = _Words(rulebook, language)
    packages = {"best": answer["package"], **answer["alternatives"]}
    console.print()
    console.print(Text(words.phrase("package"), style="bold underline"))
    console.print(_side_by_side(packages, words))
    for name, package in packages.items():
        is_other = name == "best" or package["members"] != packages["best"]["members"]
        if is_other and package["members"]:
            console.print(Text(f"  {words.said(name)}", style="bold"))
            for line, style in _lines(package, words):
                print_line(console, f"  {line}", style)
    if not packages["best"]["members"]:
        console.print(f"  {words.phrase('nothing')}")
        for line in _set_aside(packages["best"], words):
            print_line(console, f"  {line}", "dim")


class _Words:
    """The words of one language, and the names of one rulebook."""

    def __init__(self, rulebook: Rulebook, language: str) -> None:
        self.rulebook, self.language = rulebook, language
        self.phrase = partial(phrase, language=language)
        self.said = partial(said, language=language)
        self.share = partial(share, language=language)

    def mechanism(self, name: str) -> str:
        return self.rulebook.word(self.language, "mechanisms", name, "name")

    def mechanisms(self, names: list[str]) -> str:
        """Their names hold commas, so a stronger mark stands between them."""
        return self.phrase("semicolon").join(map(self.mechanism, names))

    def operators(self, names: list[str]) -> str:
        word = partial(self.rulebook.word, self.language, "operators")
        return self.phrase("semicolon").join(word(name, "name") for name in names)

    def ceilings(self, names: list[str]) -> str:
        word = partial(self.rulebook.word, self.language, "ceilings")
        return self.phrase("semicolon").join(word(name) for name in names)

    def money(self, value: float) -> str:
        return money(value, "MAD", self.language)

    def day(self, text: str) -> str:
        return day(datetime.date.fromisoformat(text), self.language)

    def span(self, amount: Json) -> str:
        if amount["value"] is not None:
            return self.money(amount["value"])
        most = self.money(amount["most"])
        if amount["least"] == amount["most"]:
            return most
        if not amount["least"]:
            return self.phrase("up_to", most=most)
        return self.phrase("range", least=self.money(amount["least"]), most=most)


def _side_by_side(packages: dict[str, Json], words: _Words) -> Table:
    """The sums of the three, and whether each search looked at everything."""
    table = Table(show_edge=False, pad_edge=False, header_style="dim")
    table.add_column("")
    for name in packages:
        table.add_column(words.said(name))
    for label, cells in _rows(list(packages.values()), words):
        table.add_row(label, *cells)
    return table


def _rows(packages: list[Json], words: _Words) -> Iterator[tuple[str, list[str]]]:
    total = [words.span(package["total"]) for package in packages]
    yield words.phrase("total"), total
    certain = [words.money(package["certain_total"]) for package in packages]
    yield words.phrase("certain"), certain
    rate = words.share(packages[0]["rate"])
    worth = [words.money(package["present_value"]) for package in packages]
    yield f"{words.phrase('present_value')} ({rate})", worth
    for line in APART:
        if any(package[line]["most"] for package in packages):
            label = words.phrase(line) if line == "guaranteed" else words.said(line)
            yield label, [words.span(package[line]) for package in packages]
    yield words.said("papers"), [str(package["papers"]) for package in packages]
    yield words.said("status"), [_status(package, words) for package in packages]


def _status(package: Json, words: _Words) -> str:
    if package["proved"]:
        return words.said("proved")
    return words.said("cut", amount=words.money(package["at_most"]))


def _lines(package: Json, words: _Words) -> Iterator[tuple[str, str]]:
    """What a package holds, and its reasons, each with its style."""
    yield words.said("order"), "dim"
    for number, one in enumerate(package["apply"], start=1):
        yield f"{number}. {_member(package, one, words)}", ""
    for line in (
        *_ceilings(package, words),
        *_guarantees(package, words),
        *_loans(package, words),
    ):
        yield f"• {line}", ""
    for line in (*_to_ask(package, words), *_set_aside(package, words)):
        yield line, "dim"


def _member(package: Json, one: Json, words: _Words) -> str:
    parts = [words.mechanism(one["id"])]
    for cut in package["cut"]:
        if cut["id"] == one["id"]:
            left, amount = words.money(cut["left"]), words.money(cut["of"])
            parts.append(words.said("left_of", left=left, amount=amount))
    if one["because"]:
        key = one["because"] + ("_by" if one["by"] else "")
        parts.append(words.said(key, day=words.day(one["by"]) if one["by"] else ""))
    return " – ".join(parts)


def _ceilings(package: Json, words: _Words) -> Iterator[str]:
    for one in package["ceilings"]:
        name = words.ceilings([one["id"]])
        if one["left"] is None:
            yield words.said("ceiling_unknown", name=name)
        elif one["cuts"]:
            less = words.money(one["asked"]["most"] - one["left"]["most"])
            most = words.money(one["left"]["most"])
            yield words.said("ceiling", name=name, most=most, less=less)
    own = package["own_funds"]
    if own is not None:
        name, amount = words.mechanism(own["for"]), words.money(own["least"])
        yield words.said("own_funds", amount=amount, name=name)


def _guarantees(package: Json, words: _Words) -> Iterator[str]:
    for one in package["guarantees"]:
        covered = one["principal_covered"]
        name = words.mechanism(one["id"])
        parts = [name]
        if covered["most"]:
            amount = words.span(covered)
            parts = [words.said("covered", name=name, amount=amount)]
        parts.append(_fee(one, words))
        if "loan" in one:
            parts += _interest(one["loan"], words)
        yield words.phrase("semicolon").join(parts)


def _fee(one: Json, words: _Words) -> str:
    fee = one["fee_rate"]
    if fee is None:
        return words.said("ask_fee", ask=words.operators(one["ask"]))
    mark = _mark(fee)
    if not fee["value"]:
        return words.said("no_fee") + mark
    return words.said("fee", rate=words.share(fee["value"])) + mark


def _loans(package: Json, words: _Words) -> Iterator[str]:
    for one in package["loans"]:
        parts = [words.mechanism(one["id"])]
        if one["principal"]["most"]:
            amount = words.span(one["principal"])
            parts = [words.said("lent", name=parts[0], amount=amount)]
        if one["rate"] is None:
            parts.append(words.said("ask_rate", ask=words.operators(one["ask"])))
        yield words.phrase("semicolon").join([*parts, *_interest(one, words)])


def _interest(loan: Json, words: _Words) -> list[str]:
    """Beside the average rate: a year, and in all where the term is known."""
    if loan["saved_a_year"] is None or not loan["saved_a_year"]["most"]:
        return []
    rate = words.share(loan["rate"]["value"]) + _mark(loan["rate"])
    average = words.share(loan["average_rate"]["value"]) + _mark(loan["average_rate"])
    if loan["saved_a_year"]["most"] < 0:
        return [words.said("costs_more", rate=rate, average=average)]
    amount = words.span(loan["saved_a_year"])
    found = [words.said("saved", rate=rate, average=average, amount=amount)]
    if loan["saved_in_all"] is not None:
        key = "saved_at_longest" if loan["is_longest_term"] else "saved_in_all"
        found.append(words.said(key, amount=words.span(loan["saved_in_all"])))
    return found


def _mark(figure: Json) -> str:
    return "" if figure["grade"] == "sourced" else " *"


def _to_ask(package: Json, words: _Words) -> Iterator[str]:
    """Each member with those after it on which no text was found."""
    others: dict[str, list[str]] = {}
    ask: dict[str, dict[str, None]] = {}
    for pair in package["to_ask"]:
        first, second = pair["mechanisms"]
        others.setdefault(first, []).append(second)
        ask.setdefault(first, {}).update(dict.fromkeys(pair["ask"]))
    for first, names in others.items():
        bodies = words.operators(list(ask[first]))
        first_name, all_names = words.mechanism(first), words.mechanisms(names)
        yield "? " + words.said(
            "ask_pair", first=first_name, others=all_names, ask=bodies
        )


def _set_aside(package: Json, words: _Words) -> Iterator[str]:
    for left in package["set_aside"]:
        name = words.mechanism(left["id"])
        yield f"– {name}{words.phrase('colon')}{_reason(left, words)}"


def _reason(left: Json, words: _Words) -> str:
    key = f"aside_{left['reason']}"
    if has_words_for(key):
        return words.said(key, ceilings=words.ceilings(left["ceilings"]))
    others, ask = words.mechanisms(left["with"]), words.operators(left["ask"])
    return words.phrase(left["reason"], others=others, ask=ask)
