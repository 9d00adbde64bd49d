"""Pages about the rulebook: its mechanisms and its places."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from twiza_web.guide.aids_of_place import aids_of_place
from twiza_web.guide.dates import asked_day
from twiza_web.guide.mechanism_page import mechanism_groups, mechanism_view
from twiza_web.guide.models import RulebookRelease
from twiza_web.guide.place_page import place_view, region_groups
from twiza_web.guide.reader import Reader
from twiza_web.ui.rulebook import current


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    releases = RulebookRelease.objects.latest_first()
    context = {"rulebook": current(), "releases": releases}
    return render(request, "guide/about.html", context)


@require_safe
def mechanisms(request: HttpRequest) -> HttpResponse:
    groups = mechanism_groups(current(), _language(), timezone.localdate())
    return render(request, "guide/mechanisms.html", {"groups": groups})


@require_safe
def mechanism(request: HttpRequest, name: str) -> HttpResponse:
    """One mechanism on a date: every version, the one in force marked."""
    found = current().mechanisms.get(name)
    if found is None:
        raise Http404
    on, is_readable = asked_day(request.GET.get("date"))
    reader = Reader(current(), found, _language(), on, timezone.localdate())
    context = {
        "mechanism": mechanism_view(reader),
        "on": on,
        "is_readable": is_readable,
    }
    status = 200 if is_readable else 400
    return render(request, "guide/mechanism.html", context, status=status)


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    groups = region_groups(current(), _language())
    return render(request, "guide/places.html", {"groups": groups})


@require_safe
def place(request: HttpRequest, code: str) -> HttpResponse:
    found = current().places.provinces.get(code)
    if found is None:
        raise Http404
    on = timezone.localdate()
    context = {
        "place": place_view(current(), found, _language(), on),
        "aids": aids_of_place(current(), code, _language(), on),
    }
    return render(request, "guide/place.html", context)


def _language() -> str:
    return get_language() or "en"
