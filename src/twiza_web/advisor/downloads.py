"""The result as a file: a dossier to print, a workbook with every step."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from twiza_web.advisor.answers import read_answers
from twiza_web.advisor.documents import advice_file
from twiza_web.advisor.giving import given
from twiza_web.advisor.privacy import kept_out_of_caches
from twiza_web.ui.rulebook import current


@require_GET
@kept_out_of_caches
def dossier(request: HttpRequest, kind: str) -> HttpResponse:
    """The answers stand in the address, as for the page itself."""
    query = request.META.get("QUERY_STRING", "")
    answers = read_answers(current(), query, also=frozenset(("plan",)))
    if answers.errors or answers.is_empty:
        return redirect(f"{reverse('advisor:result')}?{query}")
    kept = given(current(), answers, timezone.localdate())
    return advice_file(request, kind, kept)
