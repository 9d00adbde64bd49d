"""The section of the best package: what adds up, what is certain, what was left out."""

from __future__ import annotations

from twiza.dossier.blocks import (
    Block,
    Section,
    figure,
    heading,
    item,
    joined,
    listed,
    pairs,
    section,
    some,
    text,
)
from twiza.dossier.lending import ceiling_lines, lending_lines
from twiza.dossier.voice import Json, Voice

NOTHING = {"most": 0}


def package_section(voice: Voice) -> Section:
    package = voice.answer["package"]
    blocks = some(
        [
            *_sums(package, voice),
            _members(package, voice),
            text(_unproved(package, voice), tone="note"),
            lending_lines(package, voice),
            ceiling_lines(package, voice),
            _asks(package, voice),
            _set_aside(package, voice),
            *_alternatives(voice),
        ]
    )
    return section("package", voice.say("package_title"), blocks, folded=False)


def is_money(package: Json) -> bool:
    """Whether grants and premiums add up to something; else a guarantee is the gain."""
    return bool(package["total"]["most"]) or not package["guaranteed"]["most"]


def _sums(package: Json, voice: Voice) -> list[Block]:
    if not package["members"]:
        return [text(voice.say("no_member"))]
    apart = [
        (voice.say(f"{name}_apart"), voice.sum(package[name]))
        for name in ("guaranteed", "borrowed", "invested")
        if package.get(name, NOTHING)["most"]
    ]
    own = package.get("own_funds")
    if own:
        title = voice.say("own_funds_asked", name=voice.mechanism(own["for"]))
        apart.append((title, voice.money(own["least"], own["currency"])))
    if not is_money(package):
        (title, shown), *rows = apart  # a guarantee, for no money adds up
        return [figure(shown, title=title), pairs(rows)]
    rate = voice.share(package["rate"])
    rows = [
        (voice.say("certain_part"), voice.money(package["certain_total"])),
        (voice.say("worth_today", rate=rate), voice.money(package["present_value"])),
        *apart,
    ]
    main = voice.sum(package["total"])
    return [figure(main, title=voice.say("total_of")), pairs(rows)]


def _unproved(package: Json, voice: Voice) -> str:
    """A search that stopped early says what may still be found."""
    if package["proved"]:
        return ""
    most = package.get("at_most") or package["total"]["most"]
    return voice.say("not_proved", most=voice.money(most))


def _members(package: Json, voice: Voice) -> Block:
    doubts = {one["id"]: one["because"] for one in package["uncertain"]}
    amounts = {one["id"]: voice.amount(one) for one in voice.answer["mechanisms"]}
    deadlines = {one["id"]: _deadline(one, voice) for one in package.get("apply", [])}
    items = [
        item(
            joined(voice.mechanism(name), amounts.get(name, ""), by=" – "),
            small=joined(
                deadlines.get(name, ""), _doubts(doubts.get(name, []), voice), by=" "
            ),
        )
        for name in package["members"]
    ]
    return listed(items, title=voice.say("in_order"), ordered=True)


def _deadline(one: Json, voice: Voice) -> str:
    if not one["because"]:
        return ""
    key = f"by_{one['because']}"
    if one["by"] is None:
        return voice.say(f"{key}_undated")
    return voice.say(key, date=voice.day(one["by"]))


def _doubts(because: list[str], voice: Voice) -> str:
    if not because:
        return ""
    why = voice.listed(voice.told("doubt", name) for name in because)
    return voice.say("not_certain", why=why)


def _asks(package: Json, voice: Voice) -> Block:
    """Members on whose combination no text was found: each with those after it."""
    others: dict[str, dict[str, None]] = {}
    bodies: dict[str, dict[str, None]] = {}
    for pair in package["to_ask"]:
        first, second = pair["mechanisms"]
        others.setdefault(first, {})[second] = None
        bodies.setdefault(first, {}).update(dict.fromkeys(pair["ask"]))
    items = [
        item(
            voice.say("ask_with", others=voice.mechanisms(with_)),
            lead=voice.mechanism(first),
            small=voice.say("ask_whom", names=voice.operators(bodies[first])),
        )
        for first, with_ in others.items()
    ]
    return listed(items, title=voice.say("ask_together"))


def _set_aside(package: Json, voice: Voice) -> Block:
    items = [
        item(why_aside(left, voice), lead=voice.mechanism(left["id"]))
        for left in package["set_aside"]
    ]
    return listed(items, title=voice.say("set_aside"))


def why_aside(left: Json, voice: Voice) -> str:
    others, ask = voice.mechanisms(left["with"]), voice.operators(left["ask"])
    return voice.told("aside", left["reason"], others=others, ask=ask)


def _alternatives(voice: Voice) -> list[Block]:
    """The other packages, where they differ from the best one."""
    found: list[Block] = []
    for name, package in voice.answer["alternatives"].items():
        if package["members"] == voice.answer["package"]["members"]:
            continue
        main = package["total"] if is_money(package) else package["guaranteed"]
        found += [
            heading(voice.say(name)),
            text(voice.say(f"about_{name}")),
            text(voice.labelled(voice.mechanisms(package["members"]), voice.sum(main))),
            text(_ask_all(package, voice), tone="small"),
        ]
    return found


def _ask_all(package: Json, voice: Voice) -> str:
    """Whom to ask about all of them: an alternative may hold dozens of open pairs."""
    bodies = dict.fromkeys(body for pair in package["to_ask"] for body in pair["ask"])
    if not bodies:
        return ""
    whom = voice.say("ask_whom", names=voice.operators(bodies))
    return joined(voice.say("ask_together"), whom, by=" ")
