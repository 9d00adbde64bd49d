"""Pages of the guide's articles: the shelf, and each article as it reads on a date."""

from __future__ import annotations

import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from twiza_web.guide.articles.page import article_view, shelf_of, subjects_of
from twiza_web.guide.articles.setting import Setting, current_articles
from twiza_web.guide.dates import asked_day
from twiza_web.ui.rulebook import current


@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    setting = _setting(timezone.localdate())
    return render(request, "guide/articles/shelf.html", {"links": shelf_of(setting)})


@require_safe
def article(request: HttpRequest, slug: str, subject: str = "") -> HttpResponse:
    """One article on a date; of a template, the page of one sector or province."""
    found = current_articles().get(slug)
    on, is_readable = asked_day(request.GET.get("date"))
    setting = _setting(on, subject)
    if found is None or (subject and subject not in subjects_of(found, setting)):
        raise Http404
    context = {
        "article": article_view(found, setting),
        "on": on,
        "is_readable": is_readable,
    }
    status = 200 if is_readable else 400
    return render(request, "guide/articles/article.html", context, status=status)


def _setting(on: datetime.date, subject: str = "") -> Setting:
    language = get_language() or "en"
    today = timezone.localdate()
    return Setting(current(), current_articles(), language, on, today, subject)
