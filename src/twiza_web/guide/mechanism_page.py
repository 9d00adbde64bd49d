"""What a mechanism's page shows: its state on a date, every version and figure."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from twiza.formats import month
from twiza.packs.model import ApplyStep, Mechanism, Rulebook, Version
from twiza_web.guide.figures import ParameterView, figures
from twiza_web.guide.payment import delay
from twiza_web.guide.reader import Reader
from twiza_web.guide.sources import SourceView, age_note
from twiza_web.guide.windows import Window, window


@dataclass(frozen=True)
class Entry:
    name: str
    title: str
    summary: str
    window: Window


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
    window: Window
    note: str
    is_current: bool
    is_read: bool
    conditions: list[ConditionView]
    source: SourceView | None


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
    window: Window
    paid: str
    paid_mark: str
    versions: list[VersionView]
    parameters: list[ParameterView]
    apply: list[tuple[str, str, int | None]]
    obliges: str
    obliges_mark: str
    obliges_source: SourceView | None
    together: list[Together]
    sources: list[SourceView]
    age: str


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
    trail = ("mechanisms", mechanism.name)
    return Entry(
        name=mechanism.name,
        title=rulebook.word(language, *trail, "name"),
        summary=rulebook.word(language, *trail, "summary"),
        window=window(rulebook, mechanism, language, on=on, today=on),
    )


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


def mechanism_view(reader: Reader) -> MechanismView:
    mechanism = reader.mechanism
    operator = reader.rulebook.operators[mechanism.operator]
    sources = [reader.source(name) for name in mechanism.sources]
    return MechanismView(
        name=mechanism.name,
        title=reader.own("name"),
        summary=reader.own("summary"),
        kind=kind_in_words(mechanism.kind),
        operator=reader.word("operators", mechanism.operator, "name"),
        operator_url=operator.url or "",
        call_for=reader.word("operators", mechanism.operator, "call_for"),
        window=reader.window(),
        paid=delay(mechanism.pays),
        paid_mark=reader.reason(mechanism.pays and mechanism.pays.flagged),
        versions=[_version(reader, held) for held in reversed(mechanism.versions)],
        parameters=figures(reader),
        apply=[_step(reader, step) for step in mechanism.apply],
        obliges=_obliges(mechanism),
        obliges_mark=reader.reason(mechanism.obliges.get("contested")),
        obliges_source=reader.source(mechanism.obliges.get("source")),
        together=_together(reader),
        sources=[source for source in sources if source],
        age=age_note([*sources, reader.source(operator.source)]),
    )


def _step(reader: Reader, step: ApplyStep) -> tuple[str, str, int | None]:
    body = reader.word("operators", step.body, "name")
    return reader.own("apply", step.name), body, step.days


def _version(reader: Reader, version: Version) -> VersionView:
    found, is_current = reader.window_of(version), version.holds(reader.on)
    return VersionView(
        dates=_dates(reader, version),
        # Colour is kept for the version in force.
        window=found if is_current else replace(found, tone=""),
        note=reader.own("notes", version.note) if version.note else "",
        is_current=is_current,
        is_read=version.conditions is not None or version.state == "announced",
        conditions=[
            ConditionView(
                reader.own("conditions", condition.name),
                reader.reason(condition.reason),
            )
            for condition in version.conditions or ()
        ],
        source=reader.source(version.source),
    )


def _dates(reader: Reader, version: Version) -> str:
    since = {
        "year": str(version.start.year),
        "month": month(version.start, reader.language),
        "day": reader.day(version.start),
    }[version.precision]
    if version.end is None and version.precision == "day":
        return _("since %(day)s") % {"day": since}  # French says "depuis le"
    if version.end is None:
        return _("since %(date)s") % {"date": since}
    until = reader.day(version.end)
    return _("%(since)s to %(until)s") % {"since": since, "until": until}


def _obliges(mechanism: Mechanism) -> str:
    years = mechanism.obliges.get("claw_back_years")
    if not isinstance(years, int):
        return ""
    return _("The aid is to be given back if you leave within %(years)s years.") % {
        "years": years
    }


def _together(reader: Reader) -> list[Together]:
    combines, known = reader.mechanism.combines, reader.rulebook.mechanisms
    groups = (
        (_("Goes together with"), combines.allowed),
        (_("Does not go together with"), combines.excluded),
        (_("No text found on the two together: ask"), combines.unknown),
    )
    return [
        Together(
            title,
            [
                (name, reader.word("mechanisms", name, "name"))
                for name in sorted(names & set(known))
            ],
        )
        for title, names in groups
        if names & set(known)
    ]
