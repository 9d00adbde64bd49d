"""A register of ventures, read piece by piece as two laws read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from twiza.errors import InputError
from twiza.packs.model import Rulebook
from twiza.population.columns import BadCell, Layout, layout_of
from twiza.population.origin import COLUMN, INVENTED, NOT_STATED, origins_of
from twiza.population.reading import Batch, open_population
from twiza.population.rows import columns_of
from twiza.records import record
from twiza.reforms.causes import Columns
from twiza.reforms.laws import Law
from twiza.rules.situation import read_facts

ID = "id"
MOST_ROWS = 5_000


@record
class Piece:
    """Some rows that follow each other; `first` counts from 0.

    read     facts as the earlier and as the later law reads them
    kept     columns to copy
    origins  what the rows say of where they come from
    share    how much of the register is read once these rows are, from 0 to 1
    """

    first: int
    rows: int
    read: tuple[Columns, Columns]
    kept: dict[str, Any]
    origins: frozenset[str]
    share: float


class Register(Protocol):
    """Ventures, whatever holds them.

    kept    the columns that are copied, each with its Arrow type or None for text
    origin  what the whole says of where it comes from; rows may say more
    """

    name: str
    kept: dict[str, Any]
    origin: str

    def pieces(self, *, first: int, part_rows: int) -> Iterator[Piece]:
        """The rows from `first` on, none in the same piece as a row of another part.

        raises  InputError naming row and column for a value that cannot be used
        """


class FileRegister:
    """A table, CSV or Parquet.

    raises  InputError where there is no such file, or a column is no fact
    """

    def __init__(
        self, path: Path, laws: tuple[Law, Law], keep: Sequence[str], *, invented: bool
    ) -> None:
        self.path, self.name = path, path.name
        self.source = open_population(path)
        self.origin = INVENTED if invented else self.source.origin
        self.books = (laws[0].rulebook, laws[1].rulebook)
        self.is_read_once = _reads_alike(*self.books)
        self.layouts = [self._layout(side, keep) for side in (0, 1)]
        names = [name for name in self.layouts[1].kept if name not in self._foreign(1)]
        self.kept = self.source.types([*dict.fromkeys((*keep, *names))])
        if not any(layout.facts for layout in self.layouts):
            raise InputError(
                self.source.header(),
                found="no column that is a fact",
                expected=f"facts of {self.books[1].name}, such as total_cost_mad",
                mend="name the columns after their facts",
            )

    def _layout(self, side: int, keep: Sequence[str]) -> Layout:
        wanted = [*keep, *self._foreign(side)]
        names, header = self.source.names, self.source.header()
        return layout_of(self.books[side], names, wanted, header)

    def _foreign(self, side: int) -> list[str]:
        """The columns that are a fact of the other law alone."""
        mine, other = self.books[side].facts, self.books[1 - side].facts
        return [n for n in self.source.names if n in other and n not in mine]

    def pieces(self, *, first: int, part_rows: int) -> Iterator[Piece]:
        try:
            for batches in self._batches(first, part_rows):
                yield self._piece(*batches)
        except _Wrong as wrong:
            row = self.source.place(wrong.bad.row)
            raise wrong.bad.told(self.books[wrong.side], row) from None

    def _batches(self, first: int, part_rows: int) -> Iterator[tuple[Batch, Batch]]:
        sides = [self._side(side, first, part_rows) for side in (0, 1)]
        if self.is_read_once:
            yield from ((batch, batch) for batch in sides[1])
        else:
            yield from zip(*sides, strict=True)

    def _side(self, side: int, first: int, part_rows: int) -> Iterator[Batch]:
        try:
            yield from self.source.batches(
                self.layouts[side], first=first, part_rows=part_rows
            )
        except BadCell as bad:
            raise _Wrong(side, bad) from None

    def _piece(self, before: Batch, after: Batch) -> Piece:
        kept = {name: after.kept[name] for name in self.kept}
        return Piece(
            first=after.first,
            rows=after.rows,
            read=(before.facts, after.facts),
            kept=kept,
            origins=self._origins(after),
            share=after.share,
        )

    def _origins(self, batch: Batch) -> frozenset[str]:
        if self.origin == INVENTED or COLUMN not in self.kept:
            return frozenset((self.origin,))
        return frozenset(origins_of(batch.kept[COLUMN], self.name))


class _Wrong(Exception):
    """A value that one of the two laws cannot read."""

    def __init__(self, side: int, bad: BadCell) -> None:
        super().__init__(side, bad)
        self.side, self.bad = side, bad


def _reads_alike(one: Rulebook, other: Rulebook) -> bool:
    """Whether a column means the same to both."""
    return one.facts == other.facts and list(one.places.provinces) == list(
        other.places.provinces
    )


class RowsRegister:
    """Ventures that are in no file, each with a name that its lines bear.

    rows      names and facts, as a venture file states them; read once and forgotten
    raises    InputError naming the venture and the fact that cannot be used
    """

    def __init__(
        self,
        rows: Iterable[tuple[str, Mapping[str, object]]],
        laws: tuple[Law, Law],
        *,
        name: str,
        origin: str = NOT_STATED,
    ) -> None:
        self.rows, self.name, self.origin = rows, name, origin
        self.books = (laws[0].rulebook, laws[1].rulebook)
        self.kept: dict[str, Any] = {ID: None}

    def pieces(self, *, first: int, part_rows: int) -> Iterator[Piece]:
        rows, at = iter(self.rows), 0
        while chunk := list(islice(rows, min(MOST_ROWS, part_rows - at % part_rows))):
            if at >= first:
                yield self._piece(at, chunk)
            at += len(chunk)

    def _piece(self, at: int, chunk: list[tuple[str, Mapping[str, object]]]) -> Piece:
        before, after = (self._columns(book, chunk) for book in self.books)
        names = [name for name, _ in chunk]
        origins = frozenset((self.origin,))
        return Piece(at, len(chunk), (before, after), {ID: names}, origins, 0.0)

    def _columns(
        self, book: Rulebook, chunk: list[tuple[str, Mapping[str, object]]]
    ) -> Columns:
        other = {name for each in self.books for name in each.facts} - set(book.facts)
        situations = [
            read_facts(
                book, {k: v for k, v in facts.items() if k not in other}, where=name
            )
            for name, facts in chunk
        ]
        return columns_of(book, situations)


class DrawnRegister:
    """Columns that were drawn by chance: invented, whatever becomes of them."""

    kept: dict[str, Any] = {}  # noqa: RUF012  nobody adds to it
    origin = INVENTED

    def __init__(self, columns: Columns, rows: int, name: str) -> None:
        self.columns, self.rows, self.name = columns, rows, name

    def pieces(self, *, first: int, part_rows: int) -> Iterator[Piece]:
        for at in range(first, self.rows, part_rows):
            stop = min(at + part_rows, self.rows)
            read = {name: column[at:stop] for name, column in self.columns.items()}
            share = stop / self.rows
            origins = frozenset((INVENTED,))
            yield Piece(at, stop - at, (read, read), {}, origins, share)
