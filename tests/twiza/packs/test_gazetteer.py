"""Communes, former regions and sites: read apart from the rules, each mistake at its line."""

from __future__ import annotations

import pytest

from tests.twiza.packs.wholepack import files, write
from twiza.errors import PackError
from twiza.packs.checking import check_packs
from twiza.packs.gazetteer import Gazetteer, load_gazetteer
from twiza.packs.model import Reading

COMMUNES = """\
code,province,cercle,name_fr,name_ar,name_ar_basis,name_ar_source,milieu_2024,population_2014,population_2014_source,population_2024,source
1.1,BB-X,,Âne Rouge,حمار,listed,law,urban,,,1200,law
1.2,BB-Y,Nord,Bosquet,,,,rural,800,reading,700,law
"""
FORMER = """\
code,name_fr,province,basis,source,note
east,Est,BB-X,general_knowledge,reading,
east,Est,BB-Y,general_knowledge,reading,created later
west,Ouest,BB-Z,general_knowledge,reading,
"""
ZONES = """\
code,name,kind,province,operator,area_ha,developed_area_ha,year,status,basis,source,note
mill-park,Parc du Moulin,industrial_park,BB-X,Office,40,12.5,2021,partly_developed,press,law,
new-park,Parc neuf,activity_zone,BB-Y,,,,,,press,law,
"""
PORTS = """\
code,name,province,latitude,longitude,latitude_source,basis,source
BBPRT,Port,BB-Z,33.5,-7.6,reading,listed,law
BBTWO,Port sans position,BB-Z,,,,press,law
"""
CENTROIDS = """\
code,latitude,longitude,source
BB-X,33.4,-7.1,law
"""
UNIVERSITIES = """\
code,name,url,province,province_basis,basis,source
uni.example,Université,https://uni.example,,,listed,law
school.example,École,https://school.example,BB-X,general_knowledge,listed,law
"""
TABLES = {
    "communes": COMMUNES,
    "former_regions": FORMER,
    "zones": ZONES,
    "ports": PORTS,
    "universities": UNIVERSITIES,
    "centroids": CENTROIDS,
}


def packs(root, **changed):
    tables = {**TABLES, **changed}
    added = {f"countries/bb/places/{name}.csv": text for name, text in tables.items()}
    return write(root, files() | added)


@pytest.fixture(scope="module")
def invented(tmp_path_factory) -> Gazetteer:
    return load_gazetteer("aa-bb", packs(tmp_path_factory.mktemp("packs")))


def test_each_figure_of_a_commune_has_its_year_and_its_own_source(invented):
    bosquet = invented.communes["1.2"]
    assert bosquet.readings == (
        Reading("population", 2014, 800, "persons", "reading"),
        Reading("population", 2024, 700, "persons", "law"),
    )
    assert (bosquet.milieu, bosquet.milieu_year) == ("rural", 2024)


def test_an_empty_cell_is_not_known_and_never_zero(invented):
    assert invented.communes["1.1"].figure("population", 2014) is None
    assert invented.ports["BBPRT"].readings == ()
    assert invented.universities["uni.example"].province is None


def test_a_commune_without_an_arabic_name_shows_its_french_one(invented):
    assert invented.communes["1.1"].name("ar") == "حمار"
    assert invented.communes["1.2"].name("ar") == "Bosquet"
    assert invented.communes["1.2"].arabic_basis == ""


def test_a_province_knows_its_communes_its_former_region_and_its_sites(invented):
    assert [one.name("fr") for one in invented.communes_of("BB-X")] == ["Âne Rouge"]
    former = invented.former_region_of("BB-Y")
    assert former is not None and former.provinces == ("BB-X", "BB-Y")
    assert former.notes == {"BB-Y": "created later"}
    sites = {kind: len(found) for kind, found in invented.sites_of("BB-X").items()}
    assert sites == {"zones": 1, "ports": 0, "airports": 0, "universities": 1}


def test_what_rests_on_the_press_or_on_general_knowledge_is_to_be_confirmed(invented):
    assert invented.zones["mill-park"].is_to_confirm
    assert invented.universities["school.example"].is_to_confirm
    assert not invented.ports["BBPRT"].is_to_confirm


