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
        "tongues": [
            (code, name, _same_page(request, language, code))
            for code, name in settings.LANGUAGES
        ],
        "section": _section(request),
    }


def _same_page(request: HttpRequest, language: str, code: str) -> str:
    """The address of this page in another language, answers included."""
    full = request.get_full_path()
    prefix = f"/{language}/"
    return f"/{code}/{full[len(prefix) :]}" if full.startswith(prefix) else f"/{code}/"


def _section(request: HttpRequest) -> str:
    try:
        match = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return ""
    return match.view_name or ""
