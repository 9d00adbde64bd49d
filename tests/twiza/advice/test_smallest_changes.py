"""Beside every change that the levers allow, tried one by one: each that is offered opens,
none that is smaller does, and none is missing.
"""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.twiza.minipack import FILES
from tests.twiza.rules.invented import CLAIM, MECHANISM, MORE_FACTS, ON, Reader
from twiza.advice.assessment import assess_all
from twiza.advice.changes import Levers, smallest_changes
from twiza.advice.package import best_package, terms_of
from twiza.advice.what_if import WhatIf
from twiza.errors import PackError
from twiza.packs.model import Condition
from twiza.packs.rulebook import read_rulebook
from twiza.records import replaced
from twiza.rules.building import build_rules
from twiza.rules.situation import situation_of

LEVERS = {
    "cost": "{step: 250_000, reach: 2}",
    "own_funds": "{step: 100_000, reach: 2, from_zero: 400_000, within: cost}",
    "jobs": "{step: 2, reach: 3, from_zero: 6}",
    "part": "{step: 0.25, reach: 3, from_zero: 0.5}",
    "sector": "true",
    "place": "{to: [BB-Y, BB-Z]}",
    "is_regular": "true",
    "is_quarrel": "true",
}
STEPS = {
    "cost": (250_000, 2, 0, 1, 1_000_000_000),
    "own_funds": (100_000, 2, 400_000, 0, 1_000_000_000),
    "jobs": (2, 3, 6, 0, 10_000),
    "part": (0.25, 3, 0.5, 0, 1),
}
AIMS = {
    "sector": ("farm", "mill", "hotel"),
    "place": ("BB-Y", "BB-Z"),
    "is_regular": (True, False),
    "is_quarrel": (True, False),
}


@pytest.fixture(scope="session")
def movable(tmp_path_factory):
    """The invented corridor in which nearly everything can be moved, in few steps."""
    root = tmp_path_factory.mktemp("levers")
    files = {**FILES, "countries/bb/mechanisms/invented.yaml": MECHANISM}
    facts = files["countries/bb/facts.yaml"]
    facts = facts.replace("derived:\n", MORE_FACTS.lstrip("\n"))
    files["countries/bb/facts.yaml"] = "\n".join(map(_with_lever, facts.split("\n")))
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_rulebook(root, "aa-bb")


def _with_lever(line):
    name = line.strip().partition(":")[0]
    if name not in LEVERS or "about:" not in line:
        return line
    return f"{line.partition(', lever:')[0].rstrip('}')}{'}' if 'assume' in line else ''}, lever: {LEVERS[name]}}}"


SITUATIONS = st.fixed_dictionaries(
    {
        "cost": st.integers(1, 12).map(lambda n: n * 250_000.0)
        | st.sampled_from([333_333.0, 990_000.0, 1_010_000.0, 2_999_999.0]),
        "own_funds": st.integers(0, 9).map(lambda n: n * 100_000.0)
        | st.sampled_from([45_000.0, 251_000.0]),
        "land": st.sampled_from([0.0, 0.0, 300_000.0, 2_600_000.0]),
        "jobs": st.integers(0, 13).map(float),
        "part": st.sampled_from([0.0, 0.1, 0.25, 0.3, 0.5, 1.0]),
        "sector": st.sampled_from(["farm", "mill", "hotel"]),
        "place": st.sampled_from(["BB-X", "BB-Y", "BB-Z"]),
        "is_regular": st.booleans(),
        "balance": st.sampled_from([-5_000_000.0, 0.0, 250_000.0, 4_000_000.0]),
        "turnover": st.sampled_from([1_000.0, 1_000_000.0, 4_000_000.0]),
        "factor": st.sampled_from([0.5, 1.0, 4.0]),
        "swing": st.sampled_from([-2.0, 0.0, 1.0, 3.0]),
        "depth": st.sampled_from([-4.0, -0.5]),
    },
    optional={"is_quarrel": st.booleans(), "deep": st.booleans()},
)
# Beside what chance builds: conditions that share levers and pull in two directions.
NEAR = [
    *("cost >= threshold", "own_share >= quarter", "jobs_per_million > minimum_jobs"),
    *("own_funds > small", "not deep", "deep", "part >= quarter", "zone == 'B'"),
    *("jobs >= few_jobs or cost >= threshold", "land >= small or sector == 'mill'"),
    "jobs >= few_jobs if sector == 'farm' else own_funds >= small",
    "own_funds * part >= small",
]
CONDITIONS = st.lists(CLAIM | st.sampled_from(NEAR), min_size=1, max_size=4)


