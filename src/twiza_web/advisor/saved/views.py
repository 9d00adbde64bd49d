"""Keeping an advice on the site, and opening, downloading and deleting it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from twiza_web.advisor.actions import TooLarge, delete_advice, save_advice
from twiza_web.advisor.answers import Answers, read_answers
from twiza_web.advisor.documents import advice_file
from twiza_web.advisor.giving import given
from twiza_web.advisor.privacy import kept_private, with_a_form
from twiza_web.advisor.saved.keys import StaleForm, drawn_key, is_key, sealed, unsealed
from twiza_web.advisor.saved.pages import Opened, advice_context, choices, opened
from twiza_web.advisor.saved.rate import SECONDS, network_of, now, rate
from twiza_web.ui.rulebook import current

# What an address of the result page may hold beside answers.
OF_THE_PAGES = frozenset(("plan",))


@require_http_methods(["GET", "POST"])
@kept_private
@with_a_form
def new(request: HttpRequest) -> HttpResponse:
    """What is kept, for how long, and why; then it is kept."""
    if request.method == "POST":
        return _save(request)
    query = request.META.get("QUERY_STRING", "")
    answers = read_answers(current(), query, also=OF_THE_PAGES)
    if answers.errors or answers.is_empty:
        return redirect(f"{reverse('advisor:result')}?{query}")
    return _form(request, answers)


def _form(
    request: HttpRequest, answers: Answers, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "query": answers.query(),
        "key": sealed(drawn_key()),
        "choices": choices(),
        "problem": problem,
    }
    return render(request, "advisor/saved/new.html", context, status=status)


def _save(request: HttpRequest) -> HttpResponse:
    answers = read_answers(current(), request.POST.get("answers", ""))
    if answers.errors or answers.is_empty:
        return redirect(reverse("advisor:start"))
    days = [days for days, _is in choices() if str(days) == request.POST.get("days")]
    if not days:
        problem = _("Choose for how long it is kept.")
        return _form(request, answers, problem=problem, status=422)
    try:
        owner = unsealed(request.POST.get("key", ""))
    except StaleForm:
        problem = _("The form was open too long. Send it again.")
        return _form(request, answers, problem=problem, status=422)
    return _kept(request, answers, owner, days[0])


def _kept(
    request: HttpRequest, answers: Answers, owner: str, days: int
) -> HttpResponse:
    network, seconds = network_of(request), now()
    if rate.is_reached(network, seconds):
        response = render(request, "advisor/saved/too_many.html", status=429)
        response["Retry-After"] = str(SECONDS)
        return response
    at = timezone.now()
    try:
        _advice, is_new = save_advice(
            given(current(), answers, timezone.localdate(at)),
            owner=owner,
            language=get_language() or "en",
            days=days,
            at=at,
        )
    except TooLarge:
        problem = _("This advice is too large to be kept here. Download it instead.")
        return _form(request, answers, problem=problem, status=413)
    if is_new:
        rate.count(network, seconds)
    return redirect(f"{reverse('advisor:saved')}?own={owner}")


@require_GET
@kept_private
def saved(request: HttpRequest) -> HttpResponse:
    """The advice as it was given, and what today's rulebook says beside it."""
    found = opened(request)
    if found is None or found.advice.is_expired(timezone.now()):
        return _absent(request, found)
    return render(request, "advisor/saved/advice.html", advice_context(request, found))


@require_GET
@kept_private
def document(request: HttpRequest, kind: str) -> HttpResponse:
    found = opened(request)
    if found is None or found.advice.is_expired(timezone.now()):
        return _absent(request, found)
    return advice_file(request, kind, found.advice.kept())


@require_http_methods(["GET", "POST"])
@kept_private
@with_a_form
def delete(request: HttpRequest) -> HttpResponse:
    """Asks once more, then erases. Sent twice, it says the same: nothing is there."""
    if request.method == "POST":
        owner = request.POST.get("own", "")
        if is_key(owner):
            delete_advice(owner=owner)
        return redirect(reverse("advisor:saved-deleted"))
    found = opened(request)
    if found is None or not found.owner:
        return _absent(request, None)
    context = {"advice": found.advice, "own": found.owner, "query": found.query}
    return render(request, "advisor/saved/delete.html", context)


@require_GET
def deleted(request: HttpRequest) -> HttpResponse:
    return render(request, "advisor/saved/deleted.html")


def _absent(request: HttpRequest, found: Opened | None) -> HttpResponse:
    """410 for who holds the key of an advice past its day, 404 for everyone else."""
    context = {"is_expired": found is not None, "tongues": _bare_tongues(request)}
    status = 410 if found else 404
    return render(request, "advisor/saved/absent.html", context, status=status)


def _bare_tongues(request: HttpRequest) -> list[tuple[str, str, str]]:
    """The language switch of a page about nothing repeats no key."""
    from twiza_web.ui.context import tongues

    return tongues("advisor/")
