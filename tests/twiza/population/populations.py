"""Populations of the invented corridor, and the command run on them in this process."""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).parents[3]
DATE = "2026-06-01"

TYPES = {
    "id": pa.string(),
    "cost": pa.float64(),
    "own_funds": pa.float64(),
    "land": pa.float64(),
    "jobs": pa.int64(),
    "sector": pa.string(),
    "place": pa.string(),
    "is_regular": pa.bool_(),
}


def ventures(count: int, *, holes: float = 0.1, seed: int = 7) -> list[dict]:
    """Invented ventures, some of whose answers are not known."""
    chance = random.Random(seed)
    rows = []
    for number in range(count):
        row = {
            "cost": chance.randint(2, 400) * 150_000.0,
            "own_funds": chance.randint(0, 90) * 100_000.0,
            "land": 0.0,
            "jobs": chance.randint(0, 80),
            "sector": chance.choice(["farm", "mill", "hotel"]),
            "place": chance.choice(["BB-X", "BB-Y", "BB-Z"]),
            "is_regular": chance.random() < 0.8,
        }
        known = {n: None if chance.random() < holes else v for n, v in row.items()}
        rows.append({"id": f"v{number}", **known})
    return rows


def write_csv(path: Path, rows: list[dict], *, separator: str = ",") -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(rows[0])
        for row in rows:
            writer.writerow(["" if v is None else _cell(v) for v in row.values()])
    return path


def _cell(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def write_parquet(path: Path, rows: list[dict], **options: object) -> Path:
    schema = pa.schema([(name, TYPES[name]) for name in rows[0]])
    pq.write_table(pa.Table.from_pylist(rows, schema), path, **options)
    return path


def read(path: Path) -> list[dict]:
    """The rows of an output, its figures as numbers whatever its form."""
    if path.suffix == ".parquet":
        return pq.read_table(path).to_pylist()
    with path.open(newline="", encoding="utf-8") as file:
        return [
            {name: _number(name, cell) for name, cell in row.items()}
            for row in csv.DictReader(file)
        ]


def _number(name: str, cell: str) -> object:
    if name.endswith((".value", ".least", ".most")):
        return float(cell) if cell else None
    return cell


def run_python(script: str, *arguments: object, **variables: str):
    """A process of its own, with the packs and the cache of the test."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", script, *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, **variables},
        timeout=100,
    )


def start_python(script: str, *arguments: object):
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def summary(printed: str) -> dict[str, dict]:
    return {item["id"]: item for item in json.loads(printed)["mechanisms"]}
