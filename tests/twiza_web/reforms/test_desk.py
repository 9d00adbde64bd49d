"""The reform desk: a figure, another value, whom it would touch, always stamped."""

from __future__ import annotations

import datetime
import gzip
import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.html import escape

from twiza.population.drawing import drawn
from twiza.population.origin import stamp
from twiza_web.advisor.models import SavedAdvice
from twiza_web.reforms import results
from twiza_web.reforms.results import ROWS, SEED
from twiza_web.ui.rulebook import current

DESK = "/{language}/reforms/mdm-invest/"
FLOOR = {"figure": "minimum_cost", "value": "500000"}


def page(client, address, data=None, *, status=200):
    response = client.get(address, data or {})
    assert response.status_code == status
    return response.content.decode()


def test_the_desk_lists_aids_in_every_language_and_says_that_ventures_are_invented(
    client, language
):
    text = page(client, f"/{language}/reforms/")
    assert f"/{language}/reforms/mdm-invest/" in text
    assert escape(current().word(language, "mechanisms", "mdm-invest", "name")) in text
    assert 'class="notice notice-warm"' in text


def test_every_listed_aid_has_a_figure_to_change(client):
    listed = re.findall(
        r'href="(/en/reforms/[a-z0-9-]+/)"', page(client, "/en/reforms/")
    )
    assert len(listed) > 20
    for address in listed:
        assert page(client, address).count("<option") >= 1


def test_every_part_of_a_result_bears_the_stamp(client, language):
    text = page(client, DESK.format(language=language), FLOOR)
    result = text[text.index('<section id="result">') :]
    headings = re.findall(r"<h[23].*?</h[23]>", result, re.DOTALL)
    assert len(headings) == 4  # the result, the cost, poverty, provinces
    for heading in headings:
        assert stamp("invented", language) in heading


def test_a_lower_floor_opens_the_grant_to_those_who_met_all_else(client):
    """Counted from the law: who costs from 500 000 to below a million and has the rest."""
    columns = drawn(current(), ROWS, holes=0, seed=SEED)
    sectors = current().mechanisms["mdm-invest"].parameters["sectors"].at(_today())
    choices = current().facts["sector"].choices
    cost = columns["total_cost_mad"]
    has_proof = columns["has_residence_proof"] == 1
    met = (
        (cost >= 500_000)
        & (cost < 1_000_000)
        & (columns["is_moroccan"] == 1)
        & (has_proof | (columns["months_since_return"] <= 12))
        & (columns["investor_share"] > 0)
        & [choices[code] in sectors.value for code in columns["sector"]]
        & (columns["foreign_currency_funds_mad"] >= 0.25 * cost)
        & (columns["has_financial_litigation"] == 0)
    )
    text = page(client, DESK.format(language="en"), FLOOR)
    newly = sum(map(int, re.findall(r'data-label="Newly eligible">([0-9]+)<', text)))
    assert newly == 2 * met.sum() > 0  # once by poverty band, once by province


def _today():
    return timezone.localdate()


def test_who_may_gain_or_lose_is_told_apart_from_who_does(client):
    text = page(client, DESK.format(language="en"), FLOOR)
    assert re.search(r"Not clear for [0-9]+: the least rises", text)


def test_the_change_is_told_from_the_figure_of_today_with_its_source(client):
    text = page(client, DESK.format(language="en"), FLOOR)
    assert "from 1,000,000 MAD to 500,000 MAD" in text
    assert "assumed in this comparison" in text
    assert "Figure of today:" in text


@pytest.mark.parametrize("value", ["500 000", "500000,00 DH", "500'000", "٥٠٠٠٠٠"])
def test_a_figure_is_read_as_people_write_it(client, value):
    data = {**FLOOR, "value": value}
    text = page(client, DESK.format(language="en"), data)
    assert "to 500,000 MAD" in text


def test_a_share_is_typed_in_percent(client):
    data = {"figure": "grant_rate", "value": "12 %"}
    assert "from 10% to 12%" in page(client, DESK.format(language="en"), data)


