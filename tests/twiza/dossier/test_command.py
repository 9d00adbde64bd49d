"""`twiza dossier` as a person runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "guesthouse-chefchaouen.yaml"


def dossier(*arguments, cwd=None):
    return subprocess.run(
        [sys.executable, "-m", "twiza.cli", "dossier", *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": ""},
        cwd=cwd,
        timeout=60,
    )


@pytest.mark.parametrize(("name", "start"), [("a.pdf", b"%PDF"), ("a.XLSX", b"PK")])
def test_a_dossier_is_written_in_the_form_its_name_asks_for(tmp_path, name, start):
    done = dossier(EXAMPLE, "-o", tmp_path / name, "--lang", "ar")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["a.docx", "a", ".pdf.txt"])
def test_another_form_is_refused_before_anything_is_written(tmp_path, name):
    done = dossier(EXAMPLE, "-o", tmp_path / name)
    assert done.returncode == 2
    assert "ends in .pdf or .xlsx" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    done = dossier(EXAMPLE, "-o", tmp_path / "nowhere" / "a.pdf")
    assert done.returncode == 2
    assert "it cannot be written" in done.stderr
    assert not list(tmp_path.iterdir())


def test_an_older_dossier_survives_a_failure(tmp_path):
    old = tmp_path / "a.pdf"
    old.write_text("of last year")
    done = dossier(tmp_path / "missing.yaml", "-o", old)
    assert done.returncode == 2
    assert old.read_text() == "of last year"


def test_an_unknown_language_is_refused(tmp_path):
    done = dossier(EXAMPLE, "-o", tmp_path / "a.pdf", "--lang", "de")
    assert done.returncode == 2
    assert "--lang" in done.stderr
    assert not list(tmp_path.iterdir())
