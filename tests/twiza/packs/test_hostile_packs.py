"""Packs that should never load: one clear error at a line, soon, and nothing half-loaded."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.twiza.minipack import write_packs
from tests.twiza.packs.wholepack import files, write
from twiza.errors import PackError
from twiza.packs import load_rulebook
from twiza.packs.checking import check_packs
from twiza.packs.limits import MOST_RULES
from twiza.packs.rulebook import read_rulebook

SECONDS = 10  # far above what is needed, far below what a bomb takes
PREMIUM = "countries/bb/mechanisms/premium.yaml"


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("TWIZA_CACHE", str(tmp_path / "cache"))


def refused(root: Path) -> PackError:
    """The one error, which checking and loading both give, within seconds."""
    started = time.process_time()
    problems, counts = check_packs(root)
    assert len(problems) == 1 and "mechanisms" not in counts
    with pytest.raises(PackError) as caught:
        load_rulebook("aa-bb", root)
    assert time.process_time() - started < SECONDS
    assert str(caught.value) == str(problems[0])
    return caught.value


def conditions(number: int) -> str:
    return "".join(f"      rule_{n}: is_regular\n" for n in range(number))


def test_twenty_thousand_conditions_are_refused_at_the_line_of_the_first_too_many(
    packs,
):
    write_packs(packs)
    path = packs / PREMIUM
    before, after = path.read_text().split("      costs_enough:")
    path.write_text(f"{before}{conditions(20_000)}      costs_enough:{after}")
    error = refused(packs)
    assert error.where.startswith(f"packs/{PREMIUM}, line ")
    line = int(error.where.split("line ")[1].split(",")[0])
    assert "rule_" in path.read_text().splitlines()[line - 1]
    assert error.found == f"more than {MOST_RULES:,} names and rules"


def test_twenty_thousand_rules_of_one_mechanism_each_are_refused(packs):
    write_packs(packs)
    text = (packs / "countries/bb/mechanisms/guarantee.yaml").read_text()
    for number in range(20_000 // 4):
        name = f"guarantee{number}"
        path = packs / f"countries/bb/mechanisms/{name}.yaml"
        path.write_text(text.replace("mechanism: guarantee", f"mechanism: {name}"))
    assert f"{MOST_RULES:,}" in refused(packs).found


@pytest.mark.parametrize(
    "section, entry",
    [
        ("facts", "  fact_{n}: {{about: venture, type: flag}}\n"),
        ("derived", "  derived_{n}: cost\n"),
        ("sources", "  source_{n}: {{kind: law, publisher: A, url: null}}\n"),
    ],
)
def test_twenty_thousand_entries_of_a_section_are_refused(packs, section, entry):
    write_packs(packs)
    folder = packs / "countries/bb/facts"
    folder.mkdir()
    many = "".join(entry.format(n=n) for n in range(20_000))
    (folder / "many.yaml").write_text(f"{section}:\n{many}")
    error = refused(packs)
    assert error.where.startswith("packs/countries/bb/facts/many.yaml, line ")


BOMBS = {
    "anchors that multiply": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
    "an anchor that holds itself": "a: &a [*a]\n",
    "a merge": "a: &a {x: 1}\nb: {<<: *a}\n",
    "a tag that would call code": "facts: !!python/object/apply:os.system [echo]\n",
    "a tag of its own": "facts: !include other.yaml\n",
    "nesting without end": "facts: " + "{a: " * 5000,
    "lists without end": "facts: " + "[" * 100_000,
    "more values than a law has": "facts: [" + "1," * 250_000 + "]",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_yaml_bomb_is_refused_at_its_line(packs, bomb):
    write_packs(packs)
    path = packs / "countries/bb/facts.yaml"
    path.write_text(BOMBS[bomb])
    assert refused(packs).where.startswith("packs/countries/bb/facts.yaml, line 1")


@pytest.mark.parametrize("name", ["../aa", "..", "/etc", "bb/../bb", "a.b", "C:\\x"])
def test_a_pack_cannot_name_a_folder_outside_the_packs(packs, name):
    write_packs(packs)
    path = packs / "corridors/aa-bb/pack.yaml"
    path.write_text(path.read_text().replace("investment: bb", f"investment: '{name}'"))
    error = refused(packs)
    assert error.where.startswith("packs/corridors/aa-bb/pack.yaml, line 5")
    assert error.expected == "the name of a country pack"


@pytest.mark.parametrize(
    "name", ["../outside", "..", ".", "", "aa-bb/../aa-bb", "/aa-bb"]
)
def test_a_corridor_is_a_name_and_never_a_path(packs, name):
    write_packs(packs)
    outside = packs / "outside/pack.yaml"
    outside.parent.mkdir()
    outside.write_text("pack: outside\nkind: corridor\nsecret: read\n")
    with pytest.raises(PackError, match="no such pack") as caught:
        load_rulebook(name, packs)
    assert caught.value.expected == "one of: aa-bb"


def test_a_mechanism_cannot_bear_the_name_of_a_path(packs):
    write_packs(packs, premium=("mechanism: premium", "mechanism: ../premium"))
    error = refused(packs)
    assert error.where == f"packs/{PREMIUM}, line 2, mechanism"


@pytest.mark.parametrize(
    "linked",
    [
        "corridors/aa-bb/pack.yaml",
        "corridors/aa-bb",
        "countries/bb",
        "countries/bb/pack.yaml",
        "countries/bb/mechanisms",
        "countries/bb/places/regions.csv",
    ],
)
def test_a_symbolic_link_is_refused_whatever_it_stands_for(packs, tmp_path, linked):
    write_packs(packs)
    path, away = packs / linked, tmp_path / "away"
    path.rename(away)
    path.symlink_to(away)
    with pytest.raises(PackError) as caught:
        load_rulebook("aa-bb", packs)
    assert caught.value.found == "a symbolic link" and linked in caught.value.where


def test_what_is_behind_a_link_is_not_shown(packs, tmp_path):
    write_packs(packs)
    (tmp_path / "secret").write_text("password: 1234\n")
    for linked in ("corridors/aa-bb/pack.yaml", "countries/bb/facts.yaml"):
        path = packs / linked
        before = path.read_text()
        path.unlink()
        path.symlink_to(tmp_path / "secret")
        with pytest.raises(PackError) as caught:
            load_rulebook("aa-bb", packs)
        assert "password" not in str(caught.value)
        path.unlink()
        path.write_text(before)


def test_a_pack_that_breaks_is_not_answered_for_by_what_was_loaded_before(packs):
    write_packs(packs)
    assert load_rulebook("aa-bb", packs).mechanisms
    path = packs / PREMIUM
    path.write_text(path.read_text().replace("source: law", "source law", 1))
    with pytest.raises(PackError):
        load_rulebook("aa-bb", packs)
    write_packs(packs)
    assert load_rulebook("aa-bb", packs).mechanisms["premium"]


def test_nothing_of_a_pack_that_breaks_is_kept_in_the_cache(packs, tmp_path):
    write_packs(packs, premium=("role: aid", "role: aide"))
    with pytest.raises(PackError):
        load_rulebook("aa-bb", packs)
    assert not list((tmp_path / "cache").glob("rulebook-*"))


NOT_TYPED = {
    "a unit that does not fit": ("cost >= minimum_cost", "jobs >= minimum_cost"),
    "a circle": ("zone_rate: lookup(zone, zone_rates)", "zone_rate: zone_rate + ceiling"),
    "a place that is none": ("costs_enough: cost", "is_here: place == 'BB-Q'\n      costs_enough: cost"),
    "an unknown name": ("cost >= minimum_cost", "costs >= minimum_cost"),
    "a source that is missing": ("as_of: 2025-06-01\n    source: law", "as_of: 2025-06-01\n    source: lex"),
    "a value out of order": ("above: 5,", "above: 1,"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", NOT_TYPED)
def test_one_who_asks_for_advice_gets_the_one_error_and_no_half_of_an_answer(
    packs, tmp_path, monkeypatch, mistake, capsys
):
    from twiza.cli import main

    old, new = NOT_TYPED[mistake]
    write_packs(packs, premium=(old, new))
    venture = tmp_path / "venture.yaml"
    venture.write_text("corridor: aa-bb\nfacts: {cost: 6_000_000, place: BB-X}\n")
    monkeypatch.setenv("TWIZA_PACKS", str(packs))
    monkeypatch.setattr("sys.argv", ["twiza", "advise", str(venture), "--json"])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert ended.value.code == 2 and told.out == ""
    assert told.err.startswith(f"packs/{PREMIUM}, line ")
    assert told.err.count("to mend:") == 1 and "Traceback" not in told.err


TOO_FEW = {
    "all but two": ("premium", "- case: Eight", "signed cases: 2"),
    "all of them": ("premium", "- case:", "signed cases: 0"),
    "the one that says no": ("guarantee", "- case: Not to one", "no case of a no"),
    "the one that says yes": ("guarantee", "- case: Six", "no case of a yes"),
}


@pytest.mark.parametrize("left_out", TOO_FEW)
def test_a_mechanism_that_computes_has_a_case_of_a_yes_a_no_and_an_edge(
    packs, left_out
):
    mechanism, start, found = TOO_FEW[left_out]
    whole = dict(files())
    name = f"countries/bb/mechanisms/{mechanism}.cases.yaml"
    kept = [f"- case:{text}" for text in whole[name].split("- case:")[1:]]
    kept = [text for text in kept if not text.startswith(start)]
    if found.startswith("no case"):
        edge = kept[-1] if "yes" in found else kept[0]
        kept.append(edge)
    whole[name] = "".join(kept) or "[]"
    write(packs, whole)
    (problem,) = check_packs(packs)[0]
    assert (
        problem.where
        == f"packs/countries/bb/mechanisms/{mechanism}.yaml, line 2, mechanism"
    )
    assert problem.found == found and "a yes, a no, an edge" in problem.expected


def test_the_rulebooks_that_are_installed_are_far_from_the_limit():
    from twiza.packs import corridors, packs_folder

    for corridor in corridors():
        book = read_rulebook(packs_folder(), corridor)
        rules = sum(
            len(v.conditions or ())
            for m in book.mechanisms.values()
            for v in m.versions
        )
        assert rules + len(book.sources) + len(book.facts) < MOST_RULES / 3
