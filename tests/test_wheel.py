"""A built wheel stands on its own: library, site and packs, outside the repository."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
EXAMPLES = sorted(REPOSITORY.glob("examples/*.yaml"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation"]
    _run([*build, "--outdir", folder, REPOSITORY], cwd=folder)
    (built,) = folder.glob("twiza-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """An environment that holds the wheel; what it depends on is lent, not fetched.

    A .pth file that is reached through another one is not read, so the repository's
    own code, which the lending environment names in such a file, stays out of reach.
    """
    folder = tmp_path_factory.mktemp("elsewhere")
    _run([sys.executable, "-m", "venv", "--without-pip", folder / "env"], cwd=folder)
    python = folder / "env/bin/python"
    pip = [sys.executable, "-m", "pip", "--python", python, "install"]
    _run([*pip, "--no-deps", "--no-index", wheel], cwd=folder)
    (packages,) = (folder / "env").glob("lib/python3.*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib"))
    return folder


def test_a_wheel_carries_every_file_of_library_site_and_packs(wheel):
    carried = set(zipfile.ZipFile(wheel).namelist())
    assert _files("src") - carried == set()
    assert {f"twiza/_packs/{name}" for name in _files("packs")} - carried == set()


def test_a_wheel_states_its_licences(wheel):
    carried = zipfile.ZipFile(wheel).namelist()
    licences = {name.split("licenses/")[1] for name in carried if "licenses/" in name}
    assert licences == {"LICENSE", "LICENSES.md", "packs/LICENSE"}


def test_an_installed_wheel_runs_its_own_code(installed):
    python = installed / "env/bin/python"
    where = _run([python, "-c", "import twiza; print(twiza.__file__)"], cwd=installed)
    assert Path(where.strip()).is_relative_to(installed)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_installed_wheel_advises_outside_the_repository(installed, example):
    venture = Path(shutil.copy(example, installed))
    command = installed / "env/bin/twiza"
    answer = json.loads(
        _run([command, "advise", venture.name, "--json"], cwd=installed)
    )
    assert answer["pack"]["name"] == "be-ma"
    assert answer["mechanisms"]


def _files(folder):
    root = REPOSITORY / folder
    return {
        str(path.relative_to(root))
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def _run(command, *, cwd):
    variables = {
        "PATH": os.environ["PATH"],
        "HOME": str(cwd),
        "TWIZA_CACHE": str(cwd / "cache"),
    }
    done = subprocess.run(
        command, cwd=cwd, env=variables, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
