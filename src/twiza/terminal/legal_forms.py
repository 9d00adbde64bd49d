"""Prints the legal forms a business may take: debts, capital, tax, duties."""

from __future__ import annotations

import datetime

from rich.console import Console
from rich.padding import Padding

from twiza.articles import wording
from twiza.articles.figures import Figure, figure
from twiza.packs.legal_forms import held_figure
from twiza.packs.model import LegalForm, Rulebook
from twiza.packs.source_json import source_json
from twiza.terminal.answer import credited
from twiza.terminal.phrases import phrase

Json = dict[str, object]


def print_legal_forms(
    rulebook: Rulebook,
    forms: list[LegalForm],
    language: str,
    on: datetime.date,
    *,
    seen_on: datetime.date,
) -> None:
    """One form after the other, with the figures of a date.

    seen_on  the day on which it is read, by which its sources age
    """
    console = Console(highlight=False)
    for form in forms:
        figures = _figures(rulebook, form, language, on, seen_on)
        console.print(
            rulebook.word(language, "legal_forms", form.name, "name"), style="bold"
        )
        console.print(rulebook.word(language, "liabilities", form.liability))
        for title, lines in {
            "values": [_shown(label, told, language) for label, told in figures],
            "taxes": [_tax(rulebook, name, language) for name in form.taxed_by],
            "duties": [rulebook.word(language, "form_duties", n) for n in form.asks],
            "abroad": [rulebook.word(language, "legal_forms", form.name, "abroad")],
            "sources": [
                credited(rulebook.sources[name], seen_on, language)
                for name in _sources(form, figures)
            ],
        }.items():
            if lines:
                console.print(phrase(title, language), style="dim")
            for line in lines:
                console.print(Padding(line, (0, 0, 0, 2)))
        console.print()


def _figures(
    rulebook: Rulebook,
    form: LegalForm,
    language: str,
    on: datetime.date,
    seen_on: datetime.date,
) -> list[tuple[str, Figure]]:
    """Each figure of the date after the word for what it says of a form."""
    found = []
    for role, name in form.figures.items():
        if _value(rulebook, name, on) is None:
            continue
        stated = name if "." in name else f"parameter.{name}"
        told = figure(stated, rulebook, on, language, seen_on=seen_on)
        found.append((rulebook.word(language, "form_figures", role), told))
    return found


def _shown(label: str, told: Figure, language: str) -> str:
    notes = "".join(f" ({note})" for note in (told.mark, told.reason) if note)
    return wording.phrase("row", language, label=label, value=f"{told.text}{notes}")


def _tax(rulebook: Rulebook, name: str, language: str) -> str:
    if name in rulebook.mechanisms:
        return rulebook.word(language, "mechanisms", name, "name")
    return rulebook.word(language, "parameters", name)


def _sources(form: LegalForm, figures: list[tuple[str, Figure]]) -> list[str]:
    held = [source for _, told in figures for source in told.sources]
    return list(dict.fromkeys([*form.sources, *held]))


def legal_forms_json(
    rulebook: Rulebook,
    forms: list[LegalForm],
    on: datetime.date,
    *,
    seen_on: datetime.date,
) -> Json:
    """The forms for a machine: names are ids, dates ISO, shares from 0 to 1."""
    values = {
        form.name: {
            role: _value(rulebook, name, on) for role, name in form.figures.items()
        }
        for form in forms
    }
    named = [source for form in forms for source in form.sources]
    named += [str(v["source"]) for held in values.values() for v in held.values() if v]
    return {
        "date": on.isoformat(),
        "legal_forms": [
            {
                "id": form.name,
                "values": list(form.values),
                "liability": form.liability,
                "figures": values[form.name],
                "taxed_by": list(form.taxed_by),
                "asks": list(form.asks),
                "sources": list(form.sources),
            }
            for form in forms
        ],
        "sources": {
            name: source_json(rulebook.sources[name], seen_on)
            for name in dict.fromkeys(named)
        },
    }


def _value(rulebook: Rulebook, name: str, on: datetime.date) -> Json | None:
    """A figure on a date; nothing before its first day."""
    parameter = held_figure(rulebook, name)
    held = parameter.at(on) if parameter else None
    if parameter is None or held is None:
        return None
    return {
        "name": name,
        "unit": parameter.unit,
        "value": held.value,
        "from": held.start.isoformat(),
        "source": held.source,
        "grade": held.grade,
        "reason": held.reason,
    }
