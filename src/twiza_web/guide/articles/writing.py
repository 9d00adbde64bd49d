"""Turns an article's Markdown into a page's HTML, its placeholders into the rulebook's
words.

Markdown is rendered before the rulebook speaks: no word of a pack can become markup,
and no HTML of an author passes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from twiza.articles import Placeholder, Text, pieces
from twiza_web.guide.articles.blocks import block_html
from twiza_web.guide.articles.inline import inline_html
from twiza_web.guide.articles.notes import Notes
from twiza_web.guide.articles.setting import Setting

# Two characters that no text uses stand around a placeholder's number meanwhile.
_OPEN, _CLOSE = "\ue000", "\ue001"
_FOREIGN = str.maketrans("", "", _OPEN + _CLOSE)
_BLOCK = re.compile(f"<p>{_OPEN}([0-9]+){_CLOSE}</p>")
_INLINE = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_RULES = ("heading", "list", "blockquote", "emphasis", "link", "escape", "entity")


def article_html(text: Text, setting: Setting, notes: Notes) -> SafeString:
    held: list[Placeholder] = []
    written = ""
    for piece in pieces(text.body):
        if piece.placeholder is None:
            written += piece.text.translate(_FOREIGN)
        else:
            written += f"{_OPEN}{len(held)}{_CLOSE}"
            held.append(piece.placeholder)
    return mark_safe(_filled(_markdown().render(written), held, setting, notes))  # noqa: S308  the renderer escapes


def _filled(html: str, held: list[Placeholder], setting: Setting, notes: Notes) -> str:
    """In one pass, in the order of the page, so that footnotes count upwards."""

    def told(found: re.Match[str]) -> str:
        placeholder = held[int(found[1] or found[2])]
        if placeholder.is_block:
            return block_html(placeholder, setting, notes)
        return f"<p>{inline(found)}</p>" if found[1] else inline(found)

    def inline(found: re.Match[str]) -> str:
        return inline_html(held[int(found[1] or found[2])], setting, notes)

    return re.sub(f"{_BLOCK.pattern}|{_INLINE.pattern}", told, html)


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    """CommonMark's paragraphs, headings, lists, quotes, emphasis and links: no more."""
    reader = MarkdownIt("zero", {"html": False}).enable(list(_RULES))
    reader.add_render_rule("link_open", _link_open)
    return reader


def _link_open(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    tokens[index].attrSet("rel", "noreferrer external")
    return str(self.renderToken(tokens, index, options, env))
