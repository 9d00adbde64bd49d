"""Pages of articles: they open everywhere, tell the page's figures and never look fresh
when they are not.
"""

from __future__ import annotations

import datetime
import re

import pytest
from django.utils import timezone, translation

from twiza.advice.evaluation import Evaluation
from twiza.articles import Text, figure
from twiza_web.guide.articles.notes import Notes
from twiza_web.guide.articles.setting import Setting, current_articles
from twiza_web.guide.articles.writing import article_html
from twiza_web.ui.rulebook import current

MOST_USED = (
    "mdm-invest",
    "charte-tpme",
    "damane-istitmar",
    "damane-intelak",
    "nordev",
    "is-taux-2026",
    "ras-dividendes",
    "auto-entrepreneur",
)
DATES = tuple(
    datetime.date.fromisoformat(day)
    for day in ("2010-06-01", "2016-03-01", "2023-06-01", "2025-09-01", "2026-11-24")
)


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def setting(language="en", on=None, subject=""):
    today = timezone.localdate()
    on = on or today
    return Setting(current(), current_articles(), language, on, today, subject)


def rendered(body, **where):
    made = setting(**where)
    text = Text(
        language=made.language,
        order=1,
        title="T",
        summary="S",
        version=1,
        translates=None,
        is_reviewed=False,
        about=None,
        body=body,
        first_line=1,
        where="here",
    )
    notes = Notes(made)
    with translation.override(made.language):
        return article_html(text, made, notes), notes.views


def digits(text):
    return re.findall(r"\d+", re.sub(r"(?<=\d)[.,\s\u202f\u00a0](?=\d)", "", text))


def test_every_article_has_a_page_in_every_language_and_leaves_no_hole(
    client, language
):
    listed = page(client, f"/{language}/guide/articles/")
    for slug, article in current_articles().items():
        address = f"/{language}/guide/articles/{slug}/"
        assert address in listed
        text = page(client, address)
        assert article.text(language).title.replace("'", "&#x27;") in text
        assert "{{" not in text and "}}" not in text
        assert "\ue000" not in text and "None" not in text


def test_the_guide_leads_to_the_articles(client, language):
    assert f"/{language}/guide/articles/" in page(
        client, f"/{language}/guide/mechanisms/"
    )


def test_an_arabic_article_is_mirrored(client):
    text = page(client, "/ar/guide/articles/mdm-invest/")
    assert '<html lang="ar" dir="rtl">' in text
    assert 'class="prose" lang="ar" dir="rtl"' in text


def test_an_unknown_article_or_subject_is_not_found(client):
    for path in ("nothing/", "land/MA-DRI/", "mdm-invest/tourism/"):
        assert client.get(f"/en/guide/articles/{path}").status_code == 404


def test_a_date_that_cannot_be_read_is_told(client):
    response = client.get("/en/guide/articles/land/?date=yesterday")
    assert response.status_code == 400
    assert "That date cannot be read" in response.content.decode()


def test_links_of_an_article_keep_the_date_asked(client):
    text = page(client, "/en/guide/articles/mdm-invest/?date=2016-03-01")
    assert "/en/guide/mechanisms/mdm-tamwil/?date=2016-03-01" in text


def test_a_text_that_nobody_reviewed_says_so(client):
    assert "not yet reviewed" in page(client, "/en/guide/articles/land/")


def test_every_figure_leads_to_a_note_with_its_source(client):
    text = page(client, "/en/guide/articles/mdm-invest/")
    marks = set(re.findall(r'href="#note-(\d+)"', text))
    notes = re.findall(r'<li id="note-(\d+)">(.*?)</li>', text, re.S)
    assert marks == {number for number, _ in notes}
    assert all("checked on" in note or "not dated" in note for _, note in notes)


def test_the_same_figure_twice_has_one_note():
    html, notes = rendered("{{ mdm-invest.ceiling }} and {{ mdm-invest.ceiling }}")
    assert len(notes) == 1 and html.count('href="#note-1"') == 2
    assert html.count('id="figure-1"') == 1


def test_no_html_of_an_author_and_no_unsafe_link_passes():
    html, _ = rendered("<script>x</script> [a](javascript:alert(1))")
    assert "<script" not in html and "<a " not in html


@pytest.mark.parametrize("name", MOST_USED)
@pytest.mark.parametrize("on", DATES, ids=str)
def test_the_answer_computes_with_the_figures_that_the_article_tells(name, on):
    version = current().mechanisms[name].version_at(on)
    if version is None or version.conditions is None:
        return  # closed, or not read: nothing is computed on this date
    named = Evaluation(current(), {}, on).trace(name).named()
    for own, parameter in current().mechanisms[name].parameters.items():
        if parameter.form != "number" or own not in named:
            continue
        told = figure(f"{name}.{own}", current(), on, "en")
        least, most = named[own]
        if told.is_missing or least != most:
            continue
        percent = 100 if parameter.unit == "share" else 1
        assert digits(told.text) == digits(f"{least * percent:.10g}"), own


def test_no_figure_of_an_article_reads_as_up_to_date_two_years_later(client):
    later = timezone.localdate() + datetime.timedelta(days=730)
    for slug in current_articles():
        text = page(client, f"/en/guide/articles/{slug}/?date={later}")
        assert "up to date" not in text
        assert 'class="status yes"' not in text
        for told in re.findall(r"<span><bdi>.*?</span><sup>|<span><bdi>.*?<sup>", text):
            assert "(" in told or "ask" in told, told


@pytest.mark.parametrize("slug", ["sectors", "territories"])
def test_a_template_lists_its_subjects_and_renders_each(client, slug):
    if slug not in current_articles():
        pytest.skip("the article is not written yet")
    overview = page(client, f"/en/guide/articles/{slug}/")
    subjects = re.findall(rf"/en/guide/articles/{slug}/([\w-]+)/", overview)
    rulebook = current()
    known = {"sectors": rulebook.facts["sector"].choices}.get(
        slug, tuple(rulebook.places.provinces)
    )
    assert sorted(set(subjects)) == sorted(known)
    for subject in (known[0], known[-1]):
        text = page(client, f"/en/guide/articles/{slug}/{subject}/")
        assert "{{" not in text and "/en/guide/mechanisms/" in text
