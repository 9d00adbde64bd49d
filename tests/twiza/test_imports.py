"""What a new process loads before its first answer, and what it does without."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

NEVER = {
    "ast",
    "dataclasses",
    "distributed",
    "django",
    "inspect",
    "numba",
    "numpy",
    "pyarrow",
    "rich",
    "typer",
    "yaml",
}

ANSWER = """
import datetime, json, sys
from twiza.advice import advise
from twiza.advice.evaluation import Evaluation
from twiza.packs import load_rulebook
rulebook, day = load_rulebook("be-ma"), datetime.date(2026, 11, 24)
advise(rulebook, {"province": "MA-DRI", "sector": "tourism"}, on=day)
Evaluation(rulebook, {"stable_jobs": 5}, day).change({"stable_jobs": 6})
print(json.dumps(sorted(sys.modules)))
"""


def modules_loaded(cache):
    environment = {**os.environ, "TWIZA_CACHE": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", ANSWER],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in json.loads(done.stdout)}


@pytest.fixture(scope="module")
def warm_cache(tmp_path_factory):
    cache = tmp_path_factory.mktemp("cache")
    modules_loaded(cache)
    return cache


def test_an_answer_from_the_compiled_cache_loads_no_parser_and_no_arrays(warm_cache):
    assert modules_loaded(warm_cache) & NEVER == set()


def test_the_first_answer_compiles_the_packs_and_says_the_same(tmp_path):
    assert "yaml" in modules_loaded(tmp_path)
