"""The arrows between the parts: which module may import which. Run as a check.

The library knows nothing of the site. Inside the site an app imports only apps that
stand below it, so that no two need each other. Packs hold no code.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
SITE_ONLY = {"twiza_web", "django"}

APPS_FROM_THE_TOP = (
    *("publishing", "results", "coaching", "referrals", "budgets", "applications"),
    *("calls", "desk", "ventures", "reforms", "advisor", "guide", "accounts", "ui"),
)


def wrong_imports(repository: Path = REPOSITORY) -> list[str]:
    """One line for each import that goes against the arrows."""
    source = repository / "src"
    found = []
    for path in sorted(source.rglob("*.py")):
        importer = path.relative_to(source).with_suffix("").parts
        for line, imported in _imported_modules(path, importer):
            reason = _forbidden(importer, imported)
            if reason:
                where = path.relative_to(repository)
                found.append(f"{where}, line {line}: {reason}")
    for path in sorted((repository / "packs").rglob("*.py")):
        found.append(f"{path.relative_to(repository)}: packs hold no code")
    return found


def _imported_modules(
    path: Path, importer: tuple[str, ...]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Line and full name of each; `from a import b` counts as `a.b`."""
    for node in ast.walk(ast.parse(path.read_text(), str(path))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, tuple(alias.name.split("."))
        elif isinstance(node, ast.ImportFrom):
            package = importer[: -node.level] if node.level else ()
            module = tuple(node.module.split(".")) if node.module else ()
            for alias in node.names:
                yield node.lineno, (*package, *module, alias.name)


def _forbidden(importer: tuple[str, ...], imported: tuple[str, ...]) -> str | None:
    if importer[0] == "twiza":
        if imported[0] in SITE_ONLY:
            return f"the library may not import {imported[0]}"
        return None
    mine, other = _app(importer), _app(imported)
    if mine is None or other is None or mine == other:
        return None
    if APPS_FROM_THE_TOP.index(other) > APPS_FROM_THE_TOP.index(mine):
        return None
    return f"{mine} may not import {other}, which does not stand below it"


def _app(module: tuple[str, ...]) -> str | None:
    is_app = (
        len(module) > 1 and module[0] == "twiza_web" and module[1] in APPS_FROM_THE_TOP
    )
    return module[1] if is_app else None


if __name__ == "__main__":
    lines = wrong_imports()
    print("\n".join(lines))
    sys.exit(1 if lines else 0)
