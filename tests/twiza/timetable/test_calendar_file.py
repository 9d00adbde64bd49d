"""The calendar file, read back with a reader of the standard."""

from __future__ import annotations

import datetime

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twiza.timetable.calendar_file import calendar_file

LANGUAGES = ("fr", "nl", "ar", "en")


def events(content):
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_calendar_reads_back_the_dates_of_every_step(words, moment, language):
    wording = words(language, without_proxy=True)
    content = calendar_file(wording, venture="mill", made_at=moment)
    read = {
        (str(event["summary"]).split(" (")[0], event["dtstart"].dt, event["dtend"].dt)
        for event in events(content)
    }
    wanted = {
        (
            wording.name(step).split(" (")[0],
            datetime.date.fromisoformat(step["starts_on"]),
            datetime.date.fromisoformat(step["ends_on"]) + datetime.timedelta(1),
        )
        for step in wording.answer["steps"]
    }
    assert read == wanted
    assert len(events(content)) == len(wording.answer["steps"])


@settings(max_examples=15, deadline=None, suppress_health_check=[*HealthCheck])
@given(start=st.dates(datetime.date(2026, 1, 1), datetime.date(2040, 12, 31)))
def test_whatever_the_start_the_dates_come_back(words, moment, start):
    wording = words(start=start, stays=())
    content = calendar_file(wording, venture="mill", made_at=moment)
    read = sorted((e["dtstart"].dt, e["dtend"].dt) for e in events(content))
    wanted = sorted(
        (
            datetime.date.fromisoformat(step["starts_on"]),
            datetime.date.fromisoformat(step["ends_on"]) + datetime.timedelta(1),
        )
        for step in wording.answer["steps"]
    )
    assert read == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_says_in_which_language_it_is(words, moment, language):
    for event in events(calendar_file(words(language), venture="mill", made_at=moment)):
        for name in ("summary", "description", "location"):
            assert event[name].params["LANGUAGE"] == language


def test_an_event_keeps_its_identity_when_the_plan_moves(words, moment):
    """A calendar then replaces it instead of showing it twice."""
    later = datetime.date(2027, 1, 11)
    first, second = (
        {
            str(event["uid"])
            for event in events(calendar_file(wording, venture="mill", made_at=moment))
        }
        for wording in (words(), words("fr", start=later))
    )
    assert first == second
    assert len(first) == len(words().answer["steps"])


def test_another_venture_has_other_events(words, moment):
    mill, school = (
        {
            str(e["uid"])
            for e in events(calendar_file(words(), venture=name, made_at=moment))
        }
        for name in ("mill", "school")
    )
    assert not mill & school


def test_what_may_not_be_needed_is_tentative_and_a_visit_keeps_the_day_busy(
    words, moment
):
    wording = words()
    found = {
        str(event["summary"]): event
        for event in events(calendar_file(wording, venture="mill", made_at=moment))
    }
    steps = {wording.name(step): step for step in wording.answer["steps"]}
    for name, event in found.items():
        step = steps[name.removesuffix(f" ({wording.say('if_it_applies')})")]
        assert str(event["status"]) == ("CONFIRMED" if step["is_sure"] else "TENTATIVE")
        assert str(event["transp"]) == ("OPAQUE" if step["is_visit"] else "TRANSPARENT")
    assert str(found[wording.name(wording.steps["G2_food"])]["transp"]) == "OPAQUE"


def test_no_line_is_longer_than_the_standard_allows(words, moment):
    content = calendar_file(words("ar"), venture="mill", made_at=moment)
    assert max(map(len, content.split(b"\r\n"))) <= 75


def test_a_step_without_a_day_has_no_event(words, moment):
    wording = words(stays=("2027-02-01..2027-02-02",), without_proxy=True)
    dated = [step for step in wording.answer["steps"] if step["starts_on"]]
    assert len(dated) < len(wording.answer["steps"])
    content = calendar_file(wording, venture="mill", made_at=moment)
    assert len(events(content)) == len(dated)
