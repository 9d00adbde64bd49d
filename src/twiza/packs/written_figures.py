"""Words never repeat a figure of the law: it would stay when the figure changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

_AMOUNT = re.compile(
    r"\d[\d.,\u00a0\u202f ]*(?:million\w*\s+(?:de\s+)?|miljoen\s+|مليون\s+)?"
    r"(?:%|٪|MAD\b|DH\b|EUR\b|€|dirhams?\b|euros?\b|درهم|دراهم|أورو)"
    r"|\d\s*(?:pour cent|per ?cent|procent)\b"
    r"|(?:€|MAD|EUR)\s?\d",
    re.IGNORECASE,
)


def written_figures(text: str) -> Iterator[dict[str, str]]:
    """Each amount of money and each percentage that a text states itself."""
    for found in _AMOUNT.finditer(text):
        yield {
            "found": f"{found[0].strip()!r} in words",
            "expected": "figures only in the rulebook, with their day and source",
            "mend": "say it without the figure, and add a parameter that holds it",
        }
