"""What `twiza check` asks of articles: four languages, names that exist, no figure of
its own in the prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from twiza.articles.model import ORIGINAL, Article, Text
from twiza.articles.placeholders import pieces, wrong_placeholders
from twiza.articles.prose import wrong_outlines, wrong_words
from twiza.articles.reading import article_files, load_articles, read_text
from twiza.errors import PackError
from twiza.packs.glossary import Glossary
from twiza.packs.model import LANGUAGES, Rulebook

_ADDRESS = re.compile(r"\]\([^)\s]*\)")
_LINK = re.compile(r"\]\((?P<address>[^)\s]*)[^)]*\)")
_MARKER = re.compile(r"^\s*\d{1,2}\. ")
_LAW = re.compile(r"(?<![\d-])\d{1,3}(-\d{1,3}){1,2}(?![\d-])")  # 47-18, 2-16-375
_FIGURE = re.compile(
    r"\S*\d\S*(?:\s?[%٪])?|%|٪|\bpour cent\b|\bper ?cent\b|\bprocent\b"
    "|في المائة|بالمائة|بالمئة",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<[A-Za-z/!?][^>]*>?|^#(?= )|!\[|^ {0,3}(`{3}|~{3})|`", re.M)


def wrong_articles(
    rulebook: Rulebook, root: Path, glossary: Glossary | None = None
) -> Iterator[PackError]:
    """Every defect of the corridor's articles, with file and line."""
    try:
        files = list(article_files(rulebook, root))
    except PackError as problem:
        yield problem
        return
    broken = False
    for _, path, shown in files:
        try:
            read_text(path, shown)
        except PackError as problem:
            broken = True
            yield problem
    if broken:
        return
    articles = load_articles(rulebook, root)
    for article in articles.values():
        yield from _of_one(article, articles, rulebook)
        yield from wrong_outlines(article)
        yield from wrong_words(article, glossary)


def _of_one(
    article: Article, articles: dict[str, Article], rulebook: Rulebook
) -> Iterator[PackError]:
    any_text = article.text(ORIGINAL)
    for language in LANGUAGES:
        if language not in article.texts:
            yield PackError(
                any_text.where.rpartition("/")[0],
                found=f"no {language}.md",
                expected="the article in each of fr, nl, ar, en",
                mend="write it",
            )
    for text in article.texts.values():
        if (text.order, text.about) != (article.order, article.about):
            yield PackError(
                text.where,
                found=f"order {text.order}, about {text.about}",
                expected=f"order {article.order}, about {article.about},"
                f" as in {any_text.language}.md",
                mend="make them equal",
            )
        yield from wrong_placeholders(text, rulebook, articles)
        yield from _wrong_prose(text)


def _wrong_prose(text: Text) -> Iterator[PackError]:
    front = [("title", text.title), ("summary", text.summary)]
    for key, sentence in front:
        for found in _FIGURE.finditer(_LAW.sub("", sentence)):
            yield _written_figure(f"{text.where}, {key}", found[0])
    words = "".join(
        "\0" if piece.placeholder else piece.text for piece in pieces(text.body)
    )
    for line, sentence in enumerate(words.split("\n"), start=text.first_line):
        yield from _wrong_line(sentence, text.at(line))


def _wrong_line(sentence: str, where: str) -> Iterator[PackError]:
    plain = _LAW.sub("", _MARKER.sub("", _ADDRESS.sub("]", sentence)))
    for found in _FIGURE.finditer(plain):
        yield _written_figure(where, found[0])
    for found in _MARKUP.finditer(sentence):
        yield PackError(
            where,
            found=found[0].strip(),
            expected="headings ## and ###, paragraphs, lists, bold, emphasis, links",
            mend="write it without",
        )
    for found in _LINK.finditer(sentence):
        if not found["address"].startswith("https://"):
            yield PackError(
                where,
                found=found["address"] or "an empty link",
                expected="an address that starts with https://",
                mend="correct it; inside the guide write {{ article.… }}",
            )


def _written_figure(where: str, found: str) -> PackError:
    return PackError(
        where,
        found=f"the figure {found!r} in prose",
        expected="figures only through the rulebook, such as {{ mdm-invest.ceiling }}",
        mend="name the parameter, or say it without a figure",
    )
