"""Mistakes that authors of packs make, one at a time: the checker finds each at its line."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.twiza.packs.wholepack import files, write
from twiza.errors import TwizaError
from twiza.packs.checking import check_packs


class Seed(NamedTuple):
    """One mistake, sown into a corridor without any.

    old, new   what is replaced in the file
    found      what the one error says was found
    at         a text on the line where the error must stand; left out: where `new` begins
    mend       what the error says to do
    stands     the file in which the error stands, where it is not the one sown into
    """

    mistake: str
    file: str
    old: str
    new: str
    found: str
    at: str = ""
    mend: str = ""
    stands: str = ""


ORDER = "{at_least: 0, value: 100}, {above: 1_000_000, value: 200}"
RATES = (
    "[{at_least: 2, value: 0.05}, {above: 5, value: 0.07}, {above: 10, value: 0.10}]"
)
LATER = "{from: 2026-01-01, value: 0.08, source: law}"
OPEN = """versions:
  - from: 2020-01-01
    state: open
    source: law
    conditions: {is_not_deep: not deep}
    amount: quota * cost"""
AMOUNT = "amount: rate * cost"
REGULAR = "      is_regular: is_regular"


def rule(mistake: str, text: str, found: str, mend: str = "") -> Seed:
    """A mistake in a condition of the premium."""
    new = f"      regular: {text}"
    return Seed(mistake, "premium", REGULAR, new, found, mend=mend)


def amount(mistake: str, text: str, found: str, mend: str = "") -> Seed:
    """A mistake in the amount of the subsidy."""
    new = f"amount: {text}"
    return Seed(mistake, "subsidy", AMOUNT, new, found, mend=mend)


UNITS = [
    amount("money and jobs do not add", "rate * (cost + jobs)", "MAD + a number in job"),
    amount("dirhams and euros do not add", "cost + savings", "MAD + a number in EUR"),
    amount("dirhams and euros without a rate between them", "cost - savings", "EUR", "MAD/EUR"),
    amount("the lower of money and a share", "min(cost, rate)", "MAD min a number in share"),
    amount("the greater of dirhams and euros", "max(cost, savings)", "MAD max a number in EUR"),
    amount("two units, whichever way an if goes", "cost if is_regular else jobs", "MAD if a number in job"),
    amount("a number here, a claim there", "cost if is_regular else is_quarrel", "a number in MAD or a flag"),
    amount("an amount in another currency", "savings", "a number in EUR"),
    amount("an amount in millions", "turnover", "a number in MMAD"),
    amount("an amount that is a share", "rate", "a number in share"),
    amount("an amount that is true or false", "is_regular", "a flag"),
    amount("an amount that is a choice", "sector", "a choice"),
    amount("money times money", "cost * own_funds", "MAD·MAD"),
    rule("dirhams compared with millions of them", "cost >= turnover", "MAD >= a number in MMAD"),
    rule("months compared with years", "age >= stay", "year >= a number in month"),
    rule("jobs compared with jobs per million", "jobs >= minimum_jobs", "job >= a number in job/MMAD"),
    rule("a condition that is a number", "cost", "a number in MAD"),
    rule("a condition that is a choice", "sector", "a choice"),
    rule("not of a number", "not cost", "a number in MAD"),
    rule("and between numbers", "cost and jobs", "a number in MAD"),
    rule("a claim compared with a number", "is_regular >= 1", "a flag"),
    rule("a choice in a sum", "sector + cost >= 1", "a choice"),
    rule("a divisor that may be 0", "cost / land >= 1", "a divisor between 0 and 1e+09"),
    rule("bands looked up in another unit", "bands(cost, rates) >= 0", "a number in MAD"),
    rule("a scale read as bands", "bands(cost, taxes) >= 0", "as a table"),
    rule("a table that is not named", "scale(cost, fees) >= 0", "fees"),
    rule("a look-up by a number", "lookup(cost, zone_rates) >= 0", "a look-up by something else"),
    rule("a table keyed by another choice", "lookup(sector, zone_rates) >= 0", "keyed by zone"),
    rule("a list where a figure belongs", "cost >= sectors", "the choices sectors as a number"),
    Seed("a figure in an unknown unit", "levy", "unit: MMAD", "unit: MMADS", "the unit 'MMADS'", mend="spelling"),
    Seed("bands over an unknown unit", "premium", "bands: job/MMAD", "bands: job/MMADS", "the unit 'MMADS'"),
    Seed("a fact in an unknown unit", "facts", "unit: year", "unit: years", "the unit 'years'"),
    Seed("money in a unit that is no money", "facts", "unit: EUR", "unit: job", "job", mend="choose"),
    Seed("percent for a unit", "subsidy", "unit: share", "unit: percent", "percent", mend="0.25"),
    Seed("a figure without a unit", "levy", "adult: {unit: year, ", "adult: {", "no unit", mend="add unit"),
    Seed("25 for 25 %", "premium", "value: 0.10, source: law}]}\n  rates", "value: 25, source: law}]}\n  rates", "25", mend="write 0.25"),
    Seed("25 % with its sign", "guarantee", "value: 0.60", "value: 60 %", "60 %", mend="write 0.25"),
    Seed("a share below 0", "subsidy", "value: 0.05", "value: -0.05", "-0.05", mend="write 0.25"),
    Seed("percent in bands", "premium", "{above: 5, value: 0.07}", "{above: 5, value: 7}", "7", mend="write 0.25"),
    Seed("percent in a table", "premium", "B: 0.15", "B: 15", "15", mend="write 0.25"),
    Seed("a fact that is a share of a hundred", "facts", "type: number, unit: year, least: 0, most: 120", "type: share, least: 0, most: 100", "100", mend="write 0.25"),
]  # fmt: skip

CHOICES = [
    rule("an unknown choice", "sector == 'mil'", "the choice 'mil'"),
    rule("an unknown choice near a known one", "sector != 'mil'", "the choice 'mil'", "did you mean 'mill'?"),
    rule("an unknown choice in a list", "sector in ['mill', 'hotle']", "the choice 'hotle'"),
    rule("a choice alone", "\"'mill'\"", "the choice 'mill' alone"),
    rule("in without a list", "sector in 1", "'in' without a list"),
    rule("in with a fact", "sector in is_regular", "without a list"),
    rule("bands that are a fact", "bands(cost, land) >= 0", "as a table"),
    rule("== with a list", "sector == ['mill']", "== ('mill',)"),
    rule("in with one choice", "sector in 'mill'", "in 'mill'"),
    rule("two different choices compared", "sector == form", "a choice compared"),
    rule("choices in an order", "sector >= 'mill'", ">= 'mill'"),
    rule("the choice of one fact for another", "form == 'mill'", "the choice 'mill'"),
    rule("a list of another choice", "form in sectors", "sectors, a list of sector"),
    rule("a number that is one of the choices", "cost in sectors", "a number in MAD"),
    Seed("an unknown choice in a list parameter", "parameters", "[farm, mill]", "[farm, mil]", "the choice 'mil'", mend="did you mean 'mill'?"),
    Seed("a list of an unknown fact", "parameters", "of: sector", "of: sectr", "of: sectr", mend="did you mean 'sector'?"),
    Seed("the same choice twice in a list", "parameters", "[farm, mill]", "[farm, farm]", "farm a second time"),
    Seed("a list without choices", "parameters", "[farm, mill]", "[]", "none"),
    Seed("a table without one of its keys", "premium", "B: 0.15, none: 0", "B: 0.15", "no figure for none", mend="add none"),
    Seed("a table with a strange key", "premium", "none: 0}", "none: 0, C: 0.2}", "the choice 'C'"),
    Seed("a table keyed by nothing known", "premium", "by: zone", "by: zones", "by: zones", mend="did you mean 'zone'?"),
    Seed("a choice of one", "facts", "of: [company, cooperative, farm]", "of: [company]", "1"),
    Seed("the same choice twice in a fact", "facts", "[farm, mill, hotel]", "[farm, mill, farm]", "farm a second time"),
    Seed("a choice that YAML reads as false", "facts", "cooperative, farm]", "cooperative, no]", "no", mend="quote it"),
]  # fmt: skip

FIGURES = [
    Seed("bands that begin above the least value", "parameters", "at_least: 0", "at_least: 10", "below the first band", "amount: bands", stands="levy"),
    Seed("bands out of order", "premium", "above: 5,", "above: 1,", "1 after 2", mend="in order"),
    Seed("two bands from one threshold", "premium", "above: 5,", "above: 10,", "10 after 10", mend="in order"),
    Seed("a band from and above its threshold", "premium", "{above: 5,", "{above: 5, at_least: 5,", "at_least and above", mend="the threshold itself"),
    Seed("a band without a threshold", "premium", "{above: 5, ", "{", "no threshold", mend="the threshold itself"),
    Seed("a band without a value", "premium", "{above: 5, value: 0.07}", "{above: 5}", "no such key", mend="add value"),
    Seed("bands without rows", "parameters", ORDER, "", "none", mend="write the rows"),
    Seed("a scale out of order", "parameters", "{above: 1_000_000, value: 0.02}", "{above: 0, value: 0.02}", "0 after 0", mend="in order"),
    Seed("two forms of one figure", "parameters", "scale: MAD", "scale: MAD\n    bands: MAD", "two forms", "  taxes:"),
    Seed("dates out of order", "subsidy", LATER, LATER.replace("2026", "2019"), "from 2019-01-01", mend="correct its year"),
    Seed("one date twice", "subsidy", LATER, LATER.replace("2026", "2020"), "from 2020-01-01", mend="correct its year"),
    Seed("a date of one part", "subsidy", LATER, LATER.replace("2026-01-01", "2026"), "2026", mend="year-month-day"),
    Seed("a day that no year has", "subsidy", LATER, LATER.replace("01-01", "02-30"), "2026-02-30", mend="year-month-day"),
    Seed("a month that does not begin on its first day", "subsidy", LATER, LATER.replace("2026-01-01", "2026-01-15, from_precision: month"), "2026-01-15", mend="2026-01-01"),
    Seed("1e11, which YAML reads as text", "premium", "value: 50_000_000", "value: 1e11", "1e11", mend="all its digits"),
    Seed("a figure in quotes", "premium", "value: 50_000_000", 'value: "50000000"', "50000000"),
    Seed("a figure with its currency", "premium", "value: 50_000_000", "value: 50_000_000 MAD", "MAD"),
    Seed("a figure without a source", "levy", "value: 18, source: law", "value: 18", "no such key", mend="add source"),
    Seed("a figure without a value", "levy", "value: 18,", "value: null,", "no value", mend="unverified"),
    Seed("an unverified figure all the same", "levy", "value: 18,", "value: 18, unverified: hearsay,", "18", mend="null"),
    Seed("a range turned round", "levy", "value: 18,", "value: null, unverified: two texts, least: 21, most: 18,", "18", mend="correct the range"),
    Seed("half a range", "levy", "value: 18,", "value: null, unverified: two texts, least: 16,", "least alone", mend="add most"),
    Seed("another reading that is the same", "guarantee", "value: 0.60,", "value: 0.60, contested: {value: 0.60, source: law},", "the same figure again", mend="the other figure"),
    Seed("another reading from an unknown source", "guarantee", "value: 0.60,", "value: 0.60, contested: {value: 0.50, source: low},", "the source 'low'", mend="did you mean 'law'?"),
    Seed("a divisor that nobody verified and that may be 0", "levy", "least: 0.01, most: 1", "least: 0, most: 1", "a divisor between 0 and 1", "spreads:"),
    Seed("a figure that begins after the rule that needs it", "premium", "cost_limit: {unit: MAD, values: [{from: 2020", "cost_limit: {unit: MAD, values: [{from: 2021", "cost_limit, which has no value on 2020-01-01", "costs_less:", "add an earlier value"),
    Seed("a shared figure that begins after the rule that needs it", "parameters", "euro: {unit: MAD/EUR, values: [{from: 2020", "euro: {unit: MAD/EUR, values: [{from: 2022", "euro, which has no value on 2020-01-01", "saves:", "add an earlier value", "levy"),
    Seed("an unknown source", "levy", "value: 18, source: law", "value: 18, source: lew", "the source 'lew'", mend="did you mean 'law'?"),
    Seed("a figure whose source was withdrawn", "sources", "publisher: Gazette", "publisher: Gazette, withdrawn: retracted", "withdrawn: retracted", "tariff:", "another source", "parameters"),
    Seed("a source without a publisher", "sources", "publisher: Assembly, ", "", "no such key", mend="add publisher"),
    Seed("a source of an unknown kind", "sources", "kind: law", "kind: lawyer", "lawyer", mend="did you mean 'law'?"),
    Seed("a source whose address is none", "sources", "https://law.example/1", "law.example/1", "law.example/1", mend="correct it"),
    Seed("a source published on no date", "sources", "published: 2020-01-01", "published: last year", "last year", mend="null"),
]  # fmt: skip

LANGUAGE = [
    rule("an unknown name", "own_shar >= minimum_own_share", "the name 'own_shar'", "did you mean 'own_share'?"),
    rule("a figure of the law in a rule", "cost >= 2", "the figure 2", "other figures are parameters"),
    rule("a share in a rule", "own_share >= 0.25", "the figure 0.25", "other figures are parameters"),
    rule("a chained comparison", "land <= own_funds <= cost", "land <= own_funds <= cost"),
    rule("a power", "cost ** jobs >= 1", "cost ** jobs"),
    rule("a remainder", "cost % jobs >= 1", "the sign '%'"),
    rule("a division without its rest", "cost // land >= 1", "cost // land"),
    rule("an attribute", "cost.real >= 1", "cost.real"),
    rule("an index", "cost[0] >= 1", "cost[0]"),
    rule("an unknown function", "round(cost) >= 1", "round(cost)"),
    rule("a lambda", '"(lambda: is_regular)()"', "the sign ':'"),
    rule("a comprehension", "'[cost for cost in sectors] == 1'", "for"),
    rule("a negative", "-cost <= 0", "-cost"),
    rule("a claim spelt out", "is_regular == True", "True"),
    rule("one equals sign", "cost = own_funds", "cost = own_funds"),
    rule("a bracket left open", "(cost >= own_funds", "(cost >= own_funds"),
    rule("too long an expression", "is_regular" + " and is_regular" * 40, "characters"),
    rule("too deep an expression", "(" * 25 + "is_regular" + ")" * 25, "too deep"),
    rule("too many operations", "0" + " + 0" * 110 + " >= 0", "too long or too deep"),
    rule("a look-up in an unknown column", "lookup(place, zones) == 'A'", "the place column 'zones'", "correct its name"),
    rule("a minimum of one", "min(cost) >= land", "min of 1 values"),
    Seed("derived facts in a circle", "facts", "own_share: own_funds / cost", "own_share: zone_share\n  zone_share: own_share", "a circle", mend="break the circle"),
    Seed("a derived fact that nobody uses, in a circle", "facts", "own_share: own_funds / cost", "own_share: own_funds / cost\n  spare: spare + 1", "a circle: spare → spare", "spare:", "break the circle"),
    Seed("a derived fact that nobody uses, of two units", "facts", "own_share: own_funds / cost", "own_share: own_funds / cost\n  spare: cost + jobs", "MAD + a number in job", "spare:"),
    Seed("parts in a circle", "premium", "zone_rate: lookup(zone, zone_rates)", "zone_rate: jobs_rate\n      jobs_rate: zone_rate", "'jobs_rate' a second time", "      jobs_rate: zone_rate"),
    Seed("a part that rests on itself", "premium", "zone_rate: lookup(zone, zone_rates)", "zone_rate: zone_rate + ceiling", "a circle: zone_rate → zone_rate", mend="break the circle"),
    Seed("a derived fact from an unknown column", "facts", "lookup(place, zone)", "lookup(place, zonne)", "the place column 'zonne'"),
    Seed("a fact that is a derived fact too", "facts", "own_share: own_funds", "own_funds: own_funds", "own_funds", mend="another name"),
    Seed("a fact that is a parameter too", "parameters", "euro: {unit", "age: {unit", "the shared parameter 'age', which is a fact too", mend="another name"),
    Seed("a fact that is a mechanism's parameter too", "levy", "adult: {unit", "age: {unit", "the parameter 'age', which is a fact too", mend="another name"),
    Seed("a part that hides a fact", "premium", "zone_rate: lookup", "land: lookup", "the part 'land', which is a fact too", mend="another name"),
    Seed("a part that hides a figure", "premium", "zone_rate: lookup", "ceiling: lookup", "the part 'ceiling', which is a parameter too", mend="another name"),
    Seed("a part that hides a derived fact", "premium", "zone_rate: lookup", "zone: lookup", "the part 'zone', which is a derived fact too", mend="another name"),
    Seed("a mechanism's figure that hides a shared one", "levy", "adult: {unit", "euro: {unit", "the parameter 'euro', which is a shared parameter too", mend="another name"),
    Seed("a name that means something in expressions", "parameters", "euro: {unit", "million: {unit", "the shared parameter 'million'", mend="own_share"),
    Seed("a name with a dash", "levy", "adult: {unit", "adult-age: {unit", "the parameter 'adult-age'", mend="own_share"),
    Seed("a consistency claim that is a number", "facts", "land <= cost", "land + cost", "a number in MAD"),
]  # fmt: skip

FACTS = [
    Seed("a bound below the other", "facts", "least: 0, most: 120", "least: 120, most: 0", "0", mend="correct the bounds"),
    Seed("a number without bounds", "facts", "unit: year, least: 0, most: 120", "unit: year", "no least", mend="both bounds"),
    Seed("a number without its upper bound", "facts", "least: 0, most: 120", "least: 0", "no most", mend="both bounds"),
    Seed("a flag with bounds", "facts", "type: flag}", "type: flag, least: 0, most: 1}", "the key 'least'", mend="remove it"),
    Seed("a choice without choices", "facts", "of: [company, cooperative, farm]", "", "no choices", "form:", "list the choices"),
    Seed("a lever without a step", "facts", "lever: {step: 1, reach: 3, from_zero: 10}", "lever: {reach: 3}", "no such key", mend="add step"),
    Seed("a lever that does not move", "facts", "{step: 1, reach: 3, from_zero: 10}", "{step: 0, reach: 3}", "step 0", mend="correct the lever"),
    Seed("a flag that moves by steps", "facts", "type: flag}", "type: flag, lever: {step: 1, reach: 2}}", "the key 'step'", mend="remove it"),
    Seed("a flag that is no lever", "facts", "type: flag}", "type: flag, lever: false}", "false", mend="leave the lever out"),
    Seed("a lever to nothing", "facts", "type: flag}", "type: flag, lever: {to: []}}", "none", mend="name one"),
    Seed("a lever to an unknown choice", "facts", "of: [company, cooperative, farm]", "of: [company, cooperative, farm], lever: {to: [compani]}", "compani", mend="did you mean 'company'?"),
    Seed("a lever to no place", "facts", "type: place}", "type: place, lever: {to: [BB-Q]}}", "the place 'BB-Q'"),
    Seed("a lever within an unknown fact", "facts", "{step: 1, reach: 3, from_zero: 10}", "{step: 1, reach: 3, within: job}", "within: job", mend="did you mean 'jobs'?"),
    Seed("a lever within another unit", "facts", "{step: 1, reach: 3, from_zero: 10}", "{step: 1, reach: 3, within: age}", "within: age", mend="a fact of that unit"),
    Seed("an answer that is local to nothing", "facts", "type: flag}", "type: flag, local: village}", "village", mend="choose one of these"),
    Seed("an assumption outside the bounds", "facts", "least: 0, most: 120}", "least: 0, most: 120, assume: {value: 130, source: reading}}", "130", mend="correct the assumption"),
    Seed("an assumption that is no choice", "facts", "of: [company, cooperative, farm]", "of: [company, cooperative, farm], assume: {value: compani, source: reading}", "compani", mend="did you mean 'company'?"),
    Seed("an assumed place that is none", "facts", "type: place}", "type: place, assume: {value: BB-Q, source: reading}}", "the choice 'BB-Q'"),
    Seed("an assumption without a source", "facts", "value: false, source: reading", "value: false", "no such key", mend="add source"),
    Seed("an assumption from an unknown source", "facts", "value: false, source: reading", "value: false, source: readings", "the source 'readings'", mend="did you mean 'reading'?"),
    Seed("an exception that is no claim", "facts", "\"sector == 'farm'\"", "sector", "a choice"),
    Seed("an exception for an unknown choice", "facts", "\"sector == 'farm'\"", "\"sector == 'form'\"", "the choice 'form'"),
    Seed("an unknown type", "facts", "type: flag}", "type: flagg}", "flagg", mend="did you mean 'flag'?"),
    Seed("an unknown group", "facts", "about: jobs", "about: job", "job", mend="did you mean 'jobs'?"),
    Seed("an unknown key of a fact", "facts", "lever: {step: 1,", "levers: {step: 1,", "the key 'levers'", mend="did you mean 'lever'?"),
    Seed("a key twice", "facts", "  age: {about: investor,", "  age: {about: investor, about: venture,", "the key 'about' a second time", mend="remove one"),
    Seed("a fact twice", "facts", "  form: {", "  jobs: {", "the key 'jobs' a second time", mend="another name"),
    Seed("a key that YAML reads as true", "facts", "  form: {", "  yes: {", "the key yes", mend="quote it"),
    Seed("an anchor", "facts", "  form: {", "  form: &form {", "an anchor", mend="in full"),
    Seed("a list left open", "facts", "of: [company, cooperative, farm]}", "of: [company, cooperative, farm}", "expected", mend="quotes"),
]  # fmt: skip

MECHANISMS = [
    Seed("an unknown role", "subsidy", "role: aid", "role: aide", "aide", mend="did you mean 'aid'?"),
    Seed("an unknown kind", "subsidy", "kind: grant", "kind: gift", "gift"),
    Seed("an unknown state", "subsidy", "state: open", "state: opened", "opened", mend="did you mean 'open'?"),
    Seed("an unknown operator", "subsidy", "operator: office", "operator: offices", "the operator 'offices'", mend="did you mean 'office'?"),
    Seed("an unknown body to apply to", "subsidy", "body: office", "body: bank", "the operator 'bank'", mend="define the operator"),
    Seed("an unknown key of a mechanism", "subsidy", "role: aid", "rolle: aid", "the key 'rolle'", mend="did you mean 'role'?"),
    Seed("a name that is not the file's", "subsidy", "mechanism: subsidy", "mechanism: grant", "grant", mend="equal"),
    Seed("an end that stands for none", "subsidy", "until: 2026-12-31", "until: 9999-12-31", "9999-12-31", mend="leave an unknown end out"),
    Seed("until before from", "subsidy", "until: 2026-12-31", "until: 2018-12-31", "2018-12-31", mend="correct the dates"),
    Seed("versions that overlap", "subsidy", "until: 2019-12-31", "until: 2020-06-30", "2020-06-30", "from: 2020-01-01\n    until", "`until` before"),
    Seed("a version without end before another", "guarantee", "    amount: quota * cost", "    amount: quota * cost\n  - {from: 2024-01-01, state: suspended}", "further notice", "from: 2024", "`until` before"),
    Seed("no version", "guarantee", OPEN, "versions: []", "none", mend="add one"),
    Seed("an amount without conditions", "subsidy", '    conditions: {is_mill: "sector == \'mill\'", is_regular: is_regular}\n', "", "amount without conditions", "amount:", "write the conditions"),
    Seed("conditions left empty", "subsidy", 'conditions: {is_mill: "sector == \'mill\'", is_regular: is_regular}', "conditions:", "no condition", mend="leave the key out"),
    Seed("a duty with an amount", "levy", "role: charge", "role: duty", "bands(cost, fees)", "amount:", "remove amount"),
    Seed("an amount in an unknown currency", "subsidy", AMOUNT, f"{AMOUNT}\n    currency: USD", "USD", "currency:", "choose"),
    Seed("a condition from an unknown source", "guarantee", "is_not_deep: not deep", "is_not_deep: {rule: not deep, source: lex}", "the source 'lex'"),
    Seed("a version from an unknown source", "subsidy", "    source: law", "    source: lex", "the source 'lex'"),
    Seed("paid at an unknown moment", "premium", "after: realisation", "after: signature", "signature", mend="choose"),
    Seed("paid after half a month", "premium", "months: 6", "months: 0.5", "0.5", mend="without decimals"),
    Seed("combines with an unknown mechanism", "premium", "with: [guarantee]", "with: [garantee]", "the mechanism 'garantee'", mend="did you mean 'guarantee'?"),
    Seed("combines with itself", "premium", "with: [guarantee]", "with: [premium]", "the same one", mend="remove it"),
    Seed("combines with one it excludes", "premium", "not_with: [subsidy]", "not_with: [guarantee]", "guarantee both allowed", mend="where the law puts it"),
    Seed("two mechanisms that contradict each other", "subsidy", "{unknown_with: [guarantee]}", "{with: [premium]}", "both allowed and refused", "combines:", "one of the two", "premium"),
    Seed("a case of an unknown fact", "premium.cases", "own_funds: 2_000_000", "own_fund: 2_000_000", "the fact 'own_fund'", mend="did you mean 'own_funds'?"),
    Seed("a case with a value out of bounds", "premium.cases", "jobs: 13", "jobs: 13_000", "13000", mend="correct the figure"),
    Seed("a case with an unknown choice", "premium.cases", "sector: mill", "sector: mil", "'mil'", mend="did you mean 'mill'?"),
    Seed("a case with an unknown place", "premium.cases", "place: BB-X", "place: BB-Q", "'BB-Q'"),
    Seed("a case dated before its mechanism", "premium.cases", "date: 2026-02-01", "date: 2018-02-01", "'closed'", "- case:", "whichever the law"),
    Seed("a case with another amount", "premium.cases", "expect: 900_000", "expect: 800_000", "900000", "- case:", "whichever the law"),
    Seed("a case with an unknown status", "subsidy.cases", "status: closed", "status: close", "close", mend="did you mean 'closed'?"),
    Seed("a case that expects nothing", "subsidy.cases", "expect: {status: closed}", "expect: {}", "nothing", mend="a status or a value"),
    Seed("a step after an unknown one", "steps", "after: [ask]", "after: [aks]", "the step 'aks'", mend="did you mean 'ask'?"),
    Seed("a step that needs an unknown document", "steps", "needs: [certificate]", "needs: [certificat]", "the document 'certificat'", mend="did you mean"),
    Seed("a step with an unknown body", "steps", "    when: sector == 'mill'\n    body: office", "    when: sector == 'mill'\n    body: bureau", "the operator 'bureau'", "body: bureau"),
    Seed("steps in a circle", "steps", "    gives: certificate\n", "    gives: certificate\n    after: [file]\n", "circle", "  ask:"),
    Seed("a step when a number", "steps", "when: sector == 'mill'", "when: cost", "a number in MAD"),
    Seed("days out of order", "steps", "{least: 1, typical: 2, most: 3, basis: estimated}", "{least: 1, typical: 5, most: 3, basis: estimated}", "1, 5, 3", mend="in order"),
    Seed("costs out of order", "steps", "least: 0, most: 100", "least: 200, most: 100", "100", mend="correct the cost"),
]  # fmt: skip

PLACES = [
    Seed("a pack under another name", "aa-bb/pack", "pack: aa-bb", "pack: aa-cc", "aa-cc", mend="equal"),
    Seed("a corridor to nowhere", "aa-bb/pack", "investment: bb\n", "", "no such key", "pack: aa-bb", "add investment"),
    Seed("a pack of an unknown kind", "aa-bb/pack", "kind: corridor", "kind: corridors", "corridors", mend="did you mean 'corridor'?"),
    Seed("a province of an unknown region", "provinces", "BB-Y,BB-01", "BB-Y,BB-02", "BB-02", mend="did you mean 'BB-01'?"),
    Seed("a province twice", "provinces", "BB-Z,", "BB-X,", "BB-X a second time", mend="remove this row"),
    Seed("a region twice", "regions", "North\n", "North\nBB-01,Sud,Zuid,جنوب,South\n", "BB-01 a second time", "Sud", "remove this row"),
    Seed("a row with a quote left open", "provinces", "Ysée", '"Ysée', "a row of another length", "BB-Z"),
    Seed("a column left out", "provinces", "code,region,", "code,regions,", "no column 'region'", mend="did you mean 'regions'?"),
    Seed("a column twice", "regions", "name_nl", "name_fr", "the column 'name_fr' twice"),
    Seed("a row too short", "provinces", ",Ysee,B,inferred,law", ",Ysee,B", "a row of another length"),
    Seed("a category known in an unknown way", "provinces", ",B,inferred", ",B,guessed", "guessed"),
    Seed("a province without a category", "provinces", "Zede,none,named,law\n", "Zede,none,named,law\nBB-V,BB-01,V,V,V,V,,,\n", "no zone for BB-V", "zone: lookup", "provinces.csv", "facts"),
    Seed("a category from an unknown source", "provinces", "inferred,law", "inferred,lex", "the source 'lex'"),
    Seed("a place without a name", "provinces", "BB-Y,BB-01,Ysée,Ysee", "BB-Y,BB-01,Ysée,", "no name_nl"),
    Seed("a figure of an unknown place", "indicators", "BB-X,population", "BB-Q,population", "BB-Q"),
    Seed("a figure that is none", "indicators", "2024,1000", "2024,1e3", "2024, 1e3"),
    Seed("a figure of a place from an unknown source", "indicators", "persons,law", "persons,lex", "the source 'lex'"),
    Seed("a region without a centre", "centres", "BB-01,Centre,Centrum,مركز,Centre,BB-X,,law\n", "", "no centre for BB-01", "BB-01", "centres.csv", "regions"),
    Seed("a centre of an unknown region", "centres", "BB-01,Centre", "BB-03,Centre", "BB-03"),
    Seed("a centre in an unknown place", "centres", "Centre,BB-X", "Centre,BB-Q", "BB-Q"),
    Seed("a figure of a place twice", "indicators", "law\n", "law\nBB-X,population,2024,1001,persons,law\n", "BB-X, population, 2024 a second time", "1001", "correct this row"),
    Seed("a territory that is no place", "subsidy", "operator: office\n", "operator: office\nterritory: [BB-02]\n", "the place 'BB-02'", "territory:", "did you mean 'BB-01'?"),
    Seed("a territory named twice", "subsidy", "operator: office\n", "operator: office\nterritory: [BB-X, BB-X]\n", "BB-X a second time", "territory:"),
    Seed("a territory that the conditions do not know", "subsidy", "operator: office\n", "operator: office\nterritory: [BB-X]\n", "conditions that also allow BB-Y, BB-Z", "- from: 2020", "state the territory"),
    Seed("conditions on the place without a territory", "guarantee", "is_not_deep: not deep", "is_here: {rule: zone == 'A', source: law}", "conditions that refuse BB-Y, BB-Z", "- from: 2020", "state the territory"),
    Seed("a place that is none, in a rule", "guarantee", "is_not_deep: not deep", "is_here: {rule: place == 'BB-Q', source: law}", "the choice 'BB-Q'"),
    Seed("a key that packs once had", "countries/bb/pack", "kind: country", "kind: country\nlater: [ports]", "the key 'later'", "later:"),
]  # fmt: skip

DAYS = [
    Seed("a source checked after the day of its pack", "sources", "checked_on: 2025-06-01", "checked_on: 2026-06-01", "2026-06-01, after the day of the pack (2026-01-01)", mend="the pack's own date"),
    Seed("a source published after the day of its pack", "sources", "published: 2020-01-01, checked_on: 2025-06-01", "published: 2026-06-01, checked_on: null", "2026-06-01, after the day of the pack"),
    Seed("a source checked before it was published", "sources", "checked_on: 2025-06-01", "checked_on: 2019-06-01", "2019-06-01, before it was published (2020-01-01)", mend="write that day"),
    Seed("a source checked in the year before that of its publication", "sources", "published: 2020-01-01, checked_on: 2025-06-01", "published: 2020, checked_on: 2019-12-31", "2019-12-31, before it was published (2020)"),
    Seed("a source that nobody would look at again", "sources", "review_every: 365", "review_every: 0", "0 days", mend="look again"),
    Seed("a state known in advance", "premium", "as_of: 2025-06-01", "as_of: 2026-02-01", "2026-02-01, after the day of the pack"),
    Seed("a version without a source", "levy", "    source: law\n    conditions:", "    conditions:", "a version without a source", "- from: 2020", "name the source"),
    Seed("a delay of payment on no source", "premium", "months: 6, source: law}", "months: 6}", "6 months, on no source", "pays:", "flagged"),
    Seed("a delay of payment on an unknown source", "premium", "months: 6, source: law}", "months: 6, source: lex}", "the source 'lex'"),
    Seed("years to pay back on no source", "premium", "combines: {with", "obliges: {claw_back_years: 5}\ncombines: {with", "5 years, on no source", "claw_back_years", "name who says so"),
]  # fmt: skip

DEAD = [
    rule("a condition that always holds", "cost >= 0", "always holds", "leave it out"),
    rule("a condition that never holds", "own_share < 0", "can never hold", "the sign"),
    rule("two thresholds that exclude each other", "cost >= cost_limit and cost < minimum_cost", "can never hold", "the sign"),
    rule("two thresholds of which one always holds", "cost < cost_limit or cost >= minimum_cost", "always holds", "leave it out"),
    rule("a claim and its opposite", "is_regular and not is_regular", "can never hold", "the sign"),
    Seed("a threshold beyond the bounds of its fact", "levy", "value: 18,", "value: 180,", "can never hold", "is_adult:", "the bounds of the fact"),
    Seed("conditions that exclude each other", "premium", "has_no_quarrel: not is_quarrel", "is_small: cost < minimum_cost", "never hold together", "- from: 2020", "the sign"),
]  # fmt: skip

SEEDS = [
    *UNITS,
    *CHOICES,
    *FIGURES,
    *LANGUAGE,
    *FACTS,
    *MECHANISMS,
    *PLACES,
    *DAYS,
    *DEAD,
]


class Stray(NamedTuple):
    """A file that should not be there, or not like this."""

    mistake: str
    path: str
    content: bytes
    found: str
    line: int | None = None


BANK = b"operators:\n  office: {kind: bank}\n"
STRAYS = [
    Stray("a file that nobody reads", "countries/bb/fact.yaml", b"facts: {}", "a file that nobody would read"),
    Stray("a file in a folder that nobody reads", "countries/bb/mechanisms/old/x.yaml", b"", "a file that nobody would read"),
    Stray("a table not in UTF-8", "countries/bb/places/regions.csv", "code,name_fr\nBB-01,Côté\n".encode("latin-1"), "not UTF-8"),
    Stray("rules not in UTF-8", "corridors/aa-bb/facts.yaml", b"facts: \xff", "not UTF-8"),
    Stray("a file above two million bytes", "corridors/aa-bb/facts.yaml", b"#" * 2_000_001, "2,000,001 bytes"),
    Stray("a name that two packs define", "corridors/aa-bb/operators.yaml", BANK, "'office' a second time", 2),
    Stray("places in a second pack", "corridors/aa-bb/places/regions.csv", b"code,name_fr\n", "places a second time"),
    Stray("cases of no mechanism", "countries/bb/mechanisms/premum.cases.yaml", b"- {case: A, date: 2026-01-01, given: {}, expect: 1}", "a case of premum", 1),
    Stray("a sentence that stands twice", "corridors/aa-bb/words/en/more.yaml", b"steps:\n  ask:\n    name: Ask\n", "name twice", 3),
    Stray("nested too deep", "corridors/aa-bb/facts.yaml", b"facts: " + b"[" * 50, "nesting too deep", 1),
]  # fmt: skip


@pytest.fixture
def whole(packs: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TWIZA_CACHE", str(packs.parent / "cache"))
    return write(packs, files())


def test_a_corridor_without_mistakes_has_none(whole):
    assert [str(problem) for problem in check_packs(whole)[0]] == []


def test_the_table_of_mistakes_is_long_and_names_each_once():
    named = [seed.mistake for seed in SEEDS]
    assert len(set(named)) == len(named) > 200


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.mistake)
def test_a_mistake_is_found_at_its_line_with_a_way_to_mend_it(whole, seed):
    sown = _path(whole, seed.file)
    before, after = sown.read_text().split(seed.old, 1)
    sown.write_text(before + seed.new + after)
    stands = _path(whole, seed.stands or seed.file)
    text = stands.read_text()
    start = len(before) + len(seed.new) - len(seed.new.lstrip())
    line = text[: text.index(seed.at) if seed.at else start].count("\n") + 1
    problem = _only_problem(whole)
    assert problem.where.split(", ")[:2] == [_shown(stands, whole), f"line {line}"]
    assert seed.found in problem.found
    assert seed.mend in problem.mend


@pytest.mark.parametrize("stray", STRAYS, ids=lambda stray: stray.mistake)
def test_a_file_that_cannot_stay_is_named(whole, stray):
    path = whole / stray.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(stray.content)
    problem = _only_problem(whole)
    place, _, rest = problem.where.partition(", ")
    assert place == (_shown(path, whole) if path.suffix != ".csv" else place)
    assert stray.found in problem.found
    assert stray.line is None or f"line {stray.line}" in rest.split(", ")[0]


def test_a_symbolic_link_is_refused_before_it_is_read(whole, tmp_path):
    (tmp_path / "outside.yaml").write_text("no pack at all")
    (whole / "countries/aa/facts.yaml").symlink_to(tmp_path / "outside.yaml")
    assert _only_problem(whole).found == "a symbolic link"


def test_each_of_two_mistakes_in_one_mechanism_is_found(whole):
    path = _path(whole, "levy")
    text = path.read_text().replace("age >= adult", "age >= wait")
    path.write_text(text.replace("stay >= wait", "stay >= adult"))
    problems, _ = check_packs(whole)
    assert [problem.where.rpartition(".")[2] for problem in problems] == [
        "is_adult",
        "has_stayed",
    ]


def test_a_part_that_rests_on_an_unverified_figure_may_stand_twice(whole):
    part = "zone_rate: lookup(zone, zone_rates)"
    minimum = "minimum_own_share: {unit: share, values: [{from: 2020-01-01, value: "
    path = _path(whole, "premium")
    text = path.read_text().replace(part, f"{part}\n      gap: own_share - least_own")
    text = text.replace(
        minimum,
        minimum.replace("minimum_own_share", "least_own")
        + "null, unverified: hearsay, source: law}]}\n  "
        + minimum,
    )
    text = text.replace(REGULAR, "      one: gap >= 0\n      two: gap >= own_share")
    path.write_text(text)
    assert _problems(whole) == []


def _only_problem(root: Path) -> TwizaError:
    found = _problems(root)
    assert len(found) == 1, [str(problem) for problem in found]
    assert len(found[0].mend) > 6 and found[0].expected
    return found[0]


def _problems(root: Path) -> list[TwizaError]:
    """Something new has no words yet: no mistake of the seed."""
    problems, _ = check_packs(root)
    return [problem for problem in problems if problem.found != "no sentence"]


def _path(root: Path, file: str) -> Path:
    named = [name for name in files() if Path(name).with_suffix("").match(file)]
    (name,) = [name for name in named if "/words/" not in name]
    return root / name


def _shown(path: Path, root: Path) -> str:
    return f"packs/{path.relative_to(root).as_posix()}"
