"""The pages of the reform desk. What is tried stands in the address, nowhere else."""

from __future__ import annotations

import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from twiza.errors import InputError
from twiza_web.advisor.reading import FieldError
from twiza_web.guide.sources import source_view
from twiza_web.reforms.figures import Figure, changeable, figures_of
from twiza_web.reforms.result_page import ResultView, result_view
from twiza_web.reforms.results import ROWS, Busy, report_on
from twiza_web.reforms.typed import read_value
from twiza_web.ui.rulebook import current


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    mechanisms = changeable(current(), timezone.localdate(), _language())
    context = {"mechanisms": mechanisms, "rows": ROWS}
    return render(request, "reforms/choose.html", context)


@require_safe
def desk(request: HttpRequest, name: str) -> HttpResponse:
    """One mechanism: a figure to choose, another value, and whom it would touch."""
    rulebook, on, language = current(), timezone.localdate(), _language()
    mechanism = rulebook.mechanisms.get(name)
    figures = figures_of(rulebook, name, on, language) if mechanism else []
    if mechanism is None or mechanism.role != "aid" or not figures:
        raise Http404
    path, text = request.GET.get("figure", ""), request.GET.get("value", "").strip()
    chosen = next((each for each in figures if each.path == path), None)
    error, result, status = "", None, 200
    if path or text:
        try:
            result = _result(name, chosen, text, on, language)
        except FieldError as mistake:
            error, status = str(mistake), 400
        except Busy:
            error, status = _("Others are comparing. Try again in a moment."), 503
    context = {
        "name": name,
        "figures": figures,
        "chosen": chosen,
        "value": text[:40],
        "error": error,
        "result": result,
        "source": chosen and source_view(rulebook, chosen.source, language, on),
        "sources": [
            (each.label, source_view(rulebook, each.source, language, on))
            for each in figures
        ],
    }
    return render(request, "reforms/desk.html", context, status=status)


def _result(
    name: str, figure: Figure | None, text: str, on: datetime.date, language: str
) -> ResultView:
    if figure is None:
        raise FieldError(_("Choose one of the figures of this list."))
    setting = f"{name}.{figure.path}={read_value(figure, text)}"
    try:
        return result_view(report_on(setting, on), language)
    except InputError:
        raise FieldError(_("No venture could have the aid with this figure.")) from None


def _language() -> str:
    return get_language() or "en"
