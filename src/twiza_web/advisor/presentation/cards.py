"""One mechanism as a card: what the law says of it, drawn once, and a person's sums."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from twiza_web.advisor.answers import Answers
from twiza_web.advisor.presentation.changes import drawn_changes, moves_in_words
from twiza_web.advisor.presentation.drawing import Holes, drawn
from twiza_web.advisor.presentation.mechanisms import mechanism_view
from twiza_web.advisor.presentation.wording import Json, Wording
from twiza_web.guide.sources import SourceView

MAY_BE_HAD = ("eligible", "undetermined")
# Above this an upper bound says only that the cost is not known yet.
TELLING_MOST = 100_000_000


@dataclass(frozen=True)
class PartView:
    label: str
    text: str
    source: SourceView | None
    is_flagged: bool


@dataclass(frozen=True)
class Card:
    """One mechanism on the page, drawn with this person's sums."""

    id: str
    role: str
    status: str
    amount: str
    html: SafeString
    can_change: bool  # a change within reach would open it
    is_line: bool = False  # folded behind one line

    @property
    def is_aid(self) -> bool:
        return self.role == "aid"

    @property
    def may_be_had(self) -> bool:
        return self.is_aid and self.status in MAY_BE_HAD

    @property
    def is_refused(self) -> bool:
        return self.is_aid and self.status not in MAY_BE_HAD


def drawn_card(
    item: Json, wording: Wording, answers: Answers, *, is_line: bool
) -> Card:
    """is_line  an aid that may be had is one line that unfolds, not a card"""
    amount = amount_in_words(item, wording, "total_cost_mad" in answers.facts)
    if item["role"] != "aid":
        template, sums = "_duty.html", {"amount": amount} if amount else {}
    elif item["status"] in MAY_BE_HAD:
        template = "_aid_line.html" if is_line else "_aid.html"
        sums = {"amount": amount, **_parts(item, wording)}
    else:
        template, sums = _refused(item, wording, answers)

    def build(holes: Holes) -> Json:
        view = mechanism_view(item, wording)
        return {"m": view, "parts": _part_views(item, holes, wording), **holes}

    html = drawn(wording, template, _law_key(item), build, sums)
    can_change = bool(item["changes"])
    return Card(
        item["id"], item["role"], item["status"], amount, html, can_change, is_line
    )


def _refused(
    item: Json, wording: Wording, answers: Answers
) -> tuple[str, dict[str, str]]:
    """One line with the smallest change; in full where none is within reach."""
    sums: dict[str, str] = {"changes": drawn_changes(item, wording, answers)}
    if not item["changes"]:
        return "_refused.html", sums
    moved = moves_in_words(item["changes"][0], wording)
    return "_refused_line.html", {"change": moved, **sums}


def _parts(item: Json, wording: Wording) -> dict[str, str]:
    """The figures an amount is made of, as far as they are known."""
    return {
        _part_hole(part): wording.part(part) for part in item["parts"] if _tells(part)
    }


def _tells(part: Json) -> bool:
    least, most = part["least"], part["most"]
    if least is None or most is None:
        return False
    return bool(least == most or most <= TELLING_MOST)


def _part_hole(part: Json) -> str:
    return f"part {part['name']}"


def _part_views(item: Json, holes: Holes, wording: Wording) -> list[PartView]:
    trail = ("mechanisms", item["id"], "parts")
    return [
        PartView(
            label=wording.word(*trail, part["name"]),
            text=holes[_part_hole(part)],
            source=wording.source(part["source"]),
            is_flagged=part["grade"] != "sourced",
        )
        for part in item["parts"]
        if _part_hole(part) in holes
    ]


def _law_key(item: Json) -> tuple[Hashable, ...]:
    """What tells two cards of one mechanism on one day apart, but for its sums."""
    return (
        item["id"],
        item["status"],
        item["reason"],
        item["jointly_impossible"],
        item["pays"] and item["pays"]["date"],
        tuple([condition["holds"] for condition in item["conditions"]]),
        tuple([flag["name"] for flag in item["flags"]]),
    )


def has_telling_amount(item: Json) -> bool:
    """An aid that may be had, with a figure that says something of this venture."""
    if item["role"] != "aid" or item["status"] not in MAY_BE_HAD or item["reason"]:
        return False
    amount = item["amount"]
    return bool(amount and amount["most"] and amount["most"] <= TELLING_MOST)


def amount_in_words(item: Json, wording: Wording, is_cost_known: bool = True) -> str:
    """`1 200 000 MAD`, `nothing, or from … to …`, `up to …`, or no figure at all."""
    amount = item["amount"]
    if item["rate"] is not None:
        return wording.share(item["rate"])
    if amount is None or item["status"] not in MAY_BE_HAD:
        return ""
    if item["reason"] or amount["most"] is None:
        return _("ask the operator")
    if amount["value"] is not None:
        return wording.money(amount["value"])
    if not is_cost_known and amount["most"] > TELLING_MOST:
        return _("depends on the total cost")
    if item["up_to"]:
        return wording.between(0, amount["most"])
    if item["status"] == "undetermined":
        return _nothing_or(amount, wording)
    return wording.between(amount["least"], amount["most"])


def _nothing_or(amount: Json, wording: Wording) -> str:
    least, most = amount["least_if_granted"], amount["most"]
    if least == most:
        return _("nothing, or %(most)s") % {"most": wording.money(most)}
    if not least:
        return _("nothing, or up to %(most)s") % {"most": wording.money(most)}
    return _("nothing, or from %(least)s to %(most)s") % {
        "least": wording.money(least),
        "most": wording.money(most),
    }
