"""The parts of a plan that ask for more: an economic appraisal, drawn scenarios."""

from __future__ import annotations

from twiza.finance.appraisal.economic import FACTORS, Economic
from twiza.finance.risk.draws import (
    SHAPES,
    USUAL,
    USUAL_TOGETHER,
    Distribution,
)
from twiza.finance.risk.drivers import DRIVERS
from twiza.packs.reading import Node
from twiza.records import record

SCENARIOS, MOST_SCENARIOS = 2_000, 100_000
SEED = 1


@record
class Risk:
    """How many scenarios are drawn, from what; `is_usual` where none is stated."""

    scenarios: int
    seed: int
    distributions: dict[str, Distribution]
    together: dict[tuple[str, str], float]
    is_usual: bool


USUAL_RISK = Risk(SCENARIOS, SEED, USUAL, USUAL_TOGETHER, True)


def read_economic(plan: Node) -> Economic | None:
    """`appraisal: {economic: {discount_rate, factors}}`; None where not stated."""
    part = plan.mapping().get("appraisal")
    if part is None:
        return None
    economic = part.keyed("economic")["economic"].keyed("discount_rate factors")
    names = " ".join(FACTORS)
    factors = economic["factors"].keyed(names)
    return Economic(
        _within(economic["discount_rate"], 0, 1),
        {name: _within(factors[name], 0, 10) for name in FACTORS},
    )


def read_risk(plan: Node) -> Risk:
    """`risk: {scenarios, seed, drivers, together}`; the usual one where not stated."""
    part = plan.mapping().get("risk")
    if part is None:
        return USUAL_RISK
    stated = part.keyed("", "scenarios seed drivers together")
    scenarios, seed = stated.get("scenarios"), stated.get("seed")
    drivers = stated.get("drivers")
    return Risk(
        int(_within(scenarios, 10, MOST_SCENARIOS)) if scenarios else SCENARIOS,
        int(_within(seed, 0, 2**31)) if seed else SEED,
        _distributions(drivers) if drivers else USUAL,
        _together(stated["together"]) if "together" in stated else USUAL_TOGETHER,
        drivers is None,
    )


def _distributions(node: Node) -> dict[str, Distribution]:
    entries = node.keyed("", " ".join(DRIVERS))
    return {name: _distribution(entry) for name, entry in entries.items()}


def _distribution(node: Node) -> Distribution:
    part = node.keyed("shape least most", "likely")
    shape = part["shape"].one_of(SHAPES)
    least, most = part["least"].number(), part["most"].number()
    if shape != "uniform" and "likely" not in part:
        raise node.wrong("the key 'likely'", "add likely: …", found="no such key")
    likely = part["likely"].number() if "likely" in part else least
    if least > most:
        raise part["most"].wrong(f"at least {least:g}", "correct the two ends")
    if shape == "triangular" and not least <= likely <= most:
        raise part["likely"].wrong(f"from {least:g} to {most:g}", "correct it")
    if shape == "chance" and not 0 <= likely <= 1:
        raise part["likely"].wrong("a share from 0 to 1", "write 0.25 for 25 %")
    return Distribution(shape, float(least), float(likely), float(most))


def _together(node: Node) -> dict[tuple[str, str], float]:
    found = {}
    for entry in node.items():
        part = entry.keyed("drivers correlation")
        one, two, *_ = (*part["drivers"].once(), "", "")
        for name in (one, two):
            if name not in DRIVERS:
                raise part["drivers"].wrong(
                    f"two of: {', '.join(DRIVERS)}", "correct the names"
                )
        found[one, two] = _within(part["correlation"], -1, 1)
    return found


def _within(node: Node, least: float, most: float) -> float:
    value = node.number()
    if not least <= value <= most:
        raise node.wrong(f"from {least:,.15g} to {most:,.15g}", "correct the figure")
    return float(value)
