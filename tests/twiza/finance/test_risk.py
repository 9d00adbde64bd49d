"""A drawn scenario is an ordinary plan: nothing is one line scaled."""

from __future__ import annotations

import numpy as np
import pytest

from tests.twiza.finance.examples import NAMES, study_of
from twiza.errors import InputError
from twiza.finance.assets import Premium
from twiza.finance.law import Law
from twiza.finance.model import Plan
from twiza.finance.projection import project
from twiza.finance.risk.draws import Distribution, drawn
from twiza.finance.risk.monte_carlo import monte_carlo, part_of
from twiza.finance.risk.scenarios import NAMED, named_scenarios
from twiza.finance.risk.sensitivity import (
    grid,
    present_values,
    switching_value,
    tornado,
)
from twiza.finance.shocks import Shocks
from twiza.finance.study import Study
from twiza.records import replaced


def as_ordinary_plan(
    study: Study, shocks: Shocks, row: int
) -> tuple[Plan, list[Premium]]:
    """The plan someone would write who knew how this scenario turns out."""
    plan = study.plan

    def value(name: str) -> float:
        held = getattr(shocks, name)
        return float(held[row, 0]) if isinstance(held, np.ndarray) else float(held)

    later = int(value("sales_delay"))
    premium_later = int(value("premium_delay"))
    written = replaced(
        plan,
        eur_mad=plan.eur_mad * value("eur"),
        inflation_rate=plan.inflation_rate + value("inflation"),
        investments=tuple(
            replaced(i, amount=i.amount * value("investment")) for i in plan.investments
        ),
        sales=tuple(
            replaced(
                s,
                price=s.price * value("price"),
                from_month=s.from_month + later,
                days_to_collect=s.days_to_collect + value("collect_days"),
                yearly_volume=tuple(v * value("volume") for v in s.yearly_volume),
            )
            for s in plan.sales
        ),
        purchases=tuple(
            replaced(
                p,
                unit_cost=None
                if p.unit_cost is None
                else p.unit_cost * value("unit_cost"),
            )
            for p in plan.purchases
        ),
    )
    premiums = [
        Premium(p.mechanism, p.amount * value("premiums"), p.month + premium_later)
        for p in study.package.premiums
    ]
    return written, premiums


@pytest.mark.parametrize("name", ["olive-oil-taounate", "it-services-oujda"])
def test_fifty_drawn_scenarios_run_as_ordinary_plans_give_the_same_cash_every_month(
    name,
):
    study = study_of(name)
    shocks = drawn(50, seed=7, years=study.plan.horizon_years + 1, yearly_volume=None)
    together = study.run(shocks).cash
    for row in range(50):
        plan, premiums = as_ordinary_plan(study, shocks, row)
        law = Law(study.rulebook, study.law.months, study.law.facts)
        alone = project(plan, law, premiums).cash
        assert together[row] == pytest.approx(alone, rel=1e-9, abs=0.01)


def test_good_and_bad_years_move_only_the_sales_of_their_year():
    study = study_of("olive-oil-taounate")
    years = study.plan.horizon_years + 1
    factors = np.ones((1, years))
    factors[0, 2] = 0.5
    one, usual = study.run(Shocks(yearly_volume=factors)), study.run()
    share = study.law.months.by_year(one.revenue)[0] / study.law.months.by_year(
        usual.revenue
    )
    assert share == pytest.approx([1, 1, 0.5, *[1] * (years - 3)])


def test_the_same_seed_gives_the_same_scenarios_and_another_seed_others():
    first, again, other = (drawn(20, seed=seed, years=5) for seed in (1, 1, 2))
    assert np.array_equal(first.price, again.price)
    assert np.array_equal(first.yearly_volume, again.yearly_volume)
    assert not np.array_equal(first.price, other.price)


