"""What every page needs to know of the request."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import get_language

ARABIC = "ar"


def page(request: HttpRequest) -> dict[str, Any]:
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "language": language,
        "direction": "rtl" if language == ARABIC else "ltr",
        "tongues": tongues(rest_of_address(request)),
        "section": _section(request),
    }


def tongues(rest: str) -> list[tuple[str, str, str]]:
    """Code, name and address of this page in each language."""
    return [(code, name, f"/{code}/{rest}") for code, name in settings.LANGUAGES]


def rest_of_address(request: HttpRequest) -> str:
    """What another language keeps of this address: all behind its own, answers too."""
    full, prefix = request.get_full_path(), f"/{get_language()}/"
    return full.removeprefix(prefix) if full.startswith(prefix) else ""


def _section(request: HttpRequest) -> str:
    try:
        match = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return ""
    return match.view_name or ""
