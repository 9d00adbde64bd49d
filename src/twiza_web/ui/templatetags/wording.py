"""How far the texts of a page are: one quiet line, or none."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from twiza.packs.translations import translations_of
from twiza_web.ui.rulebook import current
from twiza_web.ui.translation_state import note

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
