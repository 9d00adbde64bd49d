"""The file and line of a text of the words: read only once something is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from twiza.packs.files import shown
from twiza.packs.folders import pack_files
from twiza.packs.reading import Node
from twiza.packs.trees import Trees


class WordLines:
    """Of the words of some packs, found by language and trail."""

    def __init__(self, trees: Trees, folders: Iterable[Path]) -> None:
        self._trees = trees
        self._folders = tuple(folders)
        self._places: dict[str, dict[str, str]] = {}

    def of(self, language: str, trail: tuple[str, ...]) -> str:
        if language not in self._places:
            self._places[language] = {n.trail: n.where for n in self._nodes(language)}
        name = ".".join(trail)
        return self._places[language].get(name, f"{self._home()}/{language}, {name}")

    def _nodes(self, language: str) -> Iterator[Node]:
        root = self._trees.root
        for folder in self._folders:
            for path in pack_files([folder / "words" / language]):
                yield from self._trees.tree(path.relative_to(root).as_posix()).whole()

    def _home(self) -> str:
        """Where a text belongs that stands nowhere: in the last of the packs."""
        return f"{shown(self._folders[-1], self._trees.root)}/words"
