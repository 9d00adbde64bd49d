"""One plan seen three ways: without any mechanism, with its package, and with each
premium refused or a year late.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from twiza.finance.appraisal.measures import Appraisal, appraise
from twiza.finance.assets import Premium
from twiza.finance.law import Law
from twiza.finance.model import Plan
from twiza.finance.months import Months
from twiza.finance.premiums import NO_PACKAGE, Package, package_of
from twiza.finance.projection import Projection, project
from twiza.finance.risk.draws import YEARLY_VOLUME, drawn
from twiza.finance.risk.monte_carlo import Spread, monte_carlo
from twiza.finance.shocks import AS_WRITTEN, Shocks
from twiza.finance.statements import Statement, statements
from twiza.finance.wording import sentence
from twiza.packs.model import Rulebook
from twiza.records import record, replaced

LATE_MONTHS = 12


@record
class Variant:
    """The plan with these premiums.

    name       bare, funded, refused or late
    mechanism  which premium is refused or late
    """

    name: str
    mechanism: str | None
    premiums: tuple[Premium, ...]
    projection: Projection

    @cached_property
    def appraisal(self) -> Appraisal:
        return appraise(self.projection)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        return statements(self.projection)


class Study:
    """A plan under the law of a rulebook, with the package that an advice found.

    facts   of the venture: legal form, sector… as in a venture file
    answer  of `twiza.advice.advise`; None leaves every mechanism out
    typed   figures by role that stand in place of the rulebook's
    on      the date of the rules
    text    the venture file it was read from, where there is one
    """

    def __init__(
        self,
        plan: Plan,
        rulebook: Rulebook,
        facts: Mapping[str, object],
        answer: dict[str, Any] | None = None,
        typed: Mapping[str, float] | None = None,
        *,
        on: datetime.date,
        text: str = "",
    ) -> None:
        self.on, self.text = on, text
        self.plan, self.rulebook = plan, rulebook
        self.law = Law(rulebook, Months(plan.start, plan.months), facts, typed)
        wanted = answer is not None and plan.takes_package
        self.package: Package = (
            package_of(answer, plan) if wanted and answer else NO_PACKAGE
        )

    @cached_property
    def bare(self) -> Variant:
        return self._variant("bare", None, ())

    @cached_property
    def funded(self) -> Variant:
        return self._variant("funded", None, self.package.premiums)

    @cached_property
    def variants(self) -> tuple[Variant, ...]:
        """Bare, funded, then each premium refused and each a year late."""
        found = [self.bare]
        if not self.package.premiums:
            return tuple(found)
        found.append(self.funded)
        for one in self.package.premiums:
            others = tuple(p for p in self.package.premiums if p is not one)
            late = replaced(one, month=one.month + LATE_MONTHS)
            found.append(self._variant("refused", one.mechanism, others))
            found.append(self._variant("late", one.mechanism, (*others, late)))
        return tuple(found)

    @cached_property
    def spread(self) -> Spread:
        """The funded plan in drawn scenarios, as the plan's `risk` says."""
        risk = self.plan.risk
        shocks = drawn(
            risk.scenarios,
            seed=risk.seed,
            years=len(self.law.months.year_ends),
            distributions=risk.distributions,
            together=risk.together,
            yearly_volume=YEARLY_VOLUME if risk.is_usual else None,
        )
        return monte_carlo(self.run, shocks, risk.scenarios)

    def run(self, shocks: Shocks = AS_WRITTEN) -> Projection:
        """The funded plan in other circumstances."""
        return project(self.plan, self.law, self.package.premiums, shocks)

    def name_of(self, variant: Variant, language: str) -> str:
        """A variant in words: its mechanism by the name that the packs give it."""
        mechanism = variant.mechanism and self.rulebook.word(
            language, "mechanisms", variant.mechanism, "name"
        )
        return sentence(variant.name, language, mechanism=mechanism)

    def month(self, number: int) -> datetime.date:
        """The first day of a month of the plan, from 1."""
        return self.law.months.longer(number).day(number - 1)

    def _variant(
        self, name: str, mechanism: str | None, premiums: tuple[Premium, ...]
    ) -> Variant:
        one = project(self.plan, self.law, premiums)
        return Variant(name, mechanism, premiums, one)
