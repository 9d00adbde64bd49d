"""The site in Chromium, against a real server on this machine: no script, no other host."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from twiza.advice import Venture, advise, read_venture_file
from twiza.formats import money
from twiza.packs import load_rulebook
from twiza_web.advisor.answers import Answers
from twiza_web.advisor.reading import typed

pytestmark = pytest.mark.browser
RULEBOOK = load_rulebook()
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
LANGUAGES = ("fr", "nl", "ar", "en")
MOST_FIRST_VISIT = 150_000
MOST_PHONE_PIXELS = 10_000  # about twelve screens, all folds closed


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """The address holds answers."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    from twiza_web.wsgi import application

    server = make_server("127.0.0.1", 0, application, _Server, _Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        found = driver.chromium.launch(
            executable_path="/usr/bin/chromium", args=sandbox
        )
        yield found
        found.close()


@pytest.fixture
def page(browser, site):
    """A page without script that may ask this site alone, and must not complain."""
    context = browser.new_context(java_script_enabled=False)
    yield _watched(context.new_page(), site)
    context.close()


def _watched(page, site):
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("request", lambda request: _same_host(request.url, site, page.complaints))
    return page


def _same_host(url: str, site: str, complaints: list[str]) -> None:
    if urlsplit(url).netloc != urlsplit(site).netloc and not url.startswith("data:"):
        complaints.append(f"asked another host: {url}")


def _figure(venture: Venture, language: str) -> str:
    package = advise(RULEBOOK, venture.facts, on=venture.date)["package"]
    return money(
        package["total"]["most"] or package["guaranteed"]["most"], "MAD", language
    )


def _query(path: Path) -> str:
    venture = read_venture_file(path)
    return Answers(venture.facts, venture.date).query()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_adviser_types_all_answers_on_one_page_and_reads_the_package(
    page, site, path
):
    venture = read_venture_file(path)
    page.goto(f"{site}/fr/advisor/all/")
    for name, value in venture.facts.items():
        _fill(page, name, typed(RULEBOOK.facts[name], value))
    page.fill("#f-date", venture.date.isoformat())
    page.click("button.button >> nth=0")
    assert _figure(venture, "fr") in page.inner_text("#package")
    assert page.complaints == []


def _fill(page, name: str, text: str) -> None:
    fact = RULEBOOK.facts[name]
    if fact.type == "flag":
        page.check(f'input[name="{name}"][value="{text}"]')
    elif fact.is_numeric:
        page.fill(f"#f-{name}", text)
    else:
        page.select_option(f"#f-{name}", text)


def test_the_questions_can_be_answered_with_the_keyboard_alone(page, site):
    venture = read_venture_file(EXAMPLES[2])
    page.goto(f"{site}/en/advisor/question/?date={venture.date}")
    for _ in range(40):
        if "/result/" in page.url:
            break
        name = page.get_attribute('input[name="ask"]', "value")
        _answer_by_keyboard(page, name, venture.facts.get(name))
    assert _figure(venture, "en") in page.inner_text("#package")


def _answer_by_keyboard(page, name: str, value) -> None:
    fact = RULEBOOK.facts[name]
    text = typed(fact, value) if value is not None else ""
    _tab_to(
        page,
        f'[name="value"][value="{text}"]'
        if fact.type in ("flag", "choice")
        else "#value",
    )
    if fact.type in ("flag", "choice") and text:
        values = [
            o.get_attribute("value") for o in page.query_selector_all('[name="value"]')
        ]
        for _ in range(values.index(text)):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Space")
    elif fact.type == "place" and text:
        page.keyboard.type(RULEBOOK.places.provinces[text].name("en"))
    elif text:
        page.keyboard.type(text)
    _tab_to(page, 'button[name="answer"]' if text else 'button[name="skip"]')
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _tab_to(page, selector: str) -> None:
    wanted = (
        "[name='value']"
        if "value" in selector and "button" not in selector
        else selector
    )
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.query_selector(f":is({wanted}):focus"):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def pages() -> list[str]:
    """Every page in its empty, error and full state."""
    school, mill, house = _query(EXAMPLES[3]), _query(EXAMPLES[2]), _query(EXAMPLES[0])
    return [
        "",
        "guide/about/",
        "guide/provinces/MA-CHE/",
        "guide/mechanisms/mdm-invest/?date=x",
        "legal/",
        "privacy/",
        "guide/mechanisms/",
        "guide/mechanisms/charte-tpme/",
        "guide/mechanisms/ras-dividendes/",
        "guide/provinces/",
        "guide/provinces/MA-TAO/",
        "nowhere/",
        "reforms/",
        "reforms/mdm-invest/?figure=minimum_cost&value=500000",
        "reforms/mdm-invest/?figure=grant_rate&value=x",
        "advisor/",
        "advisor/compare/",
        "advisor/compare/?province=MA-XX",
        f"advisor/compare/?{mill}&b.province=MA-FAH&b.stable_jobs=20&variants=3",
        "advisor/compare/?with=variants%3D2&typed=1&a.total_cost_mad=1.150&weight.port=-1",
        "advisor/path/",
        f"advisor/path/?{house}",
        f"advisor/path/?{mill}&stay=2027-07-10..2027-07-24&self=yes",
        f"advisor/path/?{mill}&start=2026-11-23&stay=2027-07-10..2027-07-24&stay=2027-10-18..2027-10-29&self=yes",
        f"advisor/path/?{mill}&stay=2027-07-24..2027-07-10&visits=9",
        "advisor/compare/open/",
        f"advisor/where/?{mill}&customers=MA-CAS",
        "advisor/question/",
        "advisor/question/?province=MA-TAO&said=province",
        "advisor/question/?province=MA-TAO&ask=total_cost_mad&answer=1&value=1.150",
        "advisor/question/?ask=is_moroccan&answer=1&value=perhaps",
        "advisor/all/",
        f"advisor/all/?{mill}",
        "advisor/all/?typed=1&total_cost_mad=1.150&is_moroccan=perhaps&province=x&date=x",
        "advisor/result/",
        "advisor/result/?total_cost_mad=-5&strange=1",
        "advisor/result/?province=MA-TAO",
        f"advisor/result/?{school}",
        f"advisor/result/?{mill}&plan=left",
        f"advisor/result/?{house}",
        "advisor/open/",
    ]


def _open_all(page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_an_accessibility_fault_or_complains(
    browser, site, language, scheme
):
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = _watched(context.new_page(), site)
    faults = {}
    for path in pages() if scheme == "light" else pages()[-6:]:
        page.goto(f"{site}/{language}/{path}")
        _open_all(page)
        found = Axe().run(page).response["violations"]
        if found:
            faults[path] = [(v["id"], v["nodes"][0]["html"][:200]) for v in found]
    context.close()
    assert faults == {}
    assert [c for c in page.complaints if "Failed to load resource" not in c] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [320, 390])
def test_no_page_scrolls_sideways_on_a_phone(browser, site, language, width):
    page = browser.new_page(viewport={"width": width, "height": 700})
    wide = {}
    for path in pages():
        page.goto(f"{site}/{language}/{path}")
        _open_all(page)
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            wide[path] = found
    page.close()
    assert wide == {}


def test_a_file_that_is_no_venture_is_told_without_a_fault(page, site, tmp_path):
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("corridor: be-ma\nfacts:\n  total_cost: 5\n")
    page.goto(f"{site}/nl/advisor/open/")
    page.set_input_files("#file", wrong)
    page.click("button.button")
    assert "total_cost_mad" in page.inner_text(".error-summary")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_visit_weighs_less_than_its_allowance(browser, site, language):
    """As transferred, fonts included; the heaviest page is the whole result."""
    context = browser.new_context()
    page = context.new_page()
    requests = []
    page.on("requestfinished", lambda request: requests.append(request))
    page.goto(f"{site}/{language}/advisor/result/?{_query(EXAMPLES[2])}")
    page.wait_for_load_state("networkidle")
    weights = {r.url: r.sizes()["responseBodySize"] for r in requests}
    context.close()
    assert len(weights) > 4
    assert sum(weights.values()) < MOST_FIRST_VISIT, weights


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", [EXAMPLES[0], EXAMPLES[2]], ids=lambda p: p.stem)
def test_a_phone_shows_the_answer_first_and_the_rest_folded(
    browser, site, language, example
):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{site}/{language}/advisor/result/?{_query(example)}")
    tall = page.evaluate("document.documentElement.scrollHeight")
    ends = page.evaluate(
        "[...document.querySelectorAll('h1, .lead, .tasks li:nth-child(3)')]"
        ".map(e => e.getBoundingClientRect().bottom)"
    )
    page.close()
    assert tall < MOST_PHONE_PIXELS
    assert len(ends) == 3 and max(ends) <= 844


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_each_link_at_the_top_of_the_result_lands_on_its_section(page, site, language):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site}/{language}/advisor/result/?{_query(EXAMPLES[2])}")
    links = page.locator(".on-page a")
    targets = [link.get_attribute("href") for link in links.all()]
    assert len(targets) == 9
    for number, target in enumerate(targets):
        links.nth(number).click()
        assert page.url.endswith(target)
        box = page.locator(target).bounding_box()
        assert 0 <= box["y"] < 844
        assert page.locator(f"{target} h2").first.is_visible()


HIDDEN = """[...document.querySelectorAll('.result details :is(p, li, dd)')].filter(
    e => !e.closest('.no-print') && !e.checkVisibility()).length"""


def test_a_result_folded_on_the_screen_is_printed_unfolded(browser, site):
    page = browser.new_page(viewport={"width": 800, "height": 844})
    page.goto(f"{site}/en/advisor/result/?{_query(EXAMPLES[2])}")
    on_screen = page.evaluate(HIDDEN)
    page.emulate_media(media="print")
    on_paper = page.evaluate(HIDDEN)
    page.close()
    assert on_screen > 100
    assert on_paper == 0
