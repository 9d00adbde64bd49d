"""A made-up register is stamped on everything it yields, in four languages."""

from __future__ import annotations

import json

import openpyxl
import pyarrow.parquet as pq
import pytest

from tests.twiza.reforms.registers import lines_of, venture, write_register
from twiza.packs import load_rulebook
from twiza.population.drawn_file import write_drawn

YEARS = ("--from", "2025-06-01", "--to", "2026-06-01", "--corridor", "aa-bb")
WORDS = {
    "fr": "population inventée",
    "nl": "verzonnen populatie",
    "ar": "ساكنة مختلقة",
    "en": "invented population",
}


@pytest.fixture(params=[".csv", ".parquet"])
def drawn(request, folder):
    """A drawn register, marked in its column and, as Parquet, in its metadata."""
    path = folder / f"drawn{request.param}"
    write_drawn(load_rulebook("aa-bb"), path, 60, holes=0)
    return path


@pytest.mark.parametrize("language", WORDS)
def test_every_table_on_the_terminal_bears_the_stamp(twiza, drawn, language):
    code, printed, told = twiza("changes", drawn, *YEARS, "--lang", language)
    assert code == 0, told
    assert printed.count(WORDS[language]) == 4  # register, cost, mechanisms, provinces


@pytest.mark.parametrize("language", WORDS)
def test_every_line_of_a_table_bears_the_stamp(twiza, drawn, folder, language):
    out = folder / "out.csv"
    twiza("changes", drawn, *YEARS, "--lang", language, "-o", out)
    lines = lines_of(out)
    assert lines
    for line in lines:
        assert (line["origin"], line["origin_in_words"]) == (
            "invented",
            WORDS[language],
        )


def test_parquet_bears_it_on_every_line_and_in_its_metadata(twiza, drawn, folder):
    out = folder / "out.parquet"
    twiza("changes", drawn, *YEARS, "-o", out)
    table = pq.read_table(out)
    assert set(table["origin"].to_pylist()) == {"invented"}
    assert table.schema.metadata[b"twiza.origin"] == b"invented"


def test_json_bears_it_in_four_languages_on_every_table_and_line(twiza, drawn, folder):
    out = folder / "out.json"
    _, printed, _ = twiza("changes", drawn, *YEARS, "-o", out, "--json")
    for found in (json.loads(printed), json.loads(out.read_text())):
        assert found["register"]["stamp"] == found["provinces"]["stamp"] == WORDS
    assert {line["origin"] for line in json.loads(out.read_text())["changes"]} == {
        "invented"
    }


@pytest.mark.parametrize("language", WORDS)
def test_every_sheet_of_a_workbook_begins_with_it(twiza, drawn, folder, language):
    out = folder / "out.xlsx"
    twiza("changes", drawn, *YEARS, "-o", out, "--lang", language)
    book = openpyxl.load_workbook(out)
    assert [sheet["A1"].value for sheet in book] == [WORDS[language]] * 2
    mirrored = {bool(sheet.sheet_view.rightToLeft) for sheet in book}
    assert mirrored == {language == "ar"}
    titles = [row[1] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert titles.count(WORDS[language]) == 4


@pytest.mark.parametrize("language", WORDS)
def test_a_chart_bears_it_in_its_title(twiza, drawn, folder, language):
    out = folder / "out.svg"
    code, _, told = twiza("changes", drawn, *YEARS, "--chart", out, "--lang", language)
    assert code == 0, told
    assert WORDS[language] in out.read_text()


def test_what_is_made_of_an_invented_register_is_invented_too(twiza, drawn, folder):
    """Through a simulation, whose answers are a table like any other."""
    out = folder / f"answers{drawn.suffix}"
    code, _, told = twiza("simulate", drawn, "-o", out, "--corridor", "aa-bb")
    assert code == 0, told
    if drawn.suffix == ".csv":
        assert {line["origin"] for line in lines_of(out)} == {"invented"}
    else:
        assert pq.read_schema(out).metadata[b"twiza.origin"] == b"invented"
        assert set(pq.read_table(out)["origin"].to_pylist()) == {"invented"}


def register_of(folder, *origins):
    rows = [{**venture(jobs=0), "origin": origin} for origin in origins]
    return write_register(folder / "r.csv", rows, more=("origin",))


def test_one_invented_row_marks_the_whole(folder, changes):
    path = register_of(folder, "observed", "", "invented")
    found = changes(path, *YEARS[:4], "-o", folder / "out.csv")
    assert found["register"]["origin"] == "invented"
    marks = [
        line["origin"] for line in lines_of(folder / "out.csv") if line["cause"] != ""
    ]
    assert set(marks) == {"observed", "not_stated", "invented"}


def test_a_register_of_real_ventures_may_say_so(folder, changes):
    found = changes(register_of(folder, "observed", "observed"), *YEARS[:4])
    assert found["register"]["origin"] == "observed"


def test_what_says_nothing_is_of_an_origin_not_stated(folder, twiza):
    path = write_register(folder / "r.csv", [venture(jobs=0)])
    _, printed, _ = twiza("changes", path, *YEARS)
    assert "origin not stated" in printed and "invented" not in printed


def test_whoever_made_it_up_may_say_so_on_the_command_line(folder, changes):
    path = register_of(folder, "observed")
    found = changes(path, *YEARS[:4], "--invented", "-o", folder / "out.csv")
    assert found["register"]["origin"] == "invented"
    assert {line["origin"] for line in lines_of(folder / "out.csv")} == {"invented"}


def test_a_word_that_is_no_origin_is_refused(folder, twiza):
    code, _, told = twiza("changes", register_of(folder, "imagined"), *YEARS)
    assert code == 2
    assert "imagined" in told and "invented, observed" in told


def test_a_simulation_of_an_invented_register_says_so_where_it_counts(
    twiza, drawn, folder
):
    words = ("simulate", drawn, "-o", folder / "a.csv", "--corridor", "aa-bb")
    _, printed, _ = twiza(*words)
    assert printed.startswith("invented population\n")
    _, printed, _ = twiza(*words, "--json")
    found = json.loads(printed)
    assert (found["origin"], found["stamp"]) == ("invented", WORDS)
