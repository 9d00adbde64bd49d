"""The dozen rules in OpenFisca-Core: variables with formulas over a parameter tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from _dozen_data import CHARTER_SECTORS, CHOICES, MDM_SECTORS
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.model_api import Variable
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import YEAR
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

START = "2020-01-01"
NUMBERS = (
    "investissement quote_part fonds_propres emplois ratio_femmes integration resultat"
)
FLAGS = "metier_avenir durable est_mre"
FIGURES = {
    "mdm": {
        "taux": 0.10,
        "plafond": 5_000_000,
        "invest_min": 1_000_000,
        "apport_min": 0.25,
    },
    "charte": {
        "plafond": 0.30,
        "invest_min": 50_000_000,
        "emplois_min": 50,
        "emplois_alt": 150,
        "bonus": 0.03,
        "sectorielle": 0.05,
        "zone_a": 0.10,
        "zone_b": 0.15,
        "femmes_min": 0.30,
        "integration_min": 0.40,
    },
}
TAX = [(0, 0.10), (300_000, 0.20), (1_000_000, 0.31), (100_000_000, 0.35)]
JOBS = [(0, 0.0), (1.0, 0.05), (1.5, 0.07), (3.0, 0.10)]
ENUMS = {name: Enum(name, {each: each for each in of}) for name, of in CHOICES.items()}

projet = build_entity("projet", "projets", "Projet", is_person=True)
Formula = Callable[[Any, Any, Any], Any]
COMPUTED: dict[str, tuple[type, Formula]] = {}


def tax_benefit_system() -> TaxBenefitSystem:
    system = TaxBenefitSystem([projet])
    system.parameters = ParameterNode("", data=_parameters())
    for name in NUMBERS.split():
        system.add_variable(_variable(name, value_type=float))
    for name in FLAGS.split():
        system.add_variable(_variable(name, value_type=bool))
    for name, enum in ENUMS.items():
        first = next(iter(enum))
        system.add_variable(
            _variable(name, value_type=Enum, possible_values=enum, default_value=first)
        )
    for name, (kind, formula) in COMPUTED.items():
        system.add_variable(_variable(name, value_type=kind, formula=formula))
    return system


def _variable(name: str, **features: Any) -> type[Variable]:
    common = {"entity": projet, "definition_period": YEAR, "label": name}
    return type(name, (Variable,), common | features)


def _parameters() -> dict[str, Any]:
    tree: dict[str, Any] = {
        group: {name: _dated(value) for name, value in figures.items()}
        for group, figures in FIGURES.items()
    }
    tree["bareme"] = _scale(TAX, "rate", "marginal_rate")
    tree["prime_emplois"] = _scale(JOBS, "amount", "single_amount")
    return tree


def _dated(value: float) -> dict[str, Any]:
    return {"values": {START: {"value": value}}}


def _scale(rows: list[tuple[float, float]], key: str, kind: str) -> dict[str, Any]:
    brackets = [
        {"threshold": {START: {"value": threshold}}, key: {START: {"value": value}}}
        for threshold, value in rows
    ]
    return {"metadata": {"type": kind}, "brackets": brackets}


def computed(kind: type = float) -> Callable[[Formula], Formula]:
    def keep(formula: Formula) -> Formula:
        COMPUTED[formula.__name__] = (kind, formula)
        return formula

    return keep


def _is_among(projet: Any, period: Any, names: list[str]) -> Any:
    sector = projet("secteur", period)
    return sum(sector == ENUMS["secteur"][name] for name in names) > 0


@computed()
def part_mre(projet: Any, period: Any, parameters: Any) -> Any:
    return projet("investissement", period) * projet("quote_part", period)


@computed()
def ratio_apport(projet: Any, period: Any, parameters: Any) -> Any:
    return projet("fonds_propres", period) / projet("investissement", period)


@computed(bool)
def secteur_mdm(projet: Any, period: Any, parameters: Any) -> Any:
    return _is_among(projet, period, MDM_SECTORS)


@computed(bool)
def eligible_mdm(projet: Any, period: Any, parameters: Any) -> Any:
    figures = parameters(period).mdm
    return (
        projet("est_mre", period)
        * (projet("investissement", period) >= figures.invest_min)
        * (projet("ratio_apport", period) >= figures.apport_min)
        * projet("secteur_mdm", period)
    )


@computed()
def mdm(projet: Any, period: Any, parameters: Any) -> Any:
    figures = parameters(period).mdm
    grant = np.minimum(figures.taux * projet("part_mre", period), figures.plafond)
    return projet("eligible_mdm", period) * grant


@computed(bool)
def eligible_charte(projet: Any, period: Any, parameters: Any) -> Any:
    figures = parameters(period).charte
    jobs = projet("emplois", period)
    is_large = projet("investissement", period) >= figures.invest_min
    return is_large * (jobs >= figures.emplois_min) + (jobs >= figures.emplois_alt)


@computed()
def prime_emplois(projet: Any, period: Any, parameters: Any) -> Any:
    density = projet("emplois", period) / (projet("investissement", period) / 1e6)
    return parameters(period).prime_emplois.calc(density, right=False)


@computed()
def prime_genre(projet: Any, period: Any, parameters: Any) -> Any:
    figures = parameters(period).charte
    return (projet("ratio_femmes", period) >= figures.femmes_min) * figures.bonus


@computed()
def prime_metier(projet: Any, period: Any, parameters: Any) -> Any:
    return projet("metier_avenir", period) * parameters(period).charte.bonus


@computed()
def prime_durable(projet: Any, period: Any, parameters: Any) -> Any:
    return projet("durable", period) * parameters(period).charte.bonus


@computed()
def prime_integration(projet: Any, period: Any, parameters: Any) -> Any:
    figures = parameters(period).charte
    return (projet("integration", period) >= figures.integration_min) * figures.bonus


@computed()
def prime_zone(projet: Any, period: Any, parameters: Any) -> Any:
    figures, zone, zones = parameters(period).charte, projet("zone", period), ENUMS
    is_a, is_b = zone == zones["zone"]["A"], zone == zones["zone"]["B"]
    return np.select([is_a, is_b], [figures.zone_a, figures.zone_b], 0.0)


@computed()
def prime_secteur(projet: Any, period: Any, parameters: Any) -> Any:
    is_in = _is_among(projet, period, CHARTER_SECTORS)
    return is_in * parameters(period).charte.sectorielle


PREMIUMS = [
    "prime_emplois",
    "prime_genre",
    "prime_metier",
    "prime_durable",
    "prime_integration",
    "prime_zone",
    "prime_secteur",
]


@computed()
def taux_charte(projet: Any, period: Any, parameters: Any) -> Any:
    total = sum(projet(name, period) for name in PREMIUMS)
    return np.minimum(total, parameters(period).charte.plafond)


@computed()
def charte(projet: Any, period: Any, parameters: Any) -> Any:
    premium = projet("taux_charte", period) * projet("investissement", period)
    return projet("eligible_charte", period) * premium


@computed()
def impot(projet: Any, period: Any, parameters: Any) -> Any:
    base = np.maximum(projet("resultat", period), 0)
    return parameters(period).bareme.calc(base)


@computed()
def paquet(projet: Any, period: Any, parameters: Any) -> Any:
    return np.maximum(projet("mdm", period), projet("charte", period))


@computed()
def cout_net(projet: Any, period: Any, parameters: Any) -> Any:
    return projet("investissement", period) - projet("paquet", period)
