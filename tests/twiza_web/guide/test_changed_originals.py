"""An original changed in a copy of the packs: the pages in its translations say so."""

from __future__ import annotations

import re
import shutil

import pytest

from twiza.packs import packs_folder
from twiza_web.guide.articles.setting import current_articles
from twiza_web.ui.rulebook import current


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """The packs of the site are a copy that a test changes."""
    root = shutil.copytree(packs_folder(), tmp_path / "packs")
    monkeypatch.setenv("TWIZA_PACKS", str(root))
    monkeypatch.setenv("TWIZA_CACHE", str(tmp_path / "cache"))
    _forget()
    yield root
    _forget()


def _forget():
    current.cache_clear()
    current_articles.cache_clear()


def change(root, file, old, new):
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old)
    path.write_text(text.replace(old, new), encoding="utf-8")
    _forget()


def line(client, address):
    """The quiet line about the wording: one, or none."""
    text = client.get(address).content.decode()
    lines = re.findall(r'<p class="small muted wording">([^<]*)</p>', text)
    assert len(lines) <= 1, address
    return lines[0] if lines else ""


CHANGED = {
    "fr": "L’anglais de 1 texte a changé depuis sa traduction.",
    "nl": "Van 1 tekst is het Engels sinds de vertaling gewijzigd.",
    "ar": "تغير الأصل الإنجليزي لنص واحد منذ ترجمته.",
}


def test_a_changed_sentence_of_the_rulebook_is_told_on_the_pages_that_show_it(
    client, copy
):
    change(
        copy,
        "corridors/be-ma/words/en/mechanisms.yaml",
        "You live abroad, or you returned for good only recently.",
        "You live abroad, or you came back lately.",
    )
    for language, said in CHANGED.items():
        shown = f"/{language}/guide/mechanisms/mdm-invest/"
        assert said in line(client, shown)
        assert said in line(client, f"/{language}/guide/articles/mdm-invest/")
        assert said not in line(client, f"/{language}/guide/mechanisms/nordev/")
        assert said not in line(client, f"/{language}/guide/articles/land/")
    assert line(client, "/en/guide/mechanisms/mdm-invest/") == ""


def test_a_changed_article_is_told_in_its_translations_and_not_in_the_original(
    client, copy
):
    folder = "corridors/be-ma/articles/land"
    before = {tongue: line(client, f"/{tongue}/guide/articles/land/") for tongue in ("fr", "nl")}  # fmt: skip
    change(copy, f"{folder}/fr.md", "\nversion: 1\n", "\nversion: 2\n")
    said = "De Franse tekst is sinds deze vertaling gewijzigd."
    assert said in line(client, "/nl/guide/articles/land/")
    assert said not in before["nl"]
    assert line(client, "/fr/guide/articles/land/") == before["fr"]
    change(copy, f"{folder}/nl.md", "\nreviewed: no\n", "\nreviewed: yes\n")
    assert line(client, "/nl/guide/articles/land/") == said
    change(copy, f"{folder}/nl.md", "\ntranslates: 1\n", "\ntranslates: 2\n")
    assert line(client, "/nl/guide/articles/land/") == ""
