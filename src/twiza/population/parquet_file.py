"""A population in Parquet, read by pages, so that a large row group fits as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from twiza.errors import InputError, shortened
from twiza.population.arrow_columns import array_of
from twiza.population.columns import BadCell, Layout
from twiza.population.origin import METADATA, NOT_STATED, ORIGINS
from twiza.population.reading import Batch

PAGE_BYTES = 1 << 20
BATCH_ROWS = 62_500

Answer = TypeVar("Answer")


class ParquetFile:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = self._whole(lambda: pq.ParquetFile(path, buffer_size=PAGE_BYTES))
        self.schema = self.file.schema_arrow
        self.names: list[str] = list(self.schema.names)
        self.rows: int | None = self.file.metadata.num_rows
        self.origin = self._origin()

    def _origin(self) -> str:
        said = (self.schema.metadata or {}).get(METADATA.encode(), b"").decode()
        return said if said in ORIGINS else NOT_STATED

    def batches(
        self, layout: Layout, *, first: int, part_rows: int, stop: int | None = None
    ) -> Iterator[Batch]:
        total = self.file.metadata.num_rows
        stop = total if stop is None else min(stop, total)
        for at, table in self._slices(layout, first, stop):
            done = 0
            while done < table.num_rows:
                left = part_rows - (at + done) % part_rows
                piece = table.slice(done, left)
                share = (at + done + piece.num_rows) / total
                yield self._batch(layout, at + done, piece, share)
                done += piece.num_rows

    def _slices(
        self, layout: Layout, first: int, stop: int
    ) -> Iterator[tuple[int, Any]]:
        """Record batches with the row at which each starts, from `first` to `stop`."""
        groups, at = self._groups(first, stop)
        if not groups:
            return
        reader = self._reader(layout, groups)
        while at < stop:
            table = self._whole(lambda: next(reader, None))
            if table is None:
                return
            skipped = max(first - at, 0)
            if skipped < table.num_rows:
                yield at + skipped, table.slice(skipped, stop - at - skipped)
            at += table.num_rows

    def _groups(self, first: int, stop: int) -> tuple[list[int], int]:
        """The row groups that hold these rows, and the row at which they start."""
        metadata = self.file.metadata
        groups, start, at = [], 0, 0
        for group in range(metadata.num_row_groups):
            rows = metadata.row_group(group).num_rows
            if at + rows <= first:
                start = at + rows
            elif at < stop:
                groups.append(group)
            at += rows
        return groups, start

    def _reader(self, layout: Layout, groups: list[int]) -> Iterator[Any]:
        """Texts come as codes: the file mostly holds them so."""
        coded = [name for name in layout.codes if self._is_text(name)]
        for group in groups:
            # Opened anew: a reader keeps what it took for every group it has read.
            with pq.ParquetFile(
                self.path, buffer_size=PAGE_BYTES, read_dictionary=coded
            ) as file:
                yield from file.iter_batches(
                    BATCH_ROWS, row_groups=[group], columns=layout.wanted
                )

    def _is_text(self, name: str) -> bool:
        kind = self.schema.field(name).type
        return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))

    def _batch(self, layout: Layout, at: int, piece: Any, share: float) -> Batch:
        facts = {}
        for name, fact in layout.facts.items():
            try:
                column = array_of(layout, fact, piece.column(name))
            except BadCell as bad:
                raise bad.below(at) from None
            if column is not None:
                facts[name] = column
        kept = {name: piece.column(name) for name in layout.kept}
        return Batch(at, piece.num_rows, facts, kept, share)

    def _whole(self, read: Callable[[], Answer]) -> Answer:
        try:
            return read()
        except (pa.ArrowException, OSError) as mistake:
            raise InputError(
                self.path.name,
                found=f"a file that is cut short or damaged: {shortened(str(mistake))}",
                expected="a whole Parquet file",
                mend="copy or export it again",
            ) from None

    def types(self, names: Sequence[str]) -> dict[str, Any]:
        return {name: self.schema.field(name).type for name in names}

    def header(self) -> str:
        return self.path.name

    def place(self, row: int) -> str:
        return f"{self.path.name}, row {row + 1}"
