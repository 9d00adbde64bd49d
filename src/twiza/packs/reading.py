"""Reads YAML into nodes that know their file and line.

Nothing in a file is ever constructed, anchors cannot multiply, the depth is capped. A
node is converted only when the format says what it should be, which spares the traps of
YAML (`no` as false, `1e11` as text, `12:30` as a number).
"""

from __future__ import annotations

import contextlib
import datetime
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from twiza.errors import (
    InputError,
    PackError,
    TwizaError,
    did_you_mean,
    shortened,
)

MOST_DEPTH = 30
MOST_NODES = 200_000
FIRST_YEAR, LAST_YEAR = 1900, 2200

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9_]*)(\.[0-9_]+)?")
_SCIENTIFIC = re.compile(r"[-+]?[0-9.]+[eE][-+]?[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MISREAD = re.compile(
    r"(?i:yes|no|on|off|y|n|true|false|null|~)|[-+]?[0-9][0-9_]*(:[0-9]+)+"
)


@dataclass(slots=True)
class Node:
    """One value of a YAML file: text, list or mapping, with the place it stands at."""

    file: str
    line: int
    trail: str = ""
    text_value: str | None = None
    is_plain: bool = True
    items_value: list[Node] | None = None
    entries: dict[str, Node] | None = None
    error: type[TwizaError] = PackError
    key_lines: dict[str, int] = field(default_factory=dict)

    @property
    def where(self) -> str:
        trail = f", {self.trail}" if self.trail else ""
        return f"{self.file}, line {self.line}{trail}"

    def wrong(self, expected: str, mend: str, *, found: str = "") -> TwizaError:
        return self.error(
            self.where, found=found or self.shown(), expected=expected, mend=mend
        )

    def shown(self) -> str:
        if self.text_value is not None:
            return shortened(self.text_value)
        return "a list" if self.items_value is not None else "a mapping"

    @property
    def is_null(self) -> bool:
        return self.text_value in ("null", "~", "") and self.is_plain

    def mapping(self) -> dict[str, Node]:
        if self.entries is None:
            if self.is_null:
                return {}
            raise self.wrong("a mapping (name: value)", "write it as name: value")
        return self.entries

    def keyed(self, required: str = "", optional: str = "") -> dict[str, Node]:
        """The entries of a mapping whose keys are fixed by the format."""
        entries = self.mapping()
        known = f"{required} {optional}".split()
        for key, node in entries.items():
            if key not in known:
                trail = f"{self.trail}.{key}" if self.trail else key
                raise self.error(
                    f"{self.file}, line {self.key_lines.get(key, node.line)}, {trail}",
                    found=f"the key {key!r}",
                    expected=f"one of: {', '.join(known)}",
                    mend=did_you_mean(key, known)
                    or "remove it, or correct its spelling",
                )
        for key in required.split():
            if key not in entries:
                raise self.wrong(
                    f"the key {key!r}", f"add {key}: …", found="no such key"
                )
        return entries

    def items(self) -> list[Node]:
        if self.items_value is None:
            raise self.wrong("a list", "write it as [first, second]")
        return self.items_value

    def texts(self) -> tuple[str, ...]:
        return tuple(item.text() for item in self.items())

    def once(self) -> tuple[str, ...]:
        """Texts of which each may stand once."""
        texts = self.texts()
        for index, item in enumerate(self.items()):
            if item.text() in texts[:index]:
                twice = f"{item.text()} a second time"
                raise item.wrong("each once", "remove it", found=twice)
        return texts

    def text(self) -> str:
        if self.text_value is None:
            raise self.wrong("a text", "write one line of text")
        if self.is_plain and _MISREAD.fullmatch(self.text_value):
            raise self.wrong(
                "a text",
                f'quote it: "{self.text_value}" (other YAML readers see a value)',
            )
        return self.text_value

    def number(self) -> float:
        raw = self.text_value
        if raw is not None and self.is_plain:
            if _NUMBER.fullmatch(raw):
                value = float(raw.replace("_", ""))
                if math.isfinite(value):
                    return (
                        int(value) if value.is_integer() and "." not in raw else value
                    )
            if _SCIENTIFIC.fullmatch(raw):
                raise self.wrong(
                    "a number", "write all its digits: YAML reads 1e11 as text"
                )
            if raw.endswith("%"):
                raise self.wrong("a share from 0 to 1", "write 0.25 for 25 %")
        raise self.wrong(
            "a number, without quotes or unit", "write it like 1_150_000 or 0.25"
        )

    def flag(self) -> bool:
        if self.is_plain and self.text_value in ("true", "false"):
            return self.text_value == "true"
        raise self.wrong("true or false", "write true or false, without quotes")

    def day(self) -> datetime.date:
        raw = self.text_value or ""
        if _DAY.fullmatch(raw):
            with contextlib.suppress(ValueError):
                day = datetime.date.fromisoformat(raw)
                if FIRST_YEAR <= day.year <= LAST_YEAR:
                    return day
        raise self.wrong(
            f"a date of the form 2025-11-06, from {FIRST_YEAR} to {LAST_YEAR}",
            "write year-month-day, of a month its first day; leave an unknown end out",
        )

    def one_of(self, values: tuple[str, ...] | list[str]) -> str:
        text = self.text()
        if text not in values:
            raise self.wrong(
                f"one of: {', '.join(values)}",
                did_you_mean(text, values) or "choose one of these",
            )
        return text

    def plain(self) -> object:
        """The value as it reads: true or false, a number, text, a list or a mapping."""
        if self.entries is not None:
            return {key: node.plain() for key, node in self.entries.items()}
        if self.items_value is not None:
            return [node.plain() for node in self.items_value]
        if self.is_null:
            return None
        raw = self.text_value or ""
        if not self.is_plain or not re.match(r"[-+.]?[0-9]|true$|false$", raw):
            return self.text()
        if raw in ("true", "false"):
            return raw == "true"
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", raw):
            return raw
        return self.number()

    def whole(self) -> Iterator[Node]:
        """This node and everything below it, in the order of the file."""
        yield self
        for node in [*(self.entries or {}).values(), *(self.items_value or [])]:
            yield from node.whole()


