"""The mechanisms most used tell the same figures on their page, in an article and in the
answer as JSON: on the day of every change, on the day before, and once a value changes.

The amount of each situation follows by hand from the figures that a reader sees.
"""

from __future__ import annotations

import datetime
import html
import re
import shutil
from typing import NamedTuple

import pytest
from django.utils import timezone, translation

from twiza.advice import advise
from twiza.articles import Text
from twiza.packs import packs_folder
from twiza_web.guide.articles.notes import Notes
from twiza_web.guide.articles.setting import Setting, current_articles
from twiza_web.guide.articles.writing import article_html
from twiza_web.ui.rulebook import current

DAY = datetime.timedelta(days=1)


class Situation(NamedTuple):
    """A venture, and its amount as a reader works it out from the figures told.

    bound  the part of the JSON's amount that this is: an amount, or at most one
    """

    mechanism: str
    given: dict
    amount: object
    bound: str = "value"


COMPANY = {
    "is_moroccan": True,
    "has_residence_proof": True,
    "country_of_residence": "BE",
    "has_financial_litigation": False,
    "investor_share": 1,
    "stage": "creation",
    "legal_form": "sarl",
    "company_age_years": 0,
    "province": "MA-TAO",
    "is_tax_and_cnss_regular": True,
    "is_in_regional_branch_list": True,
    "has_other_state_agreement": False,
    "public_land_cost_mad": 0,
    "private_land_cost_mad": 0,
    "women_wage_share": 0,
    "turnover_mad": 0,
    "age": 40,
}


def venture(**facts):
    return {**COMPANY, **facts}


SITUATIONS = [
    Situation(
        "mdm-invest",
        venture(
            sector="industry",
            total_cost_mad=45_000_000,
            own_funds_mad=45_000_000,
            foreign_currency_funds_mad=45_000_000,
        ),
        lambda told: min(told["grant_rate"] * 45_000_000, told["ceiling"]),
    ),
    Situation(
        "charte-tpme",
        venture(
            sector="agro_processing",
            total_cost_mad=6_000_000,
            own_funds_mad=3_000_000,
            stable_jobs=90,  # 15 for each million: the highest band
            is_priority_activity=True,
        ),
        lambda told: told["rate_ceiling"] * 6_000_000,
    ),
    Situation(
        "charte-dispositif-principal",
        venture(
            sector="industry",
            total_cost_mad=60_000_000,
            own_funds_mad=60_000_000,
            stable_jobs=600,
            has_future_jobs_activity=True,
        ),
        lambda told: told["rate_ceiling"] * 60_000_000,
    ),
    Situation(
        "damane-istitmar",
        venture(
            sector="tourism",
            company_age_years=20,
            stage="extension",
            turnover_mad=20_000_000,
            bank_loan_mad=30_000_000,
        ),
        lambda told: min(told["quota"] * 30_000_000, told["operation_ceiling"]),
    ),
    Situation(
        "damane-intelak",
        venture(sector="tourism", bank_loan_mad=900_000),
        lambda told: told["quota"] * 900_000,
    ),
    Situation(
        "nordev",
        venture(
            sector="tourism",
            province="MA-TET",
            total_cost_mad=2_000_000,
            company_age_years=5,
            turnover_mad=20_000_000,
            financing_secured_share=1,
        ),
        lambda told: min(told["most_rate"] * 2_000_000, told["medium_ceiling"]),
        "most",
    ),
    Situation(
        "go-siyaha",
        venture(sector="tourism", tourism_offer="animation", total_cost_mad=2_000_000),
        lambda told: told["animation_rate"] * 2_000_000,
        "most",
    ),
    Situation("forsa", venture(), lambda told: told["ceiling"], "most"),
    Situation(
        "ras-dividendes",
        venture(dividend_mad=400_000, dividend_profit_year="before_2023"),
        lambda told: told.get("withholding_rate", 0.15) * 400_000,
    ),
]


def change_days(name):
    """Every day on which a version or a figure begins or has just ended."""
    mechanism = current().mechanisms[name]
    starts = {version.start for version in mechanism.versions}
    ends = {version.end + DAY for version in mechanism.versions if version.end}
    figures = {
        value.start
        for parameter in mechanism.parameters.values()
        for value in parameter.values
    }
    return starts | ends | figures


def days_to_try(name):
    return sorted(
        {day for change in change_days(name) for day in (change - DAY, change)}
        | {datetime.date(2026, 11, 24)}
    )


def told_by_the_page(client, name, on):
    """Label to value: of each figure the row in force on the date."""
    text = client.get(f"/en/guide/mechanisms/{name}/?date={on}").content.decode()
    told = {}
    for body in re.findall(r"<tbody>(.*?)</tbody>", text, re.S):
        title = plain(re.search(r'<th scope="rowgroup"[^>]*>(.*?)</th>', body, re.S)[1])
        rows = re.findall(r"<tr( class=\"past\")?>(.*?)</tr>", body, re.S)
        now = [row for past, row in rows if not past]
        assert len(now) <= 1, (name, title)
        cell = (
            re.search(r'data-label="Value">(.*?)</td>', now[0], re.S)[1] if now else ""
        )
        told[title] = plain(cell.split("<p", 1)[0])
    return told


