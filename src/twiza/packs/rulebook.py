"""Reads the packs of a corridor from their folder and merges them into one rulebook."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from twiza.errors import PackError
from twiza.packs.ceilings import read_ceilings, read_ceilings_of, resolved
from twiza.packs.entries import read_facts, read_operators, read_sources
from twiza.packs.files import add_words, read_file, refuse_strays, shown
from twiza.packs.folders import pack_files, pack_folders
from twiza.packs.legal_forms import read_legal_forms
from twiza.packs.levers import wrong_levers
from twiza.packs.limits import Allowance
from twiza.packs.mechanisms import read_cases, read_mechanism
from twiza.packs.model import (
    LANGUAGES,
    Case,
    Combination,
    Mechanism,
    PackageCase,
    PackInfo,
    Places,
    PlanRole,
    Rulebook,
)
from twiza.packs.package_cases import read_package_cases
from twiza.packs.parameters import read_parameters
from twiza.packs.places import read_places
from twiza.packs.reading import Node
from twiza.packs.references import undefined_evidence
from twiza.packs.steps import known_steps, read_documents, read_steps
from twiza.records import replaced

# Where a file may stand in a pack; any other would be read by nobody.
SECTIONS = (
    *("facts", "parameters", "sources", "operators", "steps"),
    *("legal_forms", "ceilings", "plan"),
)
TABLES = (
    *("regions.csv", "provinces.csv", "indicators.csv", "centres.csv"),
    *("communes.csv", "former_regions.csv", "zones.csv"),
    *("ports.csv", "airports.csv", "universities.csv", "centroids.csv"),
)
LAYOUT = (
    "pack.yaml",
    *(f"{name}.yaml" for name in SECTIONS),
    *(f"{name}/*.yaml" for name in SECTIONS),
    "mechanisms/*.yaml",
    "packages.cases.yaml",
    *(f"places/{name}" for name in ("sources.yaml", *TABLES)),
    *(f"words/{language}/*.yaml" for language in LANGUAGES),
)


def content_hash(files: Iterable[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for path in files:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root)}\0{len(content)}\0".encode())
        digest.update(content)
    return f"sha256:{digest.hexdigest()}"


def read_rulebook(root: Path, corridor: str) -> Rulebook:
    """The rulebook of a corridor, from its files; a PackError names any defect."""
    return _read(root, corridor)[0]


def read_to_answer(root: Path, corridor: str) -> Rulebook:
    """The same for answers, which name their sources: one that no pack defines is a
    PackError too. A checker asks for all of these at once.
    """
    rulebook, files = _read(root, corridor)
    for problem in undefined_evidence(rulebook, files):
        raise problem
    return rulebook


def _read(root: Path, corridor: str) -> tuple[Rulebook, list[tuple[str, Node]]]:
    """The rulebook and the trees of the files that hold rules."""
    folders = pack_folders(root, corridor)
    for folder in folders:
        if not (folder / "pack.yaml").is_file():
            raise PackError(
                str(folder.relative_to(root)),
                found="no pack.yaml",
                expected="the pack that the corridor names",
                mend="add the country's pack, or correct the corridor's pack.yaml",
            )
    files = pack_files(folders)
    for folder in folders:
        refuse_strays(folder, root, LAYOUT)
    merging = _Merging(root)
    for folder in folders:
        merging.add(folder)
    return merging.rulebook(corridor, content_hash(files, root)), merging.trees


def read_info(folder: Path, root: Path) -> PackInfo:
    node = read_file(folder / "pack.yaml", shown_as=shown(folder / "pack.yaml", root))
    part = node.keyed("pack kind version date", "residence investment")
    kind = part["kind"].one_of(("country", "corridor", "programme"))
    name = part["pack"].text()
    if name != folder.name:
        raise part["pack"].wrong(f"the folder's name, {folder.name}", "make them equal")
    if kind == "corridor":
        node.keyed("pack kind version date residence investment")
    for key in ("residence", "investment"):
        if key in part and not part[key].text().isalpha():
            raise part[key].wrong("the name of a country pack", "such as ma")
    return PackInfo(
        name=name,
        kind=kind,
        version=part["version"].text_value or "",
        date=part["date"].day(),
        residence=part["residence"].text() if "residence" in part else None,
        investment=part["investment"].text() if "investment" in part else None,
        where=node.where,
    )


def _files_of(folder: Path, section: str) -> list[Path]:
    """The file of a section, then those of its folder."""
    whole = folder / f"{section}.yaml"
    parts = sorted((folder / section).glob("*.yaml"))
    return [whole, *parts] if whole.exists() else parts


class _Merging:
    """Gathers the entries of several packs; a name defined twice is an error."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.allowance = Allowance()
        self.infos: list[PackInfo] = []
        self.trees: list[tuple[str, Node]] = []  # by their path inside their pack
        self.tables: dict[str, dict[str, Any]] = {
            name: {}
            for name in (*SECTIONS, "derived", "consistency", "mechanisms", "documents")
        }
        self.rule_places: dict[str, str] = {}
        self.combined: dict[str, str] = {}  # where a mechanism says what it goes with
        self.places = Places({}, {}, {}, {})
        self.words: dict[str, dict[str, object]] = {tongue: {} for tongue in LANGUAGES}
        self.cases: list[Case] = []
        self.package_cases: list[PackageCase] = []

    def add(self, folder: Path) -> None:
        self.infos.append(read_info(folder, self.root))
        for name in SECTIONS:
            for path in _files_of(folder, name):
                self._sections(self._tree(path, folder))
        self._mechanisms(folder)
        path = folder / "packages.cases.yaml"
        if path.exists():
            node = read_file(path, shown_as=shown(path, self.root))
            self.package_cases += read_package_cases(node)
        if (folder / "places").is_dir():
            self._places(folder / "places")
        add_words(self.words, folder, self.root)

    def _tree(self, path: Path, folder: Path) -> Node:
        node = read_file(path, shown_as=shown(path, self.root))
        self.trees.append((path.relative_to(folder).as_posix(), node))
        return node

    def _sections(self, node: Node) -> None:
        readers: dict[str, Callable[[Node], Iterator[Any]]] = {
            "facts": read_facts,
            "parameters": read_parameters,
            "sources": read_sources,
            "operators": read_operators,
            "documents": read_documents,
            "steps": read_steps,
            "legal_forms": read_legal_forms,
            "ceilings": read_ceilings,
        }
        known = " ".join([*readers, "derived consistency plan"])
        for name, section in node.keyed("", known).items():
            if name == "plan":
                self._plan_roles(section)
                continue
            if name in readers:
                for entry in readers[name](section):
                    self._define(name, entry.name, entry, entry.where)
                continue
            for key, rule in section.mapping().items():
                self._define(name, key, rule.text(), rule.where)
                self.rule_places[key] = rule.where

    def _plan_roles(self, section: Node) -> None:
        for role, node in section.mapping().items():
            entry = PlanRole(role, tuple(node.text().split()), node.where)
            self._define("plan", role, entry, node.where)

    def _define(self, table: str, name: str, entry: object, where: str) -> None:
        if name in self.tables[table]:
            before = self.tables[table][name]
            raise PackError(
                where,
                found=f"{name!r} a second time (first at"
                f" {getattr(before, 'where', self.rule_places.get(name, '?'))})",
                expected=f"each name once among the {table} of a rulebook",
                mend="remove one, or give it another name",
            )
        self.allowance.take(where, entry)
        self.tables[table][name] = entry

    def _mechanisms(self, folder: Path) -> None:
        for path in sorted((folder / "mechanisms").glob("*.yaml")):
            name, is_case = path.stem, path.stem.endswith(".cases")
            node = self._tree(path, folder)
            if is_case:
                self.cases += read_cases(node, name.removesuffix(".cases"))
                continue
            mechanism, sources = read_mechanism(node, folder.name)
            if mechanism.name != name:
                raise node.mapping()["mechanism"].wrong(
                    f"mechanism: {name}, as the file's name", "make them equal"
                )
            self._define("mechanisms", name, mechanism, node.where)
            if "combines" in node.mapping():
                self.combined[name] = node.mapping()["combines"].where
            for ceiling in read_ceilings_of(node, mechanism):
                self._define("ceilings", ceiling.name, ceiling, ceiling.where)
            for source in sources:
                self._define("sources", source.name, source, source.where)

    def _places(self, folder: Path) -> None:
        if self.places.provinces:
            raise PackError(
                shown(folder, self.root),
                found="places a second time",
                expected="the places of one country: the one that is invested in",
                mend="keep them in one pack",
            )
        self.places = read_places(folder, shown(folder, self.root))
        path = folder / "sources.yaml"
        if path.exists():
            self._sections(self._tree(path, folder.parent))

    def rulebook(self, corridor: str, digest: str) -> Rulebook:
        for problem in wrong_levers(self.tables["facts"], self.places):
            raise problem
        mechanisms = _symmetric(self.tables["mechanisms"], self.combined)
        tables = {
            **self.tables,
            "mechanisms": mechanisms,
            "ceilings": resolved(self.tables["ceilings"], mechanisms),
            "steps": known_steps(self.tables),
        }
        return Rulebook(
            name=corridor,
            packs=tuple(self.infos),
            content_hash=digest,
            rule_places=self.rule_places,
            places=self.places,
            words=self.words,
            cases=tuple(self.cases),
            package_cases=tuple(self.package_cases),
            plan_roles=tables.pop("plan"),
            **tables,
        )


