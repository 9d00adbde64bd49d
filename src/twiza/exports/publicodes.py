"""The computable rules of a corridor at a date, as a Publicodes rule base."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from twiza.errors import PackError
from twiza.exports.evidence import CREDIT, LANGUAGE, said
from twiza.exports.inputs import Rule, column_rule, fact_rule, figure_rule
from twiza.exports.mechanism_rules import MechanismRules, why_absent
from twiza.exports.naming import (
    CONSISTENCY,
    DERIVED,
    FACTS,
    PARAMETERS,
    PLACES,
    UNKNOWN,
    dotted,
)
from twiza.exports.translation import Formula, Translator, Unsayable
from twiza.exports.writing import yaml_text
from twiza.packs.model import Rulebook
from twiza.rules import rules_at
from twiza.rules.parsing import parse
from twiza.rules.scope import Figure, Scope

_ABSENT = {
    "announced": "annoncé, pas encore en vigueur",
    "closed": "fermé à cette date",
    "not_covered": "ses textes à cette date n’ont pas été lus",
    "unsayable": "Publicodes ne peut le dire exactement",
}


@dataclass(frozen=True)
class RuleBase:
    """Rules by their dotted names, and what could not be among them.

    on              the date on which they stand
    left_out        mechanisms without a rule then: closed, announced, not_covered; and
                    unsayable, where Publicodes has nothing that means the same
    without_amount  mechanisms whose amount rests on a figure nobody verified, and why
    """

    on: datetime.date
    rules: dict[str, Rule]
    left_out: dict[str, str]
    without_amount: dict[str, str]


def publicodes_rules(rulebook: Rulebook, on: datetime.date) -> RuleBase:
    """Every mechanism that can be computed on a date, with all it rests on.

    raises  PackError where what mechanisms share has no exact counterpart in
            Publicodes; a mechanism that has none is left out
    """
    rules_at(rulebook, on)  # a rule base is only written of sound rules
    left_out, written, sections = {}, [], []
    for name, mechanism in rulebook.mechanisms.items():
        reason = why_absent(mechanism, on)
        if reason is not None:
            left_out[name] = reason
            continue
        try:
            one = MechanismRules(rulebook, mechanism, on)
            sections.append(one.rules())
        except Unsayable:
            left_out[name] = "unsayable"  # the others do not rest on it
        else:
            written.append(one)
    common = _Common(rulebook, on, [mechanism.translator for mechanism in written])
    return RuleBase(
        on=on,
        rules=_joined([common.rules(), *sections]),
        left_out=left_out,
        without_amount={
            mechanism.home: mechanism.without_amount
            for mechanism in written
            if mechanism.without_amount
        },
    )


def publicodes_yaml(rulebook: Rulebook, base: RuleBase) -> str:
    """The rule base as a file: a heading of comments, then the rules."""
    heading = [
        f"{rulebook.name} {rulebook.version} au {base.on}, écrit par twiza export.",
        f"Contenu des packs : {rulebook.content_hash}",
        CREDIT,
        *(f"Absent : {name}, {_ABSENT[why]}" for name, why in base.left_out.items()),
        *(
            f"Sans montant : {name}, {said(rulebook, why)}"
            for name, why in base.without_amount.items()
        ),
    ]
    comments = "".join(f"# {line}\n" for line in heading)
    return f"{comments}\n{yaml_text(base.rules)}"


def _joined(sections: list[dict[str, Rule]]) -> dict[str, Rule]:
    joined: dict[str, Rule] = {}
    for section in sections:
        for name, rule in section.items():
            if name in joined:
                raise PackError(
                    name,
                    found="two rules of this name",
                    expected="one",
                    mend="rename a mechanism: the export uses this name itself",
                )
            joined[name] = rule
    return joined


class _Common:
    """What mechanisms share: facts, derived facts, places, figures, consistency."""

    def __init__(
        self, rulebook: Rulebook, on: datetime.date, users: list[Translator]
    ) -> None:
        self.rulebook = rulebook
        self.translator = Translator(Scope(rulebook, on))
        self.facts: set[str] = set()
        self.derived: dict[str, Formula] = {}
        self.columns: set[tuple[str, str]] = set()
        self.figures: dict[str, Figure] = {}
        for user in users:
            self._take(user)

    def _take(self, user: Translator) -> None:
        self.facts |= user.facts
        self.derived |= user.derived
        self.columns |= user.columns
        own = user.scope.own
        self.figures |= {n: f for n, f in user.figures.items() if n not in own}

    def rules(self) -> dict[str, Rule]:
        consistency = self._consistency()
        facts = self._facts()
        self._take(self.translator)
        return {
            f"[privé] {UNKNOWN}": {"titre": "Inconnu"},
            FACTS: {"titre": "Ce qu’on sait du projet"},
            **facts,
            **self._derived(),
            **self._places(),
            **self._figures(),
            **consistency,
        }

    def _word(self, *trail: str) -> str:
        return self.rulebook.word(LANGUAGE, *trail)

    def _facts(self) -> dict[str, Rule]:
        """The facts in use, and those that tell whether an assumption stands."""
        found: dict[str, Rule] = {}
        waiting = set(self.facts)
        while waiting:
            for name in waiting:
                fact = self.rulebook.facts[name]
                found[name] = fact_rule(self.rulebook, fact, self.translator)
            waiting = (self.facts | self.translator.facts) - set(found)
        return {
            dotted(FACTS, name): found[name]
            for name in self.rulebook.facts
            if name in found
        }

    def _derived(self) -> dict[str, Rule]:
        rules = {
            dotted(DERIVED, name): {
                "titre": self._word("derived", name),
                "valeur": self.derived[name],
            }
            for name in self.rulebook.derived
            if name in self.derived
        }
        return {DERIVED: {"titre": "Ce qui s’en déduit"}, **rules} if rules else {}

    def _places(self) -> dict[str, Rule]:
        rules: dict[str, Rule] = {}
        for fact in sorted({fact for fact, _ in self.columns}):
            rules[dotted(PLACES, fact)] = {"titre": self._word("facts", fact, "name")}
        for fact, column in sorted(self.columns):
            rule = column_rule(self.rulebook, fact, column)
            rules[dotted(PLACES, fact, column)] = rule
        return {PLACES: {"titre": "Lieux"}, **rules} if rules else {}

    def _figures(self) -> dict[str, Rule]:
        rules = {
            dotted(PARAMETERS, name): figure_rule(
                self.rulebook, self.figures[name], self._word("parameters", name)
            )
            for name in self.rulebook.parameters
            if name in self.figures
        }
        return {PARAMETERS: {"titre": "Paramètres communs"}, **rules} if rules else {}

    def _consistency(self) -> dict[str, Rule]:
        """Claims on facts that the mechanisms use; a claim that fails is a warning."""
        rules: dict[str, Rule] = {}
        for name, text in self.rulebook.consistency.items():
            where = self.rulebook.rule_places[name]
            expression = parse(text, where)
            if not set(self.translator.scope.facts_in(expression)) <= self.facts:
                continue
            rules[dotted(CONSISTENCY, name)] = {
                "titre": self._word("consistency", name),
                "valeur": self.translator.formula(expression, where),
            }
        return {CONSISTENCY: {"titre": "Cohérence"}, **rules} if rules else {}