def test_drawn_values_lie_within_their_distribution_and_fall_together_as_stated():
    wide = {
        "price": Distribution("uniform", 0.5, 1, 1.5),
        "volume": Distribution("uniform", 0.5, 1, 1.5),
    }
    shocks = drawn(
        20_000, seed=5, years=3, distributions=wide, together={("price", "volume"): 0.8}
    )
    assert shocks.price.min() >= 0.5 and shocks.price.max() <= 1.5
    assert shocks.price.mean() == pytest.approx(1, abs=0.01)
    # For a normal copula of 0.8 the rank correlation is 6 / pi * asin(0.4) = 0.786.
    assert np.corrcoef(shocks.price[:, 0], shocks.volume[:, 0])[0, 1] == pytest.approx(
        0.786, abs=0.01
    )


def test_triangular_shares_are_those_of_its_formula():
    # Least 0, likely 1, most 4: a quarter of the mass lies below 1, half of it below 4 - sqrt(6).
    shape = Distribution("triangular", 0, 1, 4)
    assert shape.at(np.array([0.0, 0.25, 0.5, 1.0])) == pytest.approx(
        [0, 1, 4 - 6**0.5, 4]
    )


def test_correlations_that_contradict_one_another_are_refused():
    pairs = {
        ("price", "volume"): 0.9,
        ("volume", "unit_cost"): 0.9,
        ("price", "unit_cost"): -0.9,
    }
    with pytest.raises(InputError, match="cannot hold together"):
        drawn(10, seed=1, years=2, together=pairs)


def test_blocks_do_not_change_the_answer():
    study = study_of("guesthouse-chefchaouen")
    shocks = drawn(700, seed=3, years=study.plan.horizon_years + 1)
    spread = monte_carlo(study.run, shocks, 700)
    assert spread.worth[650] == pytest.approx(
        present_values(study.run(part_of(shocks, slice(650, 651))))[0]
    )
    assert spread.short_by[-1] == spread.short_at_all
    assert (np.diff(spread.short_by) >= 0).all()


def test_with_the_sum_to_survive_nine_in_ten_never_run_out():
    study = study_of("olive-oil-taounate")
    shocks = drawn(400, seed=3, years=study.plan.horizon_years + 1)
    spread = monte_carlo(study.run, shocks, 400)
    cash = study.run(shocks).cash
    assert ((cash + spread.to_survive).min(axis=1) >= -1e-6).mean() >= 0.9
    assert ((cash + spread.to_survive - 1).min(axis=1) >= 0).mean() < 0.9


@pytest.mark.parametrize("driver", ["price", "unit_cost", "volume"])
def test_at_its_switching_value_a_plan_is_worth_nothing(driver):
    study = study_of("olive-oil-taounate")
    critical = switching_value(study.run, driver)
    worth = present_values(study.run(Shocks(**{driver: np.array([[critical]])})))
    assert worth[0] == pytest.approx(0, abs=50)


def test_a_driver_that_moves_nothing_has_no_switching_value():
    assert switching_value(study_of("guesthouse-chefchaouen").run, "eur") is None


def test_a_tornado_starts_with_the_widest_swing_and_a_grid_crosses_the_plan_itself():
    study = study_of("paramedical-school-nador")
    swings = tornado(study.run)
    assert [s.width for s in swings] == sorted((s.width for s in swings), reverse=True)
    table = grid(study.run, ("price", [0.9, 1.0]), ("volume", [1.0, 1.1]))
    assert table[1, 0] == pytest.approx(
        present_values(study.run(Shocks(price=np.array([[1.0]]))))[0]
    )
    assert table[0, 0] == pytest.approx(
        next(s.worth_low for s in swings if s.driver == "price")
    )


@pytest.mark.parametrize("name", NAMES)
def test_named_scenarios_are_bad_days_and_the_first_is_the_plan_as_written(name):
    study = study_of(name)
    outcomes = {o.name: o for o in named_scenarios(study.run, study.plan)}
    assert set(outcomes) == set(NAMED)
    usual = study.funded.appraisal
    assert outcomes["as_written"].worth == pytest.approx(usual.project.present_value)
    assert outcomes["no_premium"].worth == pytest.approx(
        study.bare.appraisal.project.present_value
    )
    assert outcomes["dry_year"].worth < usual.project.present_value
    assert outcomes["no_bank"].deepest_cash < usual.deepest_cash
