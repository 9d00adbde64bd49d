"""A coach edits the yellow cells: those come back, and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from tests.twiza.finance.examples import ON, study_of
from twiza.errors import InputError
from twiza.finance.wording import sentence
from twiza.finance.workbook.book import written
from twiza.finance.workbook.reading import read_workbook

CONTENT, INPUTS = written(study_of("guesthouse-chefchaouen"), "en")


def edited(change: Callable[[Any], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(CONTENT))
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def input_cell(book: Any, *path: object) -> Any:
    one = INPUTS.cells[path]
    return book[INPUTS.name].cell(one.row + 1, one.column + 1)


def test_a_workbook_that_nobody_touched_reports_nothing():
    back = read_workbook(CONTENT, ON)
    assert back.changes == ()
    assert back.study.plan == study_of("guesthouse-chefchaouen").plan


def test_each_changed_cell_is_told_and_taken_into_the_plan():
    def change(book: Any) -> None:
        input_cell(book, "sales", 0, "price").value = 450
        input_cell(book, "sales", 0, "yearly_volume", 1).value = 700
        input_cell(book, "inflation_rate").value = 0.03
        input_cell(book, "loans", 0, "grace_months").value = 3

    back = read_workbook(edited(change), ON)
    told = {change.path: (change.before, change.after) for change in back.changes}
    assert told == {
        ("inflation_rate",): (0.02, 0.03),
        ("sales", 0, "price"): (420, 450),
        ("sales", 0, "yearly_volume", 1): (820, 700),
        ("loans", 0, "grace_months"): (6, 3),
    }
    plan = back.study.plan
    assert plan.sales[0].price == 450 and plan.sales[0].yearly_volume == (620, 700, 900)
    assert plan.inflation_rate == 0.03 and plan.loans[0].grace_months == 3
    assert (
        plan.sales[0].season == study_of("guesthouse-chefchaouen").plan.sales[0].season
    )


def formula_in_input(book: Any) -> None:
    input_cell(book, "sales", 0, "price").value = "=400+50"


def text_in_input(book: Any) -> None:
    input_cell(book, "sales", 0, "price").value = "450 MAD"


def empty_input(book: Any) -> None:
    input_cell(book, "sales", 0, "price").value = None


def formula_changed(book: Any) -> None:
    book[sentence("plan_bare", "en")]["C4"].value = "=1+1"


def formula_lost(book: Any) -> None:
    book[sentence("plan_bare", "en")]["C4"].value = 12_345


def formula_added(book: Any) -> None:
    book[sentence("plan_bare", "en")]["A200"].value = "=WEBSERVICE(A1)"


def sheet_removed(book: Any) -> None:
    del book[sentence("by_month", "en")]


def beyond_bounds(book: Any) -> None:
    input_cell(book, "loans", 0, "months").value = 500


@pytest.mark.parametrize(
    ("change", "where", "found"),
    [
        (formula_in_input, "Inputs", "a formula in an input cell"),
        (text_in_input, "Inputs", "450 MAD"),
        (empty_input, "Inputs", "an empty cell"),
        (formula_changed, "C4", "a formula that was changed"),
        (formula_lost, "C4", "a value where a formula was"),
        (formula_added, "A200", "a formula that is not ours"),
        (sheet_removed, "workbook", "no sheet"),
        (beyond_bounds, "loans", "500"),
    ],
)
def test_anything_but_a_typed_number_is_refused_and_the_cell_named(
    change, where, found
):
    with pytest.raises(InputError) as mistake:
        read_workbook(edited(change), ON)
    assert where in mistake.value.where
    assert found in mistake.value.found


@pytest.mark.parametrize(
    ("file", "content", "found"),
    [
        ("xl/vbaProject.bin", b"x", "macros"),
        ("xl/externalLinks/externalLink1.xml", b"<a/>", "links to other workbooks"),
        ("xl/embeddings/oleObject1.bin", b"x", "embedded files"),
        (
            "xl/worksheets/sheet99.xml",
            b'<!DOCTYPE a [<!ENTITY b "c">]><a/>',
            "entities",
        ),
        ("xl/big.xml", b" " * 121_000_000, "grows too large"),
    ],
)
def test_what_may_act_by_itself_is_refused_before_it_is_read(file, content, found):
    raw = io.BytesIO(CONTENT)
    with zipfile.ZipFile(raw, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(file, content)
    with pytest.raises(InputError) as mistake:
        read_workbook(raw.getvalue(), ON)
    assert found in mistake.value.found


@pytest.mark.parametrize(
    "raw", [b"", b"no zip at all", CONTENT[:2000], b"PK\x03\x04" * 10]
)
def test_a_file_that_is_no_workbook_is_a_clear_error(raw):
    with pytest.raises(InputError):
        read_workbook(raw, ON)


def test_another_workbook_is_not_taken_for_ours():
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    with pytest.raises(InputError, match="no trace of the plan"):
        read_workbook(file.getvalue(), ON)
