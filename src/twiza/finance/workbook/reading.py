"""Reads an edited workbook back: typed values, every other cell as we wrote it."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from typing import Any

import yaml

from twiza.errors import InputError
from twiza.finance.files import study_of_text
from twiza.finance.study import Study
from twiza.finance.workbook.book import written
from twiza.finance.workbook.inputs import Path
from twiza.finance.workbook.origin import NAME, read_origin
from twiza.finance.workbook.safety import refuse_dangerous
from twiza.packs import load_rulebook
from twiza.packs.reading import read_text
from twiza.records import record

SAME = 1e-9


@record
class Change:
    """One input that somebody changed; `is_taken` is False where rules decide it."""

    cell: str
    path: Path
    before: float
    after: float
    is_taken: bool


@record
class Edited:
    """What came back: the changes, and the venture file with those that are taken."""

    changes: tuple[Change, ...]
    text: str
    study: Study


def read_workbook(raw: bytes, today: datetime.date, name: str = "workbook") -> Edited:
    """The changes in a workbook of ours.

    raises  InputError for macros, links, a formula in an input cell, a formula that is
            no longer ours, or a value that the plan cannot take; it names the cell
    """
    from openpyxl import load_workbook

    refuse_dangerous(raw, name)
    try:
        theirs = load_workbook(io.BytesIO(raw), keep_links=False)
    except Exception as mistake:  # openpyxl raises anything on a broken file
        raise _wrong(name, f"a workbook that cannot be read ({type(mistake).__name__})",
                     "a workbook this program wrote") from None  # fmt: skip
    study, language = _original(theirs, today, name)
    content, inputs = written(study, language)
    ours = load_workbook(io.BytesIO(content))
    cells = {(one.row, one.column): path for path, one in inputs.cells.items()}
    for sheet in ours.worksheets:
        if sheet.title != NAME:
            is_input = cells if sheet.title == inputs.name else {}
            _compare(sheet, theirs, is_input, name)
    changes = tuple(_changes(theirs[inputs.name], inputs, name))
    text = _with(study.text, changes)
    edited = study_of_text(text, study.rulebook, study.on, today, name)
    return Edited(changes, text, edited)


def _original(book: Any, today: datetime.date, name: str) -> tuple[Study, str]:
    kept = read_origin(book[NAME]) if NAME in book.sheetnames else None
    if kept is None:
        raise _wrong(name, "no trace of the plan it was written from",
                     "a workbook this program wrote")  # fmt: skip
    rulebook = load_rulebook(kept["corridor"])
    if rulebook.content_hash != kept["packs"]:
        raise InputError(
            name,
            found="a workbook written under other rules",
            expected="the rules of today's packs",
            mend="write the workbook anew and carry the changes over",
        )
    on = datetime.date.fromisoformat(kept["date"])
    return study_of_text(kept["venture"], rulebook, on, today, name), kept["language"]


def _compare(sheet: Any, theirs: Any, inputs: dict[Any, Path], name: str) -> None:
    """Every formula as we wrote it, and none where we wrote none."""
    if sheet.title not in theirs.sheetnames:
        raise _wrong(name, f"no sheet {sheet.title!r}", "every sheet that was written")
    other = theirs[sheet.title]
    for row in other.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            place = (cell.row - 1, cell.column - 1)
            mine = sheet.cell(cell.row, cell.column).value
            where = f"{name}, {sheet.title}, {cell.coordinate}"
            if cell.data_type == "f" or _is_formula(cell.value):
                if place in inputs:
                    raise _wrong(where, "a formula in an input cell", "a number")
                if not _is_formula(mine):
                    raise _wrong(where, "a formula that is not ours", "no formula here")
                if _canonical(str(cell.value)) != _canonical(str(mine)):
                    raise _wrong(where, "a formula that was changed", str(mine)[:80])
    for row in sheet.iter_rows():
        for cell in row:
            if _is_formula(cell.value):
                value = other.cell(cell.row, cell.column).value
                if not _is_formula(value):
                    where = f"{name}, {sheet.title}, {cell.coordinate}"
                    raise _wrong(where, "a value where a formula was", "the formula")


def _is_formula(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("=")


_NUMBER = re.compile(r"(?<![A-Z$.\d])\d+(?:\.\d+)?(?:E[-+]?\d+)?(?![\d.]*[A-Z(!])")


def _canonical(formula: str) -> str:
    """A formula without what another program writes differently: spaces, quotes round
    sheet names, the digits of a number.
    """
    text = re.sub(r"'([^']+)'!", r"\1!", formula).replace(" ", "").upper()
    return _NUMBER.sub(lambda found: f"{float(found.group()):.12g}", text)


def _changes(sheet: Any, inputs: Any, name: str) -> Iterator[Change]:
    for path, one in inputs.cells.items():
        cell = sheet.cell(one.row + 1, one.column + 1)
        where = f"{name}, {sheet.title}, {cell.coordinate}"
        value = cell.value
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            found = "an empty cell" if value is None else f"{str(value)[:40]!r}"
            raise _wrong(where, found, "a number")
        if abs(value - one.value) > SAME * max(1.0, abs(one.value)):
            yield Change(
                cell.coordinate, path, one.value, float(value), path[0] != "premiums"
            )


def _with(text: str, changes: tuple[Change, ...]) -> str:
    """The venture file with the values that are taken."""
    tree: Any = read_text(text, shown_as="workbook").plain()
    for change in changes:
        if change.is_taken:
            _put(tree["plan"], change.path, change.after)
    written_text: str = yaml.safe_dump(
        tree, allow_unicode=True, sort_keys=False, default_flow_style=None, width=100
    )
    return written_text


def _put(plan: Any, path: Path, value: float) -> None:
    number = int(value) if float(value).is_integer() else value
    if path[0] in ("own_funds", "loans"):
        plan = plan["funding"]
    *way, last = path
    for part in way:
        plan = plan[part]
    if isinstance(plan, list) or last in plan or not isinstance(last, int):
        plan[last] = number


def _wrong(where: str, found: str, expected: str) -> InputError:
    return InputError(
        where,
        found=found,
        expected=expected,
        mend="change only the yellow cells of the sheet of inputs, by typing numbers",
    )
