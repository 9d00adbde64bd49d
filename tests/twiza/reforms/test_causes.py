"""A cause is real: taken out of the new law as a lawyer would, in the text of the pack,
it takes the change along.
"""

from __future__ import annotations

import datetime
import random

import pytest

from tests.twiza.minipack import FILES, KNOWN
from tests.twiza.population.populations import ventures
from tests.twiza.reforms.registers import FACTS, answer_of
from tests.twiza.reforms.test_rows import is_as
from twiza.packs.rulebook import read_rulebook
from twiza.population.rows import columns_of
from twiza.reforms.comparing import Comparison
from twiza.reforms.laws import Law
from twiza.reforms.tallies import Tally
from twiza.reforms.touching import Block, Touching, province_of
from twiza.rules.situation import read_facts

ON = datetime.date(2026, 6, 1)

# What may change, by the name that a cause has: file, old text, new text.
EDITS = {
    "premium.minimum_cost": ("premium", "value: 1_000_000", "value: 2_000_000"),
    "premium.minimum_jobs": ("premium", "value: 1.5", "value: 0.4"),
    "premium.minimum_own_share": ("premium", "value: 0.10, source: law}]}\n  rates", "value: 0.30, source: law}]}\n  rates"),
    "premium.rates": ("premium", "at_least: 2, value: 0.05", "at_least: 3, value: 0.06"),
    "premium.zone_rates": ("premium", "B: 0.15", "B: 0.25"),
    "premium.ceiling": ("premium", "value: 0.30", "value: 0.18"),
    "premium.condition.costs_less": ("premium", "      costs_less: cost < cost_limit\n", ""),
    "premium.condition.is_mill": ("premium", "      is_regular: is_regular\n", "      is_regular: is_regular\n      is_mill: \"sector != 'farm'\"\n"),
    "premium.amount": ("premium", "ceiling) * cost", "ceiling) * (cost - land)"),
    "premium.jobs_rate": ("premium", "jobs_rate: bands(jobs_per_million, rates)", "jobs_rate: bands(jobs_per_million, rates) * own_share"),
    "derived.own_share": ("facts", "own_share: own_funds / cost", "own_share: (own_funds + land) / cost"),
    "facts": ("facts", "is_quarrel: {about: venture, type: flag, assume: {value: false", "is_quarrel: {about: venture, type: flag, assume: {value: true"),
    "subsidy.rate": ("subsidy", "value: 0.08", "value: 0.02"),
    "subsidy.condition.is_mill": ("subsidy", "sector == 'mill'", "sector == 'hotel'"),
    "guarantee.quota": ("guarantee", "value: 0.60", "value: 0.50"),
}  # fmt: skip


def law_with(root, names):
    """The law with these edits, written as files and read as packs are."""
    for name, text in FILES.items():
        for file, old, new in (EDITS[each] for each in sorted(names)):
            if name.endswith(f"/{file}.yaml"):
                assert old in text, old
                text = text.replace(old, new, 1)
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_rulebook(root, "aa-bb")


def changed(before, after, rows):
    """Of two laws the lines of these ventures: row, mechanism, causes."""
    laws = Law(before, ON), Law(after, ON)
    situations = [
        read_facts(before, {name: row[name] for name in FACTS}) for row in rows
    ]
    columns = columns_of(before, situations)
    place = province_of(after, columns, len(rows))
    touching = Touching(Comparison(*laws), "en")
    lines = touching.of(Block(len(rows), (columns, columns), place), Tally())
    for at in range(len(lines)):
        name = lines.texts[lines.coded["mechanism"][at]]
        cause = lines.texts[lines.coded["cause"][at]]
        yield int(lines.row[at]), name, cause.split(" + ")


@pytest.mark.parametrize("seed", range(12))
def test_without_its_causes_the_change_disappears(tmp_path, seed):
    chance = random.Random(seed)
    chosen = chance.sample(sorted(EDITS), chance.randint(2, 7))
    before, after = law_with(tmp_path / "old", ()), law_with(tmp_path / "new", chosen)
    rows = [*ventures(60, holes=0.1, seed=seed), KNOWN]
    undone = {}
    seen = 0
    for row, mechanism, causes in changed(before, after, rows):
        if mechanism == "package":
            continue
        seen += 1
        assert set(causes) <= set(chosen), "only what changed can be a cause"
        left = tuple(name for name in chosen if name not in causes)
        if left not in undone:
            undone[left] = law_with(tmp_path / f"undone{len(undone)}", left)
        facts = {name: rows[row][name] for name in FACTS}
        old, new, without = (
            answer_of(book, facts, ON)[0][mechanism]
            for book in (before, after, undone[left])
        )
        assert not is_as(old, new)
        assert is_as(old, without), (causes, facts)
    assert seen


def test_what_changed_beside_it_is_not_named(tmp_path):
    """A venture with jobs in plenty does not owe its premium to the fewer jobs asked."""
    chosen = ("premium.minimum_jobs", "premium.zone_rates", "premium.ceiling")
    before, after = law_with(tmp_path / "old", ()), law_with(tmp_path / "new", chosen)
    few = {**KNOWN, "jobs": 4, "place": "BB-X"}  # 0.67 a million; zone A keeps its 10 %
    plenty = {**KNOWN, "place": "BB-Y"}  # zone B: 5 + 25 %, cut to 18 %
    found = list(changed(before, after, [few, plenty]))
    causes = {row: set(each) for row, name, each in found if name == "premium"}
    assert causes == {
        0: {"premium.minimum_jobs"},
        1: {"premium.zone_rates", "premium.ceiling"},
    }


def test_where_each_of_two_changes_refuses_both_are_named(tmp_path):
    chosen = ("premium.minimum_cost", "premium.minimum_own_share")
    before, after = law_with(tmp_path / "old", ()), law_with(tmp_path / "new", chosen)
    small = {**KNOWN, "cost": 1_500_000, "own_funds": 300_000}  # a fifth of its own
    (found,) = (
        c for _, name, c in changed(before, after, [small]) if name == "premium"
    )
    assert set(found) == set(chosen)


def test_a_package_that_may_hold_more_owes_it_to_what_goes_together(tmp_path):
    """The subsidy of 8 % beside the guarantee: nobody knew, then it is allowed."""
    before = law_with(tmp_path / "old", ())
    EDITS["together"] = ("subsidy", "unknown_with: [guarantee]", "with: [guarantee]")
    try:
        after = law_with(tmp_path / "new", ("together",))
    finally:
        del EDITS["together"]
    mill = {**KNOWN, "jobs": 0}
    ((_, name, causes),) = changed(before, after, [mill])
    assert name == "package"
    assert causes == ["combines.guarantee+subsidy"]


def test_a_venture_no_rule_of_which_changed_keeps_its_package(tmp_path):
    before, after = (
        law_with(tmp_path / "old", ()),
        law_with(tmp_path / "new", ("guarantee.quota",)),
    )
    farm = {**KNOWN, "sector": "farm", "jobs": 0, "cost": 500_000}
    lines = list(changed(before, after, [farm]))
    # For a farm nobody may assume that it is not deep: the guarantee is not yet known.
    assert [name for _, name, _ in lines] == ["guarantee"]
