"""Two years from now nobody has looked at a source again: no figure may look young.

Every page is walked with the clock moved forward, and the answer as JSON. What a page
calls up to date must be so; each figure stands beside the age of what it rests on.
"""

from __future__ import annotations

import datetime
import html
import json
import re
from pathlib import Path

import pytest
from django.urls import resolve
from django.utils import timezone, translation
from typer.testing import CliRunner

from twiza.advice import advise, read_venture_file
from twiza.articles.wording import phrase as article_phrase
from twiza.cli import app
from twiza.packs.coverage import coverage_of
from twiza.sources.hanging import source_report
from twiza.terminal.phrases import phrase
from twiza_web.advisor.answers import Answers
from twiza_web.advisor.urls import urlpatterns as advisor
from twiza_web.guide.articles.page import subjects_of
from twiza_web.guide.articles.setting import Setting, current_articles
from twiza_web.guide.urls import urlpatterns as guide
from twiza_web.ui.rulebook import current
from twiza_web.ui.urls import urlpatterns as ui

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
LATER = datetime.date.today() + datetime.timedelta(days=731)
OLD = re.compile(r'class="[^"]*\bage-(due|stale|withdrawn)\b')
FRESH = {"fr": "à jour", "nl": "actueel", "ar": "محيّن", "en": "up to date"}
FIGURE = re.compile(r"\d[\d\s\u00a0\u202f.,]*\s*(?:%|MAD|EUR|€)")


@pytest.fixture(autouse=True)
def two_years_later(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: LATER)


@pytest.fixture
def fresh_then():
    """Sources that are rightly fresh then: looked at lately, and seldom to be again."""
    return {s.name for s in current().sources.values() if s.state(LATER) == "fresh"}


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def assert_nothing_looks_young(text, language="en", *, fresh=frozenset()):
    """Neither a source nor a window; who fits a mechanism fits it however old it is."""
    if not fresh:
        assert "age-fresh" not in text
        ages = re.findall(r'class="age-\w+">([^<]*)<', text)
        assert FRESH[language] not in ages
    windows = re.sub(r'<(p|span) class="kind">.*?</\1>', "", text, flags=re.S)
    assert 'class="status yes"' not in windows


def rows(text, heading):
    """The rows of the table under a heading."""
    after = text.split(heading, 1)[1].split("</table>", 1)[0]
    return re.findall(r"<tr.*?</tr>", after.split("</thead>")[-1], re.S)


def test_the_clock_is_far_enough_that_nothing_is_fresh(fresh_then):
    assert source_report(current(), LATER)["counts"]["fresh"] == len(fresh_then)
    assert len(fresh_then) < len(current().sources) / 20


@pytest.mark.parametrize("language", FRESH)
def test_no_page_of_a_mechanism_shows_a_young_figure(client, language, fresh_then):
    for mechanism in current().mechanisms.values():
        text = page(client, f"/{language}/guide/mechanisms/{mechanism.name}/")
        assert_nothing_looks_young(
            text, language, fresh=fresh_then & {*mechanism.sources}
        )
        if FIGURE.search(text):
            assert OLD.search(text), mechanism.name


def test_each_figure_of_a_mechanism_stands_beside_the_age_of_its_source(
    client, fresh_then
):
    told = 0
    for mechanism in current().mechanisms.values():
        if not mechanism.parameters:
            continue
        text = page(client, f"/en/guide/mechanisms/{mechanism.name}/")
        for row in rows(text, "<h2>Figures</h2>"):
            assert OLD.search(row) or fresh_then, (mechanism.name, row)
            told += 1
    assert told == sum(
        len(parameter.values)
        for mechanism in current().mechanisms.values()
        for parameter in mechanism.parameters.values()
    )


def test_each_page_of_a_mechanism_says_how_many_of_its_sources_are_old(client):
    for mechanism in current().mechanisms.values():
        if any(current().sources[s].state(LATER) != "fresh" for s in mechanism.sources):
            text = page(client, f"/en/guide/mechanisms/{mechanism.name}/")
            assert "Sources to be looked at again:" in text, mechanism.name


def test_a_page_asked_for_a_past_date_shows_sources_as_old_as_they_are_today(
    client, fresh_then
):
    for mechanism in current().mechanisms.values():
        text = page(client, f"/en/guide/mechanisms/{mechanism.name}/?date=2026-11-23")
        assert "age-fresh" not in text or fresh_then & {*mechanism.sources}


@pytest.mark.parametrize("language", FRESH)
def test_no_page_of_a_province_shows_a_young_figure(client, language, fresh_then):
    for code in list(current().places.provinces)[::9]:
        text = page(client, f"/{language}/guide/provinces/{code}/")
        assert_nothing_looks_young(text, language, fresh=fresh_then)
        for row in rows(text, "<tbody>") if language == "en" else []:
            assert OLD.search(row) or fresh_then, row


