"""Takes the pictures of docs/screens from a started site.

python docs/screens/take.py http://127.0.0.1:8000
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from twiza.advice import read_venture_file
from twiza_web.advisor.answers import Answers

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


def main(site: str) -> None:
    with sync_playwright() as driver:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = driver.chromium.launch(
            executable_path="/usr/bin/chromium", args=sandbox
        )
        school = _result(site, "fr", "paramedical-school-nador.yaml")
        _picture(browser, school, "phone-fr.png", PHONE, scale=2)
        mill = _result(site, "ar", "olive-oil-taounate.yaml")
        _picture(browser, mill, "phone-ar.png", PHONE, scale=2)
        house = _result(site, "en", "guesthouse-chefchaouen.yaml")
        _picture(browser, house, "result-desktop.png", DESK)
        _print(browser, _result(site, "nl", "it-services-oujda.yaml"))
        browser.close()


def _result(site: str, language: str, example: str) -> str:
    venture = read_venture_file(EXAMPLES / example)
    query = Answers(venture.facts, venture.date).query()
    return f"{site}/{language}/advisor/result/?{query}"


def _picture(
    browser: Browser, address: str, name: str, size: dict[str, int], scale: int = 1
) -> None:
    page = browser.new_page(viewport=size, device_scale_factor=scale)  # type: ignore[arg-type]
    page.goto(address)
    page.screenshot(path=HERE / name, clip={"x": 0, "y": 0, **size}, full_page=True)  # type: ignore[arg-type]
    page.close()


def _print(browser: Browser, address: str) -> None:
    """The first sheet, as it looks on paper."""
    size = {"width": 794, "height": 1123}  # A4 at 96 dots per inch
    page = browser.new_page(viewport=size, bypass_csp=True)  # type: ignore[arg-type]
    page.goto(address)
    page.emulate_media(media="print", color_scheme="light")
    page.add_style_tag(content="body { margin: 15mm }")  # as a printer adds it
    page.screenshot(path=HERE / "print.png")
    page.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000")
