"""The whole result: one flat value for one page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twiza_web.advisor.amounts import Rate
from twiza_web.advisor.answers import Answers
from twiza_web.advisor.presentation.drawing import drawn
from twiza_web.advisor.presentation.facts import drawn_answers
from twiza_web.advisor.presentation.mechanisms import CardView, card_view
from twiza_web.advisor.presentation.package import PackageView, package_view
from twiza_web.advisor.presentation.steps import (
    drawn_people,
    drawn_steps,
    regional_centre,
)
from twiza_web.advisor.presentation.wording import (
    Json,
    Wording,
    rate_in_words,
)

ORDER = {"eligible": 0, "undetermined": 1}


@dataclass(frozen=True)
class QuestionView:
    fact: str
    question: str
    settles: str


@dataclass(frozen=True)
class AssumptionView:
    text: str
    reason: str
    fact: str


@dataclass(frozen=True)
class ResultView:
    headline: str
    subline: str
    head: SafeString
    rate: str
    aids: list[CardView]
    duties: list[CardView]
    refused: list[CardView]
    package: PackageView
    alternatives: list[PackageView]
    questions: list[QuestionView]
    warnings: list[str]
    fallen: list[AssumptionView]
    assumptions: SafeString
    steps: SafeString
    people: SafeString
    week: list[str]
    answers: SafeString


def result_view(
    answer: Json, answers: Answers, wording: Wording, rate: Rate | None
) -> ResultView:
    cards = [card_view(item, wording, answers) for item in answer["mechanisms"]]
    aids = _aids(cards, answer["package"]["members"])
    package = _best(answer, cards, wording, rate)
    asked = [_question(item, wording) for item in answer["questions"]]
    return ResultView(
        headline=_headline(answer, package, aids),
        subline=_subline(cards),
        head=drawn(
            wording,
            "_rules.html",
            (),
            lambda: {"date": wording.day(answer["date"]), "answer": answer},
        ),
        rate=_rate(rate, wording),
        aids=aids,
        duties=[card for card in cards if card.role != "aid"],
        refused=[card for card in cards if card.role == "aid" and card not in aids],
        package=package,
        alternatives=_alternatives(answer, cards, wording, rate),
        questions=asked,
        warnings=[_warning(item, wording) for item in answer["warnings"]],
        fallen=[_fallen(item, wording) for item in answer["fallen"]],
        assumptions=_assumptions(answer["assumptions"], wording),
        steps=drawn_steps(answer["path"], wording),
        people=drawn_people(answer, _province(answers), wording),
        week=_week(answer, asked, _province(answers), wording),
        answers=drawn_answers(answers, wording, rate),
    )


def _province(answers: Answers) -> str | None:
    found = answers.facts.get("province")
    return found if isinstance(found, str) else None


def _rate(rate: Rate | None, wording: Wording) -> str:
    if rate is None:
        return ""
    return _("1 EUR = %(rate)s MAD, average of %(year)s") % {
        "rate": rate_in_words(rate, wording.language),
        "year": rate.year,
    }


# What you can get


def _aids(cards: list[CardView], members: list[str]) -> list[CardView]:
    """Aids that fit or may fit: the package first, then by how sure they are."""
    found = [card for card in cards if card.role == "aid" and card.status in ORDER]
    return sorted(found, key=lambda card: (card.id not in members, ORDER[card.status]))


def _headline(answer: Json, package: PackageView, aids: list[CardView]) -> str:
    if answer["package"]["total"]["most"]:
        return _("Your best package brings %(total)s") % {"total": package.total}
    if package.guaranteed:
        return _("A loan can be guaranteed for %(amount)s") % {
            "amount": package.guaranteed
        }
    if aids:
        count = len(aids)
        return ngettext(
            "%(count)s aid is still possible",
            "%(count)s aids are still possible",
            count,
        ) % {"count": count}
    return _("No aid fits these answers yet")


def _subline(cards: list[CardView]) -> str:
    """How many fit, are open, do not fit: three answers, never one."""
    counts = {"eligible": 0, "undetermined": 0, "ineligible": 0}
    for card in cards:
        if card.role == "aid" and card.status in counts:
            counts[card.status] += 1
    return _("%(yes)s fit, %(open)s not yet known, %(no)s do not fit") % {
        "yes": counts["eligible"],
        "open": counts["undetermined"],
        "no": counts["ineligible"],
    }


def _amounts(cards: list[CardView]) -> dict[str, str]:
    return {card.id: card.amount for card in cards}


def _best(
    answer: Json, cards: list[CardView], wording: Wording, rate: Rate | None
) -> PackageView:
    return package_view(
        answer["package"],
        _amounts(cards),
        wording,
        rate,
        title=_("The best lawful package"),
    )


def _alternatives(
    answer: Json, cards: list[CardView], wording: Wording, rate: Rate | None
) -> list[PackageView]:
    """The other packages, where they differ from the best one."""
    titles = {
        "likely_to_ask": (
            _("Worth asking for"),
            _("What may be had if the open answers turn out well."),
        ),
        "simplest": (
            _("The simplest"),
            _("Fewer offices for most of the money."),
        ),
    }
    return [
        package_view(
            answer["alternatives"][name],
            _amounts(cards),
            wording,
            rate,
            title=title,
            about=about,
        )
        for name, (title, about) in titles.items()
        if answer["alternatives"][name]["members"] != answer["package"]["members"]
    ]


# What it rests on


def _question(item: Json, wording: Wording) -> QuestionView:
    return QuestionView(
        fact=item["fact"],
        question=wording.word("facts", item["fact"], "question"),
        settles=wording.mechanisms(item["for"]),
    )


def _warning(item: Json, wording: Wording) -> str:
    return wording.word("consistency", item["name"])


def _fallen(item: Json, wording: Wording) -> AssumptionView:
    fact = wording.rulebook.facts[item["fact"]]
    given = wording.value(fact, item["given"])
    return AssumptionView(wording.fact(fact.name), given, fact.name)


def _assumptions(items: list[Json], wording: Wording) -> SafeString:
    key = tuple([(a.get("fact"), a.get("condition"), *a["used_by"]) for a in items])
    return drawn(
        wording,
        "_assumptions.html",
        key,
        lambda: {"assumptions": [_assumption(item, wording) for item in items]},
    )


def _assumption(item: Json, wording: Wording) -> AssumptionView:
    if "fact" in item:
        text = wording.word("assumptions", item["fact"])
        return AssumptionView(text, wording.mechanisms(item["used_by"]), item["fact"])
    trail = ("mechanisms", item["mechanism"], "conditions", item["condition"])
    reason = wording.word("reasons", item["reason"] or "")
    return AssumptionView(
        f"{wording.mechanism(item['mechanism'])}: {wording.word(*trail)}", reason, ""
    )


# What to do


def _week(
    answer: Json, asked: list[QuestionView], province: str | None, wording: Wording
) -> list[str]:
    """Steps that start at once, the first question, the first person to call."""
    at_once = [item["step"] for item in answer["path"] if item["start_day"] == 0]
    found = [wording.word("steps", name, "name") for name in at_once[:2]]
    if asked:
        found.append(_("Find out: %(question)s") % {"question": asked[0].question})
    if answer["package"]["to_ask"]:
        ask = answer["package"]["to_ask"][0]["ask"]
        found.append(_("Ask %(who)s") % {"who": wording.operators(ask)})
    first = regional_centre(province, wording)
    found.append(
        _("Call %(who)s about %(what)s") % {"who": first.name, "what": first.call_for}
    )
    return found
