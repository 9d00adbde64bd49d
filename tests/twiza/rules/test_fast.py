"""The compiled engine gives the bits of the NumPy one, whatever is unknown."""

from __future__ import annotations

import datetime
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.twiza.rules.people import columns_of, random_situations
from twiza.errors import InputError
from twiza.packs import load_rulebook
from twiza.rules.table import Table, evaluating

pytest.importorskip("numba")
fast = pytest.importorskip("twiza.rules.table.fast")

ON = datetime.date(2026, 11, 24)
DOZEN = Path(__file__).parents[3] / "bench" / "dozen"
ROWS = 1_250


@pytest.fixture(scope="module")
def dozen():
    return load_rulebook("xa-xb", DOZEN)


@pytest.fixture
def small_blocks(monkeypatch):
    """Twenty blocks, so that threads share them out."""
    monkeypatch.setattr(evaluating, "BLOCK", 64)
    monkeypatch.setattr(fast, "SPAN", 3)
    monkeypatch.setattr(fast, "_threads", lambda: 2)


def columns_with(rulebook, holes, rows=ROWS):
    return columns_of(rulebook, random_situations(rulebook, ON, rows, holes=holes))


def bits(array):
    """What is not a number has many bit patterns and one meaning."""
    if array.dtype != np.float64:
        return array
    return np.where(np.isnan(array), np.nan, array).view(np.int64)


def assert_same_bits(rulebook, columns, rows=ROWS):
    one = Table(rulebook, ON).evaluate(columns, rows)
    two = Table(rulebook, ON, engine="numba").evaluate(columns, rows)
    assert one.keys() == two.keys()
    for name, column in one.items():
        for end in ("status", "value", "least", "most"):
            expected, found = getattr(column, end), getattr(two[name], end)
            np.testing.assert_array_equal(bits(expected), bits(found), f"{name}, {end}")


@pytest.mark.parametrize("holes", [0, 0.05, 0.5])
@pytest.mark.parametrize("corridor", ["mini", "be_ma", "dozen"])
def test_both_engines_give_the_same_bits(request, corridor, holes):
    rulebook = request.getfixturevalue(corridor)
    assert_same_bits(rulebook, columns_with(rulebook, holes))


@pytest.mark.parametrize("corridor", ["mini", "be_ma", "dozen"])
def test_blocks_with_and_without_holes_may_alternate(request, corridor, small_blocks):
    rulebook = request.getfixturevalue(corridor)
    columns = columns_with(rulebook, 0)
    holed = columns_with(rulebook, 0.1)
    unknown = np.arange(ROWS) // 100 % 2 == 1
    mixed = {name: np.where(unknown, holed[name], columns[name]) for name in columns}
    assert_same_bits(rulebook, columns)
    assert_same_bits(rulebook, mixed)


@pytest.mark.parametrize("corridor", ["mini", "be_ma"])
def test_an_absent_column_holds_what_the_pack_assumes(request, corridor, small_blocks):
    rulebook = request.getfixturevalue(corridor)
    columns = columns_with(rulebook, 0)
    plain = [
        f.name for f in rulebook.facts.values() if f.assume and not f.assume.unless
    ]
    assert plain
    without = {name: column for name, column in columns.items() if name not in plain}
    assert_same_bits(rulebook, without)
    table = Table(rulebook, ON, engine="numba")
    # Not block by block: no column is filled in for lack of a value.
    assert table.fast._given(without, ROWS) is not None
    without.pop(next(iter(without)))
    assert_same_bits(rulebook, without)


def test_facts_outside_their_bounds_give_the_same_bits(dozen):
    columns = columns_with(dozen, 0)
    strange = [0.0, -0.0, -1.5, np.inf, 1e300]
    for seed, (name, fact) in enumerate(dozen.facts.items()):
        if fact.is_numeric:
            chance = np.random.default_rng(seed)
            put = chance.random(ROWS) < 0.3
            columns[name][put] = chance.choice(strange, put.sum())
    assert_same_bits(dozen, columns)


def test_columns_may_be_read_only_strided_or_of_another_width(dozen):
    columns = columns_with(dozen, 0.05)
    other = {}
    for name, column in columns.items():
        is_choice = column.dtype == np.int16
        wide = np.repeat(column.astype(np.int64) if is_choice else column, 2)
        wide.flags.writeable = False
        other[name] = wide[::2]
    expected = Table(dozen, ON).evaluate(columns, ROWS)
    found = Table(dozen, ON, engine="numba").evaluate(other, ROWS)
    for name, column in expected.items():
        np.testing.assert_array_equal(column.value, found[name].value)
        np.testing.assert_array_equal(column.status, found[name].status)


def test_a_table_without_rows_has_answers_without_rows(dozen):
    for engine in ("numpy", "numba"):
        answer = Table(dozen, ON, engine=engine).evaluate(
            columns_with(dozen, 0, rows=0), 0
        )
        assert {len(column.value) for column in answer.values()} == {0}


def test_a_table_travels_to_another_process(dozen):
    columns = columns_with(dozen, 0)
    table = Table(dozen, ON, engine="numba")
    sent = pickle.loads(pickle.dumps(table))  # noqa: S301
    assert sent.fast is not None
    one, two = table.evaluate(columns, ROWS), sent.evaluate(columns, ROWS)
    for name, column in one.items():
        np.testing.assert_array_equal(column.value, two[name].value)


SECOND_START = """
import datetime, pathlib, sys
import numpy as np
from twiza.packs import load_rulebook
from twiza.rules.table import Table
assert "numba" not in sys.modules
table = Table(load_rulebook("xa-xb", pathlib.Path(sys.argv[1])), datetime.date(2026, 11, 24), engine="numba")
assert table.evaluate({"investissement": np.full(3, 1e6)}, 3)
print(len(table.fast.kernel.stats.cache_hits), len(table.fast.kernel.stats.cache_misses))
"""


def test_a_second_process_compiles_nothing(dozen):
    Table(dozen, ON, engine="numba")
    command = [sys.executable, "-W", "error", "-c", SECOND_START, str(DOZEN)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["1", "0"]


def test_a_cache_that_cannot_be_used_is_done_without(dozen, monkeypatch, tmp_path):
    (tmp_path / "kernels").write_text("not a folder")
    monkeypatch.setattr(fast, "cache_folder", lambda: tmp_path)
    fast._compiled.cache_clear()
    assert_same_bits(dozen, columns_with(dozen, 0))
    fast._compiled.cache_clear()


def test_without_numba_the_message_names_the_extra(dozen, monkeypatch):
    fast._compiled.cache_clear()
    monkeypatch.setitem(sys.modules, "numba", None)
    with pytest.raises(InputError, match=r"twiza\[fast\]"):
        Table(dozen, ON, engine="numba")


def test_an_unknown_engine_is_refused(dozen):
    with pytest.raises(InputError, match="numpy or numba"):
        Table(dozen, ON, engine="abacus")
