"""Pages whose answers stand in the address: nothing is stored, or changed by GET."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from twiza.advice import advise
from twiza.packs.model import Rulebook
from twiza_web.advisor.amounts import Rate, rate_at
from twiza_web.advisor.answers import Answers, read_answers
from twiza_web.advisor.flow import progress_of, question_before, questions_left
from twiza_web.advisor.presentation.facts import answer_views, field_groups, field_view
from twiza_web.advisor.presentation.pages import error_views, running_view
from twiza_web.advisor.presentation.result import drawn_result
from twiza_web.advisor.presentation.wording import Wording, wording_at
from twiza_web.advisor.privacy import kept_out_of_caches
from twiza_web.advisor.typed import dated, typed_answer, typed_answers
from twiza_web.advisor.uploads import (
    MOST_BYTES_SENT,
    UploadError,
    answers_of,
    opened,
    saved,
    too_large,
)
from twiza_web.ui.rulebook import current

# What the address of a page may hold beside answers; `with` holds answers in a form.
OF_THE_PAGES = frozenset(
    ("ask", "said", "value", "currency", "skip", "answer", "plan", "with", "on")
)


def _holds(name: str, request: HttpRequest) -> bool:
    """Whether the address states it; the answers in it are then parsed only once."""
    return f"{name}=" in request.META.get("QUERY_STRING", "") and name in request.GET


class _Asked:
    """The request as the advisor sees it: answers, day, rate, language."""

    def __init__(self, request: HttpRequest, answers: Answers | None = None) -> None:
        self.rulebook: Rulebook = current()
        query = request.META.get("QUERY_STRING", "")
        if _holds("with", request):
            query = request.GET["with"]
        self.answers = answers or read_answers(self.rulebook, query, also=OF_THE_PAGES)

    @property
    def on(self) -> datetime.date:
        return self.answers.date or timezone.localdate()

    @property
    def rate(self) -> Rate | None:
        return rate_at(self.rulebook, self.on)

    @property
    def wording(self) -> Wording:
        language, today = get_language() or "en", timezone.localdate()
        return wording_at(self.rulebook, language, on=self.on, today=today)

    def answer(self) -> dict[str, Any]:
        return advise(self.rulebook, self.answers.facts, on=self.on)

    def context(self) -> dict[str, Any]:
        return {"query": self.answers.query(), "pairs": list(self.answers.pairs())}


@require_GET
@kept_out_of_caches
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "advisor/start.html")


@require_GET
@kept_out_of_caches
def question(request: HttpRequest) -> HttpResponse:
    """One question; a reply leads to the next, with the reply in its address."""
    asked = _Asked(request)
    if asked.answers.errors:
        return _unusable(request, asked)
    if _holds("with", request):
        return _to("question", asked.answers, ask=request.GET.get("ask", ""))
    answer = asked.answer()
    left = questions_left(asked.rulebook, asked.answers, answer)
    name = request.GET.get("ask") or (left[0] if left else "")
    if name not in asked.rulebook.facts:
        return _to("result", asked.answers)
    if "skip" in request.GET:
        return _to("question", asked.answers.with_unknown(name), said=name)
    if "answer" in request.GET:
        replied = typed_answer(
            asked.rulebook, asked.answers, name, request.GET, asked.rate
        )
        if not replied.errors:
            return _to("question", replied, said=name)
        asked.answers = replied
    context = asked.context() | _question_context(request, asked, name, answer, left)
    status = 422 if asked.answers.errors else 200
    return render(request, "advisor/question.html", context, status=status)


def _question_context(
    request: HttpRequest,
    asked: _Asked,
    name: str,
    answer: dict[str, Any],
    left: list[str],
) -> dict[str, Any]:
    said = request.GET.get("said", "")
    before = question_before(asked.answers, name, said)
    views = answer_views(asked.answers, asked.wording, asked.rate)
    return {
        "field": field_view(
            asked.rulebook.facts[name], asked.answers, asked.wording, asked.rate
        ),
        "is_euro": request.GET.get("currency") == "EUR",
        "before": before,
        "progress": progress_of(asked.answers, left),
        "running": running_view(answer, asked.answers, asked.wording),
        "said": next((view for view in views if view.name == said), None),
    }


@require_GET
@kept_out_of_caches
def all_questions(request: HttpRequest) -> HttpResponse:
    """Every question on one page, for who knows the answers."""
    if "typed" in request.GET:
        return _typed(request)
    asked = _Asked(request)
    return _form(request, asked, status=400 if asked.answers.errors else 200)


def _typed(request: HttpRequest) -> HttpResponse:
    asked = _Asked(request, Answers())
    asked.answers = typed_answers(asked.rulebook, request.GET, asked.rate)
    if asked.answers.date:  # the rate of the euro is the one of the day asked about
        asked.answers = typed_answers(asked.rulebook, request.GET, asked.rate)
    if asked.answers.errors:
        return _form(request, asked, status=422)
    return _to("all" if "check" in request.GET else "result", asked.answers)


def _form(request: HttpRequest, asked: _Asked, *, status: int) -> HttpResponse:
    context = asked.context() | {
        "groups": field_groups(asked.answers, asked.wording, asked.rate),
        "errors": error_views(asked.answers, asked.wording),
        "date": asked.answers.date.isoformat() if asked.answers.date else "",
        "date_error": asked.answers.errors.get("date", ""),
    }
    return render(request, "advisor/all.html", context, status=status)


@require_GET
@kept_out_of_caches
def result(request: HttpRequest) -> HttpResponse:
    """What is known for these answers, complete or not."""
    asked = _Asked(request)
    if _holds("with", request):
        asked.answers = dated(asked.answers, request.GET.get("on", ""))
        if not asked.answers.errors:
            return _to("result", asked.answers)
    if asked.answers.errors:
        return _unusable(request, asked)
    if asked.answers.is_empty:
        return render(request, "advisor/empty.html", asked.context())
    page = drawn_result(
        request, asked.answer(), asked.answers, asked.wording, asked.rate
    )
    return HttpResponse(page)


def _unusable(request: HttpRequest, asked: _Asked) -> HttpResponse:
    """An address that holds something this site did not write."""
    errors = error_views(asked.answers, asked.wording)
    context = asked.context() | {"errors": errors}
    return render(request, "advisor/unusable.html", context, status=400)


@csrf_exempt
@require_http_methods(["GET", "POST"])
@kept_out_of_caches
def open_file(request: HttpRequest) -> HttpResponse:
    """Looks at the size before a byte is read, then checks the token as ever."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES_SENT:
        return _open_page(request, UploadError(too_large()))
    request.upload_handlers = [MemoryFileUploadHandler(request)]
    return _open_file(request)


