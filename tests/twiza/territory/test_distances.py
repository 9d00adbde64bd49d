"""Distances along a great circle, against published values; ports and airports in service."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twiza.errors import InputError
from twiza.packs.gazetteer import Centroid, Gazetteer, Site, load_gazetteer
from twiza.territory.distances import (
    Position,
    great_circle_km,
    read_customers,
    to_customers,
    to_nearest,
)

points = st.builds(Position, st.floats(-90, 90), st.floats(-180, 180))


def test_nashville_to_los_angeles_is_the_published_great_circle():
    """The worked example of the haversine formula: 2886.44 km over a mean radius of 6371."""
    nashville, los_angeles = Position(36.12, -86.67), Position(33.94, -118.40)
    assert great_circle_km(nashville, los_angeles) == pytest.approx(2886.44, abs=0.02)


def test_pole_to_equator_is_the_ten_thousand_kilometres_of_the_first_metre():
    quarter = great_circle_km(Position(90, 0), Position(0, 31))
    assert quarter == pytest.approx(10_000, rel=0.001)


def test_a_minute_of_latitude_is_a_nautical_mile():
    mile = great_circle_km(Position(34, -5), Position(34 + 1 / 60, -5))
    assert mile == pytest.approx(1.852, rel=0.001)


@given(points, points, points)
def test_distance_is_the_same_both_ways_and_no_detour_is_shorter(one, other, third):
    there = great_circle_km(one, other)
    assert there == pytest.approx(great_circle_km(other, one), abs=1e-6)
    assert 0 <= there <= 6371.01 * math.pi
    detour = great_circle_km(one, third) + great_circle_km(third, other)
    assert there <= detour + 1e-3


def site(code, latitude, **details):
    longitude = None if latitude is None else 0.0
    found = {name: text for name, text in details.items() if name != "province"}
    return Site(code, code, details.get("province"), "", latitude, longitude, found, (), "listed", "law", "", "law")  # fmt: skip


def places(kind, *sites):
    tables = {name: {} for name in ("zones", "ports", "airports", "universities")}
    tables[kind] = {one.code: one for one in sites}
    middle = {"X": Centroid("X", 0.0, 0.0, "map")}
    return Gazetteer(communes={}, former_regions={}, centroids=middle, **tables)


def test_the_nearest_port_in_service_is_taken_and_a_degree_is_111_kilometres():
    found = to_nearest(
        places("ports", site("far", 2.0), site("near", 1.0)), "ports", "X"
    )
    assert found.made_of["site"] == "near"
    assert found.value == pytest.approx(111.19, abs=0.01)
    assert set(found.sources) == {"law", "map"}


def test_a_port_that_is_not_yet_in_service_is_no_port():
    gazetteer = places(
        "ports", site("far", 2.0), site("soon", 1.0, status="in_preparation")
    )
    assert to_nearest(gazetteer, "ports", "X").made_of["site"] == "far"


def test_an_airport_that_no_airline_can_name_is_left_out():
    gazetteer = places("airports", site("field", 1.0), site("named", 2.0, iata="ABC"))
    assert to_nearest(gazetteer, "airports", "X").made_of["site"] == "named"


def test_a_port_without_a_position_is_named_and_never_guessed():
    gazetteer = places("ports", site("far", 2.0), site("somewhere", None, province="X"))
    found = to_nearest(gazetteer, "ports", "X")
    assert found.made_of["site"] == "far"
    assert found.made_of["unplaced"] == [{"name": "somewhere", "province": "X"}]


def test_without_a_middle_or_without_a_port_there_is_no_distance():
    gazetteer = places("ports", site("far", 2.0))
    assert to_nearest(gazetteer, "ports", "Y").reason == "no_position"
    assert to_nearest(gazetteer, "airports", "X").reason == "no_site"
    assert to_nearest(gazetteer, "airports", "X").value is None


def test_customers_are_where_the_person_says_and_nowhere_before():
    gazetteer = places("ports")
    assert to_customers(gazetteer, None, "X").reason == "not_stated"
    assert to_customers(gazetteer, "0,1", "X").value == pytest.approx(111.19, abs=0.01)
    assert to_customers(gazetteer, "X", "X").value == 0


def test_every_province_has_a_middle_and_reaches_a_port_and_an_airport(be_ma):
    gazetteer = load_gazetteer("be-ma")
    assert set(gazetteer.centroids) == set(be_ma.places.provinces)
    for code in be_ma.places.provinces:
        for kind in ("ports", "airports"):
            assert 0 < to_nearest(gazetteer, kind, code).value < 1500


def test_the_middle_of_nador_is_near_the_airport_of_nador():
    """The airport lies in the province, some 30 km south of the city."""
    found = to_nearest(load_gazetteer("be-ma"), "airports", "MA-NAD")
    assert found.made_of["site"] == "GMMW"
    assert found.value < 30


@pytest.mark.parametrize("text", ["MA-FES", "50.85,4.35", " -33.9 , 151.2 "])
def test_customers_are_a_province_or_a_point(be_ma, text):
    read = read_customers(be_ma.places, text, "--customers")
    assert read_customers(be_ma.places, read, "--customers") == read


@pytest.mark.parametrize("text", ["Bruxelles", "91,0", "0,181", "50.85", "", "MA-XX"])
def test_customers_elsewhere_are_an_error_that_says_how(be_ma, text):
    with pytest.raises(InputError, match=r"50\.85,4\.35") as mistake:
        read_customers(be_ma.places, text, "--customers")
    assert mistake.value.where == "--customers" and mistake.value.mend
