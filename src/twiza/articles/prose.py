"""The prose of an article: one outline, short sentences, the words of the glossary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from twiza.articles.blocks import Block, blocks
from twiza.articles.model import ORIGINAL, Article, Text
from twiza.errors import PackError
from twiza.packs.glossary import ORIGINAL as ENGLISH
from twiza.packs.glossary import Glossary
from twiza.packs.plain_sentences import Problem, long_sentences


def wrong_outlines(article: Article) -> Iterator[PackError]:
    """The first place at which a translation departs from the original."""
    original = article.texts.get(ORIGINAL)
    if original is None:
        return
    wanted = list(blocks(original))
    for text in article.texts.values():
        pairs = zip_longest(wanted, blocks(text))
        parted = next(
            (pair for pair in pairs if _shape(pair[0]) != _shape(pair[1])), None
        )
        if parted:
            yield _departure(text, *parted)


def _shape(block: Block | None) -> tuple[str, Counter[str]] | None:
    return (block.kind, Counter(block.placeholders)) if block else None


def _departure(text: Text, wanted: Block | None, found: Block | None) -> PackError:
    last = text.first_line + text.body.count("\n")
    return PackError(
        text.at(found.line if found else last),
        found=_shown(found),
        expected=f"{_shown(wanted)}, as in {ORIGINAL}.md"
        + (f", line {wanted.line}" if wanted else ""),
        mend="give every language the same headings, paragraphs, points, placeholders",
    )


def _shown(block: Block | None) -> str:
    if block is None:
        return "no more blocks"
    held = ", ".join(f"{{{{ {name} }}}}" for name in sorted(block.placeholders))
    return f"{block.kind} with {held or 'no placeholder'}"


Passages = list[tuple[str, str]]


def wrong_words(article: Article, glossary: Glossary | None) -> Iterator[PackError]:
    """Long sentences, forms to avoid, terms of the English that a text leaves out."""
    found = {
        language: list(_passages(text)) for language, text in article.texts.items()
    }
    for language, passages in found.items():
        for where, prose in passages:
            for problem in _of_passage(prose, language, glossary):
                yield PackError(where, **problem)
        if glossary and language != ENGLISH:
            yield from _left_out(passages, found.get(ENGLISH, []), language, glossary)


def _left_out(
    passages: Passages, english: Passages, language: str, glossary: Glossary
) -> Iterator[PackError]:
    if len(passages) != len(english):
        return  # another outline: told on its own, and no passage has its original
    for (where, prose), (_, original) in zip(passages, english, strict=True):
        used = glossary.terms_in(original)
        for problem in glossary.left_out_of(prose, used, language):
            yield PackError(where, **problem)


def _of_passage(
    prose: str, language: str, glossary: Glossary | None
) -> Iterator[Problem]:
    yield from long_sentences(prose, language)
    if glossary:
        yield from glossary.avoided_in(prose, language)


def _passages(text: Text) -> Iterator[tuple[str, str]]:
    """Where each stands, and its words: title, summary, then block by block."""
    yield f"{text.where}, title", text.title
    yield f"{text.where}, summary", text.summary
    for block in blocks(text):
        yield text.at(block.line), block.prose
