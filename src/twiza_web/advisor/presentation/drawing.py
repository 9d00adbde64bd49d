"""Parts of a page that depend on the law and the day alone, drawn once and kept.

Answers never enter the key of such a part: only which conditions hold, and which
mechanisms, steps and bodies are named.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from twiza_web.advisor.presentation.wording import Wording

MOST_KEPT = 2000


def drawn(
    wording: Wording,
    template: str,
    key: tuple[Hashable, ...],
    build: Callable[[], dict[str, Any]],
) -> SafeString:
    """The part of that key, drawn from what `build` returns when it is first needed."""
    kept: SafeString | None = wording.drawn.get((template, key))
    if kept is None:
        if len(wording.drawn) >= MOST_KEPT:
            wording.drawn.clear()
        kept = render_to_string(f"advisor/{template}", build())
        wording.drawn[template, key] = kept
    return kept
