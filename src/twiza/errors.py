"""Errors that say where, what was found, what was expected and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable


class TwizaError(Exception):
    """A mistake a person can mend. The message is complete: it needs no traceback."""

    def __init__(self, where: str, *, found: str, expected: str, mend: str) -> None:
        super().__init__(where, found, expected, mend)
        self.where = where
        self.found = found
        self.expected = expected
        self.mend = mend

    def __reduce__(self) -> tuple[object, ...]:
        keywords = {"found": self.found, "expected": self.expected, "mend": self.mend}
        return (_rebuild, (type(self), self.where, keywords))

    def __str__(self) -> str:
        return (
            f"{self.where}\n"
            f"  found:    {self.found}\n"
            f"  expected: {self.expected}\n"
            f"  to mend:  {self.mend}"
        )


class PackError(TwizaError):
    """A pack breaks the format, the units or its own promises."""


class InputError(TwizaError):
    """A venture file or an answer of a person cannot be used."""


def _rebuild(kind: type[TwizaError], where: str, keywords: dict[str, str]) -> object:
    return kind(where, **keywords)


def did_you_mean(word: object, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """The nearest known name as a question; empty where none is near."""
    import difflib  # only a mistake needs it

    near = difflib.get_close_matches(str(word)[:80], list(known), n=1, cutoff=cutoff)
    return f"did you mean {near[0]!r}?" if near else ""


def shortened(value: object, *, most: int = 60) -> str:
    """A value as an error message shows it: on one line, never a page long."""
    text = " ".join(repr(value).split())
    return text if len(text) <= most else f"{text[:most]}…"
