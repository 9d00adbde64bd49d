"""What a population comes to: per mechanism the rows of each status, and a total."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from twiza.packs.model import Rulebook
from twiza.population.origin import (
    INVENTED,
    NOT_STATED,
    stamp,
    stamps,
    whole_origin,
)
from twiza.population.parts import Part
from twiza.records import record
from twiza.rules.table import STATUSES

if TYPE_CHECKING:
    from twiza.rules.table import Column

SHOWN = ("eligible", "undetermined", "ineligible")


@record
class Simulation:
    """A finished run.

    reused   parts that an earlier run of the same command had finished
    counts   per mechanism, per status, the number of rows
    totals   per mechanism the sum of `value` where it is known
    """

    output: Path
    corridor: str
    version: str
    content_hash: str
    on: datetime.date
    rows: int
    parts: int
    reused: int
    counts: dict[str, dict[str, int]]
    totals: dict[str, float]
    currencies: dict[str, str]
    origin: str

    def as_json(self) -> dict[str, Any]:
        pack = {"name": self.corridor, "version": self.version}
        return {
            "date": self.on.isoformat(),
            "pack": {**pack, "content_hash": self.content_hash},
            "output": str(self.output),
            "rows": self.rows,
            "origin": self.origin,
            "stamp": stamps(self.origin),
            "mechanisms": [self._mechanism(name) for name in self.counts],
        }

    def _mechanism(self, name: str) -> dict[str, Any]:
        total = {"value": round(self.totals[name], 2)}
        if name in self.currencies:
            total["currency"] = self.currencies[name]  # type: ignore[assignment]
        return {"id": name, "status": self.counts[name], "total": total}

    def shown(self) -> str:
        """The counts and totals as a table of text; below a stamp where it says so."""
        titles = ["", *SHOWN, "other", "total value"]
        lines = [titles, *(self._line(name) for name in self.counts)]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        table = "\n".join(_aligned(line, widths) for line in lines)
        if self.origin == NOT_STATED:
            return table
        return f"{stamp(self.origin, 'en')}\n{table}"

    def _line(self, name: str) -> list[str]:
        shown = [self.counts[name][status] for status in SHOWN]
        other = self.rows - sum(shown)
        currency = self.currencies.get(name)
        total = f"{self.totals[name]:,.0f} {currency}" if currency else "-"
        return [name, *(f"{number:,}" for number in (*shown, other)), total]


def _aligned(line: list[str], widths: list[int]) -> str:
    first, *numbers = (
        cell.ljust(width) if place == 0 else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(line, widths, strict=True))
    )
    return "  ".join((first, *numbers)).rstrip()


class Tally:
    """Rows, statuses in the order of STATUSES, and sums, while a part is evaluated."""

    def __init__(self, mechanisms: Iterable[str]) -> None:
        self.rows = 0
        self.counts = {name: [0] * len(STATUSES) for name in mechanisms}
        self.totals = dict.fromkeys(self.counts, 0.0)

    def add(self, answer: dict[str, Column], rows: int) -> None:
        self.rows += rows
        for name, column in answer.items():
            found = np.bincount(column.status, minlength=len(STATUSES)).tolist()
            self.counts[name] = [
                one + other for one, other in zip(self.counts[name], found, strict=True)
            ]
            self.totals[name] += float(np.nansum(column.value))


def simulation_of(
    rulebook: Rulebook,
    on: datetime.date,
    output: Path,
    parts: Iterable[Part],
    reused: int,
    origin: str,
) -> Simulation:
    """origin  what the population as a whole says; its rows may say more"""
    parts = list(parts)
    names = list(parts[0].counts)
    said = {name for part in parts for name in part.origins}
    sums = {
        name: np.sum([part.counts[name] for part in parts], axis=0).tolist()
        for name in names
    }
    versions = {name: rulebook.mechanisms[name].version_at(on) for name in names}
    return Simulation(
        output=output,
        corridor=rulebook.name,
        version=rulebook.version,
        content_hash=rulebook.content_hash,
        on=on,
        rows=sum(part.rows for part in parts),
        parts=len(parts),
        reused=reused,
        counts={name: dict(zip(STATUSES, sums[name], strict=True)) for name in names},
        totals={name: sum(part.totals[name] for part in parts) for name in names},
        currencies={
            name: version.currency
            for name, version in versions.items()
            if version is not None and version.amount is not None
        },
        origin=INVENTED if origin == INVENTED else whole_origin(said or {origin}),
    )
