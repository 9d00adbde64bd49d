from __future__ import annotations

import pytest
from django.utils.translation import ngettext, override

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


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "0 شهر"),
        (1, "شهر واحد"),
        (2, "شهران"),
        (3, "3 أشهر"),
        (11, "11 شهراً"),
        (100, "100 شهر"),
        (103, "103 أشهر"),
    ],
)
def test_arabic_declines_after_each_of_its_six_kinds_of_number(number, shown):
    with override("ar"):
        sentence = ngettext("%(count)s month", "%(count)s months", number)
    assert (sentence % {"count": number} if "%" in sentence else sentence) == shown
