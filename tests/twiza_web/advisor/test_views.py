"""The advisor through its pages, as a browser without script would use it."""

from __future__ import annotations

import logging
import re
from html import unescape

import pytest

from twiza.advice import advise, read_venture
from twiza.formats import money
from twiza_web.advisor.reading import typed, written

ADVISOR = "/en/advisor/"


def shown(response) -> str:
    """The words of a page, as a reader meets them."""
    page = response.content.decode()
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def test_each_example_is_asked_and_answered_one_question_at_a_time(
    client, venture, rulebook
):
    """Only what the page asks is answered; what the file leaves out is passed over."""
    page = client.get(f"{ADVISOR}question/", {"date": venture.date})
    asked = []
    while "field" in page.context:
        name = page.context["field"].name
        asked.append(name)
        known = venture.facts.get(name)
        reply = (
            {"skip": 1}
            if known is None
            else {"answer": 1, "value": typed(rulebook.facts[name], known)}
        )
        form = [*page.context["pairs"], ("ask", name), *reply.items()]
        page = client.get(f"{ADVISOR}question/", dict(form), follow=True)
    package = advise(rulebook, venture.facts, on=venture.date)["package"]
    figure = package["total"]["most"] or package["guaranteed"]["most"]
    assert len(asked) == len(set(asked)) < 40
    assert money(figure, "MAD", "en") in shown(page)


def test_the_result_says_what_the_library_answers(client, venture, query, rulebook):
    answer = advise(rulebook, venture.facts, on=venture.date)
    response = client.get(f"{ADVISOR}result/?{query}")
    page = shown(response)
    for item in answer["mechanisms"]:
        assert rulebook.word("en", "mechanisms", item["id"], "name") in page
        for source in {c["source"] for c in item["conditions"]}:
            assert rulebook.sources[source].publisher in page
    for name in answer["package"]["members"]:
        value = next(m for m in answer["mechanisms"] if m["id"] == name)["amount"][
            "value"
        ]
        assert value is None or money(value, "MAD", "en") in page
    assert money(answer["package"]["certain_total"], "MAD", "en") in page
    for step in answer["path"][:3]:
        assert rulebook.word("en", "steps", step["step"], "name") in page
    assert f"{len(answer['path'])} steps in all" in page
    centre = rulebook.places.centre_of(venture.facts["province"])
    assert centre.name("en") in page


def test_a_change_that_opens_an_aid_leads_to_the_result_with_it(client):
    result = client.get(f"{ADVISOR}result/?{GUESTHOUSE}").content.decode()
    links = re.findall(
        r'href="([^"]*result/\?[^"]*total_cost_mad=1000000[^"]*)"', result
    )
    assert links
    assert "Investment charter: premium" in shown(client.get(unescape(links[0])))


GUESTHOUSE = (
    "country_of_residence=BE&is_moroccan=yes&has_residence_proof=yes&has_financial_litigation=no&age=58"
    "&province=MA-CHE&sector=tourism&stage=creation&legal_form=sarl&company_age_years=0&total_cost_mad=880000"
    "&public_land_cost_mad=0&private_land_cost_mad=150000&own_funds_mad=400000&foreign_currency_funds_mad=150000"
    "&investor_share=1&bank_loan_mad=480000&financing_secured_share=1&stable_jobs=3&women_wage_share=0.7"
    "&is_priority_activity=no&is_in_regional_branch_list=yes&has_other_state_agreement=no"
    "&is_tax_and_cnss_regular=yes&date=2026-11-23"
)


def test_all_answers_typed_on_one_page_give_the_result_of_the_file(
    client, venture, query, rulebook
):
    form = {n: typed(rulebook.facts[n], v) for n, v in venture.facts.items()}
    response = client.get(
        f"{ADVISOR}all/", {"typed": "1", "date": venture.date, **form}
    )
    assert response.status_code == 302
    assert dict(
        p.split("=") for p in response["Location"].partition("?")[2].split("&")
    ) == dict(p.split("=") for p in query.split("&"))


def test_euros_are_read_back_in_both_currencies_with_rate_and_year(client):
    reply = client.get(
        f"{ADVISOR}question/?date=2026-11-23&ask=total_cost_mad&answer=1&value=61+520,00&currency=EUR"
    )
    assert "total_cost_mad=650001.86" in reply["Location"]
    page = shown(client.get(reply["Location"]))
    assert "650,002 MAD = 61,520 EUR at 10.5657, average of 2025" in page


