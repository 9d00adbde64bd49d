"""Texts that a reader understands at once, and that hold in every corridor."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.twiza.minipack import write_packs
from tests.twiza.packs.wholepack import files, write
from twiza.packs import packs_folder
from twiza.packs.checking import check_packs
from twiza.packs.glossary import read_glossary
from twiza.packs.model import LANGUAGES
from twiza.packs.plain_sentences import sentences, words_in

TWENTY = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
COUNTRIES = """
terms:
  grant: {fr: subvention, nl: subsidie, ar: إعانة}
countries:
  AA: {fr: [atlant], nl: atlant, ar: أطلنط, en: [Atlant]}
  BB: {fr: utop, nl: utop, ar: يوتوب, en: utop}
naming: [choices.land]
"""


@pytest.fixture
def whole(packs):
    """A finished corridor; gives what the checker says once one text is changed."""
    words = {language: json.loads(files()[_words(language)]) for language in LANGUAGES}

    def said(text, *trail, language="en"):
        below = words[language]
        for name in trail[:-1]:
            below = below[name]
        below[trail[-1]] = text
        write(packs, {**files(), _words(language): json.dumps(words[language])})
        problems, _ = check_packs(packs)
        return [problem for problem in problems if "/words/" in problem.where]

    return said


def _words(language):
    return f"corridors/aa-bb/words/{language}/all.yaml"


def test_a_corridor_whose_texts_are_plain_has_nothing_to_mend(whole):
    assert whole("Office.", "operators", "office", "name") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_twenty_words_pass_and_twenty_one_are_told_with_their_line(whole, language):
    trail = ("mechanisms", "premium", "conditions", "costs_enough")
    assert whole(f"Short. {TWENTY}!", *trail, language=language) == []
    (problem,) = whole(f"Short. {TWENTY} more.", *trail, language=language)
    assert problem.where.startswith(f"packs/{_words(language)}, line 1, mechanisms.")
    assert problem.found.startswith("21 words: one two")
    assert problem.expected == "sentences of at most 20 words"


@pytest.mark.parametrize(
    ("text", "number"),
    [("One only.", 1), ("One. Two. And three.", 3), ("It pays 1.5 per million", 1)],
)
def test_a_summary_has_two_sentences(whole, text, number):
    (problem,) = whole(text, "mechanisms", "premium", "summary")
    assert problem.found.startswith(f"{number} sentence")
    assert whole("One. Two.", "mechanisms", "premium", "summary") == []


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("L’État rembourse une part de l’investissement", "fr", 8),
        ("The company's own funds", "en", 4),
        ("Marokkanen in het buitenland: foto’s en video’s", "nl", 7),
        ("Au moins 1 000 000 de dirhams".replace(" 000", "\u202f000"), "fr", 5),
        ("aides « Maroc PME », non trouvées", "fr", 5),
        ("مقاولة صغيرة جداً، في المغرب", "ar", 5),
        ("a well-known low-interest loan", "en", 4),
    ],
)
def test_words_are_counted_as_a_reader_counts_them(text, language, number):
    assert words_in(text, language) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("هل تقيم بالخارج؟ أجب بنعم.", 2),
        ("It stops at 1.5 million. See law 47-18.", 2),
        ("Il dit « non. » Puis oui !", 2),
        ("www.example.org is a site", 1),
    ],
)
def test_a_point_inside_a_word_or_a_figure_ends_no_sentence(text, number):
    assert len(sentences(text)) == number


@pytest.mark.parametrize(
    "text",
    [
        "It stops at 100,000 MAD.",
        "Au-delà de 100 000 dirhams.",
        "Boven 1,5 miljoen dirham.",
        "Vanaf 20 %.",
        "ما فوق 100.000 درهم",
        "نسبة 30٪",
        "ten or 10 per cent",
        "It costs €20.",
    ],
)
def test_words_that_repeat_a_figure_of_the_law_are_told(whole, text):
    (problem,) = whole(text, "mechanisms", "premium", "conditions", "costs_enough")
    assert "in words" in problem.found and "add a parameter" in problem.mend


@pytest.mark.parametrize(
    "text",
    [
        "Since 2025, before 31 December 2026.",
        "Aged 15 and over.",
        "Law 47-18, form EUR.1, MEDMA 2.",
        "EUR per firm",
        "لكل مليون درهم",
    ],
)
def test_dates_laws_and_names_may_bear_digits(whole, text):
    assert whole(text, "mechanisms", "premium", "conditions", "costs_enough") == []


@pytest.fixture
def countries(packs):
    """What the checker says of a text in the words of one of two countries."""

    def said(text, *, country="bb", language="en", trail="notes.one", also=""):
        write_packs(packs)
        (packs / "glossary.yaml").write_text(COUNTRIES + also, encoding="utf-8")
        section, name = trail.split(".")
        path = packs / f"countries/{country}/words/{language}/x.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'# x\n{section}:\n  {name}: "{text}"\n', encoding="utf-8")
        problems, _ = check_packs(packs)
        return [p for p in problems if "glossary.yaml" in p.where + p.mend]

    return said


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Prepare the file from Atlantis."),
        ("fr", "La pension atlante reste imposable."),
        ("nl", "Een Atlantische vennootschap."),
        ("ar", "حضّر الملف من أطلنطس."),
        ("ar", "للشركات الأطلنطية"),
    ],
)
def test_the_words_of_a_country_name_no_other_country(countries, language, text):
    (problem,) = countries(text, language=language)
    assert (
        problem.where
        == f"packs/countries/bb/words/{language}/x.yaml, line 3, notes.one"
    )
    assert problem.expected == "words that hold in every corridor of this country"
    assert "the country of residence" in problem.mend


def test_its_own_name_a_list_of_countries_and_the_corridor_may(countries, packs):
    assert countries("A firm of Utopia.") == []
    assert countries("Atlantis", trail="choices.land") == []
    path = packs / "corridors/aa-bb/words/en/x.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("notes:\n  two: From Atlantis to Utopia.\n", encoding="utf-8")
    assert countries("Nothing.") == []
    assert countries("A firm of Utopia.", country="aa") != []


def test_a_country_with_a_pack_and_without_a_name_is_told(countries, packs):
    write_packs(packs)
    shutil.copytree(packs / "countries/aa", packs / "countries/cc")
    (problem,) = countries("Nothing.")
    assert problem.where == "packs/glossary.yaml, line 4, countries"
    assert "CC" in problem.found and "countries/cc" in problem.found


def test_the_glossary_knows_every_country_that_has_a_pack():
    codes = {
        p.parent.name.upper() for p in packs_folder().glob("countries/*/pack.yaml")
    }
    assert codes <= set(read_glossary(packs_folder()).countries)


def test_every_mechanism_has_two_plain_sentences_in_four_languages(be_ma):
    for name in be_ma.mechanisms:
        for language in LANGUAGES:
            summary = be_ma.word(language, "mechanisms", name, "summary")
            assert len(sentences(summary)) == 2, (name, language)
            assert all(words_in(one, language) <= 20 for one in sentences(summary))
