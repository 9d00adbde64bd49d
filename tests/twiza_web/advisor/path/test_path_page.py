"""The page of the dated path, as a browser without script would use it."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import icalendar
import pytest

from twiza.advice import read_venture_file
from twiza.advice.path.plan import plan_path
from twiza.advice.path.problem import Wishes
from twiza.advice.path.stays import read_stay
from twiza.advice.path.telling import path_plan_answer
from twiza_web.advisor.answers import Answers

LANGUAGES = ("fr", "nl", "ar", "en")
STAYS = ("2027-07-10..2027-07-24", "2027-10-18..2027-10-29")
ADDRESS = "&".join(
    ["start=2026-11-23", *(f"stay={stay}" for stay in STAYS), "self=yes"]
)


def shown(response) -> str:
    page = response.content.decode()
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest.fixture(scope="module")
def mill():
    from tests.twiza_web.advisor.conftest import EXAMPLES

    return read_venture_file(next(p for p in EXAMPLES if "olive" in p.name))


@pytest.fixture(scope="module")
def mill_query(mill):
    return Answers(mill.facts, mill.date).query()


def library_answer(rulebook, venture, **wishes):
    """What the library says of the same answers; the site keeps no plan of a file."""
    asked = Wishes(venture.date, tuple(map(read_stay, STAYS)), **wishes)
    plan = plan_path(rulebook, venture.facts, asked, on=venture.date)
    return path_plan_answer(plan, on=venture.date)


def test_the_page_shows_every_step_of_the_plan_with_its_place(
    client, venture, query, rulebook
):
    answer = library_answer(rulebook, venture, without_proxy=True)
    page = shown(client.get(f"/en/advisor/path/?{query}&{ADDRESS}"))
    for step in answer["steps"]:
        if step["mechanism"]:
            trail = ("mechanisms", step["mechanism"], "apply", step["step"])
            assert rulebook.word("en", *trail) in page
        else:
            assert rulebook.word("en", "steps", step["step"], "name") in page
            assert rulebook.word("en", "steps", step["step"], "how") in page
    for document in answer["documents"]:
        assert rulebook.word("en", "documents", document["document"]) in page


def test_the_olive_mill_reads_when_it_ends_and_what_falls_into_each_stay(
    client, mill_query
):
    page = shown(client.get(f"/en/advisor/path/?{mill_query}&{ADDRESS}"))
    assert "Your path ends on 17 December 2027" in page
    assert "10–24 Jul 2027 12 Jul 2027 · Buy the land or the premises" in page
    assert "No plan ends earlier with these stays: this is proved." in page
    assert "16 May 2027 (Eid al-Adha)" in page
    assert "of which confirmed 575 MAD" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_names_the_steps_and_leaves_no_code(
    client, mill_query, rulebook, language
):
    page = shown(client.get(f"/{language}/advisor/path/?{mill_query}&{ADDRESS}"))
    main = page.split("Twiza", 1)[1]
    assert rulebook.word(language, "steps", "F2_purchase", "name") in main
    assert not re.search(r"\b[A-Z]\d+_[a-z]|in_person|too_late|%\(", main)


def test_without_stays_the_page_says_what_has_to_be_done_there(client, mill_query):
    page = shown(client.get(f"/en/advisor/path/?{mill_query}"))
    assert "What has to be done in Morocco" in page
    assert "Stay 2" in page  # rows to fill in


def test_the_form_leads_to_an_address_that_holds_the_answers_and_the_stays(
    client, mill_query
):
    form = {
        "with": mill_query,
        "start": "2026-12-01",
        "from": ["2027-07-10", "", "2027-10-18"],
        "to": ["2027-07-24", "", "2027-10-29"],
        "visits": "2",
        "self": "yes",
    }
    response = client.get("/fr/advisor/path/", form)
    assert response.status_code == 302
    found = parse_qsl(urlsplit(response["Location"]).query)
    assert [value for name, value in found if name == "stay"] == list(STAYS)
    assert {"start": "2026-12-01", "visits": "2", "self": "yes"}.items() <= dict(
        found
    ).items()
    assert dict(parse_qsl(mill_query)).items() <= dict(found).items()
    page = client.get(response["Location"])
    assert page.status_code == 200
    assert 'value="2027-10-29"' in page.content.decode()


@pytest.mark.parametrize(
    "form, problem",
    [
        ({"from": ["2027-07-24"], "to": ["2027-07-10"]}, "ends before it begins"),
        ({"from": ["2027-07-10"], "to": [""]}, "first and the last day of each stay"),
        (
            {"from": ["2027-07-10", "2027-07-20"], "to": ["2027-07-24", "2027-07-30"]},
            "Two stays overlap around 20 July 2027",
        ),
        ({"from": ["2026-07-10"], "to": ["2026-07-24"]}, "begins before the plan"),
        ({"from": ["2027-01-01"], "to": ["2028-07-24"]}, "longer than 366 days"),
        ({"from": ["2045-01-01"], "to": ["2045-01-04"]}, "more than 10 years ahead"),
        ({"start": "soon"}, "year-month-day"),
        ({"start": "1980-01-01"}, "between 2000 and 2085"),
        ({"visits": "9"}, "between 1 and 4 visits"),
        ({"proxy": "G2_food"}, "a step that nobody else can do"),
    ],
)
def test_a_mistake_is_told_above_the_form_that_keeps_what_was_typed(
    client, mill_query, form, problem
):
    filled = {"with": mill_query, "start": "2026-11-23", **form}
    response = client.get("/en/advisor/path/", filled)
    assert response.status_code == 422
    assert problem in shown(response)
    for value in [*form.get("from", []), *form.get("to", [])]:
        assert not value or f'value="{value}"' in response.content.decode()


def test_an_address_that_was_cut_off_is_told_too(client, mill_query):
    response = client.get(f"/en/advisor/path/?{mill_query}&stay=2027-07-10..2027-0")
    assert response.status_code == 400
    assert "Write each stay with its first and its last day." in shown(response)


def test_answers_that_cannot_be_read_lead_to_what_is_to_be_mended(client):
    response = client.get("/en/advisor/path/?total_cost_mad=much")
    assert response.status_code == 400


def test_without_answers_there_is_nothing_to_plan(client):
    assert "Nothing is answered yet" in shown(client.get("/en/advisor/path/"))


def test_each_way_out_leads_to_a_plan_that_is_complete(client, mill_query):
    first = client.get(
        f"/en/advisor/path/?{mill_query}&start=2026-11-23&stay={STAYS[0]}&self=yes"
    )
    assert "These stays are not enough" in shown(first)
    section = first.content.decode().split('class="ways-out"')[1].split("</ul>")[0]
    links = [unescape(link) for link in re.findall(r'href="([^"]+)"', section)]
    assert len(links) == 2
    for link in links:
        page = shown(client.get(link))
        assert "These stays are not enough" not in page
        assert "Your path ends on" in page


def test_a_step_given_to_a_proxy_stays_with_one_when_the_form_is_sent_again(
    client, mill_query
):
    page = client.get(f"/en/advisor/path/?{mill_query}&{ADDRESS}&proxy=F2_purchase")
    assert (
        '<input type="hidden" name="proxy" value="F2_purchase">'
        in page.content.decode()
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_calendar_holds_the_dates_of_the_page(
    client, mill, mill_query, rulebook, language
):
    response = client.get(
        f"/{language}/advisor/path/calendar.ics?{mill_query}&{ADDRESS}"
    )
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "twiza-path.ics" in response["Content-Disposition"]
    answer = library_answer(rulebook, mill, without_proxy=True)
    events = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    read = sorted(event["dtstart"].dt.isoformat() for event in events)
    assert read == sorted(step["starts_on"] for step in answer["steps"])


def test_a_calendar_of_a_wrong_address_leads_to_the_page_that_says_what_is_wrong(
    client, mill_query
):
    response = client.get(
        f"/en/advisor/path/calendar.ics?{mill_query}&stay=x", follow=True
    )
    assert response.status_code == 400
    assert "Write each stay" in shown(response)


def test_the_address_is_kept_by_nobody(client, mill_query):
    for path in ("", "calendar.ics"):
        response = client.get(f"/en/advisor/path/{path}?{mill_query}&{ADDRESS}")
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"


def test_the_result_leads_to_the_path_and_back(client, mill_query):
    result = client.get(f"/en/advisor/result/?{mill_query}").content.decode()
    (link,) = set(re.findall(r'href="(/en/advisor/path/\?[^"]+)"', result))
    page = client.get(unescape(link)).content.decode()
    assert f"/en/advisor/result/?{mill_query}" in unescape(page)


def test_a_drawing_has_its_table(client, mill_query):
    """Each bar stands in a row that says the same in words; screen readers pass it over."""
    page = client.get(f"/en/advisor/path/?{mill_query}&{ADDRESS}").content.decode()
    rows = re.findall(r'<tr id="s-[^"]+".*?</tr>', page, re.S)
    assert len(rows) > 40
    for row in rows:
        assert row.count('<svg class="bar"') == 1 and 'aria-hidden="true"' in row
        assert re.search(r'<td class="when">[^<]*\d', row)
