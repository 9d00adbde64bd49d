"""One mechanism at a date as Publicodes rules: conditions, parts, éligible, montant."""

from __future__ import annotations

import datetime
from typing import Any

from twiza.exports.evidence import LANGUAGE, documented, said
from twiza.exports.inputs import Rule, figure_rule
from twiza.exports.naming import (
    AMOUNT,
    CONDITIONS,
    ELIGIBLE,
    PARAMETERS,
    PARTS,
    dotted,
    french_unit,
    usable,
)
from twiza.exports.translation import Formula, Translator
from twiza.packs.model import Condition, Mechanism, Rulebook, Version
from twiza.rules.parsing import parse
from twiza.rules.scope import Scope, Unverified

_STATES = {
    "suspended": "Suspendu à cette date.",
    "closed": "Fermé à cette date.",
    "unknown": "État inconnu à cette date.",
}


def why_absent(mechanism: Mechanism, on: datetime.date) -> str | None:
    """Why nothing of a mechanism can be computed on a date; None where it can."""
    version = mechanism.version_at(on)
    if version is None:
        first = mechanism.versions[0]
        is_covered = on >= first.start or first.started
        return "closed" if is_covered else "not_covered"
    if version.state == "announced":
        return "announced"
    return "not_covered" if version.conditions is None else None


class MechanismRules:
    """Writes the rules of one open version.

    without_amount  why no amount is written; None where one is, or none exists
    """

    def __init__(
        self, rulebook: Rulebook, mechanism: Mechanism, on: datetime.date
    ) -> None:
        version = mechanism.version_at(on)
        assert version is not None
        self.rulebook = rulebook
        self.mechanism = mechanism
        self.version: Version = version
        self.home = usable(mechanism.name, mechanism.where)
        scope = Scope(rulebook, on, mechanism, version)
        self.translator = Translator(scope, self.home)
        self.without_amount: str | None = None
        self._notes = [_STATES.get(version.state)]
        self._conditions: dict[str, Rule] = {}
        self._amount = self._translated_amount()

    def rules(self) -> dict[str, Rule]:
        for condition in self.version.conditions or ():
            self._translate_condition(condition)
        parts = self._parts()
        figures = self._figures()
        return {
            self.home: self._about(),
            **_group(dotted(self.home, PARAMETERS), "Paramètres", figures),
            **_group(dotted(self.home, CONDITIONS), "Conditions", self._conditions),
            **_group(dotted(self.home, PARTS), "Calcul", parts),
            dotted(self.home, ELIGIBLE): self._eligible(),
            **({dotted(self.home, AMOUNT): self._amount} if self._amount else {}),
        }

    def _word(self, *trail: str) -> str:
        return self.rulebook.word(LANGUAGE, "mechanisms", self.mechanism.name, *trail)

    def _about(self) -> Rule:
        note = self.version.note
        notes = [*self._notes, self._word("notes", note) if note else None]
        rule = documented(
            self._word("name"),
            rulebook=self.rulebook,
            notes=notes,
            sources=[self.version.source, *self.mechanism.sources],
        )
        return rule | {"description": self._word("summary")}

    # Conditions

    def _translate_condition(self, condition: Condition) -> None:
        title = self._word("conditions", condition.name)
        expression = parse(condition.rule, condition.where)
        reason = condition.reason
        try:
            formula = self.translator.formula(expression, condition.where)
        except Unverified as unverified:
            self._note_unverified(title, unverified.held.reason)
            return
        if condition.grade == "unverified":
            self._note_unverified(title, reason)
            return
        rule = documented(
            title,
            rulebook=self.rulebook,
            notes=[f"Signalé : {said(self.rulebook, reason)}." if reason else None],
            sources=[condition.source],
        )
        rule["valeur"] = formula
        self._conditions[usable(condition.name, condition.where)] = rule

    def _note_unverified(self, title: str, reason: str | None) -> None:
        why = said(self.rulebook, reason) if reason else "non vérifiée"
        self._notes.append(f"Condition tenue pour remplie ({why}) : {title}")

    def _eligible(self) -> Rule:
        names = [dotted(self.home, CONDITIONS, name) for name in self._conditions]
        claim: Formula = {"toutes ces conditions": names} if names else "oui"
        return {"titre": f"Éligible : {self._word('name')}", "valeur": claim}

    # Parts and amount

    def _parts(self) -> dict[str, Rule]:
        where = f"{self.version.where}.parts"
        found: dict[str, Rule] = {}
        for name, text in self.version.parts.items():
            try:
                formula = self.translator.formula(parse(text, where), where)
            except Unverified:
                continue
            title = self._word("parts", name)
            found[usable(name, where)] = {"titre": title, "valeur": formula}
        return found

    def _translated_amount(self) -> Rule | None:
        text, where = self.version.amount, f"{self.version.where}.amount"
        if text is None:
            return None
        try:
            formula = self.translator.formula(parse(text, where), where)
        except Unverified as unverified:
            self.without_amount = unverified.held.reason or "unverified"
            why = said(self.rulebook, self.without_amount)
            self._notes.append(f"Montant non calculable : {why}.")
            return None
        return self._amount_rule(formula, where)

    def _amount_rule(self, formula: Formula, where: str) -> Rule:
        """Not applicable where not eligible; never below zero."""
        rule: dict[str, Any] = {"titre": f"Montant : {self._word('name')}"}
        if self.version.is_ceiling:
            rule["note"] = "Un maximum : l’organisme fixe le montant."
        rule["applicable si"] = dotted(self.home, ELIGIBLE)
        rule["valeur"] = formula
        rule["plancher"] = 0
        rule["unité"] = french_unit(self.version.currency, where)
        return rule

    def _figures(self) -> dict[str, Rule]:
        figures = self.translator.figures
        return {
            name: figure_rule(
                self.rulebook, figures[name], self._word("parameters", name)
            )
            for name in self.mechanism.parameters
            if name in figures
        }


def _group(namespace: str, title: str, rules: dict[str, Rule]) -> dict[str, Rule]:
    if not rules:
        return {}
    named = {dotted(namespace, name): rule for name, rule in rules.items()}
    return {namespace: {"titre": title}, **named}
