"""What a comparison comes to: counts, money, bands, files, and a run that goes on."""

from __future__ import annotations

import datetime
import json
import signal
import time

import openpyxl
import pyarrow.parquet as pq
import pytest

from tests.twiza.population.populations import start_python
from tests.twiza.reforms.registers import lines_of, venture, write_register
from twiza.errors import InputError
from twiza.packs import load_rulebook
from twiza.packs.model import Place, Places, Reading
from twiza.population.drawing import drawn
from twiza.population.drawn_file import write_drawn
from twiza.reforms.bands import poverty_bands
from twiza.reforms.laws import Law
from twiza.reforms.registers import DrawnRegister, FileRegister, RowsRegister
from twiza.reforms.run import changes_of_law
from twiza.reforms.settings import with_settings

YEARS = ("--from", "2025-06-01", "--to", "2026-06-01")


def day(text):
    return datetime.date.fromisoformat(text)


def test_provinces_add_up_to_the_whole_and_an_unknown_one_has_its_own_line(
    folder, changes
):
    rows = [
        venture(cost=1_000_000, jobs=0, place="BB-X"),  # 30 000 more
        venture(cost=2_000_000, jobs=0, place="BB-X"),  # 60 000 more
        venture(cost=1_000_000, jobs=0, place=None),  # 30 000 more
        venture(cost=1_000_000, jobs=0, place="BB-Y", sector="farm"),
    ]
    found = changes(write_register(folder / "r.csv", rows), *YEARS)
    by_code = {each["code"]: each for each in found["provinces"]["rows"]}
    assert set(by_code) == {"BB-X", "BB-Y", None}
    assert {code: each["gain"] for code, each in by_code.items()} == {
        "BB-X": 2,
        "BB-Y": 0,
        None: 1,
    }
    more = {
        code: each["cost"]["money"]["difference"]["least"]
        for code, each in by_code.items()
    }
    assert more == {"BB-X": 90_000, "BB-Y": 0, None: 30_000}
    assert found["cost"]["money"]["difference"] == {"least": 120_000, "most": 120_000}
    (subsidy,) = found["mechanisms"]
    assert (subsidy["id"], subsidy["changed"], subsidy["more"]) == ("subsidy", 3, 3)
    assert subsidy["causes"] == [{"ids": ["subsidy.rate"], "rows": 3}]
    (rate,) = found["differences"]
    assert rate["before"] == {
        "value": {"value": 0.05, "unit": "share"},
        "source": "law",
    }


def test_money_of_which_only_bounds_are_known_is_told_as_bounds(folder, changes):
    """A venture that does not know its cost may get up to 8 % of the most there is."""
    rows = [venture(cost=None, jobs=0)]
    found = changes(write_register(folder / "r.csv", rows), *YEARS)
    after = found["cost"]["money"]["after"]
    assert after["least"] == pytest.approx(0.08)  # a cost of 1 dirham
    assert after["most"] == pytest.approx(0.08 * 1_000_000_000)


def places_with(*rates):
    codes = [f"P{number}" for number in range(len(rates))]
    provinces = {
        code: Place(code, None, "province", {"fr": code}, False, {}) for code in codes
    }
    readings = {
        code: (
            Reading("income_poverty_rate", 2004, 99.0, "percent", "old"),
            Reading("income_poverty_rate", 2014, rate, "percent", "census"),
        )
        for code, rate in zip(codes, rates, strict=True)
    }
    return Places({}, provinces, readings, {})


def test_bands_are_quarters_of_the_provinces_by_the_latest_reading():
    found = poverty_bands(places_with(8, 1, 7, 2, 6, 3, 5, 4))
    assert [(band.least, band.most) for band in found.bands] == [
        *((1, 2), (3, 4), (5, 6), (7, 8))
    ]
    assert set(found.bands[0].provinces) == {"P1", "P3"}
    assert (found.years, found.sources) == ((2014,), ("census",))


def test_provinces_that_are_equally_poor_stand_in_one_band():
    found = poverty_bands(places_with(1, 2, 2, 2, 5, 6, 7, 8))
    (band,) = [band for band in found.bands if "P1" in band.provinces]
    assert {"P1", "P2", "P3"} <= set(band.provinces)
    assert sum(len(band.provinces) for band in found.bands) == 8


