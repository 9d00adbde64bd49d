"""The sections of the mechanisms: what one can get, why not the others, duties."""

from __future__ import annotations

from twiza.dossier.blocks import (
    Block,
    Section,
    heading,
    item,
    joined,
    listed,
    pairs,
    section,
    some,
    text,
)
from twiza.dossier.voice import TELLING_MOST, Json, Voice

MAY_BE_HAD = ("eligible", "undetermined")
TONES = {"eligible": "yes", "undetermined": "open", "ineligible": "no"}
AGES = ("withdrawn", "stale", "due", "fresh")
MARKS = {True: ("yes", "met"), False: ("no", "not_met"), None: ("open", "not_known")}


def aid_section(voice: Voice) -> Section:
    """Aids that fit or may fit: the package first, then by how sure they are."""
    members = voice.answer["package"]["members"]
    aids = sorted(
        (one for one in _aids(voice) if one["status"] in MAY_BE_HAD),
        key=lambda one: (one["id"] not in members, MAY_BE_HAD.index(one["status"])),
    )
    blocks = [block for one in aids for block in _aid(one, voice)]
    blocks = blocks or [text(voice.say("no_aid"))]
    return section("aids", voice.say("aids"), blocks, folded=False)


def _aids(voice: Voice) -> list[Json]:
    return [one for one in voice.answer["mechanisms"] if one["role"] == "aid"]


def _aid(aid: Json, voice: Voice) -> list[Block]:
    name, status = aid["id"], aid["status"]
    key = "fits" if status == "eligible" else "open_yet"
    rows = [
        (voice.say("amount"), voice.amount(aid)),
        (voice.say("window_now"), window(aid, voice)),
        (voice.say("pays"), _pays(aid["pays"], voice)),
        (voice.say("who_gives"), voice.operators([aid["operator"]])),
        (voice.say("sources"), _ages(aid, voice)),
    ]
    return some(
        [
            heading(voice.mechanism(name), tag=voice.say(key), tone=TONES[status]),
            text(voice.word("mechanisms", name, "summary")),
            pairs(rows),
            text(note(aid, voice), tone="note"),
            _conditions(aid, voice),
            listed(_parts(aid, voice), title=voice.say("made_of")),
            listed(_flags(aid, voice), title=voice.say("to_confirm")),
        ]
    )


def window(one: Json, voice: Voice) -> str:
    """Whether it can be asked for, since when that is known, how old the source is."""
    window = one["availability"]
    words = voice.say(window["state"])
    if window["as_of"]:
        words = voice.say("as_of", state=words, date=voice.day(window["as_of"]))
    return voice.aged(words, window["source"])


def note(one: Json, voice: Voice) -> str:
    name = one["availability"]["note"]
    return voice.word("mechanisms", one["id"], "notes", name) if name else ""


def _pays(pays: Json | None, voice: Voice) -> str:
    if pays is None:
        return ""
    moment, month = voice.told("pays", pays["after"]), voice.month(pays["date"])
    return voice.say("pays_about", moment=moment, month=month) if month else moment


def _ages(aid: Json, voice: Voice) -> str:
    """Who says so, by the age of their texts; the list at the end says more."""
    entries = (*aid["parts"], *aid["conditions"], aid["availability"])
    by_age: dict[str, dict[str, None]] = {}
    for name in dict.fromkeys(entry["source"] for entry in entries):
        if name in voice.sources:
            publisher = voice.sources[name]["publisher"]
            by_age.setdefault(voice.age(name), {})[publisher] = None
    return joined(
        *(
            voice.say("by_age", age=voice.say(age), names=voice.listed(by_age[age]))
            for age in AGES
            if age in by_age
        ),
        by="; " if voice.language != "ar" else "؛ ",
    )


def _conditions(aid: Json, voice: Voice) -> Block:
    held = [_condition(aid["id"], one, voice) for one in aid["conditions"]]
    met = sum(one["mark"] == "yes" for one in held)
    counts = {"met": voice.number(met), "all": voice.number(len(held))}
    return listed(held, title=voice.say("conditions_met", **counts))


def _condition(mechanism: str, condition: Json, voice: Voice) -> Block:
    mark, spoken = MARKS[condition["holds"]]
    return item(
        voice.condition(mechanism, condition["name"]),
        mark=mark,
        spoken=voice.say(spoken),
        refs=voice.cite([condition["source"]]),
    )


def _parts(aid: Json, voice: Voice) -> list[Block]:
    """The figures an amount is made of, as far as they are known."""
    return [
        item(
            joined(
                voice.word("mechanisms", aid["id"], "parts", part["name"]),
                _figure(part, voice),
                by=" = ",
            ),
            small="" if part["grade"] == "sourced" else voice.say("flagged"),
            refs=voice.cite([part["source"]]),
        )
        for part in aid["parts"]
        if _figure(part, voice)
    ]


def _figure(part: Json, voice: Voice) -> str:
    least, most = part["least"], part["most"]
    if least is None or most is None or (least != most and most > TELLING_MOST):
        return ""
    shown = [voice.quantity(value, part["unit"]) for value in (least, most)]
    return shown[0] if least == most else voice.between(*shown)


def _flags(aid: Json, voice: Voice) -> list[Block]:
    found = [
        item(
            voice.labelled(_flag_name(aid["id"], flag, voice), _reason(flag, voice)),
            refs=voice.cite([flag["source"]]),
        )
        for flag in aid["flags"]
    ]
    if aid["pays"] and aid["pays"]["flagged"]:
        reason = voice.word("reasons", aid["pays"]["flagged"])
        found.append(item(voice.labelled(voice.say("pays"), reason)))
    return found


def _reason(flag: Json, voice: Voice) -> str:
    return voice.word("reasons", flag["reason"]) if flag["reason"] else ""


def _flag_name(mechanism: str, flag: Json, voice: Voice) -> str:
    name = flag["name"]
    if flag["what"] == "place":
        return voice.say("province_category")
    if flag["what"] == "condition":
        return voice.condition(mechanism, name).rstrip(".")
    own = voice.rulebook.mechanisms.get(mechanism)
    if own is not None and name not in own.parameters:
        return voice.word("parameters", name).rstrip(".")
    return voice.word("mechanisms", mechanism, "parameters", name).rstrip(".")
