"""What stays in the province by the plan: wages, and what is bought there.

Both are of one full year once everybody is hired and sales have reached their last
stated volume, at the plan's prices of month 1. What is bought in the province is what
the person says: a line counts where it states its `local_share`, and no other does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from twiza.records import record
from twiza.territory.figure import Figure, absent, known

MONTHS = 12
CURRENCY = "MAD"
UNIT = "MAD_a_year"

Line = Mapping[str, Any]


@record
class Staying:
    wages: Figure
    purchases: Figure


def staying_by(plan: Mapping[str, object]) -> Staying:
    """What the plan of a venture file says; absent where it does not say."""
    if plan.get("currency", CURRENCY) != CURRENCY:
        other = absent("other_currency", UNIT)
        return Staying(other, other)
    return Staying(_wages(plan), _purchases(plan))


def stated(wages: float | None, purchases: float | None) -> Staying:
    """As a person states them, where no plan is at hand."""
    return Staying(
        absent("not_stated", UNIT)
        if wages is None
        else known(wages, UNIT, basis="stated"),
        absent("not_stated", UNIT)
        if purchases is None
        else known(purchases, UNIT, basis="stated"),
    )


def _wages(plan: Mapping[str, object]) -> Figure:
    lines = list(_lines(plan, "staff"))
    monthly = [_product(line, "number", "gross_monthly_wage") for line in lines]
    if not lines or None in monthly:
        return absent("not_stated", UNIT)
    a_month = sum(pay for pay in monthly if pay is not None)
    return known(
        a_month * MONTHS,
        UNIT,
        basis="plan",
        a_month=a_month,
        over_plan=_wages_over(plan, lines),
        years=plan.get("horizon_years"),
    )


def _wages_over(plan: Mapping[str, object], lines: list[Line]) -> float | None:
    """All wages of the plan's years, from the month each person starts, unraised."""
    years = plan.get("horizon_years")
    if not isinstance(years, int):
        return None
    total = 0.0
    for line in lines:
        first = line.get("from_month", 1)
        if not isinstance(first, int):
            return None
        months = max(0, years * MONTHS - first + 1)
        total += (_product(line, "number", "gross_monthly_wage") or 0.0) * months
    return total


def _purchases(plan: Mapping[str, object]) -> Figure:
    bought = {
        str(line.get("name")): (_yearly_cost(line, plan), line.get("local_share"))
        for key in ("purchases", "overheads")
        for line in _lines(plan, key)
    }
    counted = {
        name: cost * share
        for name, (cost, share) in bought.items()
        if cost is not None and _is_share(share)
    }
    left_out = [name for name in bought if name not in counted]
    if not counted:
        return absent("not_stated", UNIT, left_out=left_out)
    return known(
        sum(counted.values()), UNIT, basis="plan", lines=counted, left_out=left_out
    )


def _yearly_cost(line: Line, plan: Mapping[str, object]) -> float | None:
    """Of an overhead its months; of a purchase its unit cost times the units sold."""
    if line.get("currency", CURRENCY) != CURRENCY:
        return None
    if _is_number(line.get("monthly")):
        return float(line["monthly"]) * MONTHS
    cost, volume = _product(line, "unit_cost"), _last_volume(line.get("for"), plan)
    return None if cost is None or volume is None else cost * volume


def _last_volume(sold: object, plan: Mapping[str, object]) -> float | None:
    for line in _lines(plan, "sales"):
        if line.get("name") == sold and sold is not None:
            volumes = line.get("yearly_volume")
            last = volumes[-1] if isinstance(volumes, list) and volumes else volumes
            return float(last) if _is_number(last) else None
    return None


def _lines(plan: Mapping[str, object], key: str) -> Iterator[Line]:
    lines = plan.get(key)
    for line in lines if isinstance(lines, list) else []:
        if isinstance(line, dict):
            yield line


def _product(line: Line, *names: str) -> float | None:
    found = 1.0
    for name in names:
        value = line.get(name)
        if not _is_number(value):
            return None
        found *= value
    return found


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_share(value: object) -> TypeGuard[float]:
    return _is_number(value) and 0 <= value <= 1
