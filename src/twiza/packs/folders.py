"""Where the packs of a corridor lie: known without reading more than is new."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from twiza.errors import PackError
from twiza.packs.compiled import fingerprint, kept


def pack_folders(root: Path, corridor: str) -> list[Path]:
    """The folders of a corridor: residence, investment, then the corridor itself."""
    folder = root / "corridors" / corridor
    # A name, never a path: nothing outside the packs is looked at.
    is_name = corridor == Path(corridor).name
    if not is_name or not (folder / "pack.yaml").is_file():
        known = sorted(path.parent.name for path in root.glob("corridors/*/pack.yaml"))
        raise PackError(
            f"corridor {corridor!r}",
            found="no such pack",
            expected=f"one of: {', '.join(known) or 'none is installed'}",
            mend="correct the corridor's name, or add its pack",
        )
    refuse_link(folder)
    refuse_link(folder / "pack.yaml")
    mark = fingerprint([folder / "pack.yaml"])
    countries = kept(f"countries-{corridor}-{mark}", lambda: _countries(folder, root))
    return [root / "countries" / country for country in countries] + [folder]


def _countries(folder: Path, root: Path) -> tuple[str, str]:
    from twiza.packs.rulebook import read_info  # reads YAML: only once per change

    info = read_info(folder, root)
    return str(info.residence), str(info.investment)


def refuse_link(path: Path) -> None:
    """Before it is read: what it leads to may lie anywhere."""
    if path.is_symlink():
        raise PackError(
            str(path),
            found="a symbolic link",
            expected="files and folders inside the pack",
            mend="put the file itself here",
        )


def pack_files(folders: Iterable[Path]) -> list[Path]:
    """Every file of the packs, in a fixed order; links and strays are refused."""
    found: list[Path] = []
    for folder in folders:
        refuse_link(folder)
        for parent, names, files in os.walk(folder):
            names.sort()
            for name in sorted([*names, *files]):
                refuse_link(Path(parent, name))
            found += [Path(parent, name) for name in sorted(files)]
    return [path for path in found if path.suffix in (".yaml", ".csv")]
