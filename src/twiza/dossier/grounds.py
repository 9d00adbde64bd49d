"""The sections of what an answer rests on: answers, assumptions, questions, sources."""

from __future__ import annotations

from twiza.dossier.blocks import (
    Block,
    Section,
    item,
    joined,
    listed,
    pairs,
    section,
    some,
)
from twiza.dossier.voice import Json, Voice


def answer_section(voice: Voice) -> Section:
    rows = [
        (voice.fact(name), voice.value(name, value))
        for name, value in voice.answer["facts"].items()
    ]
    return section("answers", voice.say("answers_title"), [pairs(rows)], folded=True)


def question_section(voice: Voice) -> Section:
    items = [
        item(
            voice.word("facts", asked["fact"], "question"),
            small=voice.say("settles", names=voice.mechanisms(asked["for"])),
        )
        for asked in voice.answer["questions"]
    ]
    blocks = some([listed(items, ordered=True)])
    return section("questions", voice.say("questions_title"), blocks, folded=False)


def assumption_section(voice: Voice) -> Section:
    assumed = [_assumption(one, voice) for one in voice.answer["assumptions"]]
    fallen = [
        item(voice.labelled(voice.fact(f["fact"]), voice.value(f["fact"], f["given"])))
        for f in voice.answer["fallen"]
    ]
    blocks = some([listed(assumed), listed(fallen, title=voice.say("fallen"))])
    return section("assumptions", voice.say("assumed_title"), blocks, folded=True)


def _assumption(one: Json, voice: Voice) -> Block:
    names = voice.mechanisms(one["used_by"])
    refs = voice.cite([one["source"]])
    if "fact" in one:
        return item(voice.word("assumptions", one["fact"]), small=names, refs=refs)
    words = voice.condition(one["mechanism"], one["condition"])
    reason = voice.word("reasons", one["reason"]) if one["reason"] else ""
    return item(words, small=joined(names, reason), refs=refs)


def source_section(voice: Voice) -> Section:
    """Every source that a line of the advice refers to, under its number."""
    items = [_source(place, name, voice) for place, name in enumerate(voice.cited, 1)]
    blocks = some([listed(items, ordered=True)])
    return section("sources", voice.say("sources_title"), blocks, folded=True)


def _source(place: int, name: str, voice: Voice) -> Block:
    source, age = voice.sources[name], voice.age(name)
    return item(
        joined(source["publisher"], source["title"] or "", by=" – "),
        small=joined(
            _dated(source, voice),
            voice.say(age),
            "" if source["url"] else voice.say("no_address"),
        ),
        mark={"fresh": "yes", "due": "open"}.get(age, "no"),
        url=source["url"] or "",
        anchor=f"source-{place}",
    )


def _dated(source: Json, voice: Voice) -> str:
    if source["checked_on"]:
        return voice.say("checked_on", date=voice.day(source["checked_on"]))
    published = source["published"]
    dated = voice.say("published", date=published) if published else ""
    return joined(dated, voice.say("not_dated"))
