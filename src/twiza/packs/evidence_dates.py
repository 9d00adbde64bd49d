"""Days that cannot be: a text checked before it appeared, a state known in advance.

Freshness rests on these days. One that lies after the pack's own would make a figure
look fresh for as long as nobody notices.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from twiza.errors import PackError
from twiza.packs.model import Mechanism, Rulebook, Source, Version


def impossible_dates(rulebook: Rulebook) -> Iterator[PackError]:
    """What rests on a day that cannot be, and what does not say on whom it rests."""
    last = max(pack.date for pack in rulebook.packs)
    for source in rulebook.sources.values():
        yield from _of_source(source, last)
    for mechanism in rulebook.mechanisms.values():
        for version in mechanism.versions:
            yield from _of_version(version, last)
        yield from _of_payment(mechanism)


def _of_source(source: Source, last: datetime.date) -> Iterator[PackError]:
    checked = source.checked_on
    if checked is not None and checked > last:
        yield _later_than_pack(f"{source.where}.checked_on", checked, last)
    if source.published and source.published[:10] > last.isoformat():
        yield _later_than_pack(f"{source.where}.published", source.published, last)
    elif checked is not None and _is_before(checked, source.published):
        yield PackError(
            f"{source.where}.checked_on",
            found=f"{checked}, before it was published ({source.published})",
            expected="the day on which the text was last known to say so",
            mend="write that day, or leave it out: the source is then due",
        )
    if source.review_every < 1:
        yield PackError(
            f"{source.where}.review_every",
            found=f"{source.review_every} days",
            expected="at least one day",
            mend="write after how many days somebody should look again",
        )


def _is_before(day: datetime.date, published: str | None) -> bool:
    """A month or a year is compared as far as it is written."""
    return published is not None and day.isoformat()[: len(published)] < published


def _of_version(version: Version, last: datetime.date) -> Iterator[PackError]:
    if version.source is None:
        yield PackError(
            version.where,
            found="a version without a source",
            expected="who says that it is so: source: …",
            mend="name the source of its state and of what rests on no figure",
        )
    if version.as_of is not None and version.as_of > last:
        yield _later_than_pack(f"{version.where}.as_of", version.as_of, last)


def _of_payment(mechanism: Mechanism) -> Iterator[PackError]:
    pays = mechanism.pays
    if pays is not None and pays.source is None and pays.flagged is None:
        yield PackError(
            f"{mechanism.where}, pays",
            found=f"{pays.months} months, on no source",
            expected="source: …, or flagged: and why",
            mend="name who says so; of a usual delay write flagged: …",
        )
    if "claw_back_years" in mechanism.obliges and not mechanism.obliges.get("source"):
        yield PackError(
            f"{mechanism.where}, obliges.claw_back_years",
            found=f"{mechanism.obliges['claw_back_years']} years, on no source",
            expected="source: …",
            mend="name who says so",
        )


def _later_than_pack(where: str, found: object, last: datetime.date) -> PackError:
    return PackError(
        where,
        found=f"{found}, after the day of the pack ({last})",
        expected="a day on or before it",
        mend="correct the day, or the pack's own date",
    )
