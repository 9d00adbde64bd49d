"""Measures without a target that a peer may win, told from the figures."""

from __future__ import annotations

from dataclasses import dataclass

from _targets import Rounds, middle


@dataclass(frozen=True)
class Comparison:
    about: str
    peer: str
    ours: tuple[str, str]
    theirs: tuple[str, str]


LOAD, ONE = ("twiza.load", "seconds"), ("twiza.one", "cold")
NUMBA = "twiza.table.numba.none"
COMPARISONS = (
    Comparison(
        "Loading the dozen rules from their text",
        "Publicodes",
        LOAD,
        ("publicodes.load", "seconds"),
    ),
    Comparison(
        "Loading the dozen rules from their source",
        "OpenFisca-Core",
        LOAD,
        ("openfisca.one", "load"),
    ),
    Comparison(
        "Importing the library",
        "Publicodes",
        ("twiza.import", "seconds"),
        ("publicodes.load", "import"),
    ),
    Comparison(
        "The first evaluation of a process, rules from the cache",
        "Publicodes",
        ONE,
        ("publicodes.one", "cold"),
    ),
    Comparison(
        "The first evaluation of a process, rules from the cache",
        "OpenFisca-Core",
        ONE,
        ("openfisca.one", "cold"),
    ),
    Comparison(
        "The first table with numba, which compiles it",
        "the NumPy engine",
        (NUMBA, "first"),
        ("twiza.table.numpy.none", "first"),
    ),
    Comparison(
        "The first table with numba, beside the whole population",
        "OpenFisca-Core",
        (NUMBA, "first"),
        ("openfisca.table", "seconds"),
    ),
    Comparison(
        "The population with half of all cells unknown, beside all known",
        "OpenFisca-Core",
        ("twiza.table.numpy.cells", "seconds"),
        ("openfisca.table", "seconds"),
    ),
    Comparison(
        "The population with NumPy",
        "NumPy by hand",
        ("twiza.table.numpy.none", "seconds"),
        ("numpy.table", "seconds"),
    ),
    Comparison(
        "Extra memory for the population, first evaluation",
        "NumPy by hand",
        ("twiza.table.numpy.none", "memory_once"),
        ("numpy.table", "memory_once"),
    ),
    Comparison(
        "Peak memory of a process that evaluates one venture",
        "OpenFisca-Core",
        ("twiza.one", "peak"),
        ("openfisca.one", "peak"),
    ),
    Comparison(
        "A file of people, the whole process",
        "pyarrow, which computes nothing,",
        ("twiza.process", "wall"),
        ("pyarrow.process", "wall"),
    ),
)


def wins(rounds: Rounds) -> list[str]:
    """One sentence for each comparison in which the peer needs less."""
    from _report import amount

    found = []
    for item in COMPARISONS:
        ours, theirs = middle(rounds, *item.ours), middle(rounds, *item.theirs)
        if ours is None or theirs is None or theirs >= ours:
            continue
        field = "memory" if item.ours[1] in ("peak", "memory_once") else "seconds"
        found.append(
            f"{item.about}: {item.peer} needs {amount(theirs, field)},"
            f" Twiza {amount(ours, field)}."
        )
    return found
