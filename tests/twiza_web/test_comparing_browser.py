"""Comparing in Chromium: on a wide screen side by side, on a phone one at a time."""
# ruff: noqa: F401, F811  fixtures are imported, and asked for by their names

from __future__ import annotations

from pathlib import Path

import pytest

from tests.twiza_web.test_browser import browser, page, site
from twiza.advice import advise, read_venture_file
from twiza.formats import money
from twiza.packs import load_rulebook
from twiza_web.advisor.answers import Answers

pytestmark = pytest.mark.browser
RULEBOOK = load_rulebook()
MILL = Path(__file__).parents[2] / "examples" / "olive-oil-taounate.yaml"
PHONE = {"width": 390, "height": 800}
LANGUAGES = ("fr", "nl", "ar", "en")


@pytest.fixture(scope="module")
def mill():
    return read_venture_file(MILL)


@pytest.fixture(scope="module")
def query(mill):
    return Answers(mill.facts, mill.date).query()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_changed_in_the_second_column_gives_that_package_without_a_script(
    page,
    site,
    mill,
    query,
    language,
):
    page.goto(f"{site}/{language}/advisor/compare/?{query}&b.province=MA-NAD")
    page.fill('[name="b.total_cost_mad"]', "4 000 000")
    page.click("#variants .actions .button >> nth=0")
    facts = {**mill.facts, "province": "MA-NAD", "total_cost_mad": 4_000_000}
    value = advise(RULEBOOK, facts, on=mill.date)["package"]["total"]["value"]
    first = page.locator("#results tbody tr").first
    assert (
        money(value, "MAD", language)
        in first.locator('td[data-variant="b"]').inner_text()
    )
    assert page.complaints == []


def test_a_variant_is_added_from_a_file_and_one_is_dropped(page, site, query):
    page.goto(f"{site}/fr/advisor/compare/open/?with=province%3DMA-NAD")
    page.set_input_files("#file", MILL)
    page.click("button.button")
    assert page.locator("#variants thead th[data-variant]").count() == 2
    assert page.input_value('[name="b.wages"]') == "788\u00a0400"
    page.click('button[name="drop"][value="a"]')
    assert page.locator("#variants thead th[data-variant]").count() == 1
    assert page.input_value('[name="a.province"]') == "MA-TAO"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_shows_one_variant_at_a_time_with_what_differs_first(
    browser,
    site,
    query,
    language,
):
    page = browser.new_page(viewport=PHONE, java_script_enabled=False)
    page.goto(
        f"{site}/{language}/advisor/compare/?{query}&b.stable_jobs=9&c.province=MA-NAD"
    )
    fields = page.locator("[data-variant] :is(input, select):visible")
    assert {name[0] for name in names_of(fields)} == {"b"}
    assert names_of(fields)[:2] == ["b.province", "b.stable_jobs"]
    assert (
        "13" in page.locator('td[data-variant="b"] .beside:visible').nth(1).inner_text()
    )
    page.focus("#see-b")
    page.keyboard.press("ArrowDown")
    assert {name[0] for name in names_of(fields)} == {"c"}
    visible = page.locator("#results td:visible")
    assert {cell.get_attribute("data-variant") for cell in visible.all()} == {"c"}
    page.close()


def names_of(fields) -> list[str]:
    return [field.get_attribute("name") for field in fields.all()]


def test_a_wide_screen_shows_all_variants_and_no_switch(browser, site, query):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{site}/en/advisor/compare/?{query}&b.province=MA-NAD&d.province=MA-OUJ")
    assert page.locator("#results thead th[data-variant]:visible").count() == 4
    assert not page.locator(".see").is_visible()
    page.close()


def test_a_mistake_on_a_phone_opens_its_own_column(browser, site, query):
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{site}/en/advisor/compare/?{query}&b.stable_jobs=9&c.province=MA-NAD")
    page.check("#see-c")
    page.fill('[name="c.total_cost_mad"]', "1.150")
    page.click("#variants .actions .button >> nth=0")
    assert page.locator("#e-c\\.total_cost_mad").is_visible()
    page.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_weights_moved_on_the_page_put_the_poorest_province_first(
    page,
    site,
    query,
    language,
):
    """Figuig has the highest rate of monetary poverty of the pilot area (HCP, 2014)."""
    page.goto(f"{site}/{language}/advisor/where/?{query}")
    page.fill('[name="weight.poverty"]', "1000")
    page.click("#weights .button")
    assert "weight.poverty=1000" in page.url
    first = page.locator("#there tbody tr").first.inner_text()
    assert RULEBOOK.places.provinces["MA-FIG"].name(language) in first
    assert page.complaints == []
