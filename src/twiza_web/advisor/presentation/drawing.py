"""Parts of a page drawn once and kept, with holes for the sums of one person.

A part is kept under what the law and the day say of it, and which conditions hold. Sums
never enter that key: they go into the holes each time a page is sent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from html import escape
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from twiza_web.advisor.presentation.wording import Wording

MOST_KEPT = 1000
NO_SUMS: Mapping[str, str] = {}
# Two code points that no text uses stand around the name of a hole.
_HOLE = re.compile("\ue000([^\ue001]+)\ue001")

Holes = Mapping[str, SafeString]


class Sketch:
    """A drawn text, open where a sum belongs."""

    def __init__(self, text: str) -> None:
        self.parts = _HOLE.split(text)  # text, name, text, name, … text
        self.holes = list(enumerate(self.parts))[1::2]
        self.text = SafeString(text)

    def filled(self, sums: Mapping[str, str]) -> SafeString:
        if not self.holes:
            return self.text
        escaped = {name: _escaped(value) for name, value in sums.items()}
        parts = self.parts.copy()
        for index, name in self.holes:
            parts[index] = escaped[name]
        return SafeString("".join(parts))


def _escaped(text: str) -> str:
    return text if isinstance(text, SafeString) else escape(text)


def drawn(
    wording: Wording,
    template: str,
    key: Hashable,
    build: Callable[[Holes], dict[str, Any]],
    sums: Mapping[str, str] = NO_SUMS,
    request: HttpRequest | None = None,
) -> SafeString:
    """The part of that key with its sums.

    build    what the template needs, from the hole of each sum; asked the first time
    request  for a whole page: its frame may depend on nothing but language and section
    """
    name = (template, key, *sums)
    sketch: Sketch | None = wording.drawn.get(name)
    if sketch is None:
        if len(wording.drawn) >= MOST_KEPT:
            wording.drawn.clear()
        context = build({hole: _hole(hole) for hole in sums})
        sketch = Sketch(render_to_string(f"advisor/{template}", context, request))
        wording.drawn[name] = sketch
    return sketch.filled(sums)


def _hole(name: str) -> SafeString:
    return SafeString(f"\ue000{name}\ue001")


def together(parts: list[SafeString]) -> SafeString:
    return SafeString("".join(parts))
