"""The places in an article where the rulebook speaks: {{ mdm-invest.ceiling }}."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twiza.articles.model import SUBJECTS, Article, Text
from twiza.errors import PackError, did_you_mean
from twiza.packs.model import Rulebook
from twiza.records import record

BLOCKS = ("steps", "conditions", "figures", "apply", "together")
SUBJECT_PARTS = {
    "sector": ("name", "aids", "excluded"),
    "territory": (
        *("name", "region", "category", "centre"),
        *("aids", "excluded", "indicators", "contact"),
    ),
}
SUBJECT_BLOCKS = ("aids", "excluded", "indicators", "contact")
PARTS = {
    "mechanism": ("summary", "state", "operator", "call_for"),
    "step": ("days", "cost", "where", "body", "how"),
    "document": ("validity",),
    "operator": ("call_for",),
}
_PLACEHOLDER = re.compile(r"\{\{[ \t]*(?P<inside>[^{}\n]*?)[ \t]*\}\}")


@record
class Placeholder:
    """`kind` and the names behind it: a figure has a mechanism, or 'parameter', and
    the parameter's name; the others what stands after the kind.
    """

    kind: str
    names: tuple[str, ...]
    written: str
    line: int

    @property
    def is_block(self) -> bool:
        if self.kind in SUBJECTS:
            return self.names[:1] != () and self.names[0] in SUBJECT_BLOCKS
        return self.kind in BLOCKS


@record
class Piece:
    """Words of the author, or a placeholder."""

    text: str
    placeholder: Placeholder | None


def pieces(body: str, *, first_line: int = 1) -> Iterator[Piece]:
    """The body cut at its placeholders, in order."""
    end, line = 0, first_line
    for found in _PLACEHOLDER.finditer(body):
        before = body[end : found.start()]
        line += before.count("\n")
        yield Piece(before, None)
        yield Piece("", placeholder(found["inside"], line))
        end = found.end()
    yield Piece(body[end:], None)


def placeholder(inside: str, line: int) -> Placeholder:
    head, *rest = inside.split() or [""]
    if rest or head in BLOCKS:
        return Placeholder(head, tuple(rest), inside, line)
    kind, *names = head.split(".")
    if kind in (*PARTS, *SUBJECTS, "choice", "fact", "article"):
        return Placeholder(kind, tuple(names), inside, line)
    return Placeholder("figure", (kind, *names), inside, line)


def wrong_placeholders(
    text: Text, rulebook: Rulebook, articles: dict[str, Article]
) -> Iterator[PackError]:
    """Every placeholder that names what the rulebook does not hold."""
    lines = text.body.split("\n")
    for piece in pieces(text.body, first_line=text.first_line):
        found = piece.placeholder
        if found is None:
            if "{{" in piece.text or "}}" in piece.text:
                before = piece.text.partition("{{" if "{{" in piece.text else "}}")[0]
                yield _unclosed(text, text.body.find(piece.text) + len(before))
            continue
        alone = lines[found.line - text.first_line].strip()
        problem = _problem(found, text.about, rulebook, articles)
        if problem is None and found.is_block != (alone == _written(alone, found)):
            if not found.is_block:
                continue  # an inline one may well stand alone
            problem = (
                "a block alone on its line",
                "put it on a line of its own, an empty line before and after",
            )
        if problem is not None:
            expected, mend = problem
            yield PackError(
                text.at(found.line),
                found=f"{{{{ {found.written} }}}}",
                expected=expected,
                mend=mend,
            )


def _written(line: str, found: Placeholder) -> str:
    """The line, where the placeholder is all of it."""
    whole = _PLACEHOLDER.fullmatch(line)
    return line if whole and whole["inside"] == found.written else ""


def _unclosed(text: Text, offset: int) -> PackError:
    line = text.first_line + text.body.count("\n", 0, max(offset, 0))
    return PackError(
        text.at(line),
        found="{{ or }} alone",
        expected="{{ a name }} on one line",
        mend="close it, or remove it",
    )


Problem = tuple[str, str] | None


def _problem(
    found: Placeholder,
    about: str | None,
    rulebook: Rulebook,
    articles: dict[str, Article],
) -> Problem:
    names = found.names
    if found.kind in BLOCKS:
        if not names or (found.kind != "steps" and len(names) != 1):
            return f"{found.kind} and a name of the rulebook", "write the name"
        known = rulebook.steps if found.kind == "steps" else rulebook.mechanisms
        return next((p for p in (_named(one, known) for one in names) if p), None)
    match found.kind:
        case "figure":
            return _figure_problem(names, rulebook)
        case "sector" | "territory":
            if about != found.kind:
                return f"{found.kind} in an article about one", "name a rule instead"
            return _exactly(names, SUBJECT_PARTS[found.kind])
        case "choice":
            return _choice_problem(names, rulebook)
        case "mechanism" | "step" | "document" | "operator":
            table: dict[str, object] = getattr(rulebook, f"{found.kind}s")
            first = _named(names[0] if names else "", table)
            return first or _part(names[1:], PARTS[found.kind])
        case "fact":
            return _exactly(names, rulebook.facts)
        case "article":
            return _exactly(names, articles)
    return (
        f"a figure such as mdm-invest.ceiling, or one of {', '.join(BLOCKS)}",
        did_you_mean(found.kind, BLOCKS) or "correct the name",
    )


def _figure_problem(names: tuple[str, ...], rulebook: Rulebook) -> Problem:
    owner, *rest = names
    if len(rest) != 1:
        return "MECHANISM.PARAMETER, or parameter.NAME", "write both names"
    if owner == "parameter":
        return _named(rest[0], rulebook.parameters)
    first = _named(owner, rulebook.mechanisms)
    return first or _named(rest[0], rulebook.mechanisms[owner].parameters)


def _choice_problem(names: tuple[str, ...], rulebook: Rulebook) -> Problem:
    if len(names) != 2:
        return "choice.FACT.VALUE", "write both names"
    first = _named(names[0], rulebook.facts)
    return first or _named(names[1], rulebook.facts[names[0]].choices)


def _exactly(names: tuple[str, ...], known: object) -> Problem:
    if len(names) != 1:
        return "one name after the first point", "correct it"
    return _named(names[0], known)


def _part(names: tuple[str, ...], known: tuple[str, ...]) -> Problem:
    if not names:
        return None
    return _exactly(names, known)


def _named(name: str, known: object) -> Problem:
    listed = list(known)  # type: ignore[call-overload]
    if name in listed:
        return None
    shown = ", ".join(listed[:12]) + (", …" if len(listed) > 12 else "")
    return f"one of {shown}", did_you_mean(name, listed) or "correct the name"
