"""The workbook holds what the answer holds: typed, and no text in it is a formula."""

from __future__ import annotations

import copy
import datetime
import io
import time

import openpyxl
import pytest

from twiza.dossier.trace import trace_rows
from twiza.dossier.workbook import workbook_of

SEEN_ON = datetime.date(2026, 2, 1)


def made(book, answer, language="en", trace=()):
    trace = trace_rows(book, answer) if trace == () else trace
    return workbook_of(book, answer, trace=trace, language=language, seen_on=SEEN_ON)


def read(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def table(sheet):
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def by_code(sheet):
    return {row["Code"]: row for row in table(sheet)}


def test_the_mechanisms_read_back_are_those_of_the_answer(be_ma, be_ma_answers):
    for answer in be_ma_answers.values():
        rows = by_code(read(made(be_ma, answer))["Mechanisms"])
        assert list(rows) == [item["id"] for item in answer["mechanisms"]]
        for item in answer["mechanisms"]:
            row, amount = rows[item["id"]], item["amount"] or {}
            for title, key in (
                ("Value", "value"),
                ("Least", "least"),
                ("Most", "most"),
            ):
                assert row[title] == amount.get(key)
            assert row["Rate"] == item["rate"]
            inside = item["id"] in answer["package"]["members"]
            assert row["In the package"] is inside


def test_the_conditions_read_back_are_those_of_the_answer(be_ma, be_ma_answers):
    for answer in be_ma_answers.values():
        rows = table(read(made(be_ma, answer))["Conditions"])
        wanted = [
            (item["id"], condition["holds"], condition["source"])
            for item in answer["mechanisms"]
            for condition in item["conditions"]
        ]
        assert [(r["Code"], r["Met"], r["Source"]) for r in rows] == wanted


def test_the_path_and_the_sources_read_back_are_those_of_the_answer(
    be_ma, be_ma_answers
):
    answer = be_ma_answers["guesthouse-chefchaouen"]
    book = read(made(be_ma, answer))
    steps = by_code(book["Path"])
    assert list(steps) == [step["step"] for step in answer["path"]]
    for step in answer["path"]:
        row = steps[step["step"]]
        assert row["First day"] == step["start_day"]
        assert row["Last day"] == step["end_day"]
        assert row["Cost at most"] == step["cost"]["most"]
    sources = by_code(book["Sources"])
    for name, source in answer["sources"].items():
        checked = source["checked_on"]
        read_back = sources[name]["Checked on"]
        assert (read_back and read_back.date().isoformat()) == checked
        assert sources[name]["Address"] == source["url"]


def test_the_trace_read_back_is_the_trace(mini, answer):
    rows = table(read(made(mini, answer))["Trace"])
    wanted = trace_rows(mini, answer)
    assert len(rows) == len(wanted)
    for row, step in zip(rows, wanted, strict=True):
        assert row["Code"] == step["mechanism"]
        assert row["Least"] == step["least"]
        assert row["Rule"] == (step["rule"] or None)
        if not isinstance(step["value"], str):
            wanted_value = step["value"]
            if type(wanted_value) is float:  # a cell holds sixteen digits
                wanted_value = pytest.approx(wanted_value, rel=1e-15)
            assert row["Value"] == wanted_value
            assert type(row["Value"]) in (bool, int, float, type(None))


def test_sums_of_the_package_stand_as_numbers_in_the_summary(mini, answer):
    rows = {row["Name"]: row for row in table(read(made(mini, answer))["Summary"])}
    assert rows["Grants and premiums together"]["Value"] == 900_000
    assert rows["Loan guaranteed, apart"]["Value"] == 3_600_000
    assert rows["Rules of"]["Value"] == datetime.datetime(2026, 2, 1)
    assert rows["Content fingerprint"]["Value"] == answer["pack"]["content_hash"]


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "007"]
)
def test_a_text_that_looks_like_a_formula_stays_a_text(mini, answer, text):
    spoilt = copy.deepcopy(answer)
    for source in spoilt["sources"].values():
        source |= {"publisher": text, "title": text, "url": text}
    sheet = read(made(mini, spoilt))["Sources"]
    for row in sheet.iter_rows(min_row=2, min_col=2, max_col=4):
        for cell in row:
            assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize("language", ["fr", "nl", "ar", "en"])
def test_heads_stay_in_sight_and_arabic_runs_from_right_to_left(mini, answer, language):
    book = read(made(mini, answer, language))
    assert len(book.sheetnames) == 7
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert bool(sheet.sheet_view.rightToLeft) is (language == "ar")
        assert all(cell.value for cell in sheet[1])
        assert sheet.column_dimensions["A"].width > 8


def test_the_same_answer_gives_the_same_bytes(mini, answer):
    first = made(mini, answer)
    time.sleep(1.1)
    assert made(mini, answer) == first


def test_without_its_rulebook_the_trace_says_why_it_is_missing(mini, answer):
    (row,) = table(read(made(mini, answer, trace=None))["Trace"])
    assert "no longer in use" in row["Name"]
