"""What `twiza check` asks of every text: plain sentences, no figure, known words."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from twiza.errors import PackError, TwizaError
from twiza.packs.files import add_words
from twiza.packs.folders import pack_folders
from twiza.packs.glossary import Glossary, Trail, leaves
from twiza.packs.model import LANGUAGES, Rulebook
from twiza.packs.plain_sentences import Problem, long_sentences, wrong_summary
from twiza.packs.programmes import programmes
from twiza.packs.trees import Trees
from twiza.packs.word_lines import WordLines
from twiza.packs.written_figures import written_figures

Words = dict[str, dict[str, object]]


def rulebook_texts(
    rulebook: Rulebook, glossary: Glossary | None, trees: Trees
) -> Iterator[PackError]:
    """Every text of a rulebook that is not as it should be, with its line."""
    folders = pack_folders(trees.root, rulebook.name)
    yield from _wrong(rulebook.words, folders, glossary, trees)


def programme_texts(glossary: Glossary | None, trees: Trees) -> Iterator[PackError]:
    """The same of every programme; one that cannot be read is told of on its own."""
    for name in programmes(trees.root):
        folder = trees.root / "programmes" / name
        words: Words = {language: {} for language in LANGUAGES}
        with contextlib.suppress(TwizaError):
            add_words(words, folder, trees.root)
            yield from _wrong(words, [folder], glossary, trees)


def _wrong(
    words: Words, folders: Iterable[Path], glossary: Glossary | None, trees: Trees
) -> Iterator[PackError]:
    lines = WordLines(trees, folders)
    for language, trail, problem in _problems(words, glossary):
        yield PackError(lines.of(language, trail), **problem)


def _problems(
    words: Words, glossary: Glossary | None
) -> Iterator[tuple[str, Trail, Problem]]:
    for language, tree in words.items():
        for trail, text in leaves(tree):
            for problem in (*long_sentences(text, language), *written_figures(text)):
                yield language, trail, problem
            if _is_summary(trail) and text.strip():
                for problem in wrong_summary(text):
                    yield language, trail, problem
    if glossary is not None:
        yield from glossary.problems(words)


def _is_summary(trail: Trail) -> bool:
    return trail[0] == "mechanisms" and trail[2:] == ("summary",)
