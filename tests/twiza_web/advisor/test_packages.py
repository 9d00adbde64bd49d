"""The packages on the page: three side by side, what ceilings cut, what stands apart."""

from __future__ import annotations

import datetime
import re
from html import unescape
from pathlib import Path

import pytest
from django.utils import translation

from tests.twiza.advice.package.capped import three_packages
from tests.twiza.advice.package.test_packages import GUEST_HOUSE
from twiza.advice import advise
from twiza.formats import money
from twiza.packs import load_rulebook
from twiza_web.advisor.presentation.package import drawn_package, package_sums
from twiza_web.advisor.presentation.wording import Wording

DEMO = Path(__file__).parents[3] / "packs" / "demo"
ON = datetime.date(2026, 11, 23)


def words_of(html):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


@pytest.fixture(scope="module")
def demo():
    return load_rulebook("demo", DEMO)


def shown(rulebook, facts, language="en", plan=None):
    """The best package of the invented corridor as the page draws it."""
    package = three_packages(rulebook, facts, ON, plan)["package"]
    with translation.override(language):
        wording = Wording(rulebook, language, ON, ON)
        amounts = dict.fromkeys(package["members"], "–")
        sums = package_sums(package, amounts, wording, None)
        return words_of(
            drawn_package(
                package,
                sums,
                wording,
                template="_package.html",
                words=lambda: {"euro": "", "age": ""},
            )
        )


def test_a_shared_ceiling_tells_what_it_cuts_and_from_whom(demo):
    page = shown(demo, GUEST_HOUSE)
    assert "60,000 MAD of which certain 60,000 MAD" in page
    assert "Of this 28,000 MAD count: a shared ceiling cuts the rest." in page
    assert "At most 60,000 MAD: 20,000 MAD less than asked." in page
    assert "Bring at least 100,000 MAD yourself" in page


def test_guarantees_and_loans_stand_apart_with_what_they_cost(demo):
    page = shown(demo, GUEST_HOUSE)
    assert "covers 60,000 MAD of the loan. Fee: ask Demo bank." in page
    assert (
        "lends 80,000 MAD. Rate: 2%; average of the quarter from 1 July 2026: 6%."
        in page
    )
    assert "That is 3,200 MAD less interest a year on the whole loan." in page
    assert "10,073 MAD less in all." in page


def test_what_comes_before_spending_says_so_with_its_last_day(demo):
    page = shown(demo, GUEST_HOUSE, plan={"start": "2027-02"})
    assert "Get it granted before you spend: by 31 January 2027." in page
    assert "Get it granted before you spend." in shown(demo, GUEST_HOUSE)


def test_a_loan_below_its_ticket_is_set_aside_in_words(demo):
    page = shown(demo, {**GUEST_HOUSE, "bank_loan": 200_000})
    assert "Demo joint loan: what is left is below its smallest amount." in page


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "un plafond commun coupe le reste"),
        ("nl", "een gezamenlijk maximum snijdt de rest weg"),
        ("ar", "سقف مشترك يقتطع الباقي"),
    ],
)
def test_the_cut_is_told_in_each_language(demo, language, text):
    page = shown(demo, GUEST_HOUSE, language)
    assert text in page and "demo-public-money" not in page


def test_a_search_that_was_stopped_tells_its_bound(demo):
    package = three_packages(demo, GUEST_HOUSE, ON)["package"]
    cut = {**package, "proved": False, "at_most": 70_000}
    with translation.override("en"):
        wording = Wording(demo, "en", ON, ON)
        sums = package_sums(cut, dict.fromkeys(cut["members"], "–"), wording, None)
        template = "_package.html"
        drawn = drawn_package(cut, sums, wording, template=template, words=dict)
    page = words_of(drawn)
    assert "The search was stopped: no package is worth more than 70,000 MAD." in page


def test_the_page_shows_the_three_answers_side_by_side(
    client, venture, query, rulebook
):
    answer = advise(rulebook, venture.facts, on=venture.date)
    page = words_of(client.get(f"/en/advisor/result/?{query}").content.decode())
    assert "Three answers side by side The best" in page
    assert "Every lawful combination was weighed: none is worth more." in page
    for package in (answer["package"], *answer["alternatives"].values()):
        main = package["total"] if package["total"]["most"] else package["guaranteed"]
        assert money(main["most"], "MAD", "en") in page
        assert f"{package['papers']} application step" in page or (
            package["members"] == answer["package"]["members"]
        )
