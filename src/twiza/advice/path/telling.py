"""A dated plan as docs/path.md lists it: what `twiza path --json` prints."""

from __future__ import annotations

import datetime

from twiza.advice.figures import Json
from twiza.advice.path.costs import has_cost, totals_of
from twiza.advice.path.documents import Document, documents_of
from twiza.advice.path.missing import missing_tasks
from twiza.advice.path.plan import PathPlan, end_of
from twiza.advice.path.slack import Link
from twiza.advice.path.step_telling import step_answers
from twiza.advice.path.tasks import Task
from twiza.advice.path.travel import NEVER
from twiza.advice.path.ways_out import WayOut, ways_out

# Holidays are told until the last task, and never for longer than this.
MOST_YEARS_TOLD = 3


def path_plan_answer(
    plan: PathPlan, *, on: datetime.date, seen_on: datetime.date | None = None
) -> Json:
    """on       the date of the rules, as for `plan_path`
    seen_on  the day on which it is read: sources are as old as they are then
    """
    rulebook = plan.problem.rulebook
    steps = step_answers(plan)
    return {
        "date": on.isoformat(),
        "start": plan.wishes.start.isoformat(),
        "pack": {
            "name": rulebook.name,
            "version": rulebook.version,
            "content_hash": rulebook.content_hash,
        },
        "package": list(plan.problem.members),
        "asked": _asked(plan),
        "is_complete": plan.schedule.is_complete,
        "ends_on": _ends(plan),
        "proof": {
            "is_proved": plan.schedule.is_proved,
            "ends_no_earlier_than": _iso_of(
                max(plan.schedule.least_end, plan.wishes.start.toordinal())
            ),
            "examined": plan.schedule.examined,
        },
        "steps": steps,
        "critical_path": [_link(plan, link) for link in plan.chain],
        "stays": _stays(plan, steps),
        "missing": _missing(plan),
        "ways_out": [_way_out(way) for way in ways_out(plan)],
        "documents": [_document(plan, item) for item in documents_of(plan)],
        "costs": _costs(plan),
        "unknown_days": [
            task.name for task in plan.network.tasks if not task.has_known_days
        ],
        "realisation": plan.problem.realisation.isoformat(),
        "holidays": _holidays(plan),
        "no_calendar": [
            country.name
            for country in (plan.problem.offices.investment,
                            plan.problem.offices.residence)
            if not country.is_known
        ],
        "sources": _sources(plan, max(on, seen_on or on)),
    }  # fmt: skip


def _asked(plan: PathPlan) -> Json:
    stays = plan.wishes.stays
    return {
        "stays": None if stays is None else [str(stay) for stay in stays],
        "visits_per_day": plan.wishes.visits_per_day,
        "without_proxy": plan.wishes.without_proxy,
        "with_proxy": sorted(plan.wishes.with_proxy),
    }


def _ends(plan: PathPlan) -> Json:
    found = {
        "least": end_of(plan, plan.shortest),
        "typical": end_of(plan, plan.schedule.ends),
        "most": end_of(plan, plan.longest),
    }
    return {name: end and end.isoformat() for name, end in found.items()}


def _iso_of(day: int) -> str:
    return datetime.date.fromordinal(day).isoformat()


def _link(plan: PathPlan, link: Link) -> Json:
    schedule, task = plan.schedule, link.task
    return {
        "id": plan.network.tasks[task].name,
        "wait_days": link.wait,
        "cause": link.cause,
        "days": schedule.ends[task] - schedule.starts[task],
    }


def _stays(plan: PathPlan, steps: list[Json]) -> list[Json]:
    visits = plan.problem.offices.open_days("investment", for_visit=True)
    return [
        {
            "first": stay.first.isoformat(),
            "last": stay.last.isoformat(),
            "is_used": place in plan.schedule.travel.stays,
            "days_for_visits": sum(
                visits.is_open(day)
                for day in range(stay.first.toordinal(), stay.last.toordinal() + 1)
            ),
            "visits": [step["id"] for step in steps if step["stay"] == place],
            "could_also": [s["id"] for s in steps if place in s["could_be_done_in"]],
        }
        for place, stay in enumerate(plan.wishes.stays or ())
    ]


def _missing(plan: PathPlan) -> list[Json]:
    return [
        {
            "id": plan.network.tasks[item.place].name,
            "reason": item.reason,
            "ready_on": item.ready and item.ready.isoformat(),
        }
        for item in missing_tasks(plan)
    ]


def _way_out(way: WayOut) -> Json:
    return {
        "kind": way.kind,
        "stays": [str(stay) for stay in way.stays],
        "instead_of": way.place,
        "days": way.days,
        "steps": list(way.tasks),
        "ends_on": way.end.isoformat(),
        "asked": {
            "stays": [str(stay) for stay in way.wishes.stays or ()],
            "with_proxy": sorted(way.wishes.with_proxy),
        },
    }


def _document(plan: PathPlan, document: Document) -> Json:
    tasks = plan.network.tasks
    held = plan.problem.rulebook.documents[document.name]
    first = plan.schedule.starts[document.needed[0]]
    return {
        "document": document.name,
        "from": None if document.giver is None else tasks[document.giver].name,
        "obtained_on": document.obtained and document.obtained.isoformat(),
        "valid_days": document.valid_days,
        "valid_until": document.valid_until and document.valid_until.isoformat(),
        "obtain_from": document.obtain_from and document.obtain_from.isoformat(),
        "obtain_by": document.obtain_by and document.obtain_by.isoformat(),
        "is_needed_again": document.is_needed_again,
        "needed_by": [tasks[place].name for place in document.needed],
        "first_needed_on": _iso_of(first),
        "source": held.source,
    }


def _costs(plan: PathPlan) -> Json:
    tasks = plan.network.tasks
    return {
        "totals": [
            {
                "currency": total.currency,
                "least": total.least,
                "most": total.most,
                "confirmed_least": total.confirmed_least,
                "confirmed_most": total.confirmed_most,
            }
            for total in totals_of(tasks)
        ],
        "unknown": [task.name for task in tasks if not has_cost(task)],
        "to_confirm": [task.name for task in tasks if _is_to_confirm(task)],
    }


def _is_to_confirm(task: Task) -> bool:
    if task.step is None or not has_cost(task) or task.step.cost_grade == "sourced":
        return False
    return bool(task.step.cost.most)


def _holidays(plan: PathPlan) -> list[Json]:
    ends = [end for end in plan.schedule.ends if end < NEVER]
    last = max(ends, default=plan.wishes.start.toordinal())
    last = min(last, plan.wishes.start.toordinal() + MOST_YEARS_TOLD * 366)
    found = plan.problem.offices.closures(
        plan.wishes.start, datetime.date.fromordinal(last)
    )
    return [
        {
            "date": closure.on.isoformat(),
            "country": closure.country,
            "name": closure.name,
            "is_estimated": closure.is_estimated,
        }
        for closure in found
    ]


def _sources(plan: PathPlan, seen_on: datetime.date) -> Json:
    rulebook = plan.problem.rulebook
    names = dict.fromkeys(name for task in plan.network.tasks for name in task.sources)
    names |= dict.fromkeys(
        held.source
        for document in documents_of(plan)
        if (held := rulebook.documents[document.name]).source
    )
    found = [rulebook.sources[name] for name in names if name in rulebook.sources]
    return {
        source.name: {
            "kind": source.kind,
            "publisher": source.publisher,
            "title": source.title,
            "url": source.url,
            "published": source.published,
            "checked_on": source.checked_on and source.checked_on.isoformat(),
            "state": source.state(seen_on),
        }
        for source in found
    }
