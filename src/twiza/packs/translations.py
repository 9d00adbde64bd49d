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
from twiza.packs.programmes import Programme
from twiza.records import record, replaced

ORIGINAL = "en"
ORIGINALS, REVIEWS = "originals.json", "reviews.json"

Texts = dict[str, str]
Words = dict[str, dict[str, object]]


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

    def and_also(self, other: State) -> State:
        """The two counted together."""
        names = State.__match_args__
        return State(*(getattr(self, name) + getattr(other, name) for name in names))


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
    """The state of every text of a rulebook or a programme, worked out when asked."""

    def __init__(self, words: Words, folders: Iterable[Path]) -> None:
        self._words = words
        self._originals: dict[str, Any] = {}
        self._reviews: dict[str, Texts] = {}
        self._marks: dict[str, dict[str, str]] = {}
        self._states: dict[tuple[str, ...], State] = {}
        for folder in folders:
            self._originals |= kept_in(folder / "words" / ORIGINALS, {})
            for review in kept_in(folder / "words" / REVIEWS, []):
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

    def waiting(self) -> Iterator[tuple[str, str, str, str]]:
        """Language, trail, English and mark of each text that is due or unrecorded."""
        originals = dict(texts_of(self._words[ORIGINAL]))
        for language in LANGUAGES:
            for trail, mark in self.marks(language).items():
                if mark in ("due", "unrecorded"):
                    yield language, trail, originals[trail], mark


def is_below(trail: str, entry: str) -> bool:
    return trail == entry or trail.startswith(f"{entry}.")


_known: dict[tuple[Path, str, str], tuple[list[int], Translations]] = {}


def translations_of(rulebook: Rulebook, root: Path | None = None) -> Translations:
    """The state of the texts of a rulebook; nothing of it is read before this call."""
    from twiza.packs import packs_folder

    root = root or packs_folder()
    folders = pack_folders(root, rulebook.name)
    return _kept(rulebook.words, folders, (root, rulebook.name, rulebook.content_hash))


def programme_translations(
    programme: Programme, root: Path | None = None
) -> Translations:
    """The state of the texts of a programme."""
    from twiza.packs import packs_folder

    folder = (root or packs_folder()) / "programmes" / programme.name
    return Translations(programme.words, [folder])


def _kept(
    words: Words, folders: list[Path], key: tuple[Path, str, str]
) -> Translations:
    written = [
        path.stat().st_mtime_ns if path.is_file() else 0
        for folder in folders
        for path in (folder / "words" / ORIGINALS, folder / "words" / REVIEWS)
    ]
    if key not in _known or _known[key][0] != written:
        _known[key] = written, Translations(words, folders)
    return _known[key][1]


def _recorded(entry: str | Texts | None, language: str) -> str | None:
    return entry.get(language) if isinstance(entry, dict) else entry


def kept_in(path: Path, empty: Any) -> Any:
    """What such a file holds; `empty` where there is none yet."""
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else empty
