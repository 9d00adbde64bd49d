"""Saved advice as a register: the answers that people chose to keep on the site."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from twiza.errors import InputError
from twiza.reforms.laws import Law
from twiza.reforms.registers import RowsRegister
from twiza.rules.situation import FactValue, read_facts
from twiza_web.advisor.models import SavedAdvice

Laws = tuple[Law, Law]


class SavedRegister:
    """What is saved for a corridor and not past its day.

    unreadable  how many hold an answer that one of the laws no longer takes
    """

    def __init__(self, laws: Laws, at: datetime.datetime) -> None:
        self.laws, self.at = laws, at
        self.unreadable = 0

    def register(self) -> RowsRegister:
        return RowsRegister(self._rows(), self.laws, name="saved advice")

    def _rows(self) -> Iterator[tuple[str, dict[str, FactValue]]]:
        corridor = self.laws[0].rulebook.name
        kept = SavedAdvice.objects.filter(corridor=corridor, expires_at__gt=self.at)
        for advice in kept.order_by("pk").iterator(chunk_size=500):
            facts = advice.kept()["answer"]["facts"]
            if self._is_readable(facts):
                yield f"saved advice {advice.pk}", facts
            else:
                self.unreadable += 1

    def _is_readable(self, facts: dict[str, FactValue]) -> bool:
        """A fact may have been renamed, or bounded otherwise, since it was answered."""
        known = {name for law in self.laws for name in law.rulebook.facts}
        if not known.issuperset(facts):
            return False
        try:
            for law in self.laws:
                mine = {n: v for n, v in facts.items() if n in law.rulebook.facts}
                read_facts(law.rulebook, mine)
        except InputError:
            return False
        return True
