"""The days on which the rules of a rulebook change."""

from __future__ import annotations

import datetime

from twiza.packs.model import Rulebook


def change_dates(rulebook: Rulebook) -> list[datetime.date]:
    """Every day on which a version or a figure begins or ends, in order."""
    days = {datetime.date.min}
    day = datetime.timedelta(days=1)
    laws = [*rulebook.mechanisms.values(), *(c.law for c in rulebook.ceilings.values())]
    owned = [rulebook.parameters, *(law.parameters for law in laws)]
    for parameters in owned:
        for parameter in parameters.values():
            days.update(value.start for value in parameter.values)
    for law in laws:
        for version in law.versions:
            days.add(version.start)
            if version.end:
                days.add(version.end + day)
    return sorted(days)
