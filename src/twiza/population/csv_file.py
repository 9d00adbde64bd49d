"""A population in CSV: UTF-8, a header, commas or semicolons."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from twiza.errors import InputError, shortened
from twiza.population.cells import array_of
from twiza.population.columns import BadCell, Layout
from twiza.population.origin import NOT_STATED
from twiza.population.reading import Batch

LONGEST_HEADER = 1_000_000
MOST_ROWS = 15_000  # every cell is a text of its own, some 60 bytes


class Lines:
    """The lines of a file as text, counted in bytes; a BOM is no part of the first."""

    def __init__(self, name: str, file: BinaryIO) -> None:
        self.name, self.file = name, file
        self.read_bytes = self.number = 0

    def __iter__(self) -> Iterator[str]:
        for line in self.file:
            self.read_bytes += len(line)
            self.number += 1
            try:
                yield line.decode()
            except UnicodeDecodeError:
                self.refuse(line)

    def refuse(self, line: bytes) -> NoReturn:
        raise InputError(
            f"{self.name}, line {self.number}",
            found=f"bytes that are no UTF-8: {shortened(line)}",
            expected="text in UTF-8",
            mend='save the table again as "CSV UTF-8"',
        ) from None


class CsvFile:
    """The number of its rows is not known before the last one is read."""

    rows: int | None = None
    origin = NOT_STATED

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size
        with path.open("rb") as file:
            lines = Lines(path.name, file)
            head = file.readline(LONGEST_HEADER)
            lines.number = 1
            try:
                header = head.decode("utf-8-sig")
            except UnicodeDecodeError:
                lines.refuse(head)
        self.separator = ";" if header.count(";") > header.count(",") else ","
        self.names = self._names(header)

    def _names(self, header: str) -> list[str]:
        names = next(csv.reader([header], delimiter=self.separator), [])
        if not names or "\0" in header or len(header) == LONGEST_HEADER:
            raise InputError(
                self.header(),
                found=shortened(header),
                expected="the names of the columns, separated by commas or semicolons",
                mend="write a first line of facts, such as total_cost_mad,stable_jobs",
            )
        return names

    def batches(self, layout: Layout, *, first: int, part_rows: int) -> Iterator[Batch]:
        with self.path.open("rb") as file:
            lines = Lines(self.path.name, file)
            rows = self._rows(lines)
            at = sum(1 for _ in islice(rows, first))
            while chunk := list(
                islice(rows, min(MOST_ROWS, part_rows - at % part_rows))
            ):
                yield self._batch(layout, at, chunk, lines.read_bytes / self.size)
                at += len(chunk)

    def _batch(
        self, layout: Layout, at: int, chunk: list[list[str]], share: float
    ) -> Batch:
        if set(map(len, chunk)) != {len(self.names)}:
            self._refuse_ragged(at, chunk)
        columns = dict(zip(self.names, zip(*chunk, strict=True), strict=True))
        facts = {}
        for name, fact in layout.facts.items():
            try:
                facts[name] = array_of(layout, fact, columns[name])
            except BadCell as bad:
                raise bad.below(at) from None
        kept = {name: columns[name] for name in layout.kept}
        return Batch(at, len(chunk), facts, kept, share)

    def _rows(self, lines: Lines) -> Iterator[list[str]]:
        """Rows that are not blank; the header is left out."""
        reader = csv.reader(iter(lines), delimiter=self.separator, strict=True)
        try:
            next(reader, None)
            for row in reader:
                if row:
                    yield row
        except csv.Error as mistake:
            raise InputError(
                f"{self.path.name}, line {lines.number}",
                found=str(mistake),
                expected=f"cells separated by {self.separator!r}, quotes in pairs",
                mend="correct the quotes of this row, or export the table again",
            ) from None

    def _refuse_ragged(self, at: int, chunk: list[list[str]]) -> NoReturn:
        wanted = len(self.names)
        row = next(row for row, cells in enumerate(chunk) if len(cells) != wanted)
        raise InputError(
            self.place(at + row),
            found=f"{len(chunk[row])} cells",
            expected=f"{wanted}, as many as the header has names",
            mend="add or remove separators; quote a text that holds one",
        )

    def types(self, names: Sequence[str]) -> dict[str, Any]:
        return dict.fromkeys(names)

    def header(self) -> str:
        return f"{self.path.name}, line 1"

    def place(self, row: int) -> str:
        """The line on which the row starts, looked for only when it is asked."""
        with self.path.open("rb") as file:
            reader = csv.reader(
                iter(Lines(self.path.name, file)), delimiter=self.separator
            )
            next(reader)
            before, left = reader.line_num, row
            for cells in reader:
                if cells and not left:
                    break
                left -= bool(cells)
                before = reader.line_num
        return f"{self.path.name}, line {before + 1}"
