"""Error pages in the reader's language, with the request's id, without its query."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation


def bad_request(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    return _page(request, 400)


def forbidden(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    return _page(request, 403)


def not_found(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    return _page(request, 404)


def broken(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    return _page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, 403)


def _page(request: HttpRequest, status: int) -> HttpResponse:
    """The language of the address, for an error may come before it was read."""
    code = request.path_info[1:3]
    language = code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        # The address may hold what somebody typed: the language switch leads home.
        tongues = [(code, name, f"/{code}/") for code, name in settings.LANGUAGES]
        context = {
            "status": status,
            "request_id": getattr(request, "id", ""),
            "tongues": tongues,
        }
        return render(request, "ui/error.html", context, status=status)
