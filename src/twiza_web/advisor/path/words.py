"""Steps, days, places and costs of a path in the reader's language."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twiza.formats import money, month, number
from twiza.timetable.intervals import interval
from twiza_web.advisor.presentation.steps import cost_label, days_label, where_label
from twiza_web.advisor.presentation.wording import Json, Wording


class PathWords:
    """The words of one answer; the words of the day are shared by all of them."""

    def __init__(self, answer: Json, wording: Wording) -> None:
        self.answer, self.wording = answer, wording
        self.language = wording.language
        self.steps: dict[str, Json] = {step["id"]: step for step in answer["steps"]}

    def day(self, iso: str | None) -> str:
        return self.wording.day(iso) if iso else _("no date")

    def month(self, iso: str) -> str:
        return month(datetime.date.fromisoformat(iso), self.language)

    def span(self, first: str, last: str, *, with_year: bool = True) -> str:
        days = map(datetime.date.fromisoformat, (first, last))
        return interval(*days, self.language, with_year=with_year)

    def short_day(self, iso: str) -> str:
        return self.span(iso, iso)

    def stay(self, text: str) -> str:
        return self.span(*text.split(".."))

    def name(self, step: Json) -> str:
        """Of an application what is to be done; whose it is stands beside it."""
        if step["mechanism"]:
            trail = ("mechanisms", step["mechanism"], "apply", step["step"])
            return self.wording.word(*trail)
        name = self.wording.word("steps", step["step"], "name")
        return _("%(step)s, once more") % {"step": name} if step["renews"] else name

    def names(self, ids: Iterable[str]) -> list[str]:
        """Of applications only for what they are made, each once."""
        found = [
            self.wording.mechanism(step["mechanism"])
            if step["mechanism"]
            else self.name(step)
            for step in map(self.steps.__getitem__, ids)
        ]
        return list(dict.fromkeys(found))

    def listed(self, names: Iterable[str]) -> str:
        return self.wording.listed(list(names))

    def how(self, step: Json) -> str:
        if step["mechanism"]:
            return ""
        return self.wording.word("steps", step["step"], "how")

    def place(self, step: Json) -> str:
        if step["where"] is None:
            return _("How it is done was not found: ask")
        if step["where"] == "in_person" and step["office"] == "residence":
            return _("At a counter in Belgium")
        return where_label(step["where"])

    def other_ways(self, step: Json) -> str:
        others = [way for way in step["ways"] if way != step["where"]]
        if not others:
            return ""
        ways = self.listed(where_label(way) for way in others)
        return _("Also possible: %(ways)s") % {"ways": ways}

    def days(self, step: Json) -> str:
        days = step["days"]
        if days["typical"] is None:
            return _("duration not found")
        if days["counts"] == "working":
            shown = ngettext(
                "%(days)s working day", "%(days)s working days", int(days["typical"])
            )
            return shown % {"days": number(days["typical"], self.language)}
        return days_label(days, self.wording)

    def cost(self, step: Json) -> str:
        return cost_label(step["cost"], self.wording)

    def slack(self, step: Json) -> str:
        days = step["slack_days"]
        if days is None:
            return ""
        if not days:
            return _("no slack")
        shown = ngettext("%(days)s day of slack", "%(days)s days of slack", days)
        return shown % {"days": number(days, self.language)}

    def total(self, total: Json) -> str:
        least, most, confirmed = (
            money(total[key], total["currency"], self.language)
            for key in ("least", "most", "confirmed_most")
        )
        return _("from %(least)s to %(most)s, of which confirmed %(confirmed)s") % {
            "least": least,
            "most": most,
            "confirmed": confirmed,
        }


def holiday_name(name: str) -> str:
    """A religious holiday by its name in the calendar; others keep theirs."""
    known = {
        "Eid al-Fitr": _("Eid al-Fitr"),
        "Eid al-Adha": _("Eid al-Adha"),
        "Islamic New Year": _("Islamic New Year"),
        "Prophet's Birthday": _("the Prophet's birthday"),
    }
    return known.get(name, name)
