"""`twiza changes`: whom a change of law, or an imagined reform, touches."""

from __future__ import annotations

import datetime
import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from twiza.errors import InputError
from twiza.terminal.options import read_day, read_language

MOST_CORES = 4


def changes(
    register: Annotated[
        Path, typer.Argument(help="Ventures, .csv or .parquet: columns are facts.")
    ],
    from_: Annotated[
        str | None, typer.Option("--from", help="The earlier day, 2024-01-01.")
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", help="The later day; both are today, left out."),
    ] = None,
    pack: Annotated[
        Path | None,
        typer.Option("--pack", help="A folder of packs, for the earlier law."),
    ] = None,
    to_pack: Annotated[
        Path | None, typer.Option("--to-pack", help="The same for the later law.")
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="MECHANISM.FIGURE=VALUE in the later law; repeat."),
    ] = None,
    overlay: Annotated[
        list[Path] | None,
        typer.Option(
            help="A file or folder of pack entries for the later law; repeat."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help=".csv, .parquet, .json or .xlsx."),
    ] = None,
    chart: Annotated[
        Path | None, typer.Option(help="A chart of the summary, .svg.")
    ] = None,
    corridor: Annotated[str, typer.Option(help="The corridor.")] = "be-ma",
    keep: Annotated[
        list[str] | None, typer.Option(help="A column to copy; may be repeated.")
    ] = None,
    invented: Annotated[
        bool, typer.Option("--invented", help="The ventures are made up.")
    ] = False,
    cores: Annotated[int, typer.Option(help="Processes; 0 for as many as fit.")] = 0,
    lang: Annotated[str, typer.Option("--lang", help="fr, nl, ar or en.")] = "en",
    json_: Annotated[bool, typer.Option("--json", help="Machine-readable.")] = False,
) -> None:
    """Ventures whose status, amount or package changes: before, after and cause."""
    # Arrow's own allocator keeps what a part has used: memory would grow for a while.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    from twiza.population.progress import shown_progress
    from twiza.reforms.asking import Asked
    from twiza.reforms.registers import FileRegister
    from twiza.reforms.run import changes_of_law

    language = read_language(lang)
    days = _days(from_, to)
    asked = Asked(corridor, *days, pack, to_pack, set_ or [], overlay or [])
    if chart is not None:
        from twiza.reforms.chart import require_charts

        require_charts(chart)
    laws = asked.laws()
    found = FileRegister(register, laws, keep or [], invented=invented)
    with shown_progress(register.name) as advance:
        report = changes_of_law(
            *laws,
            found,
            output=output,
            language=language,
            cores=_cores(cores),
            advance=advance,
            tell=lambda line: print(line, file=sys.stderr, flush=True),
        )
    if chart is not None:
        from twiza.reforms.chart import write_chart

        write_chart(report, chart, language)
    if json_:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
        return
    from twiza.reforms.printing import print_report

    print_report(report, language)


def _days(start: str | None, end: str | None) -> tuple[datetime.date, datetime.date]:
    """A day that is left out is the other one; today where both are."""
    earlier, later = read_day(start, "--from"), read_day(end, "--to")
    today = datetime.date.today()
    return earlier or later or today, later or earlier or today


def _cores(stated: int) -> int:
    if stated < 0:
        raise InputError(
            "--cores",
            found=str(stated),
            expected="1 or more, or 0",
            mend="leave it out",
        )
    return stated or min(os.cpu_count() or 1, MOST_CORES)
