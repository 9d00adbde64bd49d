"""What stands between two paragraphs in the place of a placeholder: lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string

from twiza.articles import Figure, Placeholder, figure
from twiza.articles.figures import step_figure, validity
from twiza.articles.wording import in_rows
from twiza_web.guide.aids_of_place import aids_for
from twiza_web.guide.articles.inline import operator_link, ways
from twiza_web.guide.articles.notes import Notes, marked
from twiza_web.guide.articles.setting import Setting
from twiza_web.guide.mechanism_page import mechanism_view
from twiza_web.guide.place_page import place_view

Names = tuple[str, ...]
Context = dict[str, Any]


def block_html(found: Placeholder, setting: Setting, notes: Notes) -> str:
    kind = found.names[0] if found.kind in _SUBJECT_FACTS else found.kind
    if found.kind in _SUBJECT_FACTS and kind in ("aids", "excluded"):
        context = _aids(kind, _SUBJECT_FACTS[found.kind], setting)
        return render_to_string("guide/articles/_aids.html", context)
    template, gather = _BLOCKS[kind]
    return render_to_string(
        f"guide/articles/{template}.html", gather(found.names, setting, notes)
    )


def _steps(names: Names, setting: Setting, notes: Notes) -> Context:
    return {"steps": [_one_step(name, setting, notes) for name in names]}


def _one_step(name: str, setting: Setting, notes: Notes) -> Context:
    step = setting.rulebook.steps[name]
    days, cost = (
        step_figure(
            name, part, setting.rulebook, setting.language, seen_on=setting.seen_on
        )
        for part in ("days", "cost")
    )
    gives = setting.rulebook.documents.get(step.gives or "")
    has_validity = gives is not None and gives.validity_days is not None
    return {
        "name": setting.word("steps", name, "name"),
        "how": setting.word("steps", name, "how"),
        "body": operator_link(step.body, setting),
        "where": ways(name, setting),
        "days": marked(days),
        "cost": marked(cost),
        "note": notes.number(_of_step(name, days, cost, setting)),
        "document": setting.word("documents", step.gives) if step.gives else "",
        "validity": _validity(step.gives, setting, notes) if has_validity else "",
    }


def _of_step(name: str, days: Figure, cost: Figure, setting: Setting) -> Figure:
    """One footnote for both: a step's sources are those of all it says."""
    return Figure(
        text=in_rows([days.text, cost.text], setting.language),
        label=setting.word("steps", name, "name"),
        mark=cost.mark or days.mark,
        reason=cost.reason,
        other="",
        sources=days.sources,
        is_missing=False,
    )


def _validity(document: str | None, setting: Setting, notes: Notes) -> str:
    return notes.shown(
        validity(
            str(document), setting.rulebook, setting.language, seen_on=setting.seen_on
        )
    )


def _figures(names: Names, setting: Setting, notes: Notes) -> Context:
    name = names[0]
    told = [
        figure(
            f"{name}.{own}",
            setting.rulebook,
            setting.on,
            setting.language,
            seen_on=setting.today,
        )
        for own in setting.rulebook.mechanisms[name].parameters
    ]
    return {"figures": [(one.label, notes.shown(one)) for one in told]}


def _mechanism(names: Names, setting: Setting, _notes: Notes) -> Context:
    view = mechanism_view(setting.reader(names[0]))
    current = next((one for one in view.versions if one.is_current), None)
    return {"mechanism": view, "version": current}


def _indicators(_names: Names, setting: Setting, _notes: Notes) -> Context:
    place = setting.rulebook.places.provinces[setting.subject]
    view = place_view(setting.rulebook, place, setting.language, setting.seen_on)
    return {"place": view}


def _aids(kind: str, fact: str, setting: Setting) -> Context:
    """By the engine, with the subject alone known."""
    facts: dict[str, object] = {fact: setting.subject}
    aids = aids_for(setting.rulebook, facts, setting.language, setting.on)
    is_excluded = kind == "excluded"
    return {
        "aids": aids.excluded if is_excluded else aids.possible,
        "is_excluded": is_excluded,
    }


_SUBJECT_FACTS = {"sector": "sector", "territory": "province"}
_BLOCKS: dict[str, tuple[str, Callable[[Names, Setting, Notes], Context]]] = {
    "steps": ("_steps", _steps),
    "figures": ("_figures", _figures),
    "conditions": ("_conditions", _mechanism),
    "apply": ("_apply", _mechanism),
    "together": ("_together", _mechanism),
    "indicators": ("_indicators", _indicators),
    "contact": ("_contact", _indicators),
}
