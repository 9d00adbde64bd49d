"""Two days as one person writes them to another: `23–25 Nov`, `30 Nov – 7 Dec`."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from babel.dates import format_interval

from twiza.formats import LOCALES

_FIRST = re.compile(r"(?<!\d)1(?=[ \u00a0–])")


@lru_cache(maxsize=2048)
def interval(
    first: datetime.date, last: datetime.date, language: str, *, with_year: bool = True
) -> str:
    """with_year  left out where the years stand beside it, in a heading or a chart"""
    skeleton = "yMMMd" if with_year else "MMMd"
    text = str(format_interval(first, last, skeleton, locale=LOCALES[language]))
    return _FIRST.sub("1er", text) if language == "fr" else text
