"""Jobs against the unemployed, and poverty: from published figures of one year alone."""

from __future__ import annotations

import pytest

from twiza.packs.model import Places, Reading
from twiza.territory.need import jobs_per_thousand, poverty_of, unemployed_in


def places(**readings):
    """Readings by place: (indicator, year, value), all of one source unless a fourth."""
    held = {
        place: tuple(
            Reading(one[0], one[1], one[2], "", one[3] if len(one) > 3 else "census")
            for one in listed
        )
        for place, listed in readings.items()
    }
    return Places({}, {}, held, {})


def test_thirteen_jobs_in_oujda_by_hand(be_ma):
    """HCP, RGPH 2024: 173 801 active, 119 755 employed, so 54 046 unemployed (31.1 %)."""
    figure = jobs_per_thousand(be_ma.places, "MA-OUJ", 13)
    assert figure.made_of["unemployed"] == 54_046
    assert figure.value == pytest.approx(0.240536, abs=1e-6)
    assert (figure.year, figure.sources) == (2024, ("p-hcp-rgph-2024",))


def test_the_unemployed_of_each_province_are_its_published_rate_of_the_active(be_ma):
    """The rate is published to a tenth of a point: no count may lie further off."""
    for code in be_ma.places.provinces:
        found = unemployed_in(be_ma.places, code)
        rates = {
            (r.indicator, r.year): r.value for r in be_ma.places.indicators_of(code)
        }
        share = found.persons / found.active.value * 100
        assert share == pytest.approx(rates["unemployment_rate", 2024], abs=0.0501), (
            code
        )


def test_the_provinces_of_morocco_add_up_to_the_published_unemployed(be_ma):
    """HCP, RGPH 2024: 11 137 688 active, 8 764 717 employed; each province is rounded."""
    found = [unemployed_in(be_ma.places, code) for code in be_ma.places.provinces]
    active = sum(one.active.value for one in found)
    persons = sum(one.persons for one in found)
    assert active == pytest.approx(11_137_688, abs=75)
    assert persons == pytest.approx(11_137_688 - 8_764_717, abs=75)


def test_where_only_the_rate_is_published_it_is_taken_of_the_active():
    some = places(
        x=[("active_population", 2024, 1000), ("unemployment_rate", 2024, 12.5)]
    )
    figure = jobs_per_thousand(some, "x", 5)
    assert (figure.made_of["unemployed"], figure.made_of["basis"]) == (125, "rate")
    assert figure.value == 40


@pytest.mark.parametrize(
    "readings",
    [
        [("active_population", 2024, 1000)],
        [("unemployment_rate", 2024, 12.5)],
        [("active_population", 2014, 1000), ("unemployment_rate", 2024, 12.5)],
        [
            ("active_population", 2024, 1000),
            ("unemployment_rate", 2024, 12.5, "survey"),
        ],
        [("active_population", 2024, 1000), ("employed_population", 2024, 1000)],
        [],
    ],
)
def test_figures_of_two_years_or_two_sources_are_never_mixed(readings):
    figure = jobs_per_thousand(places(x=readings), "x", 5)
    assert (figure.value, figure.reason) == (None, "not_published")


def test_without_its_jobs_a_venture_has_no_figure(be_ma):
    assert jobs_per_thousand(be_ma.places, "MA-OUJ", None).reason == "not_stated"


MONETARY, OF_MANY_SIDES = "monetary_poverty_rate", "multidimensional_poverty_rate"


def test_poverty_is_the_latest_rate_that_all_places_have():
    some = places(
        x=[(MONETARY, 2014, 5.0), (OF_MANY_SIDES, 2024, 9.0)], y=[(MONETARY, 2014, 7.0)]
    )
    both = poverty_of(some, ["x", "y"])
    assert [(one.value, one.year) for one in both] == [(0.05, 2014), (0.07, 2014)]
    assert both[0].made_of["others"][0]["year"] == 2024
    (alone,) = poverty_of(some, ["x"])
    assert (alone.value, alone.year) == (0.09, 2024)


def test_two_rates_of_two_kinds_are_shown_and_not_shared():
    some = places(x=[(OF_MANY_SIDES, 2024, 9.0)], y=[(MONETARY, 2014, 7.0)])
    both = poverty_of(some, ["x", "y"])
    assert [one.made_of["is_shared"] for one in both] == [False, False]
    assert [one.value for one in both] == [0.09, 0.07]


def test_a_place_without_a_rate_has_none():
    (figure,) = poverty_of(places(x=[("population", 2024, 5)]), ["x"])
    assert (figure.value, figure.reason) == (None, "not_published")
