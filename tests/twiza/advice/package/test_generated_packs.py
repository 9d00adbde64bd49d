"""Packs made by chance: no package breaks what they declare, none is worth more."""

from __future__ import annotations

import datetime
import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.twiza.advice.package.capped import (
    FACTS,
    aid,
    ceiling,
    corridor,
    figures,
    three_packages,
)

ON = datetime.date(2026, 2, 1)
PLAN = {"discount_rate": 0.10}
OWN = ("premium", "subsidy", "guarantee")  # of the mini pack: these facts get none


@st.composite
def laws(draw):
    """Grants with amounts and months, who goes with whom, and a cap on each group."""
    count = draw(st.integers(1, 6))
    names = [f"g{number}" for number in range(count)]
    amounts = {name: draw(st.integers(1, 90)) * 1_000 for name in names}
    months = {name: draw(st.sampled_from([0, 6, 18])) for name in names}
    pairs = {
        pair: draw(st.sampled_from(["with", "with", "not_with", "unknown_with"]))
        for pair in itertools.combinations(names, 2)
    }
    half = names[: count // 2 + 1]
    caps = {}
    if len(half) > 1:
        caps["inner"] = (tuple(half), draw(st.integers(1, 150)) * 1_000)
    if count > 1 and draw(st.booleans()):
        caps["outer"] = (tuple(names), draw(st.integers(1, 250)) * 1_000)
    return amounts, months, pairs, caps


def written(root, law):
    amounts, months, pairs, caps = law
    files = {
        "parameters.yaml": figures(
            **amounts, **{f"{n}_cap": c for n, (_, c) in caps.items()}
        )
    }
    for name in amounts:
        lists = {
            how: [
                two for (one, two), said in pairs.items() if said == how and one == name
            ]
            for how in ("with", "not_with", "unknown_with")
        }
        stated = ", ".join(
            f"{how}: [{', '.join(found)}]" for how, found in lists.items()
        )
        files[f"mechanisms/{name}.yaml"] = aid(
            name, name, months=months[name], keys=f"combines: {{{stated}}}\n"
        )
    sections = [ceiling(n, f"{n}_cap", over=over) for n, (over, _) in caps.items()]
    return corridor(root, files, "".join(sections))


def value(law, members):
    """Today's worth of a set, the money of each handed out in the order it is paid; None
    where two members are not declared to go together.
    """
    _, months, pairs, _ = law
    if any(
        pairs[pair] != "with" for pair in itertools.combinations(sorted(members), 2)
    ):
        return None
    paid = handed_out(law, members)
    return sum(paid[name] / 1.10 ** (months[name] / 12) for name in members)


def handed_out(law, members):
    amounts, months, _, caps = law
    room = {name: most for name, (_, most) in caps.items()}
    paid = {}
    for name in sorted(members, key=lambda name: (months[name], name)):
        over = [cap for cap, (covered, _) in caps.items() if name in covered]
        paid[name] = min([amounts[name], *(room[cap] for cap in over)])
        for cap in over:
            room[cap] -= paid[name]
    return paid


def best_of(law):
    return max(
        found
        for size in range(len(law[0]) + 1)
        for members in itertools.combinations(law[0], size)
        if (found := value(law, members)) is not None
    )


def package_of(law):
    with tempfile.TemporaryDirectory() as folder:
        rulebook = written(Path(folder), law)
        answer = three_packages(rulebook, FACTS, ON, PLAN)
    assert not set(answer["package"]["members"]) & set(OWN)
    return answer


@settings(deadline=None, max_examples=30)
@given(laws())
def test_the_best_package_is_lawful_and_no_other_is_worth_more(law):
    answer = package_of(law)
    package = answer["package"]
    assert value(law, package["members"]) == pytest.approx(best_of(law), abs=0.02)
    assert package["present_value"] == pytest.approx(best_of(law), abs=0.02)
    assert package["proved"] and package["at_most"] == package["present_value"]
    paid = sum(handed_out(law, package["members"]).values())
    assert package["total"]["value"] == paid
    assert (
        package["certain_total"] == paid
    )  # every figure is sourced, every pair declared
    for covered, most in law[3].values():
        inside = set(package["members"]) & set(covered)
        assert sum(handed_out(law, package["members"])[name] for name in inside) <= most


@settings(deadline=None, max_examples=12)
@given(laws())
def test_no_package_holds_two_that_exclude_each_other(law):
    answer = package_of(law)
    for name, package in answer.items():
        members = [one for one in package["members"] if one in law[0]]
        for pair in itertools.combinations(sorted(members), 2):
            assert law[2][pair] != "not_with"
            assert law[2][pair] == "with" or name == "likely_to_ask"
        for covered, cap in law[3].values():
            outside = sum(law[0][one] for one in set(members) - set(covered))
            if set(members) == set(package["members"]):
                assert package["total"]["most"] <= cap + outside


@settings(deadline=None, max_examples=12)
@given(laws())
def test_a_mechanism_more_never_lowers_the_best_value(law):
    amounts, months, pairs, caps = law
    last = list(amounts)[-1]
    fewer = (
        {name: money for name, money in amounts.items() if name != last},
        months,
        {pair: said for pair, said in pairs.items() if last not in pair},
        {
            cap: (tuple(n for n in covered if n != last), most)
            for cap, (covered, most) in caps.items()
            if len([n for n in covered if n != last]) > 1
        },
    )
    if len(fewer[3]) < len(caps) or not fewer[0]:
        return  # a cap on one aid alone is no shared cap: another law
    before, after = package_of(fewer), package_of(law)
    assert (
        after["package"]["present_value"] >= before["package"]["present_value"] - 0.01
    )
