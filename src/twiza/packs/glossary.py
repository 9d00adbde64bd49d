"""The glossary of the packs: one word for one thing, in every language.

Two promises are kept. A form to avoid stands nowhere. Where the English text uses a
term, the translation uses the term of its language, for every term that does not say
`enforced: false`. It also knows how countries are called.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from twiza.errors import shortened
from twiza.packs.files import read_file
from twiza.packs.model import LANGUAGES
from twiza.packs.reading import Node

FILE = "glossary.yaml"
ORIGINAL = "en"
TRANSLATIONS = tuple(tongue for tongue in LANGUAGES if tongue != ORIGINAL)

Trail = tuple[str, ...]
Forms = dict[str, tuple[str, ...]]

_ARABIC = str.maketrans("أإآٱةى", "ااااهي", "ًٌٍَُِّْـ")
# And, then; by, for, like; the article, joined to "for" or not.
_BEFORE_ARABIC = "(?:[وف])?(?:[بلك])?(?:ال|لل)?"


@dataclass(frozen=True, slots=True)
class Term:
    """What one thing is called, and what it is not."""

    name: str
    english: tuple[str, ...]
    forms: Forms
    avoided: Forms
    is_enforced: bool
    note: str


def read_glossary(root: Path) -> Glossary | None:
    """The glossary that lies beside the packs; None where there is none."""
    path = root / FILE
    if not path.is_file():
        return None
    part = read_file(path, shown_as=f"packs/{FILE}").keyed("terms", "countries naming")
    terms = [_term(name, node) for name, node in part["terms"].mapping().items()]
    countries = part["countries"].mapping() if "countries" in part else {}
    return Glossary(
        terms,
        {code: _names(node) for code, node in countries.items()},
        part["naming"].once() if "naming" in part else (),
    )


def _term(name: str, node: Node) -> Term:
    part = node.keyed(" ".join(TRANSLATIONS), f"{ORIGINAL} not enforced note")
    avoided = part["not"].keyed("", " ".join(LANGUAGES)) if "not" in part else {}
    extra = _texts(part[ORIGINAL]) if ORIGINAL in part else ()
    return Term(
        name=name,
        english=(name, *extra),
        forms={tongue: _texts(part[tongue]) for tongue in TRANSLATIONS},
        avoided={tongue: _texts(forms) for tongue, forms in avoided.items()},
        is_enforced=part["enforced"].flag() if "enforced" in part else True,
        note=part["note"].text() if "note" in part else "",
    )


def _names(node: Node) -> Forms:
    part = node.keyed(" ".join(LANGUAGES))
    return {tongue: _texts(part[tongue]) for tongue in LANGUAGES}


def _texts(node: Node) -> tuple[str, ...]:
    return (node.text(),) if node.items_value is None else node.once()


def leaves(tree: dict[str, object], trail: Trail = ()) -> Iterator[tuple[Trail, str]]:
    """Every text of a tree of words, with the trail to it."""
    for name, below in tree.items():
        if isinstance(below, dict):
            yield from leaves(below, (*trail, name))
        elif isinstance(below, str):
            yield (*trail, name), below


class Glossary:
    """Terms, made ready to look for in texts.

    countries  by ISO code and language, how the words that name each begin
    naming     texts that name countries all the same, such as a list of them
    """

    def __init__(
        self,
        terms: list[Term],
        countries: dict[str, Forms] | None = None,
        naming: tuple[str, ...] = (),
    ) -> None:
        self.countries = countries or {}
        self._naming = naming
        self.terms = {term.name: term for term in terms}
        self._named = {
            form: t for t in terms for word in t.english for form in _plural(word)
        }
        self._english = _any_of(self._named, ORIGINAL)
        self._avoided = {
            tongue: {
                folded(form, tongue): (form, term)
                for term in terms
                for form in term.avoided.get(tongue, ())
            }
            for tongue in LANGUAGES
        }
        self._refused = {
            tongue: _any_of(forms, tongue) for tongue, forms in self._avoided.items()
        }
        self._accepted = {
            (term.name, tongue): _accepting(term.forms[tongue], tongue)
            for term in terms
            for tongue in TRANSLATIONS
        }

    def problems(
        self, words: dict[str, dict[str, object]]
    ) -> Iterator[tuple[str, Trail, dict[str, str]]]:
        """Language and trail of each text that breaks a promise, and what to say."""
        texts = {tongue: dict(leaves(tree)) for tongue, tree in words.items()}
        for language, held in texts.items():
            for trail, text in held.items():
                for problem in self.avoided_in(text, language):
                    yield language, trail, problem
        for trail, original in texts.get(ORIGINAL, {}).items():
            used = self.terms_in(original)
            for language in TRANSLATIONS if used else ():
                text = texts.get(language, {}).get(trail, "")
                for problem in self.left_out_of(text, used, language) if text else ():
                    yield language, trail, problem

    def left_out_of(
        self, text: str, used: list[Term], language: str
    ) -> Iterator[dict[str, str]]:
        """The terms of an English text that its translation says another way."""
        for term in used:
            if not self.uses(term, text, language):
                yield _missing(term, text, language)

    def avoided_in(self, text: str, language: str) -> Iterator[dict[str, str]]:
        """The forms to avoid that stand in a text."""
        pattern = self._refused[language]
        for match in pattern.finditer(folded(text, language)) if pattern else ():
            form, term = self._avoided[language][match[1]]
            say = term.forms[language][0] if language in term.forms else term.name
            note = f": {term.note}" if term.note else ""
            yield {
                "found": f"{form!r} in {shortened(text)}",
                "expected": f"{say!r}, the word of the glossary for {term.name!r}",
                "mend": f"write {say!r}{note}",
            }

    def terms_in(self, english: str) -> list[Term]:
        """The enforced terms of an English text; a longer one hides those inside it."""
        if self._english is None:
            return []
        found = self._english.finditer(folded(english, ORIGINAL))
        used = {self._named[match[1]].name: self._named[match[1]] for match in found}
        return [term for term in used.values() if term.is_enforced]

    def other_countries(self, code: str, language: str) -> re.Pattern[str] | None:
        """What finds the name of any country but this one."""
        others = [names for known, names in self.countries.items() if known != code]
        forms = tuple(form for names in others for form in names[language])
        return _accepting(forms, language) if forms else None

    def may_name_countries(self, trail: str) -> bool:
        return any(trail == one or trail.startswith(f"{one}.") for one in self._naming)

    def uses(self, term: Term, text: str, language: str) -> bool:
        found = self._accepted[term.name, language].search(folded(text, language))
        return found is not None


def folded(text: str, language: str) -> str:
    """Without what a spelling may vary: case, apostrophe, hamza, vowel signs."""
    text = text.casefold().replace("’", "'").replace("\u00a0", " ")
    return text.translate(_ARABIC) if language == "ar" else text


def _plural(word: str) -> Iterator[str]:
    word = folded(word, ORIGINAL)
    yield from (word, f"{word}s")
    if word.endswith("y"):
        yield f"{word[:-1]}ies"


def _any_of(forms: Collection[str], language: str) -> re.Pattern[str] | None:
    """Whole words, the longest first; None where there is nothing to look for."""
    if not forms:
        return None
    before = _BEFORE_ARABIC if language == "ar" else ""
    longest = sorted(forms, key=len, reverse=True)
    return re.compile(
        rf"(?<![\w-]){before}({'|'.join(map(re.escape, longest))})(?![\w-])"
    )


def _accepting(forms: tuple[str, ...], language: str) -> re.Pattern[str]:
    """Beginnings of words; in Dutch also inside a compound."""
    before = _BEFORE_ARABIC if language == "ar" else ""
    start = "" if language == "nl" else r"(?<!\w)"
    written = [
        r"\w*\s+".join(
            before + re.escape(word) for word in folded(form, language).split()
        )
        for form in forms
    ]
    return re.compile(f"{start}(?:{'|'.join(written)})")


def _missing(term: Term, text: str, language: str) -> dict[str, str]:
    forms = ", ".join(term.forms[language])
    return {
        "found": shortened(text),
        "expected": f"one of: {forms} (the English says {term.name!r})",
        "mend": f"use the term, or add the form to packs/{FILE}",
    }
