"""A small invented corridor, written file by file, that tests bend and break."""

from __future__ import annotations

from pathlib import Path

from twiza.packs.model import Rulebook
from twiza.packs.rulebook import read_rulebook

FILES = {
    "countries/aa/pack.yaml": """
pack: aa
kind: country
version: "1"
date: 2026-01-01
""",
    "countries/bb/pack.yaml": """
pack: bb
kind: country
version: "1"
date: 2026-01-01
""",
    "corridors/aa-bb/pack.yaml": """
pack: aa-bb
kind: corridor
residence: aa
investment: bb
version: "1.2"
date: 2026-01-01
""",
    "countries/bb/facts.yaml": """
facts:
  cost: {about: money, type: money, unit: MAD, least: 1, most: 1_000_000_000, lever: {step: 10_000, reach: 2}}
  own_funds: {about: money, type: money, unit: MAD, least: 0, most: 1_000_000_000, lever: {step: 10_000, reach: 2}}
  land: {about: money, type: money, unit: MAD, least: 0, most: 1_000_000_000}
  jobs: {about: jobs, type: count, unit: job, least: 0, most: 10_000, lever: {step: 1, reach: 3, from_zero: 10}}
  sector: {about: venture, type: choice, of: [farm, mill, hotel]}
  place: {about: venture, type: place}
  is_regular: {about: venture, type: flag}
  is_quarrel: {about: venture, type: flag, assume: {value: false, source: reading}}
  deep: {about: venture, type: flag, assume: {value: false, unless: "sector == 'farm'", source: reading}}
derived:
  jobs_per_million: jobs / (cost / million)
  own_share: own_funds / cost
  zone: lookup(place, zone)
consistency:
  land_within_cost: land <= cost
""",
    "countries/bb/sources.yaml": """
sources:
  law: {kind: law, publisher: Assembly, title: Act 1, url: "https://law.example/1", published: 2020-01-01, checked_on: 2025-06-01, review_every: 365}
  reading: {kind: reading, publisher: This rulebook, url: null, checked_on: null}
""",
    "countries/bb/operators.yaml": """
operators:
  office: {kind: agency, url: "https://office.example", source: law}
""",
    "countries/bb/mechanisms/premium.yaml": """
mechanism: premium
role: aid
kind: premium
operator: office
parameters:
  minimum_cost: {unit: MAD, values: [{from: 2020-01-01, value: 1_000_000, source: law}]}
  cost_limit: {unit: MAD, values: [{from: 2020-01-01, value: 50_000_000, source: law}]}
  minimum_jobs: {unit: job/MMAD, values: [{from: 2020-01-01, value: 1.5, source: law}]}
  minimum_own_share: {unit: share, values: [{from: 2020-01-01, value: 0.10, source: law}]}
  rates:
    bands: job/MMAD
    unit: share
    values: [{from: 2020-01-01, source: law, value: [{at_least: 2, value: 0.05}, {above: 5, value: 0.07}, {above: 10, value: 0.10}]}]
  zone_rates: {by: zone, unit: share, values: [{from: 2020-01-01, source: law, value: {A: 0.10, B: 0.15, none: 0}}]}
  ceiling: {unit: share, values: [{from: 2020-01-01, value: 0.30, source: law}]}
versions:
  - from: 2020-01-01
    started: true
    state: open
    as_of: 2025-06-01
    source: law
    conditions:
      costs_enough: cost >= minimum_cost
      costs_less: cost < cost_limit
      creates_jobs: jobs_per_million >= minimum_jobs
      brings_own: own_share >= minimum_own_share
      is_regular: is_regular
      has_no_quarrel: not is_quarrel
    parts:
      jobs_rate: bands(jobs_per_million, rates)
      zone_rate: lookup(zone, zone_rates)
    amount: min(jobs_rate + zone_rate, ceiling) * cost
pays: {after: realisation, months: 6, source: law}
combines: {with: [guarantee], not_with: [subsidy]}
apply: [{step: file, body: office, days: 30}]
""",
    "countries/bb/mechanisms/subsidy.yaml": """
mechanism: subsidy
role: aid
kind: grant
operator: office
parameters:
  rate:
    unit: share
    values:
      - {from: 2020-01-01, value: 0.05, source: law}
      - {from: 2026-01-01, value: 0.08, source: law}
versions:
  - {from: 2019-01-01, until: 2019-12-31, state: announced, started: true, source: law}
  - from: 2020-01-01
    until: 2026-12-31
    state: open
    source: law
    conditions: {is_mill: "sector == 'mill'", is_regular: is_regular}
    amount: rate * cost
combines: {unknown_with: [guarantee]}
apply: [{step: file, body: office}]
""",
    "countries/bb/mechanisms/guarantee.yaml": """
mechanism: guarantee
role: aid
kind: guarantee
operator: office
parameters:
  quota: {unit: share, values: [{from: 2020-01-01, value: 0.60, source: law}]}
versions:
  - from: 2020-01-01
    state: open
    source: law
    conditions: {is_not_deep: not deep}
    amount: quota * cost
apply: [{step: file, body: office}]
""",
    "countries/bb/places/regions.csv": "code,name_fr,name_nl,name_ar,name_en\nBB-01,Nord,Noord,شمال,North\n",
    "countries/bb/places/provinces.csv": (
        "code,region,name_fr,name_nl,name_ar,name_en,zone,zone_basis,zone_source\n"
        "BB-X,BB-01,Xanadou,Xanadu,زنادو,Xanadu,A,named,law\n"
        "BB-Y,BB-01,Ysée,Ysee,يزي,Ysee,B,inferred,law\n"
        "BB-Z,BB-01,Zède,Zede,زيد,Zede,none,named,law\n"
    ),
}

KNOWN = {
    "cost": 6_000_000,
    "own_funds": 2_000_000,
    "land": 0,
    "jobs": 13,
    "sector": "mill",
    "place": "BB-X",
    "is_regular": True,
}


def write_packs(root: Path, **changes: tuple[str, str]) -> Path:
    """Writes the corridor under `root`; each change replaces a text in the file whose name ends so."""
    replaced = dict.fromkeys(changes, False)
    for name, text in FILES.items():
        for key, (old, new) in changes.items():
            if Path(name).stem == key:
                assert old in text, f"{old!r} does not stand in {name}"
                text = text.replace(old, new)
                replaced[key] = True
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert all(replaced.values()), replaced
    return root


def rulebook(root: Path, **changes: tuple[str, str]) -> Rulebook:
    return read_rulebook(write_packs(root, **changes), "aa-bb")