def told_by_the_article(name, on):
    setting = Setting(current(), {}, "en", on, timezone.localdate(), "")
    body = f"{{{{ figures {name} }}}}"
    text = Text("en", 1, "T", "S", None, 1, False, None, body, 1, "here")
    with translation.override("en"):
        shown = article_html(text, setting, Notes(setting))
    found = re.findall(r"<li>(.*?): <span><bdi>(.*?)</bdi>", shown, re.S)
    return {plain(label): plain(value) for label, value in found}


def plain(text):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def numbers(text):
    return re.findall(r"\d+(?:\.\d+)?", text.replace(",", ""))


def read(told, name):
    """By the parameter's own name: the one number of each figure, a share as a share."""
    found = {}
    for own in current().mechanisms[name].parameters:
        text = told[current().word("en", "mechanisms", name, "parameters", own)]
        if len(numbers(text)) == 1:
            percent = 100 if "%" in text else 1
            found[own] = float(numbers(text)[0]) / percent
    return found


def page_as_in_the_article(client, name, on):
    """What the page tells, once it is what an article tells of the same date."""
    page, article = told_by_the_page(client, name, on), told_by_the_article(name, on)
    assert page.keys() == article.keys()
    for label, value in page.items():
        if not value or "not found" in value:
            assert "ask" in article[label], (name, on, label)
            continue
        assert numbers(value) == numbers(article[label]), (name, on, label)
        if not numbers(value):  # a list of choices
            assert value.split() == article[label].replace(",", "").split(), label
    return page


def assert_all_tell_the_same(client, situation, on):
    name = situation.mechanism
    page = page_as_in_the_article(client, name, on)
    assert page
    answer = advise(current(), situation.given, on=on)
    item = next(m for m in answer["mechanisms"] if m["id"] == name)
    if item["amount"] is None or item["status"] in ("closed", "not_computable"):
        return None
    assert item["status"] == "eligible", (on, item["conditions"])
    expected = situation.amount(read(page, name))
    assert item["amount"][situation.bound] == pytest.approx(expected, abs=0.01), on
    return expected


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one.mechanism)
def test_page_article_and_json_tell_the_same_figures_around_every_change(
    client, situation
):
    days = days_to_try(situation.mechanism)
    amounts = [assert_all_tell_the_same(client, situation, on) for on in days]
    assert any(amounts), "no date on which something is computed"
    versions = current().mechanisms[situation.mechanism].versions
    before_all = versions[0].start - DAY
    assert amounts[days.index(before_all)] is None


def test_every_other_mechanism_tells_one_set_of_figures_too(client):
    today = timezone.localdate()
    for name, mechanism in current().mechanisms.items():
        if mechanism.parameters:
            assert page_as_in_the_article(client, name, today)


# ------------------------------------------------------------- once a value changes

CHANGED_ON = datetime.date(2026, 6, 1)
MA, BE_MA = "countries/ma/mechanisms", "corridors/be-ma/mechanisms"
CHANGES = [
    ("mdm-invest", f"{BE_MA}/mdm-invest.yaml", "value: 5_000_000, source: le360-ep18}", "4_000_000"),
    ("charte-tpme", f"{MA}/charte-tpme.yaml", "value: 0.30, source: medias24-2025-04-11}", "0.25"),
    ("charte-dispositif-principal", f"{MA}/charte-dispositif-principal.yaml", "value: 0.30, source: medias24-2023-01-26}", "0.27"),
    ("damane-istitmar", f"{MA}/damane-istitmar.yaml", "value: 0.60, source: tamwilcom-istitmar}", "0.45"),
    ("damane-intelak", f"{MA}/damane-intelak.yaml", "value: 0.80, source: medias24-2022-07-24}", "0.85"),
    ("nordev", f"{MA}/nordev.yaml", "value: 0.30, source: lavieeco-nordev-2023}", "0.275"),
    ("go-siyaha", f"{MA}/go-siyaha.yaml", "value: 0.35, source: fdm-gosiyaha}", "0.33"),
    ("ras-dividendes", f"{MA}/ras-dividendes.yaml", "value: 0.1125, source: leseco-dividends}", "0.115"),
]  # fmt: skip


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """The packs of the site are a copy that a test changes."""
    root = shutil.copytree(packs_folder(), tmp_path / "packs")
    monkeypatch.setenv("TWIZA_PACKS", str(root))
    monkeypatch.setenv("TWIZA_CACHE", str(tmp_path / "cache"))
    _forget()
    yield root
    monkeypatch.undo()
    _forget()


def _forget():
    current.cache_clear()
    current_articles.cache_clear()


@pytest.mark.parametrize(("name", "file", "old", "new"), CHANGES, ids=[c[0] for c in CHANGES])  # fmt: skip
def test_a_new_value_is_told_everywhere_from_its_day_and_nowhere_before(
    client, copy, name, file, old, new
):
    situation = next(one for one in SITUATIONS if one.mechanism == name)
    before = assert_all_tell_the_same(client, situation, CHANGED_ON)
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    source = old.removesuffix("}").partition(", source: ")[2]
    added = f"{{from: {CHANGED_ON}, value: {new}, source: {source}}}"
    start = text.index(old)
    is_last = text[start + len(old)] == "]"
    joined = f"{old}, {added}" if is_last else f"{old}\n      - {added}"
    path.write_text(text.replace(old, joined), encoding="utf-8")
    _forget()
    after = assert_all_tell_the_same(client, situation, CHANGED_ON)
    assert after != pytest.approx(before)
    assert assert_all_tell_the_same(client, situation, CHANGED_ON - DAY) == before
