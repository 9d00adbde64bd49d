"""Writes a plan to a file, by its suffix: whole, or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

from twiza.errors import InputError
from twiza.exports.writing import whole_file
from twiza.finance.answer import cents, plan_answer
from twiza.finance.statements import periods
from twiza.finance.study import Study
from twiza.finance.wording import heading, sentence

Writer = Callable[[Study, str], bytes]


def json_file(study: Study, language: str) -> bytes:
    text = json.dumps(plan_answer(study), ensure_ascii=False, indent=2)
    return text.encode()


def csv_file(study: Study, language: str) -> bytes:
    """Every statement of the plan without mechanisms and with its package: one row for
    each line and period.
    """
    table = io.StringIO()
    writer = csv.writer(table)
    titles = ("variant", "statement", "line", "period", "value")
    writer.writerow([sentence(title, language) for title in titles])
    for variant in study.variants[:2]:
        columns = periods(variant.projection)
        for statement in variant.statements:
            for line in statement.lines:
                for column in columns:
                    month = f"-{column.month:02d}" if column.month else ""
                    writer.writerow(
                        [
                            sentence(variant.name, language),
                            heading(statement.name, language),
                            _inert(f"{heading(line.name, language)} {line.of}".strip()),
                            f"{column.year}{month}",
                            cents(column.value(line)),
                        ]
                    )
    return table.getvalue().encode("utf-8-sig")  # so that a spreadsheet reads Arabic


def _inert(text: str) -> str:
    """A typed name that a spreadsheet would take for a formula stays a name."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text


def _xlsx_file(study: Study, language: str) -> bytes:
    from twiza.finance.workbook.book import xlsx_file  # XlsxWriter is an extra

    return xlsx_file(study, language)


WRITERS: dict[str, Writer] = {
    ".json": json_file,
    ".csv": csv_file,
    ".xlsx": _xlsx_file,
}


def write_plan(study: Study, path: Path, language: str) -> None:
    """Writes beside the place and moves there: nobody sees half a file.

    raises  InputError for an unknown suffix or a place that cannot be written
    """
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise InputError(
            str(path),
            found=f"the suffix {path.suffix or '(none)'}",
            expected=f"one of: {', '.join(WRITERS)}",
            mend="name the file accordingly, such as plan.xlsx",
        )
    content = writer(study, language)
    with whole_file(path) as beside:
        beside.write_bytes(content)
