"""The command line: `twiza advise`, `explain`, `compare`, `where`, `simulate`, `check`,
`places`, `compile`.
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import Annotated

import typer

from twiza.dossier.command import dossier
from twiza.errors import InputError, TwizaError, did_you_mean
from twiza.exports.command import app as exports
from twiza.packs.words_command import app as words
from twiza.reforms.command import changes
from twiza.sources.command import app as sources
from twiza.terminal.options import print_json, read_day, read_language
from twiza.terminal.population import app as population
from twiza.timetable.command import path

app = typer.Typer(
    help="What an investor abroad can get back home, on what source, and what next.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.add_typer(exports, name="export")
app.add_typer(sources, name="sources")
app.add_typer(words, name="words")
app.add_typer(population, name="population")
app.command("changes")(changes)
app.command("dossier")(dossier)
app.command("path")(path)

File = Annotated[Path, typer.Argument(help="A venture file (YAML).", metavar="FILE")]
Day = Annotated[
    str | None, typer.Option("--date", help="Date of the rules, 2026-11-23.")
]
Language = Annotated[str, typer.Option("--lang", help="fr, nl, ar or en.")]
AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable answer.")]
Weights = Annotated[
    list[str] | None,
    typer.Option("--weight", help="What counts more: poverty=2. May be repeated."),
]
Customers = Annotated[
    str | None, typer.Option(help="Where they are: MA-FES, or 50.85,4.35 in degrees.")
]


@app.command()
def advise(
    file: File, date: Day = None, lang: Language = "en", json_: AsJson = False
) -> None:
    """Mechanisms, best package, questions, path: the whole answer for one venture."""
    from twiza.advice import advise as answer_for
    from twiza.advice import read_venture_file
    from twiza.packs import load_rulebook

    venture = read_venture_file(file)
    on = read_day(date) or venture.date or _today()
    rulebook = load_rulebook(venture.corridor)
    answer = answer_for(
        rulebook, venture.facts, on=on, plan=venture.plan, seen_on=_today()
    )
    if json_:
        print_json(answer)
        return
    from twiza.terminal.answer import print_answer

    print_answer(rulebook, answer, read_language(lang), file.name)


@app.command()
def explain(
    file: File,
    mechanism: Annotated[str, typer.Argument(help="Its id, such as charte-tpme.")],
    lever: Annotated[
        list[str] | None,
        typer.Option(help="A fact that may change, to look at no other; repeatable."),
    ] = None,
    date: Day = None,
    lang: Language = "en",
    json_: AsJson = False,
) -> None:
    """How one answer comes about, with its sources; why not, what would open it."""
    from twiza.advice import read_venture_file
    from twiza.advice.changes import what_would_open
    from twiza.packs import load_rulebook

    venture = read_venture_file(file)
    rulebook, language = load_rulebook(venture.corridor), read_language(lang)
    on = read_day(date) or venture.date or _today()
    opening = what_would_open(
        rulebook, venture.facts, mechanism, on=on, plan=venture.plan, levers=lever or ()
    )
    if json_:
        print_json(opening)
        return
    from twiza.terminal.explanation import print_explanation

    print_explanation(
        rulebook,
        venture,
        mechanism,
        on,
        language,
        seen_on=_today(),
        opening=opening,
    )


@app.command()
def compare(
    files: Annotated[list[Path], typer.Argument(help="One to four venture files.")],
    places: Annotated[
        str | None, typer.Option(help="Of one file: other provinces, MA-OUJ,MA-NAD.")
    ] = None,
    weight: Weights = None,
    customers: Customers = None,
    date: Day = None,
    lang: Language = "en",
    json_: AsJson = False,
) -> None:
    """Two to four variants side by side: what differs, and what each would mean."""
    from twiza.advice.comparing.command import Asked, compare_files

    language = read_language(lang)
    asked = Asked(places, weight or (), customers, read_day(date), _today())
    rulebook, answer = compare_files(files, asked)
    if json_:
        print_json(answer)
        return
    from twiza.terminal.comparison import print_comparison

    print_comparison(rulebook, answer, language)


@app.command()
def where(
    file: File,
    places: Annotated[
        str, typer.Option(help="Provinces to compare with: MA-OUJ,MA-NAD, or pilot.")
    ] = "pilot",
    weight: Weights = None,
    customers: Customers = None,
    date: Day = None,
    lang: Language = "en",
    json_: AsJson = False,
) -> None:
    """What one venture would mean in its province and in others, by your weights."""
    from twiza.advice.comparing.command import Asked, place_file

    language = read_language(lang)
    asked = Asked(places, weight or (), customers, read_day(date), _today())
    rulebook, answer = place_file(file, asked)
    if json_:
        print_json(answer)
        return
    from twiza.terminal.comparison import print_elsewhere

    print_elsewhere(rulebook, answer, language, file.name)


@app.command()
def plan(
    file: File,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A file: .xlsx, .csv or .json."),
    ] = None,
    date: Day = None,
    lang: Language = "en",
    json_: AsJson = False,
) -> None:
    """A plan a bank can read: statements, returns and risk, with its mechanisms."""
    from twiza.finance.command import run_plan

    run_plan(
        file,
        on=read_day(date),
        today=_today(),
        output=output,
        language=read_language(lang),
        as_json=json_,
    )


@app.command()
def simulate(
    population: Annotated[
        Path, typer.Argument(help="A table, .csv or .parquet: column names are facts.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The answers, .parquet or .csv.")
    ],
    corridor: Annotated[str, typer.Option(help="The corridor.")] = "be-ma",
    date: Day = None,
    engine: Annotated[str, typer.Option(help="numpy or numba.")] = "numpy",
    keep: Annotated[
        list[str] | None, typer.Option(help="A column to copy; may be repeated.")
    ] = None,
    cluster: Annotated[
        str | None, typer.Option(help="A Dask scheduler, tcp://host:port.")
    ] = None,
    json_: AsJson = False,
) -> None:
    """Answers for every row of a table: status and amounts of each mechanism."""
    from twiza.packs import load_rulebook
    from twiza.population.command import run_simulation

    simulation = run_simulation(
        load_rulebook(corridor),
        population,
        output,
        on=read_day(date) or _today(),
        engine=engine,
        keep=keep or [],
        cluster=cluster,
    )
    if json_:
        print_json(simulation.as_json())
    else:
        typer.echo(simulation.shown())


@app.command()
def places(
    name: Annotated[str, typer.Argument(help="A part of a name or a code.")] = "",
    communes: Annotated[
        bool, typer.Option("--communes", help="Communes, by name, code or province.")
    ] = False,
    corridor: Annotated[str, typer.Option(help="The corridor.")] = "be-ma",
    lang: Language = "en",
    json_: AsJson = False,
) -> None:
    """Provinces or communes: code, names, category, figures, what lies there."""
    from twiza.packs import load_rulebook
    from twiza.packs.gazetteer import load_gazetteer
    from twiza.territory import find_communes, find_places, known_names

    rulebook, gazetteer = load_rulebook(corridor), load_gazetteer(corridor)
    provinces = [] if communes else find_places(rulebook.places, name)
    found = [] if provinces else find_communes(gazetteer, rulebook.places, name)
    if not provinces and not found:
        raise InputError(
            "NAME",
            found=name,
            expected="a part of the name of a province or commune, or its code",
            mend=did_you_mean(name, known_names(gazetteer, rulebook.places))
            or "try fewer letters, or `twiza places` for all",
        )
    if json_:
        from twiza.territory import commune_json, place_json, surroundings_json

        print_json(
            [
                place_json(rulebook, place) | surroundings_json(gazetteer, place.code)
                for place in provinces
            ]
            + [commune_json(commune) for commune in found]
        )
        return
    from twiza.terminal.places import print_communes, print_places

    if provinces:
        print_places(
            rulebook, gazetteer, provinces, read_language(lang), seen_on=_today()
        )
    else:
        print_communes(rulebook, found, read_language(lang), seen_on=_today())


@app.command()
def programme(
    name: Annotated[str, typer.Argument(help="Its name, such as medma2.")],
    date: Day = None,
    lang: Language = "en",
    json_: AsJson = False,
) -> None:
    """A programme: dates, partners, places, budget, indicators, selection grid."""
    from twiza.packs import load_rulebook
    from twiza.packs.programmes import load_programme

    found, on = load_programme(name), read_day(date) or _today()
    seen_on = max(on, _today())
    if json_:
        from twiza.terminal.programme_json import programme_json

        print_json(programme_json(found, on, seen_on=seen_on))
        return
    from twiza.terminal.programme import print_programme

    rulebook = load_rulebook(found.corridor)
    print_programme(found, rulebook, read_language(lang), on, seen_on=seen_on)


@app.command()
def forms(
    form: Annotated[str | None, typer.Argument(help="Its id, such as sarl.")] = None,
    corridor: Annotated[str, typer.Option(help="The corridor.")] = "be-ma",
    date: Day = None,
    lang: Language = "en",
    json_: AsJson = False,
) -> None:
    """The legal forms of a business: debts, capital, partners, tax, duties."""
    from twiza.packs import load_rulebook
    from twiza.terminal.legal_forms import legal_forms_json, print_legal_forms

    rulebook, on = load_rulebook(corridor), read_day(date) or _today()
    known = rulebook.legal_forms
    if not known:
        raise InputError(
            "--corridor",
            found=f"{corridor}, whose packs hold no legal forms",
            expected="a corridor whose country has a legal_forms.yaml",
            mend="choose another corridor, or add the file to its pack",
        )
    if form is not None and form not in known:
        raise InputError(
            "FORM",
            found=form,
            expected=f"one of: {', '.join(known)}",
            mend=did_you_mean(form, known) or "`twiza forms` lists all",
        )
    found, seen_on = [known[form]] if form else [*known.values()], max(on, _today())
    if json_:
        print_json(legal_forms_json(rulebook, found, on, seen_on=seen_on))
        return
    print_legal_forms(rulebook, found, read_language(lang), on, seen_on=seen_on)


@app.command()
def check(
    packs: Annotated[Path | None, typer.Argument(help="A packs folder.")] = None,
) -> None:
    """Checks every pack: format, units, sources, dates, words, signed cases."""
    from twiza.packs import packs_folder
    from twiza.packs.checking import check_packs

    problems, counts = check_packs(packs or packs_folder())
    for problem in problems:
        typer.echo(f"{problem}\n")
    shown = ", ".join(f"{number} {name}" for name, number in counts.items())
    typer.echo(f"packs: {shown or 'none'}; {len(problems)} to mend")
    if problems or not counts:
        raise typer.Exit(1)


@app.command()
def coverage(
    corridor: Annotated[str, typer.Option(help="The corridor.")] = "be-ma",
    json_: AsJson = False,
) -> None:
    """How far the rulebook is: exists, modelled, computing, cased, reviewed."""
    from twiza.packs import load_rulebook
    from twiza.packs.coverage import coverage_json, coverage_of

    rulebook = load_rulebook(corridor)
    found = coverage_of(rulebook)
    if json_:
        print_json(coverage_json(found))
        return
    from twiza.terminal.coverage import print_coverage

    print_coverage(found, rulebook)


@app.command("compile")
def compile_packs(corridor: Annotated[str, typer.Option()] = "be-ma") -> None:
    """Compiles the packs for today, so that the next command starts at once."""
    from twiza.packs import load_rulebook
    from twiza.rules import rules_at

    rulebook = load_rulebook(corridor)
    rules = rules_at(rulebook, _today())
    typer.echo(f"{corridor} {rulebook.version}: {len(rules.rules)} mechanisms compiled")


def _today() -> datetime.date:
    return datetime.date.today()


def main() -> None:
    """Exit 0 with an answer, 2 with one clear error."""
    try:
        app()
    except TwizaError as mistake:
        print(mistake, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
