"""Expressions reach nothing but the figures and facts of a pack, whatever they say."""

from __future__ import annotations

import json
import keyword
import math
import re
import time
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.twiza.minipack import FILES
from tests.twiza.rules.invented import (
    AMOUNT,
    CLAIM,
    ON,
    invented_rulebook,
    rule_of,
)
from twiza.errors import PackError
from twiza.packs.model import Row
from twiza.packs.rulebook import read_rulebook
from twiza.records import replaced
from twiza.rules import parsing
from twiza.rules.building import build_rules
from twiza.rules.compiled import Function
from twiza.rules.dialects import PYTHON
from twiza.rules.form import Form
from twiza.rules.intervals import PythonIntervals
from twiza.rules.parsing import parse
from twiza.rules.scope import Scope, Unverified
from twiza.rules.situation import bounds_of
from twiza.rules.table.known import KnownRows
from twiza.rules.table.names import ArrayFunction
from twiza.rules.table.unknown import UnknownRows
from twiza.rules.translating import Translator
from twiza.rules.writing import function_of

LONGEST = 0.3  # seconds of the processor: a busy machine must not fail a test
FUZZED = settings(derandomize=True, deadline=None, max_examples=300)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return invented_rulebook(tmp_path_factory.mktemp("packs"))


def outcome(book, text):
    """The least and most of an expression over all facts, or the declared error."""
    form = Form()
    try:
        parsed = parse(text, "here")
        own = Scope(book, ON, book.mechanisms["invented"])
        place = Translator(own, form).value(parsed, "here")
    except (PackError, Unverified) as error:
        return error
    written = PythonIntervals(form, PYTHON)
    written.write(form.slice((place,)))
    function = function_of("rule", written, f"({', '.join(written.pairs[place])})")
    facts = book.facts.values()
    pairs = [bounds_of(book, fact, None) for fact in facts]
    low, high = ([pair[end] for pair in pairs] for end in (0, 1))
    return form.nodes[place], function.call(low, high)


def is_safe_and_quick(book, text):
    start = time.process_time()
    found = outcome(book, text)
    return is_safe(found) and time.process_time() - start < LONGEST


def is_safe(found):
    if isinstance(found, PackError):
        return all((found.where, found.found, found.expected, found.mend))
    if isinstance(found, Unverified):
        return True
    node, ends = found
    if node.kind == "number":
        return all(math.isfinite(end) for end in ends) and ends[0] <= ends[1]
    return all(type(end) in (int, bool) for end in ends)


# Fuzzed: any text, the language's own words in any order, the language itself

WORDS = [
    *("cost", "own_share", "jobs", "jobs_per_million", "sector", "zone", "is_regular"),
    *("quarter", "threshold", "tax", "jobs_rates", "zone_rates", "sectors", "million"),
    *("'mill'", '"hotel"', "''", "['mill', 'farm']", "[]", "0", "1", "2", "1e400"),
    *("and", "or", "not", "in", "if", "else", "is", "lambda", "for", "None", "True"),
    *("min(", "max(", "bands(", "scale(", "lookup(", "(", ")", "[", "]", ","),
    *("+", "-", "*", "/", "**", "//", "%", "<", "<=", ">", ">=", "==", "!=", "="),
    *(".", ":", ":=", "'", '"', "\n", "\t", "\\", "_", "__", "__class__", "f'{cost}'"),
]


@FUZZED
@given(st.text(max_size=600))
def test_any_text_is_a_value_or_a_declared_error(book, text):
    assert is_safe_and_quick(book, text)


@FUZZED
@given(st.lists(st.sampled_from(WORDS), max_size=80))
def test_any_order_of_the_languages_own_words_is_a_value_or_a_declared_error(
    book, words
):
    assert is_safe_and_quick(book, " ".join(words))


