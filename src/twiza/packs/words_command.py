"""`twiza words`: how far the translations are; `accept` and `review` record it."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from twiza.errors import InputError

app = typer.Typer(
    help="The state of the translations: reviewed, due, missing.",
    invoke_without_command=True,
)

Entries = Annotated[
    list[str] | None,
    typer.Argument(help="Texts, such as mechanisms.mdm-invest.", metavar="[ENTRY]…"),
]


@app.callback()
def words(
    context: typer.Context,
    corridor: Annotated[str, typer.Option(help="The corridor.")] = "be-ma",
    json_: Annotated[bool, typer.Option("--json", help="Machine-readable.")] = False,
) -> None:
    """Texts and articles: reviewed, due, not recorded and missing, in each language."""
    if context.invoked_subcommand:
        return
    from twiza.packs import load_rulebook
    from twiza.packs.words_report import words_report

    report = words_report(load_rulebook(corridor), _root())
    if json_:
        typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
        return
    _print_table("texts", report)
    _print_table(
        "articles", {tongue: one["articles"] for tongue, one in report.items()}
    )
    for tongue, one in report.items():
        for trail in one["due_texts"]:
            typer.echo(f"due: {tongue}, {trail}")


def _print_table(title: str, rows: dict[str, dict[str, Any]]) -> None:
    from twiza.packs.translations import State

    names = State.__match_args__
    typer.echo(f"{title:10}" + "".join(f"{name:>12}" for name in names))
    for tongue, row in rows.items():
        typer.echo(f"{tongue:10}" + "".join(f"{row[name]:>12}" for name in names))


@app.command()
def accept(
    entries: Entries = None,
    lang: Annotated[str, typer.Option(help="One language only: fr, nl or ar.")] = "",
) -> None:
    """Records which English the translations were made from.

    Without an entry, only of texts of which nothing was recorded; with entries, also
    that their translations follow the present English.
    """
    from twiza.packs.model import LANGUAGES
    from twiza.packs.translation_records import accept as record_originals

    languages = (_translation(lang),) if lang else LANGUAGES
    number = record_originals(_root(), tuple(entries or ()), languages)
    typer.echo(f"{number} translations recorded")


@app.command()
def review(
    lang: Annotated[str, typer.Argument(help="fr, nl or ar.")],
    entries: Annotated[list[str], typer.Argument(help="Texts that were reviewed.")],
    by: Annotated[str, typer.Option(help="Who, by role: a sworn translator.")],
    date: Annotated[str, typer.Option(help="The day of the review, 2026-11-23.")],
) -> None:
    """Records that a person reviewed these translations."""
    from twiza.packs.translation_records import review as record_review

    try:
        on = datetime.date.fromisoformat(date).isoformat()
    except ValueError:
        raise InputError(
            "--date", found=date, expected="a date", mend="write 2026-11-23"
        ) from None
    number = record_review(_root(), _translation(lang), tuple(entries), by=by, on=on)
    if not number:
        raise InputError(
            "ENTRIES",
            found=", ".join(entries),
            expected="texts of the packs, such as mechanisms.mdm-invest",
            mend="correct their names",
        )
    typer.echo(f"{number} translations reviewed")


def _translation(lang: str) -> str:
    if lang in ("fr", "nl", "ar"):
        return lang
    raise InputError(
        "language", found=lang, expected="fr, nl or ar", mend="English is the original"
    )


def _root() -> Path:
    from twiza.packs import packs_folder

    return packs_folder()
