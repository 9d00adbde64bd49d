"""Reads mechanisms and their signed cases."""

from __future__ import annotations

import itertools

from twiza.packs.entries import (
    grade_of,
    optional_day,
    optional_text,
    read_sources,
    start_of,
    stated_currency,
    whole,
)
from twiza.packs.model import (
    ApplyStep,
    Case,
    Combination,
    Condition,
    Mechanism,
    Parameter,
    Pays,
    Source,
    State,
    Version,
)
from twiza.packs.parameters import read_parameters
from twiza.packs.reading import Node
from twiza.packs.steps import counts_working_days, ways_of

ROLES = ("aid", "charge", "duty")
KINDS = (
    *("grant", "premium", "guarantee", "loan", "equity"),
    *("tax", "customs", "exchange", "coaching", "training"),
)
STATUSES = ("eligible", "ineligible", "undetermined", "closed", "not_computable")
STATES: tuple[State, ...] = ("announced", "open", "suspended", "unknown")


def read_mechanism(node: Node, pack: str) -> tuple[Mechanism, list[Source]]:
    """One mechanism and the sources stated in its file."""
    part = node.keyed(
        "mechanism role kind operator versions",
        "territory parameters pays obliges combines ceilings apply sources",
    )
    name = part["mechanism"].text()
    sources = list(read_sources(part["sources"])) if "sources" in part else []
    parameters = (
        {item.name: item for item in read_parameters(part["parameters"])}
        if "parameters" in part
        else {}
    )
    role = part["role"].one_of(ROLES)
    versions = _versions(part["versions"])
    if role == "duty":
        _without_amount(part["versions"])
    mechanism = Mechanism(
        name=name,
        pack=pack,
        role=role,
        kind=part["kind"].one_of(KINDS),
        operator=part["operator"].text(),
        territory=part["territory"].once() if "territory" in part else (),
        parameters=parameters,
        versions=versions,
        pays=_pays(part["pays"]) if "pays" in part else None,
        obliges=_obliges(part.get("obliges")),
        combines=_combines(part["combines"], name)
        if "combines" in part
        else Combination(),
        apply=_apply(part["apply"]) if "apply" in part else (),
        sources=_sources_used(parameters, versions, sources),
        where=node.file,
    )
    return mechanism, sources


