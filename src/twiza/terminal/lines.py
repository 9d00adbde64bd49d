"""Prints lines that keep their indent where they are too long for the terminal."""

from __future__ import annotations

import re
from textwrap import wrap

from rich.console import Console
from rich.text import Text

HANGING = 2  # how much further the rest of a line stands than its start
# French writes a space before these marks: none of them may begin a line.
_BEFORE_MARK = re.compile(r" (?=[:;?!»](?:\s|$))")


def print_line(console: Console, text: str, style: str = "") -> None:
    """Breaks at plain spaces alone: a figure stays with its unit and its mark."""
    told = _BEFORE_MARK.sub("\u00a0", text.lstrip(" "))
    indent = " " * (len(text) - len(text.lstrip(" ")))
    for line in wrap(
        told,
        console.width,
        initial_indent=indent,
        subsequent_indent=indent + " " * HANGING,
        break_long_words=False,
        break_on_hyphens=False,
    ):
        console.print(Text(line, style=style), soft_wrap=True)
