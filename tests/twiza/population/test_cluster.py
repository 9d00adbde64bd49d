"""On a cluster of real processes: what a killed worker did is neither lost nor doubled."""

from __future__ import annotations

import json
import os
import signal
import time

import pytest

import twiza
from tests.twiza.population.populations import (
    read,
    run_python,
    start_python,
    ventures,
    write_parquet,
)
from twiza.errors import InputError
from twiza.population.cluster import check_worker

# A scheduler and two workers, each a process of its own, until the input is closed.
CLUSTER = """
import json, sys
if __name__ == "__main__":
    from distributed import LocalCluster
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        workers = [worker.pid for worker in cluster.workers.values()]
        print(json.dumps([cluster.scheduler_address, workers]), flush=True)
        sys.stdin.read()
"""

SIMULATED = """
import datetime, json, sys
from pathlib import Path
from twiza.errors import InputError
from twiza.packs import load_rulebook
from twiza.population import cluster, simulate
cluster.WAIT_SECONDS = float(sys.argv[4])
try:
    done = simulate(
        load_rulebook("aa-bb"), Path(sys.argv[1]), Path(sys.argv[2]),
        on=datetime.date(2026, 6, 1), keep=["id"], part_rows=200,
        cluster=sys.argv[3] or None,
    )
except InputError as mistake:
    sys.exit(str(mistake))
print(json.dumps([done.rows, done.parts, done.reused, done.counts, done.totals]))
"""


@pytest.fixture
def cluster(folder):
    script = folder.parent / "cluster.py"
    script.write_text(CLUSTER)
    process = start_python(
        "import runpy, sys; runpy.run_path(sys.argv[1], run_name='__main__')", script
    )
    try:
        yield json.loads(process.stdout.readline())
    finally:
        process.communicate(timeout=30)  # closes its input


def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(folder, cluster):
    address, workers = cluster
    rows = ventures(30_000)
    population = write_parquet(folder / "table.parquet", rows, row_group_size=1_000)
    here = run_python(SIMULATED, population, folder / "here.parquet", "", 20)
    assert here.returncode == 0, here.stderr

    output = folder / "there.parquet"
    process = start_python(SIMULATED, population, output, address, 20)
    parts = folder / "there.parquet.parts"
    until = time.monotonic() + 40
    while len(list(parts.glob("[0-9]*.json"))) < 20:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.005)
    os.kill(workers[0], signal.SIGKILL)
    assert not output.exists()
    printed, told = process.communicate(timeout=60)
    assert process.returncode == 0, told
    assert json.loads(printed) == json.loads(here.stdout)
    answers = read(output)
    assert [row["id"] for row in answers] == [row["id"] for row in rows]
    assert output.read_bytes() == (folder / "here.parquet").read_bytes()

    rows[25_000]["cost"] = -1.0
    write_parquet(population, rows, row_group_size=1_000)
    bad = run_python(SIMULATED, population, folder / "bad.parquet", address, 20)
    assert bad.returncode == 1
    assert "table.parquet, row 25001, cost" in bad.stderr
    assert not (folder / "bad.parquet.parts").exists()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere", "moon://x:1"])
def test_a_cluster_that_does_not_answer_is_told(folder, address):
    population = write_parquet(folder / "table.parquet", ventures(10))
    output = folder / "answers.parquet"
    done = run_python(SIMULATED, population, output, address, 0.5)
    assert done.returncode == 1
    assert f"no answer from {address}" in done.stderr
    assert "dask scheduler" in done.stderr and "Traceback" not in done.stderr
    assert list(folder.iterdir()) == [population]


@pytest.mark.parametrize(
    ("version", "size", "sees_folder", "said"),
    [
        ("0.0.1", 4, True, "twiza 0.0.1 on worker tcp://one"),
        (twiza.__version__, -1, True, "which does not see /shared/in.parquet"),
        (twiza.__version__, 4, False, "which does not see /shared/out.parquet.parts"),
    ],
)
def test_a_worker_of_no_use_is_told(folder, version, size, sees_folder, said):
    wanted = {"/shared/in.parquet": 4, "/shared/out.parquet.parts": 1}
    with pytest.raises(InputError, match="worker") as told:
        check_worker("tcp://one", version, [size, int(sees_folder)], wanted)
    assert said in str(told.value)
