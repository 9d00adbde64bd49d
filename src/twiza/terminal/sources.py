"""Prints sources: their states, what hangs on them, and what a check found."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from twiza.sources.checking import Finding, was_offline
from twiza.sources.hanging import KINDS

Json = dict[str, Any]
OFFLINE = (
    "No link could be asked: there is no network here, or nothing answers."
    " Nothing is known of these sources, and nothing was kept."
)


def print_json(value: Json) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_report(report: Json) -> None:
    console = Console(highlight=False)
    table = Table(show_edge=False, pad_edge=False, header_style="dim")
    # A name that is cut could not be given to `check --only`.
    table.add_column("source", overflow="fold")
    for title in ("state", "checked on", "every", "what hangs on it"):
        table.add_column(title)
    for entry in report["sources"]:
        table.add_row(
            entry["source"],
            entry["state"],
            entry["checked_on"] or "not dated",
            f"{entry['review_every']} days",
            _hanging(entry["hanging"]),
        )
    console.print(table)
    shown = ", ".join(f"{number} {state}" for state, number in report["counts"].items())
    console.print(f"\nsources on {report['date']}: {shown}")


def _hanging(hanging: dict[str, list[str]]) -> str:
    """`1 mechanism (mdm-invest), 5 parameters`: names where they are few."""
    found = []
    for kind in KINDS:
        names = hanging.get(kind, [])
        if names:
            named = f" ({', '.join(names)})" if len(names) <= 2 else ""
            noun = kind if len(names) > 1 else kind.removesuffix("s")
            found.append(f"{len(names)} {noun}{named}")
    return ", ".join(found) or "nothing"


def print_finding(finding: Finding) -> None:
    said = f": {finding.proposal}" if finding.proposal else ""
    typer.echo(f"{finding.state:12} {finding.source}{said}")


def print_findings(findings: list[Finding], path: Path) -> None:
    """The end of a check: how many of each, and what was written where."""
    counts = Counter(finding.state for finding in findings)
    shown = ", ".join(f"{number} {state}" for state, number in counts.items())
    typer.echo(f"sources: {shown or 'none'}")
    if was_offline(findings):
        typer.echo(OFFLINE)
    elif any(finding.seen for finding in findings):
        typer.echo(f"No pack was changed. What the links said is kept in {path}")
    else:
        typer.echo("No pack was changed, and there was nothing to keep.")


def findings_json(findings: list[Finding]) -> Json:
    return {
        "counts": dict(Counter(finding.state for finding in findings)),
        "is_offline": was_offline(findings),
        "findings": [
            {
                "source": finding.source,
                "url": finding.url,
                "state": finding.state,
                "proposal": finding.proposal or None,
                "last_url": finding.last_url,
            }
            for finding in findings
        ],
    }
