"""`twiza population draw`: an invented register to try things out with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Populations that nobody's data are in.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.callback()
def population() -> None:
    """Populations that nobody's data are in."""


@app.command()
def draw(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The table, .parquet or .csv.")
    ],
    rows: Annotated[int, typer.Option(help="How many ventures.")] = 5_000,
    seed: Annotated[int, typer.Option(help="The same seed, the same ventures.")] = 17,
    holes: Annotated[float, typer.Option(help="Share of cells left empty.")] = 0.05,
    corridor: Annotated[str, typer.Option(help="The corridor.")] = "be-ma",
) -> None:
    """Invented ventures, each row marked as such; for simulate and changes."""
    from twiza.packs import load_rulebook
    from twiza.population.drawn_file import write_drawn

    write_drawn(load_rulebook(corridor), output, rows, seed=seed, holes=holes)
    typer.echo(f"{output}: {rows:,} rows, invented population", err=True)
