"""How far the texts of a corridor are: its rulebook, its programmes, its articles."""

from __future__ import annotations

from functools import reduce
from pathlib import Path
from typing import Any

from twiza.articles import Article, load_articles
from twiza.packs.model import LANGUAGES, Rulebook
from twiza.packs.programmes import load_programme, programmes
from twiza.packs.translations import (
    State,
    Translations,
    programme_translations,
    translations_of,
)

Json = dict[str, Any]


def words_report(rulebook: Rulebook, root: Path) -> Json:
    """By language: texts counted by their state, those that are due, and articles."""
    books = [translations_of(rulebook, root), *_of_programmes(rulebook.name, root)]
    articles = load_articles(rulebook, root)
    return {
        language: {
            **as_json(_together(books, language)),
            "due_texts": [trail for book in books for trail in book.due(language)],
            "articles": as_json(state_of_articles(articles, language)),
        }
        for language in LANGUAGES
    }


def as_json(state: State) -> Json:
    return {name: getattr(state, name) for name in State.__match_args__}


def state_of_articles(articles: dict[str, Article], language: str) -> State:
    """An article whose original changed is due, whoever reviewed it before."""
    texts = [
        (one.texts.get(language), one.is_due(language)) for one in articles.values()
    ]
    return State(
        total=len(texts),
        reviewed=sum(
            bool(text and text.is_reviewed and not due) for text, due in texts
        ),
        due=sum(due for _, due in texts),
        missing=sum(text is None for text, _ in texts),
    )


def _of_programmes(corridor: str, root: Path) -> list[Translations]:
    found = [load_programme(name, root) for name in programmes(root)]
    return [
        programme_translations(one, root) for one in found if one.corridor == corridor
    ]


def _together(books: list[Translations], language: str) -> State:
    return reduce(State.and_also, (book.state(language) for book in books))
