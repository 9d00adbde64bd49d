from __future__ import annotations

import time

import pytest

from twiza.sources.fingerprint import fingerprint_of, text_of

KIND = "text/html; charset=utf-8"
PAGE = """<!doctype html><html><head><title>Aid</title><script>var a = "<p>" < 1;</script></head>
<body><nav>Menu {menu}</nav><main><h1>Aid &amp; grants</h1><!-- {comment} -->
<p class="{style}">The rate is {rate}.</p></main><footer>{menu}</footer></body></html>"""


def served(**changes):
    said = {"menu": "today", "comment": "a", "style": "b", "rate": "10 %"} | changes
    return PAGE.format(**said)


def mark(**changes):
    return fingerprint_of(served(**changes).encode(), KIND)


def test_the_words_of_a_page_are_those_of_its_article():
    assert text_of(served()) == "Aid & grants The rate is 10 %."


@pytest.mark.parametrize("around", ["menu", "comment", "style"])
def test_what_stands_around_the_words_does_not_change_the_fingerprint(around):
    assert mark(**{around: "another"}) == mark()


def test_a_changed_figure_changes_the_fingerprint():
    assert mark(rate="12 %") != mark()


def test_spaces_and_line_ends_do_not_count():
    spaced = served().replace("\n", "\r\n").replace("The rate", "The \u00a0 rate")
    assert fingerprint_of(spaced.encode(), KIND) == mark()


def test_the_same_words_in_another_encoding_are_the_same():
    page = "<p>Déjà lu</p>"
    latin = fingerprint_of(page.encode("latin-1"), "text/html; charset=iso-8859-1")
    assert latin == fingerprint_of(page.encode(), KIND)
    stated = f'<meta charset="iso-8859-1">{page}'.encode("latin-1")
    assert fingerprint_of(stated, "text/html") == latin


def test_a_charset_nobody_knows_is_read_as_utf_8():
    assert fingerprint_of(b"<p>a</p>", "text/html; charset=no-such") == fingerprint_of(
        b"<p>a</p>", KIND
    )
    assert fingerprint_of(b"<p>a</p>", "text/html; charset=base64") == fingerprint_of(
        b"<p>a</p>", KIND
    )


def test_a_file_that_is_no_text_is_known_by_its_bytes():
    assert fingerprint_of(b"%PDF 1", "application/pdf") != fingerprint_of(
        b"%PDF  1", "application/pdf"
    )


@pytest.mark.parametrize(
    "hostile", ["<", "<!--", "<a ", "</", "<script>", "<nav>", "&amp", "<!", "<a<"]
)
def test_a_hostile_page_takes_no_longer_than_another(hostile):
    started = time.process_time()
    fingerprint_of((hostile * 2_000_000)[:2_000_000].encode(), KIND)
    assert time.process_time() - started < 5
