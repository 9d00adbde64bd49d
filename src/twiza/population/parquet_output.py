"""Answers as Parquet: statuses as codes, a null where there is no figure."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from twiza.population.output import FIGURES, Answered
from twiza.rules.table import STATUSES, Column

GROUP = 65_536
STATUS = pa.dictionary(pa.int32(), pa.string())


class ParquetOutput:
    """One row group per batch: a batch is held whole, never a part."""

    def __init__(
        self,
        kept: dict[str, Any],
        mechanisms: tuple[str, ...],
        metadata: dict[str, str],
    ) -> None:
        self.kept, self.mechanisms, self.metadata = kept, mechanisms, metadata

    def write(self, path: Path, answers: Iterable[Answered]) -> None:
        schema = self._schema()
        with self._writer(path, schema) as writer:
            for answered in answers:
                writer.write_batch(self._batch(schema, answered))
        # Else what every part leaves free adds up, and is nobody's.
        pa.default_memory_pool().release_unused()

    def merge(self, tables: list[Path], path: Path) -> None:
        schema = self._schema()
        with self._writer(path, schema) as writer:
            for table in tables:
                for batch in pq.ParquetFile(table).iter_batches(GROUP):
                    writer.write_batch(batch.cast(schema))

    def _schema(self) -> Any:
        fields = [(name, kind or pa.string()) for name, kind in self.kept.items()]
        for name in self.mechanisms:
            fields.append((f"{name}.status", STATUS))
            fields += [(f"{name}.{figure}", pa.float64()) for figure in FIGURES]
        return pa.schema(fields, metadata=self.metadata)

    def _writer(self, path: Path, schema: Any) -> Any:
        # Codes suit statuses; amounts differ from row to row and only lose time by it.
        coded = [f"{name}.status" for name in self.mechanisms]
        return pq.ParquetWriter(path, schema, compression="zstd", use_dictionary=coded)

    def _batch(self, schema: Any, answered: Answered) -> Any:
        arrays = [_kept(answered.kept[name], schema.field(name)) for name in self.kept]
        for name in self.mechanisms:
            arrays += _arrays(answered.answer[name])
        return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _kept(column: Any, field: Any) -> Any:
    if isinstance(column, (list, tuple)):
        return pa.array([cell or None for cell in column], pa.string())
    return column.cast(field.type)


def _arrays(column: Column) -> list[Any]:
    codes = pa.array(column.status.astype(np.int32))
    figures = [column.value, column.least, column.most]
    # Often the three are one array: what is known for certain is its own bound.
    made = {id(array): array for array in figures}
    stored = {key: pa.array(array, from_pandas=True) for key, array in made.items()}
    return [
        pa.DictionaryArray.from_arrays(codes, pa.array(STATUSES)),
        *(stored[id(array)] for array in figures),
    ]
