"""packs/demo: the smallest complete pack, invented from end to end, kept green."""

from __future__ import annotations

import pytest

from twiza.advice import advise, read_venture_file
from twiza.packs import corridors, load_rulebook, packs_folder
from twiza.packs.checking import check_packs
from twiza.packs.model import LANGUAGES

INVENTED = {"fr": "inventé", "nl": "verzonnen", "ar": "خيالي", "en": "invented"}
DEMO = {"fr": "démo", "nl": "demo", "ar": "ديمو", "en": "demo"}


@pytest.fixture(scope="module")
def root():
    return packs_folder() / "demo"


@pytest.fixture(scope="module")
def demo(root):
    return load_rulebook("demo", root)


@pytest.fixture(scope="module")
def answer(root, demo):
    venture = read_venture_file(root / "examples" / "venture.yaml", demo)
    return advise(demo, venture.facts, on=venture.date, plan=venture.plan)


def test_it_has_nothing_to_mend(root):
    problems, counts = check_packs(root)
    assert [str(problem) for problem in problems] == []
    assert counts["mechanisms"] == 6
    assert counts["cases"] >= 3 * counts["mechanisms"]


def test_it_is_never_listed_among_the_real_corridors(root):
    assert corridors(root) == ["demo"]
    assert "demo" not in corridors()


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_names_say_that_it_is_invented(demo, language):
    for name in demo.mechanisms:
        shown = demo.word(language, "mechanisms", name, "name").lower()
        summary = demo.word(language, "mechanisms", name, "summary").lower()
        assert DEMO[language] in shown and INVENTED[language][:6] in summary
    for place in [*demo.places.regions.values(), *demo.places.provinces.values()]:
        assert DEMO[language] in place.name(language).lower()
    for operator in demo.operators:
        assert (
            DEMO[language] in demo.word(language, "operators", operator, "name").lower()
        )


def test_its_addresses_lead_nowhere(demo):
    for source in [*demo.sources.values(), *demo.operators.values()]:
        assert source.url is None or ".example" in source.url.split("/")[2]


def test_its_example_gets_the_grant_worked_out_by_hand(answer):
    """12 % of 400 000 from 2026; 5 % for five jobs and 5 % for zone A; 60 % of 200 000."""
    values = {item["id"]: item["amount"]["value"] for item in answer["mechanisms"]}
    assert values == {
        "equipment-grant": 0,
        "investment-grant": 48_000,
        "joint-loan": 0,
        "jobs-premium": 40_000,
        "loan-guarantee": 120_000,
        "regional-grant": None,
    }


def test_its_best_package_joins_only_what_is_declared_to_go_together(answer):
    members = set(answer["package"]["members"])
    assert members == {"investment-grant", "loan-guarantee"}
    assert answer["package"]["total"]["least"] == 48_000
    assert [aside["id"] for aside in answer["package"]["set_aside"]] == ["jobs-premium"]


def test_its_steps_run_from_the_town_hall_to_the_consulate(answer):
    steps = {planned["step"]: planned for planned in answer["path"]}
    assert "D2_demo_register" not in steps
    assert steps["B1_demo_power"]["start_day"] == 3
