"""Every source, body, mechanism, step and document that a pack names is defined."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from twiza.errors import PackError, did_you_mean
from twiza.packs.model import Rulebook, Step
from twiza.packs.reading import Node

Named = tuple[str, Node]  # the kind of thing, and where its name stands

# Mappings whose keys are names that a pack chooses, not keys of the format.
_FREE = ("derived", "consistency", "conditions", "parts", "value")


def undefined_names(
    rulebook: Rulebook,
    files: Iterable[tuple[str, Node]],
    elsewhere: Mapping[str, Collection[str]] | None = None,
) -> Iterator[PackError]:
    """Names that no pack defines, and steps that lost their last source.

    files      the trees of the packs, each with its path inside its pack
    elsewhere  what the packs of other corridors define: a country's pack may name the
               step or the document that only some corridors add (`named_elsewhere`)
    """
    more = elsewhere or {}
    known: dict[str, Collection[str]] = {
        "source": rulebook.sources,
        "listed source": {*rulebook.sources, *more.get("source", ())},
        "operator": rulebook.operators,
        "mechanism": {*rulebook.mechanisms, *more.get("mechanism", ())},
        "step": {*rulebook.steps, *more.get("step", ())},
        "document": {*rulebook.documents, *more.get("document", ())},
    }
    for file, tree in files:
        for kind, node in _named(file, tree):
            if node.text() not in known[kind]:
                yield _undefined(kind, node, known[kind])
            elif kind.endswith("source") and (why := _why_withdrawn(rulebook, node)):
                yield _withdrawn(node, why)
    yield from (
        _unsourced(step) for step in rulebook.steps.values() if not step.sources
    )


def undefined_evidence(
    rulebook: Rulebook, files: Iterable[tuple[str, Node]]
) -> Iterator[PackError]:
    """Sources and bodies that an answer would name though no pack defines them."""
    known: dict[str, Collection[str]] = {
        "source": rulebook.sources,
        "operator": rulebook.operators,
    }
    for file, tree in files:
        for kind, node in _named(file, tree):
            if kind in known and node.text() not in known[kind]:
                yield _undefined(kind, node, known[kind])


def named_elsewhere(trees: Iterable[Node]) -> dict[str, set[str]]:
    """The steps, documents, sources and mechanisms that files of packs define."""
    found: dict[str, set[str]] = {
        "step": set(),
        "document": set(),
        "source": set(),
        "mechanism": set(),
    }
    for tree in trees:
        entries = tree.entries or {}
        for kind in ("step", "document", "source"):
            section = entries.get(f"{kind}s")
            found[kind].update((section.entries if section else None) or ())
        if "mechanism" in entries:
            found["mechanism"].add(entries["mechanism"].text())
    return found


def _why_withdrawn(rulebook: Rulebook, node: Node) -> str | None:
    source = rulebook.sources.get(node.text())
    return source.withdrawn if source else None


def _unsourced(step: Step) -> PackError:
    return PackError(
        step.where,
        found="no source that this rulebook defines",
        expected="at least one",
        mend="name a source of the step's own pack",
    )


def _undefined(kind: str, node: Node, known: Collection[str]) -> PackError:
    name, kind = node.text(), kind.removeprefix("listed ")
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
    yield from _covered(tree)
    if file == "steps.yaml" or file.startswith("steps/"):
        yield from _steps(tree)


def _sources(entries: dict[str, Node]) -> Iterator[Named]:
    yield from _texts("source", entries.get("source"))
    yield from _texts("listed source", entries.get("sources"))


def _bodies(entries: dict[str, Node]) -> Iterator[Named]:
    for key in ("operator", "body"):
        yield from _texts("operator", entries.get(key))


def _mechanisms(tree: Node) -> Iterator[Named]:
    combines = tree.mapping().get("combines")
    for group in combines.mapping().values() if combines else ():
        yield from _texts("mechanism", group)
    apply = tree.mapping().get("apply")
    for step in apply.items() if apply else ():
        yield from _texts("step", step.mapping().get("after"))


def _covered(tree: Node) -> Iterator[Named]:
    """The mechanisms under each ceiling."""
    section = (tree.entries or {}).get("ceilings")
    for ceiling in section.mapping().values() if section else ():
        yield from _texts("mechanism", ceiling.mapping().get("over"))


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
