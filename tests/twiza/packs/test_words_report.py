"""`twiza words` counts the texts of a corridor, of its programmes, and its articles."""

from __future__ import annotations

import json
import shutil

import pytest
import yaml
from typer.testing import CliRunner

from twiza.cli import app
from twiza.packs import packs_folder
from twiza.packs.model import LANGUAGES


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the packs that a test changes; gives the report as it then stands."""
    root = shutil.copytree(packs_folder(), tmp_path / "packs")
    monkeypatch.setenv("TWIZA_PACKS", str(root))
    monkeypatch.setenv("TWIZA_CACHE", str(tmp_path / "cache"))

    def report(file=None, old="", new=""):
        if file:
            path = root / file
            text = path.read_text(encoding="utf-8")
            assert text.count(old) == 1, old
            path.write_text(text.replace(old, new), encoding="utf-8")
        done = CliRunner().invoke(app, ["words", "--json"])
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    report.root = root
    return report


def texts_in(folder, language):
    """Counted from the files, by another reader than the one tested."""

    def leaves(tree):
        below = tree.values() if isinstance(tree, dict) else ()
        return 1 if isinstance(tree, str) else sum(leaves(one) for one in below)

    files = (folder / "words" / language).glob("*.yaml")
    loader = yaml.BaseLoader  # no text is a boolean or a number
    return sum(leaves(yaml.load(one.read_text(), Loader=loader)) for one in files)  # noqa: S506


def test_it_counts_every_text_of_the_two_countries_the_corridor_and_the_programme(copy):
    folders = ("countries/be", "countries/ma", "corridors/be-ma", "programmes/medma2")
    report = copy()
    for language in LANGUAGES:
        counted = sum(texts_in(copy.root / folder, "en") for folder in folders)
        assert report[language]["total"] == counted
        assert report[language]["articles"]["total"] == 12


def test_a_changed_text_of_a_programme_makes_its_translations_due(copy):
    before = copy()
    after = copy(
        "programmes/medma2/words/en/framework.yaml",
        "Facts published with a source.",
        "Facts that are published with a source.",
    )
    for language in ("fr", "nl", "ar"):
        assert after[language]["due"] == before[language]["due"] + 1
        assert (
            "indicators.facts_in_catalogue.definition" in after[language]["due_texts"]
        )
    assert after["en"]["due"] == 0


def test_an_article_counts_as_reviewed_until_its_original_changes(copy):
    folder = "corridors/be-ma/articles/land"
    reviewed = copy(f"{folder}/nl.md", "reviewed: no", "reviewed: yes")["nl"][
        "articles"
    ]
    assert (reviewed["reviewed"], reviewed["due"]) == (1, 0)
    changed = copy(f"{folder}/fr.md", "version: 1", "version: 2")
    assert changed["nl"]["articles"]["reviewed"] == 0
    assert [changed[one]["articles"]["due"] for one in LANGUAGES] == [0, 1, 1, 1]


def test_the_terminal_shows_both_tables():
    done = CliRunner().invoke(app, ["words"])
    head = [line.split()[0] for line in done.stdout.splitlines()]
    assert head[:10] == ["texts", *LANGUAGES, "articles", *LANGUAGES]
