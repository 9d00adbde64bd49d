"""One word for one thing, in every language."""

from __future__ import annotations

import pytest

from tests.twiza.minipack import write_packs
from twiza.packs import packs_folder
from twiza.packs.checking import check_packs
from twiza.packs.glossary import read_glossary

GLOSSARY = """
terms:
  grant: {fr: subvention, nl: subsidie, ar: [إعانة, إعانات], not: {nl: [toelage], ar: [هبة]}, note: "As the law says."}
  loan: {fr: [prêt, crédit], nl: lening, ar: [قرض, قروض]}
  honour loan: {fr: "prêt d'honneur", nl: erelening, ar: قرض شرف}
  firm: {fr: entreprise, nl: onderneming, ar: مقاولة, enforced: false}
"""


def said(folder, **texts):
    """What the checker says of one text in four languages."""
    write_packs(folder)
    (folder / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    for language in ("fr", "nl", "ar", "en"):
        path = folder / "countries/bb/words" / language / "x.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = texts.get(language, "")
        path.write_text(f'notes:\n  one: "{text}"\n', encoding="utf-8")
    problems, _ = check_packs(folder)
    return [str(problem) for problem in problems if "glossary" in str(problem)]


def test_a_form_to_avoid_is_told_with_its_line_and_the_word_to_use(packs):
    (message,) = said(packs, nl="Een Toelage voor u.")
    assert message.startswith("packs/countries/bb/words/nl/x.yaml, line 2, notes.one")
    assert "found:    'toelage' in" in message
    assert "write 'subsidie': As the law says." in message


def test_a_form_to_avoid_inside_a_longer_word_is_left_alone(packs):
    assert said(packs, nl="De toelagen, de toelageregeling.") == []


@pytest.mark.parametrize("text", ["هبة", "الهبة", "وبالهبة", "للهبة"])
def test_an_arabic_form_is_known_with_article_and_prefixes(packs, text):
    assert said(packs, ar=f"هذه {text} لك")


def test_a_translation_that_leaves_a_term_out_is_told(packs):
    (message,) = said(
        packs, en="The grants end.", fr="Les subventions cessent.", nl="De steun stopt.",
        ar="تنتهي الإعانات.",
    )  # fmt: skip
    assert "words/nl/x.yaml" in message
    assert "one of: subsidie (the English says 'grant')" in message


def test_inflection_compounds_and_articles_pass(packs):
    assert (
        said(
            packs, en="Grants.", fr="Subventions.", nl="Startsubsidies.", ar="بالإعانة"
        )
        == []
    )


def test_a_longer_term_hides_the_shorter_one_inside_it(packs):
    assert said(
        packs, en="An honour loan.", fr="Un prêt d’honneur.", nl="Een erelening.", ar="قرض الشرف",
    ) == []  # fmt: skip


def test_a_term_that_only_guides_asks_nothing_of_a_translation(packs):
    assert said(packs, en="The firm.", fr="Elle.", nl="Ze.", ar="هي") == []


def test_packs_without_a_glossary_are_read_all_the_same(packs):
    write_packs(packs)
    assert read_glossary(packs) is None
    check_packs(packs)


def test_the_glossary_names_about_150_terms_in_every_language():
    glossary = read_glossary(packs_folder())
    assert len(glossary.terms) >= 150
    assert all(len(term.forms) == 3 for term in glossary.terms.values())


def test_no_term_asks_for_a_word_that_it_or_another_one_forbids():
    glossary = read_glossary(packs_folder())
    for term in glossary.terms.values():
        for language, forms in term.forms.items():
            for form in forms:
                assert not list(glossary.avoided_in(form, language)), (term.name, form)