def read_text(
    raw: bytes | str, *, shown_as: str, error: type[TwizaError] = InputError
) -> Node:
    """The tree of a YAML text; every defect is an `error` with its line."""
    text = raw if isinstance(raw, str) else decoded(raw, shown_as, error)
    try:
        return _Builder(shown_as, error).build(yaml.parse(text, Loader=_PARSER))
    except yaml.MarkedYAMLError as mistake:
        mark = mistake.problem_mark or mistake.context_mark
        line = f", line {mark.line + 1}" if mark else ""
        raise error(
            f"{shown_as}{line}",
            found=mistake.problem or "text that is no YAML",
            expected="YAML: name: value, one per line",
            mend="look at the indentation, the colons and the quotes of this line",
        ) from None
    except yaml.YAMLError as mistake:
        raise error(
            shown_as,
            found=" ".join(str(mistake).split()),
            expected="YAML in plain UTF-8 text",
            mend="save the file as plain text",
        ) from None


def decoded(raw: bytes, shown_as: str, error: type[TwizaError]) -> str:
    """Text in UTF-8, whatever an editor puts before it."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise error(
            shown_as,
            found="bytes that are not UTF-8 text",
            expected="a text file in UTF-8",
            mend="save it as UTF-8 from your editor",
        ) from None


class _Builder:
    """Builds nodes from YAML events with an explicit stack, without aliases."""

    def __init__(self, file: str, error: type[TwizaError]) -> None:
        self.file = file
        self.error = error
        self.nodes = 0

    def build(self, events: Iterator[yaml.Event]) -> Node:
        stack: list[tuple[Node, str | None]] = []
        root: Node | None = None
        for event in events:
            line = self._line(event)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise self._refuse(
                    line, "an anchor or alias (& or *)", "values written out"
                )
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise self._refuse(line, "a second document (---)", "one document")
            if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                stack.pop()
                continue
            node = self._opened(event, line)
            if node is None:
                continue
            if stack:
                self._attach(stack, node)
            else:
                root = node
            if node.text_value is None:
                stack.append((node, None))
                if len(stack) > MOST_DEPTH:
                    raise self._refuse(line, "nesting too deep", f"{MOST_DEPTH} levels")
        return root or Node(self.file, 1, text_value="", error=self.error)

    def _line(self, event: yaml.Event) -> int:
        mark = event.start_mark
        return mark.line + 1 if mark else 1

    def _opened(self, event: yaml.Event, line: int) -> Node | None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise self._refuse(line, "too many values", f"at most {MOST_NODES}")
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            raise self._refuse(line, f"the tag {shortened(tag)}", "plain values")
        if isinstance(event, yaml.ScalarEvent):
            return Node(
                self.file,
                line,
                text_value=event.value,
                is_plain=not event.style,
                error=self.error,
            )
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(self.file, line, items_value=[], error=self.error)
        if isinstance(event, yaml.MappingStartEvent):
            return Node(self.file, line, entries={}, error=self.error)
        return None

    def _attach(self, stack: list[tuple[Node, str | None]], node: Node) -> None:
        parent, key = stack[-1]
        if parent.items_value is not None:
            node.trail = f"{parent.trail}[{len(parent.items_value) + 1}]"
            parent.items_value.append(node)
            return
        entries = parent.mapping()
        if key is None:
            name = self._key(node, entries)
            parent.key_lines[name] = node.line
            stack[-1] = (parent, name)
            return
        node.trail = f"{parent.trail}.{key}" if parent.trail else key
        if node.text_value is None:
            node.line = parent.key_lines[key]  # where its name stands
        entries[key] = node
        stack[-1] = (parent, None)

    def _key(self, node: Node, entries: dict[str, Node]) -> str:
        name = node.text_value
        if name is None:
            raise self._refuse(node.line, "a list or mapping as a key", "a name")
        if node.is_plain and _MISREAD.fullmatch(name):
            raise self._refuse(
                node.line, f"the key {name}", f'a name, or "{name}" quoted', "quote it"
            )
        if name in entries:
            raise self._refuse(
                node.line,
                f"the key {name!r} a second time",
                "each key once",
                "remove one of the two, or give it another name",
            )
        return name

    def _refuse(
        self,
        line: int,
        found: str,
        expected: str,
        mend: str = "write the values out in full, without repetition or special marks",
    ) -> TwizaError:
        return self.error(
            f"{self.file}, line {line}", found=found, expected=expected, mend=mend
        )
