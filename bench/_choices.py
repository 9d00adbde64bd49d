"""Choices of aids by chance, and the best of each found by trying every set."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from twiza.advice.package.weighing import Candidate, Ceiling, Choice

SHARES = (0.05, 0.15, 0.30)
CANDIDATES, GROUPS = 30, 6
TODAY = (
    1_000_000_000,
    953_462_589,
    866_784_172,
)  # at once, after 6 and 18 months at 10 %
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Setting:
    """How many pairs exclude each other; whether one ceiling lies over all groups."""

    share: float
    is_capped_in_all: bool

    @property
    def about(self) -> str:
        over = "with" if self.is_capped_in_all else "without"
        return f"{self.share:.0%} excluded, {over} a ceiling over all"


SETTINGS = tuple(Setting(share, over) for share in SHARES for over in (True, False))


def thirty(setting: Setting, seed: int) -> Choice:
    """Thirty grants in six groups, each under a ceiling of its own."""
    chance = random.Random(seed)  # noqa: S311  variety, not secrecy
    amounts = [chance.randint(10, 1000) * 100_000 for _ in range(CANDIDATES)]
    group = [chance.randrange(GROUPS) for _ in range(CANDIDATES)]
    ceilings = []
    for number in range(GROUPS):
        inside = [place for place in range(CANDIDATES) if group[place] == number]
        most = int(sum(amounts[place] for place in inside) * chance.uniform(0.3, 0.8))
        ceilings.append(Ceiling(_bits(inside), most, most))
    if setting.is_capped_in_all:
        most = int(sum(each.most for each in ceilings) * chance.uniform(0.4, 0.8))
        ceilings.append(Ceiling((1 << CANDIDATES) - 1, most, most))
    grants = tuple(Candidate(paid=amount, most=amount) for amount in amounts)
    return Choice(grants, _refusals(CANDIDATES, setting.share, chance), tuple(ceilings))


def small(seed: int) -> Choice:
    """Up to twelve aids of every kind: dates, loans with tickets, own funds, ceilings
    whose figure is not known, one within another.
    """
    chance = random.Random(seed)  # noqa: S311
    count = chance.randint(4, 12)
    candidates = tuple(_aid(chance) for _ in range(count))
    refused = _refusals(count, chance.choice([0, 0.1, 0.3, 0.6]), chance)
    return Choice(candidates, refused, tuple(_ceilings(count, chance)))


def _aid(chance: random.Random) -> Candidate:
    amount, own = chance.randint(1, 500), chance.choice([0, 0, 0, 200, 400])
    kind = chance.choice(["grant", "grant", "grant", "up to", "guarantee", "loan"])
    papers = chance.randint(1, 4)
    if kind in ("grant", "up to"):
        sure = amount if kind == "grant" else 0
        today = chance.choice(TODAY)
        return Candidate(sure, today, amount, own_funds=own, papers=papers)
    ticket = chance.randint(0, amount) if kind == "loan" else 0
    return Candidate(cover=amount, ticket=ticket, papers=papers)


def _ceilings(count: int, chance: random.Random) -> Iterator[Ceiling]:
    group = [chance.randrange(3) for _ in range(count)]
    for number in range(2):
        inside = [place for place in range(count) if group[place] == number]
        yield _ceiling(inside, chance)
        half = inside[: len(inside) // 2]
        if half and chance.random() < 0.5:
            yield _ceiling(half, chance)
    if chance.random() < 0.6:
        yield _ceiling(range(count), chance, chance.random() < 0.5)


def _ceiling(
    inside: list[int] | range, chance: random.Random, leaves_own_funds: bool = False
) -> Ceiling:
    least = chance.randint(0, 1200)
    most = least + chance.choice([0, 0, 0, 300, 5000])
    return Ceiling(_bits(inside), least, most, leaves_own_funds)


def _bits(places: list[int] | range) -> int:
    return sum(1 << place for place in places)


def _refusals(count: int, share: float, chance: random.Random) -> tuple[int, ...]:
    refused = [0] * count
    for one, two in itertools.combinations(range(count), 2):
        if chance.random() < share:
            refused[one] |= 1 << two
            refused[two] |= 1 << one
    return tuple(refused)


class Exhaustive:
    """Every set of a small choice at once: what each gets, dirham by dirham."""

    def __init__(self, choice: Choice) -> None:
        self.choice, count = choice, len(choice.candidates)
        self.sets = np.arange(1 << count, dtype=np.int64)
        self.has = [(self.sets >> place & 1) for place in range(count)]
        self.is_lawful = np.ones(len(self.sets), dtype=bool)
        for one, two in itertools.combinations(range(count), 2):
            if choice.refused[one] >> two & 1:
                self.is_lawful &= (self.has[one] & self.has[two]) == 0

    def best(self) -> tuple[int, int, int]:
        """Money today, then what is covered, then what money may come to."""
        money, covered = self._sure()
        reach = self._handed_out([one.most for one in self.choice.candidates], "most")[
            1
        ]
        lawful = np.flatnonzero(self.is_lawful)
        place = lawful[np.lexsort((reach[lawful], covered[lawful], money[lawful]))[-1]]
        return int(money[place]), int(covered[place]), int(reach[place])

    def _sure(self) -> tuple[Numbers, Numbers]:
        """Money first, then the smallest loan of each, then the rest of any."""
        candidates, none = self.choice.candidates, np.zeros_like(self.sets)
        got, _, room = self._handed_out([one.paid for one in candidates], "least")
        pairs = zip(candidates, got, strict=True)
        money = sum((one.today * amounts for one, amounts in pairs), none)
        covered = none
        for place, one in enumerate(candidates):
            given = self._take(place, self.has[place] * one.ticket, room)
            self.is_lawful &= given == self.has[place] * one.ticket
            covered = covered + given
        for place, one in enumerate(candidates):
            rest = max(0, one.cover - one.ticket)
            covered = covered + self._take(place, self.has[place] * rest, room)
        return money, covered

    def _handed_out(
        self, amounts: list[int], level: str
    ) -> tuple[list[Numbers], Numbers, list[Numbers]]:
        """To each set in the order of payment, under what its members leave."""
        candidates = self.choice.candidates
        own = np.zeros(len(self.sets), dtype=np.int64)
        for place, one in enumerate(candidates):
            own = np.maximum(own, self.has[place] * one.own_funds)
        room = [
            np.maximum(0, getattr(each, level) - own * each.leaves_own_funds)
            for each in self.choice.ceilings
        ]
        got = [np.zeros_like(self.sets) for _ in candidates]
        for place in sorted(range(len(candidates)), key=lambda i: -candidates[i].today):
            got[place] = self._take(place, self.has[place] * amounts[place], room)
        return got, sum(got[1:], got[0]), room

    def _take(self, place: int, wanted: Numbers, room: list[Numbers]) -> Numbers:
        over = [i for i, c in enumerate(self.choice.ceilings) if c.members >> place & 1]
        given = wanted
        for i in over:
            given = np.minimum(given, room[i])
        for i in over:
            room[i] = room[i] - given
        return given
