"""The YAML files of packs once more, for a checker that names the exact line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from twiza.errors import TwizaError
from twiza.packs.files import read_file
from twiza.packs.folders import pack_files, pack_folders
from twiza.packs.reading import Node

_PLACE = re.compile(r"packs/(?P<file>[^,:]+\.yaml)(, line [0-9]+)?, (?P<trail>[^,: ]+)")


class Trees:
    """Each file is read when it is first asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[str, Node] = {}

    def of_corridor(self, corridor: str) -> Iterator[tuple[str, Node]]:
        """The files that hold rules, by their path inside the pack; no words."""
        for folder in pack_folders(self.root, corridor):
            for path in pack_files([folder]):
                inside = path.relative_to(folder).as_posix()
                if path.suffix == ".yaml" and not inside.startswith("words/"):
                    yield inside, self.tree(path.relative_to(self.root).as_posix())

    def tree(self, file: str) -> Node:
        if file not in self._read:
            self._read[file] = read_file(self.root / file, shown_as=f"packs/{file}")
        return self._read[file]

    def located(self, problem: TwizaError) -> TwizaError:
        """The same problem at the line on which the last name of its trail stands.

        What a rulebook holds knows the line of the entry it belongs to, not of each of
        its keys: nothing but a checker asks for those.
        """
        stated = _PLACE.fullmatch(problem.where)
        if stated is None:
            return problem
        try:
            tree = self.tree(stated["file"])
        except TwizaError:
            return problem
        for node in tree.whole():
            if node.trail == stated["trail"]:
                return type(problem)(
                    node.where,
                    found=problem.found,
                    expected=problem.expected,
                    mend=problem.mend,
                )
        return problem
