"""What stays by the plan: the olive mill of the examples, worked out by hand."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from twiza.advice import read_venture, read_venture_file, write_venture
from twiza.advice.comparing.staying import stated, staying_by
from twiza.errors import InputError

MILL = Path(__file__).parents[4] / "examples" / "olive-oil-taounate.yaml"


@pytest.fixture
def plan():
    return copy.deepcopy(read_venture_file(MILL).plan)


def test_the_wages_of_a_full_year_by_hand(plan):
    """12 000 + 3 × 5 500 + 7 × 3 600 + 2 × 6 000 = 65 700 a month, × 12."""
    wages = staying_by(plan).wages
    assert wages.value == 788_400
    assert wages.made_of["a_month"] == 65_700


def test_the_wages_of_the_whole_plan_by_hand(plan):
    """120 months: 117 × 12 000 + 115 × 16 500 + 115 × 25 200 + 116 × 12 000."""
    assert staying_by(plan).wages.made_of["over_plan"] == 7_591_500


def test_purchases_are_not_stated_where_no_line_says_its_local_share(plan):
    purchases = staying_by(plan).purchases
    assert (purchases.value, purchases.reason) == (None, "not_stated")
    assert "Olives" in purchases.made_of["left_out"]


def test_only_what_a_person_states_is_bought_there(plan):
    """Olives: 34 × 84 000 litres × 0.9; maintenance: 9 000 × 12 × 0.5."""
    plan["purchases"][0]["local_share"] = 0.9
    plan["overheads"][1]["local_share"] = 0.5
    purchases = staying_by(plan).purchases
    assert purchases.value == pytest.approx(2_570_400 + 54_000)
    assert "Bottles and labels" in purchases.made_of["left_out"]


def test_a_share_of_nothing_is_stated_and_no_gap(plan):
    plan["purchases"][0]["local_share"] = 0
    assert staying_by(plan).purchases.value == 0


def test_a_line_in_another_currency_or_without_its_cost_is_left_out_and_told(plan):
    plan["purchases"][0] |= {"local_share": 1, "currency": "EUR"}
    plan["purchases"][1] |= {"local_share": 1, "for": "something else"}
    plan["overheads"][0]["local_share"] = 1
    purchases = staying_by(plan).purchases
    assert purchases.value == 14_000 * 12
    assert {"Olives", "Bottles and labels"} <= set(purchases.made_of["left_out"])


def test_a_plan_in_euros_has_no_figure_in_dirhams(plan):
    plan["currency"] = "EUR"
    assert staying_by(plan).wages.reason == "other_currency"


def test_without_a_plan_nothing_is_stated():
    assert staying_by({}).wages.reason == "not_stated"
    assert staying_by({"staff": [{"role": "Guard"}]}).wages.reason == "not_stated"


def test_what_a_person_states_without_a_plan_is_said_to_be_so():
    staying = stated(120_000, None)
    assert (staying.wages.value, staying.wages.made_of) == (
        120_000,
        {"basis": "stated"},
    )
    assert staying.purchases.reason == "not_stated"


# The keys of a venture file


def test_weights_and_customers_are_kept_by_a_file_that_is_written_and_read_again():
    text = MILL.read_text() + "weights: {poverty: 2, port: 0.5}\ncustomers: MA-CAS\n"
    venture = read_venture(text)
    assert venture.weights == {"poverty": 2, "port": 0.5}
    assert venture.customers == "MA-CAS"
    assert read_venture(write_venture(venture)) == venture


def test_a_point_of_customers_is_kept_too():
    venture = read_venture('corridor: be-ma\nfacts: {}\ncustomers: "50.85,4.35"\n')
    assert read_venture(write_venture(venture)).customers == "50.85,4.35"


HEAD = "corridor: be-ma\nfacts: {}\n"
BAD = {
    "an unknown criterion": (HEAD + "weights: {povrty: 1}\n", "did you mean 'poverty'"),
    "a weight below zero": (HEAD + "weights: {poverty: -1}\n", "from 0 to 1000"),
    "a weight that is a word": (HEAD + "weights: {poverty: much}\n", "from 0 to 1000"),
    "a weight that is no number": (
        HEAD + "weights: {poverty: .nan}\n",
        "from 0 to 1000",
    ),
    "an infinite weight": (HEAD + "weights: {poverty: .inf}\n", "from 0 to 1000"),
    "weights that are a list": (HEAD + "weights: [1, 2]\n", "line 3"),
    "a city": (HEAD + "customers: Bruxelles\n", "a province such as"),
    "a share above one": (
        HEAD + "plan: {purchases: [{local_share: 80}]}\n",
        "from 0 to 1",
    ),
    "a share in percent": (
        HEAD + "plan: {overheads: [{local_share: 80%}]}\n",
        "0.25 for 25",
    ),
    "a wage below zero": (
        HEAD + "plan: {staff: [{gross_monthly_wage: -1}]}\n",
        "0 or more",
    ),
}


@pytest.mark.parametrize("case", BAD.values(), ids=BAD)
def test_a_key_that_cannot_be_used_is_an_error_that_says_how(case):
    text, said = case
    with pytest.raises(InputError, match=said):
        read_venture(text)
