"""Lines as CSV, and as JSON made of it."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from twiza.population.origin import stamp
from twiza.reforms.files.writing import ORIGINS, Written
from twiza.reforms.lines import CODED, COLUMNS, FIGURES, STATUS_TEXTS
from twiza.reforms.report import Report

NUMBERS = frozenset(FIGURES)
CENTS = 2


class CsvWriter:
    """An empty cell where there is no figure."""

    suffix = ".csv"

    def __init__(self, kept: Sequence[str], language: str) -> None:
        self.kept, self.language = tuple(kept), language
        self.head = [*ORIGINS, *self.kept, *COLUMNS]

    def write(self, path: Path, pieces: Iterable[Written]) -> None:
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(self.head)
            for piece in pieces:
                writer.writerows(zip(*self._columns(piece), strict=True))

    def _columns(self, piece: Written) -> Iterator[list[Any]]:
        lines, rows = piece.lines, piece.lines.row.tolist()
        words = {name: stamp(name, self.language) for name in set(piece.origins)}
        yield [piece.origins[row] for row in rows]
        yield [words[piece.origins[row]] for row in rows]
        for name in self.kept:
            cells = texts_of(piece.kept[name])
            yield [cells[row] for row in rows]
        yield [piece.first + row + 1 for row in rows]
        yield self._coded(piece, CODED[0])
        for codes in (lines.status_before, lines.status_after):
            yield [STATUS_TEXTS[code] for code in codes.tolist()]
        for name in FIGURES:
            figures = lines.figures[name].round(CENTS).tolist()
            yield ["" if figure != figure else figure for figure in figures]
        for name in CODED[1:]:
            yield self._coded(piece, name)

    def _coded(self, piece: Written, name: str) -> list[str]:
        texts = piece.lines.texts
        return [texts[code] for code in piece.lines.coded[name].tolist()]

    def merge(self, parts: list[Path], path: Path, report: Report) -> None:
        with path.open("wb") as whole:
            for number, part in enumerate(parts):
                with part.open("rb") as file:
                    if number:
                        file.readline()  # the header stands once
                    shutil.copyfileobj(file, whole, 1 << 20)

    def rows(self, parts: list[Path]) -> Iterator[list[Any]]:
        """The lines of the parts, figures as numbers and None where there is none."""
        kinds = [name in NUMBERS for name in self.head]
        place = self.head.index("row")
        for part in parts:
            with part.open(newline="", encoding="utf-8") as file:
                reader = csv.reader(file)
                next(reader)
                for line in reader:
                    found = [
                        (float(cell) if cell else None) if is_number else cell
                        for cell, is_number in zip(line, kinds, strict=True)
                    ]
                    found[place] = int(line[place])
                    yield found


def texts_of(column: Any) -> list[Any]:
    """A kept column of a CSV file is text already; one of Parquet knows its way."""
    if isinstance(column, (list, tuple)):
        return list(column)
    return ["" if cell is None else str(cell) for cell in column.to_pylist()]


class JsonWriter(CsvWriter):
    """What all lines come to, then the lines; a status or figure left out is none."""

    def merge(self, parts: list[Path], path: Path, report: Report) -> None:
        with path.open("w", encoding="utf-8") as file:
            head = json.dumps(report.as_json(), ensure_ascii=False, indent=1)
            file.write(head.removesuffix("\n}") + ',\n "changes": [')
            mark = "\n  "
            for line in self.rows(parts):
                known = {
                    name: cell
                    for name, cell in zip(self.head, line, strict=True)
                    if cell not in ("", None)
                }
                file.write(mark + json.dumps(known, ensure_ascii=False))
                mark = ",\n  "
            file.write("\n ]\n}\n")
