"""Invented tasks, offices and stays, drawn by hypothesis or written by hand."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

from hypothesis import strategies as st

from twiza.advice.path.network import Network, network_of
from twiza.advice.path.offices import OpenDays, offices_of
from twiza.advice.path.tasks import Task
from twiza.packs.model import Document, Operator, Range

START = datetime.date(2027, 2, 22)  # a Monday
FIRST = START.toordinal()
BODIES = {
    "office": "packs/countries/ma/operators.yaml, line 1",
    "town-hall": "packs/countries/be/operators.yaml, line 1",
    "consulate": "packs/corridors/be-ma/operators.yaml, line 1",
}
# What is to be done where: the body and the ways of a task.
PLACES = {
    "remote": ("office", ("remote", "in_person")),
    "visit": ("office", ("in_person",)),
    "proxy": ("office", ("proxy", "in_person")),
    "consulate": ("consulate", ("consulate",)),
    "home": ("town-hall", ("in_person",)),
}


def task(name, place="remote", days=1, before=(), needs=(), gives=None, working=False):
    body, ways = PLACES[place]
    return Task(
        name=name,
        step=None,
        mechanism=None,
        body=body,
        ways=ways,
        days=Range(0, 2 * days, days),
        counts_working_days=working,
        before=tuple(before),
        needs=tuple(needs),
        gives=gives,
        sources=(),
    )


def rulebook(validity=None):
    """As much of a rulebook as a network asks: bodies, and how long papers hold."""
    operators = {
        name: Operator(name, "agency", None, None, where)
        for name, where in BODIES.items()
    }
    operators["self"] = Operator("self", "investor", None, None, "")
    documents = {
        name: Document(name, days, "law", "") for name, days in (validity or {}).items()
    }
    return SimpleNamespace(operators=operators, documents=documents)


class AlwaysOpen:
    """Offices that never close."""

    residence = SimpleNamespace(name="be")
    investment = SimpleNamespace(name="ma")

    def __init__(self):
        self.days = OpenDays(lambda day: True)

    def open_days(self, office, *, for_visit=False):
        return self.days


def network(tasks, offices=None, validity=None, ways=None) -> Network:
    offices = offices or offices_of("be", "ma")
    ways = ways or [each.ways[0] for each in tasks]
    return network_of(rulebook(validity), tasks, offices, ways)


@st.composite
def task_lists(draw, most=8, places=tuple(PLACES), most_days=20):
    """Tasks in order; some give a paper that later ones need."""
    count = draw(st.integers(1, most))
    found = []
    for number in range(count):
        before = (
            draw(st.sets(st.sampled_from(range(number)), max_size=2)) if number else ()
        )
        papers = [t.gives for t in found if t.gives]
        needs = draw(st.sets(st.sampled_from(papers), max_size=2)) if papers else ()
        givers = [t.name for t in found if t.gives in needs]
        found.append(
            task(
                f"t{number}",
                place=draw(st.sampled_from(places)),
                days=draw(st.integers(0, most_days)),
                before=dict.fromkeys([*(f"t{one}" for one in sorted(before)), *givers]),
                needs=sorted(needs),
                gives=draw(st.sampled_from([None, f"paper{number}"])),
                working=draw(st.booleans()),
            )
        )
    return found


@st.composite
def validities(draw, tasks, least=20, most=120):
    """How long some of the papers hold."""
    papers = [t.gives for t in tasks if t.gives]
    return {p: draw(st.one_of(st.none(), st.integers(least, most))) for p in papers}


@st.composite
def stay_lists(draw, most=3, within=400, longest=20):
    """Stays in order that do not overlap, as first and last day."""
    days = draw(st.lists(st.integers(0, within), max_size=2 * most, unique=True))
    days = sorted(days)[: len(days) // 2 * 2]
    return [
        (FIRST + first, FIRST + min(last, first + longest))
        for first, last in zip(days[::2], days[1::2], strict=True)
    ]
