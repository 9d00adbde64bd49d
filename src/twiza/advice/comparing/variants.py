"""Variants of a venture: each with its facts, its plan and its province."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from twiza.advice.comparing.staying import Staying, staying_by
from twiza.advice.venture import Venture
from twiza.errors import InputError
from twiza.records import record, replaced
from twiza.rules.situation import FactValue

LETTERS = "ABCD"
FEWEST, MOST = 2, len(LETTERS)


@record
class Variant:
    """One venture in one province.

    name       the letter it has in a comparison
    label      what the person calls it: a file, a place
    customers  where the customers are, as the person states it
    """

    name: str
    label: str
    facts: Mapping[str, FactValue]
    plan: dict[str, object]
    staying: Staying
    customers: str | None

    @property
    def province(self) -> str | None:
        found = self.facts.get("province")
        return found if isinstance(found, str) else None

    def number(self, fact: str) -> float | None:
        found = self.facts.get(fact)
        return None if isinstance(found, (bool, str)) else found


def variant_of(label: str, venture: Venture, customers: str | None = None) -> Variant:
    return Variant(
        name="",
        label=label,
        facts=venture.facts,
        plan=venture.plan,
        staying=staying_by(venture.plan),
        customers=customers or venture.customers,
    )


def moved(variant: Variant, province: str) -> Variant:
    """The same venture in another province."""
    facts = {**variant.facts, "province": province}
    return replaced(variant, facts=facts, label=province)


def lettered(variants: Sequence[Variant], where: str = "FILES") -> list[Variant]:
    """Two to four variants, named A to D in their order; InputError for any other."""
    if not FEWEST <= len(variants) <= MOST:
        count = len(variants)
        raise InputError(
            where,
            found=f"{count} variant" if count == 1 else f"{count} variants",
            expected=f"from {FEWEST} to {MOST} of them side by side",
            mend="add a file, or other places with --places MA-OUJ,MA-NAD"
            if count < FEWEST
            else "leave some out; `twiza where FILE` ranks any number of places",
        )
    return [
        replaced(variant, name=letter)
        for letter, variant in zip(LETTERS, variants, strict=False)
    ]


def one_corridor(ventures: Mapping[str, Venture]) -> str:
    """The corridor that all files share; InputError where they do not."""
    first_file, first = next(iter(ventures.items()))
    for file, venture in ventures.items():
        if venture.corridor != first.corridor:
            raise InputError(
                file,
                found=f"the corridor {venture.corridor}",
                expected=f"the corridor {first.corridor}, as in {first_file}",
                mend="compare ventures of one corridor: their rules are others",
            )
    return first.corridor


def one_day(ventures: Mapping[str, Venture]) -> datetime.date | None:
    """The day that all dated files state; InputError where two days differ."""
    days = {file: one.date for file, one in ventures.items() if one.date}
    for file, day in days.items():
        first_file, first = next(iter(days.items()))
        if day != first:
            raise InputError(
                file,
                found=f"the date {day}",
                expected=f"the date {first}, as in {first_file}",
                mend=f"compare on one day: --date {first}",
            )
    return next(iter(days.values()), None)
