"""The whole result: one page of drawn parts."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twiza_web.advisor.amounts import Rate
from twiza_web.advisor.answers import Answers
from twiza_web.advisor.presentation.aids import (
    aids_of,
    drawn_aids,
    html_of,
    refused_of,
    shown_as_cards,
    subline,
)
from twiza_web.advisor.presentation.cards import Card, drawn_card
from twiza_web.advisor.presentation.drawing import Holes, drawn, together
from twiza_web.advisor.presentation.facts import drawn_answers
from twiza_web.advisor.presentation.nearby import drawn_provinces, drawn_thresholds
from twiza_web.advisor.presentation.package import (
    drawn_package,
    main_sums,
    package_sums,
)
from twiza_web.advisor.presentation.steps import (
    drawn_people,
    drawn_steps,
    drawn_week,
)
from twiza_web.advisor.presentation.three_packages import drawn_three
from twiza_web.advisor.presentation.wording import (
    Json,
    Wording,
    rate_in_words,
)
from twiza_web.ui.context import tongues


def drawn_result(
    request: HttpRequest,
    answer: Json,
    answers: Answers,
    wording: Wording,
    rate: Rate | None,
) -> SafeString:
    """The page, drawn once for each choice of its sections."""
    carded = shown_as_cards(answer)
    cards = [
        drawn_card(item, wording, answers, is_line=item["id"] not in carded)
        for item in answer["mechanisms"]
    ]
    packages = _Packages(answer, cards, wording, rate)
    province = _province(answers)
    aids = aids_of(cards, answer["package"]["members"])
    parts = {
        **_address(request, answers, wording),
        "on": answer["date"],
        "headline": packages.headline(len(aids)),
        "certain": packages.certain(),
        "apart": packages.apart(),
        "subline": subline(cards),
        "rules": _rules(answer, wording),
        "package": packages.best(),
        "alternatives": packages.others(),
        "aids": drawn_aids(aids, wording),
        **refused_of(cards),
        **drawn_thresholds(answer, wording, answers),
        "provinces": drawn_provinces(answer, wording, answers),
        "duties": html_of(card for card in cards if not card.is_aid),
        **_questions(answer["questions"], wording),
        "warnings": together([_warning(item, wording) for item in answer["warnings"]]),
        "fallen": together([_fallen(item, wording) for item in answer["fallen"]]),
        "assumptions": _assumptions(answer["assumptions"], wording),
        "steps": drawn_steps(answer["path"], wording),
        "people": drawn_people(answer, province, wording),
        "week": drawn_week(answer, province, wording),
        "answers": drawn_answers(answers, wording, rate),
    }
    there = {name: part for name, part in parts.items() if part}
    return drawn(wording, "result.html", (), _with_tongues, there, request)


def _with_tongues(holes: Holes) -> Json:
    return {**holes, "tongues": tongues(holes["rest"])}


def _address(
    request: HttpRequest, answers: Answers, wording: Wording
) -> dict[str, str]:
    """What the links and forms of the page say of its address."""
    query = answers.query()
    has_left_plan = "plan=" in request.META.get("QUERY_STRING", "")
    path = request.path.removeprefix(f"/{wording.language}/")
    return {
        "rest": f"{path}?{query}{'&plan=left' if has_left_plan else ''}",
        "query": query,
        "address": f"{request.scheme}://{request.get_host()}{request.path}?{query}",
        "left_plan": "yes" if has_left_plan else "",
    }


def _province(answers: Answers) -> str | None:
    found = answers.facts.get("province")
    return found if isinstance(found, str) else None


def _rules(answer: Json, wording: Wording) -> SafeString:
    """The day of the rules, and how many of the sources behind the page are old."""

    def build(holes: Holes) -> Json:
        version = answer["pack"]["version"]
        return {"date": wording.day(answer["date"]), "version": version, **holes}

    age = wording.age_note(answer["sources"])
    return drawn(wording, "_rules.html", (), build, {"age": age} if age else {})


class _Packages:
    """The best package and the others, with the sums the cards show."""

    def __init__(
        self, answer: Json, cards: list[Card], wording: Wording, rate: Rate | None
    ) -> None:
        self.package, self.wording, self.rate = answer["package"], wording, rate
        self.alternatives = answer["alternatives"]
        self.mechanisms = answer["mechanisms"]
        amounts = {card.id: card.amount for card in cards}
        self.sums = package_sums(self.package, amounts, wording, rate)

    def headline(self, possible: int) -> str:
        if self.package["total"]["most"]:
            return _("Your best package could bring %(total)s") % self.sums
        if "guaranteed" in self.sums:
            words = {"amount": self.sums["guaranteed"]}
            return _("A loan can be guaranteed for %(amount)s") % words
        if possible:
            return ngettext(
                "%(count)s aid is still possible",
                "%(count)s aids are still possible",
                possible,
            ) % {"count": possible}
        return _("No aid fits these answers yet")

    def certain(self) -> str:
        """How much of the headline is certain, in one sentence; nothing without one."""
        package = self.package
        if package["total"]["most"]:
            sure, whole = package["certain_total"], package["total"]["value"]
        else:
            lent = {one["id"] for one in package["guarantees"]}
            unsure = {one["id"] for one in package["uncertain"]}
            sure, whole = len(lent - unsure), len(lent)
        if not whole and not package["total"]["most"]:
            return ""
        if not sure:
            return _("None of this is certain yet.")
        if sure == whole:
            return _("All of it is certain.")
        if "certain" not in self.sums or not package["total"]["most"]:
            return ""
        return _("Of this, %(amount)s is certain.") % {"amount": self.sums["certain"]}

    def apart(self) -> str:
        """What is guaranteed beside the money of the headline."""
        if not self.package["total"]["most"] or "guaranteed" not in self.sums:
            return ""
        label = _("Loan guaranteed, apart")
        return self.wording.labelled(label, self.sums["guaranteed"])

    def best(self) -> SafeString:
        return drawn_package(
            self.package,
            self.sums,
            self.wording,
            template="_package.html",
            words=lambda: {
                "euro": _rate(self.rate, self.wording),
                "age": self.wording.age_note(self._sources()),
            },
        )

    def _sources(self) -> list[str | None]:
        """What the members of the best package rest on."""
        return [
            entry["source"]
            for item in self.mechanisms
            if item["id"] in self.package["members"]
            for entry in (*item["parts"], *item["conditions"], item["availability"])
        ]

    def others(self) -> SafeString:
        """The three side by side, then the others where they differ from the best."""
        others = [
            self._other(name)
            for name, package in self.alternatives.items()
            if package["members"] != self.package["members"]
        ]
        three = drawn_three(self.package, self.alternatives, self.wording)
        return together([three, *others])

    def _other(self, name: str) -> SafeString:
        return drawn_package(
            self.alternatives[name],
            main_sums(self.alternatives[name], self.wording),
            self.wording,
            template=f"_{name}.html",
            words=dict,
        )


def _rate(rate: Rate | None, wording: Wording) -> str:
    if rate is None:
        return ""
    return _("1 EUR = %(rate)s MAD, average of %(year)s") % {
        "rate": rate_in_words(rate, wording.language),
        "year": rate.year,
    }


# What it rests on


SHOWN_QUESTIONS = 3  # those that settle most; the others are folded


def _questions(items: list[Json], wording: Wording) -> dict[str, SafeString | str]:
    parts = [_question(one, wording) for one in items]
    left = len(parts) - SHOWN_QUESTIONS
    title = ngettext("%(count)s more question", "%(count)s more questions", left)
    return {
        "questions": together(parts[:SHOWN_QUESTIONS]),
        "more_questions": together(parts[SHOWN_QUESTIONS:]),
        "more_questions_title": title % {"count": left} if left > 0 else "",
    }


def _question(item: Json, wording: Wording) -> SafeString:
    def build(_: Holes) -> Json:
        return {
            "fact": item["fact"],
            "question": wording.word("facts", item["fact"], "question"),
            "settles": wording.mechanisms(item["for"]),
        }

    return drawn(wording, "_question.html", (item["fact"], *item["for"]), build)


def _warning(item: Json, wording: Wording) -> SafeString:
    def build(_: Holes) -> Json:
        return {"warning": wording.word("consistency", item["name"])}

    return drawn(wording, "_warning.html", item["name"], build)


def _fallen(item: Json, wording: Wording) -> SafeString:
    fact = wording.rulebook.facts[item["fact"]]
    given = wording.value(fact, item["given"])
    sums = {"text": wording.labelled(wording.fact(fact.name), given)}
    return drawn(wording, "_fallen.html", (), dict, sums)


@dataclass(frozen=True)
class AssumptionView:
    text: str
    reason: str
    fact: str


def _assumptions(items: list[Json], wording: Wording) -> SafeString:
    def build(_: Holes) -> Json:
        return {"assumptions": [_assumption(item, wording) for item in items]}

    key = tuple([(a.get("fact"), a.get("condition"), *a["used_by"]) for a in items])
    return drawn(wording, "_assumptions.html", key, build)


def _assumption(item: Json, wording: Wording) -> AssumptionView:
    if "fact" in item:
        text = wording.word("assumptions", item["fact"])
        return AssumptionView(text, wording.mechanisms(item["used_by"]), item["fact"])
    mechanism, name = item["mechanism"], item["condition"]
    text = wording.word("mechanisms", mechanism, "conditions", name)
    reason = wording.word("reasons", item["reason"] or "")
    return AssumptionView(
        wording.labelled(wording.mechanism(mechanism), text), reason, ""
    )
