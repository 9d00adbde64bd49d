"""Venture files: what a person knows of an investor and a venture, as YAML."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from twiza.errors import InputError, shortened
from twiza.packs import Rulebook, load_rulebook
from twiza.records import record
from twiza.rules.situation import FactValue, read_facts
from twiza.territory.criteria import read_weights
from twiza.territory.distances import read_customers

if TYPE_CHECKING:
    from twiza.packs.reading import Node

MOST_BYTES = 256_000
NO_WEIGHTS: Mapping[str, float] = {}
MONEY_KEYS = ("amount", "month", "number", "gross_monthly_wage")


@record
class Venture:
    """One investor and one venture, as a file states them.

    weights    by which places are compared, by criterion
    customers  where they are: a province, or latitude and longitude
    """

    corridor: str
    facts: dict[str, FactValue]
    date: datetime.date | None
    plan: dict[str, object]
    weights: Mapping[str, float] = NO_WEIGHTS
    customers: str | None = None


def read_venture_file(path: Path, rulebook: Rulebook | None = None) -> Venture:
    return read_venture(venture_bytes(path), rulebook, where=path.name)


def venture_bytes(path: Path) -> bytes:
    """What a venture file holds; of one that is too long just enough to see that."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as mistake:
        raise InputError(
            str(path),
            found=mistake.strerror or "a file that cannot be opened",
            expected="a venture file",
            mend="correct the path; examples/ holds four to start from",
        ) from None


def read_venture(
    raw: bytes | str, rulebook: Rulebook | None = None, where: str = "venture file"
) -> Venture:
    """The venture in a YAML text, every fact checked against the rulebook.

    raises  InputError with line, what was found, what was expected, how to mend it
    """
    if len(raw) > MOST_BYTES:
        raise InputError(
            where,
            found=f"more than {MOST_BYTES:,} bytes",
            expected="a venture file of a few kilobytes",
            mend="keep only corridor, date, facts, plan, weights and customers",
        )
    from twiza.packs.reading import read_text  # brings PyYAML along

    part = read_text(raw, shown_as=where).keyed(
        "corridor facts", "date plan weights customers"
    )
    corridor = part["corridor"].text()
    if rulebook is None or rulebook.name != corridor:
        rulebook = _rulebook(part["corridor"], rulebook)
    nodes = part["facts"].mapping()
    given = {name: node.plain() for name, node in nodes.items()}
    places = {
        name: f"{node.file}, line {node.line}, {name}" for name, node in nodes.items()
    }
    return Venture(
        corridor=corridor,
        facts=read_facts(rulebook, given, where, places),
        date=part["date"].day() if "date" in part else None,
        plan=_plan(part["plan"]) if "plan" in part else {},
        weights=_weights(part["weights"]) if "weights" in part else NO_WEIGHTS,
        customers=_customers(part["customers"], rulebook)
        if "customers" in part
        else None,
    )


def _weights(node: Node) -> Mapping[str, float]:
    given = {name: item.plain() for name, item in node.mapping().items()}
    return read_weights(given, f"{node.file}, line {node.line}, weights")


def _customers(node: Node, rulebook: Rulebook) -> str:
    where = f"{node.file}, line {node.line}, customers"
    return read_customers(rulebook.places, node.text(), where)


def _rulebook(node: Node, other: Rulebook | None) -> Rulebook:
    from twiza.packs import corridors

    if other is not None:
        raise node.wrong(f"the corridor {other.name}", "open it with its own corridor")
    return load_rulebook(node.one_of(corridors()))


def _plan(node: Node) -> dict[str, object]:
    part = node.mapping()
    plan = {key: item.plain() for key, item in part.items()}
    start = plan.get("start")
    if start is not None and not (
        isinstance(start, str) and re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", start)
    ):
        raise part["start"].wrong("a month of the form 2027-03", "write year-month")
    rate = plan.get("discount_rate")
    if rate is not None and not (isinstance(rate, (int, float)) and 0 <= rate < 1):
        raise part["discount_rate"].wrong("a share from 0 to 1", "write 0.10 for 10 %")
    for key in ("investments", "staff"):
        if key in part:
            _money_lines(part[key])
    for key in ("purchases", "overheads"):
        if key in part:
            _local_shares(part[key])
    return plan


def _money_lines(node: Node) -> None:
    """The figures of investments and staff that an advice compares with the facts."""
    for item in node.items():
        for key, value in item.mapping().items():
            if key in MONEY_KEYS and value.number() < 0:
                raise value.wrong("0 or more", "correct the figure")


def _local_shares(node: Node) -> None:
    """How much of a line is bought in the venture's own province."""
    for item in node.items():
        share = item.mapping().get("local_share")
        if share is not None and not 0 <= share.number() <= 1:
            raise share.wrong("a share from 0 to 1", "write 0.25 for 25 %")


def planned_cost(plan: dict[str, object]) -> float | None:
    """The sum of the plan's investments, before tax; None where it states none."""
    return _sum(plan.get("investments"), "amount")


def planned_jobs(plan: dict[str, object]) -> float | None:
    return _sum(plan.get("staff"), "number")


def _sum(lines: object, key: str) -> float | None:
    if not isinstance(lines, list) or not lines:
        return None
    found = [line.get(key) for line in lines if isinstance(line, dict)]
    return sum(value for value in found if isinstance(value, (int, float)))


def realisation_month(plan: dict[str, object]) -> int | None:
    """The month of the plan in which the last building or equipment is paid."""
    lines = plan.get("investments")
    if not isinstance(lines, list):
        return None
    months = [
        line["month"]
        for line in lines
        if isinstance(line, dict)
        and line.get("kind") in ("building", "equipment")
        and isinstance(line.get("month"), int)
    ]
    return max(months, default=None)


def write_venture(venture: Venture) -> str:
    """The venture as YAML that `read_venture` reads back to the same."""
    import yaml

    tree: dict[str, object] = {"corridor": venture.corridor}
    if venture.date:
        tree["date"] = venture.date
    tree["facts"] = dict(venture.facts)
    if venture.plan:
        tree["plan"] = venture.plan
    if venture.weights:
        tree["weights"] = dict(venture.weights)
    if venture.customers:
        tree["customers"] = venture.customers
    text: str = yaml.safe_dump(
        tree, allow_unicode=True, sort_keys=False, default_flow_style=None, width=100
    )
    return text


def month_after(start: datetime.date, months: int) -> tuple[int, int]:
    """Year and month, `months` after the month of `start`."""
    count = start.year * 12 + start.month - 1 + months
    return count // 12, count % 12 + 1


def shown_month(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def started_on(plan: dict[str, object]) -> datetime.date | None:
    """The first day of the plan's month 1."""
    start = plan.get("start")
    if not isinstance(start, str):
        return None
    try:
        return datetime.date.fromisoformat(f"{start}-01")
    except ValueError:
        raise InputError(
            "plan, start",
            found=shortened(start),
            expected="a month of the form 2027-03",
            mend="write year-month",
        ) from None
