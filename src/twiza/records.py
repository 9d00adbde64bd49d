"""Values with named fields, made without `dataclasses`.

The standard module brings `inspect` and `ast` along and writes four methods for every
class at each start: half of the time a new process took before its first answer. A
record has the same shape for a reader and for the type checker, which also sees that
nothing assigns to its fields (docs/decisions/0005).
"""

from __future__ import annotations

from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

Class = TypeVar("Class", bound=type)


@dataclass_transform(frozen_default=True)
def record(cls: Class) -> Class:
    """A class whose annotated names are fields: slots, equality, hash, repr, match.

    A default is a value that nobody changes. Fields are assigned once, at birth.
    """
    names = tuple(cls.__dict__.get("__annotations__", ()))  # noqa: RUF063  inspect is heavy
    defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    body = {
        name: value
        for name, value in cls.__dict__.items()
        if name not in defaults and name not in ("__dict__", "__weakref__")
    }
    kept_later = any(isinstance(value, cached_property) for value in body.values())
    body["__slots__"] = (*names, "__dict__") if kept_later else names
    body["__match_args__"] = names
    body["__qualname__"] = cls.__qualname__
    values = _values_of(names)
    body["__init__"] = _initializer(names, defaults)
    body.setdefault("__repr__", _shown)
    body |= {"__eq__": _equality(values), "__hash__": lambda one: hash(values(one))}
    body["__reduce__"] = lambda one: (type(one), values(one))
    made: Class = type(cls)(cls.__name__, cls.__bases__, body)
    return made


def _values_of(names: tuple[str, ...]) -> Any:
    if len(names) == 1:
        single = attrgetter(names[0])
        return lambda one: (single(one),)
    return attrgetter(*names)


def _initializer(names: tuple[str, ...], defaults: dict[str, Any]) -> Any:
    # Written as source because an explicit signature is several times faster than
    # keywords looked up one by one; the names come from class bodies alone.
    written = [f"{name}=D[{name!r}]" if name in defaults else name for name in names]
    lines = "".join(f"\n    self.{name} = {name}" for name in names)
    scope: dict[str, Any] = {"D": defaults, "__builtins__": {}}
    exec(f"def __init__(self, {', '.join(written)}):{lines}", scope)  # noqa: S102
    return scope["__init__"]


def _equality(values: Any) -> Any:
    def __eq__(one: object, other: object) -> bool:
        if type(one) is not type(other):
            return NotImplemented
        return bool(values(one) == values(other))

    return __eq__


def _shown(one: Any) -> str:
    fields = ", ".join(f"{name}={getattr(one, name)!r}" for name in one.__match_args__)
    return f"{type(one).__qualname__}({fields})"


Record = TypeVar("Record")


def replaced(one: Record, **changes: object) -> Record:
    """A copy of a record in which some fields have another value."""
    fields = type(one).__match_args__  # type: ignore[attr-defined]
    values = {name: getattr(one, name) for name in fields}
    return type(one)(**(values | changes))
