"""The dossier and the workbook as files of the site."""

from __future__ import annotations

import io
import threading
import time

import openpyxl
import pytest

from twiza_web.advisor import documents as module
from twiza_web.advisor.documents import Busy, Documents

RESULT = "/en/advisor/result/"


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr(module, "documents", Documents())


def test_each_example_downloads_as_pdf_in_each_language(client, query, language):
    response = client.get(f"/{language}/advisor/result/dossier.pdf?{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith('attachment; filename="twiza-')
    assert response.content.startswith(b"%PDF")
    assert response["Cache-Control"] == "no-store"


def test_each_example_downloads_as_a_workbook(client, query, venture, rulebook):
    response = client.get(f"{RESULT}dossier.xlsx?{query}")
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    rows = book["Summary"].iter_rows(min_row=2, values_only=True)
    told = {row[0]: row[1] for row in rows}
    cost = rulebook.word("en", "facts", "total_cost_mad", "name")
    assert told[cost] == venture.facts["total_cost_mad"]
    assert book["Trace"].max_row > 100


def test_the_result_page_leads_to_both_files_and_to_saving(client, query):
    page = client.get(f"{RESULT}?{query}").content.decode()
    for place in ("result/dossier.pdf", "result/dossier.xlsx", "saved/new/"):
        assert f"/en/advisor/{place}?" in page


@pytest.mark.parametrize("query", ["", "nonsense=1", "province=MA-NOWHERE"])
@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_answers_that_cannot_be_used_lead_to_the_page_that_says_why(
    client, kind, query
):
    response = client.get(f"{RESULT}dossier.{kind}?{query}")
    assert response.status_code == 302
    assert response["Location"] == f"{RESULT}?{query}"


def test_the_same_document_is_made_once(client):
    made = []
    documents = Documents()

    def make():
        made.append(1)
        return b"%PDF"

    assert documents.made("a", make) == documents.made("a", make) == b"%PDF"
    assert len(made) == 1


def test_two_who_want_the_same_at_once_get_it_from_one_making():
    made, documents = [], Documents()

    def make():
        made.append(1)
        time.sleep(0.2)
        return b"x"

    wanting = [
        threading.Thread(target=documents.made, args=("a", make)) for _ in range(4)
    ]
    for one in wanting:
        one.start()
    for one in wanting:
        one.join()
    assert len(made) == 1


def test_only_one_document_is_made_at_a_time():
    running, most, documents = [], [], Documents()

    def make():
        running.append(1)
        most.append(len(running))
        time.sleep(0.05)
        running.pop()
        return b"x"

    wanting = [
        threading.Thread(target=documents.made, args=(str(number), make))
        for number in range(4)
    ]
    for one in wanting:
        one.start()
    for one in wanting:
        one.join()
    assert max(most) == 1


def test_memory_stays_bounded(monkeypatch):
    monkeypatch.setattr(module, "MOST_BYTES_KEPT", 1000)
    documents = Documents()
    for number in range(100):
        documents.made(str(number), lambda: b"x" * 300)
    assert sum(map(len, documents._kept.values())) <= 1000


def test_who_waits_too_long_is_told_so(client, monkeypatch):
    monkeypatch.setattr(module, "SECONDS_IN_LINE", 0.01)
    assert module.documents._turn.acquire()
    response = client.get(f"{RESULT}dossier.pdf?sector=tourism")
    assert response.status_code == 503
    assert "Load this page again" in response.content.decode()
    module.documents._turn.release()
    assert client.get(f"{RESULT}dossier.pdf?sector=tourism").status_code == 200


def test_a_making_that_broke_leaves_the_next_its_turn():
    documents = Documents()
    with pytest.raises(Busy):
        documents.made("a", _broken)
    assert documents.made("a", lambda: b"x") == b"x"


def _broken():
    raise Busy
