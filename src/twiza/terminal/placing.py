"""Prints what a venture would mean in each place: figures, ranks, points, turns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from twiza.formats import money, number, share
from twiza.packs.model import Rulebook
from twiza.terminal.answer import amount_in_words, source_in_words
from twiza.terminal.comparing_words import word
from twiza.terminal.phrases import phrase

Json = dict[str, Any]
DISTANCES = ("port", "airport", "customers")
CENTROIDS = "p-province-centroids"


class PlacePrinter:
    """Prints the `places` of an answer; `name` says what a row is called."""

    def __init__(
        self,
        rulebook: Rulebook,
        answer: Json,
        language: str,
        name: Callable[[str], str],
    ) -> None:
        self.rulebook, self.answer, self.language = rulebook, answer, language
        self.places: Json = answer["places"]
        self.rows = {row["name"]: row for row in self.places["rows"]}
        self.name = name
        self.console = Console(highlight=False)

    def word(self, key: str, **values: str) -> str:
        return word(key, self.language, **values)

    def number(self, value: float) -> str:
        return number(value, self.language)

    def money(self, value: float) -> str:
        return money(value, "MAD", self.language)

    def title(self, key: str) -> None:
        self.console.print()
        self.console.print(Text(self.word(key), style="bold underline"))

    def say(self, text: str, style: str = "") -> None:
        self.console.print(Text(text, style=style), soft_wrap=True)

    def print(self) -> None:
        self.title("there")
        self.console.print(self._table())
        self._legend()
        self._turning()
        self._moving()
        self._about()

    # Figures

    def _table(self) -> Table:
        """One row per place, in their order; one column per criterion with a figure."""
        shown = [one for one in self.places["criteria"] if self._is_known(one)]
        table = Table(show_edge=False, pad_edge=False, header_style="dim")
        table.add_column(self.word("place"))
        for criterion in shown:
            table.add_column(self.word(criterion["criterion"]))
        table.add_column(self.word("order"))
        for name in self.places["order"]:
            row = self.rows[name]
            cells = [self._cell(row, one) for one in shown]
            table.add_row(self.name(name), *cells, self._place_in_order(row))
        return table

    def _is_known(self, criterion: Json) -> bool:
        return len(criterion["missing"]) < len(self.rows)

    def _cell(self, row: Json, criterion: Json) -> Text:
        figure = row["figures"][criterion["criterion"]]
        text = Text(self.figure(criterion["criterion"], figure))
        if figure["contribution"] is not None and criterion["left_out"] is None:
            points = self._points(figure["contribution"])
            rank = self.number(figure["rank"])
            said = self.word("cell", rank=rank, points=points)
            text.append(f"\n{said}", style="dim")
        return text

    def figure(self, criterion: str, figure: Json) -> str:
        """The figure in words, or why there is none."""
        value, made_of = figure["value"], figure["made_of"]
        if value is None:
            return self.word(figure["reason"])
        if criterion in DISTANCES:
            said = self.word("kilometres", distance=self.number(round(value)))
            name = made_of.get("name")
            return f"{said}, {name}" if name else said
        if criterion == "poverty":
            return share(value, self.language)
        return self.number(value) if criterion == "jobs" else self.money(value)

    def _points(self, part: float) -> str:
        return self.number(round(part * 100, 1))

    def _place_in_order(self, row: Json) -> str:
        points = self.word("points", points=self._points(row["score"]))
        return f"{self.word('rank', rank=self.number(row['rank']))}\n{points}"

    def _legend(self) -> None:
        self.say(self.word("legend"), "dim")
        self.say(self.word("scale"), "dim")
        if self.places["equal"]:
            self.say(self.word("equal"), "bold")

    # Weights, and where the order turns

    def _turning(self) -> None:
        self.title("turning")
        for criterion in self.places["criteria"]:
            title = self.word(criterion["criterion"])
            weight = self.word("weight", weight=self.number(criterion["weight"]))
            said = self.word_list(self._turns(criterion))
            self.say(f"  {title} ({weight}): {said}")

    def _turns(self, criterion: Json) -> Iterator[str]:
        left_out = criterion["left_out"]
        if left_out == "missing":
            yield self._missing(criterion)
        elif left_out == "same":
            yield self.word("left_same")
        else:
            yield from self._swaps(criterion)

    def _swaps(self, criterion: Json) -> Iterator[str]:
        turns = [criterion[side] for side in ("below", "above") if criterion[side]]
        swap = criterion["swap_at"]
        if swap is not None and swap not in [turn["weight"] for turn in turns]:
            yield self.word("swap", weight=self.number(swap))
        for side in ("below", "above"):
            turn = criterion[side]
            if turn:
                weight = self.number(turn["weight"])
                yield self.word(side, weight=weight, place=self.name(turn["first"]))
        if not turns:
            yield self.word("steady")

    def _missing(self, criterion: Json) -> str:
        if len(criterion["missing"]) in (0, len(self.rows)):
            return self.word("left_missing_all")
        names = self.word_list(map(self.name, criterion["missing"]))
        return self.word("left_missing", places=names)

    def word_list(self, parts: Iterable[str]) -> str:
        return ("، " if self.language == "ar" else ", ").join(parts)

    # The price of moving

    def _moving(self) -> None:
        """Places in which the same changes by the same amount stand together."""
        groups: dict[str, list[str]] = {}
        for name, row in self.rows.items():
            if row["moving"]:
                groups.setdefault(repr(row["moving"]), []).append(name)
        if groups:
            self.title("moving")
        for names in groups.values():
            self._price(names, self.rows[names[0]]["moving"])

    def _price(self, names: list[str], price: Json) -> None:
        places = self.word_list(map(self.name, names))
        if not price["mechanisms"]:
            self.say(f"  {self.word('no_change', places=places)}")
            return
        difference = self._signed(price["present_value"])
        self.say(f"  {self.word('moved', place=places, difference=difference)}")
        for item in price["mechanisms"]:
            title = self.rulebook.word(self.language, "mechanisms", item["id"], "name")
            ends = f"{self.result(item['here'])} → {self.result(item['there'])}"
            self.say(f"    {title}: {ends}", "dim")

    def _signed(self, value: float) -> str:
        return f"+{self.money(value)}" if value > 0 else self.money(value)

    def result(self, item: Json) -> str:
        """Status and amount of a mechanism, in one line."""
        status = item["status"]
        is_other = item["role"] != "aid" and status == "eligible"
        said = phrase("applies" if is_other else status, self.language)
        amount = amount_in_words(item, self.language)
        return said if amount == "–" else self.word_list([said, amount])

    # What it rests on

    def _about(self) -> None:
        self.title_of_sources()
        for criterion in self.places["criteria"]:
            text = self._rests_on(criterion["criterion"])
            if text:
                self.say(f"  {self.word(criterion['criterion'])}: {text}", "dim")
        if any(self._is_known(one) for one in self._of(DISTANCES)):
            self.say(f"  {self.word('about_distance')}", "dim")
        for name, source in self.answer["sources"].items():
            said = source_in_words(source, self.language)
            where = source["url"] or source["kind"]
            self.say(f"  {source['publisher']} ({said}) {where}", "dim")
            if name == CENTROIDS:
                self.say(f"  {self.word('credit')}", "dim")

    def title_of_sources(self) -> None:
        self.console.print()
        title = phrase("sources", self.language)
        self.console.print(Text(title, style="bold underline"))

    def _of(self, names: Iterable[str]) -> list[Json]:
        return [one for one in self.places["criteria"] if one["criterion"] in names]

    def _rests_on(self, criterion: str) -> str:
        figures = [row["figures"][criterion] for row in self.rows.values()]
        first = next((one for one in figures if one["value"] is not None), figures[0])
        made_of, year = first["made_of"], str(first["year"])
        if criterion in ("port", "airport"):
            return self.word_list(self._doubts(criterion, figures))
        if criterion == "purchases":
            left_out = self.word_list(made_of.get("left_out", ()))
            return self.word("about_purchases", left_out=left_out or "–")
        if first["value"] is None:
            return ""
        if criterion == "jobs":
            key = "about_jobs" if made_of["basis"] == "counted" else "about_jobs_rate"
            return self.word(key, year=year)
        if criterion == "poverty":
            indicator = made_of["indicator"]
            title = self.rulebook.word(self.language, "indicators", indicator)
            return self.word("about_poverty", indicator=title, year=year)
        if criterion == "money":
            certain = max(one["made_of"]["certain"] for one in figures)
            rate = share(made_of["rate"], self.language)
            return self.word("about_money", rate=rate, certain=self.money(certain))
        return self.word("about_wages") if criterion == "wages" else ""

    def _doubts(self, criterion: str, figures: list[Json]) -> Iterator[str]:
        """What is not known of ports and airports."""
        if criterion == "airport":
            yield self.word("about_airports")
        unplaced = figures[0]["made_of"].get("unplaced")
        if unplaced:
            names = self.word_list(map(self._site, unplaced))
            yield self.word("about_unplaced", names=names)

    def _site(self, site: Json) -> str:
        place = self.rulebook.places.provinces.get(site["province"] or "")
        if place is None:
            return str(site["name"])
        return f"{site['name']} ({place.name(self.language)})"
