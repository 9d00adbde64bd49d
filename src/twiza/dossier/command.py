"""`twiza dossier FILE -o OUT`: the advice of a venture file as a PDF or a workbook."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from twiza.errors import InputError
from twiza.terminal.options import read_day, read_language

if TYPE_CHECKING:
    from twiza.packs.model import Rulebook

SUFFIXES = (".pdf", ".xlsx")


def dossier(
    file: Annotated[Path, typer.Argument(help="A venture file.", metavar="FILE")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The dossier, .pdf or .xlsx.")
    ],
    start: Annotated[
        str | None, typer.Option("--start", help="First day of the plan, 2026-11-23.")
    ] = None,
    stay: Annotated[
        list[str] | None,
        typer.Option(help="A stay, 2027-07-10..2027-07-24; may be repeated."),
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", help="Date of the rules, 2026-11-23.")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="fr, nl, ar or en.")] = "en",
) -> None:
    """The whole advice to hand over: a PDF, or a workbook with every step."""
    from twiza.advice import advise, read_venture_file
    from twiza.advice.path.plan import plan_path
    from twiza.advice.path.problem import Wishes
    from twiza.advice.path.stays import read_stay
    from twiza.advice.path.telling import path_plan_answer
    from twiza.packs import load_rulebook

    _checked_output(output)
    language, today = read_language(lang), datetime.date.today()
    venture = read_venture_file(file)
    facts, plan = venture.facts, venture.plan
    on = read_day(date, "--date") or venture.date or today
    rulebook = load_rulebook(venture.corridor)
    wishes = Wishes(
        start=read_day(start, "--start") or venture.date or today,
        stays=tuple(map(read_stay, stay)) if stay else None,
    )
    path = plan_path(rulebook, facts, wishes, on=on, plan=plan)
    write_dossier(
        rulebook,
        advise(rulebook, facts, on=on, plan=plan, seen_on=today),
        output,
        path=path_plan_answer(path, on=on, seen_on=today),
        language=language,
        seen_on=today,
    )


def write_dossier(
    rulebook: Rulebook,
    answer: dict[str, Any],
    output: Path,
    *,
    path: dict[str, Any] | None,
    language: str,
    seen_on: datetime.date,
) -> None:
    """raises  InputError where it cannot be made or written; then nothing is written"""
    from twiza.exports.writing import whole_file

    about: dict[str, Any] = {"path": path, "language": language, "seen_on": seen_on}
    try:
        if _checked_output(output) == ".pdf":
            content = _pdf(rulebook, answer, about)
        else:
            content = _workbook(rulebook, answer, about)
    except ModuleNotFoundError as missing:
        raise InputError(
            str(output),
            found=f"the part {missing.name} is not installed",
            expected="the extra of Twiza that makes documents",
            mend="pip install 'twiza[documents]'",
        ) from None
    with whole_file(output) as beside:
        beside.write_bytes(content)


def _pdf(rulebook: Rulebook, answer: dict[str, Any], about: dict[str, Any]) -> bytes:
    from twiza.dossier.document import dossier_of
    from twiza.dossier.pdf import pdf_of

    return pdf_of(dossier_of(rulebook, answer, **about))


def _workbook(
    rulebook: Rulebook, answer: dict[str, Any], about: dict[str, Any]
) -> bytes:
    from twiza.dossier.trace import trace_rows
    from twiza.dossier.workbook import workbook_of

    trace = trace_rows(rulebook, answer)
    return workbook_of(rulebook, answer, trace=trace, **about)


def _checked_output(output: Path) -> str:
    """Its suffix; another is refused before anything is computed."""
    suffix = output.suffix.lower()
    if suffix in SUFFIXES:
        return suffix
    name = output.stem or "advice"
    raise InputError(
        "--output",
        found=str(output),
        expected="a name that ends in .pdf or .xlsx",
        mend=f"write {name}.pdf or {name}.xlsx",
    )
