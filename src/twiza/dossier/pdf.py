"""The advice as a PDF: typst shapes it, with fonts that travel with the package."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
FONTS = FOLDER / "fonts"
ACCESSIBLE = ["ua-1"]
MOST_SECONDS = 30


def pdf_of(dossier: dict[str, Any]) -> bytes:
    """The document on A4 pages, tagged for screen readers.

    The same dossier gives the same bytes: no hour enters them. A sign that no font here
    can draw costs the mark of PDF/UA, never the document.
    """
    import typst

    inputs = {"dossier": json.dumps(dossier, ensure_ascii=False)}
    compiler = _compiler()
    try:
        found = compiler.compile(
            format="pdf", sys_inputs=inputs, pdf_standards=ACCESSIBLE
        )
    except typst.TypstError:
        found = compiler.compile(format="pdf", sys_inputs=inputs)
    assert isinstance(found, bytes)
    return found


@lru_cache(maxsize=1)
def _compiler() -> Any:
    """Kept, for reading fonts takes longer than setting a page."""
    import typst

    return typst.Compiler(
        str(FOLDER / "dossier.typ"),
        root=str(FOLDER),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
    )


def pdf_apart(dossier: dict[str, Any]) -> bytes:
    """As `pdf_of`, in a process of its own.

    Typst keeps what it has set: a server that made a few dozen documents would hold
    half a gigabyte for good. A process gives it back, and can be stopped.

    raises  subprocess.SubprocessError where it took too long or broke
    """
    # This file alone, with no word of the dossier in the command: that is its input.
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-P", __file__],
        input=json.dumps(dossier, ensure_ascii=False).encode(),
        capture_output=True,
        timeout=MOST_SECONDS,
        check=True,
    )
    return done.stdout


def main() -> None:
    """Reads a dossier as JSON, writes its PDF."""
    sys.stdout.buffer.write(pdf_of(json.load(sys.stdin.buffer)))


if __name__ == "__main__":
    main()
