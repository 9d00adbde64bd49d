from __future__ import annotations

from twiza_web.ui import translations


def test_every_sentence_of_the_site_is_translated_and_compiled():
    assert translations.problems() == []


def test_a_lost_placeholder_is_found():
    catalog = translations.read_catalog("fr")
    message = next(m for m in translations.sentences() if m.id == "since %(date)s")
    catalog.get("since %(date)s").string = "depuis toujours"
    assert (
        "a placeholder is missing" in translations._problem("fr", catalog, message)[0]
    )
