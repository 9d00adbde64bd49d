"""Evaluates a population and writes its answers, part by part.

A part is the unit of everything: memory holds one, a killed run keeps the finished
ones, a cluster is given them one by one.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

from twiza.errors import InputError, shortened
from twiza.packs.model import Rulebook
from twiza.population.columns import BadCell, layout_of
from twiza.population.evaluation import ClusterTrouble, Work, evaluate_part
from twiza.population.identity import metadata_of, run_of
from twiza.population.output import output_to
from twiza.population.parts import Part, Parts, alone
from twiza.population.progress import Advance
from twiza.population.reading import Batch, Population, open_population
from twiza.population.summary import Simulation, simulation_of
from twiza.rules.table import Table

Evaluate = Callable[[dict[int, Part], Advance], Iterable[Part]]

PART_ROWS = 250_000
ENGINES = ("numpy", "numba")


def simulate(
    rulebook: Rulebook,
    population: Path,
    output: Path,
    *,
    on: datetime.date,
    engine: str = "numpy",
    keep: Sequence[str] = (),
    cluster: str | None = None,
    part_rows: int = PART_ROWS,
    advance: Advance = lambda rows, share: None,
    tell: Callable[[str], None] = lambda line: None,
) -> Simulation:
    """Answers for every row of a table, written as a table.

    population  .csv or .parquet; column names are facts, an empty cell is unknown
    output      .csv or .parquet, written whole at the end or not at all
    keep        columns copied to the output
    cluster     address of a Dask scheduler; Parquet in and out, on a shared disk
    advance     called with the rows done and the share of the file they are
    tell        called with a line for a person
    raises      InputError naming row and column for a value that cannot be used
    """
    source = open_population(population)
    layout = layout_of(rulebook, source.names, keep, source.header())
    mechanisms = list(rulebook.mechanisms)
    written = output_to(
        output,
        kept=source.types(layout.kept),
        mechanisms=mechanisms,
        metadata=metadata_of(rulebook, population, on, source.origin),
    )
    check_output(population, output)
    work = Work(
        population=population,
        layout=layout,
        table=_table(rulebook, on, engine),
        output=written,
        parts=Parts(output, run_of(rulebook, population, on, engine, keep, part_rows)),
        part_rows=part_rows,
        mechanisms=tuple(mechanisms),
    )
    try:
        done, reused = _published(
            rulebook, source, work, output, cluster, advance, tell
        )
    except OSError as mistake:
        raise unwritable(output, mistake) from None
    return simulation_of(rulebook, on, output, done, reused, source.origin)


def _published(
    rulebook: Rulebook,
    source: Population,
    work: Work,
    output: Path,
    cluster: str | None,
    advance: Advance,
    tell: Callable[[str], None],
) -> tuple[list[Part], int]:
    """The parts of the output, which is written, and how many were there already."""
    parts = work.parts
    with alone(parts.folder), _evaluator(source, work, cluster) as evaluate:
        ready = ready_parts(parts, tell)
        try:
            done = list(evaluate(ready, advance))
        except BadCell as bad:
            parts.remove()
            raise bad.told(rulebook, source.place(bad.row)) from None
        except ClusterTrouble:
            raise
        except InputError:
            parts.remove()
            raise
        parts.publish([part.first for part in done], output, work.output.merge)
    return done, sum(part.first in ready for part in done)


def ready_parts(parts: Parts, tell: Callable[[str], None]) -> dict[int, Part]:
    """Finished parts of this very run; those of another are of no use to it."""
    parts.refuse_foreign()
    other = parts.other_run()
    if other is not None:
        changed = [name for name in parts.run if other.get(name) != parts.run[name]]
        tell(
            f"{parts.folder.name}: parts of another run are discarded "
            f"(other {', '.join(changed)})"
        )
        parts.clear()
    parts.clear(".*")
    ready = parts.finished()
    if ready:
        tell(f"{parts.folder.name}: goes on after {len(ready)} finished parts")
    return ready


def _evaluator(
    source: Population, work: Work, cluster: str | None
) -> AbstractContextManager[Evaluate]:
    if cluster is None:
        return nullcontext(partial(_evaluated_here, source, work))
    from twiza.population.cluster import evaluator_on

    return evaluator_on(cluster, source, work)


def _evaluated_here(
    source: Population, work: Work, ready: dict[int, Part], advance: Advance
) -> Iterator[Part]:
    """Reads on from the first part that is not ready; later ones may be."""
    at = 0
    while at in ready:
        yield ready[at]
        at += work.part_rows
    is_empty = not ready
    batches = source.batches(work.layout, first=at, part_rows=work.part_rows)
    for number, group in groupby(batches, lambda batch: batch.first // work.part_rows):
        at = number * work.part_rows
        seen = _watched(group, advance)
        yield ready[at] if at in ready else evaluate_part(work, at, seen)
        is_empty = False
    if is_empty:
        yield evaluate_part(work, 0, [])  # a table without rows has an answer as well


def _watched(batches: Iterable[Batch], advance: Advance) -> Iterator[Batch]:
    for batch in batches:
        yield batch
        advance(batch.first + batch.rows, batch.share)


def _table(rulebook: Rulebook, on: datetime.date, engine: str) -> Table:
    if engine not in ENGINES:
        raise InputError(
            "--engine",
            found=engine,
            expected=f"one of: {', '.join(ENGINES)}",
            mend="choose one of these",
        )
    if engine == "numba" and find_spec("numba") is None:
        raise InputError(
            "--engine",
            found="no package numba",
            expected="the extra `fast`",
            mend="pip install 'twiza[fast]', or leave the option out",
        )
    return Table(rulebook, on, engine=engine)


def check_output(population: Path | None, output: Path) -> None:
    """raises  InputError where an output would replace its input, or has no place"""
    if population and output.exists() and output.samefile(population):
        raise InputError(
            "--output",
            found="the population itself",
            expected="another file",
            mend="choose another name: the answers do not replace what was given",
        )
    if output.is_dir() or not output.parent.is_dir():
        found = "a folder" if output.is_dir() else f"no folder {output.parent}"
        raise InputError(
            "--output",
            found=found,
            expected="a file in a folder that exists",
            mend="make the folder, or correct the path",
        )


def unwritable(output: Path, mistake: OSError) -> InputError:
    """What to tell where writing failed: parts that are finished stay."""
    return InputError(
        str(output),
        found=mistake.strerror or shortened(str(mistake)),
        expected="a folder that can be written to, with room for the answers twice",
        mend="free some space or choose another folder, then give the same command "
        "again: it goes on where it stopped",
    )
