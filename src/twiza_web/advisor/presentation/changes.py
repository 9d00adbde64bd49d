"""What would open a mechanism that does not fit, and what that does to the package."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twiza_web.advisor.answers import Answers
from twiza_web.advisor.presentation.drawing import drawn, together
from twiza_web.advisor.presentation.wording import Json, Wording

MOST_OTHERS = 3


def drawn_changes(item: Json, wording: Wording, answers: Answers) -> SafeString:
    """Every change of one mechanism, the smallest first."""
    parts = [
        _drawn_change(change, wording, answers, is_first=not number)
        for number, change in enumerate(item["changes"])
    ]
    if not item["changes_complete"]:
        parts.append(drawn(wording, "_search_cut.html", (), dict))
    return together(parts)


def _drawn_change(
    change: Json, wording: Wording, answers: Answers, *, is_first: bool
) -> SafeString:
    """One change, what it does to the package, and the way to its result."""
    moves = change["facts"]
    sums = {
        "text": moves_in_words(change, wording),
        "query": answers.query_with({name: moves[name]["to"] for name in moves}),
        **package_sums(change, wording),
        **beside_sums(change, wording),
        **_others(change, wording),
    }
    template = "_change.html" if is_first else "_another_change.html"
    return drawn(wording, template, (), dict, sums)


def moves_in_words(change: Json, wording: Wording) -> str:
    moves = change["facts"]
    return wording.listed([move(name, moves[name], wording) for name in moves])


def move(name: str, moved: Json, wording: Wording) -> str:
    """`Stable jobs: from 13 to 31`."""
    fact = wording.rulebook.facts[name]
    return wording.phrases.move % {
        "fact": wording.fact(name),
        "old": wording.value(fact, moved["from"]),
        "new": wording.value(fact, moved["to"]),
    }


def package_sums(told: Json, wording: Wording) -> dict[str, str]:
    """What the package brings before and after; `same` where nothing of it changes."""
    before, after = (
        wording.range(told[f"package_{end}"]["total"]) for end in ("before", "after")
    )
    return {"same": before} if before == after else {"before": before, "after": after}


def beside_sums(told: Json, wording: Wording) -> dict[str, str]:
    """What else is asked: money to find, answers that hold for the present place."""
    found = {}
    if told.get("to_finance"):
        found["to_finance"] = wording.money(told["to_finance"])
    if told.get("ask_again"):
        names = [wording.fact(name) for name in told["ask_again"]]
        found["ask_again"] = wording.listed(names)
    return found


def _others(change: Json, wording: Wording) -> dict[str, str]:
    """The other choices that open it as well."""
    also = change["also"]
    if not also:
        return {}
    shown = wording.listed([_choice(values, wording) for values in also[:MOST_OTHERS]])
    left = len(also) - MOST_OTHERS
    if left > 0:
        shown = ngettext(
            "%(others)s and %(count)s more", "%(others)s and %(count)s more", left
        ) % {"others": shown, "count": left}
    return {"others": shown}


def _choice(values: Json, wording: Wording) -> str:
    facts = wording.rulebook.facts
    shown = [wording.value(facts[name], value) for name, value in values.items()]
    if len(shown) == 1:
        return shown[0]
    return _("%(one)s with %(other)s") % {"one": shown[0], "other": shown[1]}
