"""A dated path as a calendar file (RFC 5545): one event for each step."""

from __future__ import annotations

import datetime
import hashlib
from typing import TYPE_CHECKING

from twiza.errors import InputError
from twiza.timetable.wording import Json, Wording

if TYPE_CHECKING:
    from icalendar import Calendar, Event

ONE_DAY = datetime.timedelta(1)


def calendar_file(
    wording: Wording, *, venture: str, made_at: datetime.datetime
) -> bytes:
    """venture  a name that stays the same while its plan changes: the events keep their
             identity, so that a calendar replaces them
    made_at  the moment at which the file is written, in UTC
    raises   InputError where the package `icalendar` is not installed
    """
    calendar = _calendar(wording)
    for step in wording.answer["steps"]:
        if step["starts_on"] is not None:
            calendar.add_component(_event(step, wording, venture, made_at))
    content: bytes = calendar.to_ical()
    return content


def _calendar(wording: Wording) -> Calendar:
    try:
        from icalendar import Calendar
    except ModuleNotFoundError:
        raise InputError(
            "calendar file",
            found="no package `icalendar`",
            expected="the extra `calendar`, which writes calendar files",
            mend="pip install 'twiza[calendar]'",
        ) from None
    calendar = Calendar()
    calendar.add("prodid", f"-//Twiza//path//{wording.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    language = {"LANGUAGE": wording.language}
    calendar.add("name", wording.say("path"), parameters=language)
    calendar.add("x-wr-calname", wording.say("path"))
    return calendar


def _event(
    step: Json, wording: Wording, venture: str, made_at: datetime.datetime
) -> Event:
    """All days from the start to the day of the result; the file's own end is the day
    after it.
    """
    from icalendar import Event

    event, language = Event(), {"LANGUAGE": wording.language}
    event.add("uid", identity(wording, venture, step["id"]))
    event.add("dtstamp", made_at)
    event.add("dtstart", datetime.date.fromisoformat(step["starts_on"]))
    event.add("dtend", datetime.date.fromisoformat(step["ends_on"]) + ONE_DAY)
    event.add("summary", _summary(step, wording), parameters=language)
    event.add("description", _description(step, wording), parameters=language)
    place = f"{wording.body(step)} ({wording.where(step)})"
    event.add("location", place, parameters=language)
    event.add("status", "CONFIRMED" if step["is_sure"] else "TENTATIVE")
    event.add("transp", "OPAQUE" if step["is_visit"] else "TRANSPARENT")
    return event


def identity(wording: Wording, venture: str, step: str) -> str:
    text = "\0".join((wording.answer["pack"]["name"], venture, step))
    return f"{hashlib.sha256(text.encode()).hexdigest()[:32]}@twiza"


def _summary(step: Json, wording: Wording) -> str:
    name = wording.name(step)
    return name if step["is_sure"] else f"{name} ({wording.say('if_it_applies')})"


def _description(step: Json, wording: Wording) -> str:
    lines = [wording.how(step)]
    facts = [("days", wording.days(step)), ("cost", wording.cost(step))]
    if step["needs"]:
        facts.append(("papers", wording.documents(step)))
    colon = " : " if wording.language == "fr" else ": "
    lines += [f"{wording.say(key)}{colon}{text}" for key, text in facts]
    return "\n".join(lines)
