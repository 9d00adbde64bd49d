"""One mechanism: what it gives, whether its window is open, why or why not."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from twiza_web.advisor.answers import Answers
from twiza_web.advisor.presentation.drawing import Holes, drawn, together
from twiza_web.advisor.presentation.wording import Json, SourceView, Wording

MARKS = {True: ("yes", "✓"), False: ("no", "✗"), None: ("open", "?")}
COLOURS = {
    "eligible": "yes",
    "undetermined": "open",
    "ineligible": "no",
    "closed": "off",
    "not_computable": "off",
}
MAY_BE_HAD = ("eligible", "undetermined")
# Above this an upper bound says only that the cost is not known yet.
TELLING_MOST = 100_000_000


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
class Card:
    """One mechanism on the page, drawn with this person's sums."""

    id: str
    role: str
    status: str
    amount: str
    html: SafeString

    @property
    def is_aid(self) -> bool:
        return self.role == "aid"

    @property
    def may_be_had(self) -> bool:
        return self.is_aid and self.status in MAY_BE_HAD

    @property
    def is_refused(self) -> bool:
        return self.is_aid and self.status not in MAY_BE_HAD


def drawn_card(item: Json, wording: Wording, answers: Answers) -> Card:
    amount = amount_in_words(item, wording, "total_cost_mad" in answers.facts)
    if item["role"] != "aid":
        template, sums = "_duty.html", {"amount": amount} if amount else {}
    elif item["status"] in MAY_BE_HAD:
        template, sums = "_aid.html", {"amount": amount}
    else:
        changes = [_drawn_change(one, wording, answers) for one in item["changes"]]
        template, sums = "_refused.html", {"changes": together(changes)}

    def build(holes: Holes) -> Json:
        return {"m": mechanism_view(item, wording), **holes}

    html = drawn(wording, template, _law_key(item), build, sums)
    return Card(item["id"], item["role"], item["status"], amount, html)


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
    if amount is None or item["status"] not in MAY_BE_HAD:
        return ""
    if item["reason"] or amount["most"] is None:
        return _("ask the operator")
    if amount["value"] is not None:
        return wording.money(amount["value"])
    if not is_cost_known and amount["most"] > TELLING_MOST:
        return _("depends on the total cost")
    if item["up_to"]:
        return wording.between(0, amount["most"])
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


def _drawn_change(change: Json, wording: Wording, answers: Answers) -> SafeString:
    """One smallest change, what it does to the package, and the way to its result."""
    changed = answers
    for name, move in change["facts"].items():
        changed = changed.with_fact(name, move["to"])
    sums = {
        "text": wording.listed(
            [_move(name, move, wording) for name, move in change["facts"].items()]
        ),
        "before": wording.range(change["package_before"]["total"]),
        "after": wording.range(change["package_after"]["total"]),
        "query": changed.query(),
    }
    return drawn(wording, "_change.html", (), dict, sums)


def _move(name: str, move: Json, wording: Wording) -> str:
    fact = wording.rulebook.facts[name]
    return wording.phrases.move % {
        "fact": wording.fact(name),
        "old": wording.value(fact, move["from"]),
        "new": wording.value(fact, move["to"]),
    }
