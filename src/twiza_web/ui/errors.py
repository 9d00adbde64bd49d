"""Error pages in the reader's language, with the request's id, without its query."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

causes = logging.getLogger("twiza.errors")


def log_cause(request: HttpRequest, **_: Any) -> None:
    """Where a request broke: its id, the kind of error and lines of code.

    The message of the error stays out: it may hold what somebody typed.
    """
    kind, _error, trace = sys.exc_info()
    name = kind.__name__ if kind else "unknown"
    lines = "".join(traceback.format_tb(trace))
    identity = getattr(request, "id", "")
    causes.error("%s %s %s\n%s", identity, quote(request.path), name, lines)


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
