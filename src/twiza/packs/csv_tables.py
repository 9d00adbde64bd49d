"""Reads the tables of a pack: CSV with a header, each mistake at its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from pathlib import Path

from twiza.errors import PackError, did_you_mean
from twiza.packs.files import file_text
from twiza.packs.model import LANGUAGES

Row = dict[str, str]


def table_rows(
    folder: Path, name: str, shown_as: str, columns: str
) -> Iterator[tuple[Row, str]]:
    """Each row with the place it stands at; no row where there is no such file.

    columns  the names, between spaces, that the header must hold
    raises   PackError
    """
    path = folder / name
    if not path.exists():
        return
    shown = f"{shown_as}/{name}"
    reader = csv.DictReader(io.StringIO(file_text(path, shown_as=shown), newline=""))
    try:
        _check_header(list(reader.fieldnames or ()), columns, f"{shown}, line 1")
        for row in reader:
            where = f"{shown}, line {reader.line_num}"
            if None in row or None in row.values():
                raise wrong_row(where, "a row of another length", "one cell per column")
            yield row, where
    except csv.Error as mistake:
        where = f"{shown}, line {reader.line_num}"
        raise wrong_row(where, str(mistake), "cells between commas") from None


def _check_header(header: list[str], columns: str, where: str) -> None:
    for column in columns.split():
        if column not in header:
            raise PackError(
                where,
                found=f"no column {column!r}",
                expected=f"the columns {columns}",
                mend=did_you_mean(column, header) or f"add the column {column}",
            )
    for column in header:
        if header.count(column) > 1:
            raise wrong_row(where, f"the column {column!r} twice", "each column once")


def refuse_second(where: str, code: str, known: Collection[str], kind: str) -> None:
    if code in known:
        raise PackError(
            where,
            found=f"{code} a second time",
            expected=f"each {kind} once",
            mend="remove this row, or correct its code",
        )


def refuse_unknown(where: str, code: str, known: Collection[str], kind: str) -> None:
    if code not in known:
        raise PackError(
            where,
            found=code or "an empty cell",
            expected=kind,
            mend=did_you_mean(code, known) or "correct this row",
        )


def names_in(row: Row) -> dict[str, str]:
    return {
        language: row[f"name_{language}"]
        for language in LANGUAGES
        if row.get(f"name_{language}")
    }


def unknown_sources(
    row: Row, where: str, sources: Collection[str]
) -> Iterator[PackError]:
    """A row without a source, a figure without one, a source that nobody defines.

    `source` is that of the row, `NAME_source` that of the column NAME.
    """
    for column, source in row.items():
        if column != "source" and not column.endswith("_source"):
            continue
        is_needed = column == "source" or row.get(column.removesuffix("_source"))
        if is_needed and source not in sources:
            yield PackError(
                where,
                found=f"the source {source!r}" if source else f"no {column}",
                expected="a source of the rulebook",
                mend=did_you_mean(source, sources) or "add it to places/sources.yaml",
            )


def wrong_row(where: str, found: str, expected: str) -> PackError:
    return PackError(where, found=found, expected=expected, mend="correct this row")
