"""Every source, body, mechanism, step and document that a pack names is defined."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from twiza.errors import PackError, did_you_mean
from twiza.packs.model import Rulebook
from twiza.packs.reading import Node

Named = tuple[str, Node]  # the kind of thing, and where its name stands

# Mappings whose keys are names that a pack chooses, not keys of the format.
_FREE = ("derived", "consistency", "conditions", "parts", "value")


def undefined_names(rulebook: Rulebook, files: dict[str, Node]) -> Iterator[PackError]:
    """files   the trees of the packs, by their path inside the pack"""
    later = {name for pack in rulebook.packs for name in pack.later}
    known: dict[str, Collection[str]] = {
        "source": rulebook.sources,
        "operator": rulebook.operators,
        "mechanism": {*rulebook.mechanisms, *later},
        "step": rulebook.steps,
        "document": rulebook.documents,
    }
    for file, tree in files.items():
        for kind, node in _named(file, tree):
            if node.text() not in known[kind]:
                yield _undefined(kind, node, known[kind])
            elif kind == "source" and rulebook.sources[node.text()].withdrawn:
                yield _withdrawn(node, str(rulebook.sources[node.text()].withdrawn))


def _undefined(kind: str, node: Node, known: Collection[str]) -> PackError:
    name = node.text()
    return PackError(
        node.where,
        found=f"the {kind} {name!r}",
        expected=f"one of the {kind}s of the rulebook",
        mend=did_you_mean(name, known) or f"define the {kind}, or correct its name",
    )


def _withdrawn(node: Node, why: str) -> PackError:
    return PackError(
        node.where,
        found=f"the source {node.text()!r}, withdrawn: {why}",
        expected="a source in use",
        mend="name another source, or take the figure out",
    )


def _named(file: str, tree: Node) -> Iterator[Named]:
    if file.endswith(".cases.yaml"):
        return
    for node in tree.whole():
        if node.entries and node.trail.rpartition(".")[2] not in _FREE:
            yield from _sources(node.entries)
            yield from _bodies(node.entries)
    if file.startswith("mechanisms/"):
        yield from _mechanisms(tree)
    if file == "steps.yaml":
        yield from _steps(tree)


def _sources(entries: dict[str, Node]) -> Iterator[Named]:
    yield from _texts("source", entries.get("source"))
    yield from _texts("source", entries.get("sources"))


def _bodies(entries: dict[str, Node]) -> Iterator[Named]:
    for key in ("operator", "body"):
        yield from _texts("operator", entries.get(key))


def _mechanisms(tree: Node) -> Iterator[Named]:
    combines = tree.mapping().get("combines")
    for group in combines.mapping().values() if combines else ():
        yield from _texts("mechanism", group)


def _steps(tree: Node) -> Iterator[Named]:
    steps = tree.mapping().get("steps")
    for step in steps.mapping().values() if steps else ():
        entries = step.mapping()
        yield from _texts("step", entries.get("after"))
        yield from _texts("document", entries.get("needs"))
        yield from _texts("document", entries.get("gives"))


def _texts(kind: str, node: Node | None) -> Iterator[Named]:
    """A name, or each name of a list."""
    for item in [] if node is None else node.items_value or [node]:
        if item.text_value is not None and not item.is_null:
            yield kind, item
