"""One part of a population: its batches evaluated, written and counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from twiza.errors import InputError
from twiza.population.columns import Layout
from twiza.population.origin import COLUMN, origins_of
from twiza.population.output import Answered, Output
from twiza.population.parts import Part, Parts
from twiza.population.reading import Batch
from twiza.population.summary import Tally
from twiza.records import record

if TYPE_CHECKING:
    from twiza.rules.table import Table


class ClusterTrouble(InputError):
    """A cluster that cannot be used; what is finished stays for the next try."""


@record
class Work:
    """All that a process needs to evaluate any part; a cluster is sent it."""

    population: Path
    layout: Layout
    table: Table
    output: Output
    parts: Parts
    part_rows: int
    mechanisms: tuple[str, ...]


def evaluate_part(work: Work, first: int, batches: Iterable[Batch]) -> Part:
    """Writes the answers to the rows of the part that starts at `first`.

    raises  BadCell for a value that its fact cannot have
    """
    tally = Tally(work.mechanisms)
    origins: set[str] = set()

    def answers() -> Iterator[Answered]:
        for batch in batches:
            answer = work.table.evaluate(batch.facts, batch.rows)
            tally.add(answer, batch.rows)
            if COLUMN in batch.kept:
                origins.update(origins_of(batch.kept[COLUMN], work.population.name))
            yield Answered(batch.rows, batch.kept, answer)

    def write(path: Path) -> Part:
        work.output.write(path, answers())
        size = path.stat().st_size
        known = sorted(origins)
        return Part(first, tally.rows, size, tally.counts, tally.totals, known)

    return work.parts.add(first, write)
