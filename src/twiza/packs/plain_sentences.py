"""Sentences that are understood at first reading: at most twenty words, and of a
mechanism's summary exactly two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST_WORDS = 20
OF_SUMMARY = 2

_END = re.compile(r"[.?!؟…]+[\"'»”’)*]*(?=\s|$)|\n")
# A figure with its separators, or a compound with hyphens, is one word.
_WORD = re.compile(r"\w+(?:[-.,/'’\u00a0\u202f]\w+)*")
_ELISION = re.compile(r"['’](?=\w)")

Problem = dict[str, str]


def sentences(text: str) -> list[str]:
    """The sentences of a text; a point inside a figure or a name ends none."""
    return [found.strip() for found in _END.split(text) if found.strip()]


def words_in(sentence: str, language: str) -> int:
    """Its words; in French an elided article counts as the word it is."""
    text = _ELISION.sub(" ", sentence) if language == "fr" else sentence
    return len(_WORD.findall(text))


def long_sentences(text: str, language: str) -> Iterator[Problem]:
    for sentence in sentences(text):
        number = words_in(sentence, language)
        if number > MOST_WORDS:
            yield {
                "found": f"{number} words: {sentence}",
                "expected": f"sentences of at most {MOST_WORDS} words",
                "mend": "divide it, or leave out what can be left out",
            }


def wrong_summary(text: str) -> Iterator[Problem]:
    number = len(sentences(text))
    if number != OF_SUMMARY:
        yield {
            "found": f"{number} sentence{'s' if number != 1 else ''}: {text}",
            "expected": f"a summary of {OF_SUMMARY} plain sentences",
            "mend": "say what it is, then for whom or what to do",
        }
