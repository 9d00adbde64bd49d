"""Opens the files of a pack: text in UTF-8, not too much of it, none that is stray."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from twiza.errors import PackError, did_you_mean
from twiza.packs.folders import pack_files
from twiza.packs.reading import Node, decoded, read_text

MOST_BYTES = 2_000_000


def read_file(path: Path, *, shown_as: str) -> Node:
    """The tree of one YAML file of a pack."""
    text = file_text(path, shown_as=shown_as)
    return read_text(text, shown_as=shown_as, error=PackError)


def file_text(path: Path, *, shown_as: str) -> str:
    if not path.is_file():
        raise PackError(
            shown_as, found="a folder", expected="a file", mend="give it another name"
        )
    if path.stat().st_size > MOST_BYTES:
        raise PackError(
            shown_as,
            found=f"{path.stat().st_size:,} bytes",
            expected=f"at most {MOST_BYTES:,} bytes",
            mend="split the file",
        )
    return decoded(path.read_bytes(), shown_as, PackError)


def shown(path: Path, root: Path) -> str:
    """A file or folder of a pack as an error names it."""
    return f"packs/{path.relative_to(root).as_posix()}"


def refuse_strays(folder: Path, root: Path, layout: Iterable[str]) -> None:
    """A file that fits no pattern of the layout would be read by nobody."""
    for path in pack_files([folder]):
        inside = path.relative_to(folder)
        if not any(
            len(inside.parts) == pattern.count("/") + 1 and inside.match(pattern)
            for pattern in layout
        ):
            raise PackError(
                shown(path, root),
                found="a file that nobody would read",
                expected=f"one of: {', '.join(layout)}",
                mend=did_you_mean(inside.as_posix(), layout) or "move it, or remove it",
            )


def add_words(words: dict[str, dict[str, object]], folder: Path, root: Path) -> None:
    """Adds the words of a pack, language by language."""
    for language, tree in words.items():
        for path in sorted((folder / "words" / language).glob("*.yaml")):
            _graft(tree, read_file(path, shown_as=shown(path, root)))


def _graft(tree: dict[str, object], node: Node) -> None:
    """Adds the words of one file; a sentence that stands twice is an error."""
    for key, part in node.mapping().items():
        if part.entries is None:
            if key in tree:
                raise part.wrong(
                    "each sentence once", "remove one", found=f"{key} twice"
                )
            tree[key] = part.text_value or ""
            continue
        below = tree.setdefault(key, {})
        if not isinstance(below, dict):
            raise part.wrong("a sentence, as elsewhere", "remove one of the two")
        _graft(below, part)
