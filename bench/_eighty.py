"""Eighty mechanisms or more: the present ones, copied with other figures.

Each copy has its own amounts of money, or an engine that shares equal expressions would
do the work of the first one only.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

CORRIDOR = "be-ma"
WANTED = 80
COUNTRIES = ("be", "ma")


class _Plain(yaml.SafeDumper):
    """The pack format refuses anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def write_eighty(packs: Path, folder: Path) -> Path:
    """The packs of the corridor with their copies, in `folder`."""
    roots = [Path("countries", name) for name in COUNTRIES]
    roots.append(Path("corridors", CORRIDOR))
    for root in roots:
        shutil.copytree(packs / root, folder / root)
    files = [
        path
        for root in roots
        for path in sorted((folder / root / "mechanisms").glob("*.yaml"))
        if not path.stem.endswith(".cases")
    ]
    for number in range(1, -(-WANTED // len(files))):
        for path in files:
            _copy_mechanism(path, number)
    for root in roots:
        _copy_words(folder / root / "words", -(-WANTED // len(files)))
    return folder


def _copied(name: str, number: int) -> str:
    return f"{name}-copy-{number}"


def _copy_mechanism(path: Path, number: int) -> None:
    tree = _read(path)
    tree["mechanism"] = _copied(tree["mechanism"], number)
    tree.pop("sources", None)  # they stand in the first one, once
    for parameter in tree.get("parameters", {}).values():
        if parameter.get("unit") == "MAD" and not parameter.keys() & {"by", "bands"}:
            _raise(parameter, 1 + number / 100)
    if "combines" in tree:
        tree["combines"] = {
            key: [_copied(name, number) for name in names]
            for key, names in tree["combines"].items()
        }
    _write(path.with_stem(_copied(path.stem, number)), tree)


def _raise(parameter: dict[str, Any], factor: float) -> None:
    for held in parameter["values"]:
        if isinstance(held["value"], (int, float)):
            held["value"] *= factor


def _copy_words(words: Path, copies: int) -> None:
    for folder in words.iterdir() if words.is_dir() else ():
        merged: dict[str, Any] = {}
        for path in sorted(folder.glob("*.yaml")):
            merged |= (_read(path) or {}).get("mechanisms", {})
        tree = {
            _copied(name, number): sentences
            for name, sentences in merged.items()
            for number in range(1, copies)
        }
        if tree:
            _write(folder / "copies.yaml", {"mechanisms": tree})


def _read(path: Path) -> dict[str, Any]:
    tree: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tree


def _write(path: Path, tree: dict[str, Any]) -> None:
    text = yaml.dump(tree, Dumper=_Plain, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
