"""A population in, its answers out: the same whatever the form of the table."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.twiza.population.populations import (
    DATE,
    TYPES,
    read,
    summary,
    ventures,
    write_csv,
    write_parquet,
)
from twiza.advice import advise
from twiza.packs import load_rulebook
from twiza.population.columns import layout_of
from twiza.population.parquet_file import ParquetFile

ROWS = ventures(300)
FACTS = [{n: v for n, v in row.items() if n != "id"} for row in ROWS]


def test_csv_and_parquet_give_the_same_in_both_forms(simulate, folder):
    tables = [
        write_csv(folder / "comma.csv", FACTS),
        write_csv(folder / "semicolon.csv", FACTS, separator=";"),
        write_parquet(folder / "table.parquet", FACTS),
        write_parquet(folder / "groups.parquet", FACTS, row_group_size=70),
    ]
    answers = []
    for table in tables:
        for suffix in (".csv", ".parquet"):
            output = folder / f"answers{suffix}"
            assert simulate(table, output)[0] == 0
            answers.append(read(output))
    assert len(answers[0]) == 300
    assert all(answer == answers[0] for answer in answers)


def test_a_row_is_answered_like_one_person(simulate, folder):
    output = folder / "answers.parquet"
    simulate(write_csv(folder / "table.csv", FACTS), output)
    rulebook = load_rulebook("aa-bb")
    for facts, row in list(zip(FACTS, read(output), strict=True))[:60]:
        answer = advise(rulebook, facts, on=datetime.date.fromisoformat(DATE))
        for item in answer["mechanisms"]:
            name = item["id"]
            assert row[f"{name}.status"] == item["status"]
            amount = item["amount"] or {"value": None, "least": None, "most": None}
            for figure in ("value", "least", "most"):
                found = row[f"{name}.{figure}"]
                assert found == pytest.approx(amount[figure], abs=0.01)


def test_an_empty_cell_and_an_absent_column_are_unknown_facts(simulate, folder):
    without = [{n: v for n, v in row.items() if n != "sector"} for row in FACTS]
    empty = [{**row, "sector": None} for row in FACTS]
    tables = [
        write_csv(folder / "absent.csv", without),
        write_csv(folder / "empty.csv", empty),
        write_parquet(folder / "absent.parquet", without),
        write_parquet(folder / "empty.parquet", empty),
    ]
    untyped = pa.Table.from_pylist(empty)
    assert untyped.schema.field("sector").type == pa.null()
    pq.write_table(untyped, folder / "untyped.parquet")
    answers = []
    for table in [*tables, folder / "untyped.parquet"]:
        simulate(table, folder / "answers.parquet")
        answers.append(read(folder / "answers.parquet"))
    assert all(answer == answers[0] for answer in answers)
    assert {row["subsidy.status"] for row in answers[0]} <= {
        "undetermined",
        "ineligible",
    }


def test_spaces_around_a_cell_a_bom_and_blank_lines_do_no_harm(simulate, folder):
    table = folder / "table.csv"
    table.write_bytes(
        b"\xef\xbb\xbfcost,sector,is_regular\r\n"
        b" 2000000 , mill,TRUE\r\n\r\n3e6,mill,True \r\n\r\n"
    )
    assert simulate(table, folder / "answers.csv")[0] == 0
    amounts = [row["subsidy.value"] for row in read(folder / "answers.csv")]
    assert amounts == [160_000, 240_000]


@pytest.mark.parametrize(
    "kind", [pa.int64(), pa.uint16(), pa.float32(), pa.decimal128(12, 2)], ids=str
)
def test_numbers_of_any_type_count_as_what_was_meant(simulate, folder, kind):
    cost = pa.array([60_000, None, 45_000], pa.float64()).cast(kind)
    table = pa.table({"cost": cost, "sector": ["mill"] * 3})
    pq.write_table(table, folder / "table.parquet")
    assert simulate(folder / "table.parquet", folder / "answers.parquet")[0] == 0
    answers = read(folder / "answers.parquet")
    assert answers[0]["guarantee.value"] == 36_000
    assert answers[1]["guarantee.status"] == "eligible"
    assert answers[1]["guarantee.value"] is None
    assert answers[2]["guarantee.value"] == 27_000


def test_a_float32_counts_as_the_decimal_it_was_written_as(simulate, folder):
    cost = pa.array([10_000_000.0, None], pa.float32())
    own = pa.array([0.7, None], pa.float32())  # as a float64: 0.699999988079071
    table = pa.table({"cost": cost, "own_funds": own, "sector": ["mill"] * 2})
    pq.write_table(table, folder / "single.parquet")
    double = table.set_column(1, "own_funds", pa.array([0.7, None], pa.float64()))
    pq.write_table(double, folder / "double.parquet")
    found = []
    for name in ("single", "double"):
        batches = ParquetFile(folder / f"{name}.parquet").batches(
            layout_of(load_rulebook("aa-bb"), table.column_names, [], ""),
            first=0,
            part_rows=10,
        )
        found += [batch.facts["own_funds"][0] for batch in batches]
    assert found == [0.7, 0.7]


def test_text_may_be_stored_as_codes(simulate, folder):
    table = pa.Table.from_pylist(
        FACTS, pa.schema([(n, TYPES[n]) for n in FACTS[0]])
    ).to_pydict()
    coded = {n: pa.array(v, TYPES[n]) for n, v in table.items()}
    for name in ("sector", "place"):
        coded[name] = coded[name].dictionary_encode()
    pq.write_table(pa.table(coded), folder / "coded.parquet")
    simulate(folder / "coded.parquet", folder / "coded-answers.parquet")
    simulate(write_csv(folder / "table.csv", FACTS), folder / "answers.parquet")
    assert read(folder / "coded-answers.parquet") == read(folder / "answers.parquet")


def test_kept_columns_are_copied_in_the_order_asked(simulate, folder):
    for table in (
        write_csv(folder / "table.csv", ROWS),
        write_parquet(folder / "table.parquet", ROWS),
    ):
        for suffix in (".csv", ".parquet"):
            output = folder / f"answers{suffix}"
            done = simulate(table, output, "--keep", "place", "--keep", "id")
            assert done[0] == 0, done[2]
            answers = read(output)
            assert list(answers[0])[:3] == ["place", "id", "guarantee.status"]
            assert [row["id"] for row in answers] == [row["id"] for row in ROWS]
            assert [row["place"] or None for row in answers] == [
                row["place"] for row in ROWS
            ]


def test_the_file_says_of_which_law_and_date_it_is(simulate, folder):
    simulate(write_csv(folder / "table.csv", FACTS), folder / "answers.parquet")
    metadata = pq.read_schema(folder / "answers.parquet").metadata
    rulebook = load_rulebook("aa-bb")
    assert metadata[b"twiza.pack"] == b"aa-bb"
    assert metadata[b"twiza.pack_version"] == b"1.2"
    assert metadata[b"twiza.content_hash"].decode() == rulebook.content_hash
    assert metadata[b"twiza.date"] == DATE.encode()
    assert metadata[b"twiza.input"] == b"table.csv"
    assert b"twiza.version" in metadata


def test_statuses_are_stored_as_codes_and_no_figure_as_a_null(simulate, folder):
    simulate(write_csv(folder / "table.csv", FACTS), folder / "answers.parquet")
    schema = pq.read_schema(folder / "answers.parquet")
    assert pa.types.is_dictionary(schema.field("premium.status").type)
    values = pq.read_table(folder / "answers.parquet")["premium.value"]
    assert 0 < values.null_count < 300
    assert not any(value != value for value in values.to_pylist())


def test_the_summary_counts_the_rows_and_adds_up_the_amounts(simulate, folder):
    table = write_csv(folder / "table.csv", FACTS)
    _, printed, told = simulate(table, folder / "answers.parquet", "--json")
    answers = read(folder / "answers.parquet")
    for name, item in summary(printed).items():
        statuses = [row[f"{name}.status"] for row in answers]
        assert sum(item["status"].values()) == 300
        for status, number in item["status"].items():
            assert number == statuses.count(status)
        amounts = [row[f"{name}.value"] or 0 for row in answers]
        assert item["total"]["value"] == pytest.approx(sum(amounts), abs=0.01)
        assert item["total"]["currency"] == "MAD"
    assert json.loads(printed)["rows"] == 300
    assert told.count("\n") == 1 and "300 rows" in told


def test_the_summary_is_readable(simulate, folder):
    table = write_csv(folder / "table.csv", FACTS)
    code, printed, _ = simulate(table, folder / "answers.csv")
    assert code == 0
    titles, *lines = printed.splitlines()
    assert titles.split() == [
        *("eligible", "undetermined", "ineligible", "other", "total", "value")
    ]
    assert [line.split()[0] for line in lines] == ["guarantee", "premium", "subsidy"]
    assert all(line.endswith(" MAD") for line in lines)


def test_another_date_is_another_answer(simulate, folder):
    table = write_csv(
        folder / "table.csv", [{"cost": 1000, "sector": "mill", "is_regular": True}]
    )
    found = []
    for day in ("2019-06-01", "2025-06-01", "2026-06-01"):
        simulate(table, folder / "answers.csv", "--date", day)
        row = read(folder / "answers.csv")[0]
        found.append((row["subsidy.status"], row["subsidy.value"]))
    assert found == [("closed", None), ("eligible", 50), ("eligible", 80)]


def test_a_table_without_rows_has_an_answer_without_rows(simulate, folder):
    (folder / "table.csv").write_text("cost,jobs\n")
    pq.write_table(pa.table({"cost": pa.array([], pa.float64())}), folder / "t.parquet")
    for table in (folder / "table.csv", folder / "t.parquet"):
        for output in (folder / "answers.csv", folder / "answers.parquet"):
            code, printed, _ = simulate(table, output, "--json")
            assert code == 0 and json.loads(printed)["rows"] == 0
            assert read(output) == []
    assert len(pq.read_schema(folder / "answers.parquet").names) == 12


def test_numba_gives_the_same(simulate, folder):
    table = write_csv(folder / "table.csv", FACTS)
    simulate(table, folder / "answers.parquet")
    simulate(table, folder / "numba.parquet", "--engine", "numba")
    assert read(folder / "answers.parquet") == read(folder / "numba.parquet")


def test_a_terminal_shows_how_far_it_is(folder):
    table = write_csv(folder / "table.csv", FACTS)
    arguments = ["simulate", table, "-o", folder / "answers.csv", "--corridor", "aa-bb"]
    terminal, its_end = os.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "twiza.cli", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=its_end,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "120"},
    )
    os.close(its_end)
    with open(terminal, "rb") as screen:
        shown = screen.read1(100_000).decode()
    assert done.returncode == 0
    assert "table.csv" in shown and "300 rows, " in shown and "━" in shown
    assert b"\x1b" not in done.stdout
