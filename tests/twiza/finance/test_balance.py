"""Whatever the plan, the two sides of its balance sheet are equal in every month."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.twiza.finance.examples import NAMES, study_of
from tests.twiza.finance.generated import be_ma, plan_from, plan_trees
from twiza.finance.assets import Premium
from twiza.finance.balance import balance
from twiza.finance.law import Law
from twiza.finance.months import Months
from twiza.finance.projection import Projection, project
from twiza.finance.statements import periods, statements, years

HALF_A_CENTIME = 0.005

FORMS = st.sampled_from(["sarl", "sole_trader", "auto_entrepreneur", "cooperative"])


def projected(tree: dict, form: str, premium: int) -> Projection:
    plan = plan_from(tree)
    facts = {"legal_form": form, "sector": "agro_processing", "province": "MA-TAO"}
    law = Law(be_ma(), Months(plan.start, plan.months), facts)
    return project(plan, law, [Premium("premium", premium, plan.months // 2 + 1)])


@settings(max_examples=60, deadline=None)
@given(tree=plan_trees(), form=FORMS, premium=st.sampled_from([0, 250_000]))
def test_both_sides_are_equal_in_every_month_of_every_plan(tree, form, premium):
    one = projected(tree, form, premium)
    size = max(1.0, float(np.abs(one.cash).max()))
    assert np.abs(balance(one).gap).max() < max(HALF_A_CENTIME, 1e-12 * size)


@settings(max_examples=30, deadline=None)
@given(tree=plan_trees(), form=FORMS)
def test_totals_of_statements_add_up_over_any_period(tree, form):
    one = projected(tree, form, 250_000)
    found = {statement.name: statement.lines for statement in statements(one)}
    for column in (*periods(one), *years(one)):
        value = {
            (name, line.name): column.value(line)
            for name, lines in found.items()
            for line in lines
        }
        size = 1e-9 * (1 + max(abs(v) for v in value.values()))
        assert value["assets", "total_assets"] == pytest.approx(
            value["liabilities", "total_liabilities"], abs=HALF_A_CENTIME + size
        )
        assert value["income", "net_result"] == pytest.approx(
            value["management", "net_result"], abs=size
        )
        cash = found["cash"]
        named = [line for line in cash if not line.is_total and not line.is_stock]
        moved = sum(column.value(line) for line in named)
        assert moved == pytest.approx(
            value["cash", "cash_change"], abs=HALF_A_CENTIME + size
        )


@settings(max_examples=30, deadline=None)
@given(tree=plan_trees())
def test_a_stock_is_never_below_nothing_and_is_used_up_only_by_sales(tree):
    one = projected(tree, "sarl", 0)
    for purchase in one.purchases:
        size = 1e-9 * (1 + purchase.bought.sum())
        assert purchase.stock.min() > -size
        assert purchase.used.min() > -size
        assert purchase.bought.sum() == pytest.approx(
            purchase.used.sum() + purchase.stock[-1], abs=size
        )


@pytest.mark.parametrize("name", NAMES)
def test_the_plans_of_the_examples_balance_to_the_centime(name):
    for variant in study_of(name).variants:
        assert np.abs(balance(variant.projection).gap).max() < 1e-6
