"""What pages about a person are sent with."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def kept_out_of_caches(view: View) -> View:
    """The address tells about a person: no cache keeps it, no link passes it on."""

    @wraps(view)
    def answered(request: HttpRequest, *rest: Any, **named: Any) -> HttpResponse:
        response = view(request, *rest, **named)
        response["Cache-Control"] = "no-store"
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        return response

    return answered


def kept_private(view: View) -> View:
    """As above, for what a key opens: no index may list it either."""

    @wraps(view)
    def answered(request: HttpRequest, *rest: Any, **named: Any) -> HttpResponse:
        response = kept_out_of_caches(view)(request, *rest, **named)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answered


def with_a_form(view: View) -> View:
    """Without it the browser hides where a form comes from, and it is refused."""

    @wraps(view)
    def answered(request: HttpRequest, *rest: Any, **named: Any) -> HttpResponse:
        response = view(request, *rest, **named)
        response["Referrer-Policy"] = "same-origin"
        return response

    return answered
