"""A package in an answer: members, totals apart, what is set aside and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twiza.advice.assessment import Assessment
from twiza.advice.figures import CURRENCY, Json, cents
from twiza.advice.package.aids import may_combine, papers
from twiza.advice.package.aside import SetAside, set_aside, uncertainties
from twiza.advice.package.best import Package
from twiza.advice.package.lending import (
    Lending,
    fee_of,
    guaranteed_terms,
    loan_terms,
)
from twiza.advice.package.limits import least_own_funds
from twiza.advice.package.order import deadline_of
from twiza.advice.package.sums import Cut, Span, Sums
from twiza.packs.model import DatedValue


def package_answer(
    package: Package,
    assessments: Sequence[Assessment],
    best: Package | None = None,
) -> Json:
    """What docs/answer.md lists under `package`.

    best  the package that this one simplifies
    """
    sums = Sums(package)
    doubts = {
        item.mechanism.name: uncertainties(item, package, sums.cuts)
        for item in package.members
    }
    certain = [item for item in package.members if not doubts[item.mechanism.name]]
    worth = sums.present_value()
    return {
        "members": [item.mechanism.name for item in package.members],
        "total": _span(sums.money()),
        "apply": [_apply(item, package) for item in package.members],
        "papers": sum(map(papers, package.members)),
        "certain_total": cents(sums.certain(certain)),
        "present_value": cents(worth),
        "rate": package.terms.rate,
        "rate_source": package.terms.rate_source,
        "guaranteed": _span(sums.of_kind("guarantee")),
        "borrowed": _span(sums.of_kind("loan")),
        "invested": _span(sums.of_kind("equity")),
        "guarantees": _guarantees(sums),
        "loans": _loans(sums),
        "ceilings": [_ceiling(cut) for cut in sums.cuts],
        "cut": [
            {"id": item.mechanism.name, "of": cents(item.most), "left": cents(left)}
            for item, left in sums.cut_members()
        ],
        "own_funds": _own_funds(package),
        "set_aside": [_aside(one) for one in set_aside(assessments, package, best)],
        "uncertain": [
            {"id": name, "because": because}
            for name, because in doubts.items()
            if because
        ],
        "to_ask": _to_ask(package),
        "proved": package.is_proved,
        "at_most": cents(worth if package.is_proved else package.at_most),
    }


def package_sources(answer: Json) -> Iterator[str]:
    """The sources that the package of an answer names, in its order."""
    for ceiling in answer["ceilings"]:
        yield ceiling["source"]
    for line in answer["guarantees"]:
        yield from _line_sources({"fee_rate": line["fee_rate"], **line.get("loan", {})})
    for line in answer["loans"]:
        yield from _line_sources(line)


def _line_sources(line: Json) -> Iterator[str]:
    for name in ("fee_rate", "rate", "average_rate", "term_years", "grace_years"):
        figure = line.get(name)
        if figure is not None:
            yield figure["source"]


def package_in_short(package: Package) -> Json:
    return {
        "members": [item.mechanism.name for item in package.members],
        "total": _span(Sums(package).money()),
    }


def _span(span: Span) -> Json:
    return {
        "value": cents(span.value),
        "least": cents(span.least),
        "most": cents(span.most),
        "currency": CURRENCY,
    }


def _apply(item: Assessment, package: Package) -> Json:
    deadline = deadline_of(item, package.terms)
    by = deadline.by if deadline else None
    return {
        "id": item.mechanism.name,
        "by": by and by.isoformat(),
        "because": deadline and deadline.because,
    }


# Guarantees and loans


def _guarantees(sums: Sums) -> list[Json]:
    found = []
    for item, covered in sums.each("guarantee"):
        lending = guaranteed_terms(item, sums.package.terms.on)
        fee = fee_of(item, sums.package.terms.on)
        line = {
            "id": item.mechanism.name,
            "principal_covered": _span(covered),
            "fee_rate": _figure(fee),
            "ask": [] if fee else [lending.ask],
        }
        if lending.a_year is not None:
            line["loan"] = _lending(lending)
        found.append(line)
    return found


def _loans(sums: Sums) -> list[Json]:
    found = []
    for item, lent in sums.each("loan"):
        lending = loan_terms(item, lent, sums.package.terms.on)
        ask = [] if lending.rate else [lending.ask]
        found.append({"id": item.mechanism.name, **_lending(lending), "ask": ask})
    return found


def _lending(lending: Lending) -> Json:
    """The inputs of the sum, each with its source, and what it comes to."""
    return {
        "principal": lending.principal and _span(lending.principal),
        "rate": _figure(lending.rate),
        "average_rate": _figure(lending.average),
        "term_years": _figure(lending.term),
        "grace_years": _figure(lending.grace),
        "is_longest_term": lending.is_longest,
        "saved_a_year": lending.a_year and _span(lending.a_year),
        "saved_in_all": lending.in_all and _span(lending.in_all),
    }


def _figure(held: DatedValue | None) -> Json | None:
    if held is None:
        return None
    return {
        "value": held.value,
        "since": held.start.isoformat(),
        "source": held.source,
        "grade": held.grade,
        "reason": held.reason,
    }


# Ceilings, own funds, what is left out


def _ceiling(cut: Cut) -> Json:
    limit = cut.limit
    known = limit.is_known
    return {
        "id": limit.name,
        "over": [item.mechanism.name for item in cut.members],
        "least": cents(limit.least) if known else None,
        "most": cents(limit.most) if known else None,
        "own_funds": cents(cut.own_funds),
        "asked": _span(cut.asked),
        "left": _span(cut.left) if known else None,
        "cuts": cut.cuts,
        "source": limit.source,
        "is_certain": cut.is_certain,
        "reason": limit.ceiling.flagged or limit.rule.unverified,
        "currency": CURRENCY,
    }


def _own_funds(package: Package) -> Json | None:
    """The most that a member asks the investor to bring."""
    asking = [(least_own_funds(item), item.mechanism.name) for item in package.members]
    most, name = max(asking, default=(0.0, ""))
    if not most:
        return None
    return {"least": cents(most), "for": name, "currency": CURRENCY}


def _aside(one: SetAside) -> Json:
    return {
        "id": one.assessment.mechanism.name,
        "reason": one.reason,
        "with": list(one.others),
        "ask": list(one.ask),
        "ceilings": list(one.ceilings),
    }


def _to_ask(package: Package) -> list[Json]:
    """Pairs of members on which no text was found, and whom to ask."""
    found = []
    for index, first in enumerate(package.members):
        for second in package.members[index + 1 :]:
            if not may_combine(first, second):
                operators = (first.mechanism.operator, second.mechanism.operator)
                names = [first.mechanism.name, second.mechanism.name]
                found.append(
                    {"mechanisms": names, "ask": list(dict.fromkeys(operators))}
                )
    return found
