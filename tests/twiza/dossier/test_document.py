"""The advice as a document: everything the answer says, in four languages."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from tests.twiza.minipack import KNOWN
from twiza.advice import advise, read_venture_file
from twiza.dossier.document import dossier_of
from twiza.dossier.sentences import _SENTENCES
from twiza.dossier.voice import Voice
from twiza.formats import money
from twiza.packs import load_rulebook
from twiza.records import replaced

LANGUAGES = ("fr", "nl", "ar", "en")
ROOT = Path(__file__).parents[3]
SEEN_ON = datetime.date(2026, 2, 1)


def section(dossier, name):
    (found,) = [one for one in dossier["sections"] if one["id"] == name]
    return found


def lines(part):
    return [line for block in part["blocks"] for line in block.get("items", [])]


def words(part):
    return json.dumps(part, ensure_ascii=False)


def in_english(book, answer, seen_on=SEEN_ON):
    return dossier_of(book, answer, language="en", seen_on=seen_on)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_example_has_a_dossier_in_each_language(be_ma, be_ma_answers, language):
    for answer in be_ma_answers.values():
        dossier = dossier_of(be_ma, answer, language=language, seen_on=SEEN_ON)
        told = words(dossier)
        assert dossier["direction"] == ("rtl" if language == "ar" else "ltr")
        for item in answer["mechanisms"]:
            assert be_ma.word(language, "mechanisms", item["id"], "name") in told
        for name in answer["package"]["members"]:
            value = next(m for m in answer["mechanisms"] if m["id"] == name)["amount"]
            if value["value"] is not None:
                assert money(value["value"], "MAD", language) in told
        assert answer["pack"]["content_hash"] in told
        steps = section(dossier, "steps")
        assert len(lines(steps)) == len(answer["path"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_of_the_rulebook_is_left_on_paper(be_ma, be_ma_answers, language):
    codes = {name for name in be_ma.facts if "_" in name}
    codes |= {name for name in be_ma.steps if "_" in name}
    for answer in be_ma_answers.values():
        dossier = dossier_of(be_ma, answer, language=language, seen_on=SEEN_ON)
        told = words([dossier["sections"], dossier["notes"]])
        assert not [code for code in codes if code in told]


def test_the_summary_tells_what_adds_up_and_what_is_guaranteed_apart(mini, answer):
    """15 % of 6 million is 900 000; the guarantee covers 60 % of it and is no money."""
    package = section(in_english(mini, answer), "package")
    figures = [block for block in package["blocks"] if block["is"] == "figure"]
    assert [block["text"] for block in figures] == ["900,000 MAD"]
    pairs = dict(package["blocks"][1]["rows"])
    assert pairs["Loan guaranteed, apart"] == "3,600,000 MAD"
    assert pairs["of which certain"] == money(
        answer["package"]["certain_total"], "MAD", "en"
    )


def test_every_condition_stands_with_its_verdict_and_the_number_of_its_source(
    mini, answer
):
    dossier = in_english(mini, answer)
    aids, sources = section(dossier, "aids"), lines(section(dossier, "sources"))
    (count,) = [b for b in aids["blocks"] if b.get("title") == "Conditions: 6 of 6 met"]
    assert [line["mark"] for line in count["items"]] == ["yes"] * 6
    for line in count["items"]:
        for number in line["refs"]:
            assert sources[number - 1]["anchor"] == f"source-{number}"
            assert sources[number - 1]["text"] == "Assembly – Act 1"


def test_a_refusal_names_what_fails_and_the_smallest_change_with_its_effect(mini):
    """Below 1 million nothing is paid; at 1 million 15 % of it is 150 000."""
    facts = {
        **KNOWN,
        "cost": 900_000,
        "jobs": 2,
        "own_funds": 300_000,
        "sector": "farm",
    }
    answer = advise(mini, facts, on=SEEN_ON)
    refusals = section(in_english(mini, answer), "why-not")
    told = words(refusals)
    assert "from 900,000 MAD to 1,000,000 MAD" in told
    assert "After: 150,000 MAD" in told
    assert any(line["mark"] == "no" for line in lines(refusals))


def test_a_source_ages_in_the_open_while_the_answer_stays_as_it_was(mini, answer):
    """Checked on 1 June 2025 for a year: fresh until then, due for another, then stale."""
    for seen_on, said in (
        (datetime.date(2026, 6, 1), "fresh"),
        (datetime.date(2027, 6, 1), "due for review"),
        (datetime.date(2027, 6, 2), "stale"),
    ):
        dossier = in_english(mini, answer, seen_on)
        (law,) = [
            line
            for line in lines(section(dossier, "sources"))
            if line["text"].startswith("Assembly")
        ]
        assert said in law["small"]
        assert "900,000 MAD" in words(dossier)


def test_a_source_that_todays_rulebook_lost_is_never_called_fresh(mini, answer):
    bare = replaced(mini, sources={})
    assert answer["sources"]["law"]["state"] == "fresh"
    sources = section(in_english(bare, answer), "sources")
    assert "due for review" in words(sources)


def test_an_old_answer_is_read_without_its_old_rulebook(be_ma, be_ma_answers):
    """Names that are gone stand as they were noted, and a note says so."""
    text = json.dumps(be_ma_answers["olive-oil-taounate"])
    for name in ("charte-tpme", "MA-TAO", "tamwilcom", "costs_enough", "not_with"):
        text = text.replace(f'"{name}"', f'"old-{name}"')
    old = json.loads(text)
    old["facts"]["county_of_old"] = "somewhere-else"
    for language in LANGUAGES:
        dossier = dossier_of(be_ma, old, language=language, seen_on=SEEN_ON)
        assert (
            _SENTENCES["lost_names"][("fr", "nl", "ar", "en").index(language)]
            in (dossier["notes"])
        )
    told = words(in_english(be_ma, old))
    assert "old charte tpme" in told
    assert "county of old" in told
    assert "somewhere else" in told
    assert "1,200,000 MAD" in told


def test_an_answer_of_today_has_no_lost_names(be_ma, be_ma_answers):
    for answer in be_ma_answers.values():
        notes = in_english(be_ma, answer)["notes"]
        assert _SENTENCES["lost_names"][3] not in notes


def test_without_a_cost_no_bound_of_thousands_of_millions_is_shown(be_ma):
    answer = advise(be_ma, {"sector": "tourism"}, on=SEEN_ON)
    told = words(section(in_english(be_ma, answer), "aids"))
    assert "depends on the total cost" in told
    assert "000,000,000" not in told


@pytest.mark.parametrize(
    ("value", "least", "most", "said"),
    [
        (5000, 5000, 5000, "5,000 MAD"),
        (None, 5000, 5000, "5,000 MAD"),
        (None, 0, 5000, "up to 5,000 MAD"),
        (None, 2000, 5000, "from 2,000 MAD to 5,000 MAD"),
        (None, None, None, "ask the operator"),
    ],
)
def test_a_sum_is_told_as_far_as_it_is_known(mini, answer, value, least, most, said):
    amount = {"value": value, "least": least, "most": most, "currency": "MAD"}
    assert Voice(mini, answer, "en", SEEN_ON).sum(amount) == said


def test_the_invented_corridor_says_that_everything_is_invented(
    be_ma, be_ma_answers, monkeypatch
):
    (real, *_) = be_ma_answers.values()
    assert _SENTENCES["invented"][3] not in in_english(be_ma, real)["notes"]
    monkeypatch.setenv("TWIZA_PACKS", str(ROOT / "packs" / "demo"))
    venture = read_venture_file(ROOT / "packs" / "demo" / "examples" / "venture.yaml")
    demo = load_rulebook(venture.corridor)
    answer = advise(demo, venture.facts, on=SEEN_ON, plan=venture.plan)
    assert _SENTENCES["invented"][3] in in_english(demo, answer)["notes"]


def test_texts_that_nobody_reviewed_say_so_in_their_language(be_ma, be_ma_answers):
    (answer, *_) = be_ma_answers.values()
    dutch = dossier_of(be_ma, answer, language="nl", seen_on=SEEN_ON)
    assert _SENTENCES["unreviewed"][1] in dutch["notes"]
    assert _SENTENCES["unreviewed"][3] not in in_english(be_ma, answer)["notes"]


@pytest.mark.parametrize("key", _SENTENCES)
def test_every_sentence_has_four_languages_and_the_same_holes(key):
    import string

    texts = _SENTENCES[key]
    assert len(texts) == 4
    assert all(text.strip() for text in texts)
    holes = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for text in texts
    ]
    assert all(found == holes[0] for found in holes)


@pytest.mark.parametrize("key", _SENTENCES)
def test_no_sentence_is_longer_than_twenty_words(key):
    for text in _SENTENCES[key]:
        for part in text.replace("؟", ".").replace("?", ".").split(". "):
            assert len(part.split()) <= 20
