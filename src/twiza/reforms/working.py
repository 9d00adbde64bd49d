"""The parts of a comparison, evaluated here or by a few processes."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from twiza.errors import InputError
from twiza.population.origin import COLUMN, INVENTED
from twiza.population.parts import Part, Parts
from twiza.records import record
from twiza.reforms.comparing import Comparison
from twiza.reforms.files import Writer, Written
from twiza.reforms.files.texts import texts_of
from twiza.reforms.registers import Piece
from twiza.reforms.tallies import Tally
from twiza.reforms.touching import Block, Touching, province_of

Group = tuple[int, list[Piece]]


@record
class Work:
    """All that a process needs to compare any part; without a writer it only counts.

    origin   what the register as a whole says of where it comes from
    """

    comparison: Comparison
    language: str
    origin: str
    writer: Writer | None
    parts: Parts | None


class Worker:
    """Compares parts, one after the other."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.touching = Touching(work.comparison, work.language)

    def part(self, group: Group) -> Part:
        first, pieces = group
        tally = Tally()

        def write(path: Path) -> Part:
            assert self.work.writer is not None
            self.work.writer.write(path, self._written(pieces, tally))
            return self._part(first, pieces, tally, path.stat().st_size)

        if self.work.parts is not None:
            return self.work.parts.add(first, write)
        for _ in self._written(pieces, tally):
            pass
        return self._part(first, pieces, tally, 0)

    def _part(self, first: int, pieces: list[Piece], tally: Tally, size: int) -> Part:
        rows = sum(piece.rows for piece in pieces)
        return Part(first, rows, size, tally.counts, tally.totals)

    def _written(self, pieces: list[Piece], tally: Tally) -> Iterator[Written]:
        rulebook = self.work.comparison.after.rulebook
        for piece in pieces:
            for origin in piece.origins:
                tally.count("origin", origin, [piece.rows])
            place = province_of(rulebook, piece.read[1], piece.rows)
            lines = self.touching.of(Block(piece.rows, piece.read, place), tally)
            yield Written(piece.first, lines, piece.kept, self._origins(piece))

    def _origins(self, piece: Piece) -> list[str]:
        if self.work.origin == INVENTED or COLUMN not in piece.kept:
            return [self.work.origin] * piece.rows
        cells = texts_of(piece.kept[COLUMN])
        return [cell or self.work.origin for cell in cells]


_worker: Worker | None = None


def _begin(work: Work) -> None:
    global _worker
    _worker = Worker(work)


def _in_process(group: Group) -> Part:
    assert _worker is not None
    return _worker.part(group)


def evaluated(work: Work, groups: Iterable[Group], cores: int) -> Iterator[Part]:
    """The parts in their order; a second process is only started for a second part."""
    groups = iter(groups)
    first = next(groups, None)
    second = next(groups, None)
    if first is None:
        return
    waiting: list[Group] = [first, *([second] if second else [])]
    if cores < 2 or second is None:
        worker = Worker(work)
        for group in _chained(waiting, groups):
            yield worker.part(group)
    else:
        yield from _by_many(work, _chained(waiting, groups), cores)


def _chained(some: list[Group], more: Iterator[Group]) -> Iterator[Group]:
    while some:
        yield some.pop(0)
    yield from more


def _by_many(work: Work, groups: Iterator[Group], cores: int) -> Iterator[Part]:
    # A fresh interpreter each: a fork would copy the threads of a progress bar.
    with ProcessPoolExecutor(
        cores, multiprocessing.get_context("spawn"), _begin, (work,)
    ) as pool:
        asked: deque[Future[Part]] = deque()
        try:
            for group in groups:
                asked.append(pool.submit(_in_process, group))
                if len(asked) > cores:
                    yield asked.popleft().result()
            while asked:
                yield asked.popleft().result()
        except BrokenProcessPool:
            raise InputError(
                "--cores",
                found="a process that was ended, for want of memory perhaps",
                expected=f"{cores} processes side by side",
                mend="add --cores 1 to the same command: it goes on where it stopped",
            ) from None
        finally:
            pool.shutdown(cancel_futures=True)
