"""Asks the npm package publicodes, in one process, what rule bases answer."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from twiza.exports.publicodes import RuleBase

SCRIPT = Path(__file__).with_name("ask_publicodes.mjs")
UNDEFINED = "undefined"
NOT_APPLICABLE = None


class Question:
    """A situation, and the names of the rules to evaluate in it."""

    def __init__(self, base: RuleBase, given: dict, names: list[str]) -> None:
        self.base, self.names = base, names
        self.situation = {
            f"faits . {name}": said(value)
            for name, value in given.items()
            if value is not None and f"faits . {name}" in base.rules
        }


def said(value: object) -> str | float:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return f"'{value}'" if isinstance(value, str) else value


def ask(questions: list[Question]) -> list[dict[str, object]]:
    """The value of each name per question; it is an error if publicodes warns."""
    bases = list({id(question.base): question.base for question in questions}.values())
    of = {id(base): [q for q in questions if q.base is base] for base in bases}
    asked = [
        {
            "rules": base.rules,
            "questions": [
                {"situation": question.situation, "names": question.names}
                for question in of[id(base)]
            ],
        }
        for base in bases
    ]
    done = subprocess.run(
        ["node", str(SCRIPT)],
        input=json.dumps({"bases": asked}),
        capture_output=True,
        text=True,
        env=dict(os.environ),
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["version"] == "1.10.3"
    assert found["warnings"] == []
    by_question = {
        id(question): {
            name: answer.get("value", UNDEFINED) for name, answer in one.items()
        }
        for base, answers in zip(bases, found["answers"], strict=True)
        for question, one in zip(of[id(base)], answers, strict=True)
    }
    return [by_question[id(question)] for question in questions]
