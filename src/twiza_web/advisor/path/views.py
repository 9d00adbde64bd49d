"""The pages of the path: all stands in the address, nothing is stored."""

from __future__ import annotations

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from twiza.timetable.calendar_file import calendar_file
from twiza.timetable.wording import Wording
from twiza_web.advisor.path.asked import PathAsked
from twiza_web.advisor.path.page import form_context, page_context
from twiza_web.advisor.presentation.pages import error_views
from twiza_web.advisor.privacy import kept_out_of_caches


@require_GET
@kept_out_of_caches
def path_page(request: HttpRequest) -> HttpResponse:
    """The dated plan, packed into the stays that the form or the address states."""
    asked = PathAsked(request)
    if asked.answers.errors:
        return _unusable(request, asked)
    if asked.answers.is_empty:
        return render(request, "advisor/empty.html", {"query": ""})
    if asked.errors:
        status = 422 if asked.is_typed else 400
        return render(request, "advisor/path.html", form_context(asked), status=status)
    if asked.is_typed:
        return redirect(f"{reverse('advisor:path')}?{asked.query()}")
    return render(request, "advisor/path.html", page_context(asked))


@require_GET
@kept_out_of_caches
def path_calendar(request: HttpRequest) -> HttpResponse:
    """The same plan as a file; a venture keeps the identity of its events."""
    asked = PathAsked(request)
    if asked.answers.errors or asked.answers.is_empty or asked.errors:
        return redirect(f"{reverse('advisor:path')}?{request.META['QUERY_STRING']}")
    words = Wording(asked.rulebook, asked.answer(), asked.language)
    now = timezone.now().astimezone(datetime.UTC).replace(microsecond=0)
    content = calendar_file(words, venture=_venture(asked), made_at=now)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="twiza-path.ics"'
    return response


def _venture(asked: PathAsked) -> str:
    """What stays the same while somebody corrects figures."""
    facts = asked.answers.facts
    names = ("province", "sector", "stage", "legal_form")
    return " ".join(str(facts.get(name, "")) for name in names)


def _unusable(request: HttpRequest, asked: PathAsked) -> HttpResponse:
    errors = error_views(asked.answers, asked.wording)
    context = {"errors": errors, "query": asked.answers.query()}
    return render(request, "advisor/unusable.html", context, status=400)
