"""A law: the rules of a rulebook on a day, and who applies to whom under it."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from twiza.packs.model import Rulebook
from twiza.records import record, replaced
from twiza.rules import form_at, rules_at
from twiza.rules.compiled import Rule, Rules
from twiza.rules.form import Form
from twiza.rules.table import Table


@record
class Law:
    """What holds on a day.

    settings   what an overlay changed, as a person wrote it; empty for packs as they
               are, whose compiled rules are kept on disk
    base       the packs that an overlay lies over
    """

    rulebook: Rulebook
    on: datetime.date
    settings: tuple[str, ...] = ()
    base: Rulebook | None = None

    def table(self, mechanisms: Collection[str], engine: str = "numpy") -> Table:
        """The rules of these mechanisms for a table of many."""
        rules, form = self._built(mechanisms)
        return Table(self.narrowed, self.on, engine, built=(rules, form))

    @property
    def packs(self) -> Rulebook:
        """The packs as they are, whatever lies over them."""
        return self.base or self.rulebook

    @property
    def narrowed(self) -> Rulebook:
        """The rulebook under the name of its facts: what is kept in memory per set of
        facts is not kept again for every figure that somebody tries.
        """
        return replaced(
            self.rulebook, content_hash=f"facts of {self.packs.content_hash}"
        )

    def rules(self, changed: Collection[str]) -> dict[str, Rule]:
        """The rules of all mechanisms, `changed` those that an overlay may change."""
        known = rules_at(self.packs, self.on).rules
        return known | self._built(changed)[0].rules if self.settings else known

    def _built(self, mechanisms: Collection[str]) -> tuple[Rules, Form]:
        wanted = {
            name: mechanism
            for name, mechanism in self.rulebook.mechanisms.items()
            if name in mechanisms
        }
        if self.settings:
            from twiza.rules.building import build_rules  # brings the parser along

            part = replaced(self.rulebook, mechanisms=wanted, steps={}, consistency={})
            return build_rules(part, self.on)
        rules = rules_at(self.rulebook, self.on)
        chosen = {name: rules.rules[name] for name in wanted}
        return replaced(rules, rules=chosen), form_at(self.rulebook, self.on)
