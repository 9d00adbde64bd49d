"""Thresholds near at hand, and the same venture in other provinces."""

from __future__ import annotations

from twiza.dossier.blocks import Block, Section, item, joined, listed, section, some
from twiza.dossier.refusals import aftermath, package_moves
from twiza.dossier.voice import Json, Voice


def threshold_section(voice: Voice) -> Section:
    """Gains first; a small slip that would lose an aid bears a mark."""
    lines = [_threshold(one, voice) for one in voice.answer.get("thresholds", [])]
    blocks = some([listed(lines)])
    return section("thresholds", voice.say("thresholds_title"), blocks, folded=False)


def _threshold(one: Json, voice: Voice) -> Block:
    is_gain = one["kind"] == "gain"
    return item(
        _amounts(one["mechanism"], one, voice),
        lead=voice.move(one["fact"], one),
        small=joined(package_moves(one, voice), aftermath(one, voice), by=" "),
        mark="yes" if is_gain else "no",
    )


def _amounts(name: str, one: Json, voice: Voice) -> str:
    """What an aid gives before and after, or its verdicts where these change."""
    ends = ("before", "after")
    if one["status_before"] != one["status_after"]:
        old, new = (voice.say(one[f"status_{end}"]) for end in ends)
    else:
        old, new = (_amount(one[f"amount_{end}"], voice) for end in ends)
    return voice.say("aid_amount", name=voice.mechanism(name), old=old, new=new)


def _amount(amount: Json | None, voice: Voice) -> str:
    known = amount is not None and amount["most"] is not None
    return voice.sum(amount) if amount and known else voice.say("ask_operator")


def province_section(voice: Voice) -> Section:
    """The package in every pilot province, one list per programme."""
    lists = [_programme(one, voice) for one in voice.answer.get("provinces", [])]
    title = voice.say("provinces_title")
    return section("provinces", title, some([*lists]), folded=True)


def _programme(one: Json, voice: Voice) -> Block:
    return listed([_elsewhere(there, voice) for there in one["elsewhere"]])


def _elsewhere(there: Json, voice: Voice) -> Block:
    changed = [_amounts(one["id"], one, voice) for one in there["mechanisms"]]
    return item(
        _difference(there, voice),
        lead=voice.place(there["province"]),
        small=joined(*changed, "" if not there["inferred"] else voice.say("flagged")),
    )


def _difference(there: Json, voice: Voice) -> str:
    total, change = voice.sum(there["package"]["total"]), there["difference"]["value"]
    if change is None:
        return total
    if not change:
        return joined(total, voice.say("as_here"))
    key = "more" if change > 0 else "less"
    return joined(total, voice.say(key, amount=voice.money(abs(change))))
