"""The advice on paper: tagged, the same bytes each time, and nothing in it ever runs."""

from __future__ import annotations

import copy
import datetime
import json
import resource
import time

import pytest
import typst

from twiza.dossier import pdf
from twiza.dossier.document import dossier_of
from twiza.dossier.pdf import pdf_apart, pdf_of

SEEN_ON = datetime.date(2026, 2, 1)
LANGUAGES = ("fr", "nl", "ar", "en")
HOSTILE = (
    '#panic("ran")',
    '#read("/etc/passwd")',
    '#import "@preview/x:1.0.0": *',
    "= A heading of my own",
    "$ x^2 $ *bold* _it_ <label> @ref `raw` \\ // gone",
    "]]] }}} ))) #} #] \u202e reversed \u0000",
    '"); sys.inputs //',
)


def dossier(book, answer, language="en"):
    return dossier_of(book, answer, language=language, seen_on=SEEN_ON)


def spoilt(value, text):
    """The same document in which every word is a hostile one."""
    if isinstance(value, dict):
        fixed = ("is", "mark", "tone", "direction", "language", "id", "anchor", "url")
        return {k: v if k in fixed else spoilt(v, text) for k, v in value.items()}
    if isinstance(value, list):
        return [spoilt(one, text) for one in value]
    return text if isinstance(value, str) and value else value


def headings(document):
    """What typst itself takes for a heading."""
    compiler = typst.Compiler(
        str(pdf.FOLDER / "dossier.typ"),
        root=str(pdf.FOLDER),
        font_paths=[str(pdf.FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"dossier": json.dumps(document)},
    )
    return json.loads(compiler.query("heading"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_is_set_tagged_and_declared(be_ma, be_ma_answers, language):
    content = pdf_of(dossier(be_ma, be_ma_answers["olive-oil-taounate"], language))
    assert content.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in content
    assert f"/Lang({language}".encode() in content.replace(b"/Lang (", b"/Lang(")
    assert b"pdfuaid:part" in content  # PDF/UA: a screen reader can read it
    assert (b"NotoNaskhArabic" in content) >= (language == "ar")


def test_the_same_answer_on_another_day_gives_the_same_bytes(mini, answer):
    first = pdf_of(dossier(mini, answer))
    pdf._compiler.cache_clear()
    time.sleep(1.1)  # a clock in the file would have moved on
    assert pdf_of(dossier(mini, answer)) == first == pdf_apart(dossier(mini, answer))


def test_it_bears_no_hour(mini, answer):
    content = pdf_of(dossier(mini, answer))
    assert b"CreationDate" not in content
    assert b"ModDate" not in content


@pytest.mark.parametrize("text", HOSTILE)
def test_no_word_of_an_answer_ever_runs_or_becomes_a_heading(mini, answer, text):
    honest = dossier(mini, answer)
    hostile = spoilt(copy.deepcopy(honest), text)
    assert pdf_of(hostile).startswith(b"%PDF")
    assert len(headings(hostile)) == len(headings(honest))


def test_a_sign_that_no_font_has_costs_the_mark_and_not_the_document(mini, answer):
    odd = dossier(mini, answer) | {"subtitle": "🫒 ⵜⵉⵡⵉⵣⵉ"}
    content = pdf_of(odd)
    assert content.startswith(b"%PDF")
    assert b"pdfuaid:part" not in content
    assert b"/StructTreeRoot" in content


def test_the_longest_example_is_set_in_a_second_and_a_half(be_ma, be_ma_answers):
    """Of work, for others may share the machine while a clock runs on."""
    document = dossier(be_ma, be_ma_answers["olive-oil-taounate"], "ar")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    pdf_apart(document)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime) < 1.5
