"""What every answer tells the browser, and what the log never sees."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import path

from twiza_web.urls import urlpatterns as site

RESULT = "/fr/advisor/result/?province=MA-TAO&total_cost_mad=6123456"


def test_no_script_no_other_host_and_no_inline_style_may_run(client):
    policy = client.get("/fr/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_every_page_keeps_its_address_to_itself(client, name, value):
    for address in ("/fr/", RESULT, "/fr/none/"):
        assert client.get(address)[name] == value


def test_a_page_with_answers_is_kept_by_no_cache(client):
    for address in (RESULT, "/nl/advisor/question/?sector=tourism", "/fr/?x=1"):
        assert client.get(address)["Cache-Control"] == "no-store"


def test_no_search_engine_lists_a_page_with_answers(client):
    assert client.get(RESULT)["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get("/fr/")


def test_the_redirect_to_https_is_kept_by_no_cache_either(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get(RESULT)
    assert response.status_code == 301
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Security-Policy"] and response["X-Request-ID"]


def test_the_access_log_holds_no_typed_amount(client, access_log):
    client.get(RESULT)
    client.get("/fr/advisor/result/?total_cost_mad=not-a-number-6123456")
    assert "/fr/advisor/result/" in access_log.text
    assert "6123456" not in access_log.text and "MA-TAO" not in access_log.text


def test_a_newline_in_a_path_writes_no_second_line_into_the_log(client, access_log):
    client.get("/fr/%0aINFO twiza.access GET /forged")
    assert len(access_log.records) == 1
    assert "\n" not in access_log.records[0].getMessage()


def broken(request):
    raise RuntimeError(request.GET["total_cost_mad"])


urlpatterns = [
    *(path(f"{code}/broken/", broken) for code in ("fr", "nl", "ar", "en")),
    *site,
]
handler404 = "twiza_web.ui.errors.not_found"
handler500 = "twiza_web.ui.errors.broken"


@pytest.mark.urls(__name__)
def test_a_broken_page_shows_its_request_and_nothing_of_the_cause(language):
    client = Client(raise_request_exception=False)
    response = client.get(f"/{language}/broken/?total_cost_mad=6123456")
    said = {
        "fr": "Une erreur s’est produite de notre côté",
        "nl": "Er is bij ons iets misgegaan",
        "ar": "حدث خلل لدينا",
        "en": "Something broke on our side",
    }
    text = response.content.decode()
    assert response.status_code == 500
    assert said[language] in text
    assert response["X-Request-ID"] in text
    assert "6123456" not in text and "RuntimeError" not in text


@pytest.mark.urls(__name__)
def test_the_log_says_where_a_page_broke_and_repeats_nothing_that_was_typed(caplog):
    client = Client(raise_request_exception=False)
    response = client.get("/fr/broken/?total_cost_mad=6123456")
    (record,) = [r for r in caplog.records if r.name == "twiza.errors"]
    line = record.getMessage()
    assert response["X-Request-ID"] in line
    assert "RuntimeError" in line and "test_headers.py" in line and " broken" in line
    assert "6123456" not in caplog.text


def test_an_unknown_page_is_told_in_the_language_of_its_address(client, language):
    response = client.get(f"/{language}/none/?q=6123456")
    said = {
        "fr": "Page introuvable",
        "nl": "Pagina niet gevonden",
        "ar": "الصفحة غير موجودة",
        "en": "Page not found",
    }
    text = response.content.decode()
    assert response.status_code == 404
    assert said[language] in text
    assert response["X-Request-ID"] in text and "6123456" not in text


def test_a_form_sent_from_elsewhere_is_refused_with_a_clear_page(language):
    client = Client(enforce_csrf_checks=True)
    response = client.post(f"/{language}/advisor/open/")
    assert response.status_code == 403
    assert response["X-Request-ID"] in response.content.decode()


def test_a_host_that_is_not_ours_gets_a_clear_page(settings, language):
    settings.ALLOWED_HOSTS = ["twiza.example"]
    response = Client().get(f"/{language}/?a=6123", headers={"host": "evil.example"})
    text = response.content.decode()
    assert response.status_code == 400
    assert response["X-Request-ID"] in text and f'lang="{language}"' in text
    assert "evil.example" not in text and "6123" not in text


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_only_read(client, method):
    for address in ("/fr/", "/fr/guide/mechanisms/", "/fr/advisor/result/", "/healthz"):
        assert getattr(client, method)(address).status_code == 405