@csrf_protect
def _open_file(request: HttpRequest) -> HttpResponse:
    """A venture file becomes an address; the file itself is not kept."""
    if request.method == "GET":
        return _open_page(request)
    try:
        venture = opened(current(), request.FILES.get("file"))
    except UploadError as mistake:
        return _open_page(request, mistake)
    extra = {"plan": "left"} if venture.plan else {}
    return _to("result", answers_of(venture), **extra)


def _open_page(
    request: HttpRequest, mistake: UploadError | None = None
) -> HttpResponse:
    status = 422 if mistake else 200
    response = render(request, "advisor/open.html", {"mistake": mistake}, status=status)
    # Without it the browser hides where a form comes from, and the token is refused.
    response["Referrer-Policy"] = "same-origin"
    return response


@require_GET
@kept_out_of_caches
def save(request: HttpRequest) -> HttpResponse:
    asked = _Asked(request)
    if asked.answers.errors:
        return _unusable(request, asked)
    response = HttpResponse(
        saved(asked.rulebook, asked.answers), content_type="application/yaml"
    )
    response["Content-Disposition"] = 'attachment; filename="venture.yaml"'
    return response


def _to(name: str, answers: Answers, **extra: str) -> HttpResponse:
    return redirect(_address(name, answers, **extra))


def _address(name: str, answers: Answers, **extra: str) -> str:
    query = "&".join(filter(None, [answers.query(), urlencode(extra)]))
    return f"{reverse(f'advisor:{name}')}?{query}"
