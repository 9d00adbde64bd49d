"""Compares two laws over a whole register, part by part."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import twiza
from twiza.errors import InputError
from twiza.packs.compiled import fingerprint
from twiza.population.identity import identity_of
from twiza.population.parts import Part, Parts, Run, alone
from twiza.population.progress import Advance
from twiza.population.simulate import check_output, ready_parts, unwritable
from twiza.reforms.combining import package_differences
from twiza.reforms.comparing import Comparison, require_two_laws
from twiza.reforms.files import writer_to
from twiza.reforms.laws import Law
from twiza.reforms.registers import FileRegister, Register
from twiza.reforms.report import Report
from twiza.reforms.tallies import Tally
from twiza.reforms.working import Group, Work, evaluated

PART_ROWS = 25_000


def changes_of_law(
    before: Law,
    after: Law,
    register: Register,
    *,
    output: Path | None = None,
    language: str = "en",
    cores: int = 1,
    part_rows: int = PART_ROWS,
    advance: Advance = lambda rows, share: None,
    tell: Callable[[str], None] = lambda line: None,
) -> Report:
    """Whom of a register a change of law touches, how, and through what.

    register  see `registers`: a file, the rows of a database, columns that were drawn
    output    .csv, .parquet, .json or .xlsx: a line per answer or package that changed;
              written whole at the end or not at all
    language  of what stands in words
    advance   called with the rows done and the share of the register they are
    raises    InputError where the laws are one, or a row cannot be used
    """
    require_two_laws(before, after)
    comparison = Comparison(before, after)
    writer = parts = None
    if output is not None:
        writer = writer_to(output, register.kept, language)
        check_output(_path_of(register), output)
        run = _run(comparison, register, language, part_rows)
        parts = Parts(output, run)
        parts.suffix = writer.suffix
    work = Work(comparison, language, register.origin, writer, parts)
    if output is None:
        groups = _groups(register, {}, part_rows, advance)
        return _report(work, register, list(evaluated(work, groups, cores)))
    try:
        return _written(work, register, output, cores, part_rows, advance, tell)
    except OSError as mistake:
        raise unwritable(output, mistake) from None


def _written(
    work: Work,
    register: Register,
    output: Path,
    cores: int,
    part_rows: int,
    advance: Advance,
    tell: Callable[[str], None],
) -> Report:
    parts, writer = work.parts, work.writer
    assert parts is not None and writer is not None
    with alone(parts.folder):
        ready = ready_parts(parts, tell)
        groups = _groups(register, ready, part_rows, advance)
        try:
            made = {part.first: part for part in evaluated(work, groups, cores)}
            whole = [part for _, part in sorted((ready | made).items())]
            report = _report(work, register, whole)
            with parts.moved_to(output) as partial:
                tables = [parts.table(part.first) for part in whole]
                writer.merge(tables, partial, report)
        except InputError as mistake:
            if mistake.where != "--cores":
                parts.remove()
            raise
        parts.remove()
    return report


def _groups(
    register: Register, ready: dict[int, Part], part_rows: int, advance: Advance
) -> Iterator[Group]:
    """The pieces of each part that is not ready."""
    at = 0
    while at in ready:
        at += part_rows
    pieces = register.pieces(first=at, part_rows=part_rows)
    for number, group in groupby(pieces, lambda piece: piece.first // part_rows):
        held = list(group)
        first = number * part_rows
        if first not in ready:
            yield first, held
        advance(held[-1].first + held[-1].rows, held[-1].share)


def _report(work: Work, register: Register, parts: list[Part]) -> Report:
    tally = Tally()
    for part in parts:
        tally.add_all(part.counts, part.totals)
    comparison = work.comparison
    comparison.put_away()
    found = package_differences(comparison.before, comparison.after)
    differences = {each.id: each for each in found}
    report = Report(comparison, differences, tally, register.name)
    if not report.rows:
        raise InputError(
            register.name,
            found="a register without rows",
            expected="at least one venture",
            mend="name another file, or add the ventures below the header",
        )
    return report


def _path_of(register: Register) -> Path | None:
    return register.path if isinstance(register, FileRegister) else None


def _run(
    comparison: Comparison, register: Register, language: str, part_rows: int
) -> Run:
    """What must be the same for a part to be of use to a later command."""
    found: dict[str, Any] = {
        side: [law.rulebook.content_hash, law.on.isoformat(), list(law.settings)]
        for side, law in (("before", comparison.before), ("after", comparison.after))
    }
    path = _path_of(register)
    return found | {
        # Rows that are in no file may be others the next time.
        "input": identity_of(path) if path else uuid.uuid4().hex,
        "kept": sorted(register.kept),
        "origin": register.origin,
        "language": language,
        "code": fingerprint(_code()),
        "part_rows": part_rows,
    }


def _code() -> Iterator[Path]:
    folder = Path(twiza.__file__).parent
    for name in ("rules", "population", "reforms", "advice"):
        yield from sorted((folder / name).rglob("*.py"))
