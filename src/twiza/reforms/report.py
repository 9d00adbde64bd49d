"""What a comparison of two laws comes to, as the dictionary of docs/changes.md."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from twiza.packs.model import Rulebook
from twiza.population.origin import stamps, whole_origin
from twiza.records import record
from twiza.reforms.bands import Bands, poverty_bands
from twiza.reforms.comparing import Comparison
from twiza.reforms.differences import Difference
from twiza.reforms.laws import Law
from twiza.reforms.provisions import Provision
from twiza.reforms.tallies import ANSWERS, MONEY, ROWS, UNKNOWN_PLACE, Tally

Json = dict[str, Any]

CURRENCY = "MAD"
KINDS = ("money", "guaranteed", "borrowed")


@record
class Report:
    """A finished comparison: what was counted, and how it reads."""

    comparison: Comparison
    differences: dict[str, Difference]
    tally: Tally
    register: str

    @property
    def origin(self) -> str:
        return whole_origin(self.tally.under("origin"))

    @property
    def rows(self) -> int:
        return sum(numbers[0] for numbers in self.tally.under("place").values())

    def as_json(self) -> Json:
        places = self.tally.under("place")
        before, after = self.comparison.before, self.comparison.after
        marked = {"origin": self.origin, "stamp": stamps(self.origin)}
        return {
            "register": {"name": self.register, "rows": self.rows, **marked},
            "before": _law(before),
            "after": _law(after),
            "differences": self._differences(),
            "ventures": _counted(list(places.values())),
            "cost": self._cost(list(places)),
            "mechanisms": self._mechanisms(),
            "provinces": {**marked, "rows": [self._province(code) for code in places]},
            "poverty": self._poverty(after.rulebook, marked),
        }

    # Mechanisms

    def _mechanisms(self) -> list[Json]:
        causes = self.tally.under("cause")
        found = []
        for name, numbers in self.tally.under("mechanism").items():
            start = f"{name}|"
            found.append(
                {
                    "id": name,
                    **self._kind(name),
                    **dict(zip(ANSWERS, numbers, strict=True)),
                    "causes": [
                        {"ids": key.removeprefix(start).split(" + "), "rows": count[0]}
                        for key, count in causes.items()
                        if key.startswith(start)
                    ],
                }
            )
        return sorted(found, key=lambda each: (-each["changed"], each["id"]))

    def _kind(self, name: str) -> Json:
        laws = (self.comparison.after, self.comparison.before)
        held = [law.rulebook.mechanisms.get(name) for law in laws]
        mechanism = held[0] or held[1]
        assert mechanism is not None
        return {"role": mechanism.role, "kind": mechanism.kind}

    def _differences(self) -> list[Json]:
        """Those on which a change rests."""
        causes = self.tally.under("cause")
        ids = {id_ for key in causes for id_ in key.partition("|")[2].split(" + ")}
        known = [
            found
            for pair in self.comparison.pairs.values()
            for found in pair.differences
            if found.id in ids
        ]
        unique = {found.id: found for found in known} | self.differences
        return [_difference(found) for found in unique.values()]

    # Places and money

    def _province(self, code: str) -> Json:
        place = self.comparison.after.rulebook.places.provinces.get(code)
        return {
            "code": code or None,
            "names": place.names if place else None,
            **_counted([self.tally.under("place")[code]]),
            "cost": self._cost([code]),
        }

    def _poverty(self, rulebook: Rulebook, marked: Json) -> Json | None:
        bands = poverty_bands(rulebook.places)
        if bands is None:
            return None
        places = self.tally.under("place")
        inside = {code for band in bands.bands for code in band.provinces}
        rows = [
            self._band(
                band.least, band.most, [c for c in band.provinces if c in places]
            )
            for band in bands.bands
        ]
        if rest := [code for code in places if code not in inside]:
            rows.append(self._band(None, None, rest))
        return {**marked, **_indicator(bands), "rows": rows}

    def _band(self, least: float | None, most: float | None, codes: list[str]) -> Json:
        places = self.tally.under("place")
        return {
            "least": least,
            "most": most,
            "provinces": [code for code in codes if code != UNKNOWN_PLACE],
            **_counted([places[code] for code in codes]),
            "cost": self._cost(codes),
        }

    def _cost(self, codes: list[str]) -> Json:
        """Least and most of what the packages of ventures touched come to."""
        sums = {
            name: round(sum(self.tally.money(code)[name] for code in codes), 2)
            for name in MONEY
        }
        found: Json = {"currency": CURRENCY}
        for kind in KINDS:
            sides = {
                side: {b: sums[f"{side}.{kind}.{b}"] for b in ("least", "most")}
                for side in ("before", "after")
            }
            difference = {
                b: round(sides["after"][b] - sides["before"][b], 2)
                for b in ("least", "most")
            }
            found[kind] = {**sides, "difference": difference}
        return found


def _counted(numbers: list[list[int]]) -> Json:
    sums = [sum(column) for column in zip(*numbers, strict=True)] or [0] * len(ROWS)
    return dict(zip(ROWS, sums, strict=True))


def _indicator(bands: Bands) -> Json:
    return {
        "indicator": bands.indicator,
        "unit": bands.unit,
        "years": list(bands.years),
        "sources": list(bands.sources),
        "method": "quarters of the provinces",
    }


def _law(law: Law) -> Json:
    book = law.rulebook
    pack = {"name": book.name, "version": book.version}
    return {
        "date": law.on.isoformat(),
        "pack": {**pack, "content_hash": book.content_hash},
        "settings": list(law.settings),
    }


def _difference(found: Difference) -> Json:
    return {
        "id": found.id,
        "mechanism": found.mechanism or None,
        "what": found.what,
        "name": found.name or None,
        "before": _side(found.before),
        "after": _side(found.after),
    }


def _side(side: Provision | None) -> Json | None:
    if side is None:
        return None
    return {"value": _plain(side), "source": side.source}


def _plain(side: Provision) -> Any:
    if side.what in ("figure", "shared"):
        parameter, held = side.held
        return {
            "value": _figure(held.value),
            "unit": parameter.unit,
            **({"least": held.least, "most": held.most} if held.value is None else {}),
        }
    if side.what == "window":
        state, since = side.held
        return {"state": state, "since": since and since.isoformat()}
    return _PLAIN[side.what](side.content) if side.what in _PLAIN else None


def _text(content: Any) -> Any:
    """The rule as it is written, apart from what it rests on."""
    return content if isinstance(content, str) else content and content[0]


_PLAIN: dict[str, Callable[[Any], Any]] = {
    "condition": _text,
    "amount": _text,
    "part": _text,
    "derived": _text,
    "combines": _text,
    "kind": lambda content: dict(zip(("role", "kind"), content, strict=True)),
    "pays": lambda content: content and {"after": content[0], "months": content[1]},
}


def _figure(value: Any) -> Any:
    if isinstance(value, tuple):
        return [
            item
            if isinstance(item, str)
            else {
                "at_least" if item.inclusive else "above": item.threshold,
                "value": item.value,
            }
            for item in value
        ]
    return value
