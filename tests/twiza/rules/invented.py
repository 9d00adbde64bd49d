"""An invented mechanism, told by chance in the language of the packs, and a reader of
that language that shares nothing with the engine but the parser.
"""

from __future__ import annotations

import datetime
from itertools import pairwise

from hypothesis import strategies as st

from tests.twiza.minipack import FILES
from tests.twiza.rules.test_translating import claims as compared
from tests.twiza.rules.test_translating import numbers as combined
from twiza.packs.model import Condition
from twiza.packs.rulebook import read_rulebook
from twiza.records import replaced
from twiza.rules.expressions import Call, Literal, Name
from twiza.rules.form import Form
from twiza.rules.mechanism import Building
from twiza.rules.parsing import parse

ON = datetime.date(2026, 2, 1)

MORE_FACTS = """
  balance: {about: money, type: money, unit: MAD, least: -5_000_000, most: 5_000_000}
  turnover: {about: money, type: money, unit: MAD, least: 1_000, most: 1_000_000_000}
  part: {about: money, type: share, least: 0, most: 1}
  factor: {about: money, type: number, unit: share, least: 0.5, most: 4}
  swing: {about: money, type: number, unit: share, least: -2, most: 3}
  depth: {about: money, type: number, unit: share, least: -4, most: -0.5}
derived:
"""
MECHANISM = """
mechanism: invented
role: aid
kind: premium
operator: office
parameters:
  threshold: {unit: MAD, values: [{from: 2020-01-01, value: 1_000_000, source: law}]}
  small: {unit: MAD, values: [{from: 2020-01-01, value: 250_000, source: law}]}
  quarter: {unit: share, values: [{from: 2020-01-01, value: 0.25, source: law}]}
  tenth: {unit: share, values: [{from: 2020-01-01, value: 0.1, source: law}]}
  few_jobs: {unit: job, values: [{from: 2020-01-01, value: 12, source: law}]}
  minimum_jobs: {unit: job/MMAD, values: [{from: 2020-01-01, value: 1.5, source: law}]}
  jobs_rates:
    bands: job/MMAD
    unit: share
    values: [{from: 2020-01-01, source: law, value: [{at_least: 2, value: 0.05}, {above: 5, value: 0.07}, {above: 10, value: 0.03}]}]
  cost_rates:
    bands: MAD
    unit: share
    values: [{from: 2020-01-01, source: law, value: [{above: 0, value: 0.2}, {at_least: 1_000_000, value: 0.4}, {above: 3_000_000, value: 0.1}]}]
  tax:
    scale: MAD
    unit: share
    values: [{from: 2020-01-01, source: law, value: [{above: 0, value: 0}, {above: 40_000, value: 0.1}, {above: 900_000, value: 0.3}]}]
  zone_rates: {by: zone, unit: share, values: [{from: 2020-01-01, source: law, value: {A: 0.10, B: 0.15, none: 0}}]}
  sector_rates: {by: sector, unit: share, values: [{from: 2020-01-01, source: law, value: {farm: 0.3, mill: 0.2, hotel: 0}}]}
  sectors: {of: sector, values: [{from: 2020-01-01, value: [mill, hotel], source: law}]}
versions:
  - from: 2020-01-01
    state: open
    source: law
    conditions: {is_regular: is_regular}
    amount: cost
apply: [{step: file, body: office}]
"""


def invented_rulebook(root):
    """The small corridor with more facts, and a mechanism that has every kind of figure."""
    files = {**FILES, "countries/bb/mechanisms/invented.yaml": MECHANISM}
    facts = files["countries/bb/facts.yaml"]
    files["countries/bb/facts.yaml"] = facts.replace(
        "derived:\n", MORE_FACTS.lstrip("\n")
    )
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_rulebook(root, "aa-bb")


def rule_of(book, conditions, amount):
    """The rule that says this, and the form it stands in."""
    mechanism, form = book.mechanisms["invented"], Form()
    version = replaced(
        mechanism.versions[0],
        amount=amount,
        conditions=tuple(
            Condition(f"claim_{number}", text, None, "sourced", None, "here")
            for number, text in enumerate(conditions)
        ),
    )
    return Building(book, mechanism, version, ON, form).rule(), form


# What the mechanism may say


def _shares(deeper):
    money, share, claim = deeper
    return st.one_of(
        combined((share, claim)),
        st.builds("({} / {})".format, money, st.sampled_from(["cost", "turnover"])),
        st.builds("({} / {})".format, share, st.sampled_from(["factor", "depth"])),
        st.builds("bands({}, cost_rates)".format, money),
    )


def _money(deeper):
    money, share, claim = deeper
    return st.one_of(
        st.builds("({} {} {})".format, money, st.sampled_from("+-"), money),
        st.builds("({} * {})".format, share, money),
        st.builds("({} / {})".format, money, st.sampled_from(["factor", "depth"])),
        st.builds("({}({}, {}))".format, st.sampled_from(["min", "max"]), money, money),
        st.builds("({} if {} else {})".format, money, claim, money),
        st.builds("scale({}, tax)".format, money),
    )


