"""What a person typed into a form becomes answers, errors beside the field."""

from __future__ import annotations

from dataclasses import replace

from django.http import QueryDict

from twiza.packs.model import Rulebook
from twiza_web.advisor.amounts import Rate
from twiza_web.advisor.answers import MOST_CHARACTERS, Answers, read_date
from twiza_web.advisor.reading import FieldError, read_typed


def typed_answer(
    rulebook: Rulebook, answers: Answers, name: str, form: QueryDict, rate: Rate | None
) -> Answers:
    """The answers with one more, or with its error."""
    text = form.get("value", "")[:MOST_CHARACTERS]
    currency = "EUR" if form.get("currency") == "EUR" else "MAD"
    fact = rulebook.facts[name]
    try:
        return answers.with_fact(name, read_typed(rulebook, fact, text, rate, currency))
    except FieldError as mistake:
        return replace(answers, errors={name: str(mistake)}, texts={name: text})


def typed_answers(rulebook: Rulebook, form: QueryDict, rate: Rate | None) -> Answers:
    """All answers of the long form; an empty field is a question left for later."""
    answers = Answers()
    for name, fact in rulebook.facts.items():
        text = form.get(name, "").strip()[:MOST_CHARACTERS]
        if not text:
            continue
        try:
            value = read_typed(rulebook, fact, text, rate)
        except FieldError as mistake:
            answers.errors[name] = str(mistake)
            answers.texts[name] = text
        else:
            answers.facts[name] = value
    return dated(answers, form.get("date", "").strip())


def dated(answers: Answers, text: str) -> Answers:
    """The answers asked for another day."""
    try:
        return replace(answers, date=read_date(text))
    except FieldError as mistake:
        errors = {**answers.errors, "date": str(mistake)}
        texts = {**answers.texts, "date": text[:MOST_CHARACTERS]}
        return replace(answers, errors=errors, texts=texts)
