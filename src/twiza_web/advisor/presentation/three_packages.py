"""The three packages of an answer, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from twiza_web.advisor.presentation.drawing import Holes, drawn
from twiza_web.advisor.presentation.package import is_money, main_sums, papers_in_words
from twiza_web.advisor.presentation.wording import Json, Wording


@dataclass(frozen=True)
class AnswerView:
    """One of the three packages beside the others."""

    title: str
    total: str
    guaranteed: str
    papers: str
    is_same: bool


def drawn_three(best: Json, alternatives: Json, wording: Wording) -> SafeString:
    """The three packages side by side; nothing where none holds an aid."""
    packages = {"best": best, **alternatives}
    if not any(package["members"] for package in packages.values()):
        return SafeString("")
    sums, told = {}, {}
    for name, package in packages.items():
        found = main_sums(package, wording)
        sums[name] = found["total"]
        if is_money(package) and "guaranteed" in found:
            sums[f"{name} guaranteed"] = found["guaranteed"]
        is_same = name != "best" and package["members"] == best["members"]
        told[name] = package["papers"], is_same

    def build(holes: Holes) -> Json:
        titles = {
            "best": _("The best"),
            "likely_to_ask": _("Worth asking for"),
            "simplest": _("The simplest"),
        }
        answers = [
            AnswerView(
                title=titles[name],
                total=holes[name],
                guaranteed=holes.get(f"{name} guaranteed", ""),
                papers=papers_in_words(count),
                is_same=is_same,
            )
            for name, (count, is_same) in told.items()
        ]
        return {"answers": answers}

    return drawn(wording, "_three.html", repr(told), build, sums)
