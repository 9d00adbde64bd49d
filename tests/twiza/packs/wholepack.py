"""The invented corridor with everything a finished one has: words, centres, steps, cases."""

from __future__ import annotations

import functools
import json
import tempfile
from pathlib import Path

from tests.twiza.minipack import FILES
from twiza.packs.model import LANGUAGES
from twiza.packs.rulebook import read_rulebook
from twiza.packs.sentences import wanted_words

MORE_FACTS = """
  savings: {about: money, type: money, unit: EUR, least: 0, most: 1_000_000}
  age: {about: investor, type: number, unit: year, least: 0, most: 120}
  stay: {about: investor, type: number, unit: month, least: 0, most: 600}
  turnover: {about: money, type: money, unit: MMAD, least: 0, most: 1000}
  form: {about: venture, type: choice, of: [company, cooperative, farm]}
"""

BULLETIN = """
  bulletin: {kind: press, publisher: Gazette, url: "https://paper.example"}
"""

MORE = {
    "countries/bb/parameters.yaml": """
parameters:
  sectors: {of: sector, values: [{from: 2020-01-01, value: [farm, mill], source: law}]}
  euro: {unit: MAD/EUR, values: [{from: 2020-01-01, value: 10.8, source: law}]}
  fees:
    bands: MAD
    unit: MAD
    values: [{from: 2020-01-01, source: law, value: [{at_least: 0, value: 100}, {above: 1_000_000, value: 200}]}]
  tariff: {unit: MAD, values: [{from: 2020-01-01, value: 12, source: bulletin}]}
  taxes:
    scale: MAD
    unit: share
    values: [{from: 2020-01-01, source: law, value: [{above: 0, value: 0.01}, {above: 1_000_000, value: 0.02}]}]
""",
    "countries/bb/mechanisms/levy.yaml": """
mechanism: levy
role: charge
kind: tax
operator: office
parameters:
  adult: {unit: year, values: [{from: 2020-01-01, value: 18, source: law}]}
  wait: {unit: month, values: [{from: 2020-01-01, value: 6, source: law}]}
  spread: {unit: share, values: [{from: 2020-01-01, value: null, unverified: two texts differ, least: 0.01, most: 1, source: law}]}
  small: {unit: MMAD, values: [{from: 2020-01-01, value: 2, source: law}]}
versions:
  - from: 2020-01-01
    state: open
    source: law
    conditions:
      is_listed: sector in sectors
      is_adult: age >= adult
      has_stayed: stay >= wait
      sells: turnover >= small
      saves: savings * euro <= cost
      spreads: cost / spread >= land
    amount: bands(cost, fees) + scale(cost, taxes)
""",
    "countries/bb/steps.yaml": """
documents:
  certificate: {validity_days: 90, source: law}
steps:
  ask:
    body: office
    where: [remote]
    cost: {currency: MAD, least: 0, most: 100}
    days: {least: 1, typical: 2, most: 3, basis: official}
    gives: certificate
    sources: [law]
  file:
    when: sector == 'mill'
    body: office
    where: [remote, in_person]
    days: {least: 1, typical: 2, most: 3, basis: estimated}
    after: [ask]
    needs: [certificate]
    sources: [law]
""",
    "countries/bb/places/centres.csv": "region,name_fr,name_nl,name_ar,name_en,seat,url,source\nBB-01,Centre,Centrum,مركز,Centre,BB-X,,law\n",
    "countries/bb/places/indicators.csv": "place,indicator,year,value,unit,source\nBB-X,population,2024,1000,persons,law\n",
}

GIVEN = "{cost: 6_000_000, own_funds: 2_000_000, jobs: 13, sector: mill, place: BB-X, is_regular: true}"
AT_HOME = "{cost: 6_000_000, sector: mill, age: 40, stay: 12, turnover: 3, land: 0, savings: 50_000}"
CASES = {
    "premium": f"""
- case: The mill gets the rate of its jobs and of its zone
  date: 2026-02-01
  given: {GIVEN}
  expect: 900_000
  because: "13 / 6 = 2.17 jobs per million, 5 %; zone A 10 %; 15 % of 6 000 000"
- case: One and a half jobs per million are enough, and give the rate of the zone alone
  date: 2026-02-01
  given: {GIVEN.replace("13", "9")}
  expect: 600_000
  because: "9 / 6 = 1.5 jobs per million, below the first band; zone A 10 % of 6 000 000"
- case: Eight jobs are too few
  date: 2026-02-01
  given: {GIVEN.replace("13", "8")}
  expect: {{status: ineligible}}
""",
    "subsidy": f"""
- case: The mill gets the higher rate from 2026
  date: 2026-02-01
  given: {GIVEN}
  expect: {{status: eligible, value: 480_000}}
- case: A farm gets none
  date: 2026-02-01
  given: {GIVEN.replace("mill", "farm")}
  expect: {{status: ineligible}}
- case: Before 2019 there was nothing
  date: 2018-12-31
  given: {GIVEN}
  expect: {{status: closed}}
""",
    "guarantee": f"""
- case: Six tenths of the cost are guaranteed
  date: 2026-02-01
  given: {GIVEN}
  expect: 3_600_000
- case: Not to one who fishes in deep water
  date: 2026-02-01
  given: {GIVEN.replace("{", "{deep: true, ")}
  expect: {{status: ineligible}}
- case: A farm is asked first
  date: 2026-02-01
  given: {GIVEN.replace("mill", "farm")}
  expect: {{status: undetermined, most: 3_600_000}}
""",
    "levy": f"""
- case: A fee of 200 and the scale
  date: 2026-02-01
  given: {AT_HOME}
  expect: 110_200
  because: "200 + 1 % of 1 000 000 + 2 % of 5 000 000"
- case: On the day of all thresholds the same
  date: 2026-02-01
  given: {AT_HOME.replace("age: 40, stay: 12, turnover: 3", "age: 18, stay: 6, turnover: 2")}
  expect: 110_200
- case: Nobody of 17 pays
  date: 2026-02-01
  given: {AT_HOME.replace("age: 40", "age: 17")}
  expect: {{status: ineligible}}
""",
}


@functools.cache
def files() -> dict[str, str]:
    """Every file of the corridor by its path under `packs`."""
    found = {**FILES, **MORE}
    for file, old, new in (
        ("facts", "\nderived:", f"{MORE_FACTS}derived:"),
        ("sources", "\n", BULLETIN),
    ):
        name = f"countries/bb/{file}.yaml"
        before, after = found[name].rsplit(old, 1)
        found[name] = before + new + after
    for name, text in CASES.items():
        found[f"countries/bb/mechanisms/{name}.cases.yaml"] = text
    return found | _words(found)


def _words(found: dict[str, str]) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        wanted = list(wanted_words(read_rulebook(write(Path(folder), found), "aa-bb")))
    tree: dict[str, object] = {}
    for trail in wanted:
        below = tree
        for name in trail[:-1]:
            below = below.setdefault(name, {})  # type: ignore[assignment]
        below[trail[-1]] = "A sentence. Another one."  # as a summary needs
    text = json.dumps(tree)  # JSON is YAML
    return {
        f"corridors/aa-bb/words/{language}/all.yaml": text for language in LANGUAGES
    }


def write(root: Path, found: dict[str, str]) -> Path:
    for name, text in found.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
