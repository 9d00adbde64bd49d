"""The last sheet: what was filled in, and every figure of the rules with its source."""

from __future__ import annotations

from typing import Any

from twiza.finance.study import Study
from twiza.finance.wording import sentence
from twiza.finance.workbook.layout import Formats


class NotesSheet:
    """Words and figures alone: nothing here is computed."""

    def __init__(
        self, book: Any, study: Study, formats: Formats, language: str
    ) -> None:
        self.sheet = book.add_worksheet(sentence("notes", language))
        self.study, self.formats, self.language = study, formats, language
        self.line = 0
        self.sheet.set_column(0, 0, 46)
        self.sheet.set_column(1, 4, 24)
        self._assumed()
        self._figures()

    def _assumed(self) -> None:
        self._titles("assumed", ("value", "source"))
        for item in self.study.plan.assumed:
            value = "–" if item.value is None else str(item.value)
            self._line(item.key, value, self._source(item.source))

    def _figures(self) -> None:
        self.line += 1
        self._titles("figures", ("value", "date", "grade", "source"))
        for figure in self.study.law.used.values():
            word = self.study.rulebook.word(self.language, "parameters", figure.name)
            value = figure.held.value
            shown = str(value) if isinstance(value, (int, float)) else "…"
            start, grade = figure.held.start.isoformat(), figure.held.grade
            self._line(
                word,
                shown,
                start,
                sentence(f"grade_{grade}", self.language),
                self._source(figure.held.source),
            )

    def _source(self, name: str) -> str:
        source = self.study.rulebook.sources.get(name)
        if source is None:
            return sentence("source_plan", self.language)
        parts = [source.publisher, source.title, source.url]
        return ", ".join(part for part in parts if part)

    def _titles(self, name: str, titles: tuple[str, ...]) -> None:
        words = [
            sentence(name, self.language),
            *(sentence(t, self.language) for t in titles),
        ]
        for column, word in enumerate(words):
            self.sheet.write_string(self.line, column, word, self.formats.heading)
        self.line += 1

    def _line(self, *texts: str) -> None:
        for column, text in enumerate(texts):
            self.sheet.write_string(self.line, column, text, self.formats.text)
        self.line += 1
