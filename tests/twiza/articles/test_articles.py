"""Articles: read, their figures told, their mistakes named by file and line."""

from __future__ import annotations

import datetime
import re

import pytest

from tests.twiza.minipack import rulebook
from twiza.articles import figure, load_articles
from twiza.articles.checking import wrong_articles
from twiza.articles.figures import step_figure, validity
from twiza.articles.wording import between, counted
from twiza.errors import PackError
from twiza.packs.glossary import read_glossary
from twiza.packs.model import LANGUAGES

TODAY = datetime.date(2026, 11, 24)
TWENTY = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
GLOSSARY = """
terms:
  grant: {fr: subvention, nl: subsidie, ar: [إعانة, إعانات], not: {nl: [toelage], ar: [هبة]}}
"""


@pytest.fixture
def shelf(tmp_path):
    """A small corridor whose articles a test writes; gives the problems found."""
    root = tmp_path / "packs"
    mini = rulebook(root)

    (root / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")

    def problems(body, *, slug="first", languages=LANGUAGES, **front):
        for language in languages:
            kind = "version" if language == "fr" else "translates"
            keys = {"order": "1", "title": "A title", "summary": "A summary."}
            keys |= {kind: "1", "reviewed": "no", **front}
            path = root / "corridors/aa-bb/articles" / slug / f"{language}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            head = "".join(f"{key}: {value}\n" for key, value in keys.items())
            path.write_text(f"---\n{head}---\n{body}\n", encoding="utf-8")
        return list(wrong_articles(mini, root, read_glossary(root)))

    problems.rulebook, problems.root = mini, root
    return problems


def test_a_sound_article_has_no_problem_and_is_found_by_its_slug(shelf):
    assert (
        shelf("The ceiling is {{ premium.ceiling }} (law 47-18).\n\n1. A step.") == []
    )
    article = load_articles(shelf.rulebook, shelf.root)["first"]
    assert article.text("nl").title == "A title"
    assert not article.is_due("nl")


def test_a_translation_of_an_older_version_is_due(shelf):
    shelf("Words.", languages=("nl", "ar", "en"))
    shelf("Words.", languages=("fr",), version="2")
    article = load_articles(shelf.rulebook, shelf.root)["first"]
    assert [language for language in LANGUAGES if article.is_due(language)] == [
        "nl",
        "ar",
        "en",
    ]


@pytest.mark.parametrize(
    "placeholder",
    [
        "premium.cieling",
        "premum.ceiling",
        "premium",
        "parameter.nothing",
        "step.nothing",
        "operator.office.url",
        "choice.sector.inn",
        "article.second",
        "sector.name",
        "steps",
        "steps nothing",
        "conditions premium premium",
        "",
    ],
)
def test_an_unknown_placeholder_is_refused_with_file_and_line(shelf, placeholder):
    problems = shelf(f"Words.\n\n{{{{ {placeholder} }}}}\n", languages=LANGUAGES)
    assert len(problems) == len(LANGUAGES)
    assert problems[0].where == "packs/corridors/aa-bb/articles/first/ar.md, line 10"
    assert placeholder in problems[0].found


def test_a_near_name_is_suggested(shelf):
    assert "ceiling" in shelf("{{ premium.cieling }}")[0].mend


@pytest.mark.parametrize("body", ["Open {{ premium.ceiling", "{{ premium\n.ceiling }}"])
def test_a_placeholder_that_does_not_close_on_its_line_is_refused(shelf, body):
    assert "alone" in shelf(body)[0].found


def test_a_block_inside_a_sentence_is_refused(shelf):
    problem = shelf("Here: {{ conditions premium }} and more.")[0]
    assert "alone on its line" in problem.expected


@pytest.mark.parametrize(
    "body",
    [
        "It pays 10 %.",
        "It pays 600000 MAD.",
        "Within 30 days.",
        "Since 2025 it is open.",
        "Half, 50 EUR.",
        "ten percent",
        "dix pour cent",
        "tien procent",
        "عشرة في المائة",
        "خلال ٣٠ يوما",
        "A list\n\n- of 3 things",
    ],
)
def test_a_figure_written_in_prose_is_refused(shelf, body):
    problems = shelf(body)
    assert len(problems) == len(LANGUAGES)
    assert "in prose" in problems[0].found and "line" in problems[0].where


@pytest.mark.parametrize(
    "body",
    [
        "1. First\n2. Second",
        "Law 47-18 and decree 2-16-375.",
        "[Text](https://law.example/2025/4#9)",
        "{{ premium.minimum_cost }}",
    ],
)
def test_list_markers_laws_and_addresses_may_bear_digits(shelf, body):
    assert shelf(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert()</script>",
        "<b>bold</b>",
        "# Title",
        "![picture](https://a.example/b)",
        "`code`",
        "[here](javascript:alert())",
        "[here](/fr/guide/)",
    ],
)
def test_markup_beyond_the_subset_is_refused(shelf, body):
    assert shelf(body) != []


