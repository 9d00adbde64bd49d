"""What would change the result: changes, thresholds, other provinces, on its page."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from twiza.advice import advise, read_venture_file
from twiza.formats import money
from twiza_web.advisor.answers import Answers

EXAMPLES = Path(__file__).parents[3] / "examples"


def section(client, query: str, name: str, language: str = "en") -> str:
    page = client.get(f"/{language}/advisor/result/?{query}").content.decode()
    found = re.search(rf'<section id="{name}".*?</section>', page, re.DOTALL)
    assert found, f"no section {name}"
    return found[0]


def words(html: str) -> str:
    plain = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))
    return plain.replace("\u202f", " ").replace("\xa0", " ")


def query_of(name: str) -> str:
    venture = read_venture_file(EXAMPLES / f"{name}.yaml")
    return Answers(venture.facts, venture.date).query()


def test_the_mill_reads_what_31_jobs_bring_and_11_lose(client):
    html = section(client, query_of("olive-oil-taounate"), "near")
    text = words(html)
    assert "Stable jobs: from 13 to 31" in text
    assert "1,200,000 MAD now, 1,320,000 MAD then" in text
    assert "Stable jobs: from 13 to 11" in text
    assert "Still to be found: 510,000 MAD" in text
    links = [
        unescape(link)
        for link in re.findall(r'href="([^"]+stable_jobs=31[^"]*)"', html)
    ]
    page = words(client.get(links[0]).content.decode())
    assert "1,320,000 MAD" in page


def test_every_threshold_and_province_of_the_answer_stands_on_the_page(
    client, venture, query, rulebook
):
    answer = advise(rulebook, venture.facts, on=venture.date)
    if answer["thresholds"]:
        near = words(section(client, query, "near"))
        for one in answer["thresholds"]:
            assert rulebook.word("en", "mechanisms", one["mechanism"], "name") in near
            assert rulebook.word("en", "facts", one["fact"], "name") in near
    elsewhere = section(client, query, "provinces")
    for one in answer["provinces"][0]["elsewhere"]:
        place = rulebook.places.provinces[one["province"]]
        assert f">{place.name('en').replace(chr(39), '&#x27;')}</a>" in elsewhere
        assert f"province={one['province']}" in elsewhere
        assert money(one["package"]["total"]["most"], "MAD", "en") in words(elsewhere)


def test_no_code_of_a_fact_a_province_or_a_mechanism_is_left_on_screen(
    client, venture, query, rulebook, language
):
    for name in ("near", "provinces", "why-not"):
        try:
            text = words(section(client, query, name, language))
        except AssertionError:
            assert name == "near"  # where no threshold is near
            continue
        assert "MA-" not in text
        assert not re.search(r"\b[a-z]+_[a-z_]+\b", text)
        assert "None" not in text and "True" not in text


def test_other_places_that_open_an_aid_stand_beside_the_first(client):
    html = section(client, query_of("olive-oil-taounate"), "why-not")
    card = html.partition('id="m-agence-oriental"')[2].partition("</article>")[0]
    assert "These open it as well" in card
    assert "To be asked again for that place" in card
    assert re.search(r"province=MA-BER", card)


INFERRED = [
    {
        "mechanism": "charte-tpme",
        "what": "place",
        "name": "charter_category",
        "grade": "flagged",
        "reason": "inferred category",
        "source": "lebrief",
    }
]


def test_a_mark_says_that_a_category_is_inferred(client, monkeypatch):
    # No pilot province is inferred any more: one is made so.
    from twiza.advice import provinces

    told = provinces._in_province
    monkeypatch.setattr(
        provinces,
        "_in_province",
        lambda what_if, code: (
            told(what_if, code) | {"inferred": INFERRED if code == "MA-FAH" else []}
        ),
    )
    text = words(section(client, query_of("olive-oil-taounate"), "provinces"))
    assert "Fahs-Anjra *" in text
    assert "The category of this province is inferred." in text


@pytest.mark.parametrize("language", ["fr", "nl", "ar"])
def test_the_sections_speak_the_language_of_the_page(client, language):
    query = query_of("olive-oil-taounate")
    here, english = (
        words(section(client, query, name, tongue))
        for name, tongue in (("provinces", language), ("provinces", "en"))
    )
    for sentence in ("The same venture", "no difference", "Opens:", "less"):
        assert sentence in english and sentence not in here


def test_the_provinces_stand_in_one_table_the_best_first(client):
    html = section(client, query_of("olive-oil-taounate"), "provinces")
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", html, re.DOTALL)
    sums = [words(re.findall(r"<td[^>]*>(.*?)</td>", row)[0]) for row in rows]
    assert sums == ["1,200,000 MAD", "900,000 MAD", "480,000 MAD"]
    assert html.count("province=MA-") == 17
