"""A law that does not exist: something laid over the packs, named after what it is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from twiza.packs.model import Rulebook, Source
from twiza.records import replaced
from twiza.reforms.laws import Law

WHAT_IF = "what-if"  # the source of a figure that somebody tries

_SOURCE = Source(
    name=WHAT_IF,
    kind="reading",
    publisher="an assumption of this comparison",
    title=None,
    url=None,
    published=None,
    checked_on=None,
    review_every=180,
    withdrawn=None,
    where=WHAT_IF,
)


def overlaid(law: Law, rulebook: Rulebook, said: Sequence[str]) -> Law:
    """The law of another rulebook, named after what it was made from."""
    before = law.rulebook
    made_from = "\0".join((before.content_hash, *said))
    digest = f"sha256:{hashlib.sha256(made_from.encode()).hexdigest()}"
    sources = {WHAT_IF: _SOURCE, **rulebook.sources}
    return Law(
        replaced(rulebook, content_hash=digest, sources=sources),
        law.on,
        (*law.settings, *said),
        law.packs,
    )
