"""The whole answer for one situation: the dictionary of docs/answer.md."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from twiza.advice.assessment import assess_all
from twiza.advice.changes import Levers, changes_answer
from twiza.advice.figures import Json, cents
from twiza.advice.mechanism_answer import mechanism_answer
from twiza.advice.package import (
    Terms,
    best_package,
    likely_package,
    package_answer,
    package_sources,
    simplest_package,
    terms_of,
)
from twiza.advice.path import path_answer
from twiza.advice.provinces import provinces_answer
from twiza.advice.questions import questions
from twiza.advice.thresholds import thresholds_answer
from twiza.advice.venture import planned_cost, planned_jobs
from twiza.advice.what_if import WhatIf
from twiza.packs.model import Rulebook
from twiza.packs.source_json import source_json
from twiza.rules import rules_at
from twiza.rules.compiled import Rules
from twiza.rules.situation import FactValue, read_facts, situation_of

MOST_DAYS_KEPT = 32


def advise(
    rulebook: Rulebook,
    facts: Mapping[str, object],
    *,
    on: datetime.date,
    plan: Mapping[str, object] | None = None,
    seen_on: datetime.date | None = None,
) -> Json:
    """What the mechanisms of a rulebook mean for one investor and one venture.

    facts    answers by name; what is left out or None is not known
    on       the date of the rules
    plan     the plan of a venture file, for its rate and its month of realisation
    seen_on  the day on which the answer is read: sources are as old as they are then;
             the date of the rules where that is later, or where it is left out
    returns  the answer of docs/answer.md; money rounded to the centime
    raises   InputError when a fact has an unknown name, a wrong type or lies outside
             its bounds
    """
    advice = _Advice(rulebook, read_facts(rulebook, facts), on, dict(plan or {}))
    return advice.answer(max(on, seen_on or on))


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
        self.what_if = WhatIf(
            rulebook,
            self.rules,
            self.situation,
            self.assessments,
            self.terms,
            self.best,
        )
        self.levers = Levers(self.what_if)

    def answer(self, seen_on: datetime.date) -> Json:
        package = package_answer(self.best, self.assessments)
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
            "mechanisms": [
                mechanism_answer(item, self.terms, changes_answer(self.levers, item))
                for item in self.assessments
            ],
            "package": package,
            "alternatives": self._alternatives(package),
            "thresholds": thresholds_answer(self.levers),
            "provinces": provinces_answer(self.what_if),
            "path": path_answer(self.rulebook, self.rules, self.situation),
        }
        answer["sources"] = self._sources(answer, seen_on)
        return answer

    # What the answer rests on

    def _assumptions(self) -> list[Json]:
        shown = [
            a for a in self.assessments if a.status in ("eligible", "undetermined")
        ]
        found: list[Json] = []
        users: dict[str, list[str]] = {}
        for item in self.assessments:
            for name in item.assumed:
                users.setdefault(name, []).append(item.mechanism.name)
        for name, value in self.situation.assumed.items():
            used, assume = users.get(name), self.rulebook.facts[name].assume
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
            for name in self.what_if.broken
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
                "narrows": cents(item.narrows),
                "for": list(item.mechanisms),
            }
            for item in asked
        ]

    # Alternatives and sources

    def _alternatives(self, package: Json) -> Json:
        likely = likely_package(self.assessments, self.terms)
        simplest = simplest_package(self.assessments, self.terms, self.best)
        if simplest is not self.best:
            package = package_answer(simplest, self.assessments, self.best)
        return {
            "likely_to_ask": package_answer(likely, self.assessments),
            "simplest": package,
        }

    def _sources(self, answer: Json, seen_on: datetime.date) -> Json:
        known = sources_on(self.rulebook, seen_on)
        names = dict.fromkeys(_source_names(answer))
        return {name: known[name] for name in names if name in known}


_shown_sources: dict[tuple[str, datetime.date], Json] = {}


def sources_on(rulebook: Rulebook, on: datetime.date) -> Json:
    """Every source as answers of a day show it, made once: an answer names many."""
    key = (rulebook.content_hash, on)
    if key not in _shown_sources:
        if len(_shown_sources) >= MOST_DAYS_KEPT:
            _shown_sources.clear()
        _shown_sources[key] = {
            name: source_json(source, on) for name, source in rulebook.sources.items()
        }
    return _shown_sources[key]


def _source_names(answer: Json) -> Iterable[str]:
    """Every source the answer names, in the order a reader meets them."""
    for item in answer["mechanisms"]:
        named = [item["availability"], *item["conditions"], *item["parts"]]
        for entry in (*named, *item["flags"]):
            if entry["source"]:
                yield entry["source"]
    for area in answer["provinces"]:
        for flag in (flag for there in area["elsewhere"] for flag in there["inferred"]):
            if flag["source"]:
                yield flag["source"]
    for assumption in answer["assumptions"]:
        if assumption["source"]:
            yield assumption["source"]
    for package in (answer["package"], *answer["alternatives"].values()):
        yield from package_sources(package)
    for step in answer["path"]:
        yield from step["sources"]
