from __future__ import annotations

import re

import pytest
from django.utils.html import escape

from twiza.packs.coverage import coverage_of
from twiza_web.ui.rulebook import current


def page(client, language):
    response = client.get(f"/{language}/guide/coverage/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_lists_every_mechanism_in_every_language(client, language):
    text = page(client, language)
    for name in current().mechanisms:
        assert f"/{language}/guide/mechanisms/{name}/" in text
        assert escape(current().word(language, "mechanisms", name, "name")) in text


def test_the_page_tells_the_same_counts_as_the_terminal(client):
    counts = coverage_of(current()).counts()
    text = page(client, "en")
    rows = re.findall(r'<tr><th scope="row">In all</th>(.*?)</tr>', text)
    assert len(rows) == 2
    for row in rows:
        told = [int(number) for number in re.findall(r">(\d+)<", row)]
        assert told == list(counts.values())
    assert f"Signed cases: {counts['cases']}, of at least 200" in text


@pytest.mark.database
@pytest.mark.django_db
def test_the_page_stands_by_name_in_the_page_about_the_site(client):
    assert "/en/guide/coverage/" in client.get("/en/guide/about/").content.decode()
