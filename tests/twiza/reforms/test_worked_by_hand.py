"""Changes of law worked out by hand, from the figures of the packs."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.twiza.reforms.registers import lines_of, venture, write_register

EXAMPLES = Path(__file__).parents[3] / "examples" / "reforms"

# The subsidy of the invented corridor: 5 % of the cost of a mill, 8 % from 2026.
YEARS = ("--from", "2025-06-01", "--to", "2026-06-01")


def test_a_rate_that_rises_gives_more_to_those_it_applies_to_and_says_which_rate(
    folder, changes
):
    rows = [
        venture(cost=1_000_000, jobs=0),  # 50 000, then 80 000
        venture(cost=1_000_000, jobs=0, sector="hotel"),  # never a mill
        venture(cost=1_000_000, jobs=0, is_regular=False),  # refused under both
    ]
    out = folder / "out.csv"
    found = changes(write_register(folder / "r.csv", rows), *YEARS, "-o", out)
    answer, package = lines_of(out)
    assert (answer["row"], answer["mechanism"]) == ("1", "subsidy")
    assert (answer["status_before"], answer["status_after"]) == ("eligible",) * 2
    assert float(answer["value_before"]) == 50_000
    assert float(answer["value_after"]) == 80_000
    assert answer["cause"] == "subsidy.rate"
    assert "from 5% to 8%" in answer["cause_in_words"]
    assert "source: Assembly" in answer["cause_in_words"]
    assert (package["mechanism"], package["cause"]) == ("package", "subsidy")
    assert found["ventures"]["rows"] == 3
    assert found["ventures"]["touched"] == found["ventures"]["gain"] == 1
    assert found["cost"]["money"] == {
        "before": {"least": 50_000, "most": 50_000},
        "after": {"least": 80_000, "most": 80_000},
        "difference": {"least": 30_000, "most": 30_000},
    }


def test_a_package_stays_where_what_changed_is_not_in_it(folder, changes):
    """The premium of 15 % excludes the subsidy and is worth more in both years."""
    out = folder / "out.csv"
    found = changes(write_register(folder / "r.csv", [venture()]), *YEARS, "-o", out)
    assert [line["mechanism"] for line in lines_of(out)] == ["subsidy"]
    assert found["ventures"]["touched"] == 1
    assert found["ventures"]["gain"] == found["ventures"]["repackaged"] == 0
    # 13 jobs for 6 million are more than 2 a million: 5 %, and 10 % for the zone A.
    same = {"least": 900_000, "most": 900_000}
    assert found["cost"]["money"]["before"] == found["cost"]["money"]["after"] == same


def test_a_window_that_closes_ends_a_right(folder, changes):
    out = folder / "out.csv"
    rows = [venture(cost=1_000_000, jobs=0)]
    days = ("--from", "2026-12-31", "--to", "2027-01-01")
    found = changes(write_register(folder / "r.csv", rows), *days, "-o", out)
    answer, package = lines_of(out)
    assert (answer["status_before"], answer["status_after"]) == ("eligible", "closed")
    assert answer["value_after"] == ""
    assert answer["cause"] == "subsidy.window"
    assert "from open (since 1 January 2020) to closed" in answer["cause_in_words"]
    assert float(package["value_before"]) == 80_000
    assert package["members_after"] == "guarantee"  # alone it was not worth as much
    assert found["ventures"]["lose"] == found["ventures"]["no_longer"] == 1
    # Six tenths of a million are guaranteed once the subsidy does not stand against it.
    assert found["cost"]["guaranteed"]["difference"] == {"least": 6e5, "most": 6e5}


def test_two_figures_that_make_an_amount_together_are_both_named(folder, twiza):
    """15 % of 6 million. With 40 % for the zone it would be 30 %, the ceiling; a ceiling
    of 20 % alone changes nothing. Both together make it 20 %.
    """
    out = folder / "out.csv"
    code, _, told = twiza(
        *("changes", write_register(folder / "r.csv", [venture()])),
        *("--corridor", "aa-bb", "--to", "2026-06-01", "-o", out),
        *("--set", "premium.zone_rates.A=0.40", "--set", "premium.ceiling=0.20"),
    )
    assert code == 0, told
    line = lines_of(out)[0]
    assert (float(line["value_before"]), float(line["value_after"])) == (9e5, 12e5)
    assert set(line["cause"].split(" + ")) == {"premium.zone_rates", "premium.ceiling"}


MRE = {
    "is_moroccan": "true",
    "has_residence_proof": "true",
    "investor_share": "1",
    "stage": "creation",
    "sector": "tourism",
    "has_financial_litigation": "false",
    "province": "MA-CHE",
}


def mdm_register(path, *costs):
    """Ventures of residents abroad who bring a third of the cost in foreign currency."""
    names = [*MRE, "total_cost_mad", "own_funds_mad", "foreign_currency_funds_mad"]
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        for cost in costs:
            writer.writerow([*MRE.values(), cost, cost / 2, cost / 3])
    return path


def test_a_floor_of_half_a_million_opens_mdm_invest_to_a_venture_of_600_000(
    tmp_path, twiza
):
    """The grant is 10 % of the investor's part: 60 000 dirhams of 600 000."""
    out = tmp_path / "out.csv"
    code, printed, told = twiza(
        *("changes", mdm_register(tmp_path / "r.csv", 600_000, 499_999, 1_000_000)),
        *("--set", "mdm-invest.minimum_cost=500000", "--to", "2026-11-01"),
        *("-o", out, "--json", "--cores", 1),
    )
    assert code == 0, told
    lines = {line["mechanism"]: line for line in lines_of(out)}
    assert {line["row"] for line in lines_of(out)} == {"1"}
    answer = lines["mdm-invest"]
    assert (answer["status_before"], answer["status_after"]) == (
        "ineligible",
        "eligible",
    )
    assert (float(answer["value_before"]), float(answer["value_after"])) == (0, 60_000)
    assert answer["cause"] == "mdm-invest.minimum_cost"
    assert "from 1,000,000 MAD to 500,000 MAD" in answer["cause_in_words"]
    assert "assumed in this comparison" in answer["cause_in_words"]
    found = json.loads(printed)
    assert found["after"]["settings"] == ["mdm-invest.minimum_cost=500000"]
    (province,) = [each for each in found["provinces"]["rows"] if each["touched"]]
    assert province["code"] == "MA-CHE" and province["newly"] == 1


