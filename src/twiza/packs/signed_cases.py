"""Signed cases: what an answer must say, and where it differs."""

from __future__ import annotations

from collections.abc import Iterator

from twiza.errors import PackError, TwizaError, did_you_mean
from twiza.packs.model import Case, Mechanism, Rulebook

LEAST_CASES = 3
A_YES_A_NO_AN_EDGE = "a yes, a no, an edge"
NO = ("ineligible", "closed")


def broken_cases(rulebook: Rulebook) -> Iterator[TwizaError]:
    for case in rulebook.cases:
        yield from check_case(rulebook, case)
    yield from missing_cases(rulebook)


def is_computing(mechanism: Mechanism) -> bool:
    """Whether a figure comes out of it on some date: an amount, or a part of one."""
    return any(version.amount or version.parts for version in mechanism.versions)


def signed_for(rulebook: Rulebook) -> dict[str, list[Case]]:
    """The signed cases of each mechanism."""
    signed: dict[str, list[Case]] = {name: [] for name in rulebook.mechanisms}
    for case in rulebook.cases:
        signed.get(case.mechanism, []).append(case)
    return signed


def missing_cases(rulebook: Rulebook) -> Iterator[TwizaError]:
    """Mechanisms that too few signed cases prove."""
    signed = signed_for(rulebook)
    for name, mechanism in rulebook.mechanisms.items():
        found, wanted = shortage(mechanism, signed[name])
        if found:
            yield PackError(
                f"{mechanism.where}, mechanism",
                found=found,
                expected=wanted,
                mend=f"write {name}.cases.yaml, from the law and never from an answer",
            )


def shortage(mechanism: Mechanism, cases: list[Case]) -> tuple[str, str]:
    """What is there and what is wanted; two empty texts where the cases suffice."""
    if not is_computing(mechanism):
        return ("", "") if cases else ("signed cases: 0", "at least one")
    wanted = f"at least {LEAST_CASES} where something is computed: {A_YES_A_NO_AN_EDGE}"
    if len(cases) < LEAST_CASES:
        return f"signed cases: {len(cases)}", wanted
    answers = {case.expect.get("status") for case in cases}
    if "eligible" not in answers:
        return "no case of a yes", wanted
    return ("", "") if answers & set(NO) else ("no case of a no", wanted)


def check_case(rulebook: Rulebook, case: Case) -> Iterator[TwizaError]:
    """What the answer says of a signed case, where it differs."""
    if case.mechanism not in rulebook.mechanisms:
        yield PackError(
            case.where,
            found=f"a case of {case.mechanism}",
            expected="the name of a mechanism before .cases.yaml",
            mend=did_you_mean(case.mechanism, rulebook.mechanisms) or "rename the file",
        )
        return
    places = {name: f"{case.where}.given.{name}" for name in case.given}
    try:
        found = _answered(rulebook, case, places)
    except TwizaError as problem:
        yield problem
        return
    for key, expected in case.expect.items():
        actual = _actual(found, key)
        if not _agrees(actual, expected):
            because = case.because or "no arithmetic shown"
            yield PackError(
                f"{case.where}: {case.sentence}",
                found=f"{key} {actual!r}",
                expected=f"{key} {expected!r} ({because})",
                mend="correct the rule, or the case, whichever the law contradicts",
            )
            if key == "status":
                return  # what else differs follows from it


def _answered(
    rulebook: Rulebook, case: Case, places: dict[str, str]
) -> dict[str, object]:
    """What the answer says of the mechanism, which is all that is built for it."""
    from twiza.advice.assessment import assess
    from twiza.advice.mechanism_answer import mechanism_answer
    from twiza.advice.package import terms_of
    from twiza.rules.epochs import epochs_of
    from twiza.rules.situation import read_facts, situation_of

    known = read_facts(rulebook, case.given, places=places)
    rules, _ = epochs_of(rulebook, case.mechanism).built(case.on)
    situation = situation_of(rulebook, rules, known)
    item = assess(rulebook, rules.rules[case.mechanism], situation, case.on)
    return mechanism_answer(item, terms_of(rulebook, {}, case.on), {})


def _actual(found: dict[str, object], key: str) -> object:
    amount = found["amount"] if isinstance(found["amount"], dict) else {}
    if key in ("status", "reason"):
        return found[key]
    if key == "state":
        availability = found["availability"]
        assert isinstance(availability, dict)
        return availability["state"]
    if key == "holds":
        conditions = found["conditions"]
        assert isinstance(conditions, list)
        return {condition["name"]: condition["holds"] for condition in conditions}
    return amount.get(key)


def _agrees(actual: object, expected: object) -> bool:
    if isinstance(expected, dict) and isinstance(actual, dict):
        return all(_agrees(actual.get(key), value) for key, value in expected.items())
    if isinstance(expected, bool) or not isinstance(expected, (int, float)):
        return actual == expected
    # JSON rounds to the centime, and so does a case.
    return isinstance(actual, (int, float)) and abs(actual - expected) < 0.01
