"""A table that cannot be used is one clear error, and nothing is written."""

from __future__ import annotations

import datetime
import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.twiza.population.populations import ventures, write_parquet

BAD_CSV = {
    "a misspelt column": ("cost,jobz\n1000,2\n", "line 1", "did you mean 'jobs'?"),
    "a column that is no fact": ("cost,surname\n1,x\n", "line 1", "--keep 'surname'"),
    "two columns of one name": ("cost,jobs,cost\n1,2,3\n", "line 1", "two columns"),
    "no name": ("cost,,jobs\n1,2,3\n", "line 1", "no name over column 2"),
    "nothing": ("", "line 1", "the names of the columns"),
    "too few cells": ("cost,jobs\n1000,2\n1000\n", "line 3", "1 cells"),
    "too many cells": ("cost,jobs\n1000,2,3\n", "line 2", "3 cells"),
    "an open quote": ('cost,sector\n1000,"mill\n', "line 2", "quotes in pairs"),
    "NaN": ("cost,jobs\n1000,2\nNaN,3\n", "line 3, cost", "leave the cell empty"),
    "infinite": ("cost\n1000\ninf\n", "line 3, cost", "a finite number"),
    "too little": ("cost\n1000\n-5\n", "line 3, cost", "from 1 to 1,000,000,000"),
    "too much": ("cost\n2e9\n", "line 2, cost", "2000000000"),
    "half a job": ("jobs\n3\n\n2.5\n", "line 4, jobs", "a whole number of job"),
    "euros": ("cost\n1000\n1000 EUR\n", "line 3, cost", "convert it to dirhams"),
    "a euro sign": ("cost\n€ 1 000\n", "line 2, cost", "convert it to dirhams"),
    "a unit": ("cost\n1 000 MAD\n", "line 2, cost", "write the number alone"),
    "percent": ("cost\n25%\n", "line 2, cost", "write 0.25 for 25 %"),
    "a decimal comma": ("cost;jobs\n1000,5;3\n", "line 2, cost", "after a point"),
    "no such choice": ("sector\nmill\nmil\n", "line 3, sector", "did you mean 'mill'?"),
    "no such place": ("place\nBB-W\n", "line 2, place", "the code of a province"),
    "a place by its name": (
        "place\nXanadou\n",
        "line 2, place",
        "mean BB-X (Xanadou)?",
    ),
    "maybe": ("is_regular\ntrue\nmaybe\n", "line 3, is_regular", "true or false"),
    "after a long cell": (
        'sector,cost\n"mill\n",1\nfarm,0\n',
        "line 4, cost",
        "from 1",
    ),
}


def floats(*values):
    return pa.array(values, pa.float64())


BAD_COLUMNS = {
    "a misspelt column": ("jobz", pa.array([1, 2]), "did you mean 'jobs'?"),
    "a column that is no fact": ("id", pa.array(["a", "b"]), "--keep 'id'"),
    "NaN": ("cost", floats(1000, None, np.nan), "leave the cell empty"),
    "NaN alone": ("cost", floats(1000, 2000, np.nan), "leave the cell empty"),
    "infinite": ("cost", floats(1000, None, np.inf), "a finite number"),
    "too little": ("cost", floats(1000, None, 0), "from 1 to 1,000,000,000"),
    "half a job": ("jobs", floats(3, None, 2.5), "a whole number of job"),
    "euros": ("cost", pa.array(["1000", None, "1000 EUR"]), "convert it to dirhams"),
    "numbers as text": ("cost", pa.array([None, None, "7"]), "not as text"),
    "a flag as a number": ("is_regular", pa.array([None, None, 1]), "as booleans"),
    "a number as a flag": ("jobs", pa.array([None, None, True]), "float64 or int64"),
    "a date as a number": (
        "cost",
        pa.array([None, None, datetime.date(2026, 1, 1)]),
        "float64 or int64",
    ),
    "no such choice": ("sector", pa.array(["mill", None, "mil"]), "mean 'mill'?"),
    "coded, no such choice": (
        "sector",
        pa.array(["mill", None, "mil"]).dictionary_encode(),
        "mean 'mill'?",
    ),
    "a choice as a number": ("sector", pa.array([None, None, 2]), "as text"),
    "no such place": ("place", pa.array(["BB-X", None, "BB-W"]), "mean 'BB-"),
}


def refused(simulate, folder, population, output="answers.parquet", *options):
    code, printed, told = simulate(population, folder / output, *options)
    assert (code, printed) == (2, "")
    assert told.count("found:") == told.count("to mend:") == 1
    assert [path.name for path in folder.iterdir()] == [population.name]
    return told


