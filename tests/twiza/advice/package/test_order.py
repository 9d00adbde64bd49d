"""The order in which to apply: deadlines and what comes before spending decide it."""

from __future__ import annotations

import datetime

from tests.twiza.advice.package.capped import (
    FACTS,
    aid,
    corridor,
    figures,
    three_packages,
)

ON = datetime.date(2026, 2, 1)
FIRST = "apply: [{step: file, body: office, before_spending: true}]\n"


def applied(packs, plan=None, **aids):
    files = {"parameters.yaml": figures(**{name: 100 for name in aids})}
    others = list(aids)
    for name, text in aids.items():
        with_ = f"combines: {{with: [{', '.join(o for o in others if o != name)}]}}\n"
        files[f"mechanisms/{name}.yaml"] = text + with_
    package = three_packages(corridor(packs, files), FACTS, ON, plan)["package"]
    return [(one["id"], one["by"], one["because"]) for one in package["apply"]]


def test_a_window_that_closes_comes_first_with_its_last_day(packs):
    closing = aid("late", "late", months=9, until="    until: 2026-06-30\n")
    assert applied(packs, early=aid("early", "early"), late=closing) == [
        ("late", "2026-06-30", "closes"),
        ("early", None, None),
    ]


def test_what_must_be_held_before_spending_comes_before_the_plan_begins(packs):
    assert applied(
        packs,
        {"start": "2026-05"},
        closing=aid("closing", "closing", until="    until: 2026-06-30\n"),
        first=aid("first", "first", keys=FIRST),
        other=aid("other", "other"),
    ) == [
        ("first", "2026-04-30", "before_spending"),
        ("closing", "2026-06-30", "closes"),
        ("other", None, None),
    ]


def test_without_a_plan_it_comes_first_and_no_day_is_said(packs):
    assert applied(
        packs,
        closing=aid("closing", "closing", until="    until: 2026-03-31\n"),
        first=aid("first", "first", keys=FIRST),
    ) == [("first", None, "before_spending"), ("closing", "2026-03-31", "closes")]


def test_a_window_that_closes_sooner_than_spending_begins_says_its_own_day(packs):
    first = aid("first", "first", keys=FIRST, until="    until: 2026-03-31\n")
    assert applied(packs, {"start": "2026-09"}, first=first) == [
        ("first", "2026-03-31", "closes")
    ]


def test_a_version_that_another_follows_is_no_deadline(packs):
    one = aid("one", "one", until="    until: 2026-06-30\n")
    again = one.replace(
        "pays:",
        "  - from: 2026-07-01\n    state: open\n    source: law\n"
        "    conditions: {is_in_order: is_regular}\n    amount: one\npays:",
    )
    assert applied(packs, one=again) == [("one", None, None)]
