"""An advice kept on the site: Amina saves it, Bart gets a link, Chloé gets a 404."""

from __future__ import annotations

import datetime
import gzip
import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command
from django.utils import timezone

from twiza.advice import advise
from twiza.formats import money
from twiza_web.advisor import actions
from twiza_web.advisor.models import SavedAdvice
from twiza_web.advisor.saved import rate as rates
from twiza_web.advisor.saved.keys import digest_of, drawn_key, reading_key, sealed

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SAVED = "/en/advisor/saved/"
QUERY = "province=MA-TAO&sector=agro_processing&total_cost_mad=6000000&date=2026-11-23"


@pytest.fixture(autouse=True)
def nobody_has_saved_yet():
    rates.rate.clear()


def words(response) -> str:
    page = response.content.decode()
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def the_form(client, query=QUERY):
    page = client.get(f"{SAVED}new/?{query}").content.decode()
    fields = dict(re.findall(r'name="(answers|key)" value="([^"]*)"', page))
    return {name: unescape(value) for name, value in fields.items()} | {"days": "180"}


def save(client, query=QUERY, **fields) -> str:
    """Amina's own address."""
    response = client.post(f"{SAVED}new/", the_form(client, query) | fields)
    assert response.status_code == 302, words(response)
    return response["Location"]


def owner_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["own"][0]


def shared(client, own: str) -> str:
    """The address that Amina gives to Bart, as her page shows it."""
    page = client.get(own).content.decode()
    (found,) = re.findall(r'id="reading"[^>]* value="([^"]*)"', page)
    parts = urlsplit(unescape(found))
    return f"{parts.path}?{parts.query}"


def test_what_amina_saves_bart_reads_as_it_was_given(client, rulebook):
    link = shared(client, save(client))
    page = words(client.get(link))
    answer = advise(
        rulebook,
        {"province": "MA-TAO", "sector": "agro_processing", "total_cost_mad": 6e6},
        on=datetime.date(2026, 11, 23),
    )
    assert answer["pack"]["content_hash"] in page
    assert "23 November 2026" in page
    assert money(answer["package"]["guaranteed"]["most"], "MAD", "en") in page or (
        money(answer["package"]["total"]["most"], "MAD", "en") in page
    )
    for item in answer["mechanisms"]:
        assert rulebook.word("en", "mechanisms", item["id"], "name") in page


def test_the_answer_is_kept_byte_for_byte(client, rulebook):
    save(client)
    (kept,) = SavedAdvice.objects.all()
    stored = json.loads(gzip.decompress(bytes(kept.content)))
    facts = stored["answer"]["facts"]
    answer = advise(
        rulebook, facts, on=kept.rules_on, seen_on=timezone.localdate(kept.saved_at)
    )
    assert json.dumps(stored["answer"]) == json.dumps(answer)
    assert kept.pack_hash == rulebook.content_hash
    assert kept.pack_version == rulebook.version


def test_a_reader_gets_no_address_that_deletes(client):
    link = shared(client, save(client))
    page = client.get(link).content.decode()
    assert "own=" not in page
    assert "delete" not in page


def test_the_database_holds_neither_address(client):
    own = save(client)
    owner = owner_of(own)
    row = repr(SavedAdvice.objects.values().get())
    assert owner not in row
    assert reading_key(owner) not in row
    assert digest_of(reading_key(owner)) in row


def test_a_digest_from_a_leaked_database_opens_nothing(client):
    save(client)
    digest = SavedAdvice.objects.get().digest
    for name in ("key", "own"):
        assert client.get(f"{SAVED}?{name}={digest}").status_code == 404
        assert client.get(f"{SAVED}?{name}={digest[:43]}").status_code == 404


@pytest.mark.parametrize("place", ["", "dossier.pdf", "dossier.xlsx"])
def test_chloe_who_has_no_key_gets_a_404(client, place):
    save(client)
    for query in ("", "?key=", "?own=", "?key=1", f"?key={drawn_key()}"):
        response = client.get(f"{SAVED}{place}{query}")
        assert response.status_code == 404
        assert "Taounate" not in response.content.decode()


def test_a_key_with_one_sign_changed_opens_nothing(client):
    own = save(client)
    for key in (owner_of(own), reading_key(owner_of(own))):
        other = key[:-1] + ("A" if key[-1] != "A" else "B")
        for name in ("key", "own"):
            assert client.get(f"{SAVED}?{name}={other}").status_code == 404


def test_the_reading_key_is_no_owners_key(client):
    reading = reading_key(owner_of(save(client)))
    assert client.get(f"{SAVED}?own={reading}").status_code == 404
    assert client.get(f"{SAVED}delete/?key={reading}").status_code == 404
    client.post(f"{SAVED}delete/", {"own": reading})
    assert SavedAdvice.objects.count() == 1


