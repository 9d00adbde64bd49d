"""What a pack holds once it is read: frozen values, every one with the place it came
from.
"""

from __future__ import annotations

import datetime
from typing import Literal

from twiza.records import record

Grade = Literal["sourced", "flagged", "unverified"]
State = Literal["announced", "open", "suspended", "closed", "unknown"]
Freshness = Literal["fresh", "due", "stale", "withdrawn"]
Value = float | tuple[str, ...] | tuple["Row", ...] | dict[str, float] | None

LANGUAGES = ("fr", "nl", "ar", "en")
ABOUT = ("investor", "venture", "money", "jobs")
NUMERIC = ("money", "share", "count", "number")
ADDING_KINDS = ("grant", "premium")
# What a tax rule, a customs or exchange regime, coaching or training gives stands
# beside any package: it is no money of a plan, and silence about it excludes nothing.
PACKAGE_KINDS = (*ADDING_KINDS, "guarantee", "loan", "equity")
# Parts of a rule that a package reads, each an amount of money.
MONEY_PARTS = ("least_own_funds", "least_ticket", "principal")


@record
class Source:
    """Who says so, and the day on which the text was last known to say it."""

    name: str
    kind: str
    publisher: str
    title: str | None
    url: str | None
    published: str | None
    checked_on: datetime.date | None
    review_every: int
    withdrawn: str | None
    where: str

    def state(self, on: datetime.date) -> Freshness:
        if self.withdrawn:
            return "withdrawn"
        if self.checked_on is None:
            return "due"
        age = (on - self.checked_on).days
        if age <= self.review_every:
            return "fresh"
        return "due" if age <= 2 * self.review_every else "stale"


@record
class Lever:
    """How a person can move a fact: by `step`, up to `reach` times its present value.

    within  a fact that a move never makes it exceed: own funds within the cost
    to      of a flag, a choice or a place: the values it can be moved to; all of them
            where none is named
    """

    step: float = 1
    reach: float = 1
    from_zero: float = 0
    within: str | None = None
    to: tuple[bool | str, ...] = ()


@record
class Assumption:
    value: object
    unless: str | None
    source: str


@record
class Fact:
    """Something one knows about an investor or a venture.

    local   `region` or `province`: an answer that holds only as long as the venture
            stays in its region or province
    """

    name: str
    about: str
    type: str
    unit: str
    least: float
    most: float
    choices: tuple[str, ...]
    lever: Lever | None
    assume: Assumption | None
    local: str | None
    where: str

    @property
    def is_numeric(self) -> bool:
        return self.type in NUMERIC


@record
class Row:
    """One row of bands or of a scale: `value` holds from (or above) `threshold`."""

    threshold: float
    inclusive: bool
    value: float


@record
class DatedValue:
    """A figure from a date on, with its source and the grade of its evidence."""

    start: datetime.date
    value: Value
    source: str
    grade: Grade
    reason: str | None
    contested: float | str | None
    contested_source: str | None
    least: float | None
    most: float | None
    where: str

    @property
    def sources(self) -> tuple[str, ...]:
        """Who gives the figure, and who reads it otherwise."""
        other = self.contested_source
        return (self.source, other) if other else (self.source,)


@record
class Parameter:
    """A dated figure, or list of choices, bands, scale or table, oldest value first."""

    name: str
    form: Literal["number", "choices", "bands", "scale", "table"]
    unit: str
    key: str
    values: tuple[DatedValue, ...]
    where: str

    def at(self, on: datetime.date) -> DatedValue | None:
        held = [value for value in self.values if value.start <= on]
        return held[-1] if held else None


@record
class Condition:
    name: str
    rule: str
    source: str | None
    grade: Grade
    reason: str | None
    where: str


@record
class Version:
    """The shape of a mechanism between two dates. `conditions` is None where nobody
    read them.
    """

    start: datetime.date
    end: datetime.date | None
    precision: str
    started: bool
    state: State
    as_of: datetime.date | None
    source: str | None
    note: str | None
    conditions: tuple[Condition, ...] | None
    parts: dict[str, str]
    amount: str | None
    is_ceiling: bool
    currency: str
    where: str

    def holds(self, on: datetime.date) -> bool:
        return self.start <= on and (self.end is None or on <= self.end)


@record
class Pays:
    after: str
    months: int
    flagged: str | None
    source: str | None = None


@record
class ApplyStep:
    """A step of applying for a mechanism.

    after              procedure steps that come first; None where the pack is silent
    before_spending    what it gives must be held before money of the investment is spent
    after_realisation  it waits for the investment to be made
    """

    name: str
    body: str
    days: int | None
    ways: tuple[str, ...] = ()
    counts_working_days: bool = False
    after: tuple[str, ...] | None = None
    before_spending: bool = False
    after_realisation: bool = False


@record
class Combination:
    allowed: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()


@record
class Mechanism:
    name: str
    pack: str
    role: str
    kind: str
    operator: str
    territory: tuple[str, ...]
    parameters: dict[str, Parameter]
    versions: tuple[Version, ...]
    pays: Pays | None
    obliges: dict[str, object]
    combines: Combination
    apply: tuple[ApplyStep, ...]
    sources: tuple[str, ...]
    where: str

    def version_at(self, on: datetime.date) -> Version | None:
        return next((version for version in self.versions if version.holds(on)), None)


