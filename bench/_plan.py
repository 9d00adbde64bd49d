"""Which commands one round runs, each measure beside its peers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from _peers import BENCH, PEERS, NotRun, openfisca, publicodes
from _running import ROOT, Run

DATE = "2026-11-24"


@dataclass(frozen=True)
class Sizes:
    repeats: int = 200
    population: int = 2_500_000
    variants: int = 2_000
    people: int = 250_000
    parity: int = 10_000


QUICK = Sizes(repeats=20, population=20_000, variants=50, people=2_000, parity=30)


class Plan:
    """The runs of one round, and why some peers are left out."""

    def __init__(self, sizes: Sizes, folder: Path, *, may_install: bool) -> None:
        self.sizes, self.folder = sizes, folder
        self.absent: dict[str, str] = {}
        self.publicodes = self._peer("publicodes", publicodes, may_install)
        self.openfisca = self._peer("openfisca", openfisca, may_install)
        self.variables = (
            ("PYTHONPATH", str(ROOT / "src")),
            ("TWIZA_CACHE", str(folder / "cache")),
        )

    def _peer(
        self, name: str, find: Callable[..., Path], may_install: bool
    ) -> Path | None:
        try:
            return find(may_install=may_install)
        except NotRun as reason:
            self.absent[name] = str(reason)
            return None

    def prepare(self) -> None:
        """Writes what the runs read."""
        command = [sys.executable, str(BENCH / "_inputs.py"), str(self.folder)]
        sizes = self.sizes
        numbers = (sizes.repeats, sizes.variants, sizes.people)
        subprocess.run(
            [*command, *map(str, numbers)],
            check=True,
            env=dict(self.variables),
            cwd=ROOT,
        )

    def runs(self) -> list[Run]:
        found = [
            *self._imports(),
            *self._one_venture(),
            *self._variants(),
            *self._tables(),
            *self._processes(),
        ]
        parity = self._twiza("parity", rows=self.sizes.parity)
        return [*found, Run("twiza.parity", parity, self.variables, is_once=True)]

    def _imports(self) -> list[Run]:
        return [
            *self._of_openfisca("import", 1),
            *self._of_twiza("import"),
            *self._of_twiza("packs"),
            *self._of_twiza("cold"),
            *self._of_publicodes("load"),
            *self._of_twiza("load"),
        ]

    def _one_venture(self) -> list[Run]:
        repeats = self.sizes.repeats
        eighty = str(self.folder / "eighty")
        return [
            *self._of_publicodes("one"),
            *self._of_openfisca("one", repeats),
            *self._of_twiza("one", repeats=repeats),
            *self._of_publicodes("changed"),
            *self._of_twiza("changed", repeats=repeats),
            *self._of_publicodes("question"),
            *self._of_twiza("question", repeats=repeats),
            *self._of_twiza("question", "eighty", repeats=20, packs=eighty),
        ]

    def _variants(self) -> list[Run]:
        rows, eighty = self.sizes.variants, str(self.folder / "eighty")
        return [
            *self._of_publicodes("variants"),
            *self._of_openfisca("variants", rows),
            *self._of_twiza("variants", rows=rows),
            *self._of_twiza("variants", "eighty", rows=rows, packs=eighty),
        ]

    def _tables(self) -> list[Run]:
        rows = self.sizes.population
        by_hand = (sys.executable, str(BENCH / "_numpy_driver.py"), str(rows))
        return [
            *self._of_openfisca("table", rows),
            Run("numpy.table", by_hand),
            *(
                run
                for engine in ("numpy", "numba")
                for holes in ("none", "rows", "cells")
                for run in self._of_twiza(
                    "table", f"{engine}.{holes}", rows=rows, engine=engine, holes=holes
                )
            ),
        ]

    def _processes(self) -> list[Run]:
        few, *more = (self.folder / f"people{n}.parquet" for n in ("", "-2", "-8"))
        copy = str(BENCH / "_pyarrow_driver.py"), str(few), str(self.folder / "copy")
        return [
            Run("pyarrow.process", (sys.executable, *copy)),
            self._simulation("twiza.process", few),
            self._simulation("twiza.process.twice", more[0]),
            self._simulation("twiza.process.eightfold", more[1]),
        ]

    def _simulation(self, name: str, people: Path) -> Run:
        options = ("--corridor", "be-ma", "--date", DATE)
        target = str(self.folder / "answers.parquet")
        start = (sys.executable, "-c", "from twiza.cli import main; main()")
        command = (*start, "simulate", str(people), "-o", target, *options)
        return Run(name, command, self.variables, is_driver=False)

    def _of_twiza(
        self, measure: str, variant: str = "", **options: object
    ) -> list[Run]:
        name = f"twiza.{measure}" + (f".{variant}" if variant else "")
        return [Run(name, self._twiza(measure, **options), self.variables)]

    def _twiza(self, measure: str, **options: object) -> tuple[str, ...]:
        named = (f"{name}={value}" for name, value in options.items())
        return (sys.executable, str(BENCH / "_twiza_driver.py"), measure, *named)

    def _of_openfisca(self, measure: str, rows: int) -> list[Run]:
        if self.openfisca is None:
            return []
        driver = str(PEERS / "openfisca" / "driver.py")
        command = (str(self.openfisca), driver, measure, str(rows))
        path = (("PYTHONPATH", str(BENCH)),)
        return [Run(f"openfisca.{measure}", command, path)]

    def _of_publicodes(self, measure: str) -> list[Run]:
        if self.publicodes is None:
            return []
        files = PEERS / "publicodes" / "driver.mjs", PEERS / "publicodes" / "rules.yaml"
        paths = (*files, self.folder / "cases.json", self.publicodes)
        command = ("node", *map(str, paths), measure)
        return [Run(f"publicodes.{measure}", command)]
