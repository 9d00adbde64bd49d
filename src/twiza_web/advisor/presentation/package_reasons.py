"""Why a member of a package is not certain, why an aid was left out, whom to ask."""

from __future__ import annotations

from django.utils.translation import gettext as _

from twiza_web.advisor.presentation.wording import Json, Wording


def doubts_in_words(because: list[str], wording: Wording) -> str:
    """Why a member is not certain, in one line."""
    found = wording.listed([_doubt(one) for one in because])
    return _("Not certain: %(why)s") % {"why": found} if found else ""


def _doubt(because: str) -> str:
    """Why a member does not count as certain."""
    return {
        "range": _("its amount is not settled"),
        "window": _("whether it can be asked for now is to be checked"),
        "assumed": _("it rests on assumptions you have not confirmed"),
        "place": _("the category of the province is inferred"),
        "flagged": _("a figure or a condition is to be confirmed"),
        "combination": _("no text says that it goes with the others"),
        "ceiling": _("a shared ceiling is to be confirmed"),
    }[because]


def set_aside_in_words(item: Json, wording: Wording) -> str:
    values = {
        "name": wording.mechanism(item["id"]),
        "others": wording.mechanisms(item["with"]),
        "ask": wording.operators(item["ask"]),
    }
    if item["reason"] == "unknown_with":
        return (
            _("%(name)s: no text says whether it goes with %(others)s. Ask: %(ask)s.")
            % values
        )
    if item["reason"] == "not_with":
        return _("%(name)s: it may not be had together with %(others)s.") % values
    return _without_room(item["reason"]) % values


def _without_room(reason: str) -> str:
    return {
        "adds_paperwork": _("%(name)s: it would add paperwork and no money."),
        "ceiling": _("%(name)s: a shared ceiling leaves nothing for it."),
        "below_ticket": _("%(name)s: what is left is below its smallest amount."),
        "own_funds": _("%(name)s: it asks for own funds that would cut the rest."),
        "too_late": _("%(name)s: it had to be granted before spending began."),
        "little_more": _("%(name)s: left out to keep it simple."),
    }[reason]


def asks_in_words(pairs: list[Json], wording: Wording) -> list[str]:
    """Each member with those after it on which no text was found, and whom to ask."""
    others: dict[str, list[str]] = {}
    bodies: dict[str, dict[str, None]] = {}
    for pair in pairs:
        first, second = pair["mechanisms"]
        others.setdefault(first, []).append(second)
        bodies.setdefault(first, {}).update(dict.fromkeys(pair["ask"]))
    text = _("Does %(name)s go together with %(others)s? Ask: %(ask)s.")
    return [
        text
        % {
            "name": wording.mechanism(first),
            "others": wording.mechanisms(names),
            "ask": wording.operators(list(bodies[first])),
        }
        for first, names in others.items()
    ]
