"""`twiza path` on a terminal."""

from __future__ import annotations

import json

import icalendar
import pytest
from typer.testing import CliRunner

from tests.twiza.timetable.conftest import MILL, STAYS
from twiza.cli import app
from twiza.errors import InputError

RUNNER = CliRunner()


def run(*arguments):
    result = RUNNER.invoke(app, ["path", str(MILL), *arguments], env={"COLUMNS": "160"})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def stays():
    return [part for stay in STAYS for part in ("--stay", stay)]


def test_the_terminal_shows_stays_steps_critical_path_papers_and_costs():
    shown = run(*stays(), "--without-proxy")
    assert "From 23 November 2026 to 17 December 2027" in shown
    assert "No plan ends earlier with these stays: this is proved." in shown
    assert "2027-07-12  Buy the land or the premises" in shown
    assert "● Obtain the building permit" in shown
    assert "Negative certificate" in shown
    assert "cost not found, to be asked" in shown
    assert "2027-05-16 (Eid al-Adha)" in shown


def test_a_narrow_terminal_keeps_days_place_and_cost_under_the_step():
    result = RUNNER.invoke(app, ["path", str(MILL)], env={"COLUMNS": "80"})
    assert "at the consulate · 7 (1–30) · 70 MAD" in result.output


@pytest.mark.parametrize(
    "language, title",
    [
        ("fr", "Pièces à réunir"),
        ("nl", "Documenten om te verzamelen"),
        ("ar", "الوثائق المطلوبة"),
    ],
)
def test_the_path_speaks_four_languages(language, title):
    assert title in run("--lang", language)


def test_json_gives_the_answer_of_the_documentation():
    answer = json.loads(run(*stays(), "--json", "--start", "2026-12-01"))
    assert answer["start"] == "2026-12-01"
    assert answer["asked"]["stays"] == list(STAYS)
    assert {
        "steps",
        "critical_path",
        "stays",
        "documents",
        "costs",
        "proof",
        "holidays",
    } <= set(answer)


def test_stays_that_are_not_enough_are_an_answer_with_a_way_out():
    result = RUNNER.invoke(
        app, ["path", str(MILL), "--stay", STAYS[0], "--without-proxy"]
    )
    assert result.exit_code == 0
    assert "These stays are not enough" in result.output
    assert "add: 2027-10-18..2027-10-20" in result.output


def test_calendar_and_chart_are_written_beside_the_answer(tmp_path):
    ics, svg = tmp_path / "path.ics", tmp_path / "path.svg"
    run("--ics", str(ics), "--gantt", str(svg))
    assert icalendar.Calendar.from_ical(ics.read_bytes()).walk("VEVENT")
    assert svg.read_text().startswith("<svg")


@pytest.mark.parametrize(
    "arguments, problem",
    [
        (["--stay", "2027-07-24..2027-07-10"], "ends before it begins"),
        (["--stay", STAYS[0], "--stay", STAYS[0]], "overlap"),
        (["--stay", "2026-07-10..2026-07-24"], "before the plan does"),
        (["--start", "23/11/2026"], "2026-11-23"),
        (["--visits-per-day", "0"], "from 1 to 4"),
        (["--proxy-for", "F2"], "correct its name"),
        (["--lang", "de"], "fr, nl, ar, en"),
        (["--ics", "path.txt"], "ends in .ics"),
    ],
)
def test_bad_input_is_one_clear_error_and_nothing_is_written(
    arguments, problem, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=problem):
        run(*arguments, "--gantt", "chart.svg")
    assert list(tmp_path.iterdir()) == []
