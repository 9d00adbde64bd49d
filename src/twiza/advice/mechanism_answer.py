"""One mechanism in an answer: window, status, amount, conditions, parts, flags."""

from __future__ import annotations

import datetime

from twiza.advice.assessment import Assessment
from twiza.advice.figures import CURRENCY, Json, cents, tidy
from twiza.advice.package import Terms


def mechanism_answer(item: Assessment, terms: Terms, changes: Json) -> Json:
    """What docs/answer.md lists under `mechanisms`."""
    mechanism, version = item.mechanism, item.rule.version
    return {
        "id": mechanism.name,
        "role": mechanism.role,
        "kind": mechanism.kind,
        "operator": mechanism.operator,
        "availability": _availability(item, terms.on),
        "status": item.status,
        "reason": item.reason,
        "amount": amount_answer(item),
        "up_to": bool(version and version.is_ceiling),
        "rate": _rate(item),
        "conditions": _conditions(item),
        "parts": _parts(item),
        "flags": flags_answer(item),
        "pays": _pays(item, terms),
        "jointly_impossible": _is_jointly_impossible(item),
        **changes,
    }


def flags_answer(item: Assessment) -> list[Json]:
    """Why the figures of one mechanism are not certain."""
    return [
        {
            "what": flag.what,
            "name": flag.name,
            "grade": flag.grade,
            "reason": flag.reason,
            "source": flag.source,
        }
        for flag in item.flags
    ]


def _pays(item: Assessment, terms: Terms) -> Json | None:
    pays = item.mechanism.pays
    if pays is None:
        return None
    return {
        "after": pays.after,
        "months": pays.months,
        "date": terms.pays_on(item),
        "flagged": pays.flagged,
    }


def _availability(item: Assessment, on: datetime.date) -> Json:
    version = item.rule.version
    if version is None:
        ends = [v for v in item.mechanism.versions if v.end is not None and v.end < on]
        last = ends[-1] if ends else None
        state = "unknown" if item.rule.not_covered else "closed"
        return {
            "state": state,
            "as_of": last and last.end and last.end.isoformat(),
            "source": last and last.source,
            "note": last and last.note,
        }
    return {
        "state": version.state,
        "as_of": version.as_of and version.as_of.isoformat(),
        "source": version.source or next(iter(item.mechanism.sources), None),
        "note": version.note,
    }


def amount_answer(item: Assessment) -> Json | None:
    """The amount of one mechanism: nothing of a duty."""
    if item.mechanism.role == "duty":
        return None
    amount, version = item.amount, item.rule.version
    found: Json = {
        "value": cents(amount.value),
        "least": cents(amount.least),
        "most": cents(amount.most),
        "currency": version.currency if version else CURRENCY,
    }
    if item.status == "undetermined":
        found["least_if_granted"] = cents(amount.least_if_granted)
    return found


def _rate(item: Assessment) -> float | None:
    """The rate of a charge: its part of that name."""
    if item.mechanism.role != "charge" or item.bounds is None:
        return None
    for part, value in zip(item.rule.parts, item.bounds.outcome[5], strict=True):
        if part.name == "rate" and value[0] == value[1]:
            return float(value[0])
    return None


def _conditions(item: Assessment) -> list[Json]:
    if item.bounds is None:
        return []
    claims = item.bounds.outcome[4]
    return [
        {
            "name": condition.name,
            "holds": _truth(claims[condition.slot])
            if condition.slot is not None
            else None,
            "source": condition.source,
            "grade": condition.grade,
            "reason": condition.reason,
            "facts": list(condition.facts),
        }
        for condition in item.rule.conditions
    ]


def _truth(pair: tuple[float, float]) -> bool | None:
    return bool(pair[0]) if bool(pair[0]) == bool(pair[1]) else None


def _parts(item: Assessment) -> list[Json]:
    if item.bounds is None:
        return []
    found = []
    for part, value in zip(item.rule.parts, item.bounds.outcome[5], strict=True):
        if part.kind != "number":
            continue
        least = tidy(value[0])
        most = least if value[0] == value[1] else tidy(value[1])
        found.append(
            {
                "name": part.name,
                "value": least if value[0] == value[1] else None,
                "least": least,
                "most": most,
                "unit": part.unit,
                "source": part.source,
                "grade": part.grade,
            }
        )
    return found


def _is_jointly_impossible(item: Assessment) -> bool:
    """Refused although no condition fails alone: no value of the unknown facts meets
    them all.
    """
    if item.status != "ineligible" or item.bounds is None:
        return False
    return all(possible for _, possible in item.bounds.outcome[4])
