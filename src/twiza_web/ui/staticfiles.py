"""Addresses of static files that change with their content, without a build step."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class HashedAddresses(StaticFilesStorage):
    """Appends a digest of the file: a browser may keep it, and never a stale one."""

    def url(self, name: str | None, *_: Any) -> str:
        address = super().url(name or "")
        digest = _digest(name or "")
        return f"{address}?{digest}" if digest else address


@lru_cache(maxsize=256)
def _digest(name: str) -> str:
    path = finders.find(name)
    if not isinstance(path, str):
        return ""
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()[:12]
