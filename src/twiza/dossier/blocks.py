"""What a section of the advice is made of: plain dictionaries, for paper and screen.

The same blocks become a PDF and a page; neither computes anything of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Block = dict[str, Any]
Section = dict[str, Any]
Refs = list[int]


def section(name: str, title: str, blocks: list[Block], *, folded: bool) -> Section:
    """folded  long and read by few: a page shows its title first"""
    return {"id": name, "title": title, "blocks": blocks, "folded": folded}


def heading(text: str, *, tag: str = "", tone: str = "") -> Block:
    return {"is": "heading", "text": text, "tag": tag, "tone": tone}


def text(words: str, *, tone: str = "") -> Block:
    """tone  note, small, or empty for a plain paragraph"""
    return {"is": "text", "text": words, "tone": tone}


def pairs(rows: Iterable[tuple[str, str]]) -> Block:
    """Names with their values; those without a value are left out."""
    return {"is": "pairs", "rows": [[name, value] for name, value in rows if value]}


def listed(items: list[Block], *, title: str = "", ordered: bool = False) -> Block:
    return {"is": "list", "title": title, "ordered": ordered, "items": items}


def figure(words: str, *, title: str) -> Block:
    """The one sum that a section is about."""
    return {"is": "figure", "text": words, "title": title}


def item(
    words: str,
    *,
    lead: str = "",
    small: str = "",
    mark: str = "",
    spoken: str = "",
    refs: Refs | None = None,
    url: str = "",
    anchor: str = "",
) -> Block:
    """One line of a list.

    lead    what stands before it, such as the days of a step
    mark    yes, no or open; `spoken` says it in words
    refs    numbers of the sources
    anchor  by which others lead here
    """
    return {
        "text": words,
        "lead": lead,
        "small": small,
        "mark": mark,
        "spoken": spoken,
        "refs": refs or [],
        "url": url,
        "anchor": anchor,
    }


def joined(*parts: str, by: str = " · ") -> str:
    return by.join(part for part in parts if part)


def some(blocks: list[Block | Mapping[str, Any] | None]) -> list[Block]:
    """The blocks that are there and say something."""
    return [dict(block) for block in blocks if block and _says(block)]


def _says(block: Mapping[str, Any]) -> bool:
    return any(block.get(part) for part in ("text", "rows", "items"))
