"""Answers as CSV: an empty cell where there is no figure."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from twiza.population.output import Answered, columns_of
from twiza.rules.table import STATUSES


class CsvOutput:
    def __init__(self, kept: tuple[str, ...], mechanisms: tuple[str, ...]) -> None:
        self.kept, self.mechanisms = kept, mechanisms

    def write(self, path: Path, answers: Iterable[Answered]) -> None:
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([*self.kept, *columns_of(self.mechanisms)])
            for answered in answers:
                writer.writerows(zip(*self._columns(answered), strict=True))

    def _columns(self, answered: Answered) -> Iterator[list[Any]]:
        for name in self.kept:
            yield _texts(answered.kept[name])
        for name in self.mechanisms:
            column = answered.answer[name]
            yield [STATUSES[code] for code in column.status.tolist()]
            for figures in (column.value, column.least, column.most):
                yield ["" if one != one else one for one in figures.tolist()]

    def merge(self, tables: list[Path], path: Path) -> None:
        with path.open("wb") as whole:
            for number, table in enumerate(tables):
                with table.open("rb") as part:
                    if number:
                        part.readline()  # the header stands once
                    shutil.copyfileobj(part, whole, 1 << 20)


def _texts(column: Any) -> list[Any]:
    """A kept column of a CSV file is text already; one of Parquet knows its way."""
    if isinstance(column, (list, tuple)):
        return list(column)
    import pyarrow as pa

    try:
        column = column.cast(pa.string())
    except pa.ArrowException:  # a list, or bytes that are no text
        return [None if cell is None else str(cell) for cell in column.to_pylist()]
    return list(column.to_pylist())
