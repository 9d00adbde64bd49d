"""The best lawful package: what adds up, what is certain, what was left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from twiza.formats import money
from twiza_web.advisor.amounts import Rate
from twiza_web.advisor.presentation.drawing import Holes, drawn
from twiza_web.advisor.presentation.wording import Json, Wording

Sums = dict[str, str]


@dataclass(frozen=True)
class MemberView:
    id: str
    name: str
    amount: str
    doubts: str


@dataclass(frozen=True)
class PackageView:
    """A package as its template shows it: sums are holes, or empty where none is."""

    members: list[MemberView]
    total: str
    is_money: bool
    total_eur: str
    certain: str
    present_value: str
    rate: str
    guaranteed: str
    borrowed: str
    set_aside: list[str]
    to_ask: list[str]
    names: str


def drawn_package(
    package: Json,
    sums: Sums,
    wording: Wording,
    *,
    template: str,
    words: Callable[[], Json],
) -> SafeString:
    """The package of these members with its sums.

    words  what else the template says; asked the first time only
    """

    def build(holes: Holes) -> Json:
        return {"p": package_view(package, holes, wording), **words()}

    return drawn(wording, template, _structure(package), build, sums)


def _structure(package: Json) -> str:
    """What tells two packages apart but for their sums."""
    return repr([package[n] for n in ("members", "uncertain", "set_aside", "to_ask")])


def package_sums(
    package: Json, amounts: Mapping[str, str], wording: Wording, rate: Rate | None
) -> Sums:
    """The sums of the best package, in words; one that lacks has no entry."""
    total, found = package["total"], main_sums(package, wording)
    if rate is not None and total["value"]:
        found["total_eur"] = money(rate.in_eur(total["value"]), "EUR", wording.language)
    if _is_money(package):
        found["certain"] = wording.money(package["certain_total"])
        found["present_value"] = wording.money(package["present_value"])
        found["rate"] = wording.share(package["rate"])
    for name in package["members"]:
        found[f"of {name}"] = amounts[name]
    return found


def main_sums(package: Json, wording: Wording) -> Sums:
    """What adds up, else what is guaranteed; and what stands apart."""
    main = package["total"] if _is_money(package) else package["guaranteed"]
    found = {"total": wording.range(main)}
    for name in ("guaranteed", "borrowed"):
        if package[name]["most"]:
            found[name] = wording.range(package[name])
    return found


def _is_money(package: Json) -> bool:
    return bool(package["total"]["most"]) or not package["guaranteed"]["most"]


def package_view(package: Json, holes: Holes, wording: Wording) -> PackageView:
    return PackageView(
        members=_members(package, holes, wording),
        total=holes["total"],
        is_money="certain" in holes,
        total_eur=holes.get("total_eur", ""),
        certain=holes.get("certain", ""),
        present_value=holes.get("present_value", ""),
        rate=holes.get("rate", ""),
        guaranteed=holes.get("guaranteed", ""),
        borrowed=holes.get("borrowed", ""),
        set_aside=[_set_aside(item, wording) for item in package["set_aside"]],
        to_ask=[_to_ask(item, wording) for item in package["to_ask"]],
        names=wording.mechanisms(package["members"]),
    )


def _members(package: Json, holes: Holes, wording: Wording) -> list[MemberView]:
    doubts = {item["id"]: item["because"] for item in package["uncertain"]}
    return [
        MemberView(
            id=name,
            name=wording.mechanism(name),
            amount=holes.get(f"of {name}", ""),
            doubts=_doubts(doubts.get(name, []), wording),
        )
        for name in package["members"]
    ]


def _doubts(because: list[str], wording: Wording) -> str:
    """Why a member is not certain, in one line."""
    found = wording.listed([doubt_in_words(one) for one in because])
    return _("Not certain: %(why)s") % {"why": found} if found else ""


def doubt_in_words(because: str) -> str:
    """Why a member does not count as certain."""
    return {
        "range": _("its amount is not settled"),
        "window": _("whether it can be asked for now is to be checked"),
        "assumed": _("it rests on assumptions you have not confirmed"),
        "place": _("the category of the province is inferred"),
        "flagged": _("a figure or a condition is to be confirmed"),
        "combination": _("no text says that it goes with the others"),
    }[because]


def _set_aside(item: Json, wording: Wording) -> str:
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
    return _("%(name)s: it would add paperwork and no money.") % values


def _to_ask(item: Json, wording: Wording) -> str:
    return _("Does %(pair)s go together? Ask: %(ask)s.") % {
        "pair": " + ".join(wording.mechanism(name) for name in item["mechanisms"]),
        "ask": wording.operators(item["ask"]),
    }
