"""What lies near at hand: thresholds, and the same venture in other provinces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from twiza.advice.provinces import alike, closed, opened
from twiza_web.advisor.answers import Answers
from twiza_web.advisor.presentation.changes import (
    beside_sums,
    move,
    package_sums,
)
from twiza_web.advisor.presentation.drawing import Holes, drawn, together
from twiza_web.advisor.presentation.wording import Json, Wording

SHOWN_GAINS, SHOWN_LOSSES = 3, 2  # the others are folded


def drawn_thresholds(
    answer: Json, wording: Wording, answers: Answers
) -> dict[str, SafeString]:
    """The best `gains` and the worst `losses`; the others apart, under `more_…`."""
    found = {}
    for name, kind, shown in (
        ("gains", "gain", SHOWN_GAINS),
        ("losses", "loss", SHOWN_LOSSES),
    ):
        near = [one for one in answer["thresholds"] if one["kind"] == kind]
        near.sort(key=_difference, reverse=kind == "gain")
        parts = [_threshold(one, wording, answers) for one in near]
        found[name] = together(parts[:shown])
        found[f"more_{name}"] = together(parts[shown:])
    return found


def _difference(one: Json) -> float:
    before, after = (one[f"package_{end}"]["total"] for end in ("before", "after"))
    return float(after["most"] - before["most"])


def _threshold(one: Json, wording: Wording, answers: Answers) -> SafeString:
    names = [one["mechanism"], *one["also"]]
    sums = {
        "text": move(one["fact"], one, wording),
        "query": answers.query_with({one["fact"]: one["to"]}),
        **_amounts(one, wording),
        **package_sums(one, wording),
        **beside_sums(one, wording),
    }

    def build(holes: Holes) -> Json:
        also = wording.mechanisms(names[1:])
        return {"name": wording.mechanism(names[0]), "also": also, **holes}

    return drawn(wording, "_threshold.html", tuple(names), build, sums)


def _amounts(one: Json, wording: Wording) -> dict[str, str]:
    """What the aid brings now and then; `gone` where it is lost and had no figure."""
    before = _amount(one["amount_before"], wording)
    if one["status_after"] != "ineligible":
        return {"now": before, "then": _amount(one["amount_after"], wording)}
    return {"lost": before} if before else {"gone": wording.phrases.yes}


def _amount(amount: Json, wording: Wording) -> str:
    if amount["most"] is None:
        return ""
    if amount["value"] is not None:
        return wording.money(amount["value"])
    return wording.phrases.up_to % {"most": wording.money(amount["most"])}


# Other provinces


def drawn_provinces(answer: Json, wording: Wording, answers: Answers) -> SafeString:
    """The pilot provinces of each programme, those that are alike together."""
    parts = [_area(area, wording, answers) for area in answer["provinces"]]
    return together(parts)


def _area(area: Json, wording: Wording, answers: Answers) -> SafeString:
    fact = wording.rulebook.facts["province"]
    here, groups = area["province"], alike(area["elsewhere"])
    asked = {name for one in area["elsewhere"] for name in one["ask_again"]}
    again = [wording.fact(name) for name in answers.facts if name in asked]
    sums: dict[str, str] = {
        "total": wording.range(area["package"]["total"]),
        "rows": _rows(area["elsewhere"], wording, answers),
    }
    moves = _moves(groups, wording)
    if moves.strip():
        sums["moves"] = moves
    if here:
        sums["here"] = wording.value(fact, here)
    if again:
        sums["again"] = wording.listed(again)
    if any(one["inferred"] for one in area["elsewhere"]):
        sums["inferred"] = "*"
    return drawn(wording, "_provinces.html", (), dict, sums)


def _rows(elsewhere: list[Json], wording: Wording, answers: Answers) -> SafeString:
    """One row for each sum: the places where the package brings it, the best first."""
    rows: dict[tuple[float, ...], list[Json]] = {}
    for one in elsewhere:
        total, change = one["package"]["total"], one["difference"]
        key = (-total["most"], -total["least"], change["most"], change["least"])
        rows.setdefault(key, []).append(one)
    return together([_row(rows[key], wording, answers) for key in sorted(rows)])


def _row(places_alike: list[Json], wording: Wording, answers: Answers) -> SafeString:
    first = places_alike[0]
    places: list[str] = [_place(one, wording, answers) for one in places_alike]
    sums = {
        "places": SafeString(wording.listed(places)),
        "total": wording.range(first["package"]["total"]),
        "difference": difference_in_words(first["difference"], wording),
    }
    return drawn(wording, "_elsewhere.html", (), dict, sums)


@dataclass(frozen=True)
class MovesView:
    """Places that are alike, with the aids that open and close there."""

    places: str
    gained: str
    lost: str


def _moves(groups: list[list[Json]], wording: Wording) -> SafeString:
    """Those of each group where any aid opens or closes."""
    told = [
        (tuple([one["province"] for one in group]), gained, lost)
        for group in groups
        if any((gained := tuple(opened(group[0])), lost := tuple(closed(group[0]))))
    ]

    def build(_: Holes) -> Json:
        fact = wording.rulebook.facts["province"]
        return {
            "moves": [
                MovesView(
                    wording.listed([wording.choice(fact, code) for code in codes]),
                    _named(gained, wording),
                    _named(lost, wording),
                )
                for codes, gained, lost in told
            ]
        }

    return drawn(wording, "_elsewhere_moves.html", tuple(told), build)


def _named(names: Iterable[str], wording: Wording) -> str:
    """Names of mechanisms hold commas."""
    return " · ".join([wording.mechanism(name) for name in names])


def _place(one: Json, wording: Wording, answers: Answers) -> SafeString:
    """The name of a province, with the way to its result."""
    code, is_inferred = one["province"], bool(one["inferred"])
    sums = {"query": answers.query_with({"province": code})}

    def build(holes: Holes) -> Json:
        name = wording.choice(wording.rulebook.facts["province"], code)
        return {"name": name, "is_inferred": is_inferred, **holes}

    html = drawn(wording, "_elsewhere_place.html", (code, is_inferred), build, sums)
    return SafeString(html.strip())  # a comma follows


def difference_in_words(change: Json, wording: Wording) -> str:
    """`300 000 MAD less`; both ends where it is not settled."""
    if change["value"] is not None:
        return _more_or_less(change["value"], wording)
    ends = [_more_or_less(change[end], wording) for end in ("least", "most")]
    if ends[0] == ends[1]:
        return ends[0]
    return _("at least %(least)s, at most %(most)s") % {
        "least": ends[0],
        "most": ends[1],
    }


def _more_or_less(value: float, wording: Wording) -> str:
    if not value:
        return _("no difference")
    words = _("%(amount)s more") if value > 0 else _("%(amount)s less")
    return words % {"amount": wording.money(abs(value))}
