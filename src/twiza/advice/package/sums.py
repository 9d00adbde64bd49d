"""What the members of a package come to once the ceilings have cut it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from twiza.advice.assessment import Assessment
from twiza.advice.package.aids import adds_up, counted
from twiza.advice.package.best import Package
from twiza.advice.package.limits import Limit, least_own_funds, least_ticket
from twiza.records import record

Amount = Callable[[Assessment], float]
CENTIME = 0.01


@record
class Span:
    """Between two amounts; `value` where they are one and the same."""

    value: float | None
    least: float
    most: float


def span(least: float, most: float) -> Span:
    return Span(most if most - least < CENTIME else None, least, most)


@record
class Cut:
    """A ceiling, what its members ask for and what it leaves of it.

    own_funds  what the investor has to bring, where the ceiling leaves that
    """

    limit: Limit
    members: tuple[Assessment, ...]
    own_funds: float
    asked: Span
    left: Span

    @property
    def is_certain(self) -> bool:
        if not self.limit.is_known or not self.members:
            return self.limit.is_known
        return self.limit.is_certain(self.members[0].rulebook)

    @property
    def cuts(self) -> bool:
        """Whether it takes something away, or may."""
        lost = self.asked.most - self.left.most, self.asked.least - self.left.least
        return max(lost) >= CENTIME


class Sharing:
    """Hands out what the ceilings let through: what is paid first comes first, and of
    loans the smallest that each may be before the rest of any.
    """

    def __init__(self, package: Package, members: Sequence[Assessment]) -> None:
        self.members = list(members)
        self.own_funds = _most_own_funds(self.members, 0), _most_own_funds(members, 1)
        known = [limit for limit in package.limits if limit.is_known]
        self.limits = [limit for limit in known if self._may_cut(limit)]
        # Only those under a ceiling have to wait for their turn.
        covered = [item for item in self.members if self._over(item)]
        self.waiting = sorted(covered, key=lambda item: _turn(item, package))

    def _may_cut(self, limit: Limit) -> bool:
        asked = sum(item.most for item in self.members if limit.covers(item))
        own = self.own_funds[1] if limit.ceiling.leaves_own_funds else 0.0
        return asked > limit.least - own

    def _over(self, item: Assessment) -> list[int]:
        return [i for i, limit in enumerate(self.limits) if limit.covers(item)]

    def least(self, amount: Amount) -> dict[str, float]:
        """Per member what it gets of this, where the ceilings are at their lowest."""
        return self._shared(amount, [limit.least for limit in self.limits], 1)

    def most(self, amount: Amount) -> dict[str, float]:
        return self._shared(amount, [limit.most for limit in self.limits], 0)

    def _shared(self, amount: Amount, most: list[float], end: int) -> dict[str, float]:
        found = {item.mechanism.name: amount(item) for item in self.members}
        if not self.waiting:
            return found
        room = self._room(most, end)
        wanted = {
            item.mechanism.name: found[item.mechanism.name] for item in self.waiting
        }
        found |= dict.fromkeys(wanted, 0.0)
        for item, least in self._turns(wanted, end):
            name = item.mechanism.name
            over = self._over(item)
            given = min(least - found[name], *(room[place] for place in over))
            for place in over:
                room[place] -= given
            found[name] += given
        return found

    def _room(self, most: list[float], end: int) -> list[float]:
        own = self.own_funds[end]
        return [
            max(0.0, left - own) if limit.ceiling.leaves_own_funds else left
            for limit, left in zip(self.limits, most, strict=True)
        ]

    def _turns(
        self, wanted: dict[str, float], end: int
    ) -> Iterable[tuple[Assessment, float]]:
        """Each with what it should have once it has been its turn."""
        loans = [item for item in self.waiting if not adds_up(item)]
        for item in self.waiting:
            if adds_up(item):
                yield item, wanted[item.mechanism.name]
        for item in loans:
            yield item, min(wanted[item.mechanism.name], least_ticket(item, end=end))
        for item in loans:
            yield item, wanted[item.mechanism.name]


def _most_own_funds(members: Iterable[Assessment], end: int) -> float:
    return max((least_own_funds(item, end=end) for item in members), default=0.0)


def _turn(item: Assessment, package: Package) -> tuple[float, float, str]:
    return -package.terms.today(item), -item.most, item.mechanism.name


def least_of(item: Assessment) -> float:
    return item.amount.least or 0.0


def most_of(item: Assessment) -> float:
    return item.most


class Sums:
    """What a package comes to."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.sharing = Sharing(package, package.members)
        self.cuts = cuts_of(package)
        self.waiting = {item.mechanism.name for item in self.sharing.waiting}

    def money(self) -> Span:
        """The grants and premiums, the only kinds that add up."""
        return self._span([item for item in self.package.members if adds_up(item)])

    def of_kind(self, kind: str) -> Span:
        """The guarantees, the loans or the equity, beside whatever money there is."""
        return self._span(self._items(kind))

    def each(self, kind: str) -> list[tuple[Assessment, Span]]:
        """As `of_kind`, one by one."""
        items = self._items(kind)
        low, high = self._ends(items)
        found = []
        for item in items:
            name = item.mechanism.name
            ends = sorted((low[name], high[name]))
            found.append((item, _known(span(*ends), [item])))
        return found

    def _items(self, kind: str) -> list[Assessment]:
        return [one for one in self.package.members if one.mechanism.kind == kind]

    def _span(self, items: Sequence[Assessment]) -> Span:
        low, high = self._ends(items)
        least, most = sum(low.values()), sum(high.values())
        return _known(span(min(least, most), most), items)

    def _ends(
        self, items: Sequence[Assessment]
    ) -> tuple[dict[str, float], dict[str, float]]:
        """What each gets at least while those beside take most; and the reverse."""
        names = {item.mechanism.name for item in items}
        if self.waiting.isdisjoint(names):
            low = {item.mechanism.name: least_of(item) for item in items}
            return low, {item.mechanism.name: most_of(item) for item in items}
        low = self.sharing.least(_beside(names, least_of, most_of))
        high = self.sharing.most(_beside(names, most_of, least_of))
        return {name: low[name] for name in names}, {name: high[name] for name in names}

    def cut_members(self) -> list[tuple[Assessment, float]]:
        """Members of which a ceiling takes something, with what it leaves at most."""
        if not self.waiting:
            return []
        left = self.sharing.most(most_of)
        return [
            (item, left[item.mechanism.name])
            for item in self.package.members
            if item.most - left[item.mechanism.name] >= CENTIME
        ]

    def present_value(self) -> float:
        """What the money that counts is worth today."""
        shares, terms = self.sharing.least(self._counted), self.package.terms
        return math.fsum(
            terms.present(item, shares[item.mechanism.name])
            for item in self.package.members
        )

    def certain(self, members: Sequence[Assessment]) -> float:
        """What the certain members come to, were the others refused."""
        sharing = Sharing(self.package, members)
        return math.fsum(sharing.least(self._counted).values())

    def _counted(self, item: Assessment) -> float:
        if not adds_up(item):
            return 0.0
        return counted(item, is_hopeful=self.package.is_hopeful)


