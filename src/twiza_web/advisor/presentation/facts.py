"""Questions and answers as fields, and answers read back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from twiza.packs.model import ABOUT, Fact
from twiza_web.advisor.amounts import Rate
from twiza_web.advisor.answers import Answers
from twiza_web.advisor.presentation.drawing import Holes, drawn
from twiza_web.advisor.presentation.wording import Wording
from twiza_web.advisor.reading import typed, written


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class OptionGroup:
    label: str
    options: list[Option]


@dataclass(frozen=True)
class FieldView:
    name: str
    label: str
    question: str
    why: str
    kind: str
    unit: str
    value: str
    options: list[Option]
    groups: list[OptionGroup]
    error: str
    read_back: str


@dataclass(frozen=True)
class FieldGroup:
    about: str
    title: str
    fields: list[FieldView]
    assumed: list[FieldView]

    @property
    def is_assumed_open(self) -> bool:
        return any(field.value or field.error for field in self.assumed)


@dataclass(frozen=True)
class AnswerView:
    name: str
    label: str
    text: str


def field_view(
    fact: Fact, answers: Answers, wording: Wording, rate: Rate | None
) -> FieldView:
    known = answers.facts.get(fact.name)
    chosen = "" if known is None else written(known)
    text = "" if known is None else typed(fact, known)
    return FieldView(
        name=fact.name,
        label=wording.fact(fact.name),
        question=wording.word("facts", fact.name, "question"),
        why=wording.word("facts", fact.name, "why"),
        kind=_kind(fact),
        unit=_unit(fact),
        value=answers.texts.get(fact.name, text),
        options=_options(fact, chosen, wording),
        groups=place_groups(chosen, wording) if fact.type == "place" else [],
        error=answers.errors.get(fact.name, ""),
        read_back=wording.read_back(fact, known, rate) if known else "",
    )


def field_groups(
    answers: Answers, wording: Wording, rate: Rate | None
) -> list[FieldGroup]:
    """All facts by what they are about; the assumed ones apart."""
    facts = wording.rulebook.facts.values()
    found = []
    for about in ABOUT:
        mine = [fact for fact in facts if fact.about == about]
        views = {fact.name: field_view(fact, answers, wording, rate) for fact in mine}
        found.append(
            FieldGroup(
                about,
                about_label(about),
                [views[fact.name] for fact in mine if fact.assume is None],
                [views[fact.name] for fact in mine if fact.assume is not None],
            )
        )
    return found


def about_label(about: str) -> str:
    return {
        "investor": _("The investor"),
        "venture": _("The venture"),
        "money": _("The money"),
        "jobs": _("The jobs"),
    }[about]


def answer_views(
    answers: Answers, wording: Wording, rate: Rate | None
) -> list[AnswerView]:
    facts = wording.rulebook.facts
    return [
        AnswerView(
            name, wording.fact(name), wording.read_back(facts[name], value, rate)
        )
        for name, value in answers.facts.items()
    ]


def drawn_answers(answers: Answers, wording: Wording, rate: Rate | None) -> SafeString:
    """Name and value of every answer: each value goes into a hole."""
    facts = wording.rulebook.facts

    def build(holes: Holes) -> dict[str, Any]:
        return {"rows": [(wording.fact(name), hole) for name, hole in holes.items()]}

    sums = {
        name: wording.read_back(facts[name], value, rate)
        for name, value in answers.facts.items()
    }
    return drawn(wording, "_answers.html", (), build, sums)


def _kind(fact: Fact) -> str:
    return "number" if fact.is_numeric else fact.type


def _unit(fact: Fact) -> str:
    return {
        "share": "%",
        "MAD": "MAD",
        "EUR": "EUR",
        "year": _("years"),
        "month": _("months"),
        "job": _("jobs"),
    }.get("share" if fact.type == "share" else fact.unit, "")


def _options(fact: Fact, chosen: str, wording: Wording) -> list[Option]:
    if fact.type == "flag":
        named = {"yes": _("Yes"), "no": _("No")}
    else:
        named = {value: wording.choice(fact, value) for value in fact.choices}
    return [Option(value, label, value == chosen) for value, label in named.items()]


def place_groups(chosen: str, wording: Wording) -> list[OptionGroup]:
    """Provinces by region, each in the order of its name."""
    places, language = wording.rulebook.places, wording.language
    found: dict[str, list[Option]] = {}
    for code, place in places.provinces.items():
        option = Option(code, place.name(language), code == chosen)
        found.setdefault(place.region or "", []).append(option)
    return [
        OptionGroup(
            places.regions[region].name(language) if region in places.regions else "",
            sorted(options, key=lambda option: option.label),
        )
        for region, options in found.items()
    ]