def test_an_ambiguous_amount_asks_and_keeps_what_was_typed(client):
    response = client.get(f"{ADVISOR}question/?ask=total_cost_mad&answer=1&value=1.150")
    assert response.status_code == 422
    assert "Write 1150, or 1.15 with two decimals" in shown(response)
    assert 'value="1.150"' in response.content.decode()


def test_errors_of_the_long_form_stand_beside_their_fields_and_above(client):
    response = client.get(
        f"{ADVISOR}all/?typed=1&total_cost_mad=1.150&stable_jobs=many&province=MA-TAO"
    )
    page = response.content.decode()
    assert response.status_code == 422
    for name in ("total_cost_mad", "stable_jobs"):
        assert f'href="#f-{name}"' in page
        assert f'id="e-{name}"' in page
    assert '<option value="MA-TAO" selected>' in page


def test_a_share_is_read_back_in_percent(client):
    response = client.get(f"{ADVISOR}all/?typed=1&investor_share=25")
    assert response["Location"].endswith("investor_share=0.25")
    assert "25%" in shown(client.get(response["Location"]))


@pytest.mark.parametrize(
    "query",
    [
        "foo=1",
        "total_cost_mad=-5",
        "stable_jobs=3&stable_jobs=4",
        "date=x",
        "province=%FF%FE",
        "x" * 9000,
    ],
)
@pytest.mark.parametrize("page", ["result", "question", "all", "save"])
def test_an_address_that_cannot_be_used_is_a_clear_page(client, page, query):
    response = client.get(f"{ADVISOR}{page}/?{query}")
    assert response.status_code == 400
    assert response.context["errors"]


def test_nothing_answered_has_its_own_page(client):
    assert "Nothing is answered yet" in shown(client.get(f"{ADVISOR}result/"))


def test_a_question_passed_over_is_not_asked_again(client):
    response = client.get(f"{ADVISOR}question/?ask=province&skip=1")
    assert client.get(response["Location"]).context["field"].name == "sector"


def test_back_leads_to_the_question_before_with_its_answer(client):
    page = client.get(f"{ADVISOR}question/?province=MA-TAO&sector=tourism&said=sector")
    assert page.context["before"] == "sector"
    back = client.get(f"{ADVISOR}question/?province=MA-TAO&sector=tourism&ask=sector")
    assert any(option.is_chosen for option in back.context["field"].options)
    assert back.context["before"] == "province"


def test_an_assumption_can_be_answered_from_the_result(client):
    response = client.get(
        f"{ADVISOR}question/", {"with": GUESTHOUSE, "ask": "has_moroccan_account"}
    )
    assert (
        client.get(response["Location"]).context["field"].name == "has_moroccan_account"
    )


def test_the_result_can_be_asked_for_another_date(client):
    response = client.get(f"{ADVISOR}result/", {"with": GUESTHOUSE, "on": "2024-03-01"})
    assert response["Location"].endswith("date=2024-03-01")
    assert "1 March 2024" in shown(client.get(response["Location"]))


def test_answers_saved_and_opened_again_are_the_same(client, venture, query):
    saved = client.get(f"{ADVISOR}save/?{query}")
    assert "attachment" in saved["Content-Disposition"]
    again = read_venture(saved.content)
    assert (again.facts, again.date) == (venture.facts, venture.date)


@pytest.mark.parametrize("page", ["", "question/", "all/", "result/", "save/"])
def test_no_page_is_kept_or_passed_on(client, page, query):
    response = client.get(f"{ADVISOR}{page}?{query}")
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("page", ["", "question/", "all/", "result/", "save/"])
def test_only_reading_is_possible_and_no_cookie_is_set(client, page):
    assert client.post(f"{ADVISOR}{page}").status_code == 405
    assert not client.get(f"{ADVISOR}{page}").cookies


def test_no_answer_reaches_the_access_log(client, caplog):
    caplog.set_level(logging.DEBUG, logger="twiza.access")
    client.get(f"{ADVISOR}result/?{GUESTHOUSE}")
    client.get(f"{ADVISOR}result/?total_cost_mad=-880000")
    assert "/en/advisor/result/" in caplog.text
    assert "880000" not in caplog.text


def test_every_value_an_address_may_hold_is_a_value_of_the_form(rulebook):
    assert written(True) == "yes"
    assert written(0.25) == "0.25"
    assert written(650001.86) == "650001.86"