def test_a_position_has_the_source_that_tells_it_and_none_where_it_is_not_known(
    invented,
):
    assert invented.ports["BBPRT"].position_source == "reading"
    assert invented.ports["BBTWO"].position_source is None
    assert invented.ports["BBTWO"].latitude is None
    assert invented.centroids["BB-X"].source == "law"
    assert "BB-Y" not in invented.centroids


def test_a_corridor_without_places_of_this_kind_has_an_empty_gazetteer(tmp_path):
    found = load_gazetteer("aa-bb", write(tmp_path, files()))
    assert not found.communes and not found.zones


def test_a_changed_table_is_read_again(tmp_path):
    root = packs(tmp_path)
    assert len(load_gazetteer("aa-bb", root).communes) == 2
    packs(tmp_path, communes=COMMUNES + "1.3,BB-Z,,Colline,,,,rural,,,5,law\n")
    assert len(load_gazetteer("aa-bb", root).communes) == 3


def test_a_gazetteer_without_mistakes_passes_the_check(tmp_path):
    problems, _ = check_packs(packs(tmp_path))
    assert problems == []


# mistake: table, old, new, line, what was found
MISTAKES = {
    "an unknown province": ("communes", "BB-Y,Nord", "BB-W,Nord", 3, "BB-W"),
    "no province": ("communes", "BB-Y,Nord", ",Nord", 3, "an empty cell"),
    "a code twice": ("communes", "1.2,", "1.1,", 3, "1.1 a second time"),
    "no name": ("communes", "Bosquet", "", 3, "no name_fr"),
    "no source": ("communes", "700,law", "700,", 3, "no source"),
    "an unknown source": ("communes", "700,law", "700,lwa", 3, "the source 'lwa'"),
    "a figure with no source of its own": ("communes", "800,reading", "800,", 3, "no population_2014_source"),
    "a number with a mark": ("communes", "1200,", "1 200,", 2, "population_2024 '1 200'"),
    "a number below zero": ("communes", "1200,", "-1,", 2, "population_2024 '-1'"),
    "part of a person": ("communes", "1200,", "1.5,", 2, "population_2024 '1.5'"),
    "an unknown milieu": ("communes", "rural", "rurale", 3, "rurale"),
    "an Arabic name without a basis": ("communes", "حمار,listed", "حمار,", 2, "name_ar 'حمار', name_ar_basis ''"),
    "an unknown basis of a name": ("communes", "listed", "guessed", 2, "guessed"),
    "a figure nobody knows": ("communes", "population_2024", "poulation_2024", 2, "the column 'poulation_2024'"),
    "a row too short": ("communes", ",700,law", ",700", 3, "a row of another length"),
    "a province in two regions": ("former_regions", "west,Ouest,BB-Z", "west,Ouest,BB-X", 4, "BB-X a second time"),
    "a region with two names": ("former_regions", "east,Est,BB-Y", "east,Este,BB-Y", 3, "name_fr 'Este' for east"),
    "a basis nobody knows": ("former_regions", "west,Ouest,BB-Z,general_knowledge", "west,Ouest,BB-Z,memory", 4, "memory"),
    "an area without a year": ("zones", "12.5,2021", "12.5,", 2, "area_ha '40' in the year ''"),
    "a status without a year": ("zones", "BB-Y,,,,,", "BB-Y,,,,,operating", 3, "status 'operating' in the year ''"),
    "an area that is no number": ("zones", ",40,", ",forty,", 2, "area_ha 'forty'"),
    "an unknown kind of zone": ("zones", "industrial_park", "factory", 2, "factory"),
    "half of the coordinates": ("ports", "33.5,-7.6", "33.5,", 2, "latitude '33.5'"),
    "a latitude beyond the pole": ("ports", "33.5,", "133.5,", 2, "latitude '133.5'"),
    "a middle without a longitude": ("centroids", "33.4,-7.1", "33.4,", 2, "latitude '33.4'"),
    "a middle without a position": ("centroids", "33.4,-7.1", ",", 2, "no coordinates"),
    "a middle of no province known": ("centroids", "BB-X", "BB-V", 2, "BB-V"),
    "a middle without a source": ("centroids", "-7.1,law", "-7.1,", 2, "no source"),
    "a position of an unknown source": ("ports", "-7.6,reading", "-7.6,nobody", 2, "the source 'nobody'"),
    "a university in no province known": ("universities", "BB-X", "BB-V", 3, "BB-V"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_error_at_its_line(tmp_path, mistake):
    table, old, new, line, found = MISTAKES[mistake]
    assert TABLES[table].count(old) == 1
    root = packs(tmp_path, **{table: TABLES[table].replace(old, new)})
    problems, _ = check_packs(root)
    assert [problem.found for problem in problems] == [found]
    assert problems[0].where == f"packs/countries/bb/places/{table}.csv, line {line}"
    assert problems[0].expected and problems[0].mend


def test_a_province_left_out_of_the_former_regions_is_named(tmp_path):
    without_last = "".join(FORMER.splitlines(keepends=True)[:-1])
    root = packs(tmp_path, former_regions=without_last)
    (problem,) = check_packs(root)[0]
    assert problem.found == "no row for BB-Z"


def test_each_table_tells_its_own_mistake(tmp_path):
    root = packs(
        tmp_path,
        communes=COMMUNES.replace("BB-Y,Nord", "BB-W,Nord"),
        ports=PORTS.replace("33.5", "north"),
    )
    assert len(check_packs(root)[0]) == 2


def test_nothing_is_half_loaded(tmp_path):
    root = packs(tmp_path, ports=PORTS.replace("33.5", "north"))
    with pytest.raises(PackError, match=r"ports\.csv, line 2"):
        load_gazetteer("aa-bb", root)


# The places of Morocco. The totals are those that the statistical office published.


@pytest.fixture(scope="module")
def morocco() -> Gazetteer:
    return load_gazetteer("be-ma")


def test_all_communes_and_all_former_regions_are_there(morocco):
    assert len(morocco.communes) == 1503
    assert len(morocco.former_regions) == 16


@pytest.mark.parametrize(
    ("indicator", "year", "published"),
    [
        ("population", 2014, 33_848_242),
        ("population", 2024, 36_828_330),
        ("households", 2024, 9_275_038),
    ],
)
def test_the_communes_add_up_to_the_published_total(
    morocco, indicator, year, published
):
    known = (one.figure(indicator, year) for one in morocco.communes.values())
    assert sum(value for value in known if value is not None) == published


@pytest.mark.parametrize("indicator", ["population", "households"])
def test_the_communes_of_each_province_add_up_to_it(morocco, be_ma, indicator):
    for code in be_ma.places.provinces:
        of_province = {
            (reading.indicator, reading.year): reading.value
            for reading in be_ma.places.indicators_of(code)
        }
        total = sum(one.figure(indicator, 2024) for one in morocco.communes_of(code))
        assert total == of_province[indicator, 2024], code


def test_the_former_regions_are_flagged_as_resting_on_general_knowledge(morocco, be_ma):
    for region in morocco.former_regions.values():
        assert region.basis == "general_knowledge"
        assert be_ma.sources[region.source].url is None


def test_the_pilot_provinces_are_those_of_the_three_former_pilot_regions(
    morocco, be_ma
):
    pilot = ("tanger-tetouan", "oriental", "taza-al-hoceima-taounate")
    inside = {code for name in pilot for code in morocco.former_regions[name].provinces}
    assert len(inside) == 18
    provinces = be_ma.places.provinces.values()
    assert inside == {place.code for place in provinces if place.is_pilot}


def test_every_site_and_commune_names_a_source_of_the_rulebook(morocco, be_ma):
    sites = [
        *morocco.zones.values(),
        *morocco.ports.values(),
        *morocco.airports.values(),
        *morocco.universities.values(),
    ]
    named = {one.source for one in [*sites, *morocco.communes.values()]}
    assert named <= set(be_ma.sources)
