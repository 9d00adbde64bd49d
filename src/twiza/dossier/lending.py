"""Guarantees, loans and shared ceilings of a package: lines beside the money."""

from __future__ import annotations

from twiza.dossier.blocks import Block, item, joined, listed
from twiza.dossier.voice import Json, Voice


def lending_lines(package: Json, voice: Voice) -> Block:
    lines = [_guarantee(one, voice) for one in package.get("guarantees", [])]
    lines += [_loan(one, voice) for one in package.get("loans", [])]
    return listed(lines, title=voice.say("lending_title"))


def _guarantee(one: Json, voice: Voice) -> Block:
    loan = one.get("loan")
    return item(
        voice.say("covers", amount=voice.sum(one["principal_covered"])),
        lead=voice.mechanism(one["id"]),
        small=joined(_price("fee", one["fee_rate"], one["ask"], voice),
                     _interest(loan, voice) if loan else ""),
        refs=voice.cite([one["fee_rate"] and one["fee_rate"]["source"]]),
    )  # fmt: skip


def _loan(one: Json, voice: Voice) -> Block:
    principal = one["principal"]
    figures = (one["rate"], one["average_rate"])
    return item(
        voice.say("lends", amount=voice.sum(principal)) if principal else "",
        lead=voice.mechanism(one["id"]),
        small=joined(
            "" if one["rate"] else _price("rate", None, one["ask"], voice),
            _interest(one, voice),
        ),
        refs=voice.cite(figure["source"] for figure in figures if figure),
    )


def _price(what: str, figure: Json | None, ask: list[str], voice: Voice) -> str:
    """The fee, or whom to ask for it."""
    if figure and figure["value"] is not None:
        return voice.say(what, rate=voice.share(figure["value"]))
    return voice.say(f"{what}_unknown", ask=voice.operators(ask)) if ask else ""


def _interest(one: Json, voice: Voice) -> str:
    """The rate beside the average one, and what it saves."""
    rate, average = one["rate"], one["average_rate"]
    if not (rate and average):
        return ""
    saved = [
        voice.say(f"saves_{span}", amount=voice.sum(one[f"saved_{span}"]))
        for span in ("a_year", "in_all")
        if one[f"saved_{span}"]
    ]
    rates = {"rate": rate["value"], "average": average["value"]}
    shown = {name: voice.share(value) for name, value in rates.items()}
    return joined(voice.say("rate_is", **shown), *saved)


def ceiling_lines(package: Json, voice: Voice) -> Block:
    lines = [_ceiling(one, voice) for one in package.get("ceilings", [])]
    return listed(lines, title=voice.say("ceilings_title"))


def _ceiling(one: Json, voice: Voice) -> Block:
    if one["left"] is None:
        words = voice.say("ceiling_unknown")
    elif one["cuts"]:
        asked, left = voice.sum(one["asked"]), voice.sum(one["left"])
        words = voice.say("ceiling_cuts", asked=asked, left=left)
    else:
        words = voice.say("ceiling_holds")
    return item(
        words,
        lead=voice.word("ceilings", one["id"]),
        small="" if one["is_certain"] else voice.say("flagged"),
        refs=voice.cite([one["source"]]),
    )
