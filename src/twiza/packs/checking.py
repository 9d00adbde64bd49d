"""Checks packs beyond their format: names, figures, types and units on every date, dead
conditions, words in four languages, signed cases.
"""

from __future__ import annotations

import contextlib
import datetime
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from twiza.errors import TwizaError
from twiza.packs import corridors
from twiza.packs.ceilings import misplaced_ceilings
from twiza.packs.evidence_dates import impossible_dates
from twiza.packs.folders import pack_folders
from twiza.packs.foreign_countries import named_countries
from twiza.packs.glossary import Glossary, read_glossary
from twiza.packs.legal_forms import misfit_forms
from twiza.packs.model import Rulebook
from twiza.packs.names import ambiguous_names, misfit_figures
from twiza.packs.places import unfinished_places
from twiza.packs.programme_checking import check_programmes
from twiza.packs.programme_reading import read_programme
from twiza.packs.programmes import programmes
from twiza.packs.reading import Node
from twiza.packs.references import named_elsewhere, undefined_names
from twiza.packs.rulebook import read_rulebook
from twiza.packs.sentences import missing_sentences
from twiza.packs.territories import misfit_territories, unknown_places
from twiza.packs.translations import programme_translations, translations_of
from twiza.packs.trees import Trees
from twiza.packs.wrong_texts import programme_texts, rulebook_texts


def check_packs(root: Path) -> tuple[list[TwizaError], dict[str, int]]:
    """Every defect of the installed corridors, and how much was checked."""
    trees, glossary = Trees(root), read_glossary(root)
    problems: list[TwizaError] = []
    rulebooks: dict[str, Rulebook] = {}
    for corridor in corridors(root):
        try:
            rulebook = read_rulebook(root, corridor)
        except TwizaError as problem:
            problems.append(problem)
            continue
        problems += _check(rulebook, trees, glossary)
        rulebooks[corridor] = rulebook
    found, more = check_programmes(root, rulebooks)
    problems += found
    problems += programme_texts(glossary, trees)
    problems += named_countries(glossary, trees) if glossary else ()
    located = [trees.located(problem) for problem in problems]
    # Two corridors that share a country's pack find the same mistakes in it.
    told = list({str(problem): problem for problem in located}.values())
    read = tuple(rulebooks.values())
    return told, _counts(read) | _waiting(read, root) | more


def _check(
    rulebook: Rulebook, trees: Trees, glossary: Glossary | None
) -> list[TwizaError]:
    """What rests on a mistake is looked at once that is mended."""
    problems: list[TwizaError] = [
        *undefined_names(rulebook, trees.of_corridor(rulebook.name), _elsewhere(trees)),
        *ambiguous_names(rulebook),
        *misfit_figures(rulebook),
        *impossible_dates(rulebook),
        *unknown_places(rulebook),
        *misfit_forms(rulebook),
        *misplaced_ceilings(rulebook.ceilings.values(), rulebook.mechanisms),
    ]
    for stage in (_rules, _dates, misfit_territories, _cases):
        if not problems:
            problems += stage(rulebook)
    problems += _places(rulebook, trees.root)
    problems += missing_sentences(rulebook)
    problems += rulebook_texts(rulebook, glossary, trees)
    return problems + list(_articles(rulebook, trees.root, glossary))


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


def _articles(
    rulebook: Rulebook, root: Path, glossary: Glossary | None
) -> Iterator[TwizaError]:
    from twiza.articles.checking import wrong_articles

    yield from wrong_articles(rulebook, root, glossary)


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
    from twiza.packs.package_checking import broken_package_cases, loose_parts
    from twiza.packs.signed_cases import broken_cases

    yield from broken_cases(rulebook)
    yield from loose_parts(rulebook)
    yield from broken_package_cases(rulebook)


def _counts(rulebooks: tuple[Rulebook, ...]) -> dict[str, int]:
    """How much was read; what two corridors share, once."""
    shelves = [_counted(rulebook) for rulebook in rulebooks]
    names = shelves[0] if shelves else {}
    return {name: len(set[str]().union(*(s[name] for s in shelves))) for name in names}


def _counted(rulebook: Rulebook) -> dict[str, list[str]]:
    """Each thing by the place where it stands, a province and a case by its name."""
    mechanisms = rulebook.mechanisms.values()
    owned = [rulebook.parameters, *(m.parameters for m in mechanisms)]
    parameters = (parameter for group in owned for parameter in group.values())
    cases = [one.where for one in rulebook.cases]
    return {
        "mechanisms": [mechanism.where for mechanism in mechanisms],
        "figures": [value.where for one in parameters for value in one.values],
        "legal forms": [form.where for form in rulebook.legal_forms.values()],
        "steps": [step.where for step in rulebook.steps.values()],
        "provinces": list(rulebook.places.provinces),
        "sources": [source.where for source in rulebook.sources.values()],
        "cases": cases + [one.where for one in rulebook.package_cases],
    }


def _waiting(rulebooks: tuple[Rulebook, ...], root: Path) -> Counter[str]:
    """A translation that no longer follows its original is told of, no mistake."""
    books = [translations_of(rulebook, root) for rulebook in rulebooks]
    for name in programmes(root):
        with contextlib.suppress(TwizaError):  # told of on its own
            books.append(programme_translations(read_programme(root, name), root))
    # A text of a country that two corridors share waits once.
    found = {waiting for book in books for waiting in book.waiting()}
    shown = {"due": "translations due", "unrecorded": "translations not recorded"}
    return Counter(shown[mark] for *_, mark in found)
