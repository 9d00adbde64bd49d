"""The other value of a figure, read as a pack is read: unit, bounds, choices, parts."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from twiza.errors import InputError, TwizaError, did_you_mean, shortened
from twiza.packs.model import DatedValue, Parameter, Row, Value
from twiza.packs.parameters import read_value
from twiza.packs.reading import Node, read_text
from twiza.records import record, replaced
from twiza.reforms.overlays import WHAT_IF

_UNIT = re.compile(r"(?P<number>.*[0-9])\s*(?P<unit>[A-Za-z%€][A-Za-z/%€]*)")


@record
class Setting:
    """A figure to set: of a mechanism, or shared where that is empty; `part` is the key
    of a table or the number of a row.
    """

    mechanism: str
    parameter: str
    part: str
    value: str
    text: str

    @property
    def where(self) -> str:
        return f"--set {self.path}"

    @property
    def path(self) -> str:
        return ".".join(filter(None, (self.mechanism, self.parameter, self.part)))


def changed(parameter: Parameter, setting: Setting, on: datetime.date) -> Parameter:
    held = parameter.at(on)
    value = _value(parameter, held, setting)
    if held is not None and held.value == value:
        raise InputError(
            setting.where,
            found=f"{setting.value}, which it is already on {on}",
            expected="another value",
            mend="set what would change",
        )
    new = DatedValue(
        start=on,
        value=value,
        source=WHAT_IF,
        grade="flagged",
        reason=None,
        contested=None,
        contested_source=None,
        least=None,
        most=None,
        where=setting.where,
    )
    earlier = tuple(each for each in parameter.values if each.start < on)
    return replaced(parameter, values=(*earlier, new))


def _value(parameter: Parameter, held: DatedValue | None, setting: Setting) -> Value:
    text = _without_unit(parameter, setting)
    try:
        node = read_text(text, shown_as=setting.where, error=InputError)
        return _read(node, parameter, held, setting)
    except TwizaError as problem:
        raise told(problem, setting) from None


def told(problem: TwizaError, setting: Setting) -> InputError:
    """The words of who reads packs, at the place where a person wrote."""
    return InputError(
        setting.where,
        found=problem.found,
        expected=problem.expected,
        mend=problem.mend.partition(";")[0],
    )


def _read(
    node: Node, parameter: Parameter, held: DatedValue | None, setting: Setting
) -> Value:
    if not setting.part:
        return read_value(node, parameter)
    whole = held and held.value
    if isinstance(whole, dict):
        return _with_key(whole, node, parameter, setting)
    if isinstance(whole, tuple) and parameter.form in ("bands", "scale"):
        return _with_row(whole, node, parameter, setting)
    raise InputError(
        setting.where,
        found=f"{setting.part!r} of a figure that has no parts",
        expected="a table or bands before the last point",
        mend=f"leave .{setting.part} out",
    )


def _with_key(
    table: dict[str, float], node: Node, parameter: Parameter, setting: Setting
) -> Value:
    if setting.part not in table:
        raise unknown_name(
            f"key of {setting.parameter}", setting.part, table, setting.text
        )
    return {**table, setting.part: _figure(node, parameter)}


def _with_row(
    rows: tuple[object, ...], node: Node, parameter: Parameter, setting: Setting
) -> Value:
    number = setting.part
    if not number.isdecimal() or not 1 <= int(number) <= len(rows):
        raise InputError(
            setting.where,
            found=f"the row {shortened(number)}",
            expected=f"a row from 1 to {len(rows)}",
            mend="count the rows from the first",
        )
    changed = list(_rows(rows))
    place = int(number) - 1
    changed[place] = replaced(changed[place], value=_figure(node, parameter))
    return tuple(changed)


def _rows(rows: tuple[object, ...]) -> Iterator[Row]:
    for row in rows:
        assert isinstance(row, Row)
        yield row


def _figure(node: Node, parameter: Parameter) -> float:
    value = read_value(node, parameter, part=True)
    assert isinstance(value, (int, float))
    return value


def _without_unit(parameter: Parameter, setting: Setting) -> str:
    """The value alone, once its unit is the right one."""
    stated = _UNIT.fullmatch(setting.value)
    if stated is None or stated["unit"] == "%":
        return setting.value  # whoever reads the number says how a share is written
    if stated["unit"] != parameter.unit:
        raise InputError(
            setting.where,
            found=shortened(setting.value),
            expected=f"a figure in {parameter.unit}",
            mend=f"convert it to {parameter.unit}, or write the number alone",
        )
    return stated["number"]


def unknown_name(what: str, name: str, known: Iterable[str], text: str) -> InputError:
    return InputError(
        f"--set {text.partition('=')[0].strip()}",
        found=f"the name {shortened(name)}" if name else "no figure",
        expected=f"a {what}: {_some(list(known))}",
        mend=did_you_mean(name, known) or "correct the name",
    )


def _some(names: list[str]) -> str:
    if not names:
        return "it has none"
    return f"{', '.join(names[:12])}{'…' if len(names) > 12 else ''}"
