"""The site's own sentences: extracted from the code, translated in .po files, compiled.

Called as `python -m twiza_web.ui.translations`, with one of

    extract    adds new sentences, drops dead ones
    compile    writes the .mo files that Django reads
    check      exits 1 where anything is missing

English is the source language. Words of the rulebook are not here but in the packs.
"""

from __future__ import annotations

import datetime
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SITE = Path(__file__).parents[1]
LANGUAGES = ("fr", "nl", "ar")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
DATE = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]")
# In French a line may not break before these marks: a plain space would allow it.
_BREAKABLE = re.compile(r"\S [?!;:»]|« ")


def catalog_path(language: str) -> Path:
    return SITE / "locale" / language / "LC_MESSAGES" / "django.po"


def sentences() -> Catalog:
    """Every translatable sentence of the site, in a fixed order."""
    found = Catalog(charset="utf-8")
    for path in sorted([*SITE.rglob("*.py"), *SITE.rglob("*.html")]):
        for message, context in _in_file(path):
            where = path.relative_to(SITE).as_posix()
            found.add(message, locations=[(where, 0)], context=context)
    return found


def _in_file(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        text = templatize(text, origin=str(path))
    file = io.BytesIO(text.encode())
    for _, message, _, context in extract("python", file, keywords=KEYWORDS):
        yield (tuple(message) if isinstance(message, tuple) else message), context


def read_catalog(language: str) -> Catalog:
    path = catalog_path(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def extract_all() -> None:
    template = sentences()
    for language in LANGUAGES:
        catalog = read_catalog(language)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        path = catalog_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_as_po(catalog))
        missing = sum(1 for message in catalog if message.id and not _is_full(message))
        print(f"{language}: {len(catalog)} sentences, {missing} to translate")


def _as_po(catalog: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, catalog, width=100, sort_output=True, include_lineno=False)
    lines = file.getvalue().decode().splitlines()
    unstable = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By')
    kept = [line for line in lines if not line.startswith(unstable)]
    return ("\n".join(kept) + "\n").encode()


def compiled(catalog: Catalog) -> bytes:
    """The .mo of a catalog: the same on any day, for its header would hold the hour."""
    catalog.creation_date = catalog.revision_date = DATE
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def compile_all() -> None:
    for language in LANGUAGES:
        path = catalog_path(language).with_suffix(".mo")
        path.write_bytes(compiled(read_catalog(language)))


def problems() -> list[str]:
    """What keeps a reader of one language from reading all of the site."""
    template = sentences()
    found = []
    for language in LANGUAGES:
        catalog = read_catalog(language)
        for message in template:
            if message.id:
                found += _problem(language, catalog, message)
        path = catalog_path(language).with_suffix(".mo")
        if not path.exists() or path.read_bytes() != compiled(catalog):
            found.append(f"{language}: the .mo is not the compiled .po; run compile")
    return found


def _problem(language: str, catalog: Catalog, message: Message) -> list[str]:
    held = catalog.get(message.id, context=message.context)
    shown = message.id if isinstance(message.id, str) else message.id[0]
    if held is None or held.fuzzy or not _is_full(held):
        return [f"{language}: not translated: {shown!r}"]
    if language == "fr" and any(map(_BREAKABLE.search, _texts(held.string))):
        return [f"fr: a space that may break before a mark: {held.string!r}"]
    wanted = set(_PLACEHOLDER.findall(" ".join(_texts(message.id))))
    for text in _texts(held.string):
        if not set(_PLACEHOLDER.findall(text)) <= wanted:
            return [f"{language}: other placeholders in the translation of {shown!r}"]
    is_single = isinstance(message.id, str)
    if is_single and set(_PLACEHOLDER.findall(str(held.string))) != wanted:
        return [f"{language}: a placeholder is missing in {shown!r}"]
    return []


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, (tuple, list)) else (str(value),)


def _is_full(message: Message) -> bool:
    return all(text.strip() for text in _texts(message.string)) and bool(message.string)


def main(arguments: list[str]) -> int:
    match arguments:
        case ["extract"]:
            extract_all()
        case ["compile"]:
            compile_all()
        case ["check"]:
            found = problems()
            print("\n".join(found) or f"translations: {len(sentences())} sentences × 4")
            return 1 if found else 0
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
