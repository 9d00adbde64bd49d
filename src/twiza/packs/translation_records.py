"""Records which English the translations were made from, and who reviewed them."""

from __future__ import annotations

import json
import os
from pathlib import Path

from twiza.packs.model import LANGUAGES
from twiza.packs.translations import (
    ORIGINAL,
    ORIGINALS,
    REVIEWS,
    Texts,
    digest,
    is_below,
    kept_in,
)


def accept(
    root: Path, entries: tuple[str, ...] = (), languages: tuple[str, ...] = LANGUAGES
) -> int:
    """Records the English that translations were made from; how many were recorded.

    entries  texts whose translations were looked at again; left out: only the texts of
             which nothing was recorded yet
    """
    recorded = 0
    for folder in _with_words(root):
        words = _words_of(folder)
        path = folder / "words" / ORIGINALS
        before = kept_in(path, {})
        after = {}
        for trail, original in words[ORIGINAL].items():
            known = _by_language(before.get(trail))
            for language in LANGUAGES:
                if language == ORIGINAL or trail not in words[language]:
                    known.pop(language, None)
                    continue
                is_named = language in languages and any(
                    is_below(trail, entry) for entry in entries
                )
                now = digest(original)
                if (is_named or language not in known) and known.get(language) != now:
                    known[language] = now
                    recorded += 1
            if known:
                after[trail] = _shortest(known)
        if after != before:
            _write(path, after)
    return recorded


def review(
    root: Path, language: str, entries: tuple[str, ...], *, by: str, on: str
) -> int:
    """Records that somebody, named by role, reviewed translations; how many."""
    reviewed = 0
    for folder in _with_words(root):
        words = _words_of(folder)
        texts = {
            trail: f"{digest(original)}-{digest(words[language][trail])}"
            for trail, original in words[ORIGINAL].items()
            if trail in words[language]
            and any(is_below(trail, entry) for entry in entries)
        }
        if texts:
            path = folder / "words" / REVIEWS
            entry = {"language": language, "by": by, "on": on, "texts": texts}
            _write(path, [*kept_in(path, []), entry])
            reviewed += len(texts)
    return reviewed


def _with_words(root: Path) -> list[Path]:
    return sorted(path.parent.parent for path in root.glob(f"*/*/words/{ORIGINAL}"))


def _words_of(folder: Path) -> dict[str, Texts]:
    from twiza.packs.files import read_file  # brings PyYAML along

    found: dict[str, Texts] = {}
    for language in LANGUAGES:
        found[language] = {}
        for path in sorted((folder / "words" / language).glob("*.yaml")):
            for node in read_file(path, shown_as=str(path)).whole():
                if node.text_value is not None and node.trail:
                    found[language][node.trail] = node.text_value
    return found


def _by_language(entry: str | Texts | None) -> Texts:
    if isinstance(entry, dict):
        return dict(entry)
    others = (language for language in LANGUAGES if language != ORIGINAL)
    return dict.fromkeys(others, entry) if entry else {}


def _shortest(known: Texts) -> str | Texts:
    """One digest where every language was translated from the same original."""
    values = set(known.values())
    return values.pop() if len(values) == 1 and len(known) == 3 else known


def _write(path: Path, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    beside = path.with_name(f".{path.name}-{os.getpid()}")
    beside.write_text(f"{text}\n", encoding="utf-8")
    os.replace(beside, path)
