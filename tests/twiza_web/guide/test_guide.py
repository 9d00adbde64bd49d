from __future__ import annotations

import datetime

import pytest
from django.utils import timezone
from django.utils.html import escape

from twiza_web.guide.actions import record_release
from twiza_web.guide.models import RulebookRelease
from twiza_web.ui.rulebook import current


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_every_mechanism_has_a_page_in_every_language(client, language):
    listed = page(client, f"/{language}/guide/mechanisms/")
    for name in current().mechanisms:
        assert f"/{language}/guide/mechanisms/{name}/" in listed
        text = page(client, f"/{language}/guide/mechanisms/{name}/")
        title = current().word(language, "mechanisms", name, "name")
        assert escape(title) in text


def test_a_mechanism_shows_all_its_dated_versions_and_marks_the_one_of_the_date(client):
    text = page(client, "/en/guide/mechanisms/mdm-invest/?date=2010-06-01")
    assert (
        text.index("since February 2015")
        < text.index("27 February 2013")
        < text.index("2009 to")
    )
    first = text[text.index("2009 to") :]
    assert "on this date" in first[:200]


def test_every_figure_has_a_source_with_its_date_and_freshness(client):
    text = page(client, "/en/guide/mechanisms/charte-tpme/")
    assert "Le Brief" in text and "checked on" in text
    assert "due for review" in text or "out of date" in text


def test_a_contested_figure_shows_the_other_reading(client):
    text = page(client, "/en/guide/mechanisms/mdm-invest/")
    assert "25%" in text and "other reading: 20%" in text


def test_no_stale_figure_reads_as_up_to_date_two_years_later(client):
    later = timezone.localdate() + datetime.timedelta(days=730)
    for name in current().mechanisms:
        text = page(client, f"/en/guide/mechanisms/{name}/?date={later}")
        assert "up to date" not in text


def test_the_age_of_a_source_is_told_as_of_today_whatever_date_is_asked(client):
    text = page(client, "/en/guide/mechanisms/mdm-invest/?date=2012-08-02")
    assert "checked on 1 August 2012" in text
    assert "up to date" not in text


def test_a_window_nobody_looked_at_for_long_is_not_shown_as_open(client):
    later = timezone.localdate() + datetime.timedelta(days=730)
    for name in current().mechanisms:
        text = page(client, f"/en/guide/mechanisms/{name}/?date={later}")
        assert 'class="status yes"' not in text
    assert "not looked at since" in page(
        client, f"/en/guide/mechanisms/mdm-invest/?date={later}"
    )


def test_a_charge_and_a_duty_are_in_force_not_open(client):
    for name in ("ras-dividendes", "be-comptes-etrangers"):
        text = page(client, f"/en/guide/mechanisms/{name}/")
        assert "in force" in text and ">open<" not in text


def test_an_obligation_shows_its_source_and_what_is_contested(client):
    text = page(client, "/en/guide/mechanisms/mdm-invest/")
    obliges = text[text.index("given back") :][:700]
    assert "Sources differ on the day" in obliges and "Massar" in obliges


@pytest.mark.parametrize(
    "date", ["0000-99-99", "tomorrow", "1999-01-01", "2026-02-30", "9999-12-31"]
)
def test_a_date_that_cannot_be_read_gives_a_clear_page(client, date):
    response = client.get(f"/en/guide/mechanisms/charte-tpme/?date={date}")
    assert response.status_code == 400
    assert "That date cannot be read" in response.content.decode()


def test_every_province_has_a_page_in_every_language(client, language):
    listed = page(client, f"/{language}/guide/provinces/")
    for code, place in current().places.provinces.items():
        assert f"/{language}/guide/provinces/{code}/" in listed
        assert escape(place.name(language)) in page(
            client, f"/{language}/guide/provinces/{code}/"
        )


def test_an_inferred_category_says_so(client):
    assert "inferred" in page(client, "/en/guide/provinces/MA-TAF/")
    assert "inferred" not in page(client, "/en/guide/provinces/MA-TAO/")


def test_a_province_names_its_investment_centre_and_its_figures_with_their_year(client):
    text = page(client, "/en/guide/provinces/MA-NAD/")
    assert "orientalinvest.ma" in text
    assert "2024" in text and "2014" in text and "HCP" in text.upper()


def test_a_province_lists_the_aids_that_may_fit_there_and_those_that_do_not(client):
    inside = page(client, "/en/guide/provinces/MA-CHE/")
    outside = page(client, "/en/guide/provinces/MA-TAO/")
    assert "mechanisms/nordev/" in inside.split("Not for this province")[0]
    assert "mechanisms/nordev/" in outside.split("Not for this province")[1]
    for text in (inside, outside):
        assert "mechanisms/charte-tpme/" in text.split("Not for this province")[0]


def test_what_does_not_exist_is_a_404(client):
    assert client.get("/fr/guide/mechanisms/none/").status_code == 404
    assert client.get("/fr/guide/provinces/MA-XXX/").status_code == 404


# What the site remembers


@pytest.mark.database
@pytest.mark.django_db
def test_bringing_the_database_up_to_date_records_the_rulebook_that_is_served():
    release = RulebookRelease.objects.get(content_hash=current().content_hash)
    assert release.version == current().version


@pytest.mark.database
@pytest.mark.django_db
def test_a_content_is_recorded_once_with_its_first_day():
    first = RulebookRelease.objects.get(content_hash=current().content_hash)
    again = record_release(current(), at=timezone.now() + datetime.timedelta(days=9))
    assert again.pk == first.pk
    assert again.first_served_at == first.first_served_at


@pytest.mark.database
@pytest.mark.django_db
def test_the_about_page_tells_which_rulebooks_were_served_latest_first(client):
    old = current().content_hash.replace("sha256:", "sha256:0ld")
    RulebookRelease.objects.create(
        corridor="be-ma",
        version="2020.01",
        content_hash=old,
        first_served_at=timezone.now() - datetime.timedelta(days=900),
    )
    text = page(client, "/en/guide/about/")
    assert text.index(current().version) < text.index("2020.01")


@pytest.mark.database
@pytest.mark.django_db
def test_reading_pages_writes_nothing(client):
    before = list(RulebookRelease.objects.values())
    for address in (
        "/",
        "/fr/",
        "/fr/guide/about/",
        "/fr/guide/mechanisms/",
        "/fr/advisor/result/?sector=tourism",
    ):
        client.get(address)
    assert list(RulebookRelease.objects.values()) == before
