"""Reads a population in batches, from CSV or Parquet, whatever its number of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from twiza.errors import InputError
from twiza.population.columns import Codes, Layout
from twiza.records import record


@record
class Batch:
    """Some rows that follow each other; `first` counts from 0.

    facts      arrays as the evaluator takes them
    kept       columns to copy: lists of text from CSV, Arrow arrays from Parquet
    share      how much of the file is read once these rows are, from 0 to 1
    """

    first: int
    rows: int
    facts: dict[str, Codes]
    kept: dict[str, Any]
    share: float


class Population(Protocol):
    """A file of rows, one venture each; its column names are facts.

    origin  what the file as a whole says of where it comes from; its rows may say more
    """

    path: Path
    names: list[str]
    rows: int | None
    origin: str

    def batches(self, layout: Layout, *, first: int, part_rows: int) -> Iterator[Batch]:
        """The rows from `first` on, none in the same batch as a row of another part.

        raises  BadCell for a value that cannot be used, InputError for a broken file
        """

    def types(self, names: Sequence[str]) -> dict[str, Any]:
        """The Arrow type of each column, None where cells are text."""

    def header(self) -> str:
        """Where the names of the columns stand, as an error message says it."""

    def place(self, row: int) -> str:
        """Where a person finds the row that counts as `row` from 0."""


def open_population(path: Path) -> Population:
    """The file, its columns read and not yet its rows.

    raises  InputError where there is no such file or it is no table
    """
    kind = path.suffix.lower()
    if kind not in (".csv", ".parquet"):
        raise InputError(
            str(path),
            found=f"a file ending in {kind or 'nothing'}",
            expected="a table: .csv or .parquet",
            mend="export the table in one of these two forms",
        )
    try:
        path.open("rb").close()
    except OSError as mistake:
        raise InputError(
            str(path),
            found=mistake.strerror or "a file that cannot be opened",
            expected="a table that can be read",
            mend="correct the path",
        ) from None
    if kind == ".csv":
        from twiza.population.csv_file import CsvFile

        return CsvFile(path)
    require_tables()
    from twiza.population.parquet_file import ParquetFile

    return ParquetFile(path)


def require_tables() -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise InputError(
            "Parquet",
            found="no package pyarrow, which reads and writes it",
            expected="the extra `tables`",
            mend="pip install 'twiza[tables]', or use .csv",
        ) from None
