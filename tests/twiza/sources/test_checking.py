"""What a check proposes, what it keeps, and what it leaves alone."""

from __future__ import annotations

import datetime
import json

import pytest

from tests.twiza.sources.local_site import network, page, redirect, serving
from twiza.errors import InputError
from twiza.packs.model import Source
from twiza.records import replaced
from twiza.sources.checking import MOST_SILENT_HOSTS, Pauses, check_sources, was_offline
from twiza.sources.record import NAME, read_record, record_path, write_record

DAY, LATER = datetime.date(2026, 11, 1), datetime.date(2026, 12, 1)


def source(name="law", url=None, checked_on=None):
    return Source(name, "law", "Assembly", None, url, None, checked_on, 180, None, "")


def checked(sources, before=None, on=DAY, **changes):
    found = check_sources(sources, before or {}, on=on, network=network(**changes))
    return {finding.source: finding for finding in found}


def seen(findings):
    return {name: found.seen for name, found in findings.items() if found.seen}


class Law:
    """A page whose words change between two checks."""

    def __init__(self, words):
        self.words = words

    def __call__(self, path, stream):
        page(f"<main>{self.words}</main>")(path, stream)


def test_the_first_look_keeps_what_the_link_says_and_proposes_nothing():
    with serving(Law("10 %")) as server:
        found = checked([source(url=f"http://site.example:{server.port}/")])["law"]
    assert (found.state, found.proposal) == ("first", "")
    assert found.seen.on == "2026-11-01" and found.seen.fingerprint.startswith(
        "sha256:"
    )


def test_a_page_that_says_the_same_needs_no_review():
    law = Law("10 %")
    with serving(law) as server:
        one = source(url=f"http://site.example:{server.port}/")
        before = seen(checked([one]))
        law.words = " 10  % "
        found = checked([one], before, LATER)["law"]
    assert (found.state, found.proposal, found.seen.on) == (
        "unchanged",
        "",
        "2026-12-01",
    )


def test_a_page_that_changed_is_proposed_for_review_until_somebody_looked():
    law = Law("10 %")
    with serving(law) as server:
        one = source(url=f"http://site.example:{server.port}/")
        before = seen(checked([one]))
        law.words = "12 %"
        found = checked([one], before, LATER)
        assert found["law"].proposal == "changed since 2026-11-01: review"
        again = checked([one], before | seen(found), LATER)["law"]
        assert again.proposal == "changed since 2026-11-01: review"
        looked = replaced(one, checked_on=LATER)
        assert checked([looked], before | seen(found), LATER)["law"].state == "first"


def test_a_link_that_the_pack_changed_is_not_compared_with_the_one_before():
    with serving(Law("10 %")) as server:
        root = f"http://site.example:{server.port}"
        before = seen(checked([source(url=f"{root}/old")]))
        assert checked([source(url=f"{root}/new")], before)["law"].state == "first"


@pytest.mark.parametrize(
    "status, state, said",
    [
        ("404 Not Found", "gone", "gone (404): review"),
        ("410 Gone", "gone", "gone (410): review"),
        ("403 Forbidden", "unread", "answered 403: look by hand"),
        ("503 Busy", "unread", "answered 503: look by hand"),
    ],
)
def test_a_page_that_is_not_there_proposes_what_to_do(status, state, said):
    with serving(page("error", status=status)) as server:
        found = checked([source(url=f"http://site.example:{server.port}/")])["law"]
    assert (found.state, found.proposal, found.seen) == (state, said, None)


def test_a_page_that_moved_names_its_new_address():
    def moved(path, stream):
        (redirect("/new") if path == "/old" else page("words"))(path, stream)

    with serving(moved) as server:
        root = f"http://site.example:{server.port}"
        found = checked([source(url=f"{root}/old")])["law"]
    assert found.proposal == f"redirected to {root}/new"


def test_a_page_too_long_to_read_says_that_only_its_beginning_counts():
    with serving(page("words " * 1000)) as server:
        found = checked(
            [source(url=f"http://site.example:{server.port}/")], most_bytes=100
        )
    assert found["law"].proposal == "only its first 100 bytes read"


def test_a_link_inside_is_refused_and_said_to_be():
    found = checked([source(url="http://127.0.0.2/")])["law"]
    assert found.state == "refused" and "not public" in found.proposal


