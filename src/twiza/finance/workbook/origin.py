"""What a workbook remembers of the plan it was written from, on a hidden sheet."""

from __future__ import annotations

import json
from typing import Any

from twiza.finance.study import Study

NAME = "_twiza"
LONGEST = 30_000  # characters that a cell holds without loss


def write_origin(book: Any, study: Study, language: str) -> None:
    """The venture file, the date of the rules and the language, in pieces."""
    sheet = book.add_worksheet(NAME)
    kept = {
        "language": language,
        "date": study.on.isoformat(),
        "corridor": study.rulebook.name,
        "packs": study.rulebook.content_hash,
        "venture": study.text,
    }
    text = json.dumps(kept, ensure_ascii=False)
    for line, start in enumerate(range(0, len(text), LONGEST)):
        # A leading mark keeps a piece from being read as anything but text.
        sheet.write_string(line, 0, f"|{text[start : start + LONGEST]}")
    sheet.hide()


def read_origin(sheet: Any) -> dict[str, str] | None:
    """What `write_origin` kept; None where it was lost or changed."""
    pieces = [row[0] for row in sheet.iter_rows(max_col=1, values_only=True)]
    if not pieces or not all(isinstance(p, str) and p[:1] == "|" for p in pieces):
        return None
    try:
        found = json.loads("".join(piece[1:] for piece in pieces))
    except ValueError:
        return None
    keys = ("language", "date", "corridor", "packs", "venture")
    if not isinstance(found, dict) or any(
        not isinstance(found.get(key), str) for key in keys
    ):
        return None
    return found
