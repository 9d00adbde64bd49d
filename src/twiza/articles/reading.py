"""Reads the articles of a corridor: articles/SLUG/LANGUAGE.md in each of its packs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from twiza.articles.model import ORIGINAL, SUBJECTS, Article, Text
from twiza.errors import PackError, did_you_mean, shortened
from twiza.packs import packs_folder
from twiza.packs.folders import pack_folders
from twiza.packs.model import LANGUAGES, Rulebook

LARGEST = 100_000  # bytes: an article is a page, not a book
NEEDED = ("order", "title", "summary", "reviewed")
KNOWN = (*NEEDED, "version", "translates", "about")
_KEY = re.compile(r"(?P<key>[a-z]+): +(?P<value>\S.*)")


def load_articles(rulebook: Rulebook, root: Path | None = None) -> dict[str, Article]:
    """The articles of a rulebook by slug, in their order.

    raises  PackError with file and line where one cannot be read
    """
    texts: dict[str, dict[str, Text]] = {}
    for slug, path, shown in article_files(rulebook, root or packs_folder()):
        texts.setdefault(slug, {})[path.stem] = read_text(path, shown)
    found = [_article(slug, held) for slug, held in texts.items()]
    found.sort(key=lambda article: (article.order, article.slug))
    return {article.slug: article for article in found}


def _article(slug: str, texts: dict[str, Text]) -> Article:
    first = texts.get(ORIGINAL) or next(iter(texts.values()))
    return Article(slug, first.order, first.about, texts)


def article_files(rulebook: Rulebook, root: Path) -> Iterator[tuple[str, Path, str]]:
    """Slug, file and the name by which an error calls it."""
    for folder in pack_folders(root, rulebook.name):
        for path in sorted((folder / "articles").rglob("*")):
            shown = f"packs/{path.relative_to(root).as_posix()}"
            inside = path.relative_to(folder / "articles").parts
            if path.is_symlink():
                raise PackError(
                    shown,
                    found="a symbolic link",
                    expected="files and folders inside the pack",
                    mend="put the file itself here",
                )
            if path.is_dir() and len(inside) == 1:
                continue
            if len(inside) != 2 or inside[1] not in {f"{one}.md" for one in LANGUAGES}:
                raise PackError(
                    shown,
                    found="a file that nobody would read",
                    expected="articles/SLUG/LANGUAGE.md, in fr, nl, ar, en",
                    mend="move it, or remove it",
                )
            yield inside[0], path, shown


def read_text(path: Path, shown: str) -> Text:
    """One file: its front matter checked, its body as it stands."""
    content = path.read_bytes()
    if len(content) > LARGEST:
        raise PackError(
            shown,
            found=f"{len(content)} bytes",
            expected=f"at most {LARGEST}",
            mend="divide the article",
        )
    try:
        lines = content.decode("utf-8").splitlines()
    except UnicodeDecodeError as problem:
        raise PackError(
            shown,
            found=f"bytes that are no text, at byte {problem.start}",
            expected="a text file in UTF-8",
            mend="save it in UTF-8",
        ) from None
    end = lines.index("---", 1) if lines[:1] == ["---"] and "---" in lines[1:] else 0
    if not end:
        raise PackError(
            f"{shown}, line 1",
            found="no front matter",
            expected="a line ---, then order, title, summary, reviewed, then ---",
            mend="write it above the text",
        )
    return _text(lines, end, path.stem, shown)


def _text(lines: list[str], end: int, language: str, shown: str) -> Text:
    front = _front_matter(lines[1:end], shown)
    mine, other = ("version", "translates")
    if language != ORIGINAL:
        mine, other = other, mine
    for key in (*NEEDED, mine):
        if key not in front:
            raise PackError(
                f"{shown}, line {end + 1}",
                found=f"no {key}",
                expected=f"the keys {', '.join((*NEEDED, mine))}",
                mend=f"add a line {key}: …",
            )
    if other in front:
        raise _wrong(
            shown, front, other, f"{mine} and not {other} in {language}.md", "rename it"
        )
    return Text(
        language=language,
        order=_count(shown, front, "order"),
        title=front["title"][1],
        summary=front["summary"][1],
        version=_count(shown, front, "version") if mine == "version" else None,
        translates=_count(shown, front, "translates") if mine != "version" else None,
        is_reviewed=_one_of(shown, front, "reviewed", ("no", "yes")) == "yes",
        about=_one_of(shown, front, "about", SUBJECTS) if "about" in front else None,
        body="\n".join(lines[end + 1 :]),
        first_line=end + 2,
        where=shown,
    )


def _front_matter(lines: list[str], shown: str) -> dict[str, tuple[int, str]]:
    """Key to line and value. Plain lines, no YAML: a title may hold a colon."""
    front: dict[str, tuple[int, str]] = {}
    for line, text in enumerate(lines, start=2):
        read = _KEY.fullmatch(text.rstrip())
        if read is None or read["key"] not in KNOWN or read["key"] in front:
            key = read["key"] if read else text
            raise PackError(
                f"{shown}, line {line}",
                found=shortened(text),
                expected=f"key: text, each once, of {', '.join(KNOWN)}",
                mend=did_you_mean(key, KNOWN) or "correct the line, or remove it",
            )
        front[read["key"]] = (line, read["value"])
    return front


Front = dict[str, tuple[int, str]]


def _count(shown: str, front: Front, key: str) -> int:
    text = front[key][1]
    if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) == int(text)):
        raise _wrong(shown, front, key, "a whole number from 1", "write 1, 2, 3 …")
    return int(text)


def _one_of(shown: str, front: Front, key: str, known: tuple[str, ...]) -> str:
    text = front[key][1]
    if text not in known:
        near = did_you_mean(text, known) or f"write {known[0]}"
        raise _wrong(shown, front, key, f"one of {', '.join(known)}", near)
    return text


def _wrong(shown: str, front: Front, key: str, expected: str, mend: str) -> PackError:
    line, text = front[key]
    found = f"{key}: {shortened(text)}"
    return PackError(f"{shown}, line {line}", found=found, expected=expected, mend=mend)
