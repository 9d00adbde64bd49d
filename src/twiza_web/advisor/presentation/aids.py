"""Which aids stand as cards, which as one line, and how many of each there are."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twiza_web.advisor.presentation.cards import (
    MAY_BE_HAD,
    Card,
    has_telling_amount,
)
from twiza_web.advisor.presentation.drawing import drawn, together
from twiza_web.advisor.presentation.wording import Json, Wording

MOST_BESIDE = 4  # cards beside those of the package: a phone shows one at a time


def shown_as_cards(answer: Json) -> frozenset[str]:
    """The package, and the largest amounts beside it: first those that surely fit."""
    members = answer["package"]["members"]
    beside = [
        item
        for item in answer["mechanisms"]
        if item["id"] not in members and has_telling_amount(item)
    ]
    beside.sort(
        key=lambda item: (MAY_BE_HAD.index(item["status"]), -item["amount"]["most"])
    )
    return frozenset([*members, *(item["id"] for item in beside[:MOST_BESIDE])])


def aids_of(cards: list[Card], members: list[str]) -> list[Card]:
    """Aids that fit or may fit: the package first, then by how sure they are."""
    found = [card for card in cards if card.may_be_had]
    return sorted(
        found, key=lambda card: (card.id not in members, MAY_BE_HAD.index(card.status))
    )


def drawn_aids(aids: list[Card], wording: Wording) -> SafeString:
    """The cards, then a line for each other aid under how many there are."""
    lines = [card for card in aids if card.is_line]
    fit = [card for card in lines if card.status == "eligible"]
    fit_title = ngettext(
        "%(count)s other aid that fits", "%(count)s other aids that fit", len(fit)
    )
    unknown = [card for card in lines if card.status == "undetermined"]
    unknown_title = ngettext(
        "%(count)s other aid not yet known",
        "%(count)s other aids not yet known",
        len(unknown),
    )
    return together(
        [
            html_of(card for card in aids if not card.is_line),
            _group(fit_title, fit, wording),
            _group(unknown_title, unknown, wording),
        ]
    )


def _group(title: str, cards: list[Card], wording: Wording) -> SafeString:
    if not cards:
        return SafeString("")
    sums = {"title": title % {"count": len(cards)}, "aids": html_of(cards)}
    return drawn(wording, "_aid_group.html", (), dict, sums)


def html_of(cards: Iterable[Card]) -> SafeString:
    return together([card.html for card in cards])


def refused_of(cards: list[Card]) -> dict[str, SafeString | str]:
    """First those that a change would open; the many others behind one line."""
    refused = [card for card in cards if card.is_refused]
    near = [card for card in refused if card.can_change]
    far = [card for card in refused if not card.can_change]
    title = ngettext(
        "%(count)s other that does not fit",
        "%(count)s others that do not fit",
        len(far),
    ) % {"count": len(far)}
    return {"refused": html_of(near), "others": html_of(far), "others_title": title}


def subline(cards: list[Card]) -> str:
    """How many fit, are open, do not fit: three answers, never one."""
    status = [card.status for card in cards if card.is_aid]
    return _("Fit: %(yes)s · not yet known: %(open)s · do not fit: %(no)s") % {
        "yes": status.count("eligible"),
        "open": status.count("undetermined"),
        "no": status.count("ineligible"),
    }
