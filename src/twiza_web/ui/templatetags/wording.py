"""How far the texts of a page are: one quiet line, or none."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from twiza.packs.translations import State, translations_of
from twiza_web.ui.rulebook import current

register = template.Library()


@register.simple_tag
def translation_note(*entries: str) -> SafeString:
    """Says that nobody has reviewed these texts, or that their original has changed.

    entries  what the page shows, such as `mechanisms` or `mechanisms.mdm-invest`; left
             out: all texts of the rulebook
    """
    state = translations_of(current()).state(get_language() or "en", *entries)
    text = note(state)
    return (
        format_html('<p class="small muted wording">{}</p>', text)
        if text
        else SafeString("")
    )


def note(state: State) -> str:
    said = []
    if state.reviewed + state.due < state.total:
        said.append(_("Translated from English; not yet reviewed by a native reader."))
    if state.due:
        said.append(
            ngettext(
                "The English of %(count)s text has changed since its translation.",
                "The English of %(count)s texts has changed since their translation.",
                state.due,
            )
            % {"count": state.due}
        )
    return " ".join(said)
