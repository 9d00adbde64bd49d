"""One mechanism as it is told in one language, on one date."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from twiza.formats import day
from twiza.packs.model import Mechanism, Rulebook, Version
from twiza_web.guide.sources import SourceView, source_view
from twiza_web.guide.windows import Window, window, window_of


@dataclass(frozen=True)
class Reader:
    """As it stood `on` a date; its sources are as old as they are `today`."""

    rulebook: Rulebook
    mechanism: Mechanism
    language: str
    on: datetime.date
    today: datetime.date

    def word(self, *trail: str) -> str:
        return self.rulebook.word(self.language, *trail)

    def own(self, *trail: str) -> str:
        return self.word("mechanisms", self.mechanism.name, *trail)

    def reason(self, text: object) -> str:
        return self.word("reasons", text) if isinstance(text, str) else ""

    def source(self, name: object) -> SourceView | None:
        seen_on = max(self.on, self.today)
        known = name if isinstance(name, str) else None
        return source_view(self.rulebook, known, self.language, seen_on)

    def day(self, on: datetime.date) -> str:
        return day(on, self.language)

    def window(self) -> Window:
        return window(
            self.rulebook, self.mechanism, self.language, on=self.on, today=self.today
        )

    def window_of(self, version: Version) -> Window:
        return window_of(
            self.rulebook,
            self.mechanism,
            version,
            self.language,
            on=self.on,
            today=self.today,
        )
