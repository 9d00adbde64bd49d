"""The footnotes of one page: each figure once, with what it is and who says so."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from twiza.articles import Figure
from twiza_web.guide.articles.setting import Setting
from twiza_web.guide.sources import SourceView


def marked(figure: Figure) -> SafeString:
    """The figure, and behind it why it is not certain."""
    mark = format_html(' <span class="small age-due">({})</span>', figure.mark)
    return format_html("<bdi>{}</bdi>{}", figure.text, mark if figure.mark else "")


@dataclass(frozen=True)
class NoteView:
    number: int
    title: str
    figure: Figure
    sources: list[SourceView]


class Notes:
    """Numbers figures in the order in which the page shows them."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.views: list[NoteView] = []
        self._numbers: dict[Figure, int] = {}

    def shown(self, figure: Figure) -> SafeString:
        """The figure with its mark, and the number of its footnote behind it."""
        return format_html("<span>{}{}</span>", marked(figure), self.number(figure))

    def number(self, figure: Figure) -> SafeString:
        """The number of the figure's footnote, as a link to it."""
        is_first = figure not in self._numbers
        if is_first:
            self._add(figure)
        number = self._numbers[figure]
        back = format_html(' id="figure-{}"', number) if is_first else ""
        return format_html(
            '<sup><a href="#note-{}"{} aria-label="{}">{}</a></sup>',
            number,
            back,
            _("Note %(number)s") % {"number": number},
            number,
        )

    def _add(self, figure: Figure) -> None:
        number = len(self.views) + 1
        sources = [self.setting.source(name) for name in figure.sources]
        self._numbers[figure] = number
        self.views.append(
            NoteView(number, _title(figure), figure, [one for one in sources if one])
        )


def _title(figure: Figure) -> str:
    if figure.is_missing:
        return figure.label
    return _("%(label)s: %(text)s") % {"label": figure.label, "text": figure.text}
