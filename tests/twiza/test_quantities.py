"""A figure with its unit as each language says it."""

from __future__ import annotations

import pytest

from twiza.packs import corridors, load_rulebook
from twiza.packs.model import LANGUAGES
from twiza.quantities import counted

SAID = [
    (1, "hour", "fr", "1 heure"),
    (44, "hour", "nl", "44 uur"),
    (2, "hour", "ar", "ساعتان"),
    (1, "project", "en", "1 project"),
    (89, "project", "en", "89 projects"),
    (3, "project", "ar", "3 مشاريع"),
    (89, "project", "ar", "89 مشروعاً"),
    (1, "job", "nl", "1 baan"),
    (13, "job", "nl", "13 banen"),
    (1.5, "job/MMAD", "en", "1.5 jobs per million dirhams"),
    (0.25, "share", "en", "25%"),
    (5_000, "MAD", "en", "5,000 MAD"),
    (1_500, "MAD/job", "en", "1,500 MAD per job"),
    (3_000, "MAD/month", "en", "3,000 MAD a month"),
]


@pytest.mark.parametrize(("value", "unit", "language", "said"), SAID)
def test_a_unit_is_declined_as_the_language_does(value, unit, language, said):
    assert counted(value, unit, language).replace("\u00a0", " ") == said


@pytest.mark.parametrize("corridor", corridors())
def test_no_unit_of_a_rulebook_reaches_the_screen_as_its_code(corridor):
    book = load_rulebook(corridor)
    owned = [book.parameters, *(m.parameters for m in book.mechanisms.values())]
    parameters = [p for group in owned for p in group.values()]
    units = {p.unit for p in parameters if p.form != "choices"}
    assert len(units) > 10
    for unit in units:
        for language in LANGUAGES:
            shown = counted(3, unit, language)
            assert "/" not in shown and "MMAD" not in shown, (unit, language)
            if unit not in ("MAD", "EUR", "project"):
                assert unit not in shown.split() or language == "en", (unit, language)
