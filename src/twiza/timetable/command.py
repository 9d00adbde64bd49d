"""`twiza path FILE`: the dated plan of a venture."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Annotated

import typer

from twiza.errors import InputError
from twiza.terminal.options import read_day, read_language


def path(
    file: Annotated[Path, typer.Argument(help="A venture file.", metavar="FILE")],
    start: Annotated[
        str | None, typer.Option("--start", help="First day of the plan, 2026-11-23.")
    ] = None,
    stay: Annotated[
        list[str] | None,
        typer.Option(help="A stay, 2027-07-10..2027-07-24; may be repeated."),
    ] = None,
    visits_per_day: Annotated[int, typer.Option(help="Visits in a day of a stay.")] = 1,
    without_proxy: Annotated[
        bool,
        typer.Option("--without-proxy", help="Go oneself rather than give a proxy."),
    ] = False,
    proxy_for: Annotated[
        list[str] | None,
        typer.Option(help="A step a proxy does all the same; may be repeated."),
    ] = None,
    ics: Annotated[
        Path | None, typer.Option("--ics", help="Also as a calendar file, .ics.")
    ] = None,
    gantt: Annotated[
        Path | None, typer.Option("--gantt", help="Also as a chart, .svg.")
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", help="Date of the rules, 2026-11-23.")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="fr, nl, ar or en.")] = "en",
    json_: Annotated[
        bool, typer.Option("--json", help="Machine-readable answer.")
    ] = False,
) -> None:
    """The dated plan: each step with days, place, cost; visits packed in your stays."""
    from twiza.advice import read_venture_file
    from twiza.advice.path.plan import plan_path
    from twiza.advice.path.problem import Wishes
    from twiza.advice.path.stays import read_stay
    from twiza.advice.path.telling import path_plan_answer
    from twiza.packs import load_rulebook
    from twiza.timetable.printing import print_path
    from twiza.timetable.wording import Wording

    today = datetime.date.today()
    language = read_language(lang)
    _check_suffixes({"--ics": (ics, ".ics"), "--gantt": (gantt, ".svg")})
    venture = read_venture_file(file)
    on = read_day(date, "--date") or venture.date or today
    wishes = Wishes(
        start=read_day(start, "--start") or venture.date or today,
        stays=tuple(map(read_stay, stay)) if stay else None,
        visits_per_day=visits_per_day,
        without_proxy=without_proxy,
        with_proxy=frozenset(proxy_for or ()),
    )
    rulebook = load_rulebook(venture.corridor)
    plan = plan_path(rulebook, venture.facts, wishes, on=on, plan=venture.plan)
    answer = path_plan_answer(plan, on=on, seen_on=today)
    wording = Wording(rulebook, answer, language)
    _write(wording, ics, gantt, venture=file.stem)
    if json_:
        typer.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    print_path(wording, file.name)
    for written in filter(None, (ics, gantt)):
        typer.echo(wording.say("written", file=str(written)))


def _write(
    wording: object, ics: Path | None, gantt: Path | None, *, venture: str
) -> None:
    from twiza.exports.writing import whole_file
    from twiza.timetable.calendar_file import calendar_file
    from twiza.timetable.chart import chart_file
    from twiza.timetable.wording import Wording

    assert isinstance(wording, Wording)
    if ics:
        now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
        with whole_file(ics) as beside:
            beside.write_bytes(calendar_file(wording, venture=venture, made_at=now))
    if gantt:
        with whole_file(gantt) as beside:
            beside.write_text(chart_file(wording), encoding="utf-8")


def _check_suffixes(files: dict[str, tuple[Path | None, str]]) -> None:
    for option, (path, suffix) in files.items():
        if path is not None and path.suffix != suffix:
            raise InputError(
                option,
                found=str(path),
                expected=f"a file that ends in {suffix}",
                mend=f"{path.stem}{suffix}",
            )
