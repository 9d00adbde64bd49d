"""Pages about the site itself."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from twiza_web.ui.rulebook import current


@require_safe
@vary_on_headers("Accept-Language")
def choose_language(request: HttpRequest) -> HttpResponse:
    language = get_language_from_request(request)
    known = dict(settings.LANGUAGES)
    code = language if language in known else settings.LANGUAGE_CODE
    return HttpResponseRedirect(f"/{code}/")


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether this process answers, with a database and a rulebook."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse(f"ok {current().version}\n", content_type="text/plain")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    rulebook = current()
    context = {
        "mechanisms": len(rulebook.mechanisms),
        "provinces": len(rulebook.places.provinces),
        "rulebook": rulebook,
    }
    return render(request, "ui/home.html", context)


@require_safe
def legal(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/legal.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/privacy.html")
