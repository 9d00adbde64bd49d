"""Lines as Parquet: texts as codes, a null where there is no figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from twiza.population.origin import METADATA, stamp
from twiza.reforms.files.writing import ORIGINS, Written
from twiza.reforms.lines import CODED, FIGURES, STATUS_TEXTS
from twiza.reforms.report import Report

GROUP = 65_536
CODES = pa.dictionary(pa.int32(), pa.string())


class ParquetWriter:
    suffix = ".parquet"

    def __init__(self, kept: dict[str, Any], language: str) -> None:
        self.kept, self.language = kept, language

    def write(self, path: Path, pieces: Iterable[Written]) -> None:
        schema = self._schema({})
        with self._writer(path, schema) as writer:
            for piece in pieces:
                arrays = list(self._arrays(piece, schema))
                writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))
        pa.default_memory_pool().release_unused()

    def merge(self, parts: list[Path], path: Path, report: Report) -> None:
        schema = self._schema(_metadata(report.as_json()))
        with self._writer(path, schema) as writer:
            for part in parts:
                for batch in pq.ParquetFile(part).iter_batches(GROUP):
                    writer.write_batch(batch.cast(schema))

    def _schema(self, metadata: dict[str, str]) -> Any:
        fields = [(name, CODES) for name in ORIGINS]
        fields += [(name, kind or pa.string()) for name, kind in self.kept.items()]
        fields += [("row", pa.int64()), (CODED[0], CODES)]
        fields += [("status_before", CODES), ("status_after", CODES)]
        fields += [(name, pa.float64()) for name in FIGURES]
        fields += [(name, CODES) for name in CODED[1:]]
        return pa.schema(fields, metadata=metadata)

    def _writer(self, path: Path, schema: Any) -> Any:
        return pq.ParquetWriter(path, schema, compression="zstd")

    def _arrays(self, piece: Written, schema: Any) -> Iterator[Any]:
        lines, rows = piece.lines, piece.lines.row
        known = sorted(set(piece.origins))
        places = {name: place for place, name in enumerate(known)}
        codes = np.array([places[name] for name in piece.origins], np.int32)[rows]
        yield _coded(codes, known)
        yield _coded(codes, [stamp(name, self.language) for name in known])
        for name in self.kept:
            yield _kept(piece.kept[name], schema.field(name)).take(pa.array(rows))
        yield pa.array(rows + piece.first + 1)
        yield _coded(lines.coded[CODED[0]], lines.texts)
        for status in (lines.status_before, lines.status_after):
            yield _coded(status, STATUS_TEXTS)
        for name in FIGURES:
            yield pa.array(lines.figures[name], from_pandas=True)
        for name in CODED[1:]:
            yield _coded(lines.coded[name], lines.texts)


def _coded(codes: Any, texts: Any) -> Any:
    """Texts by their places; an empty one is none."""
    held = np.asarray(codes).astype(np.int32)
    empty = np.array([not text for text in texts])
    array = pa.array(held, mask=empty[held]) if len(held) else pa.array(held)
    return pa.DictionaryArray.from_arrays(array, pa.array(texts, pa.string()))


def _kept(column: Any, field: Any) -> Any:
    if isinstance(column, (list, tuple)):
        return pa.array([cell or None for cell in column], pa.string())
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return whole.cast(field.type)


def _metadata(report: dict[str, Any]) -> dict[str, str]:
    found = {METADATA: report["register"]["origin"]}
    found["twiza.input"] = report["register"]["name"]
    for side in ("before", "after"):
        law = report[side]
        found[f"twiza.{side}.date"] = law["date"]
        found[f"twiza.{side}.content_hash"] = law["pack"]["content_hash"]
        found[f"twiza.{side}.settings"] = "; ".join(law["settings"])
    return found
