"""Row by row: two laws compared say what each says alone, and nothing more."""

from __future__ import annotations

import datetime
import json

import pytest

from tests.twiza.population.populations import ventures
from tests.twiza.reforms.registers import (
    FACTS,
    answer_of,
    lines_of,
    rulebook,
    write_register,
)
from twiza.population.drawing import drawn
from twiza.population.drawn_file import write_drawn
from twiza.reforms.laws import Law
from twiza.reforms.registers import FileRegister
from twiza.reforms.run import changes_of_law

BEFORE, AFTER = "2025-06-01", "2026-06-01"


def law(book, on):
    return Law(book, datetime.date.fromisoformat(on))


def compared(path, before, after, output=None, **options):
    register = FileRegister(path, (before, after), [], invented=False)
    return changes_of_law(before, after, register, output=output, **options)


def number(text):
    return float(text) if text else None


def is_near(one, other):
    if one is None or other is None:
        return one is other
    return abs(one - other) < 0.01


def figures(line, side):
    found = [number(line[f"{name}_{side}"]) for name in ("value", "least", "most")]
    return (line[f"status_{side}"], *found)


def is_as(one, other):
    return one[0] == other[0] and all(map(is_near, one[1:], other[1:]))


def told(path, rows, before, after, out):
    """The lines of each row, and what an advice says under both laws."""
    compared(path, before, after, out)
    lines: dict[int, dict] = {}
    for line in lines_of(out):
        lines.setdefault(int(line["row"]), {})[line["mechanism"]] = line
    for place, facts in enumerate(rows, start=1):
        answers = [answer_of(each.rulebook, facts, each.on) for each in (before, after)]
        yield lines.get(place, {}), *answers


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    """The invented law, and another in which most things changed."""
    root = tmp_path_factory.mktemp("books")
    return rulebook(root / "old"), rulebook(
        root / "new",
        premium=("not_with: [subsidy]", "unknown_with: [subsidy]"),
        subsidy=("sector == 'mill'", "sector == 'mill' or sector == 'farm'"),
        guarantee=("value: 0.60", "value: 0.80"),
    )


@pytest.mark.parametrize("case", ["two days", "two packs"])
def test_every_row_says_what_an_advice_says_under_either_law(tmp_path, books, case):
    rows = [
        {name: each[name] for name in FACTS}
        for each in ventures(120, holes=0.08, seed=3)
    ]
    path = write_register(tmp_path / "r.csv", rows)
    before, after = law(books[0], BEFORE), law(books[0], AFTER)
    if case == "two packs":
        before, after = law(books[0], AFTER), law(books[1], AFTER)
    seen = 0
    for lines, (old, was), (new, now) in told(
        path, rows, before, after, tmp_path / "out.csv"
    ):
        for name in old:
            line = lines.pop(name, None)
            assert (line is None) == is_as(old[name], new[name])
            if line:
                seen += 1
                assert is_as(figures(line, "before"), old[name])
                assert is_as(figures(line, "after"), new[name])
        _check_package(lines.pop("package", None), was, now)
        assert not lines
    assert seen > 20


def _check_package(line, was, now):
    sums = [
        [each["total"]["least"], each["total"]["most"], set(each["members"])]
        for each in (was, now)
    ]
    if line is None:
        assert sums[0][2] == sums[1][2]
        assert is_near(sums[0][1], sums[1][1])
        return
    for side, (least, most, members) in zip(("before", "after"), sums, strict=True):
        assert is_near(number(line[f"least_{side}"]), least)
        assert is_near(number(line[f"most_{side}"]), most)
        assert set(filter(None, line[f"members_{side}"].split(" + "))) == members


def test_two_days_of_the_real_law_say_what_an_advice_says(tmp_path, be_ma):
    """Packages too, with shared ceilings, own funds and loans."""
    path = tmp_path / "r.csv"
    write_drawn(be_ma, path, 25, seed=5, holes=0.03)
    before, after = law(be_ma, "2024-06-01"), law(be_ma, "2026-06-01")
    rows = _stated(be_ma, 25)
    compared(path, before, after, tmp_path / "out.csv")
    lines: dict[int, dict] = {}
    for line in lines_of(tmp_path / "out.csv"):
        lines.setdefault(int(line["row"]), {})[line["mechanism"]] = line
    packages = 0
    for place, facts in enumerate(rows, start=1):
        (old, was), (new, now) = (
            answer_of(be_ma, facts, each.on) for each in (before, after)
        )
        mine = lines.get(place, {})
        for name in old:
            assert (name in mine) == (not is_as(old[name], new[name])), name
        line = mine.get("package")
        packages += line is not None
        _check_package(line, was, now)
    assert packages > 5


def _stated(book, count):
    """The drawn ventures as an advice is asked about them."""
    columns = drawn(book, count, holes=0.03, seed=5)
    found = []
    for row in range(count):
        facts = {}
        for name, column in columns.items():
            fact, cell = book.facts[name], column[row].item()
            if fact.is_numeric:
                facts[name] = None if cell != cell else cell
            elif fact.type == "flag":
                facts[name] = None if cell < 0 else bool(cell)
            else:
                texts = list(book.places.provinces)
                texts = texts if fact.type == "place" else fact.choices
                facts[name] = None if cell < 0 else texts[cell]
        found.append(facts)
    return found


def test_the_same_law_under_another_name_changes_nothing(tmp_path, books):
    path = write_register(tmp_path / "r.csv", ventures(50, seed=9))
    other = rulebook(
        tmp_path / "words", sources=("title: Act 1", "title: Act 1 as published")
    )
    report = compared(path, law(books[0], AFTER), law(other, AFTER))
    assert report.as_json()["ventures"]["touched"] == 0
    assert report.rows == 50


@pytest.mark.parametrize("kind", [".csv", ".parquet"])
def test_parts_and_processes_do_not_show(tmp_path, be_ma, kind):
    """In one go, in parts of 40 rows, or by two processes: the same lines and counts."""
    path = tmp_path / f"r{kind}"
    write_drawn(be_ma, path, 130, seed=2)
    laws = law(be_ma, "2024-06-01"), law(be_ma, "2026-06-01")
    outs = [tmp_path / f"out{number}.csv" for number in range(3)]
    options = ({}, {"part_rows": 40}, {"part_rows": 40, "cores": 2})
    reports = [
        compared(path, *laws, out, **each).as_json()
        for out, each in zip(outs, options, strict=True)
    ]
    assert outs[0].read_text() == outs[1].read_text() == outs[2].read_text()
    assert reports[1] == reports[2] == json.loads(json.dumps(reports[1]))
    assert reports[0]["ventures"] == reports[1]["ventures"]
    assert reports[0]["cost"]["money"]["after"]["least"] == pytest.approx(
        reports[1]["cost"]["money"]["after"]["least"]
    )
    assert not list(tmp_path.glob("*.parts"))
