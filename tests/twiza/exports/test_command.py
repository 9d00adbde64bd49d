"""The command as a person runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import yaml

SOURCE = Path(__file__).parents[3] / "src"


def export(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "twiza.cli", "export", *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONWARNINGS": ""},
        timeout=60,
    )


def test_publicodes_rules_are_printed_and_what_is_left_out_is_told_apart():
    done = export("publicodes", "be-ma", "--date", "2012-06-01")
    assert done.returncode == 0, done.stderr
    assert "mdm-invest" not in done.stdout.replace("# Absent : mdm-invest", "")
    assert "left out: mdm-invest (closed)" in done.stderr
    assert isinstance(yaml.safe_load(done.stdout), dict)


def test_publicodes_rules_go_to_a_file(tmp_path):
    path = tmp_path / "rules.yaml"
    done = export("publicodes", "be-ma", "--date", "2026-11-23", "-o", path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "charte-tpme . montant" in yaml.safe_load(path.read_text())


def test_parameters_go_to_a_folder_and_never_over_another(tmp_path):
    folder = tmp_path / "parameters"
    assert export("parameters", "be-ma", "-o", folder).returncode == 0
    assert (folder / "charte_tpme" / "territorial_rates" / "A.yaml").is_file()
    again = export("parameters", "be-ma", "-o", folder)
    assert again.returncode == 2
    assert "something is there already" in again.stderr


def test_an_unknown_corridor_is_one_clear_error_and_nothing_is_written(tmp_path):
    path = tmp_path / "rules.yaml"
    for kind in ("publicodes", "parameters"):
        done = export(kind, "be-xx", "-o", path)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr and "to mend" in done.stderr
    assert not path.exists()


def test_a_date_that_is_none_is_one_clear_error():
    done = export("publicodes", "be-ma", "--date", "2026-13-01")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr and "2026-13-01" in done.stderr
