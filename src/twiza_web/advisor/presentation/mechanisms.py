"""One mechanism: what it gives, whether its window is open, why or why not."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from twiza_web.advisor.presentation.wording import Json, Wording
from twiza_web.guide.mechanism_page import kind_in_words
from twiza_web.guide.payment import expected
from twiza_web.guide.sources import SourceView
from twiza_web.guide.windows import Window

MARKS = {True: ("yes", "✓"), False: ("no", "✗"), None: ("open", "?")}
COLOURS = {
    "eligible": "yes",
    "undetermined": "open",
    "ineligible": "no",
    "closed": "off",
    "not_computable": "off",
}


@dataclass(frozen=True)
class ConditionView:
    state: str
    mark: str
    spoken: str
    text: str


@dataclass(frozen=True)
class MechanismView:
    """All that the law and the day say of it, whatever the sums."""

    id: str
    name: str
    summary: str
    kind: str
    operator: str
    role: str
    status: str
    status_label: str
    colour: str
    pays: str
    window: Window
    note: str
    reason: str
    flags: list[str]
    conditions: list[ConditionView]
    counts: str
    sources: list[SourceView]

    @property
    def failed(self) -> list[ConditionView]:
        return [condition for condition in self.conditions if condition.state == "no"]


def mechanism_view(item: Json, wording: Wording) -> MechanismView:
    name, note = item["id"], item["availability"]["note"]
    conditions = _conditions(item, wording)
    return MechanismView(
        id=name,
        name=wording.mechanism(name),
        summary=wording.word("mechanisms", name, "summary"),
        kind=kind_in_words(item["kind"]),
        operator=wording.operator(item["operator"]),
        role=item["role"],
        status=item["status"],
        status_label=status_label(item),
        colour=COLOURS[item["status"]],
        pays=_paid_when(item["pays"], wording),
        window=wording.window(name),
        note=_note(name, note, wording),
        reason=_reason(item),
        flags=_flags(item, wording),
        conditions=conditions,
        counts=_counts(conditions),
        sources=_sources(item, wording),
    )


def status_label(item: Json) -> str:
    if item["role"] != "aid" and item["status"] == "eligible":
        return _("Applies to you")
    if item["role"] != "aid" and item["status"] == "ineligible":
        return _("Does not apply to you")
    return {
        "eligible": _("You fit"),
        "undetermined": _("Not yet known"),
        "ineligible": _("You do not fit"),
        "closed": _("Closed"),
        "not_computable": _("Could not be computed"),
    }[item["status"]]


def _paid_when(pays: Json | None, wording: Wording) -> str:
    return expected(pays["after"], wording.month(pays["date"])) if pays else ""


def _note(name: str, note: str | None, wording: Wording) -> str:
    return wording.word("mechanisms", name, "notes", note) if note else ""


def _flags(item: Json, wording: Wording) -> list[str]:
    found = [
        wording.labelled(
            _flag_name(item["id"], flag, wording),
            wording.word("reasons", flag["reason"] or ""),
        )
        for flag in item["flags"]
    ]
    if item["pays"] and item["pays"]["flagged"]:
        reason = wording.word("reasons", item["pays"]["flagged"])
        found.append(wording.labelled(_("When it pays"), reason))
    return found


def _flag_name(mechanism: str, flag: Json, wording: Wording) -> str:
    name = flag["name"]
    if flag["what"] == "place":
        return _("Category of the province")
    section = "conditions" if flag["what"] == "condition" else "parameters"
    own = wording.word("mechanisms", mechanism, section, name)
    found = own if own != name else wording.word("parameters", name)
    return found.rstrip(".")


def _conditions(item: Json, wording: Wording) -> list[ConditionView]:
    spoken = {True: _("met"), False: _("not met"), None: _("not known")}
    return [
        ConditionView(
            *MARKS[condition["holds"]],
            spoken[condition["holds"]],
            wording.word("mechanisms", item["id"], "conditions", condition["name"]),
        )
        for condition in item["conditions"]
    ]


def _counts(conditions: list[ConditionView]) -> str:
    """`13 of 14 conditions met`."""
    if not conditions:
        return ""
    met = sum(condition.state == "yes" for condition in conditions)
    return _("%(met)s of %(all)s conditions met") % {
        "met": met,
        "all": len(conditions),
    }


def _reason(item: Json) -> str:
    if item["jointly_impossible"]:
        return _("No value of the missing answers meets all conditions together.")
    return {
        "not_covered": _("This rulebook does not reach the date you ask about."),
        "unverified": _("A figure it needs was not found in any text: ask."),
        "announced": _("It is announced and cannot be asked for yet."),
        "ended": _("It ended before this date."),
        "not_started": _("It starts after this date."),
        "between_versions": _("No text is in force at this date."),
    }.get(item["reason"] or "", "")


def _sources(item: Json, wording: Wording) -> list[SourceView]:
    """The sources of its figures, conditions and window, each once."""
    entries = (*item["parts"], *item["conditions"], item["availability"])
    return wording.sources(entry["source"] for entry in entries)
