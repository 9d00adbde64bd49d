"""The command as a person runs it: a process of its own, its exit code, what it prints."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
OLIVE = (ROOT / "examples" / "olive-oil-taounate.yaml").read_text()


def twiza(*arguments, cwd=None):
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "COLUMNS": "120",
        "PYTHONWARNINGS": "",
    }
    return subprocess.run(
        [sys.executable, "-m", "twiza.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment,
        cwd=cwd,
        timeout=60,
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_each_example_gets_a_whole_answer_as_json(example):
    done = twiza("advise", example, "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["date"] == "2026-11-23"
    assert {item["id"] for item in answer["mechanisms"]} >= {
        "charte-tpme",
        "charte-dispositif-principal",
        "mdm-invest",
        "nordev",
        "damane-istitmar",
        "damane-intelak",
        "ras-dividendes",
        "be-comptes-etrangers",
    }
    for key in [
        "pack",
        "assumptions",
        "questions",
        "package",
        "alternatives",
        "path",
        "sources",
    ]:
        assert key in answer


@pytest.mark.parametrize("language", ["fr", "nl", "ar", "en"])
def test_the_answer_is_readable_in_each_language(language):
    done = twiza("advise", EXAMPLES[2], "--lang", language)
    assert done.returncode == 0, done.stderr
    word = {"fr": "Le meilleur", "nl": "Het beste", "ar": "أفضل", "en": "The best"}
    assert word[language] in done.stdout
    assert "1" in done.stdout and "200" in done.stdout


def test_explain_shows_the_rule_its_figures_and_their_sources():
    done = twiza("explain", ROOT / "examples/olive-oil-taounate.yaml", "charte-tpme")
    assert done.returncode == 0, done.stderr
    assert "jobs_per_million >= " in done.stdout
    assert "1,200,000 MAD" in done.stdout
    assert "https://" in done.stdout


def test_another_date_is_another_answer():
    done = twiza("advise", EXAMPLES[2], "--date", "2025-09-01", "--json")
    item = next(
        m for m in json.loads(done.stdout)["mechanisms"] if m["id"] == "charte-tpme"
    )
    assert item["status"] == "closed"
    assert item["availability"]["state"] == "announced"


def test_places_are_found_by_a_part_of_a_name_in_any_script():
    for text in ("taounate", "تاونات", "MA-TAO"):
        done = twiza("places", text, "--json")
        assert [place["code"] for place in json.loads(done.stdout)] == ["MA-TAO"]
    assert len(json.loads(twiza("places", "--json").stdout)) == 75


def bad(tmp_path, text):
    path = tmp_path / "bad.yaml"
    if isinstance(text, bytes):
        path.write_bytes(text)
    else:
        path.write_text(text, encoding="utf-8")
    return path


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\ncorridor: be-ma\nfacts: {}\n"
BAD_INPUT = {
    "unknown fact": (OLIVE.replace("age: 44", "agee: 44"), "did you mean 'age'?"),
    "wrong unit": (OLIVE.replace("6_000_000", "550_000 EUR"), "without quotes or unit"),
    "negative money": (OLIVE.replace("6_000_000", "-6_000_000"), "from 1 to"),
    "no such province": (OLIVE.replace("MA-TAO", "Taounate"), "MA-TAO (Taounate)"),
    "yaml bomb": (BOMB, "an anchor or alias"),
    "10 MB": ("corridor: be-ma\nfacts: {}\n#" + "x" * 10_000_000, "more than 256,000"),
    "import": (OLIVE.replace("age: 44", "age: __import__('os')"), "a number of year"),
    "share as percent": (OLIVE.replace("0.8", "80"), "write 0.25 for 25 %"),
    "no facts": ("corridor: be-ma\n", "the key 'facts'"),
    "no such corridor": (OLIVE.replace("be-ma", "xx-yy"), "one of: be-ma"),
    "no date": (OLIVE.replace("2026-11-23", "tomorrow"), "a date of the form"),
    "not text": (b"\x00\xff\xfe", "UTF-8"),
    "empty": ("", "the key 'corridor'"),
}


@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input_is_one_clear_error_and_nothing_is_written(tmp_path, name):
    text, said = BAD_INPUT[name]
    path = bad(tmp_path, text)
    for arguments in (["--json"], []):
        done = twiza("advise", path, *arguments, cwd=tmp_path)
        assert done.returncode == 2
        assert done.stdout == ""
        assert said in done.stderr and "to mend:" in done.stderr
        assert done.stderr.count("found:") == 1 and "Traceback" not in done.stderr
    assert [entry.name for entry in tmp_path.iterdir()] == ["bad.yaml"]


def test_an_expression_in_a_pack_that_tries_to_import_is_refused(tmp_path):
    from tests.twiza.minipack import write_packs

    write_packs(tmp_path, subsidy=("rate * cost", "__import__('os').getpid()"))
    done = twiza("check", tmp_path)
    assert done.returncode == 1
    assert "__import__" in done.stdout and "to mend:" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("advise", "absent.yaml"),
        ("advise", EXAMPLES[0], "--date", "2026-13-01"),
        ("advise", EXAMPLES[0], "--lang", "xx"),
        ("explain", EXAMPLES[0], "charte"),
        ("explain", EXAMPLES[0], "charte-tpme", "--lever", "costs"),
        ("explain", EXAMPLES[0], "charte-tpme", "--lever", "sector"),
        ("places", "atlantis"),
    ],
)
def test_a_wrong_argument_ends_with_2_and_says_what_is_expected(arguments):
    done = twiza(*arguments)
    assert done.returncode == 2
    assert "expected:" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "What would open it"),
        ("fr", "Ce qui l’ouvrirait"),
        ("nl", "Wat het zou openen"),
        ("ar", "ما الذي يفتحه"),
    ],
)
def test_explain_says_why_not_and_what_would_open_it(language, said):
    guesthouse = ROOT / "examples/guesthouse-chefchaouen.yaml"
    done = twiza("explain", guesthouse, "charte-tpme", "--lang", language)
    assert done.returncode == 0
    shown = done.stdout.replace("\u202f", " ").replace("\xa0", " ")
    assert said in shown
    assert re.search("880.000 .+ 1.000.000", shown) and "120" in shown


def test_explain_gives_a_program_the_changes_too():
    guesthouse = ROOT / "examples/guesthouse-chefchaouen.yaml"
    done = twiza("explain", guesthouse, "charte-tpme", "--json")
    told = json.loads(done.stdout)
    assert told["status"] == "ineligible"
    assert told["changes"][0]["facts"]["total_cost_mad"]["to"] == 1_000_000


def test_advise_tells_thresholds_and_every_pilot_province():
    done = twiza("advise", ROOT / "examples/olive-oil-taounate.yaml")
    for text in (
        "A little more would bring",
        "A small slip would cost",
        "Fahs-Anjra",
    ):
        assert text in done.stdout
    assert "13 jobs → 31 jobs" in done.stdout
