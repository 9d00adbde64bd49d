"""Prints a plan: measures of every variant, statements by year, bad days, what was
filled in.
"""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from twiza.finance.appraisal.measures import CONVENTIONS, Returns
from twiza.finance.people import posts_below_minimum
from twiza.finance.risk.scenarios import named_scenarios
from twiza.finance.risk.sensitivity import tornado
from twiza.finance.statements import Statement, years
from twiza.finance.study import Study, Variant
from twiza.finance.wording import heading, sentence
from twiza.formats import money, number, share

SHOWN = ("income", "cash", "assets", "liabilities")


def print_plan(study: Study, language: str, file: str) -> None:
    console = Console(highlight=False)
    console.print(f"{sentence('plan', language)}: {file}\n", style="bold")
    for line in _warnings(study, language):
        console.print(f"! {line}")
    console.print()
    console.print(_measures(study, language))
    for variant in study.variants[:2]:
        console.print(f"\n{study.name_of(variant, language)}", style="bold")
        for statement in variant.statements:
            if statement.name in SHOWN:
                console.print(_statement(study, variant, statement, language))
    console.print(_scenarios(study, language))
    console.print(_tornado(study, language))
    for key in CONVENTIONS:
        console.print(sentence(key, language), style="dim")


def _warnings(study: Study, language: str) -> list[str]:
    found = [
        sentence("below_minimum_wage", language, line=post.role)
        for post in posts_below_minimum(study.plan, study.law, study.law.months)
    ]
    for variant in study.variants[:2]:
        one = variant.appraisal
        if one.deepest_cash < 0:
            found.append(
                sentence(
                    "out_of_cash",
                    language,
                    lacking=money(-one.deepest_cash, "MAD", language),
                    month=one.deepest_month,
                    variant=study.name_of(variant, language),
                )
            )
    if study.plan.business_tax_class is None:
        found.append(sentence("business_tax_not_counted", language))
    return found


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column(columns[0], min_width=28)
    for column in columns[1:]:
        table.add_column(column, justify="right")
    return table


def _measures(study: Study, language: str) -> Table:
    variants = study.variants
    table = _table("", *[study.name_of(v, language) for v in variants])
    for owner in ("project", "equity"):
        table.add_row(f"[bold]{sentence(owner, language)}[/]")
        returns = [getattr(v.appraisal, owner) for v in variants]
        for key in ("present_value", "present_value_eur", "rates", "payback"):
            shown = [returned(one, key, language) for one in returns]
            table.add_row(sentence(key, language), *shown)
    table.add_row()
    for key in ("least_debt_cover", "average_debt_cover", "loan_life_cover"):
        values = [getattr(v.appraisal, key) for v in variants]
        shown = ["–" if v is None else number(round(v, 2), language) for v in values]
        table.add_row(sentence(key, language), *shown)
    for key in ("deepest_cash", "working_capital", "cost_per_job"):
        values = [getattr(v.appraisal, key) for v in variants]
        shown = ["–" if v is None else money(v, "MAD", language) for v in values]
        table.add_row(sentence(key, language), *shown)
    return table


def returned(one: Returns, key: str, language: str) -> str:
    """One measure of a flow, in words where it is no single figure."""
    if key == "present_value":
        return money(one.present_value, "MAD", language)
    if key == "present_value_eur":
        return money(one.present_value_eur, "EUR", language)
    if key == "rates":
        rates = [share(round(rate, 4), language) for rate in one.rates]
        if len(rates) > 1:
            return sentence("several_rates", language, rates=" / ".join(rates))
        return rates[0] if rates else sentence("no_rate", language)
    months = one.payback if key == "payback" else one.discounted_payback
    if months is None:
        return sentence("never", language)
    return sentence("months", language, count=number(round(months), language))


def _statement(
    study: Study, variant: Variant, statement: Statement, language: str
) -> Table:
    columns = years(variant.projection)
    title = heading(statement.name, language)
    table = _table(f"[bold]{title}[/]", *[str(column.year) for column in columns])
    for line in statement.lines:
        name = heading(line.name, language)
        if line.of:
            of = study.rulebook.word(language, "mechanisms", line.of, "name")
            name = f"{name}: {of if line.name == 'grant' else line.of}"
        values = [number(round(column.value(line)), language) for column in columns]
        table.add_row(name, *values, style="bold" if line.is_total else "")
    return table


def _scenarios(study: Study, language: str) -> Table:
    titles = ("present_value", "deepest_cash")
    table = _table(
        f"[bold]{sentence('scenarios', language)}[/]",
        *[sentence(title, language) for title in titles],
    )
    for one in named_scenarios(study.run, study.plan):
        table.add_row(
            sentence(one.name, language),
            money(one.worth, "MAD", language),
            money(one.deepest_cash, "MAD", language),
        )
    return table


def _tornado(study: Study, language: str) -> Table:
    titles = ("at_low", "at_high", "switching")
    table = _table(
        f"[bold]{sentence('sensitivity', language)}[/]",
        *[sentence(title, language) for title in titles],
    )
    for swing in tornado(study.run):
        critical = swing.switching
        table.add_row(
            sentence(swing.driver, language),
            money(swing.worth_low, "MAD", language),
            money(swing.worth_high, "MAD", language),
            "–" if critical is None else share(round(critical, 3), language),
        )
    return table
