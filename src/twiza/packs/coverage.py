"""How far a rulebook is: which mechanisms exist, are modelled, compute, are proven by
signed cases, and have texts that a person reviewed.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from twiza.packs.model import LANGUAGES, Mechanism, Rulebook
from twiza.packs.signed_cases import is_computing, shortage, signed_for
from twiza.packs.territories import BILATERAL, NATIONAL, RESIDENCE, territories_of
from twiza.packs.translations import ORIGINAL, Translations, translations_of
from twiza.records import record

Json = dict[str, Any]
LEAST_CASES_IN_ALL = 200
# In this order one follows from the other, but for the texts.
STAGES = ("exists", "modelled", "computing", "cased", "reviewed")
TRANSLATED = tuple(tongue for tongue in LANGUAGES if tongue != ORIGINAL)


@record
class Covered:
    """One mechanism.

    territories  national, bilateral, residence, not_read, or codes of regions
    cases        how many signed cases it has
    reviewed     the languages of which a person reviewed every text of it
    """

    name: str
    kind: str
    role: str
    territories: tuple[str, ...]
    is_modelled: bool
    is_computing: bool
    is_cased: bool
    cases: int
    reviewed: tuple[str, ...]

    @property
    def stages(self) -> tuple[bool, ...]:
        """Whether it reached each of `STAGES`."""
        is_reviewed = self.reviewed == TRANSLATED
        own = (self.is_modelled, self.is_computing, self.is_cased, is_reviewed)
        return (True, *own)


@record
class Coverage:
    """What was found of all mechanisms of a rulebook, in its order."""

    corridor: str
    version: str
    residence: str
    mechanisms: tuple[Covered, ...]

    @property
    def cases(self) -> int:
        return sum(covered.cases for covered in self.mechanisms)

    def counts(self) -> dict[str, int]:
        return counted(self.mechanisms)

    def by_kind(self) -> dict[str, dict[str, int]]:
        kinds = sorted({covered.kind for covered in self.mechanisms})
        return {
            kind: counted(one for one in self.mechanisms if one.kind == kind)
            for kind in kinds
        }

    def by_territory(self) -> dict[str, dict[str, int]]:
        """A mechanism kept to two regions counts in both."""
        known = {name for one in self.mechanisms for name in one.territories}
        first = [name for name in (NATIONAL, BILATERAL, RESIDENCE) if name in known]
        return {
            name: counted(one for one in self.mechanisms if name in one.territories)
            for name in [*first, *sorted(known - set(first))]
        }


def counted(mechanisms: Iterable[Covered]) -> dict[str, int]:
    """How many of them reached each stage, and their signed cases."""
    found = dict.fromkeys((*STAGES, "cases"), 0)
    for covered in mechanisms:
        for stage, is_reached in zip(STAGES, covered.stages, strict=True):
            found[stage] += is_reached
        found["cases"] += covered.cases
    return found


def coverage_of(rulebook: Rulebook, root: Path | None = None) -> Coverage:
    """How far each mechanism of a rulebook is.

    root  the folder of the packs, which holds what is known of the translations
    """
    signed, texts = signed_for(rulebook), translations_of(rulebook, root)
    return Coverage(
        corridor=rulebook.name,
        version=rulebook.version,
        residence=rulebook.packs[-1].residence or "",
        mechanisms=tuple(
            Covered(
                name=mechanism.name,
                kind=mechanism.kind,
                role=mechanism.role,
                territories=territories_of(rulebook, mechanism),
                is_modelled=any(v.conditions for v in mechanism.versions),
                is_computing=is_computing(mechanism),
                is_cased=not shortage(mechanism, signed[mechanism.name])[0],
                cases=len(signed[mechanism.name]),
                reviewed=_reviewed(texts, mechanism),
            )
            for mechanism in rulebook.mechanisms.values()
        ),
    )


def _reviewed(texts: Translations, mechanism: Mechanism) -> tuple[str, ...]:
    states = {
        tongue: texts.state(tongue, f"mechanisms.{mechanism.name}")
        for tongue in TRANSLATED
    }
    return tuple(t for t, state in states.items() if state.total and state.is_reviewed)


def coverage_json(coverage: Coverage) -> Json:
    """The whole report: counts, by kind, by territory, and each mechanism."""
    return {
        "pack": {"name": coverage.corridor, "version": coverage.version},
        "counts": coverage.counts(),
        "least_cases": LEAST_CASES_IN_ALL,
        "by_kind": coverage.by_kind(),
        "by_territory": coverage.by_territory(),
        "mechanisms": [
            {
                "id": covered.name,
                "kind": covered.kind,
                "role": covered.role,
                "territories": list(covered.territories),
                **dict(zip(STAGES, covered.stages, strict=True)),
                "cases": covered.cases,
                "reviewed_in": list(covered.reviewed),
            }
            for covered in coverage.mechanisms
        ],
    }
