"""Overlays in files: entries of a pack that stand in place of the real ones.

An entry states what differs: some keys of a mechanism, shared figures, sources.
Dated values of a figure take over from the first of their dates; what was true before
stays. Everything passes the readers and the checks that a pack passes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from twiza.errors import InputError, PackError, did_you_mean
from twiza.packs.entries import read_sources
from twiza.packs.files import read_file
from twiza.packs.mechanisms import read_mechanism
from twiza.packs.model import Combination, Mechanism, Parameter, Rulebook
from twiza.packs.names import ambiguous_names, misfit_figures
from twiza.packs.parameters import read_parameters
from twiza.packs.reading import Node
from twiza.packs.references import undefined_names
from twiza.packs.typed_rules import wrong_rules
from twiza.records import replaced
from twiza.reforms.laws import Law
from twiza.reforms.overlays import overlaid

SECTIONS = ("parameters", "sources")


def with_overlay(law: Law, path: Path, root: Path) -> Law:
    """The law with the entries of a file, or of all files of a folder.

    root    the packs of the law, where the entries that they change are read
    raises  PackError or InputError naming the file and what is wrong in it
    """
    rulebook, files = law.rulebook, list(_files(path))
    said = [_named(file) for file in files]
    for file in files:
        node = read_file(file, shown_as=file.name)
        rulebook = _with_entries(rulebook, node, root, _digest(said))
    return overlaid(law, rulebook, said)


def _files(path: Path) -> Iterator[Path]:
    found = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    if not found or not path.exists():
        raise InputError(
            "--overlay",
            found=f"no file {path}" if not path.exists() else f"no .yaml in {path}",
            expected="a .yaml file in the format of a pack, or a folder of them",
            mend="correct the path",
        )
    yield from found


def _named(file: Path) -> str:
    """Its name, and what tells it from another of that name."""
    return f"{file.name} ({hashlib.sha256(file.read_bytes()).hexdigest()[:8]})"


def _digest(said: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(said).encode()).hexdigest()


def _with_entries(rulebook: Rulebook, node: Node, root: Path, digest: str) -> Rulebook:
    if "mechanism" in node.mapping():
        return _with_mechanism(rulebook, node, root, digest)
    part = node.keyed("", " ".join(SECTIONS))
    if not part:
        raise node.wrong("a mechanism, parameters or sources", "add one", found="none")
    sources, parameters = dict(rulebook.sources), dict(rulebook.parameters)
    if "sources" in part:
        sources |= {source.name: source for source in read_sources(part["sources"])}
    for parameter in read_parameters(part.get("parameters", _nothing(node))):
        parameters[parameter.name] = _taking_over(
            parameters.get(parameter.name), parameter
        )
    changed = replaced(rulebook, sources=sources, parameters=parameters)
    alone = replaced(changed, mechanisms={})
    _refuse_mistakes(replaced(alone, content_hash=digest), "parameters.yaml", node)
    return changed


def _nothing(node: Node) -> Node:
    return Node(node.file, node.line, entries={})


def _with_mechanism(
    rulebook: Rulebook, node: Node, root: Path, digest: str
) -> Rulebook:
    if "ceilings" in node.mapping():
        raise node.mapping()["ceilings"].wrong(
            "no shared ceilings in an overlay",
            "change them in a copy of the packs, given with --to-pack",
        )
    name = node.mapping()["mechanism"].text()
    before = rulebook.mechanisms.get(name)
    if before is None and "versions" not in node.mapping():
        raise node.mapping()["mechanism"].wrong(
            "a mechanism of the rulebook, or a whole new one",
            did_you_mean(name, rulebook.mechanisms) or "correct the name",
        )
    whole = node if before is None else _over(_base(before, root), node)
    mechanism, sources = read_mechanism(whole, before.pack if before else "")
    if before is not None:
        mechanism = replaced(mechanism, parameters=_figures(before, mechanism, node))
        if "combines" not in node.mapping():
            mechanism = replaced(mechanism, combines=before.combines)
    mechanisms = {**rulebook.mechanisms, name: mechanism}
    if before is None or "combines" in node.mapping():
        mechanisms = _agreeing(mechanisms, mechanism)
    changed = replaced(
        rulebook,
        mechanisms=mechanisms,
        sources=rulebook.sources | {source.name: source for source in sources},
    )
    alone = replaced(changed, mechanisms={name: mechanism}, content_hash=digest)
    _refuse_mistakes(alone, f"mechanisms/{name}.yaml", whole, changed)
    return changed


def _base(mechanism: Mechanism, root: Path) -> Node:
    file = mechanism.where.removeprefix("packs/")
    return read_file(root / file, shown_as=mechanism.where)


def _over(base: Node, node: Node) -> Node:
    """The keys of the overlay in place of those of the pack."""
    entries = {**base.mapping(), **node.mapping()}
    for section in SECTIONS:
        if section in base.mapping() and section in node.mapping():
            held = entries[section] = replaced_node(node.mapping()[section])
            held.entries = base.mapping()[section].mapping() | held.mapping()
    return Node(
        node.file,
        node.line,
        entries=entries,
        key_lines={**base.key_lines, **node.key_lines},
    )


def replaced_node(node: Node) -> Node:
    """A copy whose entries can be exchanged."""
    return Node(
        node.file,
        node.line,
        node.trail,
        entries=dict(node.mapping()),
        key_lines=dict(node.key_lines),
    )


def _figures(before: Mechanism, after: Mechanism, node: Node) -> dict[str, Parameter]:
    stated = node.mapping().get("parameters")
    names = stated.mapping() if stated else {}
    return {
        name: _taking_over(before.parameters.get(name), parameter)
        if name in names
        else parameter
        for name, parameter in after.parameters.items()
    }


def _taking_over(before: Parameter | None, after: Parameter) -> Parameter:
    """The new values from the first of their dates on, the old ones until then."""
    if before is None:
        return after
    shapes = [(each.form, each.unit, each.key) for each in (before, after)]
    if shapes[0] != shapes[1]:
        raise PackError(
            after.where,
            found=" ".join(filter(None, shapes[1])),
            expected=f"{' '.join(filter(None, shapes[0]))}, as in {before.where}",
            mend="state it in the same form and unit",
        )
    first = after.values[0].start
    kept = tuple(value for value in before.values if value.start < first)
    return replaced(after, values=(*kept, *after.values))


def _agreeing(
    mechanisms: dict[str, Mechanism], changed: Mechanism
) -> dict[str, Mechanism]:
    """Combination holds both ways: the others say of this one what it says of them."""
    said = changed.combines
    return {
        name: changed
        if name == changed.name
        else replaced(
            other,
            combines=Combination(
                *(
                    ours | {changed.name} if name in theirs else ours - {changed.name}
                    for ours, theirs in (
                        (other.combines.allowed, said.allowed),
                        (other.combines.excluded, said.excluded),
                        (other.combines.unknown, said.unknown),
                    )
                )
            ),
        )
        for name, other in mechanisms.items()
    }


def _refuse_mistakes(
    alone: Rulebook, file: str, node: Node, whole: Rulebook | None = None
) -> None:
    """raises  PackError: the first that a check of packs would tell"""
    bare = replaced(alone, steps={}, consistency={})
    for problems in (
        undefined_names(whole or alone, [(file, node)]),
        ambiguous_names(bare),
        misfit_figures(bare),
        wrong_rules(bare),
    ):
        for problem in problems:
            raise problem
