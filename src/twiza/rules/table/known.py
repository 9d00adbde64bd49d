"""Rows in which all is known: one generated function for all mechanisms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from twiza.rules.compiled import Rule
from twiza.rules.form import Form
from twiza.rules.table.answers import Answer, Array
from twiza.rules.table.blocks import TYPES, Blocks
from twiza.rules.table.names import ArrayFunction


class KnownRows:
    """The function, and the buffers it works in."""

    def __init__(self, form: Form, rules: Sequence[Rule], most: int) -> None:
        self.rules = rules
        self.facts: list[int] = []
        self.function, size = self._written(form)
        self.filled = [np.full(most, value) for value in self.constants]
        self.buffers: dict[str, Array] = {
            f"{kind}{number}": np.empty(most, dtype=TYPES[kind])
            for kind, count in size.items()
            for number in range(count)
        }

    def evaluate(
        self,
        columns: Mapping[int, Array],
        rows: int,
        at: slice,
        answers: Sequence[Answer],
    ) -> None:
        buffers = self.buffers.values()
        self.function.call(
            *(columns[fact] for fact in self.facts),
            *(buffer[:rows] for buffer in buffers),
            *(column[:rows] for column in self.filled),
            *(answer.status[at].view(np.bool_) for answer in answers),
            *(answer.most[at] for answer in answers),
        )
        for answer in answers:
            answer.close_known(at)

    def _written(self, form: Form) -> tuple[ArrayFunction, dict[str, int]]:
        roots = [claim for rule in self.rules for claim in rule.claims]
        roots += [rule.amount for rule in self.rules if rule.amount is not None]
        blocks = Blocks(form, tuple(roots))
        blocks.write()
        depends = 0
        for place in form.slice(tuple(roots)):
            depends |= form.nodes[place].depends
        self.facts = [i for i in range(depends.bit_length()) if depends >> i & 1]
        lines = list(blocks.lines)
        for number, rule in enumerate(self.rules):
            lines += _ending(number, rule, blocks)
        names = [f"x{fact}" for fact in self.facts]
        names += [f"{k}{n}" for k, count in blocks.size.items() for n in range(count)]
        self.constants = tuple(blocks.filled)
        names += list(blocks.filled.values())
        names += [f"{k}{n}" for k in ("s", "o") for n in range(len(self.rules))]
        text = "\n    ".join([*lines, "return None"])
        source = f"def rule({', '.join(names)}):\n    {text}\n"
        return ArrayFunction("known", source, blocks.constants), blocks.size


def _ending(number: int, rule: Rule, blocks: Blocks) -> list[str]:
    """Status (refused or not) and amount, 0 where refused."""
    refused, most = f"s{number}", f"o{number}"
    held = [blocks.names[claim] for claim in rule.claims]
    amount = None if rule.amount is None else blocks.names[rule.amount]
    held = [claim for claim in held if claim != "True"]
    if not held:
        lines = [f"{most}[:] = {amount}"] if amount is not None else []
        return lines  # nothing is refused, as the answer begins
    lines = [f"logical_and({held[0]}, {held[-1]}, out={refused})"]
    lines += [f"logical_and({refused}, {claim}, out={refused})" for claim in held[1:-1]]
    if amount is not None:
        # A refusal is 0 times a finite amount.
        lines.append(f"multiply({refused}, {amount}, out={most})")
    return [*lines, f"logical_not({refused}, out={refused})"]
