"""Prints what would change an answer: why not, thresholds near at hand, provinces."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from twiza.advice.provinces import alike, closed, opened
from twiza.terminal.lines import print_line
from twiza.terminal.moves import Json, Moves


def print_refusals(moves: Moves, console: Console, answer: Json) -> None:
    """Each refused mechanism: the conditions that fail and what would open it."""
    refused = [m for m in answer["mechanisms"] if m["status"] == "ineligible"]
    if refused:
        _title(moves, console, "why_not")
        console.print(f"  {moves.say('unmet')}", style="dim")
    for item in refused:
        print_line(console, f"  {moves.word('mechanisms', item['id'], 'name')}")
        print_refusal(moves, console, item, indent="    ")


def print_refusal(moves: Moves, console: Console, item: Json, indent: str) -> None:
    """One of them; nothing of a mechanism that does not refuse."""
    for condition in item["conditions"]:
        if condition["holds"] is False:
            trail = ("mechanisms", item["id"], "conditions", condition["name"])
            print_line(console, f"{indent}✗ {moves.word(*trail)}")
    if item["jointly_impossible"]:
        print_line(console, f"{indent}✗ {moves.say('together_impossible')}")
    print_changes(
        moves, console, item, indent, f"{moves.say('would_open')}{moves.colon}"
    )
    if item["changes"] and moves.note(item):  # it may be no use to open it
        print_line(console, f"{indent}! {moves.note(item)}", "yellow")


def print_changes(
    moves: Moves, console: Console, item: Json, indent: str, lead: str = ""
) -> None:
    """What would open one mechanism, with what it does to the package."""
    for change in item["changes"]:
        print_line(
            console, f"{indent}{moves.arrow} {lead}{moves.change(change)}", "green"
        )
        for line in (*moves.package(change, item["id"]), *moves.beside(change)):
            print_line(console, f"{indent}    {line}", "dim")
    if not item["changes_complete"]:
        console.print(f"{indent}! {moves.say('search_cut')}", style="yellow")


def print_thresholds(moves: Moves, console: Console, answer: Json) -> None:
    """First what a little more brings, then what a small slip costs."""
    for kind in ("gain", "loss"):
        told = [one for one in answer["thresholds"] if one["kind"] == kind]
        if told:
            _title(moves, console, f"thresholds_{kind}")
        for one in told:
            print_line(console, f"  • {moves.move(one['fact'], one)}")
            for line in _threshold(moves, one):
                print_line(console, f"      {line}", "dim")


def _threshold(moves: Moves, one: Json) -> list[str]:
    name = moves.word("mechanisms", one["mechanism"], "name")
    lines = [f"{name}{moves.colon}{_amounts(moves, one)}"]
    if one["also"]:
        others = [moves.word("mechanisms", other, "name") for other in one["also"]]
        lines.append(
            moves.say("also_moved", others=moves.say("semicolon").join(others))
        )
    return [*lines, *moves.package(one, one["mechanism"]), *moves.beside(one)]


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
        where = here or moves.say("unknown_place")
        console.print(f"  {where}{moves.colon}{total}")
        windows = {one["id"]: one["availability"] for one in answer["mechanisms"]}
        console.print(_table(moves, area["elsewhere"], windows))
        asked = {name for one in area["elsewhere"] for name in one["ask_again"]}
        facts = [name for name in answer["facts"] if name in asked]
        for line in moves.beside({"ask_again": facts}):
            console.print(f"  {line}", style="dim")
        if any(one["inferred"] for one in area["elsewhere"]):
            console.print(f"  * {moves.say('inferred_category')}", style="dim")


def _table(moves: Moves, elsewhere: list[Json], windows: Json) -> Table:
    table = Table(show_edge=False, pad_edge=False, header_style="dim")
    for key in ("province", "package_there", "difference", "opens", "closes"):
        table.add_column(moves.say(key))
    for group in alike(elsewhere):
        table.add_row(*_row(moves, group, windows))
    return table


def _row(moves: Moves, group: list[Json], windows: Json) -> tuple[str, ...]:
    """Provinces that are alike; a star where the category of one is inferred."""
    first = group[0]
    opens = [_opened(moves, name, windows[name]["state"]) for name in opened(first)]
    closes = [moves.word("mechanisms", name, "name") for name in closed(first)]
    return (
        moves.comma.join(
            moves.value("province", one["province"]) + (" *" if one["inferred"] else "")
            for one in group
        ),
        moves.total(first["package"]),
        _difference(moves, first["difference"]),
        "\n".join(opens),
        "\n".join(closes),
    )


def _opened(moves: Moves, mechanism: str, state: str) -> str:
    """Its name, and its window where that is not known to be open."""
    name = moves.word("mechanisms", mechanism, "name")
    return name if state == "open" else f"{name} ({moves.say(state)})"


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
