"""A plan as JSON: the dictionary of docs/plan.md. Money is rounded here alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from twiza.finance.appraisal.economic import appraise_economically, gains
from twiza.finance.appraisal.measures import CONVENTIONS, Appraisal, Returns
from twiza.finance.months import Numbers
from twiza.finance.people import posts_below_minimum
from twiza.finance.risk.monte_carlo import SHARES
from twiza.finance.risk.scenarios import Outcome, named_scenarios
from twiza.finance.risk.sensitivity import Swing, tornado
from twiza.finance.statements import Period, Statement, periods, years
from twiza.finance.study import Study, Variant

Json = dict[str, Any]


def plan_answer(study: Study) -> Json:
    """Every variant appraised; statements without mechanisms, then with the package."""
    plan, one = study.plan, study.bare.projection
    shown = [study.bare]
    if study.package.premiums:
        shown.append(study.funded)
    return {
        "start": plan.start.isoformat()[:7],
        "months": plan.months,
        "currency": "MAD",
        "eur_mad": plan.eur_mad,
        "discount_rate": plan.discount_rate,
        "inflation_rate": plan.inflation_rate,
        "tax_regime": one.tax.regime,
        "assumed": [
            {"key": item.key, "value": item.value, "source": item.source}
            for item in plan.assumed
        ],
        "figures": _figures(study),
        "warnings": _warnings(study),
        "package": {
            "premiums": [
                {"id": p.mechanism, "amount": cents(p.amount), "month": p.month}
                for p in study.package.premiums
            ],
            "late": list(study.package.late),
            "open": list(study.package.open),
            "beside": list(study.package.beside),
        },
        "conventions": list(CONVENTIONS),
        "variants": [_variant(variant) for variant in study.variants],
        "statements": {v.name: _statements(v) for v in shown},
        "scenarios": [_outcome(o) for o in named_scenarios(study.run, plan)],
        "sensitivity": [_swing(swing) for swing in tornado(study.run)],
        "risk": _risk(study),
        "economic": _economic(study),
        "gains": {
            variant.name: {
                name: cents(value)
                for name, value in gains(
                    variant.projection, variant.appraisal.equity.flow
                ).items()
            }
            for variant in shown
        },
    }


def _figures(study: Study) -> list[Json]:
    """What the plan took from the rulebook, each with its source and how sure it is."""
    return [
        {
            "role": figure.role,
            "name": figure.name,
            "from": figure.held.start.isoformat(),
            "value": _plain(figure.held.value),
            "source": figure.held.source,
            "grade": figure.held.grade,
            "reason": figure.held.reason,
        }
        for figure in study.law.used.values()
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [[row.threshold, row.value] for row in value]
    return value


def _warnings(study: Study) -> list[Json]:
    found: list[Json] = [
        {"name": "below_minimum_wage", "line": post.role}
        for post in posts_below_minimum(study.plan, study.law, study.law.months)
    ]
    for variant in study.variants[:2]:
        appraisal = variant.appraisal
        if appraisal.deepest_cash < 0:
            found.append(
                {
                    "name": "out_of_cash",
                    "variant": variant.name,
                    "month": appraisal.deepest_month,
                    "lacking": cents(-appraisal.deepest_cash),
                }
            )
    if study.plan.business_tax_class is None:
        found.append({"name": "business_tax_not_counted"})
    return found


def _variant(variant: Variant) -> Json:
    return {
        "name": variant.name,
        "mechanism": variant.mechanism,
        **_appraisal(variant.appraisal),
    }


def _appraisal(one: Appraisal) -> Json:
    ratios = one.ratios
    return {
        "project": _returns(one.project),
        "equity": _returns(one.equity),
        "least_debt_cover": _tidy(one.least_debt_cover),
        "average_debt_cover": _tidy(one.average_debt_cover),
        "loan_life_cover": _tidy(one.loan_life_cover),
        "deepest_cash": cents(one.deepest_cash),
        "deepest_month": one.deepest_month,
        "working_capital": cents(one.working_capital),
        "cost_per_job": cents(one.cost_per_job),
        "years": [
            {
                "year": int(ratios.years[place]),
                "debt_cover": _tidy(ratios.debt_cover[place]),
                "break_even": cents(_known(ratios.break_even[place])),
                "break_even_bare": cents(_known(ratios.break_even_bare[place])),
                "value_added": cents(ratios.value_added[place]),
                "return_on_equity": _tidy(ratios.return_on_equity[place]),
            }
            for place in range(len(ratios.years))
        ],
    }


def _returns(one: Returns) -> Json:
    return {
        "present_value": cents(one.present_value),
        "present_value_eur": cents(one.present_value_eur),
        "rates": [_tidy(rate) for rate in one.rates],
        "modified_rate": _tidy(one.modified_rate),
        "payback_months": _tidy(one.payback),
        "discounted_payback_months": _tidy(one.discounted_payback),
    }


def _statements(variant: Variant) -> Json:
    one = variant.projection
    columns = periods(one)
    return {
        "periods": [_period(column) for column in columns],
        "years": [_period(column) for column in years(one)],
        **{s.name: _lines(s, columns, years(one)) for s in variant.statements},
    }


def _period(column: Period) -> str:
    if column.month is None:
        return str(column.year)
    return f"{column.year}-{column.month:02d}"


def _lines(
    statement: Statement, columns: list[Period], yearly: list[Period]
) -> list[Json]:
    return [
        {
            "line": line.name,
            "of": line.of,
            "is_total": line.is_total,
            "values": [cents(column.value(line)) for column in columns],
            "years": [cents(column.value(line)) for column in yearly],
        }
        for line in statement.lines
    ]


def _outcome(one: Outcome) -> Json:
    return {
        "name": one.name,
        "present_value": cents(one.worth),
        "deepest_cash": cents(one.deepest_cash),
        "deepest_month": one.deepest_month,
        "cash_at_end": cents(one.cash_at_end),
    }


def _risk(study: Study) -> Json:
    """Drawn scenarios: the distributions are shown, for they are a choice."""
    risk, spread = study.plan.risk, study.spread
    known = spread.rate[~np.isnan(spread.rate)]
    months = range(study.plan.months)
    return {
        "scenarios": risk.scenarios,
        "seed": risk.seed,
        "is_usual": risk.is_usual,
        "drivers": {
            name: {
                "shape": one.shape,
                "least": one.least,
                "likely": one.likely,
                "most": one.most,
            }
            for name, one in risk.distributions.items()
        },
        "out_of_cash_share": _tidy(spread.short_at_all),
        "out_of_cash_by_month": [_tidy(spread.short_by[month]) for month in months],
        "to_survive_nine_in_ten": cents(spread.to_survive),
        "loses_share": _tidy(spread.loses_share),
        "present_value": _shares(spread.worth, cents),
        "rate": _shares(known, _tidy) if known.size else None,
        "cash": {
            str(share): [cents(value) for value in row]
            for share, row in zip(SHARES, spread.cash_shares, strict=True)
        },
    }


def _shares(values: Numbers, shown: Callable[[float], float | None]) -> Json:
    return {str(share): shown(float(np.quantile(values, share))) for share in SHARES}


def _economic(study: Study) -> Json:
    """Empty while the author states no factors, with the reason."""
    stated = study.plan.economic
    if stated is None:
        return {"present_value": None, "reason": "no_factors_stated"}
    found = appraise_economically(study.funded.projection, stated)
    return {
        "discount_rate": stated.discount_rate,
        "factors": stated.factors,
        "present_value": cents(found.present_value),
        "rates": [_tidy(rate) for rate in found.rates],
    }


def _swing(one: Swing) -> Json:
    return {
        "driver": one.driver,
        "low": one.low,
        "high": one.high,
        "present_value_low": cents(one.worth_low),
        "present_value_high": cents(one.worth_high),
        "switching_value": _tidy(one.switching),
    }


def cents(value: float | None) -> float | None:
    return None if value is None else round(float(value), 2) + 0.0


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _tidy(value: float | Numbers | None) -> float | None:
    if value is None or np.isnan(value):
        return None
    return round(float(value), 6) + 0.0
