"""How far the texts of the rulebook that a page shows are, in a sentence or two."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twiza.packs.translations import State


def note(state: State) -> str:
    said = [reviewed_note(state), changed_note(state)]
    return " ".join(one for one in said if one)


def reviewed_note(state: State) -> str:
    if state.reviewed + state.due >= state.total:
        return ""
    return _("Translated from English; not yet reviewed by a native reader.")


def changed_note(state: State) -> str:
    if not state.due:
        return ""
    return ngettext(
        "The English of %(count)s text has changed since its translation.",
        "The English of %(count)s texts has changed since their translation.",
        state.due,
    ) % {"count": state.due}