def test_without_a_poverty_rate_there_are_no_bands(folder, changes):
    found = changes(write_register(folder / "r.csv", [venture()]), *YEARS)
    assert found["poverty"] is None


def test_the_bands_of_the_real_provinces_name_year_and_source(be_ma):
    found = poverty_bands(be_ma.places)
    inside = [code for band in found.bands for code in band.provinces]
    assert sorted(inside) == sorted(set(inside))
    assert len(inside) > 70 and len(found.bands) == 4
    assert all(name in be_ma.sources for name in found.sources)


def test_every_form_of_file_holds_the_same_lines(folder, changes):
    rows = [venture(cost=1_000_000 + 1000 * n, jobs=n % 3) for n in range(12)]
    path = write_register(folder / "r.csv", rows)
    for kind in ("csv", "json", "parquet", "xlsx"):
        changes(path, *YEARS, "-o", folder / f"out.{kind}")
    wanted = [(line["row"], line["mechanism"]) for line in lines_of(folder / "out.csv")]
    as_json = json.loads((folder / "out.json").read_text())["changes"]
    assert [(str(line["row"]), line["mechanism"]) for line in as_json] == wanted
    table = pq.read_table(folder / "out.parquet").to_pylist()
    assert [(str(line["row"]), line["mechanism"]) for line in table] == wanted
    sheet = openpyxl.load_workbook(folder / "out.xlsx").worksheets[1]
    head, *lines = list(sheet.iter_rows(min_row=2, values_only=True))
    at = head.index("value_after")
    assert [line[at] for line in lines] == [line.get("value_after") for line in as_json]
    assert [line["value_after"] for line in table] == [line[at] for line in lines]


def test_kept_columns_stand_on_every_line(folder, changes):
    rows = [{**venture(jobs=0), "name": f"venture {n}"} for n in range(3)]
    path = write_register(folder / "r.csv", rows, more=("name",))
    changes(path, *YEARS, "--keep", "name", "--keep", "sector", "-o", folder / "o.csv")
    lines = lines_of(folder / "o.csv")
    assert {(line["row"], line["name"], line["sector"]) for line in lines} == {
        (str(n + 1), f"venture {n}", "mill") for n in range(3)
    }


def test_nothing_that_changes_is_an_answer_too(folder, twiza):
    path = write_register(folder / "r.csv", [venture(sector="farm")])
    out = folder / "out.csv"
    code, printed, _ = twiza("changes", path, "--corridor", "aa-bb", *YEARS, "-o", out)
    assert code == 0
    assert "Nothing changes" in printed
    assert lines_of(out) == []


# Other registers


def test_rows_of_a_database_are_a_register_too(be_ma):
    law = Law(be_ma, day("2026-11-01"))
    laws = law, with_settings(law, ["mdm-invest.minimum_cost=500000"])
    facts = {
        "is_moroccan": True,
        "has_residence_proof": True,
        "investor_share": 0.5,
        "stage": "creation",
        "sector": "tourism",
        "province": "MA-CHE",
        "has_financial_litigation": False,
        "total_cost_mad": 600_000,
        "own_funds_mad": 300_000,
        "foreign_currency_funds_mad": 200_000,
    }
    rows = (("one", facts), ("two", {**facts, "total_cost_mad": 400_000}))
    register = RowsRegister(rows, laws, name="saved advices")
    found = changes_of_law(*laws, register).as_json()
    assert found["register"] == {
        "name": "saved advices",
        "rows": 2,
        "origin": "not_stated",
        "stamp": found["register"]["stamp"],
    }
    assert found["ventures"]["newly"] == 1
    assert found["cost"]["money"]["difference"]["least"] == 30_000  # 10 % of the half


def test_a_row_that_cannot_be_used_is_named(be_ma):
    law = Law(be_ma, day("2026-11-01"))
    laws = law, with_settings(law, ["mdm-invest.minimum_cost=500000"])
    register = RowsRegister([("seven", {"age": -1})], laws, name="saved advices")
    with pytest.raises(InputError, match="seven, age"):
        changes_of_law(*laws, register)


