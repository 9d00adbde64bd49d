"""Parts of docs/benchmarks.md that one benchmark writes and no other touches."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
_PART = re.compile(
    r"<!-- (?P<name>[a-z]+) -->\n.*?<!-- end of (?P=name) -->\n", re.DOTALL
)


def write_part(name: str, text: str) -> None:
    """Replaces the part of that name; a new one comes last."""
    new = f"<!-- {name} -->\n{text.rstrip()}\n<!-- end of {name} -->\n"
    page = PAGE.read_text(encoding="utf-8")
    parts = {found["name"]: found[0] for found in _PART.finditer(page)}
    page = (
        page.replace(parts[name], new) if name in parts else f"{page.rstrip()}\n\n{new}"
    )
    PAGE.write_text(page, encoding="utf-8")


def with_parts(page: str) -> str:
    """A page written anew, with the parts of the present one."""
    present = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    parts = [found[0] for found in _PART.finditer(present)]
    return "\n".join([page.rstrip() + "\n", *parts])
