"""How far the text of an article is, and the rulebook's words that it borrows."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from twiza.articles import Article, Text, pieces
from twiza.packs.translations import translations_of
from twiza_web.guide.articles.setting import Setting
from twiza_web.ui.translation_state import changed_note

_LISTS_OF_MECHANISMS = ("conditions", "figures", "apply", "together")


def wording_of(article: Article, setting: Setting) -> str:
    """One quiet line; empty where a person reviewed all that the page says."""
    text, said = article.text(setting.language), []
    if not text.is_reviewed:
        said.append(_("This text was not yet reviewed by a person of the trade."))
    if article.is_due(setting.language):
        said.append(_("The French text has changed since this translation."))
    borrowed = tuple(dict.fromkeys(_borrowed(text)))
    if borrowed:
        texts = translations_of(setting.rulebook)
        said.append(changed_note(texts.state(setting.language, *borrowed)))
    return " ".join(one for one in said if one)


def _borrowed(text: Text) -> Iterator[str]:
    """The entries of the rulebook's words that its placeholders show."""
    for piece in pieces(text.body):
        found = piece.placeholder
        if found is None:
            continue
        if found.kind == "steps":
            yield from (f"steps.{name}" for name in found.names)
        elif found.kind in _LISTS_OF_MECHANISMS:
            yield from (f"mechanisms.{name}" for name in found.names)
        elif found.kind in ("mechanism", "step", "document", "operator"):
            yield f"{found.kind}s.{found.names[0]}"
