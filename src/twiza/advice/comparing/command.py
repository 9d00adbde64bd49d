"""What `twiza compare` and `twiza where` do before anything is printed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from twiza.advice.comparing.comparison import compare, elsewhere
from twiza.advice.comparing.variants import (
    Variant,
    lettered,
    moved,
    one_corridor,
    one_day,
    variant_of,
)
from twiza.advice.figures import Json
from twiza.advice.venture import NO_WEIGHTS, Venture, read_venture_file
from twiza.errors import InputError
from twiza.packs import load_rulebook
from twiza.packs.gazetteer import load_gazetteer
from twiza.packs.model import Rulebook
from twiza.records import record
from twiza.territory.alternatives import PILOT, chosen_places
from twiza.territory.criteria import read_weight_options, read_weights
from twiza.territory.distances import read_customers


@record
class Asked:
    """What the options of both commands ask for; None where one is left out."""

    places: str | None
    weights: Sequence[str]
    customers: str | None
    on: datetime.date | None
    today: datetime.date


def compare_files(files: Sequence[Path], asked: Asked) -> tuple[Rulebook, Json]:
    """Two to four files, or one in other places; and the rulebook they rest on."""
    ventures = _read(files)
    rulebook = load_rulebook(one_corridor(ventures))
    customers = _customers(rulebook, asked)
    variants = [variant_of(file, one, customers) for file, one in ventures.items()]
    if asked.places is not None:
        variants = _in_places(rulebook, variants, asked.places)
    answer = compare(
        rulebook,
        load_gazetteer(rulebook.name),
        lettered(variants),
        on=asked.on or one_day(ventures) or asked.today,
        weights=_weights(asked, ventures.values()),
        seen_on=asked.today,
    )
    return rulebook, answer


def place_file(file: Path, asked: Asked) -> tuple[Rulebook, Json]:
    """One file in its own province and in others; and the rulebook it rests on."""
    venture = read_venture_file(file)
    rulebook = load_rulebook(venture.corridor)
    answer = elsewhere(
        rulebook,
        load_gazetteer(rulebook.name),
        variant_of(file.name, venture, _customers(rulebook, asked)),
        chosen_places(rulebook, asked.places or PILOT, "--places"),
        on=asked.on or venture.date or asked.today,
        weights=_weights(asked, [venture]),
        seen_on=asked.today,
    )
    return rulebook, answer


def _read(files: Sequence[Path]) -> dict[str, Venture]:
    """By name; two files of one name, or one file twice, are told apart by number."""
    found: dict[str, Venture] = {}
    for path in files:
        name, number = path.name, 2
        while name in found:
            name, number = f"{path.name} ({number})", number + 1
        found[name] = read_venture_file(path)
    return found


def _in_places(rulebook: Rulebook, variants: list[Variant], text: str) -> list[Variant]:
    if len(variants) != 1:
        raise InputError(
            "--places",
            found=f"{len(variants)} files beside it",
            expected="one file, to be set in other places",
            mend="leave --places out to compare the files",
        )
    (here,) = variants
    places = chosen_places(rulebook, text, "--places")
    others = [place for place in places if place != here.province]
    return [here, *(moved(here, place) for place in others)]


def _customers(rulebook: Rulebook, asked: Asked) -> str | None:
    if asked.customers is None:
        return None
    return read_customers(rulebook.places, asked.customers, "--customers")


def _weights(asked: Asked, ventures: Iterable[Venture]) -> Mapping[str, float]:
    """Those of the command line before those of the first file that states any."""
    stated = (venture.weights for venture in ventures if venture.weights)
    every = {**next(stated, NO_WEIGHTS), **read_weight_options(asked.weights)}
    return read_weights(every, "--weight")
