"""Reads parameters: dated figures, lists of choices, bands, scales and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from twiza.packs.entries import (
    grade_of,
    optional_number,
    optional_text,
    start_of,
    stated_unit,
)
from twiza.packs.model import DatedValue, Grade, Parameter, Row, Value
from twiza.packs.reading import Node

Figure = Callable[[Node], float]


def read_parameters(node: Node) -> Iterator[Parameter]:
    for name, entry in node.mapping().items():
        part = entry.keyed("values", "unit of bands scale by above_one")
        form, key = _form(entry, part)
        unit = stated_unit(part["unit"]) if "unit" in part else "choices"
        above_one = part.get("above_one")
        figure = _figure_in(unit, may_exceed=above_one is not None and above_one.flag())
        values = tuple(_dated(item, form, figure) for item in part["values"].items())
        if not values:
            raise part["values"].wrong(
                "at least one dated value", "add one, or remove it", found="none"
            )
        _in_date_order(part["values"].items(), values)
        yield Parameter(name, form, unit, key, values, entry.where)  # type: ignore[arg-type]


def _form(entry: Node, part: dict[str, Node]) -> tuple[str, str]:
    forms = {"of": "choices", "bands": "bands", "scale": "scale", "by": "table"}
    stated = [key for key in forms if key in part]
    if len(stated) > 1:
        raise entry.wrong(
            f"only one of {', '.join(stated)}", "choose one form", found="two forms"
        )
    if stated != ["of"] and "unit" not in part:
        raise entry.wrong(
            "the key 'unit'", "add unit: …, such as MAD or share", found="no unit"
        )
    if not stated:
        return "number", ""
    key = part[stated[0]]
    return forms[stated[0]], (
        stated_unit(key) if stated[0] in ("bands", "scale") else key.text()
    )


def read_value(node: Node, parameter: Parameter, *, part: bool = False) -> Value:
    """Another value for a parameter, or one figure of it, held to the same rules.

    A share of which no value is above 1 stays below it, and what is never below 0 does.
    """
    figures = [figure for held in parameter.values for figure in figures_in(held.value)]
    read = _figure_in(parameter.unit, may_exceed=max(figures, default=0) > 1)

    def figure(node: Node) -> float:
        number = read(node)
        if number < 0 <= min(figures, default=0):
            raise node.wrong("0 or more", "leave the minus out")
        return number

    return figure(node) if part else _VALUES[parameter.form](node, figure)


def figures_in(value: Value) -> list[float]:
    """The numbers of a value, thresholds apart."""
    if isinstance(value, (int, float)):
        return [value]
    if isinstance(value, dict):
        return list(value.values())
    return [row.value for row in value or () if isinstance(row, Row)]


def _figure_in(unit: str, *, may_exceed: bool) -> Figure:
    """Reads one figure. A share lies between 0 and 1: 25 is no way to write 25 %."""

    def figure(node: Node) -> float:
        number = node.number()
        if unit == "share" and (number < 0 or (number > 1 and not may_exceed)):
            raise node.wrong(
                "a share from 0 to 1",
                "write 0.25 for 25 %; a ratio that may exceed 1 says above_one: true",
            )
        return number

    return figure


def _in_date_order(nodes: list[Node], values: tuple[DatedValue, ...]) -> None:
    for node, before, after in zip(nodes[1:], values, values[1:], strict=False):
        if after.start <= before.start:
            raise node.wrong(
                "values in date order, oldest first, one for each date",
                "move this value up, or correct its year",
                found=f"from {after.start}, not after the value before it"
                f" ({before.start})",
            )


def _dated(node: Node, form: str, figure: Figure) -> DatedValue:
    part = node.keyed(
        "from value source",
        "from_precision contested flagged unverified least most note",
    )
    grade, reason = grade_of(part)
    value = _value(part["value"], form, figure, grade)
    contested: float | str | None = None
    other: str | None = None
    if "contested" in part:
        contested, said, other = _contested(part["contested"], figure)
        if contested == value:
            raise part["contested"].wrong(
                "a reading that differs from the value",
                "write the other figure, or remove contested",
                found=f"the same figure again, {contested}",
            )
        reason = reason or said
        grade = "flagged" if grade == "sourced" else grade
    least, most = _range(part, figure)
    return DatedValue(
        start=start_of(part)[0],
        value=value,
        source=part["source"].text(),
        grade=grade,
        reason=reason,
        contested=contested,
        contested_source=other,
        least=least,
        most=most,
        where=node.where,
    )


def _value(node: Node, form: str, figure: Figure, grade: Grade) -> Value:
    if grade == "unverified":
        if not node.is_null:
            raise node.wrong(
                "null, where nobody verified a value",
                "write value: null, or flagged: in place of unverified:",
            )
        return None
    if node.is_null:
        raise node.wrong(
            "a figure", "write it, or add unverified: and why", found="no value"
        )
    return _VALUES[form](node, figure)


def _range(part: dict[str, Node], figure: Figure) -> tuple[float | None, float | None]:
    """The range that sources give where none gives the value."""
    for one, other in (("least", "most"), ("most", "least")):
        if one in part and other not in part:
            raise part[one].wrong(
                f"{other} beside {one}", f"add {other}: …", found=f"{one} alone"
            )
    if "least" not in part:
        return None, None
    least, most = optional_number(part["least"]), optional_number(part["most"])
    if least is not None and most is not None:
        least, most = figure(part["least"]), figure(part["most"])
        if least > most:
            raise part["most"].wrong(f"{least:g} or more", "correct the range")
    return least, most


def _contested(node: Node, figure: Figure) -> tuple[float | str, str, str | None]:
    """The other reading, what is said of it, and who reads it so."""
    if node.entries is None:
        return node.text(), node.text(), None
    part = node.keyed("value", "source")
    other = optional_text(part.get("source"))
    if part["value"].items_value is not None or part["value"].entries is not None:
        return "another reading exists", "another reading exists", other
    return figure(part["value"]), "contested", other


def _choices(node: Node, _: Figure) -> tuple[str, ...]:
    if not node.items():
        raise node.wrong("at least one choice", "list the choices", found="none")
    return node.once()


def _number(node: Node, figure: Figure) -> float:
    return figure(node)


def _table(node: Node, figure: Figure) -> dict[str, float]:
    return {key: figure(value) for key, value in node.mapping().items()}


def _rows(node: Node, figure: Figure) -> tuple[Row, ...]:
    rows = tuple(_row(item, figure) for item in node.items())
    if not rows:
        raise node.wrong("at least one row", "write the rows", found="none")
    for item, before, after in zip(node.items()[1:], rows, rows[1:], strict=False):
        if after.threshold <= before.threshold:
            raise item.wrong(
                "thresholds that rise from row to row",
                "put the rows in order, each with its own threshold",
                found=f"{after.threshold:g} after {before.threshold:g}",
            )
    return rows


def _row(node: Node, figure: Figure) -> Row:
    part = node.keyed("value", "at_least above")
    sides = [side for side in ("at_least", "above") if side in part]
    if len(sides) != 1:
        raise node.wrong(
            "either at_least or above",
            "say whether the threshold itself belongs to the row",
            found=" and ".join(sides) or "no threshold",
        )
    threshold = part[sides[0]].number()
    return Row(threshold, sides == ["at_least"], figure(part["value"]))


_VALUES: dict[str, Callable[[Node, Figure], Value]] = {
    "number": _number,
    "choices": _choices,
    "bands": _rows,
    "scale": _rows,
    "table": _table,
}
