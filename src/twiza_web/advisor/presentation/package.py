"""The best lawful package: what adds up, what is certain, what was left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twiza.formats import money
from twiza_web.advisor.amounts import Rate
from twiza_web.advisor.presentation.drawing import Holes, drawn
from twiza_web.advisor.presentation.package_lines import (
    lent_in_words,
    limits_in_words,
    line_sums,
)
from twiza_web.advisor.presentation.package_reasons import (
    asks_in_words,
    doubts_in_words,
    set_aside_in_words,
)
from twiza_web.advisor.presentation.wording import Json, Wording

Sums = dict[str, str]


@dataclass(frozen=True)
class MemberView:
    id: str
    name: str
    amount: str
    cut: str
    deadline: str
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
    papers: str
    limits: list[str]
    lent: list[str]
    status: str
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
    return repr([package[name] for name in SAID] + _apart(package))


SAID = ("apply", "papers", "uncertain", "set_aside", "to_ask", "proved")


def _apart(package: Json) -> list[object]:
    """What is said of ceilings, guarantees and loans but for their sums."""
    own = package["own_funds"]
    ceilings = [(o["id"], o["cuts"], o["left"] is None) for o in package["ceilings"]]
    cut = [one["id"] for one in package["cut"]]
    return [own and own["for"], ceilings, cut]


def package_sums(
    package: Json, amounts: Mapping[str, str], wording: Wording, rate: Rate | None
) -> Sums:
    """The sums of the best package, in words; one that lacks has no entry."""
    total, found = package["total"], main_sums(package, wording)
    if rate is not None and total["value"]:
        found["total_eur"] = money(rate.in_eur(total["value"]), "EUR", wording.language)
    if is_money(package):
        found["certain"] = wording.money(package["certain_total"])
        found["present_value"] = wording.money(package["present_value"])
        found["rate"] = wording.share(package["rate"])
    for name in package["members"]:
        found[f"of {name}"] = amounts[name]
    for one in package["cut"]:
        found[f"left {one['id']}"] = wording.money(one["left"])
    return found


def main_sums(package: Json, wording: Wording) -> Sums:
    """What adds up, else what is guaranteed; and what stands apart."""
    main = package["total"] if is_money(package) else package["guaranteed"]
    found = {"total": wording.range(main), **line_sums(package, wording)}
    for name in ("guaranteed", "borrowed"):
        if package[name]["most"]:
            found[name] = wording.range(package[name])
    return found


def is_money(package: Json) -> bool:
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
        papers=papers_in_words(package["papers"]),
        limits=limits_in_words(package, holes, wording),
        lent=lent_in_words(package, holes, wording),
        status=_status(package, holes),
        set_aside=[set_aside_in_words(item, wording) for item in package["set_aside"]],
        to_ask=asks_in_words(package["to_ask"], wording),
        names=wording.mechanisms(package["members"]),
    )


def _members(package: Json, holes: Holes, wording: Wording) -> list[MemberView]:
    doubts = {item["id"]: item["because"] for item in package["uncertain"]}
    return [
        MemberView(
            id=one["id"],
            name=wording.mechanism(one["id"]),
            amount=holes.get(f"of {one['id']}", ""),
            cut=_cut(one["id"], holes),
            deadline=_deadline(one, wording),
            doubts=doubts_in_words(doubts.get(one["id"], []), wording),
        )
        for one in package["apply"]
    ]


def _cut(name: str, holes: Holes) -> str:
    left = holes.get(f"left {name}")
    if left is None:
        return ""
    return _("Of this %(left)s count: a shared ceiling cuts the rest.") % {"left": left}


def _deadline(one: Json, wording: Wording) -> str:
    """By when to apply, where a day or the first spending decides it."""
    if one["because"] == "before_spending":
        if not one["by"]:
            return _("Get it granted before you spend.")
        by = {"day": wording.day(one["by"])}
        return _("Get it granted before you spend: by %(day)s.") % by
    if one["because"] == "closes":
        return _("Ask for it by %(day)s.") % {"day": wording.day(one["by"])}
    return ""


def papers_in_words(count: int) -> str:
    return ngettext(
        "%(count)s application step", "%(count)s application steps", count
    ) % {"count": count}


def _status(package: Json, holes: Holes) -> str:
    """Whether the search looked at everything."""
    if package["proved"]:
        return _("Every lawful combination was weighed: none is worth more.")
    return _("The search was stopped: no package is worth more than %(amount)s.") % {
        "amount": holes["at_most"]
    }
