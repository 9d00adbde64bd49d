"""How much a rulebook may hold: a pack of endless rules is refused while it is read."""

from __future__ import annotations

from collections.abc import Iterator

from twiza.errors import PackError
from twiza.packs.model import Mechanism

# The whole law of a corridor takes some two thousand; every rule is compiled and tried.
MOST_RULES = 10_000


class Allowance:
    """Counts names and rules as they are read.

    raises  PackError at the line on which the first too many stands
    """

    def __init__(self, most: int = MOST_RULES) -> None:
        self._most, self._taken = most, 0

    def take(self, where: str, entry: object) -> None:
        for place in _places_of(where, entry):
            self._taken += 1
            if self._taken > self._most:
                raise PackError(
                    place,
                    found=f"more than {self._most:,} names and rules",
                    expected=f"at most {self._most:,} in the packs of one corridor",
                    mend="remove what is generated; write a series as bands or a table",
                )


def _places_of(where: str, entry: object) -> Iterator[str]:
    """The place of the entry, and that of each rule and figure inside it."""
    yield where
    if not isinstance(entry, Mechanism):
        return
    for parameter in entry.parameters.values():
        yield from (value.where for value in parameter.values)
    for version in entry.versions:
        yield version.where
        yield from (condition.where for condition in version.conditions or ())
        yield from (version.where for _ in version.parts)
