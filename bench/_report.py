"""The result of a run: a table on screen, a JSON file, docs/benchmarks.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from _comparisons import wins
from _parts import with_parts
from _targets import Line, Rounds, Target, middle

JSON_FILE = Path(__file__).parent / "results" / "rules.json"
TEXT = Path(__file__).parent / "_page.md"
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
PEERS = {
    "publicodes": "Publicodes",
    "openfisca": "OpenFisca-Core",
    "numpy": "NumPy by hand",
    "pyarrow": "pyarrow",
    "twiza": "itself",
}
HEAD = ("Measure", "Twiza", "Beside", "Ratio", "Target", "")


def amount(value: float | None, field: str) -> str:
    if value is None:
        return "not run"
    if field in ("memory", "peak"):
        return f"{value / 1e6:,.0f} MB"
    if field == "differences":
        return f"{value:,.0f}"
    if value < 0.001:
        return f"{value * 1e6:,.3g} µs"
    return f"{value * 1e3:,.3g} ms" if value < 1 else f"{value:,.3g} s"


def cells(line: Line) -> tuple[str, ...]:
    """One line of the table."""
    target = line.target
    beside = ""
    if target.theirs:
        peer = PEERS[target.theirs.partition(".")[0]]
        beside = f"{peer}, {amount(line.theirs, target.field)}"
    return (
        target.about,
        amount(line.ours, target.field),
        beside,
        _times(line.ratio) if target.theirs and line.ratio is not None else "",
        _wanted(target),
        line.verdict,
    )


def _first_memory(rounds: Rounds) -> str:
    """The memory of one evaluation, where nothing of an earlier one lingers."""
    runs = ("openfisca.table", "twiza.table.numpy.none", "numpy.table")
    names = ("OpenFisca", "Twiza", "NumPy by hand")
    found = [middle(rounds, run, "memory_once") for run in runs]
    shown = zip(names, found, strict=True)
    return ", ".join(f"{amount(rise, 'memory')} ({name})" for name, rise in shown)


def _wanted(target: Target) -> str:
    if target.at_least is not None:
        return f"≥ {_times(target.at_least)}"
    limit = target.at_most or 0.0
    if not target.theirs:
        return f"≤ {amount(limit, target.field)}" if limit else "0"
    return f"≤ {_times(limit)}" if limit >= 1 else f"≤ 1/{1 / limit:.0f}"


def _times(ratio: float) -> str:
    return f"{ratio:,.0f} ×" if ratio >= 100 else f"{ratio:.3g} ×"


def print_table(lines: list[Line]) -> None:
    rows = [HEAD, *map(cells, lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    for row in rows:
        padded = (text.ljust(width) for text, width in zip(row, widths, strict=True))
        print("  ".join(padded).rstrip())


def write(record: dict[str, Any], lines: list[Line]) -> None:
    JSON_FILE.parent.mkdir(exist_ok=True)
    text = json.dumps(record, indent=1, ensure_ascii=False)
    JSON_FILE.write_text(text + "\n", encoding="utf-8")
    PAGE.write_text(with_parts(page(record, lines)), encoding="utf-8")


def page(record: dict[str, Any], lines: list[Line]) -> str:
    versions = ", ".join(f"{name} {v}" for name, v in record["versions"].items())
    table = [HEAD, ("---", "--:", "---", "--:", "--:", "---"), *map(cells, lines)]
    rows = "\n".join(f"| {' | '.join(row)} |" for row in table)
    won = wins(record["measures"])
    sentences = "\n".join(f"- {sentence}" for sentence in won)
    absent = "".join(
        f"\n{PEERS[name]} was not run: {reason}.\n"
        for name, reason in record["not_run"].items()
    )
    return TEXT.read_text(encoding="utf-8").format(
        rounds=record["rounds"],
        date=record["date"],
        cores=record["cores"],
        versions=versions,
        absent=absent,
        rows=rows,
        once=_first_memory(record["measures"]),
        wins=sentences or "- In this run, none did.",
        population=record["sizes"]["population"],
    )
