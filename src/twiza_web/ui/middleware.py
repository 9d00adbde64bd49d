"""Headers of every answer, and a log that never sees what was typed."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpRequest, HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]

access = logging.getLogger("twiza.access")

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=()"


def request_log(get_response: Answer) -> Answer:
    """Gives each request an id and logs its path: the query holds people's answers."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        request.id = secrets.token_hex(6)  # type: ignore[attr-defined]
        response = get_response(request)
        response["X-Request-ID"] = request.id  # type: ignore[attr-defined]
        if access.isEnabledFor(logging.INFO):
            spent = (time.perf_counter() - started) * 1000
            line = "%s %s %s %.1f ms %s"
            path = quote(request.path)  # a newline in it would forge a line
            access.info(
                line, request.method, path, response.status_code, spent, request.id  # type: ignore[attr-defined]
            )  # fmt: skip
        return response

    return answered


def answer_headers(get_response: Answer) -> Answer:
    """No script, no other host, no copy of an address that holds answers."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if request.META.get("QUERY_STRING") and not request.path.startswith("/static/"):
            if "no-store" not in response.headers.get("Cache-Control", ""):
                response["Cache-Control"] = "no-store"
            response.headers.setdefault("X-Robots-Tag", "noindex")
        return response

    return answered
