"""Facts as questions, places as tables, shared figures: what every mechanism uses."""

from __future__ import annotations

from typing import Any

from twiza.exports.evidence import LANGUAGE, documented, doubts
from twiza.exports.naming import (
    FACTS,
    UNKNOWN,
    dotted,
    french_unit,
    plain,
    short,
    usable,
)
from twiza.exports.translation import Formula, Translator, any_of, quoted
from twiza.packs.model import Fact, Parameter, Rulebook
from twiza.rules.parsing import parse
from twiza.rules.scope import Figure

Rule = dict[str, Any]


def fact_rule(rulebook: Rulebook, fact: Fact, translator: Translator) -> Rule:
    """A question. What a pack assumes of it is its value until it is answered."""
    words = ("facts", fact.name)
    rule = documented(
        rulebook.word(LANGUAGE, *words, "name"),
        rulebook=rulebook,
        notes=[_bounds(fact), _assumption(rulebook, fact)],
        sources=[fact.assume.source] if fact.assume else (),
    )
    rule["question"] = rulebook.word(LANGUAGE, *words, "question")
    rule["description"] = rulebook.word(LANGUAGE, *words, "why")
    rule |= _type(rulebook, fact)
    if fact.assume:
        rule["par défaut"] = _assumed(fact, translator)
    return rule


def _type(rulebook: Rulebook, fact: Fact) -> Rule:
    if fact.type == "flag":
        return {"type": "booléen"}
    if fact.is_numeric:
        unit = french_unit(fact.unit or "share", fact.where)
        return {"type": "nombre"} | ({"unité": unit} if unit else {})
    return {
        "une possibilité": [
            {usable(choice, fact.where): {"titre": _title(rulebook, fact, choice)}}
            for choice in _choices(rulebook, fact)
        ]
    }


def _choices(rulebook: Rulebook, fact: Fact) -> tuple[str, ...]:
    return tuple(rulebook.places.provinces) if fact.type == "place" else fact.choices


def _title(rulebook: Rulebook, fact: Fact, choice: str) -> str:
    if fact.type == "place":
        return rulebook.places.provinces[choice].name(LANGUAGE)
    return rulebook.word(LANGUAGE, "choices", fact.name, choice)


def _bounds(fact: Fact) -> str | None:
    if not fact.is_numeric:
        return None
    whole = "Nombre entier" if fact.type == "count" else "Valeur"
    return f"{whole} de {plain(fact.least)} à {plain(fact.most)}."


def _assumption(rulebook: Rulebook, fact: Fact) -> str | None:
    if fact.assume is None:
        return None
    return f"Supposé : {rulebook.word(LANGUAGE, 'assumptions', fact.name)}"


def _assumed(fact: Fact, translator: Translator) -> Formula:
    assert fact.assume is not None
    value = _constant(fact, fact.assume.value)
    if fact.assume.unless is None:
        return value
    unless = translator.formula(parse(fact.assume.unless, fact.where), fact.where)
    return {"variations": [{"si": unless, "alors": UNKNOWN}, {"sinon": value}]}


def _constant(fact: Fact, value: object) -> Formula:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, (int, float)):
        return short(value)
    return quoted(str(value), fact.where)


def column_rule(rulebook: Rulebook, fact: str, column: str) -> Rule:
    """The category of a province, as tests of which province it is."""
    province = dotted(FACTS, fact)
    groups: dict[str, list[Formula]] = {}
    inferred, sources = [], []
    for code, place in rulebook.places.provinces.items():
        cell = place.columns[column]
        groups.setdefault(cell.value, []).append(f"{province} = '{code}'")
        sources.append(cell.source)
        if cell.basis == "inferred":
            inferred.append(place.name(LANGUAGE))
    named = f"Déduit et non nommé par un texte : {', '.join(inferred)}."
    rule = documented(
        rulebook.word(LANGUAGE, "derived", column),
        rulebook=rulebook,
        notes=[named if inferred else None],
        sources=sources,
    )
    rule["valeur"] = {
        "variations": [
            {"si": any_of(claims), "alors": f"'{value}'"}
            for value, claims in groups.items()
        ]
    }
    return rule


def figure_rule(rulebook: Rulebook, figure: Figure, title: str) -> Rule:
    """A parameter at the date, with its source; a table is shown as a text, for its
    values stand where they are used."""
    parameter, held = figure.parameter, figure.held
    rule = documented(
        title,
        rulebook=rulebook,
        notes=[f"En vigueur depuis le {held.start}.", *doubts(rulebook, held)],
        sources=[held.source],
    )
    if parameter.form != "number":
        return rule | {"valeur": {"texte": _shown(parameter, held.value)}}
    assert isinstance(held.value, (int, float))
    unit = french_unit(parameter.unit, held.where)
    return rule | {"valeur": short(held.value)} | ({"unité": unit} if unit else {})


def _shown(parameter: Parameter, value: object) -> str:
    if isinstance(value, dict):
        return " ; ".join(f"{key} : {plain(share)}" for key, share in value.items())
    assert isinstance(value, tuple)
    if parameter.form == "choices":
        return ", ".join(value)
    return " ; ".join(
        f"{'à partir de' if row.inclusive else 'au-dessus de'} {plain(row.threshold)}"
        f" : {plain(row.value)}"
        for row in value
    )
