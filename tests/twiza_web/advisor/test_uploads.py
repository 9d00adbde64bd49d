"""Venture files opened in the browser: good ones become an address, others a clear page."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

OPEN = "/en/advisor/open/"
HEAD = "corridor: be-ma\nfacts:\n"

BAD = {
    "an unknown fact": HEAD + "  total_cost: 5\n",
    "a wrong unit": HEAD + "  total_cost_mad: 61520 EUR\n",
    "negative money": HEAD + "  total_cost_mad: -5\n",
    "a province that does not exist": HEAD + "  province: MA-XXX\n",
    "no YAML": ": : :\n\t{",
    "another corridor": "corridor: fr-ma\nfacts: {}\n",
    "a bomb": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "an object": "!!python/object/apply:os.system [ls]\n",
    "an empty file": "",
    "bytes that are no text": b"\xff\xfe\x00\x80",
}


def send(client: Client, content: bytes | str, name: str = "venture.yaml"):
    raw = content if isinstance(content, bytes) else content.encode()
    return client.post(OPEN, {"file": SimpleUploadedFile(name, raw)})


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_a_file_that_cannot_be_read_is_a_clear_page(client, content):
    response = send(client, content)
    assert response.status_code == 422
    assert response.context["mistake"].sentence


def test_the_page_says_line_and_cure(client):
    page = send(client, BAD["an unknown fact"]).content.decode()
    assert "line 3" in page
    assert "total_cost_mad" in page


def test_ten_megabytes_are_refused_before_they_are_read(client):
    response = send(client, b"a" * 10_000_000)
    assert response.status_code == 422
    assert "256 kB" in response.content.decode()


def test_no_file_at_all_is_a_clear_page(client):
    assert client.post(OPEN, {}).status_code == 422


def test_a_good_file_leads_to_the_result_and_tells_what_was_left(
    client, example, query
):
    response = send(client, example.read_bytes())
    assert response.status_code == 302
    assert response["Location"] == f"/en/advisor/result/?{query}&plan=left"
    assert (
        "The plan in the file was not kept"
        in client.get(response["Location"]).content.decode()
    )


def test_a_form_of_another_site_is_refused():
    strict = Client(enforce_csrf_checks=True)
    assert send(strict, HEAD).status_code == 403


def test_the_form_of_this_site_is_accepted_with_its_one_cookie():
    strict = Client(enforce_csrf_checks=True)
    token = strict.get(OPEN).cookies["csrftoken"].value
    file = SimpleUploadedFile("venture.yaml", (HEAD + "  age: 40\n").encode())
    response = strict.post(OPEN, {"file": file, "csrfmiddlewaretoken": token})
    assert response.status_code == 302


def test_the_page_of_the_form_lets_this_site_alone_see_where_it_comes_from(client):
    """With `no-referrer` Chromium sends `Origin: null`, and the token is refused."""
    response = client.get(OPEN)
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cache-Control"] == "no-store"
