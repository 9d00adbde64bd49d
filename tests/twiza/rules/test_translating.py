"""Whatever an expression says, it has one meaning: intervals contain every single value."""

from __future__ import annotations

import datetime
import math

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from twiza.errors import PackError
from twiza.rules.dialects import PYTHON
from twiza.rules.form import Form
from twiza.rules.intervals import PythonIntervals
from twiza.rules.parsing import parse
from twiza.rules.scope import Scope, Unverified
from twiza.rules.translating import Translator
from twiza.rules.writing import function_of

ON = datetime.date(2026, 2, 1)

NAMES = ["cost", "own_funds", "land", "jobs", "own_share", "jobs_per_million"]
FLAGS = ["is_regular", "is_quarrel", "sector == 'mill'", "sector in ['farm', 'hotel']"]


def numbers(deeper):
    number, claim = deeper
    return st.one_of(
        st.builds("({} {} {})".format, number, st.sampled_from("+-*/"), number),
        st.builds("min({}, {})".format, number, number),
        st.builds("max({}, {})".format, number, number),
        st.builds("({} if {} else {})".format, number, claim, number),
    )


def claims(deeper):
    number, claim = deeper
    signs = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
    return st.one_of(
        st.builds("({} {} {})".format, number, signs, number),
        st.builds("({} {} {})".format, claim, st.sampled_from(["and", "or"]), claim),
        st.builds("(not {})".format, claim),
    )


NUMBER_0 = st.sampled_from([*NAMES, "0", "1", "million"])
CLAIM_0 = st.sampled_from(FLAGS)
NUMBER_1 = NUMBER_0 | numbers((NUMBER_0, CLAIM_0))
CLAIM_1 = CLAIM_0 | claims((NUMBER_0, CLAIM_0))
NUMBER_2 = numbers((NUMBER_1, CLAIM_1))
CLAIM_2 = claims((NUMBER_1, CLAIM_1))


def compiled(book, text):
    form = Form()
    place = Translator(Scope(book, ON), form).value(parse(text, "here"), "here")
    written = PythonIntervals(form, PYTHON)
    written.write(form.slice((place,)))
    function = function_of("rule", written, ", ".join(written.pairs[place]))
    return function.call, form.nodes[place]


def vectors(book, values, span):
    """Bounds of every fact: a single value each, or from it up to `span` further."""
    low, high = [], []
    for fact, share in zip(book.facts.values(), values, strict=False):
        if fact.type in ("choice", "place"):
            mask = 1 << int(share * 2.99)
            low.append(mask if not span else 7)
            high.append(low[-1])
            continue
        value = fact.least + share * (min(fact.most, 10_000_000) - fact.least)
        if fact.type in ("flag", "count"):
            value = round(value)
        low.append(value if not span else fact.least)
        high.append(value if not span else min(fact.most, 10_000_000))
    return low, high


@settings(deadline=None, max_examples=400)
@given(
    text=NUMBER_2 | CLAIM_2,
    values=st.lists(st.floats(0, 1), min_size=9, max_size=9),
)
def test_an_expression_is_a_declared_error_or_a_value_its_interval_contains(
    mini, text, values
):
    assume(len(text) <= 500)
    try:
        rule, operand = compiled(mini, text)
    except (PackError, Unverified):
        return
    low, high = rule(*vectors(mini, values, span=False))
    least, most = rule(*vectors(mini, values, span=True))
    assert math.isfinite(low) and math.isfinite(high)
    assert low == high
    slack = 1e-9 * max(1.0, abs(least), abs(most))
    assert least - slack <= low <= most + slack
    if operand.kind == "number":
        assert operand.least - slack <= low <= operand.most + slack
