"""What comes before what: stated prerequisites, and the papers a step needs."""

from __future__ import annotations

from collections.abc import Mapping

from twiza.errors import PackError
from twiza.packs.model import Step


def prerequisites(steps: Mapping[str, Step]) -> dict[str, tuple[str, ...]]:
    """Per step those of `steps` that come before it: the stated ones, then those that
    give a paper it needs.
    """
    givers: dict[str, list[str]] = {}
    for name, step in steps.items():
        if step.gives:
            givers.setdefault(step.gives, []).append(name)
    found = {}
    for name, step in steps.items():
        stated = [before for before in step.after if before in steps]
        papers = [giver for paper in step.needs for giver in givers.get(paper, ())]
        others = [giver for giver in papers if giver != name]
        found[name] = tuple(dict.fromkeys([*stated, *others]))
    return found


def in_order(steps: Mapping[str, Step]) -> list[str]:
    """Names of the steps, each after its prerequisites; a circle is a PackError."""
    places = {name: step.where for name, step in steps.items()}
    return ordered(prerequisites(steps), places)


def ordered(
    before: Mapping[str, tuple[str, ...]], places: Mapping[str, str]
) -> list[str]:
    """The names, each after those that come before it.

    places  where each name is defined, for the error
    raises  PackError where the prerequisites form a circle
    """
    order: list[str] = []
    waiting = dict(before)
    while waiting:
        ready = [
            name
            for name, needed in waiting.items()
            if not any(other in waiting for other in needed)
        ]
        if not ready:
            name = next(iter(waiting))
            raise PackError(
                places.get(name, name),
                found=f"a circle of prerequisites through {name}",
                expected="steps that can be put in order",
                mend="remove one `after`",
            )
        order += ready
        for name in ready:
            del waiting[name]
    return order
