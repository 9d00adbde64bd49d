"""The best lawful package: what adds up, what is certain, what was left out."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from twiza.formats import money
from twiza_web.advisor.amounts import Rate
from twiza_web.advisor.presentation.wording import Json, Wording


@dataclass(frozen=True)
class MemberView:
    id: str
    name: str
    amount: str
    doubts: str


@dataclass(frozen=True)
class PackageView:
    title: str
    about: str
    members: list[MemberView]
    total: str
    is_money: bool
    total_eur: str
    certain: str
    is_certain: bool
    present_value: str
    rate: str
    guaranteed: str
    borrowed: str
    set_aside: list[str]
    to_ask: list[str]
    names: str


def package_view(
    package: Json,
    amounts: dict[str, str],
    wording: Wording,
    rate: Rate | None,
    *,
    title: str,
    about: str = "",
) -> PackageView:
    total = package["total"]
    return PackageView(
        title=title,
        about=about,
        members=_members(package, amounts, wording),
        total=_main_figure(package, wording),
        is_money=bool(total["most"]) or not package["guaranteed"]["most"],
        total_eur=_in_eur(total, rate, wording.language),
        certain=wording.money(package["certain_total"]),
        is_certain=package["certain_total"] == total["value"],
        present_value=wording.money(package["present_value"]),
        rate=wording.share(package["rate"]),
        guaranteed=_beside(package["guaranteed"], wording),
        borrowed=_beside(package["borrowed"], wording),
        set_aside=[_set_aside(item, wording) for item in package["set_aside"]],
        to_ask=[_to_ask(item, wording) for item in package["to_ask"]],
        names=wording.mechanisms(package["members"]),
    )


def _main_figure(package: Json, wording: Wording) -> str:
    """The money that adds up, else the loan that is guaranteed."""
    if not package["total"]["most"] and package["guaranteed"]["most"]:
        return wording.range(package["guaranteed"])
    return wording.range(package["total"])


def _members(
    package: Json, amounts: dict[str, str], wording: Wording
) -> list[MemberView]:
    doubts = {item["id"]: item["because"] for item in package["uncertain"]}
    return [
        MemberView(
            id=name,
            name=wording.mechanism(name),
            amount=amounts[name],
            doubts=_doubts(tuple(doubts.get(name, ())), wording),
        )
        for name in package["members"]
    ]


def _doubts(because: tuple[str, ...], wording: Wording) -> str:
    """Why a member is not certain, in one line; the same few reasons come again."""
    if because not in wording.doubts:
        found = wording.listed([doubt_in_words(one) for one in because])
        wording.doubts[because] = (
            _("Not certain: %(why)s") % {"why": found} if found else ""
        )
    return wording.doubts[because]


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


def _beside(amount: Json, wording: Wording) -> str:
    return wording.range(amount) if amount["most"] else ""


def _in_eur(total: Json, rate: Rate | None, language: str) -> str:
    if rate is None or not total["value"]:
        return ""
    return money(rate.in_eur(total["value"]), "EUR", language)


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
