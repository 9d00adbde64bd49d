"""The legal forms a business may take: what each asks, its capital, how it is taxed."""

from __future__ import annotations

from collections.abc import Iterator

from twiza.errors import PackError, did_you_mean
from twiza.packs.model import LegalForm, Parameter, Rulebook
from twiza.packs.reading import Node

FACT = "legal_form"  # the choice whose values the forms describe
LIABILITIES = ("limited", "unlimited", "of_the_parent")


def read_legal_forms(node: Node) -> Iterator[LegalForm]:
    for name, entry in node.mapping().items():
        part = entry.keyed("liability sources", "values figures taxed_by asks")
        figures = part["figures"].mapping() if "figures" in part else {}
        yield LegalForm(
            name=name,
            values=part["values"].once() if "values" in part else (),
            liability=part["liability"].one_of(LIABILITIES),
            figures={role: node.text() for role, node in figures.items()},
            taxed_by=part["taxed_by"].once() if "taxed_by" in part else (),
            asks=part["asks"].once() if "asks" in part else (),
            sources=part["sources"].once(),
            where=entry.where,
        )


def held_figure(rulebook: Rulebook, name: str) -> Parameter | None:
    """A shared parameter, or one of a mechanism written `mechanism.parameter`."""
    owner, _, own = name.rpartition(".")
    if not owner:
        return rulebook.parameters.get(name)
    mechanism = rulebook.mechanisms.get(owner)
    return mechanism.parameters.get(own) if mechanism else None


def misfit_forms(rulebook: Rulebook) -> Iterator[PackError]:
    """Forms that no choice or tax knows, choices that no form describes."""
    if not rulebook.legal_forms:
        return
    fact = rulebook.facts.get(FACT)
    choices = fact.choices if fact else ()
    described: dict[str, str] = {}
    for form in rulebook.legal_forms.values():
        for index, value in enumerate(form.values, start=1):
            where = f"{form.where}.values[{index}]"
            if value not in choices:
                yield _stranger(where, "choice", value, choices)
            elif value in described:
                yield PackError(
                    where,
                    found=f"{value} a second time, first in {described[value]}",
                    expected=f"each value of {FACT} in one form",
                    mend="remove it from one of the two",
                )
            described.setdefault(value, form.name)
        yield from _unknown_figures(form, rulebook)
        yield from _unknown_taxes(form, rulebook)
    missing = [value for value in choices if value not in described]
    if fact and missing:
        yield PackError(
            f"{fact.where}.of",
            found=f"no legal form for {', '.join(missing)}",
            expected=f"each value of {FACT} in one form of legal_forms",
            mend=f"add {missing[0]} to the values of a form",
        )


def _unknown_figures(form: LegalForm, rulebook: Rulebook) -> Iterator[PackError]:
    for role, name in form.figures.items():
        if held_figure(rulebook, name) is None:
            known = tuple(rulebook.parameters)
            yield _stranger(f"{form.where}.figures.{role}", "figure", name, known)


def _unknown_taxes(form: LegalForm, rulebook: Rulebook) -> Iterator[PackError]:
    known = (*rulebook.mechanisms, *rulebook.parameters)
    for index, name in enumerate(form.taxed_by, start=1):
        if name not in known:
            yield _stranger(f"{form.where}.taxed_by[{index}]", "tax", name, known)


def _stranger(where: str, kind: str, name: str, known: tuple[str, ...]) -> PackError:
    return PackError(
        where,
        found=f"the {kind} {name!r}",
        expected=f"one of: {', '.join(known[:20])}",
        mend=did_you_mean(name, known) or "correct its name",
    )
