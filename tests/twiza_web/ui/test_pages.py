from __future__ import annotations

import re
from pathlib import Path

import pytest

SITE = Path(__file__).parents[3] / "src/twiza_web"


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ("nl-BE,nl;q=0.9", "nl"),
        ("ar", "ar"),
        ("de,en;q=0.5", "en"),
        ("zh", "fr"),
        ("", "fr"),
    ],
)
def test_the_root_leads_to_the_readers_language(client, accepted, code):
    response = client.get("/", headers={"accept-language": accepted})
    assert response["Location"] == f"/{code}/"


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.parametrize("page", ["", "guide/about/", "legal/", "privacy/"])
def test_every_page_says_what_twiza_is_not(client, language, page):
    response = client.get(f"/{language}/{page}")
    assert response.status_code == 200
    said = {
        "fr": "pas un service officiel",
        "nl": "geen officiële dienst",
        "ar": "ليست خدمة رسمية",
        "en": "no official service",
    }
    assert said[language] in response.content.decode()


def test_arabic_is_written_from_right_to_left_and_the_others_from_left_to_right(
    client, language
):
    text = client.get(f"/{language}/").content.decode()
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in text


def test_the_language_switch_keeps_the_address_with_its_answers(client):
    text = client.get(
        "/fr/guide/mechanisms/mdm-invest/?date=2010-06-01"
    ).content.decode()
    assert 'href="/ar/guide/mechanisms/mdm-invest/?date=2010-06-01"' in text


def test_styles_name_no_side_so_that_arabic_mirrors_itself():
    for path in SITE.rglob("static/**/*.css"):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
        assert not re.search(r"\b(left|right)\b", text), path.name


def test_the_arabic_letters_are_fetched_for_arabic_pages_alone():
    text = (SITE / "ui/static/ui/ui.css").read_text()
    users = [
        line
        for line in text.splitlines()
        if '"Arabic Text"' in line and not line.startswith("@font-face")
    ]
    assert users and all(line.startswith(":root:lang(ar)") for line in users)


def test_no_template_holds_a_script_or_a_style():
    for path in SITE.rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", text), (
            path.name
        )


def test_no_template_or_style_names_another_host():
    for path in [*SITE.rglob("*.html"), *SITE.rglob("*.css")]:
        assert not re.search(
            r"(src|href|url)\s*[=(]\s*[\"']?(https?:)?//", path.read_text()
        )


@pytest.mark.database
@pytest.mark.django_db
def test_health_tells_whether_database_and_rulebook_are_there(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.content.startswith(b"ok ")