@pytest.mark.parametrize("name", BAD_CSV)
@pytest.mark.parametrize("output", ["answers.csv", "answers.parquet"])
def test_bad_csv_is_told_with_line_and_column(simulate, folder, name, output):
    text, place, said = BAD_CSV[name]
    table = folder / "table.csv"
    table.write_text(text, encoding="utf-8")
    told = refused(simulate, folder, table, output)
    assert told.startswith(f"table.csv, {place}\n")
    assert said in told


@pytest.mark.parametrize("name", BAD_COLUMNS)
def test_bad_parquet_is_told_with_row_and_column(simulate, folder, name):
    column, values, said = BAD_COLUMNS[name]
    table = folder / "table.parquet"
    pq.write_table(pa.table({column: values}), table)
    told = refused(simulate, folder, table)
    where = f", row 3, {column}" if len(values) == 3 else ""
    assert told.startswith(f"table.parquet{where}\n")
    assert said in told


@pytest.mark.parametrize("row_group", [50, 1000])
def test_a_bad_row_far_down_is_told_by_its_number(simulate, folder, row_group):
    rows = ventures(1000)
    facts = [{n: v for n, v in row.items() if n != "id"} for row in rows]
    facts[776]["own_funds"] = -1.0
    table = write_parquet(folder / "table.parquet", facts, row_group_size=row_group)
    assert "row 777, own_funds\n" in refused(simulate, folder, table)


def test_text_that_is_no_utf_8_is_told_with_its_line(simulate, folder):
    table = folder / "table.csv"
    table.write_bytes("cost,sector\n1,mill\n2,hôtel\n".encode("latin-1"))
    assert "table.csv, line 3\n" in refused(simulate, folder, table)
    table.write_bytes("coût\n1\n".encode("utf-16"))
    assert "table.csv, line 1\n" in refused(simulate, folder, table)


@pytest.mark.parametrize("kept", [0, 3, 1000, -1, -1000])
def test_a_parquet_file_that_is_cut_short_is_told(simulate, folder, kept):
    rows = [{n: v for n, v in row.items() if n != "id"} for row in ventures(2000)]
    table = write_parquet(folder / "table.parquet", rows)
    table.write_bytes(table.read_bytes()[:kept])
    assert "a whole Parquet file" in refused(simulate, folder, table)


def test_a_parquet_file_with_damaged_pages_is_told(simulate, folder):
    rows = [{n: v for n, v in row.items() if n != "id"} for row in ventures(2000)]
    table = write_parquet(folder / "table.parquet", rows)
    content = bytearray(table.read_bytes())
    content[200:1200] = b"\xff" * 1000
    table.write_bytes(content)
    assert "a whole Parquet file" in refused(simulate, folder, table)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--keep", "jobz"), "did you mean 'jobs'?"),
        (("--engine", "abacus"), "one of: numpy, numba"),
        (("--date", "2026-13-01"), "a date of the form"),
        (("--cluster", "tcp://127.0.0.1:1"), "Parquet in and out"),
    ],
)
def test_a_wrong_option_is_told(simulate, folder, options, said):
    table = folder / "table.csv"
    table.write_text("cost,jobs\n1000,2\n")
    assert said in refused(simulate, folder, table, "answers.csv", *options)


def test_a_kept_column_named_like_an_answer_is_told(simulate, folder):
    table = folder / "table.csv"
    table.write_text("cost,premium.status\n1000,2\n")
    options = ("--keep", "premium.status")
    assert "rename it" in refused(simulate, folder, table, "answers.csv", *options)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("table.csv", "the population itself"),
        ("answers.xlsx", ".parquet or .csv"),
        ("absent/answers.csv", "no folder"),
        (".", "ending in nothing"),
        ("/proc/answers.csv", "a folder that can be written to"),
    ],
)
def test_an_output_that_cannot_be_written_is_told(simulate, folder, name, said):
    table = folder / "table.csv"
    table.write_text("cost,jobs\n1000,2\n")
    assert said in refused(simulate, folder, table, name)
    assert table.read_text() == "cost,jobs\n1000,2\n"


@pytest.mark.parametrize("name", ["absent.csv", "table.xlsx", "absent.parquet"])
def test_a_population_that_is_no_table_is_told(simulate, folder, name):
    code, _, told = simulate(folder / name, folder / "answers.csv")
    assert code == 2 and told.count("found:") == 1
    assert list(folder.iterdir()) == []


def test_without_pyarrow_csv_works_and_parquet_names_the_extra(
    simulate, folder, monkeypatch
):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    table = folder / "table.csv"
    table.write_text("cost,jobs\n1000,2\n")
    assert "twiza[tables]" in refused(simulate, folder, table)
    assert simulate(table, folder / "answers.csv")[0] == 0