class Tried:
    """Every change of one lever and of two, judged by a reader of its own."""

    def __init__(self, book, conditions, facts):
        self.book, self.conditions, self.facts = book, conditions, facts
        self.present = {"is_quarrel": False, **facts}
        self.kept = self.unsound({})

    def opens(self, values):
        facts = {**self.present, **values}
        if not self.unsound(values) <= self.kept:
            return False
        deep = [facts["deep"]] if "deep" in facts else [False]
        if "deep" not in facts and facts["sector"] == "farm":
            deep = [False, True]
        return any(self._holds({**facts, "deep": one}) for one in deep)

    def _holds(self, facts):
        reader = Reader(self.book, facts, float)
        return all(reader.of(text) for text in self.conditions)

    def unsound(self, values):
        facts = {**self.present, **values}
        broken = {"land"} if facts["land"] > facts["cost"] else set()
        return broken | ({"funds"} if facts["own_funds"] > facts["cost"] else set())

    def values(self, name):
        """Each value that the lever reaches, with how far it is."""
        here = self.present[name]
        if name in AIMS:
            return [(value, 1.0) for value in AIMS[name] if value != here]
        step, reach, from_zero, least, most = STEPS[name]
        top, bottom = (here * reach, here / reach) if here else (from_zero, 0.0)
        top, bottom = min(top, most), max(bottom, least)
        found = []
        for number in range(int(top / step) + 2):
            value = number * step
            if bottom <= value <= top and value != here:
                found.append((value, abs(value - here) / (here or step)))
        return found

    def of(self, *names):
        """What opens, of these levers: the sizes, then the values at each of them."""
        found = {}
        for moves in itertools.product(*map(self.values, names)):
            values = dict(zip(names, (value for value, _ in moves), strict=True))
            if self.opens(values):
                found.setdefault(tuple(size for _, size in moves), []).append(values)
        return found


def smallest(found):
    """Those sizes that no other undercuts."""
    return {
        sizes: values
        for sizes, values in found.items()
        if not any(
            other != sizes and all(a <= b for a, b in zip(other, sizes, strict=True))
            for other in found
        )
    }


def offered(book, conditions, facts):
    """What the library offers, of a mechanism with these conditions alone."""
    mechanism = book.mechanisms["invented"]
    version = replaced(
        mechanism.versions[0],
        conditions=tuple(
            Condition(f"claim_{number}", text, "law", "sourced", None, "here")
            for number, text in enumerate(conditions)
        ),
    )
    mechanism = replaced(mechanism, versions=(version,))
    alone = replaced(book, mechanisms={"invented": mechanism})
    rules, _ = build_rules(alone, ON)
    situation = situation_of(alone, rules, facts)
    every = assess_all(alone, rules, situation, ON)
    terms = terms_of(alone, {}, ON)
    what_if = WhatIf(alone, rules, situation, every, terms, best_package(every, terms))
    return every[0], smallest_changes(Levers(what_if), every[0])


def check(book, conditions, facts):
    """One case; whether something opens it."""
    try:
        item, found = offered(book, conditions, facts)
    except PackError:
        return False  # ill typed: chance knows no units
    tried = Tried(book, conditions, facts)
    if tried.opens({}):
        return False
    assert item.status == "ineligible"
    assert found.is_complete
    names = [*STEPS, *AIMS]
    wanted = {(name,): smallest(tried.of(name)) for name in names}
    wanted = {name: sizes for name, sizes in wanted.items() if sizes}
    if not wanted:
        pairs = itertools.combinations(names, 2)
        wanted = {pair: smallest(tried.of(*pair)) for pair in pairs}
        wanted = {pair: sizes for pair, sizes in wanted.items() if sizes}
    compare(found.changes, wanted)
    return bool(wanted)


def compare(changes, wanted):
    assert len(changes) == min(3, sum(map(len, wanted.values())))
    used = []
    for change in changes:
        names = next(n for n in wanted if set(n) == set(change.values))
        sizes, values = next(
            (sizes, values)
            for sizes, values in wanted[names].items()
            if change.values in values
        )
        assert (names, sizes) not in used
        used.append((names, sizes))
        # Its equals are other choices beside the same figures.
        figures = {n: v for n, v in change.values.items() if n in STEPS}
        also = [{**figures, **values} for values in change.also]
        equals = [v for v in values if all(v[n] == figures[n] for n in figures)]
        assert sorted(map(str, map(sorted_items, [change.values, *also]))) == sorted(
            map(str, map(sorted_items, equals))
        )
    # First the smallest of each set of levers, the smallest of them first.
    first = sorted(min(map(sum, sizes)) for sizes in wanted.values())[:3]
    assert [sum(sizes) for _, sizes in used[: len(first)]] == pytest.approx(first)
    assert len({names for names, _ in used[: len(first)]}) == len(first)


def sorted_items(values):
    return sorted((name, str(value)) for name, value in values.items())


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(conditions=CONDITIONS, facts=SITUATIONS)
def test_what_is_offered_is_what_trying_every_change_finds(movable, conditions, facts):
    assume(check(movable, conditions, facts))