def test_a_missing_language_is_a_problem(shelf):
    problems = shelf("Words.", languages=("fr", "nl", "en"))
    assert [problem.found for problem in problems] == ["no ar.md"]


def test_languages_that_disagree_on_the_order_are_a_problem(shelf):
    shelf("Words.")
    assert "order 2" in shelf("Words.", languages=("nl",), order="2")[0].found


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ({"order": "one"}, "order: 'one'"),
        ({"order": "0"}, "order: '0'"),
        ({"reviewed": "perhaps"}, "reviewed: 'perhaps'"),
        ({"about": "sectors"}, "about: 'sectors'"),
        ({"author": "me"}, "'author: me'"),
        ({"translates": "1"}, "translates: '1'"),
    ],
)
def test_a_wrong_front_matter_is_refused_with_its_line(shelf, front, found):
    problem = shelf("Words.", languages=("fr",), **front)[0]
    assert problem.found == found
    assert re.search(r"fr\.md, line [2-8]$", problem.where)


def test_a_stray_file_among_the_articles_is_refused(shelf):
    shelf("Words.")
    (shelf.root / "corridors/aa-bb/articles/first/de.md").write_text("x")
    assert "nobody would read" in next(wrong_articles(shelf.rulebook, shelf.root)).found


def test_a_link_out_of_the_pack_is_refused(shelf, tmp_path):
    shelf("Words.")
    path = shelf.root / "corridors/aa-bb/articles/first/en.md"
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere.md")
    with pytest.raises(PackError, match="symbolic link"):
        load_articles(shelf.rulebook, shelf.root)


def test_a_figure_carries_its_unit_its_evidence_and_its_source(be_ma):
    told = figure("mdm-invest.ceiling", be_ma, TODAY, "fr")
    assert told.text.replace("\u202f", " ") == "5 000 000 MAD"
    assert told.sources == ("le360-ep18",)
    assert told.mark == "à vérifier, source non datée"


def test_a_contested_figure_gives_the_other_reading(be_ma):
    told = figure("mdm-invest.minimum_currency_share", be_ma, TODAY, "en")
    assert (told.text, told.other) == ("25%", "20%")
    assert told.mark.startswith("to be confirmed")


def test_a_figure_that_nobody_found_names_whom_to_ask(be_ma):
    told = figure("mdm-tamwil.ceiling", be_ma, TODAY, "en")
    assert told.is_missing and told.text == "figure not found: ask Tamwilcom"


def test_a_figure_before_its_first_value_leaves_no_hole(be_ma):
    told = figure("charte-tpme.minimum_cost", be_ma, datetime.date(2010, 6, 1), "en")
    assert told.is_missing and "ask" in told.text


def test_a_figure_of_a_closed_mechanism_says_that_it_is_not_in_force(be_ma):
    between_two_versions = datetime.date(2012, 6, 1)
    told = figure("mdm-invest.ceiling", be_ma, between_two_versions, "en")
    assert told.mark.startswith("not in force on this date")


def test_no_figure_goes_unmarked_two_years_after_its_sources(be_ma):
    later = TODAY.replace(year=TODAY.year + 2)
    for name, mechanism in be_ma.mechanisms.items():
        for own in mechanism.parameters:
            told = figure(f"{name}.{own}", be_ma, TODAY, "en", seen_on=later)
            assert told.mark or told.is_missing, f"{name}.{own}"
    for name in be_ma.steps:
        for part in ("days", "cost"):
            told = step_figure(name, part, be_ma, "en", seen_on=later)
            assert told.mark or told.is_missing, f"{name} {part}"


def test_a_figure_that_is_fresh_and_sourced_bears_no_mark(mini):
    day_after = datetime.date(2025, 6, 2)  # its source was checked the day before
    assert figure("premium.minimum_cost", mini, day_after, "en").mark == ""


def test_a_document_tells_how_long_it_is_accepted_or_whom_to_ask(be_ma):
    held = validity("negative-certificate", be_ma, "nl", seen_on=TODAY)
    assert held.text == "90 dagen"
    unknown = validity("power-of-attorney", be_ma, "en", seen_on=TODAY)
    assert "ask Consulate" in unknown.text


