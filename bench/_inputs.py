"""Writes what the engines read: _inputs.py FOLDER REPEATS VARIANTS PEOPLE."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from _dozen_data import BASE, SAMPLE, population, records, variants
from _eighty import write_eighty
from _people import people, write_parquet

from twiza.packs import load_rulebook, packs_folder


def main(folder: Path, repeats: int, changes: int, rows: int) -> None:
    cases = {
        "base": BASE,
        "repeats": repeats,
        "variants": records(variants(changes)),
        "sample": records(population(SAMPLE)),
    }
    (folder / "cases.json").write_text(json.dumps(cases))
    write_eighty(packs_folder(), folder / "eighty")
    rulebook = load_rulebook("be-ma")
    columns = people(rulebook, rows)
    write_parquet(rulebook, columns, folder / "people.parquet")
    for times in (2, 8):
        path = folder / f"people-{times}.parquet"
        write_parquet(rulebook, columns, path, times=times)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
