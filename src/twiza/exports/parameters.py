"""Dated parameters in the layout of OpenFisca: a tree of YAML files, one per figure."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from twiza.errors import PackError
from twiza.exports.evidence import CREDIT, LANGUAGE, title_of
from twiza.exports.naming import short, usable
from twiza.packs.model import DatedValue, Parameter, Row, Rulebook

Document = dict[Any, Any]

INDEX = "index"


def parameter_files(rulebook: Rulebook) -> dict[str, Document]:
    """Every parameter of a rulebook with its whole history, by path in the folder.

    raises  PackError where a name cannot be the name of a file of its own
    """
    files: dict[str, Document] = {"index.yaml": _index(rulebook)}
    for path, document in _all_files(rulebook):
        if path.lower() in map(str.lower, files):
            raise PackError(
                path,
                found="two parameters for one file",
                expected="names that differ in more than case, - and _",
                mend="rename one of them",
            )
        files[path] = document
    return files


def _index(rulebook: Rulebook) -> Document:
    return {
        "description": f"Paramètres du corridor {rulebook.name}",
        "metadata": {
            "version": rulebook.version,
            "packs": {pack.name: pack.version for pack in rulebook.packs},
            "content_hash": rulebook.content_hash,
            "license": CREDIT,
        },
    }


def _all_files(rulebook: Rulebook) -> Iterator[tuple[str, Document]]:
    for parameter in rulebook.parameters.values():
        title = rulebook.word(LANGUAGE, "parameters", parameter.name)
        yield from _Writer(rulebook, parameter, title).files("")
    for mechanism in rulebook.mechanisms.values():
        folder = usable(mechanism.name, mechanism.where).replace("-", "_") + "/"
        words = ("mechanisms", mechanism.name)
        title = rulebook.word(LANGUAGE, *words, "name")
        yield f"{folder}{INDEX}.yaml", {"description": title}
        for parameter in mechanism.parameters.values():
            title = rulebook.word(LANGUAGE, *words, "parameters", parameter.name)
            yield from _Writer(rulebook, parameter, title).files(folder)


class _Writer:
    """Writes one parameter: a file, or a folder with a file per key of its table."""

    def __init__(self, rulebook: Rulebook, parameter: Parameter, title: str) -> None:
        self.rulebook = rulebook
        self.parameter = parameter
        self.title = title

    def files(self, folder: str) -> Iterator[tuple[str, Document]]:
        name = self._file_name(self.parameter.name)
        if self.parameter.form == "table":
            yield from self._table(f"{folder}{name}/")
            return
        about = {"description": self.title, "metadata": self._metadata()}
        if self.parameter.form in ("bands", "scale"):
            yield f"{folder}{name}.yaml", about | {"brackets": self._brackets()}
            return
        values = {held.start: held.value for held in self.parameter.values}
        yield f"{folder}{name}.yaml", about | self._dated(values)

    def _file_name(self, name: str) -> str:
        if name != INDEX:
            return usable(name, self.parameter.where)
        raise PackError(
            self.parameter.where,
            found=f"the name {name!r}",
            expected="another name: a folder's own file is called so",
            mend="rename it",
        )

    def _metadata(self) -> Document:
        unit = "/1" if self.parameter.unit == "share" else self.parameter.unit
        match self.parameter.form:
            case "bands":
                kind = {"type": "single_amount", "amount_unit": unit}
                return kind | {"threshold_unit": self.parameter.key}
            case "scale":
                kind = {"type": "marginal_rate", "rate_unit": unit}
                return kind | {"threshold_unit": self.parameter.key}
            case "choices":
                return {"choices_of": self.parameter.key}
        return {"unit": unit}

    def _dated(
        self,
        values: dict[datetime.date, Any],
        sides: dict[datetime.date, str] | None = None,
    ) -> Document:
        """Values by date, each with what it rests on; null is a figure that nobody
        verified, or that no longer exists.
        """
        found: Document = {}
        for held in self.parameter.values:
            metadata = self._evidence(held)
            if sides and held.start in sides:
                metadata["side"] = sides[held.start]
            value = _plain_value(values.get(held.start))
            found[held.start] = {"value": value, "metadata": metadata}
        return {"values": found}

    def _evidence(self, held: DatedValue) -> Document:
        metadata: Document = {"reference": [self._reference(held.source)]}
        for name in ("reason", "contested", "least", "most"):
            value = getattr(held, name)
            if value is not None:
                metadata[name] = value
        if held.grade != "sourced":
            metadata["grade"] = held.grade
        return metadata

    def _reference(self, name: str) -> Document:
        source = self.rulebook.sources.get(name)
        if source is None:
            return {"title": name}
        href = {"href": source.url} if source.url else {}
        return {"title": title_of(source), **href}

    def _table(self, folder: str) -> Iterator[tuple[str, Document]]:
        metadata = self._metadata() | {"by": self.parameter.key}
        about = {"description": self.title, "metadata": metadata}
        yield f"{folder}{INDEX}.yaml", about
        tables = {
            held.start: held.value
            for held in self.parameter.values
            if isinstance(held.value, dict)
        }
        for key in dict.fromkeys(key for table in tables.values() for key in table):
            values = {start: table.get(key) for start, table in tables.items()}
            title = self.rulebook.word(LANGUAGE, "choices", self.parameter.key, key)
            yield (
                f"{folder}{self._file_name(key)}.yaml",
                {
                    "description": f"{self.title} : {title}",
                    "metadata": self._metadata(),
                    **self._dated(values),
                },
            )

    def _brackets(self) -> list[Document]:
        """The n-th rows of all dates make the n-th bracket."""
        rows = {held.start: _rows(held) for held in self.parameter.values}
        kind = "rate" if self.parameter.form == "scale" else "amount"
        brackets = []
        for index in range(max(map(len, rows.values()))):
            here = {day: of[index] for day, of in rows.items() if index < len(of)}
            thresholds = {day: row.threshold for day, row in here.items()}
            sides = {day: _side(row) for day, row in here.items()}
            values = {day: row.value for day, row in here.items()}
            brackets.append(
                {"threshold": self._dated(thresholds, sides), kind: self._dated(values)}
            )
        return brackets


def _rows(held: DatedValue) -> list[Row]:
    rows = held.value if isinstance(held.value, tuple) else ()
    return [row for row in rows if isinstance(row, Row)]


def _side(row: Row) -> str:
    return "at_least" if row.inclusive else "above"


def _plain_value(value: object) -> object:
    if isinstance(value, tuple):
        return [str(item) for item in value]
    if isinstance(value, float):
        return short(value)
    return value