def test_drawn_columns_are_an_invented_register(be_ma):
    law = Law(be_ma, day("2026-11-01"))
    laws = law, with_settings(law, ["mdm-invest.grant_rate=0.2"])
    register = DrawnRegister(drawn(be_ma, 300, holes=0), 300, "drawn")
    report = changes_of_law(*laws, register)
    assert report.rows == 300 and report.origin == "invented"
    found = report.as_json()["mechanisms"][0]
    assert found["id"] == "mdm-invest" and found["more"] == found["changed"] > 0


def test_the_same_seed_draws_the_same_ventures(be_ma, tmp_path):
    paths = [tmp_path / name for name in ("one.csv", "two.csv", "three.csv")]
    for path, seed in zip(paths, (1, 1, 2), strict=True):
        write_drawn(be_ma, path, 30, seed=seed)
    texts = [path.read_text() for path in paths]
    assert texts[0] == texts[1] != texts[2]


def test_a_drawn_register_breaks_no_claim_of_consistency(be_ma):
    from twiza.rules import rules_at
    from twiza.rules.table import Table
    from twiza.rules.table.intervals import interval_function

    columns = drawn(be_ma, 500, holes=0)
    table = Table(be_ma, day("2026-11-01"))
    claims = rules_at(be_ma, day("2026-11-01")).consistency
    filled = table.filling.fill(columns, 500)
    for index, fact in enumerate(be_ma.facts.values()):
        if fact.name in columns and index not in filled.low:
            filled.low[index] = filled.high[index] = columns[fact.name]
    known = [
        (name, place)
        for name, place in zip(claims.names, claims.places, strict=True)
        if set(claims.facts[name]) <= set(columns)
    ]
    assert len(known) >= 2
    function = interval_function(table.form, tuple(place for _, place in known), 0)
    for (name, _), (low, _) in zip(
        known, function.call(filled.low, filled.high), strict=True
    ):
        assert low.all(), name


@pytest.mark.parametrize(
    "options, said",
    [
        (("--rows", "0"), "from 1 to"),
        (("--holes", "2"), "from 0 to 1"),
        (("--seed", "-3"), "from 0 to"),
        (("-o", "drawn.txt"), ".parquet or .csv"),
    ],
)
def test_a_register_that_cannot_be_drawn(folder, twiza, options, said):
    out = () if "-o" in options else ("-o", folder / "drawn.csv")
    code, _, told = twiza("population", "draw", "--corridor", "aa-bb", *out, *options)
    assert code == 2 and said in told
    assert not list(folder.iterdir())


# A run that was killed

STANDS_STILL = """
import datetime, sys, time
from pathlib import Path
from twiza.packs import load_rulebook
from twiza.reforms.laws import Law
from twiza.reforms.registers import FileRegister
from twiza.reforms.run import changes_of_law
book = load_rulebook("aa-bb")
laws = [Law(book, datetime.date(year, 6, 1)) for year in (2025, 2026)]
register = FileRegister(Path(sys.argv[1]), tuple(laws), [], invented=False)
changes_of_law(
    *laws, register, output=Path(sys.argv[2]), part_rows=50,
    advance=lambda rows, share: rows > 260 and time.sleep(100),
)
"""


def test_a_run_that_was_killed_goes_on_where_it_stopped(folder):
    book = load_rulebook("aa-bb")
    path, out = folder / "r.csv", folder / "out.csv"
    write_drawn(book, path, 400, seed=4)
    process = start_python(STANDS_STILL, path, out)
    parts = folder / "out.csv.parts"
    for _ in range(600):
        if len(list(parts.glob("[0-9]*.json"))) >= 5:
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert not out.exists()
    laws = Law(book, day("2025-06-01")), Law(book, day("2026-06-01"))

    def run(output, **options):
        register = FileRegister(path, laws, [], invented=False)
        return changes_of_law(*laws, register, output=output, part_rows=50, **options)

    told: list[str] = []
    run(out, tell=told.append)
    assert "goes on after 5 finished parts" in told[0] or "after 6" in told[0]
    run(folder / "whole.csv")
    assert out.read_text() == (folder / "whole.csv").read_text()
