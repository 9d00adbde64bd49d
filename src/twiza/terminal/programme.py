"""Prints a programme: what is known of it, on what source, and what is not."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from twiza.formats import money, quantity
from twiza.packs.model import Rulebook
from twiza.packs.programmes import LEVELS, Event, Figure, Indicator, Programme
from twiza.terminal.answer import credited

_PHRASES: dict[str, tuple[str, str, str, str]] = {
    # key: (fr, nl, ar, en)
    "planned": ("prévu", "gepland", "مبرمج", "planned"),
    "running": ("en cours", "lopend", "جار", "running"),
    "ended": ("terminé", "afgelopen", "منته", "ended"),
    "dates": ("Dates", "Data", "التواريخ", "Dates"),
    "months": (
        "Durée prévue : {planned} mois ; durée réelle : {run} mois",
        "Geplande duur: {planned} maanden; werkelijke duur: {run} maanden",
        "المدة المبرمجة: {planned} شهراً؛ المدة الفعلية: {run} شهراً",
        "Planned: {planned} months; run: {run} months",
    ),
    "partners": ("Partenaires", "Partners", "الشركاء", "Partners"),
    "places": (
        "Provinces pilotes",
        "Proefprovincies",
        "الأقاليم النموذجية",
        "Pilot provinces",
    ),
    "budget": ("Budget", "Budget", "الميزانية", "Budget"),
    "at_least": (
        "au moins {share}",
        "minstens {share}",
        "{share} على الأقل",
        "at least {share}",
    ),
    "indicators": ("Indicateurs", "Indicatoren", "المؤشرات", "Indicators"),
    "unit": ("Unité", "Eenheid", "الوحدة", "Unit"),
    "evidence": ("Preuve", "Bewijs", "الإثبات", "Evidence"),
    "target": ("Cible", "Doel", "الهدف", "Target"),
    "result": ("Résultat", "Resultaat", "النتيجة", "Result"),
    "selection": (
        "Grille de sélection",
        "Selectierooster",
        "شبكة الانتقاء",
        "Selection grid",
    ),
    "unpublished": (
        "Non publié, donc absent d’ici",
        "Niet gepubliceerd, dus hier afwezig",
        "غير منشور، ولذلك لا يرد هنا",
        "Not published, so not here",
    ),
    "not_published": ("non publié", "niet gepubliceerd", "غير منشور", "not published"),
    "marked": (
        "* à confirmer",
        "* te bevestigen",
        "* في انتظار التأكيد",
        "* to be confirmed",
    ),
    "sources": ("Sources", "Bronnen", "المصادر", "Sources"),
}


def _phrase(key: str, language: str, **values: str) -> str:
    return _PHRASES[key][("fr", "nl", "ar", "en").index(language)].format(**values)


def print_programme(
    programme: Programme,
    rulebook: Rulebook,
    language: str,
    on: datetime.date,
    *,
    seen_on: datetime.date,
) -> None:
    """The programme as a person reads it; `*` marks what is to be confirmed.

    seen_on  the day on which it is read, by which its sources age
    """
    _Printer(programme, rulebook, language, seen_on).print(on)


class _Printer:
    def __init__(
        self,
        programme: Programme,
        rulebook: Rulebook,
        language: str,
        seen_on: datetime.date,
    ) -> None:
        self.programme = programme
        self.rulebook = rulebook
        self.language = language
        self.seen_on = seen_on
        self.console = Console(highlight=False)

    def say(self, text: str = "", style: str = "") -> None:
        self.console.print(text, style=style or None, markup=False, soft_wrap=True)

    def title(self, key: str) -> None:
        self.say(f"\n{_phrase(key, self.language)}", "bold")

    def word(self, *trail: str) -> str:
        return self.programme.word(self.language, *trail)

    def print(self, on: datetime.date) -> None:
        state = _phrase(self.programme.state(on), self.language)
        self.say(f"{self.word('programme', 'name')} ({state})", "bold")
        self.say(self.word("programme", "summary"))
        self.dates()
        self.partners()
        self.places()
        self.budget()
        self.indicators()
        self.selection()
        self.say(_phrase("marked", self.language), "dim")
        self.title("unpublished")
        for name in self.programme.unpublished:
            self.say(f"  · {self.word('unpublished', name)}")
        self.sources()

    def dates(self) -> None:
        self.title("dates")
        for event in self.programme.events:
            shown = shown_date(event) or _phrase("not_published", self.language)
            note = self.note(event.reason)
            self.say(f"  {shown:<13} {self.word('events', event.name)}{note}")
        planned, run = self.programme.planned_months, self.programme.months_run
        months = {"planned": self.figure(planned), "run": self.figure(run)}
        self.say(f"  {_phrase('months', self.language, **months)}")

    def partners(self) -> None:
        self.title("partners")
        for partner in self.programme.partners.values():
            roles = self.listed(self.word("roles", role) for role in partner.roles)
            self.say(f"  {self.word('partners', partner.name)}: {roles}")

    def places(self) -> None:
        self.title("places")
        known = self.rulebook.places.provinces
        for region in self.programme.regions.values():
            names = self.listed(
                f"{known[code].name(self.language)} ({code})" if code in known else code
                for code in region.provinces
            )
            self.say(f"  {self.word('regions', region.name)}: {names}")
            self.say(f"    {self.note(region.reason).strip()}", "dim")

    def budget(self) -> None:
        self.title("budget")
        currency, total = self.programme.currency, self.programme.budget.value
        if total is not None:
            self.say(f"  {money(total, currency, self.language)}")
        for family in self.programme.families.values():
            shown = self.figure(family.amount, currency)
            if family.least_share is not None:
                least = quantity(family.least_share, "share", self.language)
                note = self.note(family.least_share_reason)
                rule = _phrase("at_least", self.language, share=least)
                shown += f"{'؛' if self.language == 'ar' else ';'} {rule}{note}"
            self.say(f"  {self.word('families', family.name)}: {shown}")
        for reason in {f.amount.reason for f in self.programme.families.values()}:
            self.say(f"  {self.note(reason).strip()}", "dim")

    def indicators(self) -> None:
        self.title("indicators")
        table = Table(show_edge=False, pad_edge=False, header_style="dim")
        table.add_column("")
        for key in ("unit", "evidence", "target", "result"):
            table.add_column(_phrase(key, self.language))
        for level in LEVELS:
            table.add_row(self.word("levels", level), style="bold")
            for indicator in self.programme.indicators.values():
                if indicator.level == level:
                    table.add_row(*self._cells(indicator))
        self.console.print(table)
        for indicator in self.programme.indicators.values():
            for figure in (indicator.target, indicator.result):
                if figure is not None and figure.reason:
                    name = self.word("indicators", indicator.name, "name")
                    self.say(f"  * {name}{self.note(figure.reason)}", "dim")

    def _cells(self, indicator: Indicator) -> tuple[str, ...]:
        months = ", ".join(str(count) for count in indicator.after_months)
        return (
            f"  {self.word('indicators', indicator.name, 'name')}"
            + (f" ({months})" if months else ""),
            self.word("units", indicator.unit),
            self.word("evidence", indicator.evidence),
            self.figure(indicator.target) if indicator.target else "–",
            self.figure(indicator.result) if indicator.result else "–",
        )

    def selection(self) -> None:
        self.title("selection")
        self.say(f"  {self.note(self.programme.weights.reason).strip()}", "dim")
        heading = ""
        for criterion in self.programme.criteria.values():
            grid = self.word("grids", criterion.programme)
            stage = self.word("stages", criterion.stage)
            if heading != (heading := f"{grid}. {stage}"):
                self.say(f"  {heading}")
            self.say(f"    · {self.word('criteria', criterion.name)}")

    def sources(self) -> None:
        self.title("sources")
        for source in self.programme.sources.values():
            if source.url:
                said = credited(source, self.seen_on, self.language)
                self.say(f"  {said} {source.url}")

    def figure(self, figure: Figure | None, unit: str = "") -> str:
        if figure is None or figure.value is None:
            return _phrase("not_published", self.language)
        shown = quantity(figure.value, unit, self.language)
        return f"{shown} *" if figure.grade == "flagged" else shown

    def listed(self, words: Iterable[str]) -> str:
        return ("، " if self.language == "ar" else ", ").join(words)

    def note(self, reason: str | None) -> str:
        return f" ({self.word('reasons', reason)})" if reason else ""


def shown_date(event: Event) -> str:
    """As much of the date as is known: 2012, 2012-05 or 2012-05-11."""
    length = {"day": 10, "month": 7, "year": 4}[event.precision]
    return event.on.isoformat()[:length] if event.on else ""
