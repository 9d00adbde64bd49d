"""The lawful set with the least paperwork that is still worth enough: exact.

The search goes by the largest amounts. A branch is dropped where even everything free
would not be worth enough, or where what is lacking takes more papers than the best set
found: the aids that bring most for each paper bound their number.
"""

from __future__ import annotations

from collections.abc import Sequence

from twiza.advice.package.choosing import Found
from twiza.advice.package.weighing import Choice, Held, Weighing, cutting

PARTS = ("money", "covered", "reachable")
# Candidates looked at: some thirty milliseconds. In the first half of them, of two sets
# with as few papers the worthier one is looked for as well.
MOST_LOOKS = 30_000


def lightest_set(
    choice: Choice, best: Found, share: float, most_looks: int = MOST_LOOKS
) -> Found:
    """The fewest papers for a share of what the best set is worth.

    Where its money is nothing, what it guarantees or lends counts, else what money may
    come to at most; where all is nothing, the best set itself.
    """
    useful = [i for i, one in enumerate(choice.candidates) if one.is_useful]
    ceilings = cutting(choice)
    weighing = Weighing(choice, useful, ceilings)
    for part in PARTS:
        whole = getattr(weighing, part)(best.members)
        if whole > 0:
            search = _Search(choice, weighing, part, most_looks)
            return search.lightest(best, int(share * whole))
    return best


class _Search:
    """Branch and bound over the papers."""

    def __init__(
        self, choice: Choice, weighing: Weighing, part: str, looks: int
    ) -> None:
        self.refused, self.weighing, self.looks = choice.refused, weighing, looks
        self.half = looks // 2
        self.papers = [one.papers for one in choice.candidates]
        self.worth = getattr(weighing, part)
        self.amounts = {place: self.worth([place]) for place in weighing.order}
        self.order = sorted(
            (place for place, amount in self.amounts.items() if amount),
            key=lambda place: -self.amounts[place],
        )
        self.bargains = sorted(
            self.order, key=lambda place: self.papers[place] / self.amounts[place]
        )
        self.room = self._room(choice, part)
        self.wanted = 0
        self.top = (0, 0)
        self.chosen: Sequence[int] = ()
        self.is_proved = True

    def _room(self, choice: Choice, part: str) -> list[int]:
        """What each innermost ceiling lets in at most, in the units of the worth."""
        today = max((one.today for one in choice.candidates), default=1)
        unit = today if part == "money" else 1
        stated = [
            each.most if part == "reachable" else each.least
            for each in self.weighing.ceilings
        ]
        return [*(most * unit for most in stated), sum(self.amounts.values()) + 1]

    def lightest(self, best: Found, wanted: int) -> Found:
        self.wanted, self.chosen = wanted, best.members
        self.top = self._papers(best.members), -self.worth(best.members)
        self._extend([], sum(1 << place for place in self.order), 0)
        members = tuple(sorted(self.chosen))
        return Found(members, self.is_proved and best.is_proved, best.at_most)

    def _papers(self, held: Held) -> int:
        return sum(self.papers[place] for place in held)

    def _extend(self, held: list[int], free: int, papers: int) -> None:
        if not self.weighing.is_lawful(held):
            return
        worth = self.worth(held)
        if worth >= self.wanted:
            if (papers, -worth) < self.top:
                self.top, self.chosen = (papers, -worth), held
            return
        if not free or self._is_hopeless(held, free, papers, worth):
            return
        self.looks -= len(self.order)
        if self.looks < 0:
            self.is_proved = False
            return
        pick = next(place for place in self.order if free >> place & 1)
        rest = free & ~(1 << pick)
        papers_with = papers + self.papers[pick]
        self._extend([*held, pick], rest & ~self.refused[pick], papers_with)
        self._extend(held, rest, papers)

    def _is_hopeless(self, held: Held, free: int, papers: int, worth: int) -> bool:
        at_most = self.worth(held, free)
        if at_most < self.wanted:
            return True
        least = papers + self._papers_for(self.wanted - worth, held, free)
        if self.looks < self.half:
            return least >= self.top[0]
        return (least, -at_most) >= self.top

    def _papers_for(self, lacking: int, held: Held, free: int) -> int:
        """No fewer papers bring so much more, were there no refusals."""
        papers, leaf = 0.0, self.weighing.nest.leaf
        room = list(self.room)
        for place in held:
            room[leaf[place]] -= self.amounts[place]
        for place in self.bargains:
            if not free >> place & 1:
                continue
            left = room[leaf[place]]
            if left <= 0:
                continue
            amount = self.amounts[place]
            gain = amount if amount < left else left
            if gain >= lacking:
                return _whole(papers + self.papers[place] * lacking / amount)
            room[leaf[place]] = left - gain
            papers += self.papers[place] * gain / amount
            lacking -= gain
        return _whole(papers)


def _whole(papers: float) -> int:
    """The next whole number, but for the noise of fractions."""
    return -int(-(papers - 1e-9) // 1)
