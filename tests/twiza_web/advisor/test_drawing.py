"""Parts of the result are drawn once and kept: never with what one person typed."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.utils import timezone
from django.utils.safestring import SafeString

from twiza.advice import read_venture_file
from twiza_web.advisor.answers import Answers
from twiza_web.advisor.presentation import wording
from twiza_web.advisor.presentation.drawing import Sketch
from twiza_web.guide.sources import freshness

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))

HOLE = "\ue000{}\ue001"


@pytest.fixture(autouse=True)
def nothing_kept():
    wording._kept.clear()


def result(client, answers: Answers) -> str:
    response = client.get(f"/en/advisor/result/?{answers.query()}")
    page = unescape(response.content.decode())
    return re.sub(r"\s+", " ", page.replace("\u202f", " ").replace("\xa0", " "))


def other_sums(venture) -> Answers:
    """The same venture with other money, to the dirham."""
    facts = {
        name: value + 12_345 if name.endswith("_mad") and value else value
        for name, value in venture.facts.items()
    }
    return Answers(facts, venture.date)


def test_a_hole_is_filled_with_what_this_page_says_and_escaped():
    sketch = Sketch(f"<b>{HOLE.format('total')}</b> of {HOLE.format('rest')}")
    assert sketch.filled({"total": "5 < 6", "rest": SafeString("<i>7</i>")}) == (
        "<b>5 &lt; 6</b> of <i>7</i>"
    )
    assert sketch.filled({"total": "8", "rest": "9"}) == "<b>8</b> of 9"


def test_a_page_of_kept_parts_is_the_page_drawn_anew(client, venture):
    first, second = Answers(venture.facts, venture.date), other_sums(venture)
    anew = result(client, second)
    wording._kept.clear()
    result(client, first)
    assert result(client, second) == anew


def test_no_part_that_is_kept_holds_a_sum_of_a_person(client, venture):
    answers = other_sums(venture)
    result(client, answers)
    kept = "".join(
        part
        for held in wording._kept.values()
        for sketch in held.drawn.values()
        for part in sketch.parts
    )
    sums = [v for n, v in answers.facts.items() if n.endswith("_mad") and v]
    assert kept and sums
    for value in sums:
        assert f"{value:,.0f}" not in kept
        assert f"={value:.0f}" not in kept


def test_every_figure_of_an_amount_shows_its_source_and_how_fresh_it_is(
    client, rulebook
):
    mill = read_venture_file(next(p for p in EXAMPLES if "olive" in p.name))
    page = result(client, Answers(mill.facts, mill.date))
    source = rulebook.sources["lebrief"]
    line = page[page.index("Premium for the province") :]
    line = line[: line.index("</dd>")]
    assert "<dd>15%" in line  # category B
    assert source.publisher in line
    assert freshness(source.state(timezone.localdate())) in line


@pytest.mark.parametrize(
    ("language", "shown"),
    [("fr", ("10 emplois", "24 mois")), ("en", ("10 jobs", "24 months"))],
)
def test_a_part_counted_in_jobs_or_months_is_not_shown_as_money(
    rulebook, language, shown
):
    on = timezone.localdate()
    words = wording.wording_at(rulebook, language, on=on, today=on)
    found = [
        words.part({"least": value, "most": value, "unit": unit})
        for value, unit in ((10, "job"), (24, "month"))
    ]
    assert tuple(text.replace("\xa0", " ") for text in found) == shown
    both = words.part({"least": 1, "most": 24, "unit": "month"})
    assert shown[1] in both.replace("\xa0", " ") and "MAD" not in both


def test_a_window_nobody_looked_at_for_long_is_not_shown_as_open(client, venture):
    later = venture.date.replace(year=venture.date.year + 3)
    page = result(client, Answers(venture.facts, later))
    aids = page[page.index('id="aids"') : page.index('id="steps"')]
    assert 'class="status yes">open' not in aids
    assert "not looked at since" in aids


def test_an_amount_typed_as_a_hole_stays_text(client):
    strange = HOLE.format("total")
    response = client.get(f"/en/advisor/result/?total_cost_mad={strange}")
    assert response.status_code == 400
