"""The whole answer for one situation: a plain dictionary, as docs/answer.md describes
it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from twiza.advice.assessment import Assessment, assess_all
from twiza.advice.changes import Change, smallest_changes
from twiza.advice.package import (
    Package,
    Terms,
    adds_up,
    best_package,
    certain_total,
    likely_package,
    present_value,
    set_aside,
    simplest_package,
    terms_of,
    uncertainties,
)
from twiza.advice.path import PlannedStep, path_of
from twiza.advice.questions import questions
from twiza.advice.venture import planned_cost, planned_jobs
from twiza.packs.model import Rulebook
from twiza.rules import rules_at
from twiza.rules.compiled import Rules
from twiza.rules.situation import FactValue, Situation, read_facts, situation_of

Json = dict[str, Any]
CURRENCY = "MAD"


def advise(
    rulebook: Rulebook,
    facts: Mapping[str, object],
    *,
    on: datetime.date,
    plan: Mapping[str, object] | None = None,
) -> Json:
    """What the mechanisms of a rulebook mean for one investor and one venture.

    facts    answers by name; what is left out or None is not known
    on       the date of the rules
    plan     the plan of a venture file, for its rate and its month of realisation
    returns  the answer of docs/answer.md; money rounded to the centime
    raises   InputError when a fact has an unknown name, a wrong type or lies outside
             its bounds
    """
    return _Advice(rulebook, read_facts(rulebook, facts), on, dict(plan or {})).answer()


class _Advice:
    def __init__(
        self,
        rulebook: Rulebook,
        known: dict[str, FactValue],
        on: datetime.date,
        plan: dict[str, object],
    ) -> None:
        self.rulebook, self.on, self.plan = rulebook, on, plan
        self.rules: Rules = rules_at(rulebook, on)
        self.situation = situation_of(rulebook, self.rules, known)
        self.assessments = assess_all(rulebook, self.rules, self.situation, on)
        self.terms: Terms = terms_of(rulebook, plan, on)
        self.best = best_package(self.assessments, self.terms)

    def answer(self) -> Json:
        answer: Json = {
            "date": self.on.isoformat(),
            "pack": {
                "name": self.rulebook.name,
                "version": self.rulebook.version,
                "content_hash": self.rulebook.content_hash,
            },
            "facts": dict(self.situation.known),
            "assumptions": self._assumptions(),
            "fallen": self._fallen(),
            "warnings": self._warnings(),
            "questions": self._questions(),
            "mechanisms": [self._mechanism(item) for item in self.assessments],
            "package": self._package(self.best),
            "alternatives": self._alternatives(),
            "path": [_step(planned) for planned in self._path()],
        }
        answer["sources"] = self._sources(answer)
        return answer

    # What the answer rests on

    def _assumptions(self) -> list[Json]:
        shown = [
            a for a in self.assessments if a.status in ("eligible", "undetermined")
        ]
        refused = [a for a in self.assessments if a.status == "ineligible"]
        found: list[Json] = []
        for name, value in self.situation.assumed.items():
            used = [a.mechanism.name for a in shown + refused if name in a.assumed]
            assume = self.rulebook.facts[name].assume
            if used and assume:
                found.append(
                    {
                        "fact": name,
                        "value": value,
                        "source": assume.source,
                        "used_by": used,
                    }
                )
        for item in shown:
            for condition in item.rule.conditions:
                if condition.grade == "unverified":
                    found.append(
                        {
                            "condition": condition.name,
                            "mechanism": item.mechanism.name,
                            "reason": condition.reason,
                            "source": condition.source,
                            "used_by": [item.mechanism.name],
                        }
                    )
        return found

    def _fallen(self) -> list[Json]:
        found = []
        for name, given in self.situation.fallen.items():
            assume = self.rulebook.facts[name].assume
            if assume:
                found.append({"fact": name, "given": given, "assumed": assume.value})
        return found

    def _warnings(self) -> list[Json]:
        found: list[Json] = [
            {"name": name, "facts": list(self.rules.consistency.facts[name])}
            for name in _broken(self.rules, self.situation)
        ]
        pairs = (
            ("cost_differs_from_plan", "total_cost_mad", planned_cost(self.plan)),
            ("jobs_differ_from_plan", "stable_jobs", planned_jobs(self.plan)),
        )
        for name, fact, planned in pairs:
            given = self.situation.known.get(fact)
            if planned is not None and given is not None and given != planned:
                found.append(
                    {"name": name, "facts": [fact], "given": given, "planned": planned}
                )
        return found

    def _questions(self) -> list[Json]:
        asked = questions(self.rulebook, self.rules, self.situation, self.assessments)
        return [
            {
                "fact": item.fact,
                "settles": round(item.settles, 6),
                "narrows": _cents(item.narrows),
                "for": list(item.mechanisms),
            }
            for item in asked
        ]

    # One mechanism

    def _mechanism(self, item: Assessment) -> Json:
        mechanism, version = item.mechanism, item.rule.version
        pays = mechanism.pays
        return {
            "id": mechanism.name,
            "role": mechanism.role,
            "kind": mechanism.kind,
            "operator": mechanism.operator,
            "availability": _availability(item, self.on),
            "status": item.status,
            "reason": item.reason,
            "amount": _amount(item),
            "up_to": bool(version and version.is_ceiling),
            "rate": _rate(item),
            "conditions": _conditions(item),
            "parts": _parts(item),
            "flags": [
                {
                    "what": flag.what,
                    "name": flag.name,
                    "grade": flag.grade,
                    "reason": flag.reason,
                    "source": flag.source,
                }
                for flag in item.flags
            ],
            "pays": None
            if pays is None
            else {
                "after": pays.after,
                "months": pays.months,
                "date": self.terms.pays_on(item),
                "flagged": pays.flagged,
            },
            "jointly_impossible": _is_jointly_impossible(item),
            "changes": self._changes(item),
        }

    def _changes(self, item: Assessment) -> list[Json]:
        if item.status != "ineligible" or item.mechanism.role != "aid":
            return []
        changes = smallest_changes(
            self.rulebook,
            self.rules,
            self.situation,
            item,
            lambda values: self._opens(item, values),
        )
        return [self._change(item, change) for change in changes]

    def _opens(self, item: Assessment, values: Mapping[str, float]) -> bool:
        changed = self._changed(values)
        outcome = item.rule.evaluate(changed.low, changed.high)
        new = set(_broken(self.rules, changed)) - set(
            _broken(self.rules, self.situation)
        )
        return bool(outcome[1]) and not new

    def _changed(self, values: Mapping[str, float]) -> Situation:
        return situation_of(
            self.rulebook, self.rules, {**self.situation.known, **values}
        )

    def _change(self, item: Assessment, change: Change) -> Json:
        changed = self._changed(change.values)
        after = assess_all(self.rulebook, self.rules, changed, self.on)
        status = next(
            other.status for other in after if other.mechanism is item.mechanism
        )
        return {
            "facts": {
                name: {"from": self.situation.known[name], "to": _tidy(value)}
                for name, value in change.values.items()
            },
            "status": status,
            "package_before": _in_short(self.best),
            "package_after": _in_short(best_package(after, self.terms)),
        }

    # Packages, path, sources

    def _package(self, package: Package) -> Json:
        guaranteed = [m for m in package.members if m.mechanism.kind == "guarantee"]
        borrowed = [m for m in package.members if m.mechanism.kind == "loan"]
        left = set_aside(self.assessments, package)
        return {
            **_in_short(package),
            "certain_total": _cents(certain_total(package)),
            "present_value": _cents(present_value(package)),
            "rate": self.terms.rate,
            "rate_source": self.terms.rate_source,
            "guaranteed": _sum(guaranteed),
            "borrowed": _sum(borrowed),
            "set_aside": [
                {
                    "id": item.assessment.mechanism.name,
                    "reason": item.reason,
                    "with": list(item.others),
                    "ask": list(item.ask),
                }
                for item in left
            ],
            "uncertain": [
                {"id": item.mechanism.name, "because": because}
                for item in package.members
                if (because := uncertainties(item, package))
            ],
            "to_ask": _to_ask(package),
            "proved": True,
        }

    def _alternatives(self) -> Json:
        likely = likely_package(self.assessments, self.terms)
        simplest = simplest_package(self.assessments, self.terms, self.best)
        return {
            "likely_to_ask": self._package(likely),
            "simplest": self._package(simplest),
        }

    def _path(self) -> list[PlannedStep]:
        return path_of(self.rulebook, self.rules, self.situation)

    def _sources(self, answer: Json) -> Json:
        names = dict.fromkeys(_source_names(answer))
        return {
            name: {
                "kind": source.kind,
                "publisher": source.publisher,
                "title": source.title,
                "url": source.url,
                "published": source.published,
                "checked_on": source.checked_on and source.checked_on.isoformat(),
                "state": source.state(self.on),
            }
            for name in names
            if (source := self.rulebook.sources.get(name)) is not None
        }


def _broken(rules: Rules, situation: Situation) -> list[str]:
    """Consistency claims that are known to be false."""
    claims = rules.consistency.evaluate(situation.low, situation.high)
    return [name for name, (_, possible) in claims.items() if not possible]


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


def _amount(item: Assessment) -> Json | None:
    if item.mechanism.role == "duty":
        return None
    amount, version = item.amount, item.rule.version
    found: Json = {
        "value": _cents(amount.value),
        "least": _cents(amount.least),
        "most": _cents(amount.most),
        "currency": version.currency if version else CURRENCY,
    }
    if item.status == "undetermined":
        found["least_if_granted"] = _cents(amount.least_if_granted)
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
        least, most = value
        found.append(
            {
                "name": part.name,
                "value": _tidy(least) if least == most else None,
                "least": _tidy(least),
                "most": _tidy(most),
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


def _in_short(package: Package) -> Json:
    adding = [item for item in package.members if adds_up(item)]
    return {
        "members": [item.mechanism.name for item in package.members],
        "total": _sum(adding),
    }


def _sum(items: Sequence[Assessment]) -> Json:
    values = [item.amount.value for item in items]
    total = None if None in values else sum(value or 0.0 for value in values)
    return {
        "value": _cents(total),
        "least": _cents(sum(item.amount.least or 0.0 for item in items)),
        "most": _cents(sum(item.most for item in items)),
        "currency": CURRENCY,
    }


def _to_ask(package: Package) -> list[Json]:
    """Pairs of members on which no text was found, and whom to ask."""
    found = []
    for index, first in enumerate(package.members):
        for second in package.members[index + 1 :]:
            if second.mechanism.name not in first.mechanism.combines.allowed:
                ask = dict.fromkeys(
                    (first.mechanism.operator, second.mechanism.operator)
                )
                names = [first.mechanism.name, second.mechanism.name]
                found.append({"mechanisms": names, "ask": list(ask)})
    return found


def _step(planned: PlannedStep) -> Json:
    step = planned.step
    return {
        "step": step.name,
        "body": step.body,
        "where": planned.where,
        "ways": list(step.ways),
        "start_day": planned.start_day,
        "end_day": planned.end_day,
        "days": {
            "least": step.days.least,
            "typical": step.days.typical,
            "most": step.days.most,
            "basis": step.days_basis,
        },
        "cost": {
            "least": step.cost.least,
            "most": step.cost.most,
            "currency": step.currency,
            "grade": step.cost_grade,
            "reason": step.cost_reason,
        },
        "after": list(planned.after),
        "needs": list(step.needs),
        "gives": step.gives,
        "is_sure": planned.is_sure,
        "sources": list(step.sources),
    }


def _source_names(value: object) -> Iterable[str]:
    """Every source the answer names, wherever it stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "source" and isinstance(inner, str):
                yield inner
            elif key == "sources" and isinstance(inner, list):
                yield from inner
            else:
                yield from _source_names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _source_names(inner)


def _cents(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _tidy(value: float) -> float:
    """A figure without the noise of binary fractions."""
    rounded = round(value, 10)
    return int(rounded) if rounded == int(rounded) and abs(rounded) < 1e15 else rounded