@record
class Ceiling:
    """A shared cap: what several aids may come to together.

    kinds             it covers every aid of these kinds; else `over` was named
    over              the mechanisms it covers
    leaves_own_funds  it falls by what a package asks the investor to bring
    law               its dated amounts and their sources, in the shape of a mechanism
    """

    name: str
    kinds: tuple[str, ...]
    over: frozenset[str]
    leaves_own_funds: bool
    flagged: str | None
    law: Mechanism
    where: str


@record
class Operator:
    name: str
    kind: str
    url: str | None
    source: str | None
    where: str


@record
class Document:
    name: str
    validity_days: int | None
    source: str | None
    where: str


@record
class Range:
    least: float | None
    most: float | None
    typical: float | None = None


@record
class Step:
    """A procedure step: when it is needed, with whom, where, how long, at what cost.

    founds  the firm exists from its end on
    spends  by its end money of the investment has been spent
    """

    name: str
    when: str | None
    body: str
    ways: tuple[str, ...]
    cost: Range
    currency: str
    cost_grade: Grade
    cost_reason: str | None
    days: Range
    days_basis: str
    after: tuple[str, ...]
    needs: tuple[str, ...]
    gives: str | None
    sources: tuple[str, ...]
    where: str
    counts_working_days: bool = False
    founds: bool = False
    spends: bool = False


@record
class LegalForm:
    """What a business may be in law; `values` are the choices that stand for it.

    liability  limited, unlimited, of_the_parent
    figures    what a figure says of the form, and the parameter that holds it
    taxed_by   mechanisms, or shared figures such as a scale
    asks       what it obliges to, each a sentence of the words
    """

    name: str
    values: tuple[str, ...]
    liability: str
    figures: dict[str, str]
    taxed_by: tuple[str, ...]
    asks: tuple[str, ...]
    sources: tuple[str, ...]
    where: str


@record
class Cell:
    """A category of a place, with how it is known."""

    value: str
    basis: str
    source: str


@record
class Place:
    code: str
    region: str | None
    type: str
    names: dict[str, str]
    is_pilot: bool
    columns: dict[str, Cell]

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names["fr"]


@record
class Reading:
    """One reading of an indicator in a place and a year."""

    indicator: str
    year: int
    value: float
    unit: str
    source: str


@record
class Centre:
    region: str
    names: dict[str, str]
    seat: str
    branches: str
    url: str | None
    source: str

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names["fr"]


@record
class Places:
    regions: dict[str, Place]
    provinces: dict[str, Place]
    readings: dict[str, tuple[Reading, ...]]
    centres: dict[str, Centre]

    def centre_of(self, province: str) -> Centre | None:
        place = self.provinces.get(province)
        return self.centres.get(place.region or "") if place else None

    def indicators_of(self, code: str) -> tuple[Reading, ...]:
        return self.readings.get(code, ())

    def columns(self) -> dict[str, tuple[str, ...]]:
        """Category columns and the values they take, in order of appearance."""
        found: dict[str, dict[str, None]] = {}
        for place in self.provinces.values():
            for name, cell in place.columns.items():
                found.setdefault(name, {})[cell.value] = None
        return {name: tuple(values) for name, values in found.items()}


@record
class PlanRole:
    """Which figures or mechanism of the packs play a part in every business plan."""

    name: str
    entries: tuple[str, ...]
    where: str


@record
class PackInfo:
    name: str
    kind: str
    version: str
    date: datetime.date
    residence: str | None
    investment: str | None
    where: str


def word_in(
    words: dict[str, dict[str, object]], language: str, trail: tuple[str, ...]
) -> str:
    for tongue in (language, "en"):
        found: object = words.get(tongue, {})
        for name in trail:
            found = found.get(name) if isinstance(found, dict) else None
        if isinstance(found, str):
            return found
    return trail[-1]


@record
class Rulebook:
    """The packs of one corridor, merged: everything an answer may rest on."""

    name: str
    packs: tuple[PackInfo, ...]
    content_hash: str
    facts: dict[str, Fact]
    derived: dict[str, str]
    consistency: dict[str, str]
    rule_places: dict[str, str]
    parameters: dict[str, Parameter]
    mechanisms: dict[str, Mechanism]
    ceilings: dict[str, Ceiling]
    operators: dict[str, Operator]
    documents: dict[str, Document]
    steps: dict[str, Step]
    legal_forms: dict[str, LegalForm]
    sources: dict[str, Source]
    places: Places
    words: dict[str, dict[str, object]]
    cases: tuple[Case, ...]
    package_cases: tuple[PackageCase, ...]
    plan_roles: dict[str, PlanRole]

    @property
    def version(self) -> str:
        return self.packs[-1].version

    def __repr__(self) -> str:
        return (
            f"<Rulebook {self.name} {self.version}, {len(self.mechanisms)} mechanisms>"
        )

    def word(self, language: str, *trail: str) -> str:
        """The sentence at `trail`, else the English one, else the last name of the
        trail.
        """
        return word_in(self.words, language, trail)


@record
class Case:
    """A signed example: what the answer about one mechanism must be, and the
    arithmetic.
    """

    sentence: str
    mechanism: str
    on: datetime.date
    given: dict[str, object]
    expect: dict[str, object]
    because: str
    where: str


@record
class PackageCase:
    """A signed example of a whole package: which aids, for how much, and why."""

    sentence: str
    on: datetime.date
    given: dict[str, object]
    plan: dict[str, object]
    expect: dict[str, object]
    because: str
    where: str
