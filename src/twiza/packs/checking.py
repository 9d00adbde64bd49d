"""Checks packs beyond their format: names, figures, types and units on every date, dead
conditions, words in four languages, signed cases.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator
from pathlib import Path

from twiza.errors import TwizaError
from twiza.packs import corridors
from twiza.packs.folders import pack_folders
from twiza.packs.glossary import broken_terms
from twiza.packs.model import LANGUAGES, Rulebook
from twiza.packs.names import ambiguous_names, misfit_figures
from twiza.packs.places import unfinished_places
from twiza.packs.programme_checking import check_programmes
from twiza.packs.reading import Node
from twiza.packs.references import named_elsewhere, undefined_names
from twiza.packs.rulebook import read_rulebook
from twiza.packs.sentences import missing_sentences
from twiza.packs.translations import translations_of
from twiza.packs.trees import Trees


def check_packs(root: Path) -> tuple[list[TwizaError], dict[str, int]]:
    """Every defect of the installed corridors, and how much was checked."""
    trees = Trees(root)
    problems: list[TwizaError] = []
    counts: dict[str, int] = {}
    for corridor in corridors(root):
        try:
            rulebook = read_rulebook(root, corridor)
        except TwizaError as problem:
            problems.append(problem)
            continue
        problems += _check(rulebook, trees)
        _count(counts, rulebook)
        _count_translations(counts, rulebook, root)
    found, more = check_programmes(root)
    problems += found
    return [trees.located(problem) for problem in problems], counts | more


def _check(rulebook: Rulebook, trees: Trees) -> list[TwizaError]:
    """What rests on a mistake is looked at once that is mended."""
    problems: list[TwizaError] = [
        *undefined_names(rulebook, trees.of_corridor(rulebook.name), _elsewhere(trees)),
        *ambiguous_names(rulebook),
        *misfit_figures(rulebook),
    ]
    for stage in (_rules, _dates, _cases):
        if not problems:
            problems += stage(rulebook)
    problems += _places(rulebook, trees.root)
    problems += missing_sentences(rulebook)
    problems += broken_terms(rulebook, trees)
    return problems + list(_articles(rulebook, trees.root))


def _elsewhere(trees: Trees) -> dict[str, set[str]]:
    """What other corridors define; one that cannot be read is told of on its own."""
    found: list[Node] = []
    for corridor in corridors(trees.root):
        with contextlib.suppress(TwizaError):
            found += [tree for _, tree in trees.of_corridor(corridor)]
    return named_elsewhere(found)


def _places(rulebook: Rulebook, root: Path) -> Iterator[TwizaError]:
    for folder in pack_folders(root, rulebook.name):
        shown = f"packs/{(folder / 'places').relative_to(root).as_posix()}"
        yield from unfinished_places(folder / "places", shown, rulebook)


def _articles(rulebook: Rulebook, root: Path) -> Iterator[TwizaError]:
    from twiza.articles.checking import wrong_articles

    yield from wrong_articles(rulebook, root)


def _rules(rulebook: Rulebook) -> Iterator[TwizaError]:
    from twiza.packs.typed_rules import wrong_rules

    yield from wrong_rules(rulebook)


def _dates(rulebook: Rulebook) -> Iterator[TwizaError]:
    """Builds each mechanism on every day on which it changes; says what is dead."""
    from twiza.advice.path import in_order
    from twiza.rules.epochs import epochs_of

    said: set[str] = set()
    for name in rulebook.mechanisms:
        for on in epochs_of(rulebook, name).days():
            for problem in _dead(rulebook, name, on):
                if problem.where not in said:
                    said.add(problem.where)
                    yield problem
    try:
        in_order(rulebook.steps)
    except TwizaError as problem:
        yield problem


def _dead(rulebook: Rulebook, name: str, on: datetime.date) -> list[TwizaError]:
    from twiza.rules.dead import dead_conditions

    try:
        return list(dead_conditions(rulebook, name, on))
    except TwizaError as problem:
        return [problem]


def _cases(rulebook: Rulebook) -> Iterator[TwizaError]:
    from twiza.packs.signed_cases import broken_cases

    yield from broken_cases(rulebook)


def _count(counts: dict[str, int], rulebook: Rulebook) -> None:
    owned = [rulebook.parameters, *(m.parameters for m in rulebook.mechanisms.values())]
    for name, number in {
        "mechanisms": len(rulebook.mechanisms),
        "figures": sum(len(p.values) for group in owned for p in group.values()),
        "steps": len(rulebook.steps),
        "provinces": len(rulebook.places.provinces),
        "sources": len(rulebook.sources),
        "cases": len(rulebook.cases),
    }.items():
        counts[name] = counts.get(name, 0) + number


def _count_translations(counts: dict[str, int], rulebook: Rulebook, root: Path) -> None:
    """A translation that no longer follows its original is told of, no mistake."""
    translations = translations_of(rulebook, root)
    for language in LANGUAGES:
        state = translations.state(language)
        for name, number in {
            "translations due": state.due,
            "translations not recorded": state.unrecorded,
        }.items():
            if number:
                counts[name] = counts.get(name, 0) + number
