"""Signed cases of packages, and the parts that a package reads: where they go wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from twiza.errors import PackError, TwizaError, did_you_mean
from twiza.packs.model import MONEY_PARTS, PackageCase, Rulebook
from twiza.packs.package_cases import APART, SETS

Json = dict[str, Any]


def loose_parts(rulebook: Rulebook) -> Iterator[PackError]:
    """Parts of a package on facts that neither a condition nor the amount rests on: a
    variant of a venture would not ask for them again.
    """
    from twiza.rules.epochs import epochs_of

    for name, mechanism in rulebook.mechanisms.items():
        parts = [
            v for v in mechanism.versions if any(p in MONEY_PARTS for p in v.parts)
        ]
        for version in parts:
            rules, _ = epochs_of(rulebook, name).built(version.start)
            rule = rules.rules[name]
            for part in rule.parts:
                loose = [fact for fact in part.facts if fact not in rule.facts]
                if part.name in MONEY_PARTS and loose:
                    yield PackError(
                        f"{version.where}.parts.{part.name}",
                        found=f"the fact {loose[0]}",
                        expected="facts on which a condition or the amount rests",
                        mend="write it with those, or add the condition it stands for",
                    )


def broken_package_cases(rulebook: Rulebook) -> Iterator[TwizaError]:
    for case in rulebook.package_cases:
        yield from check_package_case(rulebook, case)


def check_package_case(rulebook: Rulebook, case: PackageCase) -> Iterator[TwizaError]:
    """What the answer says of a signed package, where it differs."""
    stranger = next(_strangers(rulebook, case), None)
    if stranger is not None:
        yield stranger
        return
    try:
        answer = _answered(rulebook, case)
    except TwizaError as problem:
        yield problem
        return
    for key, expected in case.expect.items():
        actual = _actual(answer, key)
        if not _agrees(actual, expected):
            yield PackError(
                f"{case.where}.expect.{key}",
                found=f"{key} {actual!r} ({case.sentence})",
                expected=f"{key} {expected!r} ({case.because or 'no reason shown'})",
                mend="correct the rules, or the case, whichever the law contradicts",
            )


def _strangers(rulebook: Rulebook, case: PackageCase) -> Iterator[PackError]:
    """Names that no mechanism and no ceiling bears."""
    for key, expected in case.expect.items():
        known = rulebook.ceilings if key == "cut" else rulebook.mechanisms
        if key in (*SETS, "cut", "set_aside") and isinstance(expected, (list, dict)):
            for name in expected:
                if name not in known:
                    yield PackError(
                        f"{case.where}.expect.{key}",
                        found=f"the name {name!r}",
                        expected="a mechanism or a ceiling of the rulebook",
                        mend=did_you_mean(str(name), known) or "correct its name",
                    )


def _answered(rulebook: Rulebook, case: PackageCase) -> Json:
    """The three packages, which is all that is built for a case."""
    from twiza.advice.assessment import assess_all
    from twiza.advice.package import (
        best_package,
        likely_package,
        package_answer,
        simplest_package,
        terms_of,
    )
    from twiza.rules import rules_at
    from twiza.rules.situation import read_facts, situation_of

    places = {name: f"{case.where}.given.{name}" for name in case.given}
    known = read_facts(rulebook, case.given, places=places)
    rules = rules_at(rulebook, case.on)
    situation = situation_of(rulebook, rules, known)
    items = assess_all(rulebook, rules, situation, case.on)
    terms = terms_of(rulebook, case.plan, case.on)
    best = best_package(items, terms)
    simplest = simplest_package(items, terms, best)
    return {
        "package": package_answer(best, items),
        "likely_to_ask": package_answer(likely_package(items, terms), items),
        "simplest": package_answer(simplest, items, best),
    }


def _actual(answer: Json, key: str) -> object:
    package = answer["package"]
    if key in ("likely_to_ask", "simplest"):
        return answer[key]["members"]
    if key == "total":
        return package["total"]["value"]
    if key in ("least", "most"):
        return package["total"][key]
    if key in APART:
        return package[key]["value"]
    if key == "cut":
        return {
            one["id"]: round(one["asked"]["most"] - one["left"]["most"], 2)
            for one in package["ceilings"]
            if one["cuts"]
        }
    if key == "set_aside":
        return {one["id"]: one["reason"] for one in package["set_aside"]}
    return package[key]


def _agrees(actual: object, expected: object) -> bool:
    if isinstance(expected, dict) and isinstance(actual, dict):
        return expected.keys() == actual.keys() and all(
            _agrees(actual[key], value) for key, value in expected.items()
        )
    if isinstance(expected, bool) or not isinstance(expected, (int, float)):
        return actual == expected
    return isinstance(actual, (int, float)) and abs(actual - expected) < 0.01
