"""Each translation knows the original it was made from, and who reviewed it."""

from __future__ import annotations

import json
import shutil

import pytest
from typer.testing import CliRunner

from tests.twiza.minipack import write_packs
from twiza.cli import app
from twiza.packs.checking import check_packs
from twiza.packs.rulebook import read_rulebook
from twiza.packs.translation_records import accept, review
from twiza.packs.translations import translations_of

TEXTS = {"fr": "Un prêt", "nl": "Een lening", "ar": "قرض", "en": "A loan"}
LOAN = "notes.loan"


@pytest.fixture
def words(packs):
    """A function that writes one note in each language; the folder of the packs."""
    write_packs(packs)

    def write(**texts):
        for language, text in (TEXTS | texts).items():
            path = packs / "countries/bb/words" / language / "x.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f'notes:\n  loan: "{text}"\n', encoding="utf-8")
        return packs

    return write


def state(root, language, *entries):
    return translations_of(read_rulebook(root, "aa-bb"), root).state(language, *entries)


def test_english_is_the_original_and_needs_no_review(words):
    assert state(words(), "en").is_reviewed


def test_a_new_translation_is_neither_recorded_nor_reviewed(words):
    found = state(words(), "nl")
    assert (found.total, found.unrecorded, found.reviewed, found.due) == (1, 1, 0, 0)


def test_a_changed_original_makes_its_translations_due_in_every_language(words):
    assert accept(words()) == 3
    root = words(en="A large loan")
    assert [state(root, tongue).due for tongue in ("fr", "nl", "ar")] == [1, 1, 1]


def test_accepting_what_is_new_does_not_hide_what_is_due(words):
    accept(words())
    root = words(en="A large loan")
    assert accept(root) == 0
    assert state(root, "nl").due == 1


def test_a_translation_looked_at_again_is_no_longer_due_and_the_others_are(words):
    accept(words())
    root = words(en="A large loan", nl="Een grote lening")
    assert accept(root, ("notes",), ("nl",)) == 1
    assert [state(root, tongue).due for tongue in ("fr", "nl")] == [1, 0]


def test_a_review_holds_until_the_original_or_the_translation_changes(words):
    root = words()
    accept(root)
    assert review(root, "nl", (LOAN,), by="sworn translator", on="2026-12-01") == 1
    assert state(root, "nl").is_reviewed and not state(root, "fr").is_reviewed
    assert not state(words(nl="De lening"), "nl").is_reviewed
    changed = state(words(en="The loan"), "nl")
    assert not changed.is_reviewed and changed.due == 1


def test_a_page_asks_for_its_own_texts_alone(words):
    root = words()
    accept(root)
    assert state(root, "nl", LOAN).total == 1
    assert state(root, "nl", "notes.lo").total == 0


def test_a_missing_translation_is_counted_as_missing(words):
    assert state(words(nl=""), "nl").missing == 1


def test_a_due_translation_is_told_by_the_checker_and_is_no_mistake(words):
    before, _ = check_packs(words())
    accept(words())
    problems, counts = check_packs(words(en="A large loan"))
    assert len(problems) == len(before)
    assert counts["translations due"] == 3


def test_a_text_of_a_country_that_two_corridors_share_waits_once(words):
    root = words()
    for folder, name in (("countries", "aa"), ("corridors", "aa-bb")):
        twin = name.replace("aa", "cc")
        shutil.copytree(root / folder / name, root / folder / twin)
        path = root / folder / twin / "pack.yaml"
        path.write_text(path.read_text().replace("aa", "cc"))
    accept(root)
    _, counts = check_packs(words(en="A large loan"))
    assert counts["translations due"] == 3


def test_the_file_holds_one_digest_for_languages_made_from_one_original(words):
    root = words()
    accept(root)
    path = root / "countries/bb/words/originals.json"
    assert len(json.loads(path.read_text())[LOAN]) == 8
    accept(words(en="A large loan"), (LOAN,), ("nl",))
    assert set(json.loads(path.read_text())[LOAN]) == {"fr", "nl", "ar"}


def test_the_command_lists_accepts_and_reviews(words, monkeypatch):
    monkeypatch.setenv("TWIZA_PACKS", str(words()))

    def run(*arguments):
        return CliRunner().invoke(app, ["words", *arguments])

    assert "3 translations recorded" in run("accept").output
    reviewing = ("review", "nl", "notes", "--by", "translator", "--date", "2026-12-01")
    assert "1 translations reviewed" in run(*reviewing).output
    found = json.loads(run("--corridor", "aa-bb", "--json").output)
    assert found["nl"]["reviewed"] == 1 and found["fr"]["reviewed"] == 0
    words(en="A large loan")
    assert "due: fr, notes.loan" in run("--corridor", "aa-bb").output
