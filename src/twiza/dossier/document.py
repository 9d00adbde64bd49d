"""The whole advice as a document: a head, notes, and sections of blocks.

It is plain data. The PDF and the page of a saved advice are two drawings of it.
"""

from __future__ import annotations

import datetime

from twiza.dossier.aids import aid_section
from twiza.dossier.grounds import (
    answer_section,
    assumption_section,
    question_section,
    source_section,
)
from twiza.dossier.nearby import province_section, threshold_section
from twiza.dossier.package import package_section
from twiza.dossier.refusals import closed_section, duty_section, refusal_section
from twiza.dossier.steps import step_section
from twiza.dossier.voice import Json, Voice
from twiza.packs.model import Rulebook
from twiza.packs.translations import translations_of

INVENTED = "demo"  # the corridor of packs/demo, which exists nowhere

# The sources come last: by then every other section has cited its own.
SECTIONS = (
    package_section,
    aid_section,
    question_section,
    threshold_section,
    refusal_section,
    closed_section,
    duty_section,
    step_section,
    province_section,
    assumption_section,
    answer_section,
    source_section,
)


def dossier_of(
    rulebook: Rulebook,
    answer: Json,
    *,
    language: str,
    seen_on: datetime.date,
    path: Json | None = None,
) -> Json:
    """The advice of an answer in one language.

    rulebook  gives the words; an answer of an older one keeps its figures and verdicts
    answer    the dictionary of docs/answer.md
    seen_on   the day on which it is read: sources are as old as they are then
    path      the dated plan of docs/path.md; left out, the days of the answer
    returns   language, direction, title, subtitle, disclaimer, notes, facts, sections,
              and the words that paper needs
    """
    voice = Voice(rulebook, answer, language, seen_on, path)
    sections = [made for make in SECTIONS if (made := make(voice))["blocks"]]
    return {
        "language": language,
        "direction": "rtl" if language == "ar" else "ltr",
        "title": voice.say("advice"),
        "subtitle": _subject(voice),
        "disclaimer": voice.say("disclaimer"),
        "notes": _notes(voice),
        "facts": _facts(voice),
        "sections": sections,
        "closing": voice.say("recompute", date=answer["date"]),
        "labels": {key: voice.say(key) for key in ("contents", "page")},
    }


def _subject(voice: Voice) -> str:
    """The branch and the place, as far as they are known: nothing typed freely."""
    facts = voice.answer["facts"]
    named = [name for name in ("sector", "province") if name in facts]
    return voice.listed(voice.value(name, facts[name]) for name in named)


def _facts(voice: Voice) -> list[list[str]]:
    pack = voice.answer["pack"]
    return [
        [voice.say("rules_date"), voice.day(voice.answer["date"])],
        [voice.say("rulebook"), f"{pack['name']} {pack['version']}"],
        [voice.say("sources_seen"), voice.day(voice.seen_on.isoformat())],
        [voice.say("fingerprint"), pack["content_hash"]],
    ]


def _notes(voice: Voice) -> list[str]:
    """What a reader has to know before the first figure."""
    notes = [_warning(warning, voice) for warning in voice.answer["warnings"]]
    if voice.rulebook.name == INVENTED:
        notes.insert(0, voice.say("invented"))
    old = [name for name in voice.cited if voice.age(name) != "fresh"]
    if old:
        counts = {"old": str(len(old)), "all": str(len(voice.cited))}
        notes.append(voice.say("old_sources", **counts))
    state = translations_of(voice.rulebook).state(voice.language)
    if state.reviewed + state.due < state.total:
        notes.append(voice.say("unreviewed"))
    if voice.has_lost_names:
        notes.append(voice.say("lost_names"))
    return notes


def _warning(warning: Json, voice: Voice) -> str:
    if "planned" in warning:
        return voice.say(warning["name"], planned=voice.number(warning["planned"]))
    return voice.word("consistency", warning["name"])