@pytest.mark.parametrize("language", FRESH)
@pytest.mark.parametrize(
    "address",
    [
        "",
        "guide/coverage/",
        "guide/mechanisms/",
        "guide/provinces/",
        "guide/articles/",
        "advisor/",
        "advisor/question/",
    ],
)
def test_no_other_page_shows_a_young_figure(client, language, address, fresh_then):
    assert_nothing_looks_young(
        page(client, f"/{language}/{address}"), language, fresh=fresh_then
    )


@pytest.mark.database
@pytest.mark.django_db
def test_the_page_about_the_site_shows_no_young_figure(client):
    assert_nothing_looks_young(page(client, "/en/guide/about/"))


def links(text):
    """Pages of the site that a page leads to, without the place on the page."""
    found = re.findall(r'href="(/en/[^"#]*)', text)
    return {html.unescape(address) for address in found}


def pattern(address):
    """Which page it is, whatever its subject and its question."""
    with translation.override("en"):
        found = resolve(address.split("?")[0])
    taken = sorted(found.captured_kwargs)  # what the address says, not what it is for
    return f"{found.app_name}:{found.url_name}" + "/".join(taken)


# Opened by their own tests: what stores or asks the database, what repeats only what a
# person typed, and files, which are no pages.
ELSEWHERE = {"advisor:open", "advisor:save", "guide:about"}
ELSEWHERE |= {"advisor:compare-open", "advisor:compare-saveletter"}
ELSEWHERE |= {f"advisor:saved{page}" for page in ("", "-new", "-delete", "-deleted")}
ELSEWHERE |= {f"advisor:{file}" for file in ("pdf", "xlsx", "saved-pdf", "saved-xlsx")}
ELSEWHERE |= {"advisor:path-calendar"}


def test_every_page_that_a_reader_can_reach_shows_no_young_figure(client):
    """From the first page along every link, and the results of the examples."""
    results = [
        f"/en/advisor/result/?{Answers(read_venture_file(one).facts, None).query()}"
        for one in EXAMPLES
    ]
    # The page about the site leads to the report of coverage.
    waiting = ["/en/", "/en/guide/coverage/", *results]
    seen, visited = set(), set()
    while waiting:
        address = waiting.pop()
        # One page of each subject: its other dates and languages are pages of their own.
        key = address if address in results else address.split("?")[0]
        if key in seen or pattern(address) in ELSEWHERE:
            continue
        seen.add(key)
        visited.add(pattern(address))
        text = page(client, address)
        assert_nothing_looks_young(text)
        main = re.sub(r"<[^>]+>", " ", text.split("<main", 1)[1])
        if FIGURE.search(main):
            assert OLD.search(text), address
        waiting += links(text) - seen
    known = {
        f"{app}:{name}{'/'.join(sorted(one.pattern.converters))}"
        for app, patterns in (("guide", guide), ("advisor", advisor), ("ui", ui))
        for one in patterns
        for name in [one.name]
    }
    assert known - ELSEWHERE <= visited
    rulebook = current()
    expected = {f"/en/guide/mechanisms/{name}/" for name in rulebook.mechanisms}
    expected |= {f"/en/guide/provinces/{code}/" for code in rulebook.places.provinces}
    expected |= {f"/en/guide/articles/{slug}/" for slug in current_articles()}
    expected |= {
        f"/en/guide/articles/territories/{code}/" for code in rulebook.places.provinces
    }
    expected |= {
        f"/en/guide/articles/sectors/{sector}/"
        for sector in rulebook.facts["sector"].choices
    }
    assert expected <= seen


@pytest.mark.parametrize("language", FRESH)
def test_no_article_shows_a_young_figure(client, language, fresh_then):
    today = timezone.localdate()
    missing = article_phrase("ask", language, body="").strip()
    for slug, article in current_articles().items():
        setting = Setting(current(), current_articles(), language, today, today, "")
        subjects = list(subjects_of(article, setting))[:3]
        for address in [slug, *[f"{slug}/{subject}" for subject in subjects]]:
            text = page(client, f"/{language}/guide/articles/{address}/")
            assert_nothing_looks_young(text, language, fresh=fresh_then)
            body = text.split("<main", 1)[1]
            if FIGURE.search(re.sub(r"<[^>]+>", " ", body)):
                assert OLD.search(body), address
            figures = re.findall(r"<span><bdi>([^<]*)</bdi>(.*?)<sup", body, re.S)
            for told, mark in figures:
                is_missing = told.startswith(missing)
                assert "age-due" in mark or is_missing, (address, told)


@pytest.mark.parametrize("language", FRESH)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    "is_dated", [True, False], ids=["rules of its date", "rules of today"]
)
def test_no_result_shows_a_young_figure(
    client, language, example, is_dated, fresh_then
):
    venture = read_venture_file(example)
    query = Answers(venture.facts, venture.date if is_dated else None).query()
    text = page(client, f"/{language}/advisor/result/?{query}")
    assert_nothing_looks_young(text, language, fresh=fresh_then)
    head, *sections = re.split(r'<section id="', text)
    package = next(one for one in sections if one.startswith('package"'))
    assert OLD.search(head), "the headline"
    if FIGURE.search(package):
        assert OLD.search(package), "the package"
    cards = re.findall(r'<article class="(?:card|line)" .*?</article>', text, re.S)
    assert len(cards) > 20
    for card in cards:
        if FIGURE.search(card):
            assert OLD.search(card), card[:200]
    for step in re.findall(r'<li><p class="span">.*?</li>', text, re.S):
        assert OLD.search(step), step


