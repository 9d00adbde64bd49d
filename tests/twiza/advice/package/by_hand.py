"""What a set of candidates is worth, handed out dirham by dirham, and every set tried."""

from __future__ import annotations

import itertools

from hypothesis import strategies as st

from twiza.advice.package.weighing import Candidate, Ceiling, Choice

FIRST_PAID = 1_000_000_000


def paid_out(choice, members, level):
    """Per member what it gets: money first, the earliest first, then loans and guarantees;
    None where a loan would be smaller than its ticket.
    """
    room = rooms(choice, members, level)
    got = dict.fromkeys(members, 0)

    def take(place, wanted):
        over = [
            i for i, each in enumerate(choice.ceilings) if each.members >> place & 1
        ]
        given = min([wanted, *(room[i] for i in over)])
        for i in over:
            room[i] -= given
        got[place] += given
        return given == wanted

    def by_date(place):
        return -choice.candidates[place].today

    for place in sorted(members, key=by_date):
        one = choice.candidates[place]
        take(place, one.paid if level == "least" else one.most)
    if level == "least":
        for place in members:
            if not take(place, choice.candidates[place].ticket):
                return None
        for place in members:
            one = choice.candidates[place]
            take(place, max(0, one.cover - one.ticket))
    return got


def rooms(choice, members, level):
    own = max((choice.candidates[place].own_funds for place in members), default=0)
    return [
        max(0, getattr(each, level) - (own if each.leaves_own_funds else 0))
        for each in choice.ceilings
    ]


def worth(choice, members):
    """The first difference decides; None of an unlawful set."""
    if any(choice.refused[a] >> b & 1 for a, b in itertools.permutations(members, 2)):
        return None
    least, most = (paid_out(choice, members, level) for level in ("least", "most"))
    if least is None:
        return None
    candidates = choice.candidates
    is_money = [place for place in members if candidates[place].paid]
    lent = [place for place in members if place not in is_money]
    return (
        sum(least[place] * candidates[place].today for place in is_money),
        sum(least[place] for place in lent),
        sum(most.values()),
        sum(candidates[place].is_open for place in members),
    )


def every_set(choice):
    """Each lawful set with its worth."""
    places = range(len(choice.candidates))
    for size in range(len(places) + 1):
        for members in itertools.combinations(places, size):
            found = worth(choice, members)
            if found is not None:
                yield members, found


@st.composite
def candidates(draw):
    kind = draw(
        st.sampled_from(["grant", "grant", "up to", "guarantee", "loan", "open"])
    )
    amount = draw(st.integers(1, 50))
    own = draw(st.sampled_from([0, 0, 0, 20, 40]))
    papers = draw(st.integers(1, 4))
    today = draw(st.sampled_from([FIRST_PAID, FIRST_PAID * 9 // 10, FIRST_PAID // 2]))
    if kind == "grant":
        return Candidate(amount, today, amount, own_funds=own, papers=papers)
    if kind == "up to":
        return Candidate(0, today, amount, own_funds=own, papers=papers)
    if kind == "guarantee":
        return Candidate(cover=amount, papers=papers)
    if kind == "open":
        return Candidate(is_open=True, papers=papers)
    ticket = draw(st.integers(0, amount))
    return Candidate(cover=amount, ticket=ticket, papers=papers)


@st.composite
def choices(draw, most=7):
    """Candidates with refusals by chance under nested ceilings, known and not known."""
    members = draw(st.lists(candidates(), min_size=1, max_size=most))
    count = len(members)
    share = draw(st.sampled_from([0, 1, 3, 6]))
    refused = [0] * count
    for one, two in itertools.combinations(range(count), 2):
        if draw(st.integers(1, 10)) <= share:
            refused[one] |= 1 << two
            refused[two] |= 1 << one
    return Choice(tuple(members), tuple(refused), draw(ceilings(count)))


@st.composite
def ceilings(draw, count):
    """Groups that have nothing in common, one inside, and one over all."""
    group = [draw(st.integers(0, 2)) for _ in range(count)]
    found = []
    for number in range(2):
        bits = sum(1 << place for place in range(count) if group[place] == number)
        found.append(draw(ceiling(bits)))
        half = bits & draw(st.integers(0, (1 << count) - 1))
        if draw(st.booleans()) and half:
            found.append(draw(ceiling(half)))
    if draw(st.booleans()):
        found.append(draw(ceiling((1 << count) - 1, draw(st.booleans()))))
    return tuple(found)


@st.composite
def ceiling(draw, bits, leaves_own_funds=False):
    least = draw(st.integers(0, 120))
    most = least + draw(st.sampled_from([0, 0, 30, 500]))
    return Ceiling(bits, least, most, leaves_own_funds)