def test_amina_is_asked_once_more_and_then_it_is_gone_for_everyone(client):
    own = save(client)
    link = shared(client, own)
    asking = client.get(own.replace("/saved/", "/saved/delete/"))
    assert "cannot be undone" in words(asking)
    assert SavedAdvice.objects.count() == 1
    gone = client.post(f"{SAVED}delete/", {"own": owner_of(own)}, follow=True)
    assert "Nothing is kept there any more" in words(gone)
    assert SavedAdvice.objects.count() == 0
    for address in (own, link):
        assert client.get(address).status_code == 404


def test_deleting_twice_says_the_same_as_deleting_once(client):
    own = owner_of(save(client))
    for _ in range(2):
        response = client.post(f"{SAVED}delete/", {"own": own}, follow=True)
        assert "Nothing is kept there any more" in words(response)


def test_a_form_sent_twice_saves_once(client):
    form = the_form(client)
    first, second = (client.post(f"{SAVED}new/", form) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert SavedAdvice.objects.count() == 1


def test_a_key_that_the_site_did_not_draw_is_refused(client):
    form = the_form(client)
    for key in ("", "weak", drawn_key(), sealed(drawn_key())[:-1] + "x"):
        response = client.post(f"{SAVED}new/", form | {"key": key})
        assert response.status_code == 422
    assert SavedAdvice.objects.count() == 0


@pytest.mark.parametrize("days", ["30", "180", "365"])
def test_it_is_kept_for_as_long_as_was_chosen(client, days):
    save(client, days=days)
    kept = SavedAdvice.objects.get()
    assert kept.expires_at - kept.saved_at == datetime.timedelta(days=int(days))


@pytest.mark.parametrize("days", ["", "1", "36500", "-1", "180.0"])
def test_another_time_than_those_offered_is_refused(client, days):
    response = client.post(f"{SAVED}new/", the_form(client) | {"days": days})
    assert response.status_code == 422
    assert SavedAdvice.objects.count() == 0


def test_the_proposed_time_is_the_one_of_the_setting(client, settings):
    settings.SAVED_ADVICE_DAYS = 30
    page = client.get(f"{SAVED}new/?{QUERY}").content.decode()
    assert re.search(r'value="30" checked', page)
    assert page.count("checked") == 1


def expire():
    past = timezone.now() - datetime.timedelta(seconds=1)
    SavedAdvice.objects.update(expires_at=past)


def test_past_its_day_it_is_not_shown_and_says_so_to_who_holds_the_key(client):
    own = save(client)
    link = shared(client, own)
    expire()
    for address in (own, link, link.replace("?", "dossier.pdf?")):
        response = client.get(address)
        assert response.status_code == 410
        assert "passed its last day" in words(response)
        assert "Taounate" not in response.content.decode()
        assert "Agro" not in response.content.decode()
    assert client.get(f"{SAVED}?key={drawn_key()}").status_code == 404


def test_an_expired_advice_can_still_be_deleted_by_its_owner(client):
    own = save(client)
    expire()
    client.post(f"{SAVED}delete/", {"own": owner_of(own)})
    assert SavedAdvice.objects.count() == 0


def test_the_command_erases_what_is_past_its_day_and_nothing_else(client, capsys):
    own = save(client)
    expire()
    kept = save(client)
    assert SavedAdvice.objects.count() == 1  # saving swept the first away
    assert client.get(own).status_code == 404
    call_command("erase_expired_advice")
    assert capsys.readouterr().out == "0 erased\n"
    expire()
    call_command("erase_expired_advice")
    assert capsys.readouterr().out == "1 erased\n"
    assert client.get(kept).status_code == 404


@pytest.mark.parametrize("place", ["", "new/", "delete/", "dossier.xlsx"])
def test_no_cache_no_index_and_no_other_site_learns_the_address(client, place):
    own = save(client)
    address = (
        f"{SAVED}new/?{QUERY}" if place == "new/" else own.replace("?", f"{place}?")
    )
    response = client.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    # Where a form is, the browser must say that it comes from here; to others, nothing.
    wanted = "same-origin" if place in ("new/", "delete/") else "no-referrer"
    assert response["Referrer-Policy"] == wanted


def test_the_log_holds_no_key(client, access_log):
    own = save(client)
    link = shared(client, own)
    client.get(link)
    client.get(f"{link}x")
    assert access_log.text
    for key in (owner_of(own), reading_key(owner_of(own))):
        assert key not in access_log.text


def test_saving_and_deleting_ask_for_the_token_of_the_form():
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    form = the_form(strict)
    assert strict.post(f"{SAVED}new/", form).status_code == 403
    assert strict.post(f"{SAVED}delete/", {"own": drawn_key()}).status_code == 403
    assert SavedAdvice.objects.count() == 0


def test_reading_writes_nothing(client, django_assert_num_queries):
    link = shared(client, save(client))
    before = SavedAdvice.objects.values().get()
    with django_assert_num_queries(1):
        client.get(link)
    assert SavedAdvice.objects.values().get() == before


def test_on_the_same_day_nothing_has_changed(client):
    today = timezone.localdate()
    own = save(client, QUERY.replace("2026-11-23", today.isoformat()))
    assert "Nothing has changed" in words(client.get(own))


def altered(**changes):
    """The saved answer as if another rulebook had given it."""
    row = SavedAdvice.objects.get()
    kept = row.kept()
    text = json.dumps(kept)
    for old, new in changes.items():
        text = text.replace(old.replace("__", "-"), new)
    row.content = gzip.compress(text.encode())
    row.save()


def test_what_today_says_differently_is_listed(client):
    own = save(client)
    row = SavedAdvice.objects.get()
    kept = row.kept()
    for item in kept["answer"]["mechanisms"]:
        if item["id"] == "charte-tpme":
            assert item["status"] != "ineligible"
            item["status"] = "ineligible"
    row.content = gzip.compress(json.dumps(kept).encode())
    row.save()
    page = words(client.get(own))
    today = page.partition("What today’s rulebook says")[2]
    assert re.search(r"Answer: from no to (yes|not yet known)", today)


def test_an_advice_of_a_lost_rulebook_is_read_and_compared(client):
    """Mechanism, place and fact are no longer there: nothing breaks, and it is said."""
    own = save(client)
    altered(charte__tpme="charte-of-old", stable_jobs="old_jobs")
    row = SavedAdvice.objects.get()
    kept = row.kept()
    kept["answer"]["facts"]["old_question"] = "old_choice"
    kept["answer"]["pack"]["version"] = "1999.01"
    row.content = gzip.compress(json.dumps(kept).encode())
    row.save()
    for language in ("fr", "nl", "ar", "en"):
        response = client.get(own.replace("/en/", f"/{language}/"))
        assert response.status_code == 200
    page = words(response)
    assert "charte of old" in page
    assert "is no longer in the rulebook" in page
    assert "no longer takes: old question" in page
    assert "1999.01" in page
    for name in ("dossier.pdf", "dossier.xlsx"):
        assert client.get(own.replace("?", f"{name}?")).status_code == 200


def test_the_way_on_holds_the_same_answers(client):
    own = save(client)
    page = unescape(client.get(own).content.decode())
    on = "province=MA-TAO&sector=agro_processing&total_cost_mad=6000000"
    assert f'href="/en/advisor/result/?{on}"' in page


def test_an_advice_that_is_too_large_is_refused_and_nothing_is_kept(
    client, monkeypatch
):
    monkeypatch.setattr(actions, "MOST_BYTES", 1000)
    response = client.post(f"{SAVED}new/", the_form(client))
    assert response.status_code == 413
    assert SavedAdvice.objects.count() == 0


def test_answers_that_the_site_does_not_take_are_not_saved(client):
    form = the_form(client)
    for answers in ("", "nonsense=1", "province=MA-NOWHERE", "a=" + "b" * 9000):
        client.post(f"{SAVED}new/", form | {"answers": answers})
    assert SavedAdvice.objects.count() == 0


def test_a_network_that_saves_without_end_is_asked_to_wait_and_others_are_not(
    client, monkeypatch
):
    monkeypatch.setattr(rates, "MOST_SAVED", 2)
    for _ in range(2):
        save(client)
    response = client.post(f"{SAVED}new/", the_form(client))
    assert response.status_code == 429
    assert response["Retry-After"] == "3600"
    assert SavedAdvice.objects.count() == 2
    elsewhere = client.post(
        f"{SAVED}new/", the_form(client), REMOTE_ADDR="198.51.100.7"
    )
    assert elsewhere.status_code == 302


def test_a_form_sent_twice_counts_once(client, monkeypatch):
    monkeypatch.setattr(rates, "MOST_SAVED", 2)
    form = the_form(client)
    for _ in range(5):
        assert client.post(f"{SAVED}new/", form).status_code == 302


def test_the_page_says_what_is_kept_and_for_how_long(client):
    page = words(client.get(f"{SAVED}new/?{QUERY}"))
    for said in ("your answers", "delete it at any time", "erased", "GDPR", "09-08"):
        assert said in page
