"""`twiza sources`: the states, and what hangs on each source."""

from __future__ import annotations

import datetime
import json

import pytest
from typer.testing import CliRunner

from twiza.advice import advise
from twiza.cli import app
from twiza.errors import InputError
from twiza.packs.programmes import load_programme
from twiza.sources.hanging import STATES, hanging_on, source_report, sources_named
from twiza.terminal.programme_json import programme_json

DAY = datetime.date(2026, 11, 24)
OWN = {"source", "id", "hanging"}  # under which name, and what rests on it


def run(*arguments):
    return CliRunner().invoke(app, ["sources", *arguments])


def test_the_counts_by_state_add_up_to_all_sources(be_ma):
    report = source_report(be_ma, DAY)
    assert (
        sum(report["counts"].values()) == len(report["sources"]) == len(be_ma.sources)
    )
    for state in STATES:
        listed = source_report(be_ma, DAY, states=(state,))["sources"]
        assert len(listed) == report["counts"][state]
        assert {entry["state"] for entry in listed} <= {state}


def test_two_years_later_no_source_is_fresh_that_nobody_looked_at_since(be_ma):
    later = source_report(be_ma, datetime.date(2028, 11, 24))
    long = [s for s in be_ma.sources.values() if s.checked_on and s.review_every >= 730]
    assert later["counts"]["fresh"] <= len(long)


def test_every_figure_condition_and_step_hangs_on_its_source(be_ma):
    hanging = hanging_on(be_ma)
    for mechanism in be_ma.mechanisms.values():
        for parameter in mechanism.parameters.values():
            for value in parameter.values:
                assert (
                    f"{mechanism.name}.{parameter.name}"
                    in hanging[value.source]["parameters"]
                )
        for name in mechanism.sources:
            assert mechanism.name in hanging[name]["mechanisms"]
    for step in be_ma.steps.values():
        for name in step.sources:
            assert step.name in hanging[name]["steps"]
    for place in be_ma.places.provinces.values():
        for cell in filter(lambda held: held.source, place.columns.values()):
            assert place.code in hanging[cell.source]["places"]


def test_the_source_of_a_contested_reading_holds_what_it_contests(be_ma):
    hanging = hanging_on(be_ma)
    rates = "mdm-invest.minimum_currency_share"
    for source in ("le360-ep18", "actumaroc-bourita"):
        assert rates in hanging[source]["parameters"]
        assert "mdm-invest" in hanging[source]["mechanisms"]


def test_a_form_and_a_delay_of_payment_hang_on_their_sources(be_ma):
    hanging = hanging_on(be_ma)
    for form in be_ma.legal_forms.values():
        for source in form.sources:
            assert form.name in hanging[source]["forms"]
    for mechanism in be_ma.mechanisms.values():
        if mechanism.pays and mechanism.pays.source:
            assert mechanism.name in hanging[mechanism.pays.source]["mechanisms"]


def test_what_hangs_on_a_source_of_the_invented_corridor_is_named(mini):
    assert hanging_on(mini)["law"]["mechanisms"]
    assert all(
        names == list(dict.fromkeys(names))
        for names in hanging_on(mini)["law"].values()
    )


def test_a_source_that_does_not_exist_suggests_the_nearest(be_ma):
    name = next(iter(be_ma.sources))
    assert [source.name for source in sources_named(be_ma, [name])] == [name]
    with pytest.raises(InputError, match=f"did you mean '{name}'"):
        sources_named(be_ma, [f"{name}x"])


def test_the_command_lists_states_on_a_date_and_as_json():
    done = run("--date", "2026-11-24", "--json")
    assert done.exit_code == 0
    report = json.loads(done.stdout)
    assert report["date"] == "2026-11-24" and set(report["counts"]) == set(STATES)
    shown = run("--date", "2026-11-24", "--state", "stale")
    assert shown.exit_code == 0 and "sources on 2026-11-24:" in shown.stdout


def test_the_command_refuses_a_state_and_a_date_that_do_not_exist():
    for arguments in (["--state", "old"], ["--date", "yesterday"]):
        done = run(*arguments)
        assert isinstance(done.exception, InputError)
        assert done.exception.where == arguments[0]


def test_without_a_network_the_command_says_so_keeps_nothing_and_exits_1(
    tmp_path, monkeypatch
):
    def silent(*arguments, **options):
        raise OSError("no network in tests")

    monkeypatch.setattr("socket.getaddrinfo", silent)
    done = run("check", "--record", str(tmp_path / "seen.json"))
    assert done.exit_code == 1
    assert "No link could be asked" in done.stdout
    assert not (tmp_path / "seen.json").exists()
    as_json = run("check", "--record", str(tmp_path / "seen.json"), "--json")
    assert as_json.exit_code == 1 and json.loads(as_json.stdout)["is_offline"]


def test_a_source_without_a_link_is_no_missing_network(be_ma, tmp_path):
    name = next(source.name for source in be_ma.sources.values() if not source.url)
    done = run("check", "--only", name, "--record", str(tmp_path / "seen.json"))
    assert done.exit_code == 0 and "look by hand" in done.stdout


def test_the_sources_of_a_programme_and_of_communes_are_listed_too(be_ma):
    report = json.loads(run("--date", "2026-11-24", "--json").stdout)
    kinds = {kind for entry in report["sources"] for kind in entry["hanging"]}
    assert {
        "mechanisms",
        "parameters",
        "steps",
        "places",
        "communes",
        "programmes",
    } <= kinds
    programme = load_programme("medma2")
    assert {entry["source"] for entry in report["sources"]} == {
        *be_ma.sources,
        *programme.sources,
    }


def test_a_source_reads_the_same_in_an_answer_in_the_list_and_in_a_programme(be_ma):
    listed = source_report(be_ma, DAY)["sources"]
    known = {one["source"]: one for one in listed}
    answer = advise(be_ma, {"sector": "tourism"}, on=DAY)
    assert len(answer["sources"]) > 50
    for name, told in answer["sources"].items():
        assert told == {k: known[name][k] for k in known[name].keys() - OWN}
    told = programme_json(load_programme("medma2"), DAY, seen_on=DAY)["sources"]
    assert {frozenset(one.keys() - OWN) for one in told} == {
        frozenset(listed[0].keys() - OWN)
    }


def test_a_long_name_is_never_cut_on_the_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    shown = run("--date", "2026-11-24").stdout
    assert "…" not in "".join(line.split("│")[0] for line in shown.splitlines())
