"""The sections of what one cannot have, and of taxes and declarations."""

from __future__ import annotations

from twiza.dossier.aids import note, window
from twiza.dossier.blocks import Block, Section, item, joined, listed, section, some
from twiza.dossier.blocks import heading as heading_of
from twiza.dossier.voice import Json, Voice


def refusal_section(voice: Voice) -> Section:
    """First those that a change would open, then the many others."""
    refused = [
        one
        for one in voice.answer["mechanisms"]
        if one["role"] == "aid" and one["status"] == "ineligible"
    ]
    near = [block for one in refused if one["changes"] for block in _near(one, voice)]
    far = [_far(one, voice) for one in refused if not one["changes"]]
    blocks = some([*near, listed(far)])
    return section("why-not", voice.say("why_not_title"), blocks, folded=True)


def _near(one: Json, voice: Voice) -> list[Block]:
    return [
        heading_of(voice.mechanism(one["id"]), tag=voice.say("ineligible"), tone="no"),
        listed(_failing(one, voice)),
        listed(
            [_change(change, voice) for change in one["changes"]],
            title=voice.say("smallest_change"),
        ),
    ]


def _failing(one: Json, voice: Voice) -> list[Block]:
    failing = [c for c in one["conditions"] if c["holds"] is False]
    found = [
        item(
            voice.condition(one["id"], condition["name"]),
            mark="no",
            spoken=voice.say("not_met"),
            refs=voice.cite([condition["source"]]),
        )
        for condition in failing
    ]
    if one["jointly_impossible"]:
        found.append(item(voice.say("jointly"), mark="no", spoken=voice.say("no")))
    return found


def moves(change: Json, voice: Voice) -> str:
    """What has to move, from where to where; other values that do as well."""
    told = voice.listed(
        voice.move(name, move) for name, move in change["facts"].items()
    )
    others = voice.listed(
        _values(values, change["facts"], voice) for values in change.get("also", [])
    )
    return joined(told, voice.say("also_move", moves=others) if others else "", by="; ")


def _values(values: Json, moved: Json, voice: Voice) -> str:
    """Of one fact the value is enough: its name was just said."""
    if len(moved) == 1 and values.keys() == moved.keys():
        return voice.listed(voice.value(name, value) for name, value in values.items())
    return voice.listed(
        voice.labelled(voice.fact(name), voice.value(name, value))
        for name, value in values.items()
    )


def _change(change: Json, voice: Voice) -> Block:
    return item(
        moves(change, voice),
        small=joined(package_moves(change, voice), aftermath(change, voice), by=" "),
    )


def package_moves(change: Json, voice: Voice) -> str:
    totals = {end: change[f"package_{end}"]["total"] for end in ("before", "after")}
    shown = {end: voice.sum(total) for end, total in totals.items()}
    return voice.say("before_after", **shown)


def aftermath(change: Json, voice: Voice) -> str:
    """What a change leaves to pay for, and to answer anew."""
    amount, asked = change.get("to_finance"), change.get("ask_again") or []
    names = voice.listed(voice.fact(name) for name in asked)
    return joined(
        voice.say("to_finance", amount=voice.money(amount)) if amount else "",
        voice.say("ask_again", facts=names) if names else "",
        by=" ",
    )


def _far(one: Json, voice: Voice) -> Block:
    failing = _failing(one, voice)
    refs = {number for line in failing for number in line["refs"]}
    return item(
        joined(*(line["text"] for line in failing), by=" "),
        lead=voice.mechanism(one["id"]),
        mark="no",
        spoken=voice.say("not_met"),
        refs=sorted(refs),
    )


def closed_section(voice: Voice) -> Section:
    """Mechanisms without an answer at this date, each with its reason."""
    items = [
        item(
            joined(_reason(one, voice), note(one, voice), by=" "),
            lead=voice.mechanism(one["id"]),
            small=window(one, voice),
            refs=voice.cite([one["availability"]["source"]]),
        )
        for one in voice.answer["mechanisms"]
        if one["role"] == "aid" and one["status"] in ("closed", "not_computable")
    ]
    title = voice.say("closed_title")
    return section("closed", title, some([listed(items)]), folded=True)


def _reason(one: Json, voice: Voice) -> str:
    if one["reason"]:
        return voice.told("why", one["reason"])
    return voice.say(str(one["status"]))


def duty_section(voice: Voice) -> Section:
    """What applies first: taxes withheld, declarations to make."""
    duties = [one for one in voice.answer["mechanisms"] if one["role"] != "aid"]
    duties.sort(key=lambda one: one["status"] != "eligible")
    items = [_duty(one, voice) for one in duties]
    return section("duties", voice.say("duties"), some([listed(items)]), folded=True)


def _duty(one: Json, voice: Voice) -> Block:
    spoken = {"eligible": "applies_to_you", "ineligible": "does_not_apply"}
    sources = [part["source"] for part in (*one["parts"], *one["conditions"])]
    applies = one["status"] == "eligible"
    return item(
        voice.word("mechanisms", one["id"], "summary") if applies else "",
        lead=voice.mechanism(one["id"]),
        small=joined(
            voice.say(str(spoken.get(one["status"], one["status"]))),
            voice.share(one["rate"]) if one["rate"] is not None else "",
        ),
        refs=voice.cite(sources),
    )
