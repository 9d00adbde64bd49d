from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET

import pytest

from twiza.timetable.bars import chart_of
from twiza.timetable.chart import HEAD, NAMES, ROW, WIDTH, chart_file
from twiza.timetable.intervals import interval

SVG = "{http://www.w3.org/2000/svg}"


def drawn(text):
    return ET.fromstring(text)  # noqa: S314  our own drawing


def bars(tree):
    return [
        rect
        for rect in tree.iter(f"{SVG}rect")
        if float(rect.get("height")) == ROW - 10 and rect.get("x") is not None
    ]


def test_a_bar_lies_where_its_days_lie_between_the_first_month_and_the_end(words):
    answer = words(without_proxy=True).answer
    chart = chart_of(answer)
    assert chart.first == datetime.date(2026, 11, 1)
    assert chart.last == datetime.date(2027, 12, 18)  # the day after the end
    width = (chart.last - chart.first).days
    (bar,) = [bar for bar in chart.bars if bar.step == "F2_purchase"]
    july = (datetime.date(2027, 7, 12) - chart.first).days
    assert bar.start == pytest.approx(july / width, abs=1e-4)
    assert bar.end == pytest.approx((july + 60) / width, abs=1e-4)
    assert len(chart.months) == 14


def test_the_chart_draws_one_bar_for_each_step_and_names_each(words):
    wording = words("fr", without_proxy=True)
    tree = drawn(chart_file(wording))
    assert len(bars(tree)) == len(wording.answer["steps"])
    texts = {element.text for element in tree.iter(f"{SVG}text")}
    assert wording.name(wording.steps["B2_cnie"]) in texts
    assert "11/2026" in texts


def test_time_runs_in_the_direction_of_reading(words):
    first, last = {}, {}
    for language in ("fr", "ar"):
        found = bars(drawn(chart_file(words(language))))
        first[language], last[language] = (float(found[i].get("x")) for i in (0, -1))
    assert first["fr"] < last["fr"]
    assert first["ar"] > last["ar"]


def test_nothing_is_drawn_outside_the_chart(words):
    tree = drawn(chart_file(words("ar")))
    for rect in bars(tree):
        x, width = float(rect.get("x")), float(rect.get("width"))
        assert x >= 0 and x + width <= WIDTH - NAMES + 1
        assert float(rect.get("y")) >= HEAD


def test_two_days_are_written_as_one_person_tells_another():
    november = datetime.date(2026, 11, 23), datetime.date(2026, 11, 25)
    assert interval(*november, "en", with_year=False) == "23–25 Nov"
    assert interval(*november, "fr") == "23–25 nov. 2026"
    first = datetime.date(2027, 7, 1)
    assert interval(first, first, "fr") == "1er juil. 2027"
