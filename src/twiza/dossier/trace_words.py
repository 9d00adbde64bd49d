"""The rows of a trace with their words, as a sheet shows them."""

from __future__ import annotations

import datetime
from typing import Any

from twiza.dossier.voice import Json, Voice


def trace_cells(row: Json, voice: Voice) -> tuple[Any, ...]:
    since = row["since"]
    return (
        row["mechanism"],
        voice.mechanism(row["mechanism"]),
        voice.say(f"kind_{row['kind']}"),
        _name(row, voice),
        row["rule"],
        _value(row, voice),
        row["least"],
        row["most"],
        row["unit"],
        row["source"],
        datetime.date.fromisoformat(since) if since else None,
        voice.say(row["grade"]) if row["grade"] else None,
    )


def _name(row: Json, voice: Voice) -> str:
    name, own = row["name"], ("mechanisms", row["mechanism"])
    if row["kind"] == "amount":
        return voice.say("amount")
    if row["kind"] in ("fact", "assumed"):
        return voice.fact(name)
    if row["kind"] == "derived":
        return voice.word("derived", name)
    if row["kind"] == "figure":
        return _figure(row["mechanism"], name, voice)
    return voice.word(*own, f"{row['kind']}s", name)


def _figure(mechanism: str, name: str, voice: Voice) -> str:
    """A figure has its name from its mechanism, or from the country it belongs to."""
    known = voice.rulebook.mechanisms.get(mechanism)
    if known is not None and name in known.parameters:
        return voice.word("mechanisms", mechanism, "parameters", name)
    return voice.word("parameters", name)


def _value(row: Json, voice: Voice) -> Any:
    """Choices and places in words; figures and truths as they are."""
    value = row["value"]
    is_answer = row["kind"] in ("fact", "assumed") and isinstance(value, str)
    return voice.value(row["name"], value) if is_answer else value
