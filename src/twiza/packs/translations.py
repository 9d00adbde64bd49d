"""What is known of each translation: which original it was made from, who reviewed it.

English is the original. Two files in a pack's `words/` are kept by `twiza words`, never
by hand: `originals.json` holds, for each text, a digest of the English it came from,
`reviews.json` who reviewed which translation of which original, and when. A changed
original makes its translations due; a translation that changed after a review is no
longer reviewed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from twiza.packs.folders import pack_folders
from twiza.packs.model import LANGUAGES, Rulebook
from twiza.records import record, replaced

ORIGINAL = "en"
ORIGINALS, REVIEWS = "originals.json", "reviews.json"

Texts = dict[str, str]


@record
class State:
    """How far the texts of one language are, counted in texts."""

    total: int = 0
    reviewed: int = 0
    due: int = 0
    unrecorded: int = 0
    missing: int = 0

    @property
    def is_reviewed(self) -> bool:
        return self.reviewed == self.total


def digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


def texts_of(tree: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a tree of words, under its names joined by points."""
    for name, below in tree.items():
        if isinstance(below, dict):
            yield from texts_of(below, f"{before}{name}.")
        else:
            yield f"{before}{name}", below


class Translations:
    """The state of every text of a rulebook, worked out when it is first asked for."""

    def __init__(self, rulebook: Rulebook, folders: Iterable[Path]) -> None:
        self._words = rulebook.words
        self._originals: dict[str, Any] = {}
        self._reviews: dict[str, Texts] = {}
        self._marks: dict[str, dict[str, str]] = {}
        self._states: dict[tuple[str, ...], State] = {}
        for folder in folders:
            self._originals |= _read(folder / "words" / ORIGINALS, {})
            for review in _read(folder / "words" / REVIEWS, []):
                self._reviews.setdefault(review["language"], {}).update(review["texts"])

    def marks(self, language: str) -> dict[str, str]:
        """Each text with reviewed, due, unrecorded, missing, or nothing to say."""
        if language not in self._marks:
            held = dict(texts_of(self._words[language]))
            self._marks[language] = {
                trail: self._mark(language, trail, original, held.get(trail, ""))
                for trail, original in texts_of(self._words[ORIGINAL])
            }
        return self._marks[language]

    def _mark(self, language: str, trail: str, original: str, text: str) -> str:
        if language == ORIGINAL:
            return "reviewed"
        if not text.strip():
            return "missing"
        now = digest(original)
        if self._reviews.get(language, {}).get(trail) == f"{now}-{digest(text)}":
            return "reviewed"
        known = _recorded(self._originals.get(trail), language)
        if known is None:
            return "unrecorded"
        return "" if known == now else "due"

    def state(self, language: str, *entries: str) -> State:
        """The state of some entries, such as `mechanisms.mdm-invest` or `indicators`;
        of all texts where none is named.
        """
        key = (language, *entries)
        if key not in self._states:
            marks = [
                mark
                for trail, mark in self.marks(language).items()
                if not entries or any(is_below(trail, entry) for entry in entries)
            ]
            counted = {
                name: marks.count(name)
                for name in State.__match_args__
                if name != "total"
            }
            self._states[key] = replaced(State(), total=len(marks), **counted)
        return self._states[key]

    def due(self, language: str) -> list[str]:
        return [trail for trail, mark in self.marks(language).items() if mark == "due"]


def is_below(trail: str, entry: str) -> bool:
    return trail == entry or trail.startswith(f"{entry}.")


_known: dict[tuple[Path, str, str], tuple[list[int], Translations]] = {}


def translations_of(rulebook: Rulebook, root: Path | None = None) -> Translations:
    """The state of the texts of a rulebook; nothing of it is read before this call."""
    from twiza.packs import packs_folder

    root = root or packs_folder()
    folders = pack_folders(root, rulebook.name)
    key = (root, rulebook.name, rulebook.content_hash)
    written = [
        path.stat().st_mtime_ns if path.is_file() else 0
        for folder in folders
        for path in (folder / "words" / ORIGINALS, folder / "words" / REVIEWS)
    ]
    if key not in _known or _known[key][0] != written:
        _known[key] = written, Translations(rulebook, folders)
    return _known[key][1]


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
        before = _read(path, {})
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
            _write(path, [*_read(path, []), entry])
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


def _recorded(entry: str | Texts | None, language: str) -> str | None:
    return entry.get(language) if isinstance(entry, dict) else entry


def _by_language(entry: str | Texts | None) -> Texts:
    if isinstance(entry, dict):
        return dict(entry)
    others = (language for language in LANGUAGES if language != ORIGINAL)
    return dict.fromkeys(others, entry) if entry else {}


def _shortest(known: Texts) -> str | Texts:
    """One digest where every language was translated from the same original."""
    values = set(known.values())
    return values.pop() if len(values) == 1 and len(known) == 3 else known


def _read(path: Path, empty: Any) -> Any:
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else empty


def _write(path: Path, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(f"{text}\n", encoding="utf-8")
