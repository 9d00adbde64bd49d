"""The same evaluation on a Dask cluster: one task per part.

Workers read the population and write the parts on a disk that all of them see. A part
is written whole or not at all, and a second time it is the same, so a worker that is
killed loses nothing and doubles nothing. Only counts travel back.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import twiza
from twiza.errors import InputError
from twiza.population.columns import BadCell
from twiza.population.evaluation import ClusterTrouble, Work, evaluate_part
from twiza.population.parts import Part
from twiza.population.progress import Advance
from twiza.population.reading import Population
from twiza.records import replaced

if TYPE_CHECKING:
    from twiza.population.simulate import Evaluate

WAIT_SECONDS = 20
RETRIES = 3


@contextmanager
def evaluator_on(address: str, source: Population, work: Work) -> Iterator[Evaluate]:
    """Connected, and every worker found able to do it.

    raises  InputError where the cluster, its workers or the shared file are missing
    """
    _check_parquet(source, work)
    shared = replaced(work, population=work.population.resolve())
    shared.parts.folder = shared.parts.folder.resolve()
    with _connected(address) as client:
        _check_workers(client, shared)

        def evaluate(ready: dict[int, Part], advance: Advance) -> Iterator[Part]:
            firsts = range(0, max(source.rows or 0, 1), shared.part_rows)
            left = [first for first in firsts if first not in ready]
            done = dict(ready)
            for part in _evaluated(client, shared, left):
                done[part.first] = part
                rows = sum(each.rows for each in done.values())
                advance(rows, len(done) / len(firsts))
            return iter([done[first] for first in firsts])

        yield evaluate


def _evaluated(client: Any, work: Work, firsts: list[int]) -> Iterator[Part]:
    """Parts as they are finished; a few tasks wait per worker, not all of the run."""
    from distributed import CancelledError, KilledWorker, wait
    from distributed.comm import CommClosedError

    run = uuid.uuid4().hex
    left = iter(firsts)

    def submit(first: int) -> Any:
        key = f"twiza-{run}-{first}"
        return client.submit(evaluate_rows, work, first, key=key, retries=RETRIES)

    threads = sum(client.nthreads().values())
    futures = {submit(first) for first in islice(left, 3 * threads)}
    try:
        while futures:
            ended = wait(futures, return_when="FIRST_COMPLETED").done
            futures -= ended
            futures |= {submit(first) for first in islice(left, len(ended))}
            for future in ended:
                yield future.result()
    except (BadCell, InputError):
        wait(futures)  # or they would still write parts when all are removed
        raise
    except (CancelledError, CommClosedError, KilledWorker) as mistake:
        raise _trouble(
            f"workers or a scheduler that are lost ({type(mistake).__name__})",
            "a cluster that stays until the end",
            "start it anew with more memory per worker, then give the same command "
            "again: it goes on where it stopped",
        ) from None


def evaluate_rows(work: Work, first: int) -> Part:
    """What a worker does: one part, unless it is there already."""
    from twiza.population.parquet_file import ParquetFile

    finished = work.parts.finished_at(first)
    if finished is not None:
        return finished
    batches = ParquetFile(work.population).batches(
        work.layout,
        first=first,
        stop=first + work.part_rows,
        part_rows=work.part_rows,
    )
    return evaluate_part(work, first, batches)


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError:
        raise _trouble(
            "no package distributed",
            "the extra `cluster`",
            "pip install 'twiza[cluster]', here and on every worker",
        ) from None
    for name in ("distributed", "distributed.client"):  # one error, told once, by us
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=WAIT_SECONDS)
    except (OSError, ValueError) as mistake:
        raise _trouble(
            f"no answer from {address} ({type(mistake).__name__})",
            "the address of a Dask scheduler, such as tcp://10.0.0.5:8786",
            "start one with `dask scheduler`, or correct the address",
        ) from None
    with client:
        yield client


def _check_workers(client: Any, work: Work) -> None:
    from distributed import TimeoutError as NoWorkers

    try:
        client.wait_for_workers(1, timeout=WAIT_SECONDS)
    except NoWorkers:
        raise _trouble(
            "a scheduler without workers",
            "at least one worker",
            "start some with `dask worker ADDRESS`",
        ) from None
    wanted = {str(path): _size(path) for path in (work.population, work.parts.folder)}
    try:
        seen = client.run(_seen, list(wanted))
    except ImportError as mistake:
        raise _trouble(
            f"a worker that lacks {mistake.name}",
            f"twiza {twiza.__version__} with its extra `cluster` on every worker",
            "pip install 'twiza[cluster]' there",
        ) from None
    for worker, (version, sizes) in seen.items():
        check_worker(worker, version, sizes, wanted)


def check_worker(
    worker: str, version: str, sizes: list[int], wanted: dict[str, int]
) -> None:
    """Has it the same code, and does it see the same files under the same paths?"""
    if version != twiza.__version__:
        raise _trouble(
            f"twiza {version} on worker {worker}",
            f"twiza {twiza.__version__} on every worker",
            "install the same version there",
        )
    for (path, right), size in zip(wanted.items(), sizes, strict=True):
        if size != right:
            raise _trouble(
                f"worker {worker}, which does not see {path}",
                "population and output on a disk that all workers share",
                "put both there and name them by that path",
            )


def _seen(paths: list[str]) -> tuple[str, list[int]]:
    return twiza.__version__, [_size(Path(path)) for path in paths]


def _size(path: Path) -> int:
    """Bytes of a file, 1 for a folder, -1 where there is neither."""
    if path.is_dir():
        return 1
    return path.stat().st_size if path.is_file() else -1


def _check_parquet(source: Population, work: Work) -> None:
    if source.rows is None or work.parts.suffix != ".parquet":
        raise _trouble(
            "a table in CSV",
            "Parquet in and out, of which a worker can read and write a part",
            "convert the population to Parquet and write to a .parquet file",
        )


def _trouble(found: str, expected: str, mend: str) -> ClusterTrouble:
    return ClusterTrouble("--cluster", found=found, expected=expected, mend=mend)
