"""One mechanism: what it gives, whether its window is open, why or why not."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from twiza_web.advisor.answers import Answers
from twiza_web.advisor.presentation.drawing import drawn
from twiza_web.advisor.presentation.wording import Json, SourceView, Wording

MARKS = {True: ("yes", "✓"), False: ("no", "✗"), None: ("open", "?")}
COLOURS = {
    "eligible": "yes",
    "undetermined": "open",
    "ineligible": "no",
    "closed": "off",
    "not_computable": "off",
}
# Above this an upper bound says only that the cost is not known yet.
TELLING_MOST = 100_000_000


@dataclass(frozen=True)
class ConditionView:
    state: str
    mark: str
    spoken: str
    text: str


@dataclass(frozen=True)
class ChangeView:
    text: str
    before: str
    after: str
    query: str


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
    window: str
    as_of: str
    note: str
    reason: str
    flags: list[str]
    conditions: list[ConditionView]
    counts: str
    sources: list[SourceView]

    @property
    def failed(self) -> list[ConditionView]:
        return [condition for condition in self.conditions if condition.state == "no"]


@dataclass(frozen=True)
class CardView:
    """One mechanism on the page: what is drawn once, and this person's sums."""

    id: str
    name: str
    role: str
    status: str
    amount: str
    head: SafeString
    body: SafeString
    changes: list[ChangeView]


def card_view(item: Json, wording: Wording, answers: Answers) -> CardView:
    key = _law_key(item)
    body = "_aid.html" if item["role"] == "aid" and _may_be_had(item) else "_other.html"

    def build() -> dict[str, MechanismView]:
        return {"m": mechanism_view(item, wording)}

    return CardView(
        id=item["id"],
        name=wording.mechanism(item["id"]),
        role=item["role"],
        status=item["status"],
        amount=amount_in_words(item, wording, "total_cost_mad" in answers.facts),
        head=drawn(wording, "_head.html", key, build),
        body=drawn(wording, body, key, build),
        changes=[_change(change, wording, answers) for change in item["changes"]],
    )


def _law_key(item: Json) -> tuple[Hashable, ...]:
    """What tells two cards of one mechanism on one day apart, but for its sums."""
    return (
        item["id"],
        item["status"],
        item["reason"],
        item["jointly_impossible"],
        item["pays"] and item["pays"]["date"],
        tuple([condition["holds"] for condition in item["conditions"]]),
        tuple([flag["name"] for flag in item["flags"]]),
    )


def _may_be_had(item: Json) -> bool:
    return item["status"] in ("eligible", "undetermined")


def mechanism_view(item: Json, wording: Wording) -> MechanismView:
    name, window = item["id"], item["availability"]
    conditions = _conditions(item, wording)
    return MechanismView(
        id=name,
        name=wording.mechanism(name),
        summary=wording.word("mechanisms", name, "summary"),
        kind=kind_label(item["kind"]),
        operator=wording.operator(item["operator"]),
        role=item["role"],
        status=item["status"],
        status_label=status_label(item),
        colour=COLOURS[item["status"]],
        pays=_pays(item["pays"], wording),
        window=window_label(window["state"]),
        as_of=wording.day(window["as_of"]),
        note=_note(name, window["note"], wording),
        reason=_reason(item),
        flags=_flags(item, wording),
        conditions=conditions,
        counts=_counts(conditions),
        sources=_sources(item, wording),
    )


def amount_in_words(item: Json, wording: Wording, is_cost_known: bool = True) -> str:
    """`1 200 000 MAD`, `nothing, or from … to …`, `up to …`, or no figure at all."""
    amount = item["amount"]
    if item["rate"] is not None:
        return wording.share(item["rate"])
    if amount is None or item["status"] not in ("eligible", "undetermined"):
        return ""
    if item["reason"] or amount["most"] is None:
        return _("ask the operator")
    if amount["value"] is not None:
        return wording.money(amount["value"])
    if not is_cost_known and amount["most"] > TELLING_MOST:
        return _("depends on the total cost")
    if item["up_to"]:
        return _("up to %(most)s") % {"most": wording.money(amount["most"])}
    if item["status"] == "undetermined":
        return _nothing_or(amount, wording)
    return wording.between(amount["least"], amount["most"])


def _nothing_or(amount: Json, wording: Wording) -> str:
    least, most = amount["least_if_granted"], amount["most"]
    if least == most:
        return _("nothing, or %(most)s") % {"most": wording.money(most)}
    if not least:
        return _("nothing, or up to %(most)s") % {"most": wording.money(most)}
    return _("nothing, or from %(least)s to %(most)s") % {
        "least": wording.money(least),
        "most": wording.money(most),
    }


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


def window_label(state: str) -> str:
    return {
        "open": _("open"),
        "announced": _("announced, not open yet"),
        "suspended": _("suspended"),
        "closed": _("closed"),
        "unknown": _("to be checked with the operator"),
    }[state]


def kind_label(kind: str) -> str:
    return {
        "grant": _("Grant"),
        "premium": _("Premium"),
        "guarantee": _("Guarantee of a loan"),
        "loan": _("Loan"),
        "equity": _("Equity"),
        "tax": _("Tax"),
        "customs": _("Customs"),
        "exchange": _("Exchange rule"),
        "coaching": _("Coaching"),
        "training": _("Training"),
    }[kind]


def _pays(pays: Json | None, wording: Wording) -> str:
    if pays is None:
        return ""
    moment = {
        "agreement": _("after the agreement"),
        "realisation": _("once the investment is made"),
        "call": _("after a call"),
    }[pays["after"]]
    return _("%(moment)s, about %(month)s") % {
        "moment": moment,
        "month": wording.month(pays["date"]),
    }


def _note(name: str, note: str | None, wording: Wording) -> str:
    return wording.word("mechanisms", name, "notes", note) if note else ""


def _flags(item: Json, wording: Wording) -> list[str]:
    found = [
        f"{_flag_name(item['id'], flag, wording)}: "
        f"{wording.word('reasons', flag['reason'] or '')}"
        for flag in item["flags"]
    ]
    if item["pays"] and item["pays"]["flagged"]:
        reason = wording.word("reasons", item["pays"]["flagged"])
        found.append(f"{_('When it pays')}: {reason}")
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


def _change(change: Json, wording: Wording, answers: Answers) -> ChangeView:
    facts = wording.rulebook.facts
    moves = [
        _("%(fact)s: from %(old)s to %(new)s")
        % {
            "fact": wording.fact(name),
            "old": wording.value(facts[name], move["from"]),
            "new": wording.value(facts[name], move["to"]),
        }
        for name, move in change["facts"].items()
    ]
    changed = answers
    for name, move in change["facts"].items():
        changed = changed.with_fact(name, move["to"])
    return ChangeView(
        text=wording.listed(moves),
        before=wording.range(change["package_before"]["total"]),
        after=wording.range(change["package_after"]["total"]),
        query=changed.query(),
    )
