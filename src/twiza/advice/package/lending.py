"""Guarantees and loans: lines of their own, which never add to a grant.

A guarantee covers principal; a loan below the average rate saves interest. Where a fee
or a rate is not known, the line says whom to ask.
"""

from __future__ import annotations

import datetime

from twiza.advice.assessment import Assessment
from twiza.advice.package.sums import Span, span
from twiza.packs.model import DatedValue, Parameter
from twiza.records import record

# The shared figure that a loan is compared with: docs/packs.md.
AVERAGE_RATE = "lending_rate_smaller_firms"
RATES = ("interest_rate", "client_rate")
TERMS, GRACES = ("term_years", "longest_term"), ("grace_years", "longest_grace")
MONTHS = 12


@record
class Lending:
    """What a loan costs beside the average loan; a guaranteed one where it has a rate.

    principal  of the loan; None where no rule states it
    a_year     less interest for a year on the whole principal
    in_all     less interest until it is repaid; None where its term is not known
    ask        whom to ask where the rate is not known
    """

    rate: DatedValue | None
    average: DatedValue | None
    term: DatedValue | None
    grace: DatedValue | None
    is_longest: bool
    principal: Span | None
    a_year: Span | None
    in_all: Span | None
    ask: str


def loan_terms(item: Assessment, principal: Span, on: datetime.date) -> Lending:
    """Of a loan of a package; `principal` is what is lent."""
    return _lending(item, principal, on)


def guaranteed_terms(item: Assessment, on: datetime.date) -> Lending:
    """Of the loan that a guarantee stands for, as far as its rule states it."""
    stated = item.parts.get("principal")
    return _lending(item, None if stated is None else span(*stated), on)


def fee_of(item: Assessment, on: datetime.date) -> DatedValue | None:
    """The commission of a guarantee, as a share of what it covers."""
    return _figure(item, ("commission_rate",), on)


def whom_to_ask(item: Assessment) -> str:
    """The body that takes the application, else the operator."""
    steps = item.mechanism.apply
    return steps[0].body if steps else item.mechanism.operator


def _lending(item: Assessment, principal: Span | None, on: datetime.date) -> Lending:
    rate = _figure(item, RATES, on)
    average = _held(item.rulebook.parameters.get(AVERAGE_RATE), on)
    term, grace = _figure(item, TERMS, on), _figure(item, GRACES, on)
    saving = a_year = in_all = None
    if rate is not None and average is not None and principal is not None:
        saving = (_number(rate), _number(average))
        a_year = _scaled(principal, saving[1] - saving[0])
        if term is not None:
            in_all = _scaled(principal, _saved(*saving, _months(term), _months(grace)))
    return Lending(
        rate=rate,
        average=average,
        term=term,
        grace=grace,
        is_longest="longest_term" in item.mechanism.parameters,
        principal=principal,
        a_year=a_year,
        in_all=in_all,
        ask=whom_to_ask(item),
    )


def _saved(rate: float, average: float, months: int, grace: int) -> float:
    """Less interest on a loan of 1, over its whole term."""
    return interest_on(1, average, months, grace) - interest_on(1, rate, months, grace)


def interest_on(
    principal: float, yearly_rate: float, months: int, grace_months: int = 0
) -> float:
    """All interest of a loan: in grace months interest alone is paid, then equal
    instalments; without a month left for these, the principal at once.

    source  annuity-immediate: Kellison, The Theory of Interest, ch. 3
    """
    monthly = yearly_rate / MONTHS
    paying = months - grace_months
    if paying <= 0:
        return principal * monthly * months
    if monthly == 0:
        return 0.0
    instalment = principal * monthly / (1 - (1 + monthly) ** -paying)
    return principal * monthly * grace_months + instalment * paying - principal


def _scaled(principal: Span, share: float) -> Span:
    value = None if principal.value is None else principal.value * share
    ends = sorted((principal.least * share, principal.most * share))
    return Span(value, *ends)


def _figure(
    item: Assessment, names: tuple[str, ...], on: datetime.date
) -> DatedValue | None:
    """The first of these parameters of the mechanism that has a figure on the day."""
    for name in names:
        held = _held(item.mechanism.parameters.get(name), on)
        if held is not None:
            return held
    return None


def _held(parameter: Parameter | None, on: datetime.date) -> DatedValue | None:
    held = parameter.at(on) if parameter else None
    return held if held and isinstance(held.value, (int, float)) else None


def _number(held: DatedValue) -> float:
    assert isinstance(held.value, (int, float))
    return held.value


def _months(held: DatedValue | None) -> int:
    return 0 if held is None else round(_number(held) * MONTHS)