def test_a_source_without_a_link_is_left_to_a_person():
    found = checked([source()])
    assert found["law"].proposal == "has no link: look by hand"
    assert not was_offline(found.values())


def test_a_link_that_two_sources_name_is_asked_once():
    with serving(Law("10 %")) as server:
        url = f"http://site.example:{server.port}/"
        assert len(seen(checked([source("a", url), source("b", url)]))) == 2
        assert len(server.asked) == 1


def test_a_host_that_asks_to_wait_is_not_asked_again():
    with serving(page("", status="429 Too Many Requests")) as server:
        root = f"http://site.example:{server.port}"
        found = checked([source("a", f"{root}/1"), source("b", f"{root}/2")])
        assert found["b"].proposal == "not asked: site.example asks to wait"
        assert len(server.asked) == 1


def test_without_a_network_the_check_stops_and_says_so_of_each_source():
    asked = []

    def silent(host, port, seconds):
        asked.append(host)
        raise OSError("no network")

    sources = [source(f"s{n}", f"http://host{n}.example/") for n in range(20)]
    found = checked(sources, resolve=silent)
    assert was_offline(found.values()) and len(asked) == MOST_SILENT_HOSTS
    assert found["s0"].proposal == "no address for host0.example"
    assert found["s19"].proposal == "not asked: no network"


def test_one_dead_host_is_not_a_missing_network():
    with serving(Law("10 %")) as server:
        dead = [source(f"d{n}", f"http://gone.example/{n}") for n in range(3)]
        found = checked([*dead, source("law", f"http://site.example:{server.port}/")])
    assert found["law"].state == "first" and not was_offline(found.values())
    assert found["d2"].proposal == "not asked: gone.example did not answer before"


def test_hosts_take_turns_and_none_is_asked_twice_within_the_pause():
    now, waits = [0.0], []

    def sleep(seconds):
        waits.append(seconds)
        now[0] += seconds

    pauses = Pauses(2.0, lambda: now[0], sleep)
    with serving(Law("10 %")) as server:
        urls = [
            f"http://{host}.example:{server.port}/{n}"
            for host in ("site", "other")
            for n in (1, 2)
        ]
        found = checked([source(url, url) for url in urls], pause=pauses.before)
    assert list(found) == [urls[0], urls[2], urls[1], urls[3]]
    assert waits == [2.0]


def test_what_was_learnt_is_read_again(tmp_path):
    with serving(Law("10 %")) as server:
        found = seen(checked([source(url=f"http://site.example:{server.port}/")]))
    path = tmp_path / "data" / NAME
    write_record(path, found)
    assert read_record(path) == found
    assert [file.name for file in path.parent.iterdir()] == [NAME]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"format": 2, "sources": {}}',
        '{"format": 1, "sources": {"a": {"url": 1}}}',
    ],
)
def test_a_record_that_no_check_wrote_is_an_error_that_names_it(tmp_path, text):
    path = tmp_path / NAME
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        read_record(path)
    assert caught.value.where == str(path) and path.read_text() == text


def test_nothing_is_ever_written_into_a_pack(tmp_path, monkeypatch):
    packs = tmp_path / "packs"
    packs.mkdir()
    (tmp_path / "door").symlink_to(packs)
    for inside in (packs / NAME, packs / "countries" / NAME, tmp_path / "door" / NAME):
        with pytest.raises(InputError, match="inside the packs"):
            record_path(inside, packs)
    monkeypatch.setenv("TWIZA_DATA", str(packs))
    with pytest.raises(InputError, match="inside the packs"):
        record_path(None, packs)


def test_the_record_lies_with_the_data_of_the_site_unless_a_file_is_named(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("TWIZA_DATA", str(tmp_path / "data"))
    assert record_path(None, tmp_path / "packs") == tmp_path / "data" / NAME
    assert record_path(tmp_path / "x.json", tmp_path / "packs") == tmp_path / "x.json"
    monkeypatch.delenv("TWIZA_DATA")
    with pytest.raises(InputError, match="--record"):
        record_path(None, tmp_path / "packs")


def test_a_record_is_plain_json_that_names_each_source(tmp_path):
    with serving(Law("10 %")) as server:
        write_record(
            tmp_path / NAME,
            seen(checked([source(url=f"http://site.example:{server.port}/")])),
        )
    entry = json.loads((tmp_path / NAME).read_text())["sources"]["law"]
    assert set(entry) == {"url", "last_url", "fingerprint", "on"}
