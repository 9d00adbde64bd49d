"""`twiza sources`: how fresh each is, and `check`: whether its link still holds."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twiza.errors import InputError
from twiza.terminal.options import read_day

if TYPE_CHECKING:
    from twiza.packs.programmes import Programme

app = typer.Typer(
    help="How fresh each source is, and what hangs on it.",
    add_completion=False,
    rich_markup_mode=None,
)
Corridor = Annotated[str, typer.Option(help="The corridor.")]
AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable answer.")]


@app.callback(invoke_without_command=True)
def sources(
    context: typer.Context,
    corridor: Corridor = "be-ma",
    state: Annotated[
        str | None, typer.Option(help="fresh, due, stale or withdrawn: only these.")
    ] = None,
    date: Annotated[str | None, typer.Option(help="The day of the states.")] = None,
    json_: AsJson = False,
) -> None:
    """Every source with its state and what hangs on it."""
    if context.invoked_subcommand:
        return
    from twiza.packs import load_rulebook
    from twiza.packs.gazetteer import load_gazetteer
    from twiza.sources.hanging import STATES, source_report
    from twiza.terminal.sources import print_json, print_report

    if state is not None and state not in STATES:
        raise InputError(
            "--state",
            found=state,
            expected=f"one of: {', '.join(STATES)}",
            mend="choose one of these",
        )
    states = (state,) if state else STATES
    report = source_report(
        load_rulebook(corridor),
        read_day(date) or datetime.date.today(),
        states=states,
        gazetteer=load_gazetteer(corridor),
        programmes=_programmes(corridor),
    )
    if json_:
        print_json(report)
    else:
        print_report(report)


@app.command()
def check(
    corridor: Corridor = "be-ma",
    only: Annotated[
        list[str] | None, typer.Option(help="A source; may be repeated.")
    ] = None,
    record: Annotated[
        Path | None, typer.Option(help="The file in which what links said is kept.")
    ] = None,
    json_: AsJson = False,
) -> None:
    """Asks the links: what changed, what is gone. Exit 1 where none could be asked."""
    from twiza.packs import load_rulebook, packs_folder
    from twiza.sources.checking import Finding, Pauses, check_sources, was_offline
    from twiza.sources.fetching import Network
    from twiza.sources.hanging import sources_named
    from twiza.sources.record import read_record, record_path, write_record
    from twiza.terminal.sources import findings_json as as_json
    from twiza.terminal.sources import print_finding, print_findings, print_json

    asked = sources_named(load_rulebook(corridor), only or [], _programmes(corridor))
    path = record_path(record, packs_folder())
    before = read_record(path)
    findings: list[Finding] = []
    try:
        network = Network(pause=Pauses().before)
        for finding in check_sources(
            asked, before, on=datetime.date.today(), network=network
        ):
            findings.append(finding)
            if not json_:
                print_finding(finding)
    finally:  # a check that was stopped keeps what it learnt
        seen = {found.source: found.seen for found in findings if found.seen}
        if seen:
            write_record(path, before | seen)
    if json_:
        print_json(as_json(findings))
    else:
        print_findings(findings, path)
    if was_offline(findings):
        raise typer.Exit(1)


def _programmes(corridor: str) -> tuple[Programme, ...]:
    from twiza.packs.programmes import load_programme, programmes

    found = [load_programme(name) for name in programmes()]
    return tuple(one for one in found if one.corridor == corridor)
