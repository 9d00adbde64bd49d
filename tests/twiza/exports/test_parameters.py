"""The folder in OpenFisca's layout holds every figure, its dates and its source."""

from __future__ import annotations

import datetime

import pytest
import yaml

from tests.twiza.minipack import rulebook
from twiza.errors import InputError, PackError
from twiza.exports.parameters import parameter_files
from twiza.exports.writing import write_file, write_folder, yaml_text
from twiza.packs.model import Row


def read_back(folder):
    return {
        path.relative_to(folder).as_posix(): yaml.safe_load(path.read_text())
        for path in folder.rglob("*.yaml")
    }


def written(rulebook, folder):
    files = parameter_files(rulebook)
    write_folder(folder, {path: yaml_text(file) for path, file in files.items()})
    return read_back(folder)


def parameters_of(rulebook):
    for parameter in rulebook.parameters.values():
        yield "", parameter
    for mechanism in rulebook.mechanisms.values():
        for parameter in mechanism.parameters.values():
            yield f"{mechanism.name.replace('-', '_')}/", parameter


def history(document):
    return {day: entry["value"] for day, entry in document["values"].items()}


def test_every_figure_of_every_date_reads_back(be_ma, tmp_path):
    files, compared = written(be_ma, tmp_path / "parameters"), 0
    for folder, parameter in parameters_of(be_ma):
        for held in parameter.values:
            found = figure_in(files, f"{folder}{parameter.name}", held)
            assert found == held.value, held.where
            compared += 1
    assert compared >= 90


def figure_in(files, path, held):
    """The figure of a date as the files say it, in the shape it has in a pack."""
    if isinstance(held.value, dict):
        return {
            key: history(files[f"{path}/{key}.yaml"])[held.start] for key in held.value
        }
    if isinstance(held.value, tuple) and isinstance(held.value[0], Row):
        return tuple(
            Row(threshold["value"], threshold["metadata"]["side"] == "at_least", amount)
            for bracket in files[f"{path}.yaml"]["brackets"]
            for threshold in [bracket["threshold"]["values"][held.start]]
            if threshold["value"] is not None
            for told in [bracket["rate" if "rate" in bracket else "amount"]]
            for amount in [history(told)[held.start]]
        )
    found = history(files[f"{path}.yaml"])[held.start]
    return tuple(found) if isinstance(found, list) else found


def test_every_value_names_its_source(be_ma):
    for path, document in parameter_files(be_ma).items():
        for entry in document.get("values", {}).values():
            reference = entry["metadata"]["reference"][0]
            assert reference["title"], path
            assert reference.get("href", "https://").startswith(("http://", "https://"))


def test_a_doubt_travels_with_the_figure(be_ma):
    share = parameter_files(be_ma)["mdm_invest/minimum_currency_share.yaml"]
    metadata = share["values"][datetime.date(2015, 2, 1)]["metadata"]
    assert metadata["grade"] == "flagged" and metadata["contested"] == 0.2


def test_the_side_of_a_threshold_is_told_beside_it(be_ma):
    brackets = parameter_files(be_ma)["charte_tpme/jobs_rates.yaml"]["brackets"]
    day = datetime.date(2025, 11, 6)
    sides = [b["threshold"]["values"][day]["metadata"]["side"] for b in brackets]
    assert sides == ["at_least", "above", "above"]


def test_a_row_that_a_later_table_lacks_ends_there(packs):
    later = "{from: 2023-01-01, source: law, value: [{at_least: 3, value: 0.06}]}"
    book = rulebook(packs, premium=("value: 0.10}]}]", f"value: 0.10}}]}}, {later}]"))
    brackets = parameter_files(book)["premium/rates.yaml"]["brackets"]
    days = datetime.date(2020, 1, 1), datetime.date(2023, 1, 1)
    assert history(brackets[0]["threshold"]) == dict(zip(days, (2, 3), strict=True))
    assert history(brackets[1]["amount"]) == dict(zip(days, (0.07, None), strict=True))


def test_two_figures_never_share_a_file(packs):
    bent = (
        "  quota:",
        "  Quota: {unit: share, values: [{from: 2020-01-01, value: 0.5, source: law}]}\n  quota:",
    )
    with pytest.raises(PackError, match="two parameters for one file"):
        parameter_files(rulebook(packs, guarantee=bent))


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path):
    (tmp_path / "kept.txt").write_text("kept")
    with pytest.raises(InputError, match="something is there already"):
        write_folder(tmp_path, {"a.yaml": "a"})
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_an_empty_folder_is_filled(tmp_path):
    write_folder(tmp_path / "new", {"a/b.yaml": "c"})
    (tmp_path / "empty").mkdir()
    write_folder(tmp_path / "empty", {"a/b.yaml": "c"})
    assert (tmp_path / "empty" / "a" / "b.yaml").read_text() == "c"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "new"]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path):
    (tmp_path / "file").write_text("a file")
    for write in (
        lambda: write_file(tmp_path / "nowhere" / "rules.yaml", "a"),
        lambda: write_folder(tmp_path / "file" / "folder", {"a.yaml": "a"}),
    ):
        with pytest.raises(InputError, match="cannot be written"):
            write()
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text("old")
    write_file(path, "new")
    assert path.read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["rules.yaml"]
