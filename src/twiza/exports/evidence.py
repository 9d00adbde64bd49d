"""What a figure or a rule rests on, as a reader of the exported rules sees it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from twiza.exports.naming import plain
from twiza.packs.model import DatedValue, Rulebook, Source

LANGUAGE = "fr"
CREDIT = "Twiza contributors, CC BY 4.0"  # packs/LICENSE asks for it


def references(rulebook: Rulebook, names: Iterable[str | None]) -> dict[str, str]:
    """Addresses of sources by their title; a source without one is not listed."""
    found = {}
    for name in dict.fromkeys(filter(None, names)):
        source = rulebook.sources.get(name)
        if source is not None and source.url:
            found[title_of(source)] = source.url
    return found


def title_of(source: Source) -> str:
    known = [source.publisher, source.title, source.published]
    return ", ".join(str(word) for word in known if word)


def unlinked(rulebook: Rulebook, names: Iterable[str | None]) -> list[str]:
    """A sentence for each source that has no address."""
    sources = (rulebook.sources.get(name) for name in dict.fromkeys(names) if name)
    return [
        f"Source sans adresse : {title_of(source)}."
        for source in sources
        if source is not None and not source.url
    ]


def doubts(rulebook: Rulebook, held: DatedValue) -> list[str]:
    """Why a figure is not certain, and what else was read."""
    reasons = [held.reason] if held.reason else []
    if isinstance(held.contested, str) and held.contested != held.reason:
        reasons.append(held.contested)
    found = [f"Signalé : {said(rulebook, reason)}." for reason in reasons]
    if isinstance(held.contested, (int, float)):
        found.append(f"Autre lecture : {plain(held.contested)}.")
    return found


def said(rulebook: Rulebook, reason: str) -> str:
    return rulebook.word(LANGUAGE, "reasons", reason).rstrip(".")


def documented(
    title: str,
    *,
    rulebook: Rulebook,
    notes: Iterable[str | None] = (),
    sources: Iterable[str | None] = (),
) -> dict[str, Any]:
    """The part of a rule that is read by people: titre, note, références."""
    names = list(sources)
    rule: dict[str, Any] = {"titre": title}
    sentences = [*filter(None, notes), *unlinked(rulebook, names)]
    if sentences:
        rule["note"] = " ".join(sentences)
    found = references(rulebook, names)
    if found:
        rule["références"] = found
    return rule