def _known(found: Span, items: Sequence[Assessment]) -> Span:
    """No single value while an amount is not known."""
    is_known = all(item.amount.value is not None for item in items)
    return found if is_known else Span(None, found.least, found.most)


def _beside(names: set[str], own: Amount, others: Amount) -> Amount:
    """One amount of the items asked about, another of those beside them."""
    return lambda item: own(item) if item.mechanism.name in names else others(item)


def cuts_of(package: Package) -> list[Cut]:
    """The ceilings that bear on two members or more, or take something away.

    What an outer ceiling is asked for is what the inner ones have left.
    """
    found: list[Cut] = []
    for limit in sorted(package.limits, key=lambda limit: len(limit.ceiling.over)):
        found.append(_cut(package, limit, found))
    return [cut for cut in found if len(cut.members) > 1 or cut.cuts]


def _cut(package: Package, limit: Limit, before: Sequence[Cut]) -> Cut:
    members = tuple(item for item in package.members if limit.covers(item))
    least, most = sum(map(least_of, members)), sum(map(most_of, members))
    for inner in before:
        if inner.limit.ceiling.over <= limit.ceiling.over:
            least -= inner.asked.least - inner.left.least
            most -= inner.asked.most - inner.left.most
    own = 0.0
    if limit.ceiling.leaves_own_funds:
        own = _most_own_funds(package.members, 1)
    lowest, highest = (max(0.0, end - own) for end in (limit.least, limit.most))
    left = span(min(least, lowest), min(most, highest))
    return Cut(limit, members, own, span(least, most), left)
