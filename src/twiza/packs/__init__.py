"""Packs: law, services and places of a corridor, as dated and sourced data."""

from __future__ import annotations

import os
from pathlib import Path

from twiza.packs.model import (
    Case,
    Centre,
    Condition,
    DatedValue,
    Fact,
    Mechanism,
    Operator,
    Parameter,
    Place,
    Places,
    Reading,
    Row,
    Rulebook,
    Source,
    Step,
    Version,
)

__all__ = [
    "Case",
    "Centre",
    "Condition",
    "DatedValue",
    "Fact",
    "Mechanism",
    "Operator",
    "Parameter",
    "Place",
    "Places",
    "Reading",
    "Row",
    "Rulebook",
    "Source",
    "Step",
    "Version",
    "corridors",
    "load_rulebook",
    "packs_folder",
]


def packs_folder() -> Path:
    """`TWIZA_PACKS`, else the packs of the repository, else those inside the wheel."""
    stated = os.environ.get("TWIZA_PACKS")
    if stated:
        return Path(stated)
    inside = Path(__file__).parent.parent / "_packs"
    beside = Path(__file__).parents[3] / "packs"
    return inside if inside.is_dir() else beside


def corridors(root: Path | None = None) -> list[str]:
    """The names of the corridors that are installed."""
    root = root or packs_folder()
    return sorted(path.parent.name for path in root.glob("corridors/*/pack.yaml"))


def load_rulebook(corridor: str = "be-ma", root: Path | None = None) -> Rulebook:
    """The rulebook of a corridor, from the compiled cache where nothing changed.

    raises  PackError with file and line when a pack breaks the format
    """
    from twiza.packs.compiled import loaded
    from twiza.packs.folders import pack_files, pack_folders

    root = root or packs_folder()
    files = pack_files(pack_folders(root, corridor))
    key = f"{root}/{corridor}"
    return loaded("rulebook", key, files, lambda: _read(root, corridor))


def _read(root: Path, corridor: str) -> Rulebook:
    from twiza.packs.rulebook import read_to_answer  # brings PyYAML along

    return read_to_answer(root, corridor)