@pytest.mark.parametrize(
    ("value", "unit", "language", "text"),
    [
        (1, "month", "fr", "1 mois"),
        (2, "year", "en", "2 years"),
        (1, "day", "nl", "1 dag"),
        (3, "month", "ar", "3 أشهر"),
        (12, "month", "ar", "12 شهراً"),
        (2, "month", "ar", "شهران"),
        (2, "year", "ar", "سنتان"),
        (2, "job", "ar", "منصبا شغل"),
        (1, "year", "ar", "سنة واحدة"),
        (2, "day", "ar", "يومان"),
        (1.5, "job/MMAD", "en", "1.5 jobs per million dirhams"),
        (0.1, "share", "nl", "10%"),
    ],
)
def test_units_are_declined_as_the_language_asks(value, unit, language, text):
    assert counted(value, unit, language) == text


ORIGINAL = "Words.\n\n## Part\n\nThe ceiling is {{ premium.ceiling }}.\n\n- one\n- two"


@pytest.mark.parametrize(
    ("mistake", "body", "found", "line"),
    [
        ("a figure left out", ORIGINAL.replace("{{ premium.ceiling }}", "low"), "paragraph with no placeholder", 12),
        ("another figure", ORIGINAL.replace(".ceiling", ".minimum_cost"), "{{ premium.minimum_cost }}", 12),
        ("a heading left out", ORIGINAL.replace("## Part\n\n", ""), "paragraph with {{ premium.ceiling }}", 10),
        ("another level of heading", ORIGINAL.replace("## P", "### P"), "### with no placeholder", 10),
        ("a paragraph added", ORIGINAL.replace("## P", "More.\n\n## P"), "paragraph with no placeholder", 10),
        ("a paragraph left out", ORIGINAL.replace("Words.\n\n", ""), "## with no placeholder", 8),
        ("a point left out", ORIGINAL.replace("\n- two", ""), "no more blocks", 14),
    ],
)  # fmt: skip
def test_a_translation_with_another_outline_is_told_once(
    shelf, mistake, body, found, line
):
    assert shelf(ORIGINAL) == []
    (problem,) = shelf(body, languages=("nl",))
    assert found in problem.found, mistake
    assert problem.where == f"packs/corridors/aa-bb/articles/first/nl.md, line {line}"
    assert "as in fr.md" in problem.expected


def test_the_order_of_words_and_of_figures_in_a_sentence_is_free(shelf):
    shelf("From {{ premium.minimum_cost }} to {{ premium.cost_limit }}.")
    assert shelf("Tot {{ premium.cost_limit }}, van {{ premium.minimum_cost }}.", languages=("nl",)) == []  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_of_more_than_twenty_words_is_told_with_its_line(shelf, language):
    assert shelf(f"Short.\n\n{TWENTY}.") == []
    long = f"Short.\n\n{TWENTY}\n{{{{ premium.ceiling }}}}."
    shelf("Short.\n\nThe {{ premium.ceiling }}.")
    (problem,) = shelf(long, languages=(language,))
    assert problem.found.startswith("21 words: one two")
    assert problem.where.endswith(f"{language}.md, line 10")


def test_titles_and_summaries_are_short_too(shelf):
    shelf("Words.")
    (problem,) = shelf("Words.", languages=("en",), summary=f"{TWENTY} more.")
    assert problem.where.endswith("en.md, summary")


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("nl", "De toelage, een subsidie.", "write 'subsidie'"),
        ("nl", "De steun.", "one of: subsidie (the English says 'grant')"),
        ("ar", "الهبة إعانة.", "write 'إعانة'"),
        ("fr", "La prime.", "one of: subvention (the English says 'grant')"),
    ],
)
def test_an_article_uses_the_words_of_the_glossary(shelf, language, text, said):
    sound = {"fr": "Une subvention.", "nl": "Startsubsidies.", "ar": "بالإعانة.", "en": "Grants."}  # fmt: skip
    found = [one for tongue in LANGUAGES for one in shelf(f"X.\n\n{sound[tongue]}", languages=(tongue,)) if tongue == "en"]  # fmt: skip
    assert found == []
    (problem,) = shelf(f"X.\n\n{text}", languages=(language,))
    assert said in f"{problem.expected} {problem.mend}"
    assert problem.where.endswith(f"{language}.md, line 10")


@pytest.mark.parametrize(
    ("least", "most", "unit", "language", "text"),
    [
        (1, 30, "day", "en", "1 to 30 days"),
        (1, 2, "day", "ar", "من 1 إلى يومين"),
        (1, 2, "month", "ar", "من 1 إلى شهرين"),
        (3, 12, "month", "ar", "من 3 إلى 12 شهراً"),
        (0.05, 0.1, "share", "nl", "van 5% tot 10%"),
    ],
)
def test_a_range_is_declined_after_its_preposition(least, most, unit, language, text):
    assert between(least, most, unit, language) == text
