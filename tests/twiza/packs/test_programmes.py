"""The pack of a programme: read whole, checked line by line, printed in four languages."""

from __future__ import annotations

import datetime
import json
import shutil

import pytest
from typer.testing import CliRunner

from twiza.cli import app
from twiza.errors import PackError
from twiza.packs import corridors, load_rulebook, packs_folder
from twiza.packs.programme_checking import (
    check_programmes,
    figures,
    programme_problems,
    wanted_words,
)
from twiza.packs.programme_reading import read_programme
from twiza.packs.programmes import load_programme, programmes

ENDED = datetime.date(2015, 6, 1)


@pytest.fixture(scope="module")
def medma2():
    return load_programme("medma2")


@pytest.fixture
def bent(tmp_path):
    """Bends one file of a copy of the pack: bent(file, old, new) gives the root."""
    folder = tmp_path / "programmes" / "medma2"
    shutil.copytree(packs_folder() / "programmes" / "medma2", folder)

    def bend(file: str, old: str, new: str):
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return tmp_path

    return bend


def twiza(*arguments: str):
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def test_programmes_are_listed_and_are_no_corridors():
    assert programmes() == ["medma2"]
    assert "medma2" not in corridors()


def test_it_started_in_may_2012_was_planned_for_two_years_and_ran_three(medma2):
    assert medma2.planned_months.value == 24
    assert medma2.months_run.value == 36
    for day, state in {
        "2012-04-30": "planned",
        "2012-05-01": "running",
        "2015-05-31": "running",
        "2015-06-01": "ended",
    }.items():
        assert medma2.state(datetime.date.fromisoformat(day)) == state


def test_it_keeps_both_acts_of_2012(medma2):
    dated = {event.name: event.on for event in medma2.events}
    assert dated["announced"] == datetime.date(2012, 5, 11)
    assert dated["financing_agreed"] == datetime.date(2012, 12, 1)
    assert dated["extended"] is None


def test_the_total_is_known_and_its_division_is_not(medma2):
    assert (medma2.budget.value, medma2.currency) == (1_200_000, "EUR")
    assert [family.amount.value for family in medma2.families.values()] == [None] * 4
    assert medma2.weights.value is None


def test_fifteen_firms_hoped_for_and_eleven_projects_supported_are_two_indicators(
    medma2,
):
    held = {
        name: (indicator.target, indicator.result)
        for name, indicator in medma2.indicators.items()
        if indicator.target or indicator.result
    }
    assert set(held) == {"firms_registered", "projects_supported"}
    target, no_result = held["firms_registered"]
    no_target, result = held["projects_supported"]
    assert (target.value, target.grade, no_result) == (15, "flagged", None)
    assert (result.value, result.grade, no_target) == (11, "sourced", None)


def test_every_figure_has_a_source_with_an_address_or_says_that_it_is_none(medma2):
    for figure in figures(medma2):
        assert medma2.sources[figure.source].url or figure.value is None, figure.where


def test_its_provinces_are_the_pilot_provinces_of_the_corridor(medma2):
    places = load_rulebook(medma2.corridor).places.provinces
    pilots = {code for code, place in places.items() if place.is_pilot}
    assert set(medma2.provinces) == pilots
    assert len(medma2.provinces) == len(pilots) == 18


def test_it_is_the_closed_mechanism_of_its_corridor(medma2):
    mechanism = load_rulebook(medma2.corridor).mechanisms[medma2.mechanism]
    assert mechanism.version_at(ENDED) is not None
    assert mechanism.version_at(datetime.date(2026, 11, 23)) is None


def test_twiza_check_counts_it_and_has_nothing_to_mend():
    problems, counts = check_programmes(packs_folder(), {})
    assert [str(problem) for problem in problems] == []
    assert counts["programmes"] == 1
    assert counts["indicators"] >= 40 and counts["criteria"] >= 20


