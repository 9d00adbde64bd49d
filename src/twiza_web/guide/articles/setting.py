"""What an article is told in: rulebook, language, date and, of a template, subject."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from twiza.articles import Article, load_articles
from twiza.packs.model import Rulebook
from twiza_web.guide.reader import Reader
from twiza_web.guide.sources import SourceView, source_view
from twiza_web.ui.rulebook import current


@lru_cache(maxsize=1)
def current_articles() -> dict[str, Article]:
    """Read once per process, as the rulebook is."""
    return load_articles(current())


@dataclass(frozen=True)
class Setting:
    """As it stood `on` a date, read `today`; `subject` is a sector or a province."""

    rulebook: Rulebook
    articles: dict[str, Article]
    language: str
    on: datetime.date
    today: datetime.date
    subject: str = ""

    def word(self, *trail: str) -> str:
        return self.rulebook.word(self.language, *trail)

    @property
    def seen_on(self) -> datetime.date:
        return max(self.on, self.today)

    def source(self, name: str) -> SourceView | None:
        return source_view(self.rulebook, name, self.language, self.seen_on)

    def reader(self, mechanism: str) -> Reader:
        found = self.rulebook.mechanisms[mechanism]
        return Reader(self.rulebook, found, self.language, self.on, self.today)

    def address(self, page: str, *names: str) -> str:
        """A page of the guide on the same date."""
        asked = "" if self.on == self.today else f"?date={self.on}"
        return reverse(f"guide:{page}", args=names) + asked
