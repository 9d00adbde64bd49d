"""A country's words serve every corridor it is part of: they name no other country.

What is true of two countries alone stands in the corridor, its words too.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

from twiza.errors import PackError, TwizaError, shortened
from twiza.packs.files import file_text, shown
from twiza.packs.folders import pack_files
from twiza.packs.glossary import FILE, Glossary, folded
from twiza.packs.model import LANGUAGES
from twiza.packs.trees import Trees


def named_countries(glossary: Glossary, trees: Trees) -> Iterator[PackError]:
    """Each text of a country's pack that names another country of the glossary."""
    for pack in sorted(trees.root.glob("countries/*/pack.yaml")):
        code = pack.parent.name.upper()
        if not glossary.countries:
            return
        if code not in glossary.countries:
            yield _nameless(pack.parent, trees.root)
            continue
        for language in LANGUAGES:
            pattern = glossary.other_countries(code, language)
            with contextlib.suppress(TwizaError):  # unreadable: told on its own
                for path in pack_files([pack.parent / "words" / language]):
                    yield from _in_file(path, language, pattern, glossary, trees)


def _in_file(
    path: Path,
    language: str,
    pattern: re.Pattern[str] | None,
    glossary: Glossary,
    trees: Trees,
) -> Iterator[PackError]:
    # Nearly every file names none: only one that does is read node by node.
    content = file_text(path, shown_as=shown(path, trees.root))
    if pattern is None or not pattern.search(folded(content, language)):
        return
    for node in trees.tree(path.relative_to(trees.root).as_posix()).whole():
        text = node.text_value or ""
        found = pattern.search(folded(text, language))
        if found and not glossary.may_name_countries(node.trail):
            yield PackError(
                node.where,
                found=f"{found[0]!r} in {shortened(text)}",
                expected="words that hold in every corridor of this country",
                mend="say it without the other country (the country of residence, "
                f"abroad), move it to the corridor's words, or, where a law names it, "
                f"add {node.trail} to `naming` in packs/{FILE}",
            )


def _nameless(folder: Path, root: Path) -> PackError:
    code = folder.name.upper()
    return PackError(
        f"packs/{FILE}, countries",
        found=f"no names of {code}, of which {shown(folder, root)} is the pack",
        expected="the names of each country that has a pack",
        mend=f"add {code}: {{fr: …, nl: …, ar: …, en: …}}",
    )
