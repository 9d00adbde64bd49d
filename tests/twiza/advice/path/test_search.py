"""The search beside every possible plan, tried one by one; and worked examples."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.twiza.advice.path.networks import (
    FIRST,
    AlwaysOpen,
    network,
    task,
    task_lists,
    validities,
)
from twiza.advice.path.bounds import bound_with_crowds, cost_of
from twiza.advice.path.search import best_schedule
from twiza.advice.path.travel import NEVER, earliest, travel_for

HORIZON = 9


@st.composite
def small_cases(draw):
    """At most three tasks of two days: every plan of the first nine days can be tried."""
    tasks = draw(task_lists(most=3, places=("remote", "visit", "home"), most_days=2))
    days = draw(st.lists(st.integers(0, 6), min_size=2, max_size=4, unique=True))
    days = sorted(days)[: len(days) // 2 * 2]
    stays = list(zip(days[::2], days[1::2], strict=True))
    return tasks, draw(validities(tasks, least=0, most=2)), stays


def every_plan(tasks, stays):
    """Start days of all tasks, counted from the first day."""
    return product(range(HORIZON + 1), repeat=len(tasks))


def end_of(tasks, validity, stays, used, starts):
    """The end of a plan; None where it breaks a rule."""
    ends = [s + int(t.days.typical) for s, t in zip(starts, tasks, strict=True)]
    at = {each.name: place for place, each in enumerate(tasks)}
    travel = {day for one in used for day in range(stays[one][0], stays[one][1] + 1)}
    visits = Counter(
        starts[place] for place, t in enumerate(tasks) if t.ways == ("in_person",)
        and t.body == "office"
    )  # fmt: skip
    if any(day not in travel or count > 1 for day, count in visits.items()):
        return None
    for place, each in enumerate(tasks):
        if each.body == "town-hall" and starts[place] in travel:
            return None
        if any(ends[at[other]] > starts[place] for other in each.before):
            return None
    if not all(
        _holds(tasks, validity, ends, starts[place], paper)
        for place, each in enumerate(tasks)
        for paper in each.needs
    ):
        return None
    return max(ends)


def _holds(tasks, validity, ends, day, paper):
    """Whether a copy holds that day: the first, or one that its giver gives again.

    A visit or a counter at home is left out of what can be given again: the search may
    do better there, and is only asked not to do worse.
    """
    if validity[paper] is None:
        return True
    giver = next(place for place, each in enumerate(tasks) if each.gives == paper)
    days = int(tasks[giver].days.typical)
    if ends[giver] + validity[paper] >= day:
        return True
    is_free = tasks[giver].ways[0] == "remote"
    return is_free and ends[giver] + days <= day


def best_by_hand(tasks, validity, stays):
    found = []
    for count in range(len(stays) + 1):
        for used in combinations(range(len(stays)), count):
            for starts in every_plan(tasks, stays):
                end = end_of(tasks, validity, stays, used, starts)
                if end is not None:
                    found.append((end, count))
    return min(found, default=None)


@settings(max_examples=60, deadline=None)
@given(small_cases())
def test_no_plan_that_can_be_tried_ends_earlier_or_uses_fewer_stays(case):
    tasks, validity, stays = case
    spans = [(FIRST + first, FIRST + last) for first, last in stays]
    net = network(tasks, AlwaysOpen(), validity)
    found = best_schedule(net, [FIRST] * len(tasks), spans, 1)
    wanted = best_by_hand(tasks, validity, stays)
    if wanted is None:
        return  # some plans end after the days that are tried
    assert found.is_proved
    assert found.is_complete
    assert (found.cost[1] - FIRST, found.cost[2]) <= wanted
    renewed = [t for t in found.network.tasks if t.renews]
    if all(t.ways[0] == "remote" for t in renewed):
        assert (found.cost[1] - FIRST, found.cost[2]) == wanted


@st.composite
def crowded_visits(draw):
    """Visits that are ready on some day, take some days and may wait for an earlier one;
    and the days on which a visit can be made.
    """
    visits = []
    for number in range(draw(st.integers(2, 5))):
        waits_for = (
            draw(st.one_of(st.none(), st.integers(0, number - 1))) if number else None
        )
        visits.append((draw(st.integers(0, 5)), draw(st.integers(0, 7)), waits_for))
    days = draw(st.lists(st.integers(0, 16), min_size=5, max_size=7, unique=True))
    return visits, sorted(days)


def is_possible(order, visits):
    return all(
        day >= ready and (other is None or day >= order[other] + visits[other][1])
        for day, (ready, _, other) in zip(order, visits, strict=True)
    )


def tasks_of(visits):
    tasks = []
    for number, (ready, length, other) in enumerate(visits):
        before = [f"before {number}", *([] if other is None else [f"visit {other}"])]
        tasks += [
            task(f"before {number}", days=ready),
            task(f"visit {number}", "visit", days=length, before=before),
        ]
    return tasks


def ends_tried(visits, days):
    """The end of every order of the visits that keeps what they ask."""
    ready = [ready for ready, *_ in visits]
    return [
        max(
            *ready,
            *(day + length for day, (_, length, _) in zip(order, visits, strict=True)),
        )
        for order in permutations(days, len(visits))
        if is_possible(order, visits)
    ]


def fewest_lost(visits, days):
    """The least number of visits that have to be left out."""
    for lost in range(len(visits) + 1):
        for kept in combinations(range(len(visits)), len(visits) - lost):
            if any(visits[one][2] not in (None, *kept) for one in kept):
                continue
            renumbered = [
                (
                    *visits[one][:2],
                    None if visits[one][2] is None else kept.index(visits[one][2]),
                )
                for one in kept
            ]
            if any(is_possible(o, renumbered) for o in permutations(days, len(kept))):
                return lost
    raise AssertionError("no visit at all is always possible")


@settings(max_examples=150, deadline=None)
@given(crowded_visits())
def test_crowded_visits_are_ordered_as_well_as_any_order_that_can_be_tried(case):
    visits, days = case
    tasks, tried = tasks_of(visits), ends_tried(visits, days)
    net = network(tasks, AlwaysOpen())
    one_day_stays = [(FIRST + day, FIRST + day) for day in days]
    found = best_schedule(net, [FIRST] * len(tasks), one_day_stays, 1)
    if tried:
        assert found.is_proved
        assert found.cost[:2] == (0, FIRST + min(tried))
    elif found.is_proved:
        assert found.cost[0] == fewest_lost(visits, days)


@settings(max_examples=150, deadline=None)
@given(crowded_visits())
def test_a_bound_promises_no_more_than_the_best_plan_keeps(case):
    visits, days = case
    tasks = tasks_of(visits)
    net = network(tasks, AlwaysOpen())
    stays = [(FIRST + day, FIRST + day) for day in days]
    travel = travel_for(stays, range(len(stays)), AlwaysOpen().days)
    starts, ends = earliest(net, travel, [FIRST] * len(tasks))
    cost = cost_of(net, travel, ends, 0)
    lost, end, *_ = bound_with_crowds(net, travel, starts, cost, 1)
    tried = ends_tried(visits, days)
    if tried:
        assert lost == 0
        assert end <= FIRST + min(tried)
    else:
        assert lost <= fewest_lost(visits, days)


def spans(*days):
    return [(FIRST + first, FIRST + last) for first, last in days]


def plan(tasks, *stays, visits_per_day=1, validity=None):
    net = network(tasks, AlwaysOpen(), validity)
    return best_schedule(net, [FIRST] * len(tasks), spans(*stays), visits_per_day)


def days_of(found):
    return {
        each.name: None if start >= NEVER else start - FIRST
        for each, start in zip(found.network.tasks, found.starts, strict=True)
    }


def test_both_visits_share_the_later_stay_where_that_costs_no_time():
    """The second may only begin on day 20; the first has time until then."""
    tasks = [
        task("first", "visit", days=1),
        task("wait", days=20),
        task("second", "visit", days=5, before=["wait"]),
    ]
    found = plan(tasks, (2, 4), (20, 25), visits_per_day=2)
    assert found.travel.stays == (1,)
    assert days_of(found) == {"first": 20, "wait": 0, "second": 20}


def test_the_more_urgent_of_two_visits_takes_the_only_day():
    """Both are ready on day 3; what follows the long one would end a day later."""
    tasks = [
        task("short", "visit", days=1),
        task("long", "visit", days=9),
        task("after", days=5, before=["long"]),
    ]
    found = plan(tasks, (3, 4))
    assert days_of(found) == {"short": 4, "long": 3, "after": 12}
    assert found.cost[1] - FIRST == 17


def test_the_shorter_visit_goes_first_where_a_later_one_would_miss_its_stay():
    """Delayed by a day, `a` would end after day 8 and `b` would wait until day 30."""
    tasks = [
        task("a", "visit", days=5),
        task("b", "visit", days=1, before=["a"]),
        task("c", "visit", days=10),
    ]
    found = plan(tasks, (3, 4), (8, 8), (30, 30))
    assert days_of(found) == {"a": 3, "b": 8, "c": 4}


def test_nobody_is_at_the_consulate_during_a_stay():
    tasks = [task("visit", "visit"), task("sign", "consulate", before=["visit"])]
    found = plan(tasks, (2, 6))
    assert days_of(found) == {"visit": 2, "sign": 7}


def test_a_paper_is_obtained_later_rather_than_twice():
    """It holds 5 days and would lapse before the stay; it can as well be asked for on day 14."""
    tasks = [
        task("paper", days=1, gives="certificate"),
        task("hand in", "visit", before=["paper"], needs=["certificate"]),
    ]
    found = plan(tasks, (20, 22), validity={"certificate": 5})
    assert found.cost[3] == 0
    assert days_of(found)["paper"] == 14  # there on day 15, valid until day 20


def test_a_paper_that_has_to_come_early_is_obtained_once_more():
    """The first visit needs it on day 2 and the second on day 20, each within 5 days."""
    tasks = [
        task("paper", days=1, gives="certificate"),
        task("one", "visit", before=["paper"], needs=["certificate"]),
        task("two", "visit", before=["one", "paper"], needs=["certificate"]),
    ]
    found = plan(tasks, (2, 2), (20, 22), validity={"certificate": 5})
    assert found.cost[3] == 1
    days = days_of(found)
    assert days["one"] == 2 and days["two"] == 20
    assert 15 <= days["paper+"] + 1 <= 20


def test_a_paper_that_only_a_visit_gives_is_obtained_again_in_the_stay_where_it_is_needed():
    tasks = [
        task("paper", "visit", days=1, gives="certificate"),
        task("one", "visit", before=["paper"], needs=["certificate"]),
        task("two", "visit", before=["one", "paper"], needs=["certificate"]),
    ]
    found = plan(tasks, (1, 3), (20, 22), validity={"certificate": 5})
    days = days_of(found)
    # Within the first stay all three fit: one stay, nothing twice.
    assert (days["paper"], days["one"], days["two"]) == (1, 2, 3)
    assert found.travel.stays == (0,)


def test_visits_for_which_there_are_too_few_days_are_left_out_and_what_waits_for_them():
    tasks = [
        task("a", "visit", days=1),
        task("b", "visit", days=1),
        task("c", days=1, before=["b"]),
    ]
    found = plan(tasks, (3, 3))
    assert found.cost[0] == 1
    assert days_of(found) == {"a": None, "b": 3, "c": 4}
    assert plan(tasks, (3, 3), visits_per_day=2).is_complete


def test_twelve_visits_in_twelve_days_are_packed_and_proved():
    tasks = [task(f"v{n}", "visit", days=n) for n in range(12)]
    found = plan(tasks, (0, 11))
    # The longest first: the visit of n days starts on day 11 - n and all end on day 11.
    assert found.is_proved
    assert found.cost[1] - FIRST == 11


def test_without_visits_no_stay_is_used():
    found = plan([task("a", days=3)], (0, 5), (8, 9))
    assert found.travel.stays == ()
    assert found.cost[1] - FIRST == 3
