"""The first steps, the people to call and what to do this week."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twiza.formats import money, number
from twiza_web.advisor.presentation.drawing import Holes, drawn
from twiza_web.advisor.presentation.wording import Json, Wording
from twiza_web.guide.sources import SourceView

SHOWN_STEPS = 3


@dataclass(frozen=True)
class StepView:
    name: str
    how: str
    body: str
    span: str
    days: str
    where: str
    cost: str
    is_sure: bool
    age: str


@dataclass(frozen=True)
class PersonView:
    name: str
    call_for: str
    url: str
    address: str
    seat: str
    source: SourceView | None


def step_view(item: Json, wording: Wording) -> StepView:
    name = item["step"]
    return StepView(
        name=wording.word("steps", name, "name"),
        how=wording.word("steps", name, "how"),
        body=wording.operator(item["body"]),
        span=_span(item["start_day"], item["end_day"]),
        days=days_label(item["days"], wording),
        where=where_label(item["where"]),
        cost=cost_label(item["cost"], wording),
        is_sure=item["is_sure"],
        age=wording.worst_age(item["sources"]),
    )


def _span(start: int, end: int) -> str:
    return _("Day %(start)s to %(end)s") % {"start": start, "end": end}


def where_label(where: str) -> str:
    return {
        "remote": _("From Belgium, at a distance"),
        "consulate": _("At the consulate"),
        "proxy": _("By someone with your power of attorney"),
        "in_person": _("On the spot, in Morocco"),
    }[where]


def days_label(days: Json, wording: Wording) -> str:
    typical = days["typical"]
    if typical is None:
        return ""
    shown = ngettext("%(days)s day", "%(days)s days", int(typical)) % {
        "days": wording.number(typical)
    }
    if days["least"] is not None and days["most"] is not None:
        shown += " " + _("(%(least)s to %(most)s)") % {
            "least": wording.number(days["least"]),
            "most": wording.number(days["most"]),
        }
    return shown if days["basis"] == "official" else _("%s, estimated") % shown


def cost_label(cost: Json, wording: Wording) -> str:
    least, most = cost["least"], cost["most"]
    if least is None or most is None:
        return _("cost not found: ask")
    if not most:
        return _("free")
    shown = money(most, cost["currency"], wording.language)
    if least != most:
        shown = f"{number(least, wording.language)} – {shown}"
    return shown if cost["grade"] == "sourced" else _("%s, to be confirmed") % shown


def drawn_steps(path: list[Json], wording: Wording) -> SafeString:
    """The first steps, and how many there are: the page of the path tells them all."""
    first = path[:SHOWN_STEPS]
    last = max((item["end_day"] for item in path), default=0)
    key = tuple([(s["step"], s["start_day"], s["end_day"], s["where"]) for s in first])

    def build(_: Holes) -> Json:
        views = [step_view(item, wording) for item in first]
        return {"steps": views, "summary": _summary(len(path), last)}

    return drawn(wording, "_steps.html", (*key, len(path), last), build)


def _summary(count: int, last: int) -> str:
    shown = ngettext("%(count)s step in all", "%(count)s steps in all", count)
    days = ngettext("%(days)s day", "%(days)s days", last) % {"days": last}
    return _("%(steps)s; with typical delays they take %(days)s.") % {
        "steps": shown % {"count": count},
        "days": days,
    }


def drawn_week(answer: Json, province: str | None, wording: Wording) -> SafeString:
    """Steps that start at once, the first question, the first person to call."""
    at_once = [item["step"] for item in answer["path"] if item["start_day"] == 0][:2]
    asked = [item["fact"] for item in answer["questions"][:1]]
    bodies = [who for item in answer["package"]["to_ask"][:1] for who in item["ask"]]
    key = (tuple(at_once), tuple(asked), tuple(bodies), province)

    def build(_: Holes) -> Json:
        found = [wording.word("steps", name, "name") for name in at_once]
        found += [_find_out(name, wording) for name in asked]
        if bodies:
            found.append(_ask(bodies, wording))
        return {"tasks": [*found, _call(regional_centre(province, wording))]}

    return drawn(wording, "_week.html", key, build)


def _find_out(fact: str, wording: Wording) -> str:
    question = wording.word("facts", fact, "question")
    return _("Find out: %(question)s") % {"question": question}


def _ask(bodies: list[str], wording: Wording) -> str:
    return _("Ask %(who)s") % {"who": wording.operators(bodies)}


def _call(person: PersonView) -> str:
    words = {"who": person.name, "what": person.call_for}
    return _("Call %(who)s about %(what)s") % words


def drawn_people(answer: Json, province: str | None, wording: Wording) -> SafeString:
    names = operators_to_call(answer)

    def build(_: Holes) -> Json:
        others = [_operator(name, wording) for name in names if name != "cri"]
        return {"people": [regional_centre(province, wording), *others]}

    return drawn(wording, "_people.html", (province, *names), build)


def operators_to_call(answer: Json) -> list[str]:
    """The bodies behind the package first, then behind what else may be had."""
    wanted = ("eligible", "undetermined")
    fitting = [m for m in answer["mechanisms"] if m["status"] in wanted]
    members = answer["package"]["members"]
    fitting.sort(key=lambda m: (m["id"] not in members, m["role"] != "aid"))
    return list(dict.fromkeys(m["operator"] for m in fitting))


def regional_centre(province: str | None, wording: Wording) -> PersonView:
    """The regional investment centre of that province, or what it is called."""
    places = wording.rulebook.places
    centre = places.centre_of(province or "")
    call_for = wording.word("operators", "cri", "call_for")
    if centre is None:
        return PersonView(wording.operator("cri"), call_for, "", "", "", None)
    seat = places.provinces.get(centre.seat)
    return PersonView(
        name=centre.name(wording.language),
        call_for=call_for,
        url=centre.url or "",
        address=_bare(centre.url),
        seat=seat.name(wording.language) if seat else "",
        source=wording.source(centre.source),
    )


def _operator(name: str, wording: Wording) -> PersonView:
    operator = wording.rulebook.operators[name]
    return PersonView(
        name=wording.operator(name),
        call_for=wording.word("operators", name, "call_for"),
        url=operator.url or "",
        address=_bare(operator.url),
        seat="",
        source=wording.source(operator.source),
    )


def _bare(url: str | None) -> str:
    """An address as people say it: without https and www."""
    return (url or "").split("://")[-1].removeprefix("www.").rstrip("/")
