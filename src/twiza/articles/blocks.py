"""The blocks of a text: headings, paragraphs, points of a list, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twiza.articles.model import Text
from twiza.articles.placeholders import pieces
from twiza.records import record

_HEADING = re.compile(r"#+(?= )")
_POINT = re.compile(r"\s*(?:[-*+]|\d{1,2}\.) ")
_FIGURE = "X"  # stands in the prose in the place of a placeholder, as one word


@record
class Block:
    """`kind` is #, ##, ###, point or paragraph; `prose` holds no placeholder."""

    kind: str
    prose: str
    placeholders: tuple[str, ...]
    line: int


def blocks(text: Text) -> Iterator[Block]:
    """The blocks of the body, in order; a line that goes on belongs to the last."""
    held: list[str] = []
    start = text.first_line
    for number, line in enumerate(text.body.split("\n"), start=text.first_line):
        begins = not line.strip() or _HEADING.match(line) or _POINT.match(line)
        if held and (begins or _HEADING.match(held[0])):
            yield _block(held, start)
            held = []
        if line.strip():
            start = start if held else number
            held.append(line)
    if held:
        yield _block(held, start)


def _block(lines: list[str], start: int) -> Block:
    written = "\n".join(lines)
    found = list(pieces(written))
    prose = "".join(_FIGURE if piece.placeholder else piece.text for piece in found)
    heading, point = _HEADING.match(prose), _POINT.match(prose)
    mark = heading or point
    return Block(
        kind=heading[0] if heading else "point" if point else "paragraph",
        prose=" ".join(prose[mark.end() if mark else 0 :].split()),
        placeholders=tuple(p.placeholder.written for p in found if p.placeholder),
        line=start,
    )
