"""`twiza export publicodes` and `twiza export parameters`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="The rulebook in the formats of Publicodes and OpenFisca.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Corridor = Annotated[
    str, typer.Argument(help="The corridor, such as be-ma.", metavar="CORRIDOR")
]
Day = Annotated[
    datetime.datetime | None,
    typer.Option("--date", formats=["%Y-%m-%d"], help="Date of the rules; today."),
]


@app.command()
def publicodes(
    corridor: Corridor,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="A file; else printed.")
    ] = None,
    date: Day = None,
) -> None:
    """The computable rules at a date, as Publicodes rules (YAML)."""
    from twiza.exports.publicodes import publicodes_rules, publicodes_yaml
    from twiza.exports.writing import write_file
    from twiza.packs import load_rulebook

    rulebook = load_rulebook(corridor)
    on = date.date() if date else datetime.date.today()
    base = publicodes_rules(rulebook, on)
    text = publicodes_yaml(rulebook, base)
    if output is None:
        typer.echo(text, nl=False)
    else:
        write_file(output, text)
    for name, reason in base.left_out.items():
        typer.echo(f"left out: {name} ({reason.replace('_', ' ')})", err=True)
    for name, reason in base.without_amount.items():
        typer.echo(f"without amount: {name} ({reason})", err=True)


@app.command()
def parameters(
    corridor: Corridor,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="A new or empty folder.")
    ],
) -> None:
    """Every dated parameter, in the folder layout of OpenFisca."""
    from twiza.exports.parameters import parameter_files
    from twiza.exports.writing import write_folder, yaml_text
    from twiza.packs import load_rulebook

    files = parameter_files(load_rulebook(corridor))
    write_folder(output, {path: yaml_text(file) for path, file in files.items()})
    typer.echo(f"{output}: {len(files)} files", err=True)
