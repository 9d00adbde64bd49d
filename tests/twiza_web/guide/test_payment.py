"""When an aid pays is said in one way, in the guide and beside an answer."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from twiza.packs.model import Pays
from twiza_web.guide.payment import delay, expected, moment


def pays(after, months):
    given = dict.fromkeys(Pays.__match_args__)
    return Pays(**{**given, "after": after, "months": months})


@pytest.mark.parametrize(
    ("after", "months", "text"),
    [
        ("agreement", 0, "after the agreement"),
        ("realisation", 1, "once the investment is made, within about 1 month"),
        ("realisation", 6, "once the investment is made, within about 6 months"),
        ("call", 12, "after a call, within about 12 months"),
    ],
)
def test_the_guide_says_what_a_payment_follows_and_how_long_after(after, months, text):
    with override("en"):
        assert delay(pays(after, months)) == text


def test_an_aid_that_pays_nothing_says_nothing():
    assert delay(None) == ""


def test_the_answer_says_the_same_with_its_month():
    with override("fr"):
        for after in ("agreement", "realisation", "call"):
            assert expected(after, "mars 2028").startswith(moment(after))
            assert "mars 2028" in expected(after, "mars 2028")
            assert delay(pays(after, 6)).startswith(moment(after))