def test_the_running_sums_beside_a_question_say_how_old_they_are(client):
    venture = read_venture_file(EXAMPLES[0])
    query = Answers(venture.facts, None).query()
    text = page(client, f"/en/advisor/question/?{query}&ask=total_cost_mad")
    assert OLD.search(text.split("<aside", 1)[1])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_no_answer_as_json_calls_a_stale_source_fresh(example, fresh_then):
    venture = read_venture_file(example)
    for on in (venture.date, LATER):
        answer = advise(
            current(), venture.facts, on=on, plan=venture.plan, seen_on=LATER
        )
        named = {
            name
            for name, source in answer["sources"].items()
            if source["state"] == "fresh"
        }
        assert named <= fresh_then


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_figure_of_the_json_names_a_source_whose_age_it_tells(example):
    venture = read_venture_file(example)
    answer = advise(current(), venture.facts, on=LATER, plan=venture.plan)
    known = answer["sources"]
    for item in answer["mechanisms"]:
        if item["amount"] and item["amount"]["most"]:
            assert any(
                entry["source"] in known
                for entry in (*item["parts"], *item["conditions"])
            )
        for entry in (*item["parts"], *item["flags"]):
            assert entry["source"] is None or entry["source"] in known
    for step in answer["path"]:
        assert set(step["sources"]) <= set(known)


def test_the_command_tells_the_age_of_the_day_it_runs_on_whatever_the_file_is_dated(
    monkeypatch, fresh_then
):
    monkeypatch.setattr("twiza.cli._today", lambda: LATER)
    done = CliRunner().invoke(app, ["advise", str(EXAMPLES[0]), "--json"])
    states = {
        name: s["state"] for name, s in json.loads(done.stdout)["sources"].items()
    }
    assert {name for name, state in states.items() if state == "fresh"} <= fresh_then
    told = CliRunner().invoke(app, ["explain", str(EXAMPLES[0]), "charte-tpme"])
    assert told.exit_code == 0 and ", fresh)" not in told.stdout


def run(*arguments):
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == 0, done.output
    return done.stdout


def fresh_lines(text, language):
    """Lines of the terminal that call a source up to date."""
    word = phrase("fresh", language)
    return [line for line in text.splitlines() if re.search(rf"[(,] {word}\b", line)]


@pytest.mark.parametrize("language", FRESH)
def test_the_terminal_calls_nothing_fresh_and_tells_the_age_beside_each_source(
    monkeypatch, language, fresh_then
):
    monkeypatch.setattr("twiza.cli._today", lambda: LATER)
    lang = ("--lang", language)
    told = [
        run("advise", str(EXAMPLES[0]), *lang),
        run("explain", str(EXAMPLES[0]), "charte-tpme", *lang),
        run("places", "Nador", *lang),
        run("places", "rhafsai", *lang),
        run("programme", "medma2", *lang),
        run("programme", "medma2", "--date", "2014-01-01", *lang),
    ]
    old = [phrase(state, language) for state in ("due", "stale", "withdrawn")]
    for text in told:
        assert fresh_then or not fresh_lines(text, language)
        assert any(word in text for word in old)
    for line in told[2].splitlines():
        if "[" in line:  # a figure of a place, and who says so
            assert any(word in line for word in old), line


def test_the_list_of_sources_has_none_that_is_fresh_then(fresh_then):
    report = json.loads(run("sources", "--date", LATER.isoformat(), "--json"))
    states = {entry["source"]: entry["state"] for entry in report["sources"]}
    assert {name for name, state in states.items() if state == "fresh"} <= fresh_then
    shown = run("sources", "--date", LATER.isoformat(), "--state", "fresh")
    assert f"{len(fresh_then)} fresh" in shown


def test_a_programme_as_json_is_as_old_as_the_day_on_which_it_is_read(monkeypatch):
    monkeypatch.setattr("twiza.cli._today", lambda: LATER)
    asked = json.loads(run("programme", "medma2", "--date", "2014-01-01", "--json"))
    assert {one["state"] for one in asked["sources"]} <= {"due", "stale"}


def test_the_report_of_coverage_holds_no_figure_of_the_law(client):
    """It counts what the rulebook holds; nothing in it can grow old."""
    counts = coverage_of(current()).counts()
    text = page(client, "/en/guide/coverage/")
    assert not FIGURE.search(re.sub(r"<[^>]+>", " ", text.split("<main", 1)[1]))
    assert f'<td class="num">{counts["cases"]}</td>' in text
