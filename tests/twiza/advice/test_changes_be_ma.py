"""The changes of the first corridor beside every step of every lever, told by the table."""

from __future__ import annotations

import datetime
import itertools
from pathlib import Path

import numpy as np
import pytest

from tests.twiza.rules.people import columns_of
from twiza.advice import advise, read_venture_file
from twiza.rules.table import STATUSES, Table

ON = datetime.date(2026, 11, 23)
EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))
INELIGIBLE = STATUSES.index("ineligible")
PARTS = (
    ("private_land_cost_mad", "total_cost_mad"),
    ("foreign_currency_funds_mad", "own_funds_mad"),
    ("own_funds_mad", "total_cost_mad"),
    ("bank_loan_mad", "total_cost_mad"),
)
MOST_ROWS = 4_000


@pytest.fixture(scope="module")
def table(be_ma):
    return Table(be_ma, ON)


def drawn(seed):
    """An example with other money, jobs, place and sector: every fact is known."""
    chance = np.random.default_rng(seed)
    facts = dict(read_venture_file(EXAMPLES[seed % 4]).facts)
    cost = float(round(np.exp(chance.uniform(np.log(3e5), np.log(9e7)))))
    own = float(round(cost * chance.uniform(0.05, 0.9)))
    facts |= {
        "total_cost_mad": cost,
        "own_funds_mad": own,
        "foreign_currency_funds_mad": float(round(own * chance.random())),
        "bank_loan_mad": float(round(cost * chance.uniform(0, 0.8))),
        "private_land_cost_mad": float(round(cost * chance.uniform(0, 0.3))),
        "stable_jobs": int(chance.integers(0, 60)),
        "financing_secured_share": round(float(chance.random()), 2),
        "legal_form": str(chance.choice(["sarl", "sole_trader", "cooperative"])),
        "province": str(chance.choice(["MA-TAO", "MA-NAD", "MA-CAS", "MA-CHE"])),
        "sector": str(chance.choice(["industry", "tourism", "agriculture", "digital"])),
        "is_in_regional_branch_list": True,
        "is_innovative_startup": bool(chance.random() < 0.5),
    }
    return facts


CASES = [*range(len(EXAMPLES)), *range(100, 108)]


def facts_of(case):
    return drawn(case) if case >= 100 else dict(read_venture_file(EXAMPLES[case]).facts)


def values_of(book, facts, name):
    """Every value that a lever reaches from where it stands."""
    fact, lever = book.facts[name], book.facts[name].lever
    here = facts.get(name, fact.assume.value if fact.assume else None)
    if here is None:
        return []
    if not fact.is_numeric:
        every = fact.choices or tuple(book.places.provinces)
        known = lever.to or ((True, False) if fact.type == "flag" else every)
        return [value for value in known if value != here]
    top = here * lever.reach if here else lever.from_zero
    least, most = (here / lever.reach if here else 0), min(top, fact.most)
    steps = range(round(least / lever.step) - 1, round(most / lever.step) + 2)
    values = [round(step * lever.step, 10) for step in steps]
    return [v for v in values if max(least, fact.least) <= v <= most and v != here]


def is_plausible(facts, changed):
    """No part exceeds its whole that did not before."""
    return all(
        changed[part] <= changed[whole] or facts[part] > facts[whole]
        for part, whole in PARTS
    )


def opening(table, facts, changes):
    """By mechanism, which of these changes open it and stay plausible."""
    rows = [{**facts, **change} for change in changes]
    sound = np.array([is_plausible(facts, row) for row in rows])
    columns = columns_of(table.rulebook, rows)
    used = {n: c for n, c in columns.items() if any(n in row for row in rows)}
    found = table.evaluate(used, len(rows))
    return {
        name: [
            change
            for change, status, is_sound in zip(
                changes, column.status, sound, strict=True
            )
            if is_sound and status != INELIGIBLE
        ]
        for name, column in found.items()
    }


def effort(facts, book, name, value):
    fact = book.facts[name]
    here = facts.get(name)
    if not fact.is_numeric:
        return 1.0
    return abs(value - here) / (abs(here) or fact.lever.step)


@pytest.mark.parametrize("case", CASES)
def test_no_step_of_one_lever_opens_what_is_not_offered_and_none_smaller_does(
    be_ma, table, case
):
    facts = facts_of(case)
    levers = [name for name, fact in be_ma.facts.items() if fact.lever is not None]
    changes = [
        {name: value} for name in levers for value in values_of(be_ma, facts, name)
    ]
    opens = opening(table, facts, changes)
    for item in advise(be_ma, facts, on=ON)["mechanisms"]:
        if item["status"] != "ineligible" or item["role"] != "aid":
            continue
        nearest = {}
        for change in opens[item["id"]]:
            ((name, value),) = change.items()
            size = effort(facts, be_ma, name, value)
            if size <= nearest.get(name, (size,))[0]:
                nearest[name] = (size, value)
        told = [change["facts"] for change in item["changes"]]
        if not nearest:
            assert all(len(change) == 2 for change in told), item["id"]
            continue
        wanted = sorted(size for size, _ in nearest.values())[:3]
        assert all(len(change) == 1 for change in told), item["id"]
        sizes = [
            effort(facts, be_ma, name, move["to"])
            for change in told
            for name, move in change.items()
        ]
        assert sizes == pytest.approx(wanted), item["id"]


@pytest.mark.parametrize("case", CASES)
def test_every_pair_that_is_offered_opens_and_none_within_it_does(be_ma, table, case):
    facts = facts_of(case)
    for item in advise(be_ma, facts, on=ON)["mechanisms"]:
        for change in item["changes"]:
            if len(change["facts"]) < 2:
                continue
            (one, a), (two, b) = change["facts"].items()
            changed = {one: a["to"], two: b["to"]}
            within = [
                {one: x, two: y}
                for x, y in itertools.product(
                    between(be_ma, facts, one, a["to"]),
                    between(be_ma, facts, two, b["to"]),
                )
                if {one: x, two: y} != changed
            ]
            within = within[:: 1 + len(within) // MOST_ROWS]
            found = opening(table, facts, [changed, *within])[item["id"]]
            assert found == [changed], item["id"]


def between(book, facts, name, value):
    """The present value and each step to the new one; of a choice both."""
    here = facts[name]
    if not book.facts[name].is_numeric:
        return [here, value]
    low, high = sorted((here, value))
    return [here, *(v for v in values_of(book, facts, name) if low <= v <= high)]


@pytest.mark.parametrize("case", CASES)
def test_where_nothing_is_offered_no_pair_drawn_by_chance_opens_it(be_ma, table, case):
    facts, chance = facts_of(case), np.random.default_rng(case)
    levers = {
        name: values
        for name, fact in be_ma.facts.items()
        if fact.lever is not None and (values := values_of(be_ma, facts, name))
    }
    changes = []
    for _ in range(4_000):
        one, two = chance.choice(list(levers), size=2, replace=False)
        x, y = (
            levers[name][int(chance.integers(len(levers[name])))] for name in (one, two)
        )
        changes.append({str(one): x, str(two): y})
    opens = opening(table, facts, changes)
    for item in advise(be_ma, facts, on=ON)["mechanisms"]:
        if item["status"] == "ineligible" and item["role"] == "aid":
            assert item["changes"] or not opens[item["id"]], item["id"]
