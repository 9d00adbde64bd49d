from __future__ import annotations

import pytest

from twiza.errors import InputError
from twiza.packs.reading import read_text


def refusal(text: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_text(text, shown_as="file.yaml").plain()
    message = str(caught.value)
    assert message.startswith("file.yaml")
    assert all(part in message for part in ("found:", "expected:", "to mend:"))
    return message


def test_numbers_dates_flags_and_texts_are_read_as_they_look():
    text = "a: 1_150_000\nb: 0.25\nc: 2027-03\nd: true\ne: MA-DRI\nf: null\ng: '12'\n"
    found = read_text(text, shown_as="file.yaml").plain()
    assert found == {
        "a": 1_150_000,
        "b": 0.25,
        "c": "2027-03",
        "d": True,
        "e": "MA-DRI",
        "f": None,
        "g": "12",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: no\n", "quote it"),
        ("a: on\n", "quote it"),
        ("no: 1\n", "the key no"),
        ("a: 12:30\n", "without quotes or unit"),
        ("a: 1e11\n", "write all its digits"),
        ("a: 550000 EUR\n", "without quotes or unit"),
        ("a: 25 %\n", "write 0.25 for 25 %"),
        ("a: 1\na: 2\n", "a second time"),
        ("a: &x 1\nb: *x\n", "an anchor"),
        ("a: !!python/object/apply:os.system [ls]\n", "the tag"),
        ("a: [1, 2\n", "line 2"),
        ("a: 1\n---\nb: 2\n", "a second document"),
        (b"a: \xff\xfe\n", "UTF-8"),
        ("a: 099\n", "without quotes or unit"),
    ],
)
def test_a_trap_of_yaml_is_an_error_that_says_how_to_mend_it(text, said):
    assert said in refusal(text)


def test_a_yaml_bomb_is_refused_before_it_grows():
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{b}: &{b} [{', '.join(['*' + a] * 9)}]"
        for a, b in zip("abcdefg", "bcdefgh", strict=True)
    ]
    assert "an anchor" in refusal("\n".join(lines))


def test_a_file_nested_thousands_deep_is_refused():
    assert "nesting too deep" in refusal("a: " + "[" * 5000 + "]" * 5000)


def test_an_error_names_the_line_it_stands_on():
    assert "line 3" in refusal("a: 1\nb: 2\nc: 1e11\n")
