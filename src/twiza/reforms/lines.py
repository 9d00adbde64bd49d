"""The table of what changed: a line for each answer and each package of a venture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from twiza.records import record
from twiza.reforms.comparing import ALL_STATUSES, Changed
from twiza.rules.table.answers import Array

PACKAGE = "package"  # what stands where a mechanism does, on the line of a package
NONE = len(ALL_STATUSES)
STATUS_TEXTS = (*ALL_STATUSES, "")

CODED = ("mechanism", "members_before", "members_after", "cause", "cause_in_words")
FIGURES = tuple(
    f"{figure}_{side}"
    for side in ("before", "after")
    for figure in ("value", "least", "most")
)
COLUMNS = ("row", "mechanism", "status_before", "status_after", *FIGURES, *CODED[1:])


class Texts:
    """Texts that stand on many lines, each once; the first is empty."""

    def __init__(self) -> None:
        self.all = [""]
        self._codes = {"": 0}

    def code(self, text: str) -> int:
        if text not in self._codes:
            self._codes[text] = len(self.all)
            self.all.append(text)
        return self._codes[text]


@record
class Lines:
    """Columns of one length: `row` counts from 0, the rest are codes and figures.

    coded   per column of CODED places in `texts`
    """

    row: Array
    status_before: Array
    status_after: Array
    figures: dict[str, Array]
    coded: dict[str, Array]
    texts: list[str]

    def __len__(self) -> int:
        return len(self.row)


def lines_of_mechanism(changed: Changed, coded: dict[str, Array]) -> Lines:
    figures = {
        f"{figure}_{side}": getattr(column, figure)
        for side, column in (("before", changed.before), ("after", changed.after))
        for figure in ("value", "least", "most")
    }
    return Lines(
        changed.rows, changed.before.status, changed.after.status, figures, coded, []
    )


def lines_of_packages(
    rows: Sequence[int], figures: dict[str, list[float]], coded: dict[str, list[int]]
) -> Lines:
    none = np.full(len(rows), NONE, dtype=np.int8)
    return Lines(
        np.array(rows, dtype=np.int64),
        none,
        none,
        {name: np.array(column, dtype=float) for name, column in figures.items()},
        {name: np.array(column, dtype=np.int32) for name, column in coded.items()},
        [],
    )


def in_order(parts: Iterable[Lines], texts: Sequence[str]) -> Lines:
    """The lines of a block by row; of a row as the parts follow each other."""
    parts = list(parts)
    row = np.concatenate([part.row for part in parts] or [np.empty(0, np.int64)])
    order = np.argsort(row, kind="stable")

    def joined(columns: list[Array]) -> Array:
        found: Array = np.concatenate(columns)[order] if columns else row
        return found

    return Lines(
        row[order],
        joined([part.status_before for part in parts]),
        joined([part.status_after for part in parts]),
        {name: joined([part.figures[name] for part in parts]) for name in FIGURES},
        {name: joined([part.coded[name] for part in parts]) for name in CODED},
        list(texts),
    )
