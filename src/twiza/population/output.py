"""The table of answers: which columns it has, and how its rows are written.

Per mechanism `status`, `value`, `least`, `most`, behind the columns that were kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from twiza.errors import InputError
from twiza.population.reading import require_tables
from twiza.records import record

if TYPE_CHECKING:
    from twiza.rules.table import Column

FIGURES = ("value", "least", "most")


@record
class Answered:
    """Some rows with their answers, one Column per mechanism."""

    rows: int
    kept: dict[str, Any]
    answer: dict[str, Column]


class Output(Protocol):
    """One way of writing answers; small, so that a cluster can be sent it."""

    def write(self, path: Path, answers: Iterable[Answered]) -> None:
        """Writes a whole table."""

    def merge(self, tables: list[Path], path: Path) -> None:
        """Writes one table of many, without holding them all."""


def columns_of(mechanisms: Iterable[str]) -> list[str]:
    return [
        f"{name}.{column}" for name in mechanisms for column in ("status", *FIGURES)
    ]


def output_to(
    path: Path,
    *,
    kept: dict[str, Any],
    mechanisms: list[str],
    metadata: dict[str, str],
) -> Output:
    """How the file is to be written, after its suffix.

    kept   names of the columns to copy, each with its Arrow type or None for text
    """
    taken = set(columns_of(mechanisms)) & set(kept)
    if taken:
        raise InputError(
            "--keep",
            found=min(taken),
            expected="a column that is not named like one of the output",
            mend="rename it in the population",
        )
    kind = path.suffix.lower()
    if kind == ".csv":
        from twiza.population.csv_output import CsvOutput

        return CsvOutput(tuple(kept), tuple(mechanisms))
    if kind == ".parquet":
        require_tables()
        from twiza.population.parquet_output import ParquetOutput

        return ParquetOutput(kept, tuple(mechanisms), metadata)
    raise InputError(
        "--output",
        found=f"a file ending in {kind or 'nothing'}",
        expected=".parquet or .csv",
        mend=f"write, for instance, {path.with_suffix('.parquet').name}",
    )
