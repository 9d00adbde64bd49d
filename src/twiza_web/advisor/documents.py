"""The advice as a file: made once per content, one at a time in each process."""

from __future__ import annotations

import hashlib
import json
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from subprocess import SubprocessError
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from twiza.dossier.document import dossier_of
from twiza.dossier.pdf import pdf_apart
from twiza.dossier.workbook import workbook_of
from twiza_web.advisor.giving import Kept
from twiza_web.ui.rulebook import current

Json = dict[str, Any]

causes = logging.getLogger("twiza.errors")

MOST_KEPT = 12
MOST_BYTES_KEPT = 24_000_000
SECONDS_IN_LINE = 20
SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Busy(Exception):
    """Others are before you, or it could not be made in time."""


class Documents:
    """A document is the same for the same content: in memory alone, never on a disk."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()
        self._turn = threading.BoundedSemaphore(1)

    def made(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The document of that name; made where nobody asked for it before.

        raises  Busy
        """
        if (found := self._found(name)) is not None:
            return found
        if not self._turn.acquire(timeout=SECONDS_IN_LINE):
            raise Busy
        try:
            # Whoever stood in line may have been waiting for this very document.
            if (found := self._found(name)) is not None:
                return found
            content = make()
        finally:
            self._turn.release()
        self._keep(name, content)
        return content

    def _found(self, name: str) -> bytes | None:
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
            return self._kept.get(name)

    def _keep(self, name: str, content: bytes) -> None:
        with self._lock:
            self._kept[name] = content
            while self._is_full():
                self._kept.popitem(last=False)

    def _is_full(self) -> bool:
        held = sum(map(len, self._kept.values()))
        return len(self._kept) > MOST_KEPT or held > MOST_BYTES_KEPT


documents = Documents()


def _pdf_response(request: HttpRequest, dossier: Json, on: str) -> HttpResponse:
    name = hashlib.sha256(json.dumps(dossier).encode()).hexdigest()
    try:
        content = documents.made(name, lambda: _set(dossier))
    except Busy:
        response = render(request, "advisor/busy.html", status=503)
        response["Retry-After"] = str(SECONDS_IN_LINE)
        return response
    return _file(content, "application/pdf", f"twiza-{on}.pdf")


def _set(dossier: Json) -> bytes:
    try:
        return pdf_apart(dossier)
    except SubprocessError as trouble:
        # Its message would hold the advice: only the kind of trouble is told.
        causes.error("pdf %s", type(trouble).__name__)
        raise Busy from None


def advice_file(request: HttpRequest, kind: str, kept: Kept) -> HttpResponse:
    """The advice as a PDF or as a workbook, in the language of the page."""
    rulebook, answer = current(), kept["answer"]
    about: Json = {
        "path": kept["path"],
        "language": get_language() or "en",
        "seen_on": timezone.localdate(),
    }
    if kind == "pdf":
        dossier = dossier_of(rulebook, answer, **about)
        return _pdf_response(request, dossier, answer["date"])
    content = workbook_of(rulebook, answer, trace=kept["trace"], **about)
    return _file(content, SHEETS, f"twiza-{answer['date']}.xlsx")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
