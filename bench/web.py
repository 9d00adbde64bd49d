"""Measures the uncached result page beside a bare page of the same site.

Two workers of four threads answer eight connections. Rounds alternate between both
pages, so that what else the machine does weighs on both; every result has its own
amounts.
"""

from __future__ import annotations

import http.client
import itertools
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from twiza.advice import read_venture_file

ROOT = Path(__file__).parents[1]
CONNECTIONS = 8
ROUNDS = 6
SECONDS = 3.0
ADDRESSES = 60_000  # written before the clock runs, and more than it can ask for
MOST_P95_MS = 250
LEAST_RATIO = 0.5


@dataclass(frozen=True)
class Round:
    seconds: float
    times: list[float]

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds


def main() -> int:
    port = _free_port()
    with tempfile.TemporaryDirectory() as data:
        server = _start(port, Path(data))
        try:
            _wait(port)
            bare, results = _measure(port)
        finally:
            server.terminate()
            server.wait(timeout=10)
    return _report(bare, results)


def _measure(port: int) -> tuple[list[Round], list[Round]]:
    """Rounds of both pages in turn, after one that only warms."""
    addresses = list(itertools.islice(_addresses(), ADDRESSES))
    pages = {"bare": itertools.repeat("/fr/bare/"), "result": iter(addresses)}
    found: dict[str, list[Round]] = {"bare": [], "result": []}
    for number in range(ROUNDS + 1):
        for name, addresses in pages.items():
            measured = _round(port, addresses, SECONDS if number else 1.0)
            if number:
                found[name].append(measured)
    return found["bare"], found["result"]


def _addresses() -> Iterator[str]:
    """The four examples, each time with another cost, loan and own funds."""
    chance = random.Random(1)  # noqa: S311  variety, not secrecy
    ventures = [
        read_venture_file(path) for path in sorted(ROOT.glob("examples/*.yaml"))
    ]
    for venture in itertools.cycle(ventures):
        facts = {
            name: value * (1 + chance.random() / 10) if name.endswith("_mad") else value
            for name, value in venture.facts.items()
        }
        yield f"/fr/advisor/result/?{_query(facts)}&date={venture.date}"


def _query(facts: dict[str, bool | float | str]) -> str:
    return urlencode({name: _written(value) for name, value in facts.items()})


def _written(value: bool | float | str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else f"{value:.2f}"


def _round(port: int, addresses: Iterator[str], seconds: float) -> Round:
    lock, times = threading.Lock(), []
    started = time.perf_counter()

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.perf_counter() < started + seconds:
            with lock:
                address = next(addresses)
            times.append(_answer_time(connection, address))
        connection.close()

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        asking = [pool.submit(ask) for _ in range(CONNECTIONS)]
    try:
        for one in asking:
            one.result()
    except (OSError, http.client.HTTPException) as trouble:
        raise SystemExit(f"the site stopped answering: {trouble!r}") from None
    return Round(time.perf_counter() - started, times)


def _answer_time(connection: http.client.HTTPConnection, address: str) -> float:
    started = time.perf_counter()
    connection.request("GET", address)
    response = connection.getresponse()
    response.read()
    if response.status != 200:
        raise ConnectionError(f"{address} answered {response.status}")
    return time.perf_counter() - started


def _report(bare: list[Round], results: list[Round]) -> int:
    print(f"{CONNECTIONS} connections, 2 workers of 4 threads, {os.cpu_count()} cores")
    print(f"{'':14}{'requests/s':>12}{'p50 ms':>9}{'p95 ms':>9}")
    for name, rounds in (("bare page", bare), ("result page", results)):
        rate, p50, p95 = _figures(rounds)
        print(f"{name:14}{rate:12.0f}{p50:9.1f}{p95:9.1f}")
    ratio = _figures(results)[0] / _figures(bare)[0]
    p95 = _figures(results)[2]
    print(f"the result page runs at {ratio:.2f} of the bare page's rate")
    print(f"wanted: at least {LEAST_RATIO}, and p95 under {MOST_P95_MS} ms")
    return 0 if ratio >= LEAST_RATIO and p95 < MOST_P95_MS else 1


def _figures(rounds: list[Round]) -> tuple[float, float, float]:
    """Median rate of the rounds; p50 and p95 of all answers, in milliseconds."""
    times = sorted(time for one in rounds for time in one.times)
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
    return statistics.median(one.rate for one in rounds), p50 * 1000, p95 * 1000


def _start(port: int, data: Path) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "bench._site_with_bare_page:application",
    ]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
    command += ["--worker-class", "gthread", "--log-level", "error"]
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    known = os.environ | {"PYTHONPATH": paths, "TWIZA_DATA": str(data)}
    return subprocess.Popen(command, cwd=ROOT, env=known)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the site did not start")


if __name__ == "__main__":
    sys.exit(main())
