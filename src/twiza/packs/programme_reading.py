"""Reads the pack of a programme; a PackError names file and line of any defect."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

from twiza.errors import PackError, did_you_mean
from twiza.packs.entries import (
    PRECISIONS,
    grade_of,
    optional_day,
    optional_number,
    optional_text,
    read_sources,
    stated_currency,
    whole,
)
from twiza.packs.files import add_words, read_file, refuse_strays, shown
from twiza.packs.model import LANGUAGES, Source
from twiza.packs.programmes import (
    EVENTS,
    LEVELS,
    STAGES,
    Criterion,
    Event,
    Family,
    Figure,
    Indicator,
    Partner,
    PilotRegion,
    Programme,
)
from twiza.packs.reading import Node

FILES = ("pack", "programme", "partners", "selection", "indicators", "sources")
LAYOUT = (
    *(f"{name}.yaml" for name in FILES),
    *(f"words/{language}/*.yaml" for language in LANGUAGES),
)


def read_programme(root: Path, name: str) -> Programme:
    """A programme from its files.

    raises  PackError with file and line
    """
    folder = root / "programmes" / name
    trees = {part: _tree(folder, part, root) for part in FILES}
    refuse_strays(folder, root, LAYOUT)
    words: dict[str, dict[str, object]] = {tongue: {} for tongue in LANGUAGES}
    add_words(words, folder, root)
    info = trees["pack"].keyed("pack kind corridor version date")
    if info["pack"].text() != name:
        raise info["pack"].wrong(f"the folder's name, {name}", "make them equal")
    info["kind"].one_of(("programme",))
    section = trees["sources"].keyed("sources")["sources"]
    reader = _Reader({source.name: source for source in read_sources(section)})
    part = trees["programme"].keyed("mechanism events months places budget unpublished")
    months = part["months"].keyed("planned", "run")
    budget = part["budget"].keyed("currency total families")
    partners = trees["partners"].keyed("partners")["partners"]
    grid = trees["selection"].keyed("selection")["selection"]
    selection = grid.keyed("weights criteria")
    indicators = trees["indicators"].keyed("indicators")["indicators"]
    return Programme(
        name=name,
        corridor=info["corridor"].text(),
        version=info["version"].text_value or "",
        date=info["date"].day(),
        mechanism=part["mechanism"].text(),
        events=reader.events(part["events"]),
        planned_months=reader.figure(months["planned"]),
        months_run=reader.figure(months["run"]) if "run" in months else None,
        regions={one.name: one for one in reader.regions(part["places"])},
        currency=stated_currency(budget["currency"]),
        budget=reader.figure(budget["total"]),
        families={one.name: one for one in reader.families(budget["families"])},
        unpublished=part["unpublished"].once(),
        partners={one.name: one for one in reader.partners(partners)},
        weights=reader.figure(selection["weights"]),
        criteria={one.name: one for one in reader.criteria(selection["criteria"])},
        indicators={one.name: one for one in reader.indicators(indicators)},
        sources=reader.sources,
        words=words,
        where=f"packs/programmes/{name}/programme.yaml",
    )


def _tree(folder: Path, part: str, root: Path) -> Node:
    path = folder / f"{part}.yaml"
    if not path.exists():
        raise PackError(
            shown(path, root),
            found="no such file",
            expected=f"the files {', '.join(f'{name}.yaml' for name in FILES)}",
            mend=f"add {part}.yaml",
        )
    return read_file(path, shown_as=shown(path, root))


class _Reader:
    """Reads entries whose sources must be those of the programme."""

    def __init__(self, sources: dict[str, Source]) -> None:
        self.sources = sources

    def source(self, node: Node) -> str:
        name = node.text()
        if name not in self.sources:
            raise node.wrong(
                "a source of sources.yaml",
                did_you_mean(name, self.sources) or "define it, or correct its name",
                found=f"the source {name!r}",
            )
        if self.sources[name].withdrawn:
            raise node.wrong("a source in use", "name another", found="withdrawn")
        return name

    def figure(self, node: Node, most: float | None = None) -> Figure:
        """A value with its source; null only with `unverified:` and why."""
        part = node.keyed("value source", "flagged unverified")
        value = optional_number(part["value"])
        if value is not None and not 0 <= value <= (most or value):
            raise part["value"].wrong(
                f"0 or more{f', at most {most:g}' if most else ''}", "correct the value"
            )
        return self._graded(node, part, value)

    def _graded(self, node: Node, part: dict[str, Node], value: float | None) -> Figure:
        grade, reason = grade_of(part)
        source = self.source(part["source"])
        if value is None and grade != "unverified":
            raise node.wrong(
                "a figure, or unverified: and why", "say why", found="no value"
            )
        if value is not None and grade == "unverified":
            raise node.wrong(
                "no value beside unverified",
                "write null, or flagged: and why",
                found=f"{value:g}, unverified",
            )
        if value is not None and grade == "sourced" and not self.sources[source].url:
            raise part["source"].wrong(
                "a source with an address, or flagged: and why",
                "a source without an address supports nothing alone",
                found=f"{source}, without an address",
            )
        return Figure(value, source, grade, reason, node.where)

    def events(self, node: Node) -> tuple[Event, ...]:
        """Events in the order of their dates; those without a day stand anywhere."""
        pairs = [(self._event(item), item) for item in node.items()]
        dated = [(event.on, item) for event, item in pairs if event.on is not None]
        for (before, _), (after, item) in itertools.pairwise(dated):
            if after < before:
                raise item.wrong(
                    "events in the order of their dates",
                    "move this line up, or correct its year",
                    found=f"{after}, earlier than the event before it ({before})",
                )
        return tuple(event for event, _ in pairs)

    def _event(self, node: Node) -> Event:
        part = node.keyed("event date source", "precision flagged unverified")
        on, (grade, reason) = optional_day(part["date"]), grade_of(part)
        if (on is None) != (grade == "unverified"):
            raise node.wrong(
                "a date, or null with unverified: and why", "state one of the two"
            )
        stated = part.get("precision")
        precision = stated.one_of(PRECISIONS) if stated else "day"
        if on and (
            (precision != "day" and on.day != 1)
            or (precision == "year" and on.month != 1)
        ):
            raise part["date"].wrong(f"the first day of the {precision}", "write that")
        return Event(
            part["event"].one_of(EVENTS),
            on,
            precision,
            self.source(part["source"]),
            grade,
            reason,
            node.where,
        )

    def regions(self, node: Node) -> Iterator[PilotRegion]:
        for name, entry in node.mapping().items():
            part = entry.keyed("provinces source", "flagged unverified")
            source = self.source(part["source"])
            provinces = part["provinces"].once()
            yield PilotRegion(name, provinces, source, *grade_of(part), entry.where)

    def families(self, node: Node) -> Iterator[Family]:
        for name, entry in node.mapping().items():
            part = entry.keyed(
                "amount source", "flagged unverified least_share share_flagged"
            )
            amount = self._graded(entry, part, optional_number(part["amount"]))
            least = optional_number(part.get("least_share"))
            if least is not None and not 0 <= least <= 1:
                raise part["least_share"].wrong("a share from 0 to 1", "0.05 for 5 %")
            reason = optional_text(part.get("share_flagged"))
            yield Family(name, amount, least, reason, entry.where)

    def partners(self, node: Node) -> Iterator[Partner]:
        for name, entry in node.mapping().items():
            part = entry.keyed("kind roles source")
            roles, source = part["roles"].once(), self.source(part["source"])
            yield Partner(name, part["kind"].text(), roles, source, entry.where)

    def criteria(self, node: Node) -> Iterator[Criterion]:
        for name, entry in node.mapping().items():
            part = entry.keyed("stage of source")
            stage, source = part["stage"].one_of(STAGES), self.source(part["source"])
            yield Criterion(name, stage, part["of"].text(), source, entry.where)

    def indicators(self, node: Node) -> Iterator[Indicator]:
        for name, entry in node.mapping().items():
            part = entry.keyed(
                "level unit by evidence source", "after_months target result"
            )
            unit = part["unit"].text()
            most = 1.0 if unit == "share" else None
            months = part["after_months"].items() if "after_months" in part else []
            yield Indicator(
                name=name,
                level=part["level"].one_of(LEVELS),
                unit=unit,
                after_months=tuple(whole(item) for item in months),
                breakdowns=part["by"].once(),
                evidence=part["evidence"].text(),
                source=self.source(part["source"]),
                target=self.figure(part["target"], most) if "target" in part else None,
                result=self.figure(part["result"], most) if "result" in part else None,
                where=entry.where,
            )