@FUZZED
@given(
    st.sampled_from(["(", "not ", "- ", "min(cost, ", "[", "cost if is_regular else "]),
    st.integers(0, 20_000),
    st.sampled_from(["cost", "is_regular", "1", ""]),
    st.sampled_from([")", "]", " and is_regular", " + cost", ".b", "()", "[0]", "**1"]),
    st.integers(0, 20_000),
)
def test_any_depth_and_length_is_a_value_or_a_declared_error(
    book, before, deep, middle, after, long
):
    # Sizes that fit the limit of characters are as likely as those far beyond.
    for share in (1, 100):
        text = before * (deep // share) + middle + after * (long // share)
        assert is_safe_and_quick(book, text)


@FUZZED
@given(AMOUNT | CLAIM)
def test_what_the_language_says_is_a_finite_value_or_a_declared_error(book, text):
    assert is_safe_and_quick(book, text)


# Python that is not of the language

REFUSED = [
    *("cost.real", "cost.__class__", "''.join(sectors)", "().__class__.__bases__[0]"),
    *("__import__('os')", "eval('1')", "open('/etc/passwd')", "print(cost)", "cost()"),
    *("min(cost, own_funds, key=abs)", "min(*sectors)", "max(**cost)", "min()"),
    *("lambda: cost", "[x for x in sectors]", "{x: x for x in sectors}", "(x for x in y)"),
    *("(y := cost)", "f'{cost}'", "f'cost'", "*cost", "await cost", "yield cost"),
    *("cost[0]", "cost[0:1]", "cost[::]", "sectors[0]", "[cost]", "[0]", "[[]]", "{}"),
    *("b'mill'", "2", "-1", "1_000", "0.5", "1.0", "1e400", "1j", "0o17", "9" * 499),
    *("0 < cost < 1", "cost == cost == cost", "cost ** 1", "cost % 1", "cost // 1"),
    *("-cost", "+cost", "~cost", "cost @ cost", "cost & cost", "cost | cost", "cost << 1"),
    *("cost is cost", "sector not in sectors", "None", "True", "...", "cost,", "()"),
    *("cost; cost", "x = cost", "import os", "del cost", "pass", "cost if is_regular"),
    *("ｃost", "соst", "cost\u200b", "cost\x00", "\x00", "\ud800", "cost\ufeff", "é"),
    *("cost\\\n+ cost", "cost\n+ cost", "cost # comment", "cost\r\n", "cost\f", "`cost`"),
    *("'mill", '"""', "cost +", ")(", "", " ", "\n", "\t"),
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_python_that_is_not_of_the_language_is_refused_with_a_way_out(book, text):
    found = outcome(book, text)
    assert isinstance(found, PackError)
    assert is_safe(found)


@pytest.mark.parametrize(
    "text", ["cost" + ".b" * 240, "cost" + "()" * 240, "cost" + "[0]" * 160]
)
def test_a_refusal_shows_a_long_chain_without_going_as_deep(text):
    def at_depth(depth):
        return parse(text, "here") if depth == 0 else at_depth(depth - 1)

    with pytest.raises(PackError, match="an operation of the language"):
        at_depth(500)


@pytest.mark.parametrize(
    "text",
    [
        "cost" + " and cost" * 5_000,
        "(" * 10_000 + "cost" + ")" * 10_000,
        "(" * 21 + "cost" + ")" * 21,
        "[" * 200 + "]" * 200,
        "not " * 101 + "cost",
        "-" * 400 + "cost",
        "x" * 501,
    ],
)
def test_what_is_too_long_or_too_deep_never_reaches_pythons_parser(monkeypatch, text):
    def refuse(*_, **__):
        raise AssertionError("Python's parser was asked")

    monkeypatch.setattr(parsing, "ast", SimpleNamespace(parse=refuse))
    start = time.process_time()
    with pytest.raises(PackError):
        parse(text, "here")
    assert time.process_time() - start < 0.1


# Derived facts, one upon another


def chained(book, first, link, levels):
    """The book with d0, d1, … each told from the one before it."""
    derived = {**book.derived, "d0": first}
    derived |= {
        f"d{n}": re.sub(r"\bd\b", f"d{n - 1}", link) for n in range(1, levels + 1)
    }
    places = {**book.rule_places, **{name: f"derived.{name}" for name in derived}}
    return replaced(book, derived=derived, rule_places=places)


def size_of_chain(book, first, link, levels):
    form = Form()
    scope = Scope(chained(book, first, link, levels), ON)
    Translator(scope, form).value(parse(f"d{levels}", "here"), "here")
    return len(form.nodes)


@pytest.mark.parametrize(
    ("first", "link"),
    [("cost", "d + d"), ("is_regular", "d and d"), ("part", "d * d"), ("cost", "max(d, own_funds) + d")],
)  # fmt: skip
def test_doubling_sixty_times_grows_with_the_number_of_names_alone(book, first, link):
    twenty, forty, sixty = (
        size_of_chain(book, first, link, levels) for levels in (20, 40, 60)
    )
    assert sixty - forty == forty - twenty
    assert sixty <= 2 * 60 + 2


@pytest.mark.parametrize(("first", "link"), [("cost > small", "d and d"), ("is_regular", "not d or d")])  # fmt: skip
def test_a_mechanism_may_rest_on_a_claim_doubled_sixty_times(book, first, link):
    start = time.process_time()
    rule, _ = rule_of(
        chained(book, first, link, 60), ["d60"], "cost if d60 else own_funds"
    )
    assert rule.function is not None
    assert time.process_time() - start < 2


@pytest.mark.parametrize("levels", [150, 5_000])
@pytest.mark.parametrize(("first", "link"), [("cost", "d + d"), ("cost", "1 / (d * d)"), ("is_regular", "not d")])  # fmt: skip
def test_too_many_levels_are_a_declared_error(book, first, link, levels):
    # Below these levels are also too great numbers: both are told in words.
    start = time.process_time()
    with pytest.raises(PackError, match=r"one upon another|sensible bound"):
        size_of_chain(book, first, link, levels)
    assert time.process_time() - start < 2


def test_numbers_that_grow_without_end_are_refused(book):
    with pytest.raises(PackError, match="without a sensible bound"):
        size_of_chain(book, "cost", "d * d", 60)


def test_a_scale_that_would_fall_is_refused(book):
    mechanism = book.mechanisms["invented"]
    tax = mechanism.parameters["tax"]
    (held,) = tax.values
    rows = (Row(0, False, -0.1), Row(1_000, False, 0.2))
    falling = replaced(tax, unit="EUR/MAD", values=(replaced(held, value=rows),))
    own = {**mechanism.parameters, "tax": falling}
    other = replaced(mechanism, parameters=own)
    mechanisms = {**book.mechanisms, "invented": other}
    found = outcome(replaced(book, mechanisms=mechanisms), "scale(cost, tax)")
    assert isinstance(found, PackError)
    assert found.found == "a scale with a rate below 0"


# Generated source

NASTY = ["__import__('os').system('ls')", "it's", 'say "x"', "a\nb", "L[0]); import os", "v1", "{0}", "é"]  # fmt: skip
NAMES = ["v1", "T0", "L", "H", "x", "plain", "rows", "INFINITE", "numbers", "sure", "print", "open", "f0", "x0", "where"]  # fmt: skip


@pytest.fixture(scope="module")
def nasty(tmp_path_factory):
    """A corridor whose facts bear the names of generated source, its choices worse."""
    root = tmp_path_factory.mktemp("nasty")
    listed = json.dumps(NASTY)
    rates = json.dumps({choice: (n + 1) / 10 for n, choice in enumerate(NASTY)})
    facts = "".join(
        f"  {name}: {{about: money, type: money, unit: MAD, least: 1, most: 1_000_000}}\n"
        for name in NAMES
    )
    kinds = f"  kind_of: {{about: venture, type: choice, of: {listed}}}\n"
    total = " + ".join(NAMES)
    mechanism = f"""
mechanism: nasty
role: aid
kind: premium
operator: office
parameters:
  some: {{of: kind_of, values: [{{from: 2020-01-01, value: {listed}, source: law}}]}}
  few: {{of: kind_of, values: [{{from: 2020-01-01, value: ["it's", v1], source: law}}]}}
  eval: {{by: kind_of, unit: share, values: [{{from: 2020-01-01, source: law, value: {rates}}}]}}
versions:
  - from: 2020-01-01
    state: open
    source: law
    conditions: {{one: kind_of in some, two: kind_of in few or L > v1, exec: v1 * 1 <= L + T0}}
    parts: {{return: "lookup(kind_of, eval) * ({total})"}}
    amount: max(lookup(kind_of, eval) * v1, v1 - L)
apply: [{{step: file, body: office}}]
"""
    files = {**FILES, "countries/bb/mechanisms/nasty.yaml": mechanism}
    files["countries/bb/facts.yaml"] = files["countries/bb/facts.yaml"].replace(
        "facts:\n", "facts:\n" + facts + kinds
    )
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_rulebook(root, "aa-bb")


def generated(rulebook):
    """Every function that is written for the rules of a date."""
    rules, form = build_rules(rulebook, ON)
    open_rules = [rule for rule in rules.rules.values() if rule.function]
    for rule in open_rules:
        yield from (rule.function, rule.may_hold, rule.trace)
        yield from (along for along in rule.along.values() if along)
    for claims in (rules.consistency, rules.assumptions, rules.steps):
        yield claims.function
    yield KnownRows(form, open_rules, 4).function
    unknown = UnknownRows(rulebook, form, open_rules)
    unknown.unknown = (1 << len(rulebook.facts)) - 1
    unknown._write()
    yield unknown.function
    for along in unknown.groups:
        yield from (one for one in (along.ends, along.turns) if one)


NUMBERED = re.compile(r"(v|T|x|k|s|o|f|b|c|sure|may|least|most)\d+")
WRITTEN = {"rule", "L", "H", "x", "plain", "rows", "sure", "possible", "least", "most", "s", "p", "out", "mode", "e"}  # fmt: skip
ATTRIBUTES = {"view", "fill"}


@pytest.mark.parametrize("corridor", ["nasty", "book", "be_ma"])
def test_generated_source_holds_no_word_of_a_pack(request, corridor):
    functions = list(generated(request.getfixturevalue(corridor)))
    assert any(isinstance(function, ArrayFunction) for function in functions)
    for function in functions:
        source = re.sub(r"\b\d[\d.]*(e[+-]?\d+)?\b", "", function.source)
        source = source.replace("'clip'", "").replace("'ignore'", "")
        assert "'" not in source and '"' not in source and "__" not in source
        for word in re.findall(r"[^\W\d]\w*", source):
            known = {*WRITTEN, *function.names, *ATTRIBUTES}
            is_ours = word in known or keyword.iskeyword(word)
            assert is_ours or NUMBERED.fullmatch(word), (word, function.source)
        assert set(re.findall(r"\.([a-z]\w*)", source)) <= ATTRIBUTES


def test_names_like_those_of_generated_source_compute_as_any_other(nasty):
    rules, _ = build_rules(nasty, ON)
    facts = dict.fromkeys(NAMES, 2.0) | {"v1": 10.0, "L": 9.0, "kind_of": "it's"}
    pairs = [bounds_of(nasty, fact, facts.get(n)) for n, fact in nasty.facts.items()]
    low, high = ([pair[end] for pair in pairs] for end in (0, 1))
    sure, _, least, most, _, parts = rules.rules["nasty"].evaluate(low, high)
    assert sure and least == most == max(0.2 * 10, 10 - 9)
    assert parts[0][0] == pytest.approx(0.2 * sum(facts[name] for name in NAMES))


@pytest.mark.parametrize("kind", [Function, ArrayFunction])
@pytest.mark.parametrize("word", ["open", "print", "__import__", "eval", "exec", "getattr", "abs", "os"])  # fmt: skip
def test_a_generated_function_knows_no_builtin(kind, word):
    function = kind("rule", f"def rule():\n    return {word}\n", {})
    assert function.call.__globals__["__builtins__"] == {}
    with pytest.raises(NameError):
        function.call()
