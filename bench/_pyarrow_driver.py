"""Reads a Parquet file with pyarrow and writes it again: the floor of a simulation."""

from __future__ import annotations

import json
import sys
import time


def main(source: str, target: str) -> None:
    started = time.perf_counter()
    import pyarrow
    import pyarrow.parquet as parquet

    imported = time.perf_counter()
    parquet.write_table(parquet.read_table(source), target)
    report = {
        "import": imported - started,
        "seconds": time.perf_counter() - imported,
        "versions": {"pyarrow": pyarrow.__version__},
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main(*sys.argv[1:])
