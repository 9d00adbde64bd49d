"""What holds for every plan, whatever the tasks, the offices and the stays."""

from __future__ import annotations

import datetime
from collections import Counter
from itertools import pairwise

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.twiza.advice.path.networks import (
    FIRST,
    AlwaysOpen,
    network,
    stay_lists,
    task_lists,
    validities,
)
from twiza.advice.path.search import best_schedule
from twiza.advice.path.slack import critical_path, latest_starts
from twiza.advice.path.travel import NEVER

MOROCCO = holidays.country_holidays("MA", years=range(2026, 2034), language="en_US")
BELGIUM = holidays.country_holidays("BE", years=range(2026, 2034), language="en_US")
EXAMPLES = settings(max_examples=50, deadline=None)
ESTIMATED = {day for day, name in MOROCCO.items() if "(estimated)" in name}


@st.composite
def cases(draw):
    tasks = draw(task_lists())
    return tasks, draw(validities(tasks)), draw(stay_lists()), draw(st.integers(1, 2))


def plan(case, stays=None):
    tasks, validity, own, visits_per_day = case
    net = network(tasks, validity=validity)
    return best_schedule(
        net, [FIRST] * len(tasks), own if stays is None else stays, visits_per_day
    )


def placed(schedule):
    return [i for i, start in enumerate(schedule.starts) if start < NEVER]


@EXAMPLES
@given(cases())
def test_no_task_starts_before_what_comes_before_it_has_ended(case):
    found = plan(case)
    names = {each.name: place for place, each in enumerate(found.network.tasks)}
    for place in placed(found):
        assert found.starts[place] >= FIRST
        for before in found.network.tasks[place].before:
            assert found.ends[names[before]] <= found.starts[place]


@EXAMPLES
@given(cases())
def test_every_task_begins_and_ends_on_a_day_on_which_its_office_is_open(case):
    found = plan(case)
    for place in placed(found):
        closed = {
            "office": [MOROCCO],
            "town-hall": [BELGIUM],
            "consulate": [MOROCCO, BELGIUM],
        }[found.network.tasks[place].body]
        for day in (found.starts[place], found.ends[place]):
            on = datetime.date.fromordinal(day)
            assert on.weekday() < 5
            assert not any(on in country for country in closed)


@EXAMPLES
@given(cases())
def test_a_visit_falls_into_a_stay_and_never_near_an_estimated_holiday(case):
    found = plan(case)
    days = Counter(found.starts[place] for place in found.network.visits)
    used = [case[2][place] for place in found.travel.stays]
    for day, visits in days.items():
        if day == NEVER:
            continue
        assert any(first <= day <= last for first, last in used)
        assert visits <= case[3]
        on = datetime.date.fromordinal(day)
        near = [on + datetime.timedelta(shift) for shift in range(-2, 3)]
        assert not ESTIMATED.intersection(near)


@EXAMPLES
@given(cases())
def test_nobody_stands_at_a_counter_at_home_during_a_stay(case):
    found = plan(case)
    for place in found.network.home & set(placed(found)):
        day = found.starts[place]
        assert not any(
            first <= day <= last
            for first, last in (case[2][one] for one in found.travel.stays)
        )


@EXAMPLES
@given(cases())
def test_a_paper_is_there_and_valid_on_the_day_it_is_needed(case):
    """Of the copies obtained by then one still holds."""
    found = plan(case)
    _, validity, *_ = case
    for place in placed(found):
        for paper in found.network.tasks[place].needs:
            copies = [
                end
                for each, end in zip(found.network.tasks, found.ends, strict=True)
                if each.gives == paper and end <= found.starts[place]
            ]
            assert copies
            if validity[paper] is not None:
                assert found.starts[place] <= max(copies) + validity[paper]


@EXAMPLES
@given(cases(), stay_lists(most=1))
def test_one_more_stay_never_makes_the_plan_end_later(case, more):
    own = case[2]
    free = [s for s in more if all(s[1] < a or s[0] > b for a, b in own)]
    fewer, all_stays = plan(case), plan(case, sorted([*own, *free]))
    if fewer.is_proved and all_stays.is_proved:
        assert all_stays.cost[0] <= fewer.cost[0]
        if fewer.is_complete:
            assert all_stays.cost[1] <= fewer.cost[1]


@EXAMPLES
@given(cases())
def test_the_critical_path_is_as_long_as_the_plan(case):
    found = plan(case)
    chain = critical_path(found, FIRST)
    if not chain:
        return
    days = sum(found.ends[link.task] - found.starts[link.task] for link in chain)
    last = max(found.ends[place] for place in placed(found))
    assert days + sum(link.wait for link in chain) == last - FIRST
    for link, after in pairwise(chain):
        assert found.ends[link.task] + after.wait == found.starts[after.task]
        assert link.task in found.network.before[after.task]


@EXAMPLES
@given(task_lists(places=("remote",)))
def test_where_nothing_closes_the_critical_path_is_the_longest_chain_of_days(tasks):
    found = best_schedule(network(tasks, AlwaysOpen()), [FIRST] * len(tasks), None, 1)
    by_name = {each.name: each for each in tasks}

    def longest(name):
        before = [longest(other) for other in by_name[name].before]
        return int(by_name[name].days.typical) + max(before, default=0)

    chain = critical_path(found, FIRST)
    wanted = max(longest(name) for name in by_name)
    assert sum(int(tasks[link.task].days.typical) for link in chain) == wanted
    assert all(link.wait == 0 for link in chain)


@EXAMPLES
@given(cases(), st.data())
def test_a_task_that_slips_by_its_slack_does_not_move_the_end(case, data):
    """Without papers and crowds: those hold other days as planned."""
    tasks = case[0]
    net = network(tasks)
    found = best_schedule(net, [FIRST] * len(tasks), None, 4)
    place = data.draw(st.sampled_from(range(len(tasks))))
    latest = latest_starts(found, 4)[place]
    releases = [FIRST] * len(tasks)
    releases[place] = latest
    assert latest >= found.starts[place]
    assert best_schedule(net, releases, None, 4).cost[1] == found.cost[1]
    releases[place] = latest + 1
    assert best_schedule(net, releases, None, 4).cost[1] > found.cost[1]


@pytest.mark.parametrize("most", [0, 3])
@given(case=cases())
@settings(max_examples=30, deadline=None)
def test_a_search_cut_short_still_keeps_its_promise_about_the_end(most, case):
    tasks, validity, stays, visits_per_day = case
    net = network(tasks, validity=validity)
    short = best_schedule(
        net, [FIRST] * len(tasks), stays, visits_per_day, most_examined=most
    )
    full = plan(case)
    assert short.cost[0] >= full.cost[0]
    if full.is_complete and short.is_complete:
        assert short.least_end <= full.cost[1] <= short.cost[1]
        assert not short.is_proved or short.cost == full.cost
