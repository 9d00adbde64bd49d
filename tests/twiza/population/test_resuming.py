"""A run that is killed goes on where it stopped; memory does not grow with the rows."""

from __future__ import annotations

import datetime
import signal
import time
from pathlib import Path

import pytest

from tests.twiza.population.populations import (
    DATE,
    run_python,
    start_python,
    ventures,
    write_csv,
    write_parquet,
)
from twiza.errors import InputError
from twiza.packs import load_rulebook
from twiza.population import simulate as simulate_table
from twiza.population.parts import alone

PART_ROWS = 100

# Stands still once 550 rows are read, in the middle of the sixth part of 100 rows.
STANDS_STILL = f"""
import datetime, sys, time
from pathlib import Path
from twiza.packs import load_rulebook
from twiza.population import simulate
simulate(
    load_rulebook("aa-bb"), Path(sys.argv[1]), Path(sys.argv[2]),
    on=datetime.date.fromisoformat("{DATE}"), part_rows={PART_ROWS},
    advance=lambda rows, share: rows > 550 and time.sleep(100),
)
"""

LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
from twiza.cli import main
sys.argv = ["twiza", "simulate", sys.argv[1], "-o", sys.argv[2],
            "--corridor", "aa-bb", "--date", "2026-06-01"]
main()
"""

MEASURED = """
import datetime, sys
from pathlib import Path
from twiza.packs import load_rulebook
from twiza.population.command import run_simulation
done = run_simulation(
    load_rulebook("aa-bb"), Path(sys.argv[1]), Path(sys.argv[2]),
    on=datetime.date(2026, 6, 1), part_rows=20_000,
)
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(done.rows, int(peak.split()[1]) // 1024)
"""


def facts(count):
    return [{n: v for n, v in row.items() if n != "id"} for row in ventures(count)]


@pytest.fixture(params=[".parquet", ".csv"])
def population(request, folder):
    path = folder / f"population{request.param}"
    write = write_csv if request.param == ".csv" else write_parquet
    return write(path, facts(1050))


def run(population, output, *, day=DATE, tell=lambda line: None, **options):
    return simulate_table(
        load_rulebook("aa-bb"),
        population,
        output,
        on=datetime.date.fromisoformat(day),
        part_rows=PART_ROWS,
        tell=tell,
        **options,
    )


def kill_in_the_middle(population: Path, output: Path) -> list[Path]:
    """Kills a run in its sixth part; the five parts it leaves."""
    process = start_python(STANDS_STILL, population, output)
    folder = output.with_name(f"{output.name}.parts")
    try:
        until = time.monotonic() + 30
        while len(list(folder.glob("[0-9]*.json"))) < 5:
            assert process.poll() is None, process.communicate()[1]
            assert time.monotonic() < until
            time.sleep(0.01)
        time.sleep(0.1)
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert not output.exists()
    return sorted(folder.glob(f"[0-9]*{output.suffix}"))


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_a_killed_run_goes_on_and_gives_the_identical_file(folder, population, suffix):
    whole = folder / f"whole{suffix}"
    assert run(population, whole).parts == 11
    output = folder / f"answers{suffix}"
    left = kill_in_the_middle(population, output)
    assert len(left) == 5
    told = []
    done = run(population, output, tell=told.append)
    assert (done.reused, done.parts, done.rows) == (5, 11, 1050)
    assert told == [f"answers{suffix}.parts: goes on after 5 finished parts"]
    assert output.read_bytes() == whole.read_bytes()
    assert done.counts == run(population, whole).counts
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [population.name, output.name, whole.name]
    )


def test_finished_parts_are_not_computed_again(folder, population):
    output = folder / "answers.csv"
    marked = kill_in_the_middle(population, output)[2]
    marked.write_text(marked.read_text().replace("eligible", "ELIGIBLE"))
    run(population, output)
    lines = output.read_text().splitlines()[1:]
    assert {n // PART_ROWS for n, line in enumerate(lines) if "ELIGIBLE" in line} == {2}


@pytest.mark.parametrize("change", ["date", "keep", "population"])
def test_parts_of_another_run_are_discarded_with_a_word(folder, change):
    population = write_parquet(folder / "population.parquet", facts(1050))
    output = folder / "answers.parquet"
    kill_in_the_middle(population, output)
    options = {}
    if change == "date":
        options["day"] = "2025-06-01"
    elif change == "keep":
        options["keep"] = ["jobs"]
    else:
        write_parquet(population, list(reversed(facts(1050))))
    told = []
    done = run(population, output, tell=told.append, **options)
    name = {"date": "date", "keep": "kept", "population": "input"}[change]
    assert told == [
        f"answers.parquet.parts: parts of another run are discarded (other {name})"
    ]
    assert done.reused == 0
    fresh = folder / "fresh.parquet"
    run(population, fresh, **options)
    assert output.read_bytes() == fresh.read_bytes()


def test_a_part_that_is_cut_short_is_made_again(folder, population):
    output = folder / "answers.parquet"
    left = kill_in_the_middle(population, output)
    left[2].write_bytes(left[2].read_bytes()[:100])
    assert run(population, output).reused == 4
    fresh = folder / "fresh.parquet"
    run(population, fresh)
    assert output.read_bytes() == fresh.read_bytes()


def test_a_bad_row_in_a_later_part_leaves_nothing(folder):
    rows = facts(1050)
    rows[900]["cost"] = -1.0
    population = write_csv(folder / "population.csv", rows)
    with pytest.raises(InputError, match=r"population\.csv, line 902, cost"):
        run(population, folder / "answers.csv")
    assert list(folder.iterdir()) == [population]


def test_two_runs_do_not_write_the_same_output_at_once(folder, population):
    output = folder / "answers.csv"
    with (
        alone(folder / "answers.csv.parts"),
        pytest.raises(InputError, match="another run that is writing"),
    ):
        run(population, output)
    assert run(population, output).rows == 1050


def test_a_folder_of_parts_that_holds_something_else_is_left_alone(folder):
    population = write_csv(folder / "population.csv", facts(200))
    foreign = folder / "answers.csv.parts" / "diary.txt"
    foreign.parent.mkdir()
    foreign.write_text("mine")
    with pytest.raises(InputError, match="which no run has written"):
        run(population, folder / "answers.csv")
    assert foreign.read_text() == "mine"


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_a_disk_that_takes_no_more_is_told_and_leaves_no_half_output(folder, suffix):
    population = write_csv(folder / "population.csv", facts(4000))
    done = run_python(LIMITED, population, folder / f"answers{suffix}")
    assert done.returncode == 2, done.stderr
    assert "room for the answers twice" in done.stderr
    assert done.stderr.count("found:") == 1 and done.stdout == ""
    assert list(folder.iterdir()) == [population]


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_memory_does_not_depend_on_the_number_of_rows(folder, suffix):
    peaks = []
    for count in (40_000, 160_000):
        population = folder / f"{count}{suffix}"
        write = write_csv if suffix == ".csv" else write_parquet
        write(population, facts(2000) * (count // 2000))
        done = run_python(MEASURED, population, folder / "answers.parquet")
        rows, peak = map(int, done.stdout.split())
        assert rows == count
        peaks.append(peak)
    assert abs(peaks[1] - peaks[0]) < 25, peaks
