"""A source as every answer to a machine gives it."""

from __future__ import annotations

import datetime
from typing import Any

from twiza.packs.model import Source


def source_json(source: Source, on: datetime.date) -> dict[str, Any]:
    """Who says so, and how fresh that is; its name is the key under which it stands.

    on  the day on which it is read
    """
    checked = source.checked_on
    return {
        "kind": source.kind,
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "published": source.published,
        "checked_on": checked.isoformat() if checked else None,
        "review_every": source.review_every,
        "withdrawn": source.withdrawn,
        "state": source.state(on),
    }
