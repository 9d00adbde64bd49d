"""The sentences that the screens need of a rulebook, in every language."""

from __future__ import annotations

from collections.abc import Iterator

from twiza.errors import PackError
from twiza.packs.model import LANGUAGES, Mechanism, Rulebook


def missing_sentences(rulebook: Rulebook) -> Iterator[PackError]:
    for trail in dict.fromkeys(wanted_words(rulebook)):
        for language in LANGUAGES:
            found: object = rulebook.words[language]
            for name in trail:
                found = found.get(name) if isinstance(found, dict) else None
            if not isinstance(found, str) or not found.strip():
                yield PackError(
                    f"words/{language}, {'.'.join(trail)}",
                    found="no sentence",
                    expected="a sentence in each of fr, nl, ar, en",
                    mend="write it",
                )


def wanted_words(rulebook: Rulebook) -> Iterator[tuple[str, ...]]:
    """Every sentence the screens need, as the trail to it."""
    for fact in rulebook.facts.values():
        for part in ("name", "question", "why"):
            yield "facts", fact.name, part
        for choice in fact.choices:
            yield "choices", fact.name, choice
        if fact.assume:
            yield "assumptions", fact.name
    yield from (("derived", name) for name in rulebook.derived)
    yield from (("consistency", name) for name in rulebook.consistency)
    yield from (("parameters", name) for name in rulebook.parameters)
    for mechanism in rulebook.mechanisms.values():
        yield from _mechanism_words(mechanism)
    yield from _form_words(rulebook)
    yield from (("ceilings", name) for name in rulebook.ceilings)
    for operator in rulebook.operators:
        yield "operators", operator, "name"
        yield "operators", operator, "call_for"
    for step in rulebook.steps:
        yield "steps", step, "name"
        yield "steps", step, "how"
    yield from (("documents", name) for name in rulebook.documents)
    for readings in rulebook.places.readings.values():
        yield from (("indicators", reading.indicator) for reading in readings)
    yield from (("reasons", reason) for reason in reasons(rulebook))


def _mechanism_words(mechanism: Mechanism) -> Iterator[tuple[str, ...]]:
    trail = ("mechanisms", mechanism.name)
    yield (*trail, "name")
    yield (*trail, "summary")
    yield from ((*trail, "parameters", name) for name in mechanism.parameters)
    yield from ((*trail, "apply", step.name) for step in mechanism.apply)
    for version in mechanism.versions:
        for condition in version.conditions or ():
            yield (*trail, "conditions", condition.name)
        yield from ((*trail, "parts", name) for name in version.parts)
        if version.note:
            yield (*trail, "notes", version.note)


def _form_words(rulebook: Rulebook) -> Iterator[tuple[str, ...]]:
    """What several forms have in common is said once."""
    for form in rulebook.legal_forms.values():
        yield "legal_forms", form.name, "name"
        yield "legal_forms", form.name, "abroad"
        yield "liabilities", form.liability
        yield from (("form_figures", role) for role in form.figures)
        yield from (("form_duties", name) for name in form.asks)


def reasons(rulebook: Rulebook) -> Iterator[str]:
    """Why something is flagged or unverified: each reaches the screen."""
    owned = [rulebook.parameters, *(m.parameters for m in rulebook.mechanisms.values())]
    for parameters in owned:
        for parameter in parameters.values():
            yield from (value.reason for value in parameter.values if value.reason)
    for mechanism in rulebook.mechanisms.values():
        for version in mechanism.versions:
            for condition in version.conditions or ():
                if condition.reason:
                    yield condition.reason
        if mechanism.pays and mechanism.pays.flagged:
            yield mechanism.pays.flagged
        for key in ("contested", "flagged", "text"):
            if isinstance(mechanism.obliges.get(key), str):
                yield str(mechanism.obliges[key])
    for ceiling in rulebook.ceilings.values():
        if ceiling.flagged:
            yield ceiling.flagged
    for step in rulebook.steps.values():
        if step.cost_reason:
            yield step.cost_reason
    yield "the source has no address"
    yield "inferred category"