def test_a_key_of_a_table_and_a_row_of_bands_can_be_changed(client):
    for figure in ("territorial_rates.A", "jobs_rates.1"):
        data = {"figure": figure, "value": "20 %"}
        text = page(client, "/en/reforms/charte-tpme/", data)
        assert '<section id="result">' in text


@pytest.mark.parametrize(
    "data, said",
    [
        ({"figure": "minimum_cost", "value": ""}, "Write another value"),
        ({"figure": "minimum_cost", "value": "half"}, "Write digits"),
        ({"figure": "minimum_cost", "value": "-5"}, "zero or more"),
        ({"figure": "minimum_cost", "value": "500.000"}, "in two ways"),
        ({"figure": "minimum_cost", "value": "1 000 000"}, "the figure of today"),
        ({"figure": "minimum_cost", "value": "500 000 €"}, "in dirhams"),
        ({"figure": "minimum_cost", "value": "9" * 13}, "No venture could"),
        ({"figure": "grant_rate", "value": "140 %"}, "No venture could"),
        ({"figure": "nothing", "value": "5"}, "figures of this list"),
        ({"figure": "", "value": "<script>"}, "figures of this list"),
    ],
)
def test_what_cannot_be_set_is_told_beside_the_field(client, data, said):
    text = page(client, DESK.format(language="en"), data, status=400)
    assert said in text
    assert "<script>" not in text
    assert '<section id="result">' not in text


def test_who_comes_while_others_compare_is_asked_to_try_again(client, monkeypatch):
    monkeypatch.setattr(results, "PATIENCE", 0.01)
    with results._alone:
        text = page(client, DESK.format(language="en"), FLOOR, status=503)
    assert "Try again in a moment" in text


@pytest.mark.parametrize("name", ["none", "ras-dividendes"])
def test_what_is_no_aid_with_figures_is_a_404(client, name):
    page(client, f"/en/reforms/{name}/", status=404)


def test_no_page_of_the_desk_needs_a_script_or_a_style_of_its_own(client):
    text = page(client, DESK.format(language="fr"), FLOOR)
    assert "<script" not in text and " style=" not in text


# Saved advice as a register


@pytest.fixture
def saved(db):
    def save(facts, *, days=30):
        now = timezone.now()
        content = {"answer": {"facts": facts}, "plan": {}, "path": None, "trace": None}
        return SavedAdvice.objects.create(
            digest=f"{SavedAdvice.objects.count():064}",
            corridor="be-ma",
            pack_version="1",
            pack_hash="x",
            rules_on=datetime.date(2026, 1, 1),
            language="fr",
            saved_at=now,
            expires_at=now + datetime.timedelta(days=days),
            content=gzip.compress(json.dumps(content).encode()),
        )

    return save


FACTS = {
    "is_moroccan": True,
    "has_residence_proof": True,
    "investor_share": 1.0,
    "stage": "creation",
    "sector": "tourism",
    "province": "MA-CHE",
    "has_financial_litigation": False,
    "total_cost_mad": 600_000,
    "own_funds_mad": 300_000,
    "foreign_currency_funds_mad": 200_000,
}


@pytest.mark.database
def test_a_change_of_law_is_counted_over_saved_advice_without_naming_a_province(
    saved, capsys
):
    saved(FACTS)
    saved({**FACTS, "total_cost_mad": 2_000_000})
    saved(FACTS, days=-1)  # past its day
    saved({**FACTS, "a_fact_of_old": 1})
    call_command("changes_of_law", "--set", "mdm-invest.minimum_cost=500000")
    printed = capsys.readouterr()
    counted = re.search(r"saved advice +(\d+) +(\d+) +(\d+)", printed.out)
    assert counted and counted.groups() == ("2", "1", "1")
    assert "origin not stated" in printed.out
    assert "Chefchaouen" not in printed.out
    assert "Saved advice that could not be read: 1" in printed.err


@pytest.mark.database
def test_a_figure_that_cannot_be_set_ends_the_count(saved):
    saved(FACTS)
    with pytest.raises(CommandError, match="did you mean"):
        call_command("changes_of_law", "--set", "mdm-invest.minimum_costs=5")
