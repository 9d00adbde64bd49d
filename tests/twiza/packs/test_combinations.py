"""What may go together is declared once and holds for both sides; the stricter wins."""

from __future__ import annotations

import itertools

import pytest

from tests.twiza.minipack import rulebook
from twiza.errors import PackError
from twiza.packs import corridors, load_rulebook


def sides(book, one, other):
    """How one mechanism sees another."""
    combines = book.mechanisms[one].combines
    return {
        name
        for name in ("allowed", "excluded", "unknown")
        if other in getattr(combines, name)
    }


@pytest.mark.parametrize("corridor", corridors())
def test_each_pair_is_seen_alike_from_both_sides_and_in_one_way(corridor):
    book = load_rulebook(corridor)
    seen = 0
    for one, other in itertools.combinations(book.mechanisms, 2):
        assert sides(book, one, other) == sides(book, other, one), (one, other)
        assert len(sides(book, one, other)) <= 1, (one, other)
        seen += len(sides(book, one, other))
    assert seen >= 30


def test_what_one_file_says_holds_for_the_other_too(mini):
    assert sides(mini, "guarantee", "premium") == {"allowed"}
    assert sides(mini, "subsidy", "premium") == {"excluded"}
    assert sides(mini, "guarantee", "subsidy") == {"unknown"}


def test_unknown_on_one_side_and_allowed_on_the_other_stays_unknown(packs):
    book = rulebook(
        packs, guarantee=("apply:", "combines: {unknown_with: [premium]}\napply:")
    )
    assert sides(book, "premium", "guarantee") == {"unknown"}
    assert sides(book, "guarantee", "premium") == {"unknown"}


def test_two_files_that_contradict_each_other_do_not_load(packs):
    with pytest.raises(PackError) as caught:
        rulebook(packs, guarantee=("apply:", "combines: {not_with: [premium]}\napply:"))
    path = packs / "countries/bb/mechanisms/guarantee.yaml"
    line = path.read_text().split("combines:")[0].count("\n") + 1
    found = "guarantee and premium both allowed and refused together"
    assert caught.value.found == found
    assert caught.value.where == (
        f"packs/countries/bb/mechanisms/guarantee.yaml, line {line}, combines"
    )
