"""`twiza words`: how far the translations are; `accept` and `review` record it."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Annotated

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
    """Texts, reviewed, due, not recorded and missing, in each language."""
    if context.invoked_subcommand:
        return
    from twiza.packs import load_rulebook
    from twiza.packs.model import LANGUAGES
    from twiza.packs.translations import State, translations_of

    translations = translations_of(load_rulebook(corridor))
    names = State.__match_args__
    if json_:
        held = {
            tongue: {name: getattr(translations.state(tongue), name) for name in names}
            | {"due_texts": translations.due(tongue)}
            for tongue in LANGUAGES
        }
        typer.echo(json.dumps(held, ensure_ascii=False, indent=2))
        return
    typer.echo("    " + "".join(f"{name:>12}" for name in names))
    for tongue in LANGUAGES:
        state = translations.state(tongue)
        typer.echo(f"{tongue}  " + "".join(f"{getattr(state, n):>12}" for n in names))
    for tongue in LANGUAGES:
        for trail in translations.due(tongue):
            typer.echo(f"due: {tongue}, {trail}")


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
    from twiza.packs.translations import accept as record_originals

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
    from twiza.packs.translations import review as record_review

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
