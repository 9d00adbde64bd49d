"""A programme as JSON: every figure with its source, its grade and the reason."""

from __future__ import annotations

import datetime

from twiza.packs.programmes import Figure, Indicator, Programme
from twiza.packs.source_json import source_json
from twiza.terminal.programme import shown_date

Json = dict[str, object]


def programme_json(
    programme: Programme, on: datetime.date, *, seen_on: datetime.date
) -> Json:
    """The programme for a machine: names are ids, dates ISO, shares from 0 to 1.

    seen_on  the day on which it is read, by which its sources age
    """
    return {
        "programme": programme.name,
        "version": programme.version,
        "corridor": programme.corridor,
        "mechanism": programme.mechanism,
        "state": programme.state(on),
        "events": [
            {
                "event": event.name,
                "date": shown_date(event) or None,
                "source": event.source,
                "grade": event.grade,
                "reason": event.reason,
            }
            for event in programme.events
        ],
        "months": {
            "planned": _figure(programme.planned_months),
            "run": _figure(programme.months_run),
        },
        "partners": [
            {"id": p.name, "kind": p.kind, "roles": list(p.roles), "source": p.source}
            for p in programme.partners.values()
        ],
        "places": [
            {
                "region": region.name,
                "provinces": list(region.provinces),
                "source": region.source,
                "grade": region.grade,
                "reason": region.reason,
            }
            for region in programme.regions.values()
        ],
        "budget": {
            "currency": programme.currency,
            "total": _figure(programme.budget),
            "families": [
                {
                    "id": family.name,
                    "amount": _figure(family.amount),
                    "least_share": family.least_share,
                    "least_share_reason": family.least_share_reason,
                }
                for family in programme.families.values()
            ],
        },
        "indicators": [_indicator(one) for one in programme.indicators.values()],
        "selection": {
            "weights": _figure(programme.weights),
            "criteria": [
                {"id": c.name, "stage": c.stage, "of": c.programme, "source": c.source}
                for c in programme.criteria.values()
            ],
        },
        "unpublished": list(programme.unpublished),
        "sources": [
            {"id": source.name, **source_json(source, seen_on)}
            for source in programme.sources.values()
        ],
    }


def _figure(figure: Figure | None) -> Json | None:
    if figure is None:
        return None
    return {
        "value": figure.value,
        "source": figure.source,
        "grade": figure.grade,
        "reason": figure.reason,
    }


def _indicator(indicator: Indicator) -> Json:
    return {
        "id": indicator.name,
        "level": indicator.level,
        "unit": indicator.unit,
        "after_months": list(indicator.after_months),
        "by": list(indicator.breakdowns),
        "evidence": indicator.evidence,
        "source": indicator.source,
        "target": _figure(indicator.target),
        "result": _figure(indicator.result),
    }
