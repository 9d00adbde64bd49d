from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twiza.errors import PackError
from twiza.rules.expressions import Call, Literal, Name
from twiza.rules.parsing import parse


def test_an_expression_becomes_operations_names_and_choices():
    found = parse("min(a, b) >= 1 and sector in ['mill']", "here")
    assert found == Call(
        "and",
        (
            Call(">=", (Call("min", (Name("a"), Name("b"))), Literal(1))),
            Call("in", (Name("sector"), Literal(("mill",)))),
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('ls')",
        "().__class__.__bases__",
        "open('x')",
        "a.b",
        "a[0]",
        "lambda: 1",
        "[x for x in y]",
        "a ** b",
        "a // b",
        "a % b",
        "1 < a < 2",
        "2 * a",
        "a if b",
        "f'{a}'",
        "-a",
        "a := 1",
        "min(a)",
        "min(*a)",
        "lookup(a, b, c)",
        "1e400",
        "True",
        "'a' 'b' +",
        "a and " * 90 + "a",
        "(" * 30 + "a" + ")" * 30,
        "not " * 120 + "a",
        "a\\\n+ b",
        "é",
        "",
    ],
)
def test_what_is_not_of_the_language_is_refused_with_a_way_out(text):
    with pytest.raises(PackError, match="to mend"):
        parse(text, "here")


@given(st.text(max_size=600) | st.text("ab01 +-*/()[]'<>=!,notandrif", max_size=600))
def test_any_text_is_an_expression_or_a_declared_error(text):
    with contextlib.suppress(PackError):
        parse(text, "here")
