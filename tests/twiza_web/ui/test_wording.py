"""A page says in one quiet line how far its texts are."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from twiza.packs.translations import State
from twiza_web.ui.templatetags import wording
from twiza_web.ui.translation_state import note

PAGES = (
    "guide/mechanisms/mdm-invest/",
    "guide/provinces/MA-NAD/",
    "advisor/result/?sector=tourism",
)


def lines(client, address):
    text = client.get(address).content.decode()
    return text.count('class="small muted wording"')


@pytest.mark.parametrize("page", PAGES)
def test_a_translated_page_that_nobody_reviewed_says_so_once(client, page, language):
    assert lines(client, f"/{language}/{page}") == (0 if language == "en" else 1)


def test_a_page_whose_texts_are_all_reviewed_says_nothing(client, monkeypatch):
    class Reviewed:
        def state(self, language, *entries):
            return State(total=3, reviewed=3)

    monkeypatch.setattr(wording, "translations_of", lambda rulebook: Reviewed())
    assert lines(client, "/fr/guide/mechanisms/mdm-invest/") == 0


def test_a_changed_original_is_told_with_how_many_texts_it_touches():
    with override("en"):
        one = note(State(total=9, reviewed=8, due=1))
        both = note(State(total=9, reviewed=0, due=2))
    assert one == "The English of 1 text has changed since its translation."
    assert "not yet reviewed" in both and "of 2 texts has changed" in both
