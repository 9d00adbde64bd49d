"""Prints what would change an answer: why not, thresholds near at hand, provinces."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from twiza.advice.provinces import alike, closed, opened
from twiza.terminal.moves import Json, Moves


def print_refusals(moves: Moves, console: Console, answer: Json) -> None:
    """Each refused mechanism: the conditions that fail and what would open it."""
    refused = [m for m in answer["mechanisms"] if m["status"] == "ineligible"]
    if refused:
        _title(moves, console, "why_not")
    for item in refused:
        console.print(f"  {moves.word('mechanisms', item['id'], 'name')}")
        print_refusal(moves, console, item, indent="    ")


def print_refusal(moves: Moves, console: Console, item: Json, indent: str) -> None:
    """One of them; nothing of a mechanism that does not refuse."""
    for condition in item["conditions"]:
        if condition["holds"] is False:
            trail = ("mechanisms", item["id"], "conditions", condition["name"])
            console.print(f"{indent}✗ {moves.word(*trail)}")
    if item["jointly_impossible"]:
        console.print(f"{indent}✗ {moves.say('together_impossible')}")
    print_changes(moves, console, item, indent, f"{moves.say('would_open')}: ")


def print_changes(
    moves: Moves, console: Console, item: Json, indent: str, lead: str = ""
) -> None:
    """What would open one mechanism, with what it does to the package."""
    for change in item["changes"]:
        console.print(f"{indent}→ {lead}{moves.change(change)}", style="green")
        for line in (*moves.package(change), *moves.beside(change)):
            console.print(f"{indent}    {line}", style="dim")
    if not item["changes_complete"]:
        console.print(f"{indent}! {moves.say('search_cut')}", style="yellow")


def print_thresholds(moves: Moves, console: Console, answer: Json) -> None:
    """First what a little more brings, then what a small slip costs."""
    for kind in ("gain", "loss"):
        told = [one for one in answer["thresholds"] if one["kind"] == kind]
        if told:
            _title(moves, console, f"thresholds_{kind}")
        for one in told:
            console.print(f"  • {moves.move(one['fact'], one)}")
            for line in _threshold(moves, one):
                console.print(f"      {line}", style="dim")


def _threshold(moves: Moves, one: Json) -> list[str]:
    name = moves.word("mechanisms", one["mechanism"], "name")
    lines = [f"{name}: {_amounts(moves, one)}"]
    if one["also"]:
        others = [moves.word("mechanisms", other, "name") for other in one["also"]]
        lines.append(moves.say("also_moved", others=", ".join(others)))
    return [*lines, *moves.package(one), *moves.beside(one)]


def _amounts(moves: Moves, one: Json) -> str:
    if one["status_after"] == "ineligible":
        return moves.say("lost", before=_most(moves, one["amount_before"]))
    before, after = (_most(moves, one[f"amount_{end}"]) for end in ("before", "after"))
    return f"{before} {moves.arrow} {after}"


def _most(moves: Moves, amount: Json) -> str:
    if amount["value"] is not None:
        return moves.money(amount["value"])
    if amount["most"] is None:
        return moves.say("eligible")
    return moves.say("up_to", most=moves.money(amount["most"]))


def print_provinces(moves: Moves, console: Console, answer: Json) -> None:
    """The same venture in each pilot province, the best for the package first."""
    for area in answer["provinces"]:
        _title(moves, console, "provinces")
        here = area["province"] and moves.value("province", area["province"])
        total = moves.total(area["package"])
        console.print(f"  {here or moves.say('unknown_place')}: {total}")
        console.print(_table(moves, area["elsewhere"]))
        asked = {name for one in area["elsewhere"] for name in one["ask_again"]}
        facts = [name for name in answer["facts"] if name in asked]
        for line in moves.beside({"ask_again": facts}):
            console.print(f"  {line}", style="dim")
        if any(one["inferred"] for one in area["elsewhere"]):
            console.print(f"  * {moves.say('inferred_category')}", style="dim")


def _table(moves: Moves, elsewhere: list[Json]) -> Table:
    table = Table(show_edge=False, pad_edge=False, header_style="dim")
    for key in ("province", "package_there", "difference", "opens", "closes"):
        table.add_column(moves.say(key))
    for group in alike(elsewhere):
        table.add_row(*_row(moves, group))
    return table


def _row(moves: Moves, group: list[Json]) -> tuple[str, ...]:
    """Provinces that are alike; a star where the category of one is inferred."""
    first = group[0]
    return (
        ", ".join(
            moves.value("province", one["province"]) + (" *" if one["inferred"] else "")
            for one in group
        ),
        moves.total(first["package"]),
        _difference(moves, first["difference"]),
        *(
            "\n".join(moves.word("mechanisms", name, "name") for name in names)
            for names in (opened(first), closed(first))
        ),
    )


def _difference(moves: Moves, change: Json) -> str:
    """By how much the package changes; from least to most where it is not settled."""
    ends = ("least", "most") if change["value"] is None else ("value",)
    shown = dict.fromkeys(
        f"{'+' if change[end] > 0 else ''}{moves.money(change[end])}" for end in ends
    )
    return " … ".join(shown)


def _title(moves: Moves, console: Console, key: str) -> None:
    console.print()
    console.print(Text(moves.say(key), style="bold underline"))
