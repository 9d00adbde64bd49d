"""What a page says, as a digest that changes when its words do.

Pages change their menus, scripts and layout every day. Only the words of the article
count, in one form: the same text served twice has the same fingerprint.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata

# What surrounds the words a source is quoted for.
_AROUND = frozenset(
    [
        *("head", "script", "style", "noscript", "template", "svg", "iframe"),
        *("nav", "header", "footer", "aside", "form"),
    ]
)
# Inside these a < is no mark.
_RAW = frozenset(("script", "style"))
_BODY = frozenset(("main", "article"))
# No two quantifiers meet: a page of open brackets takes no longer than another.
_MARK = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^<>]*>|<[!/?][^<>]*>")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([a-zA-Z0-9_-]{1,40})""", re.I)
_TEXT = ("text/", "application/xhtml", "application/xml", "application/json")


def fingerprint_of(body: bytes, kind: str) -> str:
    """The digest of what a page says; of a file that is no text, of its bytes.

    kind  its Content-Type, such as `text/html; charset=utf-8`
    """
    content = body
    if kind.lower().startswith(_TEXT) or not kind:
        content = text_of(_decoded(body, kind)).encode()
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def text_of(page: str) -> str:
    """The words of a page in one form: no marks, no menus, single spaces."""
    within, everywhere = _words(_without_comments(page))
    text = within if within.strip() else everywhere
    if not text.strip():
        text = _MARK.sub(" ", page)
    plain = unicodedata.normalize("NFKC", html.unescape(text))
    return " ".join(plain.split())


def _decoded(body: bytes, kind: str) -> str:
    stated = _CHARSET.search(kind.encode("ascii", "ignore")) or _CHARSET.search(
        body[:2000]
    )
    charset = stated[1].decode("ascii") if stated else "utf-8"
    try:
        return body.decode(charset, "replace")
    except (LookupError, ValueError):
        return body.decode("utf-8", "replace")


def _without_comments(page: str) -> str:
    found, at = [], 0
    while (start := page.find("<!--", at)) >= 0:
        found.append(page[at:start])
        end = page.find("-->", start)
        if end < 0:
            return "".join(found)
        at = end + 3
    return "".join([*found, page[at:]])


def _words(page: str) -> tuple[str, str]:
    """The words inside `main` or `article`, and those of the whole page."""
    within: list[str] = []
    everywhere: list[str] = []
    skipped = ""  # the element that is being left out
    depth = bodies = at = 0
    for mark in _MARK.finditer(page):
        if not skipped:
            piece = page[at : mark.start()]
            everywhere.append(piece)
            if bodies:
                within.append(piece)
        at = mark.end()
        name, is_end = (mark[2] or "").lower(), mark[1] == "/"
        if skipped:
            if name == skipped and (is_end or skipped not in _RAW):
                depth += -1 if is_end else 1
                skipped = skipped if depth else ""
        elif name in _AROUND and not is_end and not mark[0].endswith("/>"):
            skipped, depth = name, 1
        elif name in _BODY:
            bodies = max(0, bodies + (-1 if is_end else 1))
    if not skipped:
        everywhere.append(page[at:])
    return " ".join(within), " ".join(everywhere)
