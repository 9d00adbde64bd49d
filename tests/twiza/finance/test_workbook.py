"""The workbook is the plan: LibreOffice recalculates it, and every total is ours."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from tests.twiza.finance.examples import NAMES, ON, study_of
from twiza.finance.files import study_of_text
from twiza.finance.statements import periods
from twiza.finance.study import Study
from twiza.finance.wording import sentence
from twiza.finance.workbook.book import written

OFFICE = os.environ.get("TWIZA_OFFICE") or shutil.which("soffice")
CENTIME = 0.01

needs_office = pytest.mark.skipif(not OFFICE, reason="not run: no LibreOffice")


def recalculated(books: list[Path], folder: Path) -> list[Any]:
    """What LibreOffice makes of workbooks without a single cached value."""
    out = folder / "recalculated"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        str(OFFICE),
        "--headless",
        "--norestore",
        profile,
        "--convert-to",
        "xlsx",
    ]
    subprocess.run(
        [*command, "--outdir", str(out), *map(str, books)],
        check=True,
        capture_output=True,
        timeout=110,
    )
    return [openpyxl.load_workbook(out / book.name, data_only=True) for book in books]


CHANGES: list[list[tuple[tuple, float]]] = [
    [],
    [(("sales", 0, "price"), 1.2)],
    [(("staff", 0, "gross_monthly_wage"), 1.4), (("stock_days",), 1.5), (("eur_mad",), 0.9)],
    [(("inflation_rate",), 2.5), (("loans", 0, "yearly_rate"), 1.3), (("investments", 1, "amount"), 0.8)],
]  # fmt: skip


def changed_study(study: Study, changes: list[tuple[tuple, float]]) -> Study:
    """The study of the same file with those figures multiplied by hand."""
    tree = yaml.safe_load(study.text)
    for path, factor in changes:
        place: Any = tree["plan"]
        if path[0] == "loans":
            place = place["funding"]
        if path == ("eur_mad",):
            place["eur_mad"] = study.plan.eur_mad
        for part in path[:-1]:
            place = place[part]
        place[path[-1]] *= factor
    text = yaml.safe_dump(tree, sort_keys=False)
    return study_of_text(text, study.rulebook, ON, ON)


def values_of(study: Study) -> dict[tuple[str, int, int], float]:
    """Every figure of every statement, by sheet, line and period."""
    found = {}
    for name, variant in zip(
        ("plan_bare", "plan_funded"), study.variants, strict=False
    ):
        line = 2
        for statement in variant.statements:
            for entry in statement.lines:
                line += 1
                for column, period in enumerate(periods(variant.projection), 3):
                    found[sentence(name, "en"), line, column] = period.value(entry)
            line += 2
    return found


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_changed_inputs_move_every_total_as_our_own_plan_does(name, tmp_path):
    study = study_of(name)
    content, inputs = written(study, "en")
    books = []
    for number, changes in enumerate(CHANGES):
        book = openpyxl.load_workbook(io.BytesIO(content))
        for path, factor in changes:
            one = inputs.cells[path]
            cell = book[inputs.name].cell(one.row + 1, one.column + 1)
            cell.value *= factor
        books.append(tmp_path / f"plan-{number}.xlsx")
        book.save(books[-1])
    for changes, book in zip(CHANGES, recalculated(books, tmp_path), strict=True):
        ours = changed_study(study, changes)
        wrong = [
            (place, book[place[0]].cell(*place[1:]).value, value)
            for place, value in values_of(ours).items()
            if abs(book[place[0]].cell(*place[1:]).value - value) > CENTIME / 2
        ]
        assert not wrong[:3]
        measures = book[sentence("measures", "en")]
        for column, variant in enumerate(ours.variants, 2):
            appraisal = variant.appraisal
            assert measures.cell(6, column).value == pytest.approx(
                appraisal.project.present_value, abs=CENTIME
            )
            assert measures.cell(8, column).value == pytest.approx(
                appraisal.project.rates[0], abs=1e-6
            )
            assert measures.cell(10, column).value == pytest.approx(
                appraisal.equity.present_value, abs=CENTIME
            )


@pytest.mark.parametrize("language", ["fr", "nl", "ar", "en"])
def test_every_figure_but_the_inputs_is_a_formula_and_shows_our_value_at_once(language):
    study = study_of("guesthouse-chefchaouen")
    content, inputs = written(study, language)
    formulas = openpyxl.load_workbook(io.BytesIO(content))
    shown = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    sheet = sentence("plan_bare", language)
    numbers = [
        (cell.value, shown[sheet][cell.coordinate].value)
        for row in formulas[sheet].iter_rows(min_row=2, min_col=3)
        for cell in row
        if cell.value is not None
    ]
    assert len(numbers) > 1_000
    assert all(formula.startswith("=") for formula, _ in numbers)
    assert all(isinstance(value, (int, float)) for _, value in numbers)
    assert bool(formulas[inputs.name].sheet_view.rightToLeft) == (language == "ar")


def test_the_same_plan_gives_the_same_bytes():
    study = study_of("guesthouse-chefchaouen")
    assert written(study, "fr")[0] == written(study, "fr")[0]


def test_a_typed_name_never_becomes_a_formula():
    text = study_of("guesthouse-chefchaouen").text.replace(
        "Room nights", "=cmd|' /C calc'!A0"
    )
    study = study_of_text(
        text.replace(
            "name: =cmd|' /C calc'!A0", "name: \"=cmd|' /C calc'!A0\""
        ).replace("for: =cmd|' /C calc'!A0", "for: \"=cmd|' /C calc'!A0\""),
        study_of("guesthouse-chefchaouen").rulebook,
        ON,
        ON,
    )
    book = openpyxl.load_workbook(io.BytesIO(written(study, "en")[0]))
    named = [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and "cmd|" in cell.value
    ]
    assert named and all(cell.data_type == "s" for cell in named)