@pytest.mark.parametrize(
    ("file", "old", "new", "said", "at"),
    [
        ("partners.yaml", "roles: [donor]", "rolls: [donor]", "did you mean 'roles'?", "line 4"),
        ("partners.yaml", "source: iom-medma-news", "source: iom-medma-new", "did you mean 'iom-medma-news'?", "line 4"),
        ("partners.yaml", "partners:", "partners: &all", "an anchor or alias", "line 2"),
        ("programme.yaml", "date: 2013-07-01", "date: 2011-07-01", "in the order of their dates", "line 10"),
        ("programme.yaml", "date: 2012-05-01, precision: month", "date: 2012-05-04, precision: month", "the first day of the month", "line 7"),
        ("programme.yaml", "value: 1_200_000", "value: null", "unverified: and why", "line 36"),
        ("programme.yaml", "{amount: null, source: iom-financial", "{amount: 500_000, source: iom-financial", "no value beside unverified", "line 38"),
        ("programme.yaml", "least_share: 0.05", "least_share: 5", "a share from 0 to 1", "line 41"),
        ("programme.yaml", "event: ended", "event: finished", "one of: announced", "line 12"),
        ("indicators.yaml", "level: impact", "level: impakt", "did you mean 'impact'?", "line 56"),
        ("indicators.yaml", "value: 15, source: ccme-medma, flagged:", "value: 15, source: medma2-reading, contested:", "the key 'contested'", "line 42"),
        ("indicators.yaml", "result: {value: 11, source: iom-medma}", "result: {value: 11, source: medma2-reading}", "supports nothing alone", "line 21"),
        ("selection.yaml", "stage: selection", "stage: final", "one of: admissibility, selection", "line 6"),
        ("sources.yaml", 'url: "http://belgium', 'url: "belgium', "starts with https://", "line 2"),
        ("pack.yaml", "pack: medma2", "pack: medma3", "the folder's name", "line 2"),
    ],
)  # fmt: skip
def test_a_defect_is_one_error_with_file_and_line(bent, file, old, new, said, at):
    root = bent(file, old, new)
    with pytest.raises(PackError) as caught:
        read_programme(root, "medma2")
    assert said in str(caught.value)
    assert f"packs/programmes/medma2/{file}, {at}" in caught.value.where


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("programme.yaml", "MA-TAO", "MA-TAOU", "did you mean 'MA-TAO'?"),
        ("programme.yaml", "MA-TAO", "MA-OUJ", "MA-OUJ a second time"),
        ("programme.yaml", "MA-TAO", "MA-AGD", "MA-AGD"),
        ("programme.yaml", "mechanism: medma2", "mechanism: medma", "did you mean 'medma2'?"),
        ("words/nl/programme.yaml", '  ended: "Einde"', "", "no sentence"),
        ("words/ar/framework.yaml", "  firm:", "  firma:", "no sentence"),
    ],
)  # fmt: skip
def test_what_the_corridor_or_a_reader_would_miss_is_found(bent, file, old, new, said):
    programme = read_programme(bent(file, old, new), "medma2")
    rulebook = load_rulebook("be-ma")
    found = [str(problem) for problem in programme_problems(programme, rulebook)]
    assert any(said in problem for problem in found), found


def test_a_file_that_nobody_would_read_is_refused(bent, tmp_path):
    root = bent("pack.yaml", "pack:", "pack:")
    (root / "programmes/medma2/partner.yaml").write_text("partners: {}")
    with pytest.raises(PackError, match=r"did you mean 'partners.yaml'\?"):
        read_programme(root, "medma2")


def test_an_unknown_programme_is_told_which_ones_there_are():
    with pytest.raises(PackError, match="one of: medma2"):
        load_programme("medma1")


@pytest.mark.parametrize("language", ["fr", "nl", "ar", "en"])
def test_the_command_prints_every_part_in_each_language(medma2, language):
    done = twiza("programme", "medma2", "--lang", language)
    assert done.exit_code == 0
    for trail in wanted_words(medma2):
        if trail[0] in ("partners", "regions", "families", "criteria", "unpublished"):
            assert medma2.word(language, *trail) in done.stdout, trail


def test_the_command_answers_a_machine_with_the_same_figures(medma2):
    done = twiza("programme", "medma2", "--json", "--date", "2014-01-01")
    answer = json.loads(done.stdout)
    assert answer["state"] == "running"
    assert answer["budget"]["total"]["value"] == medma2.budget.value
    assert {one["id"] for one in answer["partners"]} == set(medma2.partners)
    assert [p for one in answer["places"] for p in one["provinces"]] == list(
        medma2.provinces
    )
    assert len(answer["indicators"]) == len(medma2.indicators)
    assert {source["state"] for source in answer["sources"]} <= {
        "due",
        "stale",
        "fresh",
    }
