"""How the lines of what changed are written: parts first, then one file of them.

Every line begins with where its venture comes from, as a code and in words, so that an
invented one stays marked wherever the line goes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from twiza.errors import InputError
from twiza.population.origin import COLUMN
from twiza.population.reading import require_tables
from twiza.records import record
from twiza.reforms.lines import COLUMNS, Lines
from twiza.reforms.report import Report

ORIGINS = (COLUMN, f"{COLUMN}_in_words")


@record
class Written:
    """The lines of a piece: its first row, what its rows keep, where they come from."""

    first: int
    lines: Lines
    kept: dict[str, Any]
    origins: list[str]


class Writer(Protocol):
    """One form of file; small, so that another process can be sent it.

    suffix   of a part
    """

    suffix: str

    def write(self, path: Path, pieces: Iterable[Written]) -> None:
        """Writes a part."""

    def merge(self, parts: list[Path], path: Path, report: Report) -> None:
        """Writes one file of many parts, with what all of them come to."""


def writer_to(path: Path, kept: dict[str, Any], language: str) -> Writer:
    """How a file is written, after its suffix.

    kept    columns to copy, each with its Arrow type or None for text
    raises  InputError for another suffix, or a column named like one of ours
    """
    names = {name: kind for name, kind in kept.items() if name != COLUMN}
    taken = {*ORIGINS, *COLUMNS} & set(names)
    if taken:
        raise InputError(
            "--keep",
            found=min(taken),
            expected="a column that is not named like one of the output",
            mend="rename it in the register",
        )
    kind = path.suffix.lower()
    if kind == ".parquet":
        require_tables()
        from twiza.reforms.files.parquet import ParquetWriter

        return ParquetWriter(names, language)
    from twiza.reforms.files.texts import CsvWriter, JsonWriter

    if kind == ".csv":
        return CsvWriter(tuple(names), language)
    if kind == ".json":
        return JsonWriter(tuple(names), language)
    if kind == ".xlsx":
        from twiza.reforms.files.workbook import WorkbookWriter, require_workbooks

        require_workbooks()
        return WorkbookWriter(tuple(names), language)
    raise InputError(
        "--output",
        found=f"a file ending in {kind or 'nothing'}",
        expected=".csv, .parquet, .json or .xlsx",
        mend=f"write, for instance, {path.with_suffix('.csv').name}",
    )
