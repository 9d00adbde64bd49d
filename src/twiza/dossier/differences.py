"""What two answers say differently: an advice as it was given, and as it would be."""

from __future__ import annotations

from collections.abc import Iterator

from twiza.dossier.blocks import Block, Section, item, listed, section, text
from twiza.dossier.voice import Json, Voice


def differences(before: Json, after: Json) -> list[Json]:
    """Each change of a verdict, a window, an amount, the package or its sums.

    returns  per change: what (new, gone, status, window, amount, joined, left, or a sum
             of the package), id of the mechanism, before, after
    """
    return [*_mechanisms(before, after), *_packages(before, after)]


def _mechanisms(before: Json, after: Json) -> Iterator[Json]:
    old = {one["id"]: one for one in before["mechanisms"]}
    new = {one["id"]: one for one in after["mechanisms"]}
    for name in old | new:
        if name not in new:
            yield _change("gone", name)
        elif name not in old:
            yield _change("new", name, after=new[name]["status"])
        else:
            yield from _mechanism(name, old[name], new[name])


def _mechanism(name: str, old: Json, new: Json) -> Iterator[Json]:
    states = old["availability"]["state"], new["availability"]["state"]
    if old["status"] != new["status"]:
        yield _change("status", name, old["status"], new["status"])
    if states[0] != states[1]:
        yield _change("window", name, *states)
    if _money(old) != _money(new):
        yield _change("amount", name, old, new)


def _money(one: Json) -> tuple[object, ...]:
    """The rate of a charge, or the bounds of an amount that somebody may get."""
    amount = one["amount"]
    if amount is None or one["status"] not in ("eligible", "undetermined"):
        return (one["rate"],)
    return (one["rate"], *(amount[key] for key in ("value", "least", "most")))


SUMS = ("total", "guaranteed", "borrowed")


def _packages(before: Json, after: Json) -> Iterator[Json]:
    old, new = before["package"], after["package"]
    for name in new["members"]:
        if name not in old["members"]:
            yield _change("joined", name)
    for name in old["members"]:
        if name not in new["members"]:
            yield _change("left", name)
    for name in SUMS:
        if old[name] != new[name]:
            yield _change(name, None, old[name], new[name])
    if old["certain_total"] != new["certain_total"]:
        sums = (
            {"value": one["certain_total"], "currency": one["total"]["currency"]}
            for one in (old, new)
        )
        yield _change("certain", None, *sums)


def _change(
    what: str, name: str | None, before: object = None, after: object = None
) -> Json:
    return {"what": what, "id": name, "before": before, "after": after}


def today_section(voice: Voice, changes: list[Json]) -> Section:
    """The changes as lines to read; one sentence where nothing has changed."""
    items = [_line(change, voice) for change in changes]
    blocks = [listed(items)] if items else [text(voice.say("nothing_changed"))]
    return section("today", voice.say("today_title"), blocks, folded=False)


def _line(change: Json, voice: Voice) -> Block:
    what, name = change["what"], change["id"]
    lead = voice.mechanism(name) if name else voice.say("sheet_package")
    if what in ("joined", "left", "gone"):
        return item(voice.say(f"change_{what}"), lead=lead)
    if what == "new":
        words = voice.labelled(voice.say("change_new"), voice.say(change["after"]))
        return item(words, lead=lead)
    old, new = (_shown(what, change[end], voice) for end in ("before", "after"))
    words = voice.say("move", fact=voice.say(TITLES[what]), old=old, new=new)
    return item(words, lead=lead)


TITLES = {
    "status": "answer",
    "window": "window",
    "amount": "amount",
    "total": "total_of",
    "certain": "certain_part",
    "guaranteed": "guaranteed_apart",
    "borrowed": "borrowed_apart",
}


def _shown(what: str, value: Json | str, voice: Voice) -> str:
    if isinstance(value, str):
        return voice.say(value)
    if what == "amount":
        return voice.amount(value) or voice.say("nothing")
    return voice.sum(value)
