"""A venture file that someone opens in the browser. Nothing of it is kept."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from twiza.advice import Venture, read_venture, write_venture
from twiza.advice.venture import MOST_BYTES
from twiza.errors import InputError
from twiza.packs.model import Rulebook
from twiza_web.advisor.answers import Answers

MOST_BYTES_SENT = MOST_BYTES + 10_000  # the file, and the form around it


class UploadError(ValueError):
    """Why a file was not opened: a sentence, and the lines that say where."""

    def __init__(self, sentence: str, detail: str = "") -> None:
        super().__init__(sentence, detail)
        self.sentence = sentence
        self.detail = detail


def opened(rulebook: Rulebook, file: UploadedFile | None) -> Venture:
    """The venture in an uploaded file, each fact checked against the rulebook."""
    if file is None:
        raise UploadError(_("Choose a file first."))
    if file.size is None or file.size > MOST_BYTES:
        raise UploadError(too_large())
    try:
        return read_venture(file.read(MOST_BYTES + 1), rulebook, where=_name(file))
    except InputError as mistake:
        raise UploadError(_("This file could not be read."), str(mistake)) from None


def too_large() -> str:
    return _("This file is larger than 256 kB: it is no venture file.")


def answers_of(venture: Venture) -> Answers:
    return Answers(facts=venture.facts, date=venture.date)


def saved(rulebook: Rulebook, answers: Answers) -> str:
    """The answers as the venture file of the command line."""
    facts = {name: _tidy(value) for name, value in answers.facts.items()}
    return write_venture(Venture(rulebook.name, facts, answers.date, {}))


def _tidy(value: bool | float | str) -> bool | float | str:
    """A whole number without its decimal point, as a person would write it."""
    return int(value) if isinstance(value, float) and value == int(value) else value


def _name(file: UploadedFile) -> str:
    return (file.name or "venture.yaml")[:80]
