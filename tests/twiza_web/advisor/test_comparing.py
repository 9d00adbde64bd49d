"""Comparing through its pages, as a browser without script would use it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from twiza.advice import advise, read_venture, read_venture_file
from twiza.formats import money, number
from twiza.packs import load_rulebook
from twiza_web.advisor.answers import Answers
from twiza_web.advisor.comparing.address import Column, read_comparison

EXAMPLES = Path(__file__).parents[3] / "examples"
MILL = EXAMPLES / "olive-oil-taounate.yaml"
SOFTWARE = EXAMPLES / "it-services-oujda.yaml"
ADVISOR = "/en/advisor/"
LANGUAGES = ("fr", "nl", "ar", "en")
RULEBOOK = load_rulebook()


@pytest.fixture(scope="module")
def mill():
    return read_venture_file(MILL)


@pytest.fixture(scope="module")
def base(mill):
    return Answers(mill.facts, mill.date).query()


def shown(response) -> str:
    page = response.content.decode()
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def address(response) -> dict[str, str]:
    query = response["Location"].partition("?")[2]
    return {
        name: texts[0]
        for name, texts in parse_qs(query, keep_blank_values=True).items()
    }


def form(client, query) -> dict[str, str]:
    """Every field of the page as a browser would send it back untouched."""
    page = client.get(f"{ADVISOR}compare/?{query}").content.decode()
    found = dict(re.findall(r'<input (?:type="hidden" )?(?:id="[^"]*" )?name="([^"]+)"[^>]*? value="([^"]*)"', page))  # fmt: skip
    for name, body in re.findall(r'<select id="f-[^"]*" name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):  # fmt: skip
        chosen = re.search(r'value="([^"]*)" selected', body)
        found[name] = chosen[1] if chosen else ""
    return {name: unescape(text) for name, text in found.items()}


# The address


FACTS = st.fixed_dictionaries(
    {},
    optional={
        "province": st.sampled_from(["MA-TAO", "MA-NAD", "MA-OUJ"]),
        "sector": st.sampled_from(["tourism", "digital"]),
        "stable_jobs": st.integers(0, 500).map(float),
        "total_cost_mad": st.floats(1, 1e9).map(lambda value: round(value, 2)),
        "is_moroccan": st.booleans(),
        "investor_share": st.integers(0, 100).map(lambda value: value / 100),
    },
)
COLUMNS = st.builds(
    Column,
    FACTS,
    st.fixed_dictionaries({}, optional={"wages": st.integers(0, 10**9).map(float)}),
)


@given(
    st.lists(COLUMNS, min_size=1, max_size=4),
    st.dictionaries(
        st.sampled_from(["poverty", "port"]), st.sampled_from([0, 0.5, 3, 1000])
    ),
    st.sampled_from(["", "MA-CAS", "50.85,4.35"]),
)
def test_an_address_gives_back_the_comparison_it_was_made_from(
    columns, weights, customers
):
    first = read_comparison(RULEBOOK, "date=2026-11-23")
    made = first.with_columns(columns)
    query = "&".join(
        [made.query(), *(f"weight.{name}={value}" for name, value in weights.items())]
        + ([f"customers={customers}"] if customers else [])
    )
    again = read_comparison(RULEBOOK, query)
    assert again.errors == {}
    assert list(again.columns) == columns
    assert (again.weights, again.customers) == (weights, customers)
    assert read_comparison(RULEBOOK, again.query()) == again
    assert re.fullmatch(r"[A-Za-z0-9_.,=&-]*", again.query())


BAD = {
    "a fifth variant": "e.province=MA-NAD",
    "a variant that asks nothing known": "b.colour=red",
    "a figure that is none": "b.total_cost_mad=many",
    "a figure below zero": "b.total_cost_mad=-5",
    "a province that is none": "b.province=MA-XX",
    "nine variants": "variants=9",
    "a weight below zero": "weight.poverty=-1",
    "a weight that is no number": "weight.poverty=nan",
    "an endless weight": "weight.poverty=inf",
    "a criterion that is none": "weight.colour=1",
    "nothing that counts": "&".join(
        f"weight.{n}=0"
        for n in (
            "jobs",
            "wages",
            "purchases",
            "poverty",
            "money",
            "port",
            "airport",
            "customers",
        )
    ),
    "customers on Mars": "customers=Mars",
    "wages below zero": "wages=-1",
    "a variant twice": "b.age=40&b.age=41",
    "a name of no question": "show=colour",
    "a stranger": "foo=1",
    "a long address": "x" * 9000,
}


@pytest.mark.parametrize("query", BAD.values(), ids=BAD)
@pytest.mark.parametrize("page", ["compare", "where", "compare/save/a"])
def test_an_address_that_cannot_be_used_is_a_clear_page(client, page, query):
    response = client.get(f"{ADVISOR}{page}/?province=MA-TAO&{query}")
    assert response.status_code == 400
    assert response.context["errors"]
    assert all(error.message and error.label for error in response.context["errors"])


# Side by side


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_the_package_of_each_variant_as_the_library_says(
    client, base, mill, language
):
    response = client.get(
        f"/{language}/advisor/compare/?{base}&b.province=MA-NAD&c.stable_jobs=8"
    )
    page = shown(response)
    for change in ({}, {"province": "MA-NAD"}, {"stable_jobs": 8}):
        package = advise(RULEBOOK, {**mill.facts, **change}, on=mill.date)["package"]
        for value in (package["total"]["value"], package["present_value"]):
            assert " ".join(money(value, "MAD", language).split()) in page
    assert RULEBOOK.places.provinces["MA-NAD"].name(language) in page
    for raw in ("MA-TAO", "charte-tpme", "not_stated", "p-hcp", "no_position", "None"):
        assert raw not in page


def test_the_price_of_moving_stands_on_the_page(client, base):
    """The premium of the mill: 20 % of 6 million in Taounate, 15 % in Nador."""
    page = shown(client.get(f"{ADVISOR}compare/?{base}&b.province=MA-NAD"))
    assert "here: You fit: 1,200,000 MAD; there: You fit: 900,000 MAD" in page


def test_jobs_per_thousand_unemployed_stand_on_the_page(client, base):
    """13 jobs by 30 766 unemployed of Taounate, by 45 631 of Nador (RGPH 2024)."""
    page = shown(client.get(f"{ADVISOR}compare/?{base}&b.province=MA-NAD"))
    for unemployed in (154_196 - 123_430, 160_430 - 114_799):
        assert number(13 / unemployed * 1000, "en") in page


def test_a_fact_changed_in_one_column_changes_that_variant_alone(client, base):
    fields = form(client, f"{base}&b.province=MA-NAD")
    response = client.get(f"{ADVISOR}compare/", {**fields, "b.stable_jobs": "25"})
    assert response.status_code == 302
    found = address(response)
    assert (found["b.stable_jobs"], found["stable_jobs"]) == ("25", "13")
    assert (found["b.province"], found["variants"]) == ("MA-NAD", "2")


def test_a_form_sent_back_untouched_is_the_same_comparison(client, base):
    query = f"{base}&b.province=MA-NAD&b.stable_jobs=9&wages=788400&variants=2&customers=MA-CAS"
    response = client.get(f"{ADVISOR}compare/", form(client, query))
    assert read_comparison(RULEBOOK, response["Location"].partition("?")[2]) == read_comparison(RULEBOOK, query)  # fmt: skip


def test_an_emptied_field_is_not_known_in_that_variant(client, base):
    fields = form(client, f"{base}&b.province=MA-NAD")
    found = address(client.get(f"{ADVISOR}compare/", {**fields, "b.stable_jobs": ""}))
    assert found["b.stable_jobs"] == ""
    page = shown(client.get(f"{ADVISOR}compare/?{urlencode(found)}"))
    assert "not stated" in page


def test_a_mistake_stands_beside_its_field_and_nothing_else_is_lost(client, base):
    fields = form(client, f"{base}&b.province=MA-NAD")
    response = client.get(f"{ADVISOR}compare/", {**fields, "b.total_cost_mad": "1.150", "weight.port": "-2"})  # fmt: skip
    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#f-b.total_cost_mad"' in page and 'id="e-b.total_cost_mad"' in page
    assert 'value="1.150"' in page and 'id="e-weight.port"' in page
    assert 'id="see-b" checked' in page


def test_a_variant_is_added_in_a_chosen_province_until_there_are_four(client, base):
    query = base
    for place, count in (("MA-NAD", 2), ("", 3), ("MA-OUJ", 4), ("MA-BER", 4)):
        fields = {**form(client, query), "add": "1", "place": place}
        response = client.get(f"{ADVISOR}compare/", fields)
        query = response["Location"].partition("?")[2]
        assert len(read_comparison(RULEBOOK, query).columns) == count
    places = [c.facts["province"] for c in read_comparison(RULEBOOK, query).columns]
    assert places == ["MA-TAO", "MA-NAD", "MA-TAO", "MA-OUJ"]


def test_the_first_variant_may_be_dropped_and_the_others_keep_their_answers(
    client, base
):
    fields = {
        **form(client, f"{base}&b.province=MA-NAD&c.province=MA-OUJ"),
        "drop": "a",
    }
    query = client.get(f"{ADVISOR}compare/", fields)["Location"].partition("?")[2]
    columns = read_comparison(RULEBOOK, query).columns
    assert [column.facts["province"] for column in columns] == ["MA-NAD", "MA-OUJ"]
    assert {column.facts["stable_jobs"] for column in columns} == {13}


def test_a_row_of_another_answer_is_shown_when_asked_for(client, base):
    fields = {**form(client, f"{base}&b.province=MA-NAD"), "more": "investor_share"}
    location = client.get(f"{ADVISOR}compare/", fields)["Location"]
    assert 'name="b.investor_share"' in client.get(location).content.decode()


def test_what_differs_stands_before_what_is_the_same(client, base):
    context = client.get(f"{ADVISOR}compare/?{base}&b.stable_jobs=9").context
    for rows in ("rows", "figures"):
        differs = [row.differs for row in context[rows]]
        assert differs == sorted(differs, reverse=True)


def test_one_variant_alone_is_not_compared(client, base):
    response = client.get(f"{ADVISOR}compare/?{base}")
    assert response.status_code == 200
    assert "results" not in response.context
    assert "Nothing is answered yet" in shown(client.get(f"{ADVISOR}compare/"))


def test_a_comparison_is_kept_out_of_caches(client, base):
    for page in ("compare", "where", "compare/save/a"):
        response = client.get(f"{ADVISOR}{page}/?{base}")
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"


# Weights


def test_weights_stay_in_the_address_and_move_the_order(client, base):
    fields = form(client, f"{base}&b.province=MA-FIG")
    fields |= {"weight.poverty": "1000", "customers": "MA-CAS", "point": ""}
    response = client.get(f"{ADVISOR}compare/", fields)
    found = address(response)
    assert (found["weight.poverty"], found["customers"]) == ("1000", "MA-CAS")
    assert "weight.port" not in found
    context = client.get(response["Location"]).context
    assert context["order"][0].name.startswith("B")
    assert not context["is_equal"]


def test_customers_elsewhere_are_a_point(client, base):
    fields = {**form(client, f"{base}&b.province=MA-FIG"), "point": "50.85,4.35"}
    assert (
        address(client.get(f"{ADVISOR}compare/", fields))["customers"] == "50.85,4.35"
    )


def test_without_weights_the_page_says_that_all_count_the_same(client, base):
    for page in ("compare", "where"):
        said = shown(client.get(f"{ADVISOR}{page}/?{base}&b.province=MA-NAD"))
        assert "You gave no weights: each criterion counts the same." in said
    page = shown(client.get(f"{ADVISOR}where/?{base}&weight.port=2"))
    assert "You gave no weights" not in page


def test_each_criterion_says_where_the_order_would_turn(client, base):
    context = client.get(f"{ADVISOR}where/?{base}").context
    for weight in context["weights"]:
        assert weight.turns
    assert any(
        "is first" in turn for weight in context["weights"] for turn in weight.turns
    )


# In many provinces


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pilot_provinces_stand_in_the_order_of_their_points(client, base, language):
    response = client.get(f"/{language}/advisor/where/?{base}&weight.poverty=2")
    rows = [
        row for row, _ in [*response.context["places"], *response.context["others"]]
    ]
    assert len(rows) == 18
    home = [row for row in rows if row.is_home]
    assert [row.province for row in home] == ["MA-TAO"]
    assert home[0] in [row for row, _ in response.context["places"]]
    page = shown(response)
    for row in rows:
        assert RULEBOOK.places.provinces[row.province].name(language) in page
    for raw in ("MA-TAO", "charte-tpme", "not_stated", "p-hcp", "None"):
        assert raw not in page


def test_a_place_leads_to_the_two_side_by_side(client, base):
    response = client.get(f"{ADVISOR}where/?{base}&weight.poverty=2")
    (row, query), *_ = response.context["places"]
    context = client.get(f"{ADVISOR}compare/?{query}").context
    assert [view.place for view in context["variants"]] == ["Taounate", row.name]
    assert [w.weight for w in context["weights"] if w.field == "weight.poverty"] == [
        "2"
    ]


def test_a_port_of_unknown_position_is_named_where_it_lies(client, base):
    page = shown(client.get(f"{ADVISOR}compare/?{base}&b.province=MA-FAH"))
    assert "Tanger Med\u2069 lies in the province; its position is not known." in page


def test_the_result_leads_to_both_pages(client, base):
    page = client.get(f"{ADVISOR}result/?{base}").content.decode()
    for name in ("compare", "where"):
        (link,) = re.findall(rf'href="(/en/advisor/{name}/\?[^"]*)"', page)
        assert client.get(unescape(link)).status_code == 200


# Files


def send(client, query, content, name="venture.yaml"):
    raw = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile(name, raw)
    return client.post(f"{ADVISOR}compare/open/", {"with": query, "file": file})


def test_files_become_variants_with_the_wages_of_their_plans(client):
    text = MILL.read_text().replace(
        "unit_cost: 34,", "unit_cost: 34, local_share: 0.5,"
    )
    text += "weights: {poverty: 2}\ncustomers: MA-CAS\n"
    query = send(client, "", text)["Location"].partition("?")[2]
    query = send(client, query, SOFTWARE.read_bytes())["Location"].partition("?")[2]
    comparison = read_comparison(RULEBOOK, query)
    mill, software = comparison.columns
    assert mill.facts == read_venture_file(MILL).facts
    assert software.facts == read_venture_file(SOFTWARE).facts
    # 65 700 a month; half of the olives: 34 × 84 000 × 0.5.
    assert mill.staying == {"wages": 788_400, "purchases": 1_428_000}
    # (2 × 16 000 + 8 × 9 500 + 2 × 6 500) × 12.
    assert software.staying == {"wages": 1_452_000}
    assert (comparison.weights, comparison.customers) == ({"poverty": 2}, "MA-CAS")
    page = shown(client.get(f"{ADVISOR}compare/?{query}"))
    assert "1,452,000 MAD" in page


def test_a_fifth_file_is_refused_with_a_sentence(client, base):
    query = f"{base}&b.age=41&c.age=42&d.age=43"
    response = send(client, query, MILL.read_bytes())
    assert response.status_code == 422
    assert "at most four" in response.context["mistake"].sentence


@pytest.mark.parametrize(
    "content",
    ["corridor: fr-ma\nfacts: {}\n", "corridor: be-ma\nfacts: {agee: 4}\n", b"\xff\xfe", "",
     "corridor: be-ma\nfacts: {}\nweights: {poverty: -1}\n", b"a" * 10_000_000],
    ids=["another corridor", "an unknown fact", "no text", "empty", "a bad weight", "10 MB"],
)  # fmt: skip
def test_a_file_that_cannot_be_a_variant_is_a_clear_page(client, base, content):
    response = send(client, base, content)
    assert response.status_code == 422
    assert response.context["mistake"].sentence


def test_a_file_beside_an_address_that_cannot_be_read_is_a_clear_page(client):
    assert send(client, "foo=1", MILL.read_bytes()).status_code == 400


def test_a_form_of_another_site_is_refused():
    assert (
        send(Client(enforce_csrf_checks=True), "", MILL.read_bytes()).status_code == 403
    )


def test_a_variant_is_saved_with_its_weights_and_opens_again(client, base):
    query = f"{base}&b.province=MA-NAD&weight.poverty=2&weight.port=0.5&customers=50.85,4.35"
    saved = client.get(f"{ADVISOR}compare/save/b/?{query}")
    assert "attachment" in saved["Content-Disposition"]
    venture = read_venture(saved.content)
    assert venture.facts["province"] == "MA-NAD"
    assert venture.weights == {"poverty": 2, "port": 0.5}
    assert venture.customers == "50.85,4.35"
    again = send(client, "", saved.content)["Location"].partition("?")[2]
    assert (
        read_comparison(RULEBOOK, again).columns
        == read_comparison(RULEBOOK, query).columns[1:]
    )


def test_a_variant_that_is_not_there_cannot_be_saved(client, base):
    for letter in ("b", "e", "ab", "%20"):
        response = client.get(f"{ADVISOR}compare/save/{letter}/?{base}")
        assert response.status_code == 404


def test_the_letters_of_variants_are_arabic_in_arabic():
    from twiza_web.advisor.presentation.columns import letter_name

    with override("ar"):
        assert [letter_name(letter) for letter in "abcd"] == ["أ", "ب", "ج", "د"]
