"""What a mechanism's page shows: its state on a date, every version and figure."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from twiza.formats import day, quantity
from twiza.packs.model import (
    DatedValue,
    Mechanism,
    Parameter,
    Row,
    Rulebook,
    Version,
)
from twiza_web.guide.sources import SourceView, source_view


@dataclass(frozen=True)
class Entry:
    name: str
    title: str
    summary: str
    state: str
    state_words: str
    as_of: str


@dataclass(frozen=True)
class Group:
    title: str
    entries: list[Entry]


@dataclass(frozen=True)
class ConditionView:
    text: str
    mark: str


@dataclass(frozen=True)
class VersionView:
    dates: str
    state: str
    state_words: str
    as_of: str
    note: str
    is_current: bool
    is_read: bool
    conditions: list[ConditionView]
    source: SourceView | None


@dataclass(frozen=True)
class ValueView:
    since: str
    text: str
    rows: list[str]
    mark: str
    contested: str
    is_current: bool
    source: SourceView | None


@dataclass(frozen=True)
class ParameterView:
    title: str
    values: list[ValueView]


@dataclass(frozen=True)
class Together:
    title: str
    names: list[tuple[str, str]]


@dataclass(frozen=True)
class MechanismView:
    name: str
    title: str
    summary: str
    kind: str
    operator: str
    operator_url: str
    call_for: str
    state: str
    state_words: str
    as_of: str
    versions: list[VersionView]
    parameters: list[ParameterView]
    apply: list[tuple[str, str, int | None]]
    obliges: str
    together: list[Together]
    sources: list[SourceView]


def mechanism_groups(
    rulebook: Rulebook, language: str, on: datetime.date
) -> list[Group]:
    titles = {
        "aid": _("Aids"),
        "charge": _("Charges"),
        "duty": _("Duties"),
    }
    found = []
    for role, title in titles.items():
        entries = [
            _entry(rulebook, mechanism, language, on)
            for mechanism in rulebook.mechanisms.values()
            if mechanism.role == role
        ]
        if entries:
            entries.sort(key=lambda entry: entry.title)
            found.append(Group(title, entries))
    return found


def _entry(
    rulebook: Rulebook, mechanism: Mechanism, language: str, on: datetime.date
) -> Entry:
    state, as_of = _state(mechanism, on)
    trail = ("mechanisms", mechanism.name)
    return Entry(
        name=mechanism.name,
        title=rulebook.word(language, *trail, "name"),
        summary=rulebook.word(language, *trail, "summary"),
        state=state,
        state_words=state_in_words(state),
        as_of=day(as_of, language) if as_of else "",
    )


def _state(mechanism: Mechanism, on: datetime.date) -> tuple[str, datetime.date | None]:
    version = mechanism.version_at(on)
    if version is None:
        first = mechanism.versions[0]
        uncovered = on < first.start and not first.started
        return ("unknown" if uncovered else "closed"), None
    return version.state, version.as_of


def state_in_words(state: str) -> str:
    return {
        "announced": _("announced, not payable yet"),
        "open": _("open"),
        "suspended": _("suspended"),
        "closed": _("closed"),
        "unknown": _("to be checked"),
    }[state]


def kind_in_words(kind: str) -> str:
    return {
        "grant": _("Grant"),
        "premium": _("Premium"),
        "guarantee": _("Loan guarantee"),
        "loan": _("Loan"),
        "equity": _("Equity"),
        "tax": _("Tax"),
        "customs": _("Customs"),
        "exchange": _("Exchange rules"),
        "coaching": _("Coaching"),
        "training": _("Training"),
    }[kind]


def mechanism_view(
    rulebook: Rulebook, mechanism: Mechanism, language: str, on: datetime.date
) -> MechanismView:
    return _Page(rulebook, mechanism, language, on).view()


class _Page:
    def __init__(
        self,
        rulebook: Rulebook,
        mechanism: Mechanism,
        language: str,
        on: datetime.date,
    ) -> None:
        self.rulebook, self.mechanism = rulebook, mechanism
        self.language, self.on = language, on

    def word(self, *trail: str) -> str:
        return self.rulebook.word(self.language, *trail)

    def own(self, *trail: str) -> str:
        return self.word("mechanisms", self.mechanism.name, *trail)

    def source(self, name: str | None) -> SourceView | None:
        return source_view(self.rulebook, name, self.language, self.on)

    def day(self, on: datetime.date) -> str:
        return day(on, self.language)

    def view(self) -> MechanismView:
        mechanism = self.mechanism
        state, as_of = _state(mechanism, self.on)
        operator = self.rulebook.operators[mechanism.operator]
        sources = [self.source(name) for name in mechanism.sources]
        return MechanismView(
            name=mechanism.name,
            title=self.own("name"),
            summary=self.own("summary"),
            kind=kind_in_words(mechanism.kind),
            operator=self.word("operators", mechanism.operator, "name"),
            operator_url=operator.url or "",
            call_for=self.word("operators", mechanism.operator, "call_for"),
            state=state,
            state_words=state_in_words(state),
            as_of=self.day(as_of) if as_of else "",
            versions=[self._version(held) for held in reversed(mechanism.versions)],
            parameters=[self._parameter(p) for p in mechanism.parameters.values()],
            apply=self._apply(),
            obliges=self._obliges(),
            together=self._together(),
            sources=[source for source in sources if source],
        )

    def _apply(self) -> list[tuple[str, str, int | None]]:
        return [
            (self.own("apply", s.name), self.word("operators", s.body, "name"), s.days)
            for s in self.mechanism.apply
        ]

    def _version(self, version: Version) -> VersionView:
        return VersionView(
            dates=self._dates(version),
            state=version.state,
            state_words=state_in_words(version.state),
            as_of=self.day(version.as_of) if version.as_of else "",
            note=self.own("notes", version.note) if version.note else "",
            is_current=version.holds(self.on),
            is_read=version.conditions is not None or version.state == "announced",
            conditions=[
                ConditionView(
                    self.own("conditions", condition.name),
                    self.word("reasons", condition.reason) if condition.reason else "",
                )
                for condition in version.conditions or ()
            ],
            source=self.source(version.source),
        )

    def _dates(self, version: Version) -> str:
        since = {
            "year": str(version.start.year),
            "month": f"{version.start:%m/%Y}",
            "day": self.day(version.start),
        }[version.precision]
        if version.end is None:
            return _("since %(date)s") % {"date": since}
        return _("%(since)s to %(until)s") % {
            "since": since,
            "until": self.day(version.end),
        }

    def _parameter(self, parameter: Parameter) -> ParameterView:
        current = parameter.at(self.on)
        return ParameterView(
            self.own("parameters", parameter.name),
            [
                self._value(parameter, held, is_current=held is current)
                for held in reversed(parameter.values)
            ],
        )

    def _value(
        self, parameter: Parameter, held: DatedValue, *, is_current: bool
    ) -> ValueView:
        rows = self._rows(parameter, held)
        contested = held.contested
        if isinstance(contested, (int, float)):
            contested = self._quantity(contested, parameter.unit)
        elif contested:
            contested = self.word("reasons", contested)
        return ValueView(
            since=self.day(held.start),
            text="" if rows else self._figure(parameter, held),
            rows=rows,
            mark=self.word("reasons", held.reason) if held.reason else "",
            contested=contested or "",
            is_current=is_current,
            source=self.source(held.source),
        )

    def _figure(self, parameter: Parameter, held: DatedValue) -> str:
        if isinstance(held.value, (int, float)):
            return self._quantity(held.value, parameter.unit)
        if held.least is not None and held.most is not None:
            least = self._quantity(held.least, parameter.unit)
            return f"{least} – {self._quantity(held.most, parameter.unit)}"
        return _("not found: ask the operator")

    def _rows(self, parameter: Parameter, held: DatedValue) -> list[str]:
        if isinstance(held.value, dict):
            unit = parameter.unit
            return [
                f"{self._choice(parameter.key, key)}: {self._quantity(value, unit)}"
                for key, value in held.value.items()
            ]
        if not isinstance(held.value, tuple):
            return []
        return [
            self._row(parameter, item)
            if isinstance(item, Row)
            else self.word("choices", parameter.key, item)
            for item in held.value
        ]

    def _row(self, parameter: Parameter, row: Row) -> str:
        shown = _("from %(threshold)s") if row.inclusive else _("above %(threshold)s")
        threshold = self._quantity(row.threshold, parameter.key)
        value = self._quantity(row.value, parameter.unit)
        return f"{shown % {'threshold': threshold}}: {value}"

    def _choice(self, key: str, value: str) -> str:
        if key in self.rulebook.facts:
            return self.word("choices", key, value)
        return {"none": _("no category")}.get(value, value)

    def _quantity(self, value: float, unit: str) -> str:
        names = {
            "job": _("jobs"),
            "month": _("months"),
            "year": _("years"),
            "job/MMAD": _("jobs per million dirhams"),
        }
        return quantity(value, names.get(unit, unit), self.language)

    def _obliges(self) -> str:
        years = self.mechanism.obliges.get("claw_back_years")
        if not isinstance(years, int):
            return ""
        return _("The aid is to be given back if you leave within %(years)s years.") % {
            "years": years
        }

    def _together(self) -> list[Together]:
        combines = self.mechanism.combines
        groups = (
            (_("Goes together with"), combines.allowed),
            (_("Does not go together with"), combines.excluded),
            (_("No text found on the two together: ask"), combines.unknown),
        )
        return [
            Together(
                title,
                [
                    (name, self.word("mechanisms", name, "name"))
                    for name in sorted(names)
                    if name in self.rulebook.mechanisms
                ],
            )
            for title, names in groups
            if names & set(self.rulebook.mechanisms)
        ]