def _symmetric(
    mechanisms: dict[str, Mechanism], places: dict[str, str]
) -> dict[str, Mechanism]:
    """Combination statements hold both ways; the stricter one wins, a contradiction is
    an error at the place of one of the two.
    """
    allowed: dict[str, set[str]] = {name: set() for name in mechanisms}
    excluded: dict[str, set[str]] = {name: set() for name in mechanisms}
    unknown: dict[str, set[str]] = {name: set() for name in mechanisms}
    for name, mechanism in mechanisms.items():
        combines = mechanism.combines
        for group, names in (
            (allowed, combines.allowed),
            (excluded, combines.excluded),
            (unknown, combines.unknown),
        ):
            for other in names:
                group[name].add(other)
                group.setdefault(other, set()).add(name)
    for name in mechanisms:
        for other in allowed[name] & excluded[name]:
            raise PackError(
                places.get(name) or places[other],
                found=f"{name} and {other} both allowed and refused together",
                expected="two statements that agree",
                mend="correct one of the two mechanisms",
            )
    return {
        name: _with_combination(
            mechanism,
            Combination(
                frozenset(allowed[name] - unknown[name]),
                frozenset(excluded[name]),
                frozenset(unknown[name] - excluded[name]),
            ),
        )
        for name, mechanism in mechanisms.items()
    }


def _with_combination(mechanism: Mechanism, combines: Combination) -> Mechanism:
    return replaced(mechanism, combines=combines)
