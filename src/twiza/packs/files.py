"""Opens a file of a pack: text in UTF-8, and not too much of it."""

from __future__ import annotations

from pathlib import Path

from twiza.errors import PackError
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
