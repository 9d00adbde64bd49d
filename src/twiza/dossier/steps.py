"""The section of the path: each step with its days, place, cost and papers.

An answer counts its path in days; a dated plan (docs/path.md) lays it over a calendar.
"""

from __future__ import annotations

from twiza.dossier.blocks import (
    Block,
    Section,
    item,
    joined,
    listed,
    section,
    some,
    text,
)
from twiza.dossier.voice import Json, Voice


def step_section(voice: Voice) -> Section:
    steps = [_step(step, voice) for step in voice.steps]
    if not steps:
        blocks = [text(voice.say("no_path"))]
    elif voice.path is None:
        blocks = [text(voice.say("path_note"), tone="small"), listed(steps)]
    else:
        blocks = [text(_span_of(voice.path, voice)), _stays(voice.path, voice)]
        blocks.append(listed(steps))
    return section("steps", voice.say("path_title"), some([*blocks]), folded=True)


def _span_of(path: Json, voice: Voice) -> str:
    ends = {name: voice.day(day) for name, day in path["ends_on"].items()}
    start = voice.day(path["start"])
    if not all(ends.values()):
        return voice.say("dated_open", start=start)
    return voice.say("dated_note", start=start, **ends)


def _stays(path: Json, voice: Voice) -> Block:
    lines = [
        item(
            voice.listed(_named(visit, path, voice) for visit in stay["visits"]),
            lead=voice.say(
                "stay", first=voice.day(stay["first"]), last=voice.day(stay["last"])
            ),
        )
        for stay in path["stays"]
    ]
    return listed(lines, title=voice.say("stays_used"))


def _named(visit: str, path: Json, voice: Voice) -> str:
    (step,) = [step for step in path["steps"] if step["id"] == visit]
    return step_name(step, voice)


def step_name(step: Json, voice: Voice) -> str:
    """What is done; of an application also for which mechanism."""
    mechanism = step.get("mechanism")
    if not mechanism:
        return voice.word("steps", step["step"], "name")
    how = voice.word("mechanisms", mechanism, "apply", step["step"])
    return voice.labelled(voice.mechanism(mechanism), how)


def _step(step: Json, voice: Voice) -> Block:
    name = step_name(step, voice)
    if not step["is_sure"]:
        name = f"{name} ({voice.say('if_it_applies')})"
    return item(
        name,
        lead=when(step, voice),
        small=joined(
            voice.operators([step["body"]]),
            where(step, voice),
            days(step["days"], voice),
            cost(step["cost"], voice),
            _papers(step["needs"], voice),
            voice.say("critical") if step.get("is_critical") else "",
        ),
        refs=voice.cite(step["sources"]),
    )


def when(step: Json, voice: Voice) -> str:
    if "starts_on" not in step:
        start, end = str(step["start_day"]), str(step["end_day"])
        return voice.say("span", start=start, end=end)
    days = dict.fromkeys((step["starts_on"], step["ends_on"]))
    return joined(*map(voice.day, days), by=" – ") or voice.say("no_day")


def where(step: Json, voice: Voice) -> str:
    if step["where"] is None:
        return voice.say("at_unknown")
    if step["where"] == "in_person" and step.get("office") == "residence":
        return voice.say("at_home_office")
    return voice.told("at", step["where"])


def days(days: Json, voice: Voice) -> str:
    if days["typical"] is None:
        return ""
    shown = f"{voice.number(days['typical'])} {voice.say('days')}"
    if None not in (days["least"], days["most"]) and days["least"] != days["most"]:
        least, most = voice.number(days["least"]), voice.number(days["most"])
        shown += f" ({voice.between(least, most)})"
    if days["basis"] == "official":
        shown = voice.listed([shown, voice.say("official")])
    return voice.say("takes", days=shown)


def cost(cost: Json, voice: Voice) -> str:
    least, most = cost["least"], cost["most"]
    if least is None or most is None:
        return voice.say("cost_unknown")
    if not most:
        return voice.say("free")
    shown = voice.money(most, cost["currency"])
    if least != most:
        first = voice.money(least, cost["currency"])
        shown = voice.between(first, shown)
    return shown if cost["grade"] == "sourced" else voice.say("confirm", text=shown)


def _papers(needs: list[str], voice: Voice) -> str:
    names = voice.listed(voice.word("documents", name) for name in needs)
    return voice.say("needs", names=names) if names else ""