def _sources_used(
    parameters: dict[str, Parameter], versions: tuple[Version, ...], own: list[Source]
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for parameter in parameters.values():
        found.update(
            (name, None) for value in parameter.values for name in value.sources
        )
    for version in versions:
        if version.source:
            found[version.source] = None
        for condition in version.conditions or ():
            if condition.source:
                found[condition.source] = None
    found.update((source.name, None) for source in own)
    return tuple(found)


def _versions(node: Node) -> tuple[Version, ...]:
    dated = sorted(
        ((_version(item), item) for item in node.items()),
        key=lambda pair: pair[0].start,
    )
    if not dated:
        raise node.wrong("at least one version", "add one", found="none")
    for (before, _), (after, item) in itertools.pairwise(dated):
        if before.end is None or before.end >= after.start:
            raise item.wrong(
                "versions that never overlap",
                "give the earlier version an `until` before the later one's `from`",
                found=f"one until {before.end or 'further notice'}, the next from"
                f" {after.start}",
            )
    return tuple(version for version, _ in dated)


def _without_amount(versions: Node) -> None:
    for version in versions.items():
        if "amount" in version.mapping():
            raise version.mapping()["amount"].wrong(
                "no amount: a duty is not money", "remove amount, or correct the role"
            )


def _version(node: Node) -> Version:
    part = node.keyed(
        "from state",
        "from_precision until started as_of source note conditions parts amount"
        " amount_is currency",
    )
    start, precision = start_of(part)
    end = optional_day(part.get("until"))
    if end is not None and end < start:
        raise part["until"].wrong(f"a day on or after {start}", "correct the dates")
    return Version(
        start=start,
        end=end,
        precision=precision,
        started=part["started"].flag() if "started" in part else False,
        state=part["state"].one_of(STATES),  # type: ignore[arg-type]
        as_of=optional_day(part.get("as_of")),
        source=optional_text(part.get("source")),
        note=optional_text(part.get("note")),
        conditions=_conditions(part["conditions"]) if "conditions" in part else None,
        parts={key: item.text() for key, item in part["parts"].mapping().items()}
        if "parts" in part
        else {},
        amount=optional_text(part.get("amount")),
        is_ceiling="amount_is" in part
        and part["amount_is"].one_of(("exactly", "up_to")) == "up_to",
        currency=stated_currency(part["currency"]) if "currency" in part else "MAD",
        where=node.where,
    )


def _conditions(node: Node) -> tuple[Condition, ...]:
    if not node.mapping():
        raise node.wrong(
            "at least one condition",
            "write it, or leave the key out: the version then counts as not read",
            found="no condition, so that everybody would be eligible",
        )
    return tuple(_condition(name, item) for name, item in node.mapping().items())


def _condition(name: str, node: Node) -> Condition:
    if node.entries is None:
        return Condition(name, node.text(), None, "sourced", None, node.where)
    part = node.keyed("rule", "source flagged unverified contested")
    grade, reason = grade_of(part)
    if "contested" in part:
        grade, reason = "flagged", reason or part["contested"].text()
    source = optional_text(part.get("source"))
    return Condition(name, part["rule"].text(), source, grade, reason, node.where)


def _pays(node: Node) -> Pays:
    part = node.keyed("after months", "flagged source")
    after = part["after"].one_of(("agreement", "realisation", "call"))
    return Pays(
        after,
        whole(part["months"]),
        optional_text(part.get("flagged")),
        optional_text(part.get("source")),
    )


def _obliges(node: Node | None) -> dict[str, object]:
    if node is None:
        return {}
    part = node.keyed("", "claw_back_years source contested flagged text")
    found: dict[str, object] = {
        key: item.text() for key, item in part.items() if key != "claw_back_years"
    }
    if "claw_back_years" in part:
        found["claw_back_years"] = whole(part["claw_back_years"])
    return found


def _combines(node: Node, mechanism: str) -> Combination:
    groups: dict[str, set[str]] = {
        "with": set(),
        "not_with": set(),
        "unknown_with": set(),
    }
    for key, part in node.keyed("", " ".join(groups)).items():
        part.once()
        for item in part.items():
            other = item.text()
            if other == mechanism:
                raise item.wrong("another mechanism", "remove it", found="the same one")
            if any(other in group for group in groups.values()):
                raise item.wrong(
                    "each mechanism in one of the three lists",
                    "keep it where the law puts it",
                    found=f"{other} both allowed and refused together, or unknown",
                )
            groups[key].add(other)
    allowed, excluded, unknown = map(frozenset, groups.values())
    return Combination(allowed, excluded, unknown)


def _apply(node: Node) -> tuple[ApplyStep, ...]:
    steps = []
    for item in node.items():
        keys = "days count where after before_spending after_realisation"
        part = item.keyed("step body", keys)
        days, where = part.get("days"), part.get("where")
        steps.append(
            ApplyStep(
                name=part["step"].text(),
                body=part["body"].text(),
                days=None if days is None or days.is_null else whole(days),
                ways=() if where is None else ways_of(where),
                counts_working_days=counts_working_days(part.get("count")),
                after=part["after"].texts() if "after" in part else None,
                **{
                    name: name in part and part[name].flag()
                    for name in ("before_spending", "after_realisation")
                },
            )
        )
    return tuple(steps)


def read_cases(node: Node, mechanism: str) -> list[Case]:
    cases = []
    for item in node.items():
        part = item.keyed("case date given expect", "because")
        cases.append(
            Case(
                sentence=part["case"].text(),
                mechanism=mechanism,
                on=part["date"].day(),
                given={
                    key: value.plain() for key, value in part["given"].mapping().items()
                },
                expect=_expected(part["expect"]),
                because=optional_text(part.get("because")) or "",
                where=item.where,
            )
        )
    return cases


def _expected(node: Node) -> dict[str, object]:
    if node.entries is None:
        return {"status": "eligible", "value": node.number()}
    part = node.keyed("", "status value least most least_if_granted reason state holds")
    if not part:
        raise node.wrong(
            "what the law gives", "write a status or a value", found="nothing"
        )
    if "status" in part:
        part["status"].one_of(STATUSES)
    return {key: value.plain() for key, value in part.items()}
