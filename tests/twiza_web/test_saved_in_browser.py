"""Saving, sharing and deleting in Chromium, without script, on a phone and a desk."""

from __future__ import annotations

import os

import pytest

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.django_db(transaction=True),
]
QUERY = "province=MA-CHE&sector=tourism&total_cost_mad=880000&date=2026-11-23"


@pytest.fixture
def visit(live_server, monkeypatch):
    """Opens pages as a phone would; `scripts` only for who looks for faults."""
    from playwright.sync_api import sync_playwright

    # Playwright's loop runs in this thread; Django would refuse its database here.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path="/usr/bin/chromium", args=sandbox
        )

        def opened(width=390, *, scripts=False):
            context = browser.new_context(
                viewport={"width": width, "height": 800},
                java_script_enabled=scripts,
                bypass_csp=scripts,
            )
            page = context.new_page()
            page.complaints = []
            page.on("console", lambda message: page.complaints.append(message.text))
            return page

        yield opened
        browser.close()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_amina_saves_shares_and_deletes_without_a_script(visit, live_server, language):
    amina, bart = visit(), visit()
    result = f"{live_server.url}/{language}/advisor/result/?{QUERY}"
    amina.goto(result)
    amina.click(f'a[href^="/{language}/advisor/saved/new/"]')
    amina.click("form[method=post] button")
    link = amina.input_value("#reading")
    bart.goto(link)
    assert bart.locator("#package").count() == 1
    assert bart.locator('a[href*="delete"]').count() == 0
    amina.click('a[href*="saved/delete"]')
    amina.click("form[method=post] button")
    assert bart.goto(link).status == 404
    assert [c for c in amina.complaints + bart.complaints if "404" not in c] == []


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("width", [390, 1200])
def test_the_pages_have_no_fault_and_fit_their_screen(
    visit, live_server, language, width
):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(width, scripts=True)
    page.goto(f"{live_server.url}/{language}/advisor/saved/new/?{QUERY}")
    _look_at(page, Axe())
    page.click("form[method=post] button")
    page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    _look_at(page, Axe())
    page.click('a[href*="saved/delete"]')
    _look_at(page, Axe())


def _look_at(page, axe):
    faults = axe.run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in faults] == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
