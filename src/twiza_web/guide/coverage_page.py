"""The page that says how far the rulebook is: what exists, computes and was checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from twiza.packs.coverage import LEAST_CASES_IN_ALL, Coverage, Covered, coverage_of
from twiza.packs.model import Rulebook
from twiza.packs.territories import BILATERAL, NATIONAL, NOT_READ, RESIDENCE
from twiza_web.guide.mechanism_page import kind_in_words
from twiza_web.ui.rulebook import current


@dataclass(frozen=True)
class Row:
    title: str
    counts: dict[str, int]


@dataclass(frozen=True)
class MechanismRow:
    name: str
    title: str
    kind: str
    territory: str
    covered: Covered


@dataclass(frozen=True)
class CoverageView:
    tables: list[tuple[str, list[Row]]]
    total: Row
    mechanisms: list[MechanismRow]
    cases: int
    least_cases: int


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    language = get_language() or "en"
    context = {"coverage": coverage_view(current(), language)}
    return render(request, "guide/coverage.html", context)


def coverage_view(rulebook: Rulebook, language: str) -> CoverageView:
    found = _coverage(rulebook.content_hash)
    kinds = [
        Row(kind_in_words(kind), counts) for kind, counts in found.by_kind().items()
    ]
    territories = [
        Row(_territory(name, rulebook, language), counts)
        for name, counts in found.by_territory().items()
    ]
    return CoverageView(
        tables=[(_("Kind"), kinds), (_("Territory"), territories)],
        total=Row(_("In all"), found.counts()),
        mechanisms=[_mechanism(one, rulebook, language) for one in found.mechanisms],
        cases=found.cases,
        least_cases=LEAST_CASES_IN_ALL,
    )


@lru_cache(maxsize=1)
def _coverage(content_hash: str) -> Coverage:
    """Worked out once per process: it asks each mechanism about every province."""
    return coverage_of(current())


def _mechanism(covered: Covered, rulebook: Rulebook, language: str) -> MechanismRow:
    names = [_territory(name, rulebook, language) for name in covered.territories]
    return MechanismRow(
        name=covered.name,
        title=rulebook.word(language, "mechanisms", covered.name, "name"),
        kind=kind_in_words(covered.kind),
        territory=" · ".join(names),
        covered=covered,
    )


def _territory(name: str, rulebook: Rulebook, language: str) -> str:
    region = rulebook.places.regions.get(name)
    if region is not None:
        return region.name(language)
    return {
        NATIONAL: _("All of Morocco"),
        BILATERAL: _("Belgium and Morocco"),
        RESIDENCE: _("Belgium"),
        NOT_READ: _("Conditions not read"),
    }[name]
