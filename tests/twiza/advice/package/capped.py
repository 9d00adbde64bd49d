"""A small corridor whose aids share ceilings: what tests add to the invented mini pack."""

from __future__ import annotations

from pathlib import Path

from tests.twiza.minipack import rulebook
from twiza.advice.assessment import assess_all
from twiza.advice.package import (
    best_package,
    likely_package,
    package_answer,
    simplest_package,
    terms_of,
)
from twiza.rules import rules_at
from twiza.rules.situation import read_facts, situation_of

HOME = "countries/bb"
FACTS = {"cost": 1_000_000, "is_regular": True}


def aid(name, amount, *, kind="grant", months=0, keys="", parts="", until=""):
    """An aid that everybody in order gets: its amount is an expression."""
    version = f"  - from: 2020-01-01\n{until}    state: open\n    source: law\n"
    return (
        f"mechanism: {name}\nrole: aid\nkind: {kind}\noperator: office\n"
        f"versions:\n{version}    conditions: {{is_in_order: is_regular}}\n{parts}"
        f"    amount: {amount}\npays: {{after: agreement, months: {months}}}\n{keys}"
    )


def figures(**amounts):
    """Shared parameters in dirhams."""
    lines = "".join(
        f"  {name}: {{unit: MAD, values: [{{from: 2020-01-01, value: {value},"
        " source: law}]}\n"
        for name, value in amounts.items()
    )
    return f"parameters:\n{lines}" if lines else "parameters: {}\n"


def ceiling(name, amount, *, over=(), kinds=(), keys="", source="law"):
    covered = (
        f"over: [{', '.join(over)}]" if over else f"over_kinds: [{', '.join(kinds)}]"
    )
    version = f"{{from: 2020-01-01, source: {source}, amount: {amount}}}"
    return f"  {name}:\n    {covered}\n{keys}    versions: [{version}]\n"


def corridor(root: Path, files, ceilings=""):
    """The mini corridor with these aids and ceilings beside its own."""
    for name, text in files.items():
        path = root / HOME / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if ceilings:
        path = root / HOME / "ceilings.yaml"
        path.write_text(f"ceilings:\n{ceilings}", encoding="utf-8")
    return rulebook(root)


def three_packages(law, facts, on, plan=None):
    """The part of an answer that is about packages, and nothing else of it."""
    rules = rules_at(law, on)
    situation = situation_of(law, rules, read_facts(law, facts))
    items = assess_all(law, rules, situation, on)
    terms = terms_of(law, plan or {}, on)
    best = best_package(items, terms)
    simplest = simplest_package(items, terms, best)
    return {
        "package": package_answer(best, items),
        "likely_to_ask": package_answer(likely_package(items, terms), items),
        "simplest": package_answer(simplest, items, best),
    }
