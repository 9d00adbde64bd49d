"""What holds for the repository as a whole."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

import twiza
from tools.command import VERBS
from tools.imports import wrong_imports
from twiza.cli import app

REPOSITORY = Path(__file__).parents[1]
LOCKS = sorted(REPOSITORY.glob("*.lock"))
DOCUMENTS = sorted([*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md")])
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_file_pins_by_hash_and_names_no_host(lock):
    text = lock.read_text()
    assert "://" not in text
    packages = re.split(r"\n(?=\S)", text.strip())
    assert packages
    for package in packages:
        assert re.match(r"\S+==\S+", package), package
        assert "--hash=sha256:" in package, package


def test_the_lock_for_tests_holds_what_the_site_runs_on():
    versions = [set(re.findall(r"^\S+==\S+", lock.read_text(), re.M)) for lock in LOCKS]
    of = dict(zip((lock.name for lock in LOCKS), versions, strict=True))
    assert of["requirements.lock"] < of["requirements-dev.lock"]


@pytest.mark.parametrize("name", ["twiza", ".ci/run"])
def test_a_command_is_executable(name):
    assert (REPOSITORY / name).stat().st_mode & 0o111


def test_the_starting_command_needs_only_the_standard_library():
    scripts = [REPOSITORY / "twiza", *REPOSITORY.glob("tools/*.py")]
    foreign = {
        (script.name, module)
        for script in scripts
        if script.name != "gunicorn.conf.py"  # read by gunicorn, not by the command
        for module in _imported(script)
        if module not in sys.stdlib_module_names and module != "tools"
    }
    assert not foreign


def test_older_versions_of_python_can_read_the_command_and_its_refusal():
    ast.parse((REPOSITORY / "twiza").read_text(), feature_version=(3, 6))


def test_every_command_is_documented():
    page = _read("docs/commands.md")
    commands = [
        command.name or command.callback.__name__ for command in app.registered_commands
    ]
    undocumented = [verb for verb in VERBS if f"`./twiza {verb}`" not in page]
    undocumented += [name for name in commands if f"`twiza {name}" not in page]
    assert not undocumented


def test_every_setting_is_documented():
    sources = [*REPOSITORY.glob("src/**/*.py"), *REPOSITORY.glob("tools/*.py")]
    text = "".join(source.read_text() for source in sources)
    settings = set(re.findall(r"""["'](TWIZA_[A-Z_]+|DATABASE_URL)["']""", text))
    undocumented = {
        name for name in settings if f"`{name}`" not in _read("docs/commands.md")
    }
    assert not undocumented


def test_project_and_library_state_the_same_version():
    assert PROJECT["version"] == twiza.__version__


def test_the_changelog_tells_of_this_version_or_of_what_comes():
    headings = re.findall(r"^## \[(.+?)\]", _read("CHANGELOG.md"), re.M)
    assert headings[0] == "Unreleased" or headings[0] == PROJECT["version"]


def test_every_section_of_the_changelog_has_a_known_name_and_an_entry():
    known = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    sections = re.split(r"^### ", _read("CHANGELOG.md"), flags=re.M)[1:]
    for section in sections:
        name, _, entries = section.partition("\n")
        assert name in known
        assert re.search(r"^- \S", entries, re.M), f"{name} is empty"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_in_a_document_leads_somewhere(document):
    targets = re.findall(r"\]\(([^)#\s]+)", document.read_text())
    local = [target for target in targets if "://" not in target]
    missing = [target for target in local if not (document.parent / target).exists()]
    assert not missing


def test_a_decision_states_context_decision_consequences_and_options():
    for page in REPOSITORY.glob("docs/decisions/[0-9]*.md"):
        headings = re.findall(r"^## (.+)$", page.read_text(), re.M)
        assert headings == [
            "Context",
            "Decision",
            "Consequences",
            "Options left aside",
        ], page.name


def test_every_decision_is_listed():
    listed = _read("docs/decisions/README.md")
    for page in REPOSITORY.glob("docs/decisions/[0-9]*.md"):
        assert f"({page.name})" in listed


def test_each_part_has_its_licence():
    assert "Apache License" in _read("LICENSE")
    assert "Attribution 4.0 International" in _read("packs/LICENSE")
    assert "Open Database License 1.0" in _read("LICENSES.md")


def test_imports_follow_the_arrows():
    assert wrong_imports() == []


def test_a_library_that_imports_the_site_is_found(tmp_path):
    _write(tmp_path / "src/twiza/advice/page.py", "def f():\n    import twiza_web.ui\n")
    _write(tmp_path / "src/twiza/cli.py", "from django.db import models\n")
    assert wrong_imports(tmp_path) == [
        "src/twiza/advice/page.py, line 2: the library may not import twiza_web",
        "src/twiza/cli.py, line 1: the library may not import django",
    ]


def test_an_app_that_imports_one_above_it_is_found(tmp_path):
    site = tmp_path / "src/twiza_web"
    _write(site / "guide/views.py", "from twiza_web.advisor import flow\n")
    _write(site / "calls/views.py", "from ..applications.models import Application\n")
    _write(site / "desk/views.py", "from twiza_web import ui, ventures, calls\n")
    found = [line.split(": ")[1].split(",")[0] for line in wrong_imports(tmp_path)]
    assert found == [
        "calls may not import applications",
        "desk may not import calls",
        "guide may not import advisor",
    ]


def test_code_in_a_pack_is_found(tmp_path):
    _write(tmp_path / "packs/countries/ma/rates.py", "rate = 0.3\n")
    assert wrong_imports(tmp_path) == [
        "packs/countries/ma/rates.py: packs hold no code"
    ]


def _imported(script):
    for node in ast.walk(ast.parse(script.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def _read(name):
    return (REPOSITORY / name).read_text()


def _write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
