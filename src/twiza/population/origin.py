"""Where a population comes from, and the mark that an invented one carries along.

A table says it itself: in the column `origin`, which is copied to every output, and in
the metadata of a Parquet file. What says nothing is of an origin that is not stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from twiza.errors import InputError, shortened

COLUMN = "origin"
METADATA = "twiza.origin"

INVENTED, OBSERVED, NOT_STATED = "invented", "observed", "not_stated"
ORIGINS = (INVENTED, OBSERVED, NOT_STATED)

_STAMPS = {
    INVENTED: {
        "fr": "population inventée",
        "nl": "verzonnen populatie",
        "ar": "ساكنة مختلقة",
        "en": "invented population",
    },
    OBSERVED: {
        "fr": "projets réels, selon le registre",
        "nl": "echte projecten, volgens het register",
        "ar": "مشاريع حقيقية حسب السجل",
        "en": "real ventures, as the register says",
    },
    NOT_STATED: {
        "fr": "origine non indiquée",
        "nl": "herkomst niet vermeld",
        "ar": "المصدر غير مذكور",
        "en": "origin not stated",
    },
}


def stamp(origin: str, language: str) -> str:
    """The words that stand on every table, chart and file."""
    return _STAMPS[origin][language]


def stamps(origin: str) -> dict[str, str]:
    """The same in each language, for those who read a file by program."""
    return dict(_STAMPS[origin])


def kept_with_origin(
    names: Sequence[str], keep: Sequence[str], facts: Mapping[str, Any]
) -> list[str]:
    """The columns to copy; the one that tells the origin always is, and comes first."""
    says = COLUMN in names and COLUMN not in facts
    return list(dict.fromkeys([COLUMN, *keep] if says else keep))


def origins_of(cells: Any, where: str) -> set[str]:
    """What the cells of a column say: texts of CSV or an Arrow array.

    raises  InputError with the first that is no origin
    """
    texts = cells if isinstance(cells, (list, tuple)) else cells.unique().to_pylist()
    found = {text or NOT_STATED for text in set(texts)}
    for text in sorted(map(str, found)):
        if text not in ORIGINS:
            raise InputError(
                f"{where}, {COLUMN}",
                found=shortened(text),
                expected="invented, observed or an empty cell",
                mend="correct the cell: the column says where the rows come from",
            )
    return found


def whole_origin(found: Iterable[str]) -> str:
    """Of a table of several origins: one invented row marks all of it."""
    seen = set(found)
    if INVENTED in seen:
        return INVENTED
    return OBSERVED if seen == {OBSERVED} else NOT_STATED