MONEY_FACTS = ["cost", "own_funds", "land", "balance", "turnover"]
MONEY_0 = st.sampled_from([*MONEY_FACTS, "threshold", "small", "0"])
SHARE_0 = st.sampled_from(
    [
        *(
            "own_share",
            "part",
            "factor",
            "swing",
            "depth",
            "quarter",
            "tenth",
            "0",
            "1",
        ),
        *("bands(cost, cost_rates)", "bands(jobs_per_million, jobs_rates)"),
        *("lookup(sector, sector_rates)", "lookup(zone, zone_rates)"),
    ]
)
CLAIM_0 = st.sampled_from(
    [
        *("is_regular", "is_quarrel", "sector == 'mill'", "sector in sectors"),
        *("cost >= threshold", "cost > small", "own_funds <= small", "part < quarter"),
        *("jobs >= few_jobs", "jobs_per_million > minimum_jobs", "balance > 0"),
        *("zone != 'A'", "swing >= 0", "part == 1", "jobs == few_jobs"),
    ]
)
_LOWEST = (MONEY_0, SHARE_0, CLAIM_0)


def _claims(deeper):
    money, share, claim = deeper
    return compared((money, claim)) | compared((share, claim))


MONEY_1 = MONEY_0 | _money(_LOWEST)
SHARE_1 = SHARE_0 | _shares(_LOWEST)
CLAIM_1 = CLAIM_0 | _claims(_LOWEST)
MONEY_2 = _money((MONEY_1, SHARE_1, CLAIM_1))
CLAIM_2 = _claims((MONEY_1, SHARE_1, CLAIM_1))
MONEY_3 = _money((MONEY_1 | MONEY_2, SHARE_1, CLAIM_1))
AMOUNT = MONEY_1 | MONEY_2 | MONEY_3
CLAIM = CLAIM_1 | CLAIM_2

SPECIAL = {
    "cost": (1, 250_000, 1_000_000, 3_000_000, 8_666_666.67),
    "own_funds": (0, 40_000, 250_000, 900_000, 1_000_000),
    "land": (0, 1_000_000),
    "balance": (0, -5_000_000, 5_000_000, 250_000),
    "turnover": (1_000, 1_000_000, 4_000_000),
    "part": (0, 1, 0.25, 0.1),
    "factor": (0.5, 1, 4),
    "swing": (0, -2, 1, 3),
    "depth": (-4, -1, -0.5),
    "jobs": (0, 11, 12, 13),
}


def value_of(fact, draw):
    """A value of a fact by chance: special figures, small ones and large ones."""
    if fact.type == "flag":
        return draw.random() < 0.6
    if fact.type == "choice":
        return draw.choice(fact.choices)
    if fact.type == "place":
        return draw.choice(["BB-X", "BB-Y", "BB-Z"])
    if draw.random() < 0.35:
        value = draw.choice([*SPECIAL[fact.name], fact.least, fact.most])
    elif fact.most - fact.least < 100:
        value = round(draw.uniform(fact.least, fact.most), 2)
    else:
        sign = -1 if fact.least < 0 and draw.random() < 0.5 else 1
        value = sign * round(min(fact.most, 1e9) ** draw.random(), 2)
    value = min(max(value, fact.least), fact.most)
    return float(int(value)) if fact.type == "count" else float(value)


# What it means


class Reader:
    """Works an expression out for known facts, in whatever arithmetic it is given."""

    def __init__(self, book, facts, number, mechanism="invented", on=ON):
        self.book, self.facts, self.number, self.on = book, facts, number, on
        self.own = book.mechanisms[mechanism].parameters
        version = book.mechanisms[mechanism].version_at(on)
        self.rules = {**book.derived, **(version.parts if version else {})}

    def of(self, text):
        return self.value(parse(text, "here"))

    def value(self, expression):
        match expression:
            case Literal(value=value):
                return self.number(value) if isinstance(value, int) else value
            case Name(name=name):
                return self._named(name)
            case Call(operation="if", operands=(test, yes, no)):
                return self.value(yes if self.value(test) else no)
            case Call(operation="and", operands=operands):
                return all(self.value(operand) for operand in operands)
            case Call(operation="or", operands=operands):
                return any(self.value(operand) for operand in operands)
            case Call(operation=operation, operands=(one, Name(name=name))) if (
                operation in ("bands", "scale", "lookup")
            ):
                return getattr(self, f"_{operation}")(self.value(one), name)
            case Call(operation="in", operands=(one, Name(name=name))):
                return self.value(one) in self._held(name)
            case Call(operation=operation, operands=operands):
                return _MEANINGS[operation](*map(self.value, operands))

    def _named(self, name):
        if name in self.facts:
            value = self.facts[name]
            is_figure = not isinstance(value, (bool, str))
            return self.number(value) if is_figure else value
        if name in self.rules:
            return self.of(self.rules[name])
        return self.number(1_000_000 if name == "million" else self._held(name))

    def _held(self, name):
        return (self.own.get(name) or self.book.parameters[name]).at(self.on).value

    def _bands(self, value, name):
        found = 0
        for row in self._held(name):
            mark = self.number(row.threshold)
            if value > mark or (row.inclusive and value == mark):
                found = row.value
        return self.number(found)

    def _scale(self, value, name):
        rows, due = self._held(name), self.number(0)
        ends = [*(self.number(row.threshold) for row in rows), max(value, 0)]
        for row, (start, end) in zip(rows, pairwise(ends), strict=True):
            due += self.number(row.value) * max(min(value, max(start, end)) - start, 0)
        return due

    def _lookup(self, key, name):
        place = self.book.places.provinces.get(key)
        if place is not None:
            return place.columns[name].value
        return self.number(self._held(name)[key])


_MEANINGS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "min": min,
    "max": max,
    "not": lambda a: not a,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    "<": lambda a, b: a < b,
    "in": lambda a, b: a in b,
}
