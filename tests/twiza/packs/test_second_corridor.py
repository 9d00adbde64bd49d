"""France → Morocco: a skeleton that came as data, with nothing that is stated only of Belgium."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from tests.twiza.minipack import write_packs
from twiza.advice import advise, read_venture
from twiza.packs import corridors, load_rulebook, packs_folder
from twiza.packs.checking import check_packs
from twiza.packs.model import LANGUAGES
from twiza.packs.rulebook import read_rulebook

ON = datetime.date(2026, 11, 23)
EXAMPLES = Path(__file__).parents[3] / "examples"
OLIVE = (EXAMPLES / "olive-oil-taounate.yaml").read_text(encoding="utf-8")
FROM_FRANCE = OLIVE.replace("corridor: be-ma", "corridor: fr-ma").replace(
    "country_of_residence: BE", "country_of_residence: FR"
)

STEP = """
steps:
  {name}:
    body: office
    where: [remote]
    days: {{least: 1, typical: 2, most: 3, basis: estimated}}
    after: [{after}]
    needs: [{needs}]
    sources: [law, {source}]
{more}
"""


@pytest.fixture(scope="module")
def fr_ma():
    return load_rulebook("fr-ma")


def answer_in(text: str):
    venture = read_venture(text)
    rulebook = load_rulebook(venture.corridor)
    return advise(rulebook, venture.facts, on=ON, plan=venture.plan)


def statuses(answer, names):
    found = {item["id"]: item["status"] for item in answer["mechanisms"]}
    return {name: found[name] for name in names}


def test_it_is_listed_beside_the_first_corridor():
    assert {"be-ma", "fr-ma"} <= set(corridors())


def test_it_states_three_facts_one_step_and_no_figure(fr_ma):
    own = ("packs/countries/fr/", "packs/corridors/fr-ma/")
    facts = [fact for fact in fr_ma.facts.values() if fact.where.startswith(own)]
    steps = [step for step in fr_ma.steps.values() if step.where.startswith(own)]
    figures = [p for p in fr_ma.parameters.values() if p.where.startswith(own)]
    assert (len(facts), len(steps), len(figures)) == (3, 1, 0)
    assert steps[0].cost_grade == "unverified"
    assert {m.pack for m in fr_ma.mechanisms.values()} == {"ma"}


def test_an_investor_from_france_gets_the_answers_of_morocco(fr_ma):
    from_france, from_belgium = answer_in(FROM_FRANCE), answer_in(OLIVE)
    assert statuses(from_france, fr_ma.mechanisms) == statuses(
        from_belgium, fr_ma.mechanisms
    )
    charter = next(m for m in from_france["mechanisms"] if m["id"] == "charte-tpme")
    assert charter["amount"]["value"] == 1_200_000


def test_the_answer_names_nothing_of_belgium(fr_ma):
    answer = answer_in(FROM_FRANCE)
    assert "be-ma" not in json.dumps(answer)
    steps = [planned["step"] for planned in answer["path"]]
    assert "B1_consular_registration" in steps
    shown = {
        *(("steps", name, part) for name in steps for part in ("name", "how")),
        *(("documents", need) for item in answer["path"] for need in item["needs"]),
        *(("operators", item["body"], "name") for item in answer["path"]),
    }
    for trail in shown:
        for language in LANGUAGES:
            sentence = fr_ma.word(language, *trail)
            assert "belg" not in sentence.lower() and "بلجيك" not in sentence, trail
            assert sentence != trail[-1]


def test_one_who_is_registered_at_the_consulate_is_spared_the_step():
    told = FROM_FRANCE.replace("age: 44", "age: 44\n  is_registered_at_consulate: true")
    steps = [planned["step"] for planned in answer_in(told)["path"]]
    assert "B1_consular_registration" not in steps


def test_more_years_in_france_than_of_age_are_warned_of():
    told = FROM_FRANCE.replace("age: 44", "age: 44\n  years_in_france: 45")
    assert "residence_within_age" in json.dumps(answer_in(told)["warnings"])


def test_twiza_check_has_nothing_to_mend_in_it():
    problems, _ = check_packs(packs_folder())
    ours = ("packs/countries/fr/", "packs/corridors/fr-ma/")
    assert [str(p) for p in problems if p.where.startswith(ours)] == []


def two_corridors(root: Path, **names: str) -> Path:
    """Country bb names what only the corridor aa-bb defines; cc-bb does not know it."""
    named = {
        "name": "file",
        "after": "visa",
        "needs": "card",
        "source": "note",
        **names,
    }
    write_packs(root)
    first = root / "corridors/aa-bb"
    more = (
        "documents: {card: {}}\nsources:\n"
        '  note: {kind: law, publisher: Consulate, url: "https://law.example/2"}'
    )
    for path, text in {
        root / "countries/bb/steps.yaml": STEP.format(more="", **named),
        first / "steps.yaml": STEP.format(
            name="visa", after="", needs="card", source="note", more=more
        ),
        root / "countries/cc/pack.yaml": (root / "countries/aa/pack.yaml")
        .read_text()
        .replace("pack: aa", "pack: cc"),
        root / "corridors/cc-bb/pack.yaml": (first / "pack.yaml")
        .read_text()
        .replace("aa", "cc"),
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def test_a_country_may_name_the_step_and_document_of_one_of_its_corridors(packs):
    two_corridors(packs)
    assert read_rulebook(packs, "aa-bb").steps["file"].after == ("visa",)
    step = read_rulebook(packs, "cc-bb").steps["file"]
    assert (step.after, step.needs, step.sources) == ((), (), ("law",))
    assert undefined(packs) == []


@pytest.mark.parametrize("name", ["after", "needs", "source"])
def test_a_name_that_no_corridor_defines_is_an_error(packs, name):
    two_corridors(packs, **{name: "nowhere"})
    assert any("'nowhere'" in found for found in undefined(packs))


def undefined(packs: Path) -> list[str]:
    problems, _ = check_packs(packs)
    return [p.found for p in problems if p.expected.startswith("one of the ")]
