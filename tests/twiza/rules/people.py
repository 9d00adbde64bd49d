"""Random situations of a rulebook, for one person and as columns."""

from __future__ import annotations

import numpy as np

from twiza.rules import rules_at


def random_situations(rulebook, on, count, *, holes, seed=1):
    """Facts by chance: bounds, figures the rules compare with, and values between."""
    chance = np.random.default_rng(seed)
    critical: dict[str, set[float]] = {}
    for rule in rules_at(rulebook, on).rules.values():
        for name, values in rule.critical.items():
            critical.setdefault(name, set()).update(values)
    found = []
    for _ in range(count):
        facts = {}
        for name, fact in rulebook.facts.items():
            if chance.random() >= holes:
                facts[name] = random_value(
                    rulebook, fact, sorted(critical.get(name, ())), chance
                )
        found.append(facts)
    return found


def random_value(rulebook, fact, critical, chance):
    if fact.type == "flag":
        return bool(chance.random() < 0.6)
    if fact.type == "choice":
        return str(chance.choice(fact.choices))
    if fact.type == "place":
        return str(chance.choice(list(rulebook.places.provinces)))
    kind = chance.random()
    if kind < 0.2 and critical:
        value = float(chance.choice(critical))
    elif kind < 0.25:
        value = float(chance.choice([fact.least, fact.most]))
    elif fact.type == "share":
        value = float(chance.random())
    else:
        top = min(fact.most, 1e9)
        value = fact.least + float(np.exp(chance.uniform(0, np.log(top - fact.least))))
    value = min(max(value, fact.least), fact.most)
    return float(int(value)) if fact.type == "count" else round(value, 2)


def columns_of(rulebook, situations):
    """The situations as the columns that a table takes."""
    columns = {}
    for name, fact in rulebook.facts.items():
        values = [facts.get(name) for facts in situations]
        if fact.is_numeric:
            columns[name] = np.array([np.nan if v is None else v for v in values])
        elif fact.type == "flag":
            columns[name] = np.array(
                [-1 if v is None else int(v) for v in values], np.int8
            )
        else:
            known = (
                list(rulebook.places.provinces)
                if fact.type == "place"
                else fact.choices
            )
            codes = {value: code for code, value in enumerate(known)}
            columns[name] = np.array([codes.get(v, -1) for v in values], dtype=np.int16)
    return columns