def test_an_overlay_file_says_the_same_as_the_figure_set_by_hand(tmp_path, twiza):
    overlay = tmp_path / "proposal.yaml"
    overlay.write_text(
        "mechanism: mdm-invest\n"
        "parameters:\n"
        "  minimum_cost: {unit: MAD, values:"
        " [{from: 2026-01-01, value: 500_000, source: bill}]}\n"
        "sources:\n"
        "  bill: {kind: reading, publisher: A bill, url: null, checked_on: null}\n"
    )
    register = mdm_register(tmp_path / "r.csv", 600_000)
    found = []
    for option in (
        ("--set", "mdm-invest.minimum_cost=500000"),
        ("--overlay", overlay),
    ):
        out = tmp_path / "out.csv"
        code, _, told = twiza(
            "changes", register, *option, "--to", "2026-11-01", "-o", out
        )
        assert code == 0, told
        found.append(lines_of(out))
    (by_hand, _), (by_file, _) = found
    assert "A bill" in by_file["cause_in_words"]
    for name in ("status_after", "value_after", "cause"):
        assert by_hand[name] == by_file[name]


@pytest.mark.parametrize("rate, amount", [("0.12", 120_000), ("0.05", 50_000)])
def test_a_rate_set_by_hand_counts_as_one_in_a_pack(tmp_path, twiza, rate, amount):
    out = tmp_path / "out.csv"
    code, _, told = twiza(
        *("changes", mdm_register(tmp_path / "r.csv", 1_000_000)),
        *("--set", f"mdm-invest.grant_rate={rate}", "--to", "2026-11-01", "-o", out),
    )
    assert code == 0, told
    assert float(lines_of(out)[0]["value_before"]) == 100_000
    assert float(lines_of(out)[0]["value_after"]) == amount


def test_the_example_of_an_overlay_halves_the_floor_and_raises_the_rate(
    tmp_path, twiza
):
    """A million: 10 %, then 12 %. Six hundred thousand: nothing, then 12 %."""
    out = tmp_path / "out.csv"
    overlay = EXAMPLES / "lower-mdm-invest-floor.yaml"
    code, _, told = twiza(
        *("changes", mdm_register(tmp_path / "r.csv", 1_000_000, 600_000)),
        *("--overlay", overlay, "--from", "2026-01-01", "-o", out),
    )
    assert code == 0, told
    answers = [line for line in lines_of(out) if line["mechanism"] == "mdm-invest"]
    assert [
        (float(each["value_before"]), float(each["value_after"])) for each in answers
    ] == [(100_000, 120_000), (0, 72_000)]
    assert answers[0]["cause"] == "mdm-invest.grant_rate"
    assert set(answers[1]["cause"].split(" + ")) == {
        "mdm-invest.minimum_cost",
        "mdm-invest.grant_rate",
    }
