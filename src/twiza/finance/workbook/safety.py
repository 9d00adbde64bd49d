"""Looks at an uploaded workbook before anything reads its content."""

from __future__ import annotations

import io
import zipfile

from twiza.errors import InputError

MOST_BYTES = 8_000_000
MOST_INSIDE = 120_000_000
MOST_FILES = 200
# What a workbook of ours never holds, by a part of its place in the archive.
FORBIDDEN = {
    "vbaproject": "macros",
    "macrosheets": "macros",
    "externallinks": "links to other workbooks",
    "embeddings": "embedded files",
    "activex": "controls",
    "connections.xml": "a connection to a database",
    "querytables": "a query",
}


def refuse_dangerous(raw: bytes, name: str) -> None:
    """raises  InputError for what is no workbook, is too large, or may act by itself"""
    if len(raw) > MOST_BYTES:
        raise _refused(
            name, f"more than {MOST_BYTES:,} bytes", "a plan of this program"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            files = archive.infolist()
            _refuse_files(files, name)
            for file in files:
                if file.filename.endswith((".xml", ".rels")):
                    _refuse_text(archive.open(file).read(4096), name)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        raise _refused(name, "no workbook", "a file in the format .xlsx") from None


def _refuse_files(files: list[zipfile.ZipInfo], name: str) -> None:
    if len(files) > MOST_FILES or sum(f.file_size for f in files) > MOST_INSIDE:
        raise _refused(name, "an archive that grows too large", "a plan's workbook")
    for file in files:
        place = file.filename.lower()
        for part, what in FORBIDDEN.items():
            if part in place:
                raise _refused(name, what, "values alone")


def _refuse_text(start: bytes, name: str) -> None:
    if b"<!doctype" in start.lower() or b"<!entity" in start.lower():
        raise _refused(name, "XML that declares entities", "plain XML")


def _refused(name: str, found: str, expected: str) -> InputError:
    return InputError(
        name,
        found=found,
        expected=expected,
        mend="save the workbook this program wrote as .xlsx, without macros or links",
    )
