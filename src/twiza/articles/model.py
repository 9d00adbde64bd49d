"""What an article is once it is read: one text per language, French the original."""

from __future__ import annotations

from twiza.records import record

ORIGINAL = "fr"
SUBJECTS = ("sector", "territory")


@record
class Text:
    """One article in one language.

    `version` is that of the original; `translates`, of a translation, the version it
    was made from. `first_line` is the line of the file on which the body starts.
    """

    language: str
    order: int
    title: str
    summary: str
    version: int | None
    translates: int | None
    is_reviewed: bool
    about: str | None
    body: str
    first_line: int
    where: str

    def at(self, line: int) -> str:
        return f"{self.where}, line {line}"


@record
class Article:
    """An article in the languages that were found; `about` makes it a template."""

    slug: str
    order: int
    about: str | None
    texts: dict[str, Text]

    def text(self, language: str) -> Text:
        """The text in this language, else the original, else any."""
        known = self.texts
        return known.get(language) or known.get(ORIGINAL) or next(iter(known.values()))

    def is_due(self, language: str) -> bool:
        """Whether the original changed since it was translated into this language."""
        text, original = self.texts.get(language), self.texts.get(ORIGINAL)
        if text is None or original is None or language == ORIGINAL:
            return False
        return (text.translates or 0) < (original.version or 0)
