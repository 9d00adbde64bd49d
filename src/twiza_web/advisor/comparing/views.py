"""The pages of a comparison: nothing is stored, or changed by GET."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from twiza_web.advisor.comparing.address import (
    LETTERS,
    Comparison,
    read_comparison,
)
from twiza_web.advisor.comparing.asked import Compared
from twiza_web.advisor.comparing.typed import typed_comparison
from twiza_web.advisor.comparing.uploads import saved_variant, with_file
from twiza_web.advisor.presentation.compared import (
    compared_context,
    elsewhere_context,
    error_views,
)
from twiza_web.advisor.privacy import kept_out_of_caches, with_a_form
from twiza_web.advisor.uploads import MOST_BYTES_SENT, UploadError, opened, too_large
from twiza_web.ui.rulebook import current


@require_GET
@kept_out_of_caches
def side_by_side(request: HttpRequest) -> HttpResponse:
    """Up to four variants; what was typed into a column leads to its own address."""
    asked = Compared(request)
    if asked.comparison.errors:
        return _unusable(request, asked)
    if "typed" in request.GET:
        return _typed(request, asked, "compare")
    answer = asked.side_by_side() if len(asked.comparison.columns) > 1 else None
    return render(request, "advisor/compare.html", compared_context(asked, answer))


@require_GET
@kept_out_of_caches
def in_provinces(request: HttpRequest) -> HttpResponse:
    """What the venture would mean in its province and in the pilot provinces."""
    asked = Compared(request)
    if asked.comparison.errors:
        return _unusable(request, asked)
    if "typed" in request.GET:
        return _typed(request, asked, "where")
    context = elsewhere_context(asked, asked.elsewhere())
    return render(request, "advisor/where.html", context)


def _typed(request: HttpRequest, asked: Compared, page: str) -> HttpResponse:
    told = typed_comparison(asked.rulebook, asked.comparison, request.GET, asked.rate)
    if not told.errors:
        return _to(page, told)
    asked.comparison = told
    context: dict[str, Any]
    if page == "where":
        context = elsewhere_context(asked, asked.elsewhere())
    else:
        answer = asked.side_by_side() if len(told.columns) > 1 else None
        context = compared_context(asked, answer)
    return render(request, f"advisor/{page}.html", context, status=422)


def _unusable(request: HttpRequest, asked: Compared) -> HttpResponse:
    context = {
        "errors": error_views(asked.comparison, asked.wording),
        "query": asked.comparison.first.query(),
    }
    return render(request, "advisor/unusable.html", context, status=400)


@require_GET
@kept_out_of_caches
def save_variant(request: HttpRequest, letter: str) -> HttpResponse:
    """One variant as a venture file, with the weights it was compared by."""
    asked = Compared(request)
    if asked.comparison.errors:
        return _unusable(request, asked)
    there = list(LETTERS[: len(asked.comparison.columns)])
    if letter not in there:
        raise Http404
    number = there.index(letter)
    text = saved_variant(asked.rulebook, asked.comparison, number)
    response = HttpResponse(text, content_type="application/yaml")
    name = f"venture-{letter}.yaml"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@csrf_exempt
@require_http_methods(["GET", "POST"])
@kept_out_of_caches
@with_a_form
def open_variant(request: HttpRequest) -> HttpResponse:
    """Looks at the size before a byte is read, then checks the token as ever."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES_SENT:
        return _open_page(request, "", UploadError(too_large()))
    request.upload_handlers = [MemoryFileUploadHandler(request)]
    return _open_variant(request)


@csrf_protect
def _open_variant(request: HttpRequest) -> HttpResponse:
    """A venture file becomes one more variant; the file itself is not kept."""
    if request.method == "GET":
        return _open_page(request, request.GET.get("with", ""))
    query = request.POST.get("with", "")
    comparison = read_comparison(current(), query)
    if comparison.errors:
        return _unusable(request, Compared(request, comparison))
    try:
        venture = opened(current(), request.FILES.get("file"))
        return _to("compare", with_file(comparison, venture))
    except UploadError as mistake:
        return _open_page(request, query, mistake)


def _open_page(
    request: HttpRequest, query: str, mistake: UploadError | None = None
) -> HttpResponse:
    context = {"mistake": mistake, "query": query}
    status = 422 if mistake else 200
    return render(request, "advisor/compare_open.html", context, status=status)


def _to(page: str, comparison: Comparison) -> HttpResponse:
    return redirect(f"{reverse(f'advisor:{page}')}?{comparison.query()}")
