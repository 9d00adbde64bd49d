"""Rows in which all is known, compiled to machine code: the extra `fast`.

Nothing but `engine="numba"` imports numba. The compiled code is kept in the cache
folder, so that a second process need not compile again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from twiza.errors import InputError
from twiza.packs.compiled import cache_folder
from twiza.packs.model import Fact
from twiza.rules.compiled import Rule
from twiza.rules.form import Form
from twiza.rules.table.answers import Answer, Array
from twiza.rules.table.filling import Filling
from twiza.rules.table.scalars import TILE, kernel_source

TYPES: dict[str, Any] = {"number": np.float64, "flag": np.int8, "choice": np.int16}
FEWEST = 8  # blocks: fewer are done before a second thread has begun
SPAN = 8  # blocks that a thread takes at once

Kernel = Callable[..., None]


class FastRows:
    """Takes the place of `KnownRows`. `size` is the number of rows of a block."""

    def __init__(
        self, filling: Filling, form: Form, rules: Sequence[Rule], size: int
    ) -> None:
        self.size = size
        self.facts = {fact: _kind(filling.facts[fact]) for fact in filling.wanted}
        self.names = {fact: filling.facts[fact].name for fact in self.facts}
        source = kernel_source(form, rules, self.facts)
        self.kernel = _compiled(source, tuple(self.facts.values()), len(rules))
        with np.errstate(all="ignore"):
            # What an absent column holds, and which must be told row by row.
            self.absent = filling.fill({}, 1)

    def evaluate(
        self,
        columns: Mapping[int, Array],
        rows: int,
        at: slice,
        answers: Sequence[Answer],
    ) -> None:
        """One block, its columns filled in. What stands in a hole is computed too."""
        given = [_typed(columns[fact], kind) for fact, kind in self.facts.items()]
        left = np.zeros(1, dtype=np.int8)
        self.kernel(0, 1, rows, rows, False, left, *given, *_outputs(answers, at))
        for answer in answers:
            answer.close_known(at)

    def blocks_left(
        self, columns: Mapping[str, Array], rows: int, answers: Sequence[Answer]
    ) -> Array:
        """Answers every block without a hole; True for the others. Those answered are
        still to be closed.
        """
        left = np.zeros(-(-rows // self.size), dtype=np.int8)
        given = self._given(columns, rows)
        if given is None:
            return np.ones(len(left), dtype=np.bool_)
        outputs = _outputs(answers, slice(0, rows))

        def run(first: int, stop: int) -> None:
            self.kernel(first, stop, rows, self.size, True, left, *given, *outputs)

        _shared_out(run, len(left))
        return left.view(np.bool_)

    def _given(self, columns: Mapping[str, Array], rows: int) -> list[Array] | None:
        """The columns as the kernel takes them; None if one is unknown everywhere."""
        given = []
        for fact, kind in self.facts.items():
            column = columns.get(self.names[fact])
            if column is None:
                if fact in self.absent.holes:
                    return None
                column = np.full(rows, self.absent.low[fact][0])
            given.append(_typed(column, kind))
        return given


def _kind(fact: Fact) -> str:
    if fact.is_numeric:
        return "number"
    return "flag" if fact.type == "flag" else "choice"


def _typed(column: Array, kind: str) -> Array:
    """The column itself, or a copy of the type and layout that was compiled."""
    if column.dtype == np.bool_:
        column = column.view(np.int8)
    return np.require(column, TYPES[kind], ("C", "A"))


def _outputs(answers: Sequence[Answer], at: slice) -> list[Array]:
    statuses = [answer.status[at] for answer in answers]
    return statuses + [answer.most[at] for answer in answers]


def _shared_out(run: Callable[[int, int], None], blocks: int) -> None:
    """Runs all blocks, on every processor where there are many.

    Threads of Python, not numba's: those of numba may not be used from two at once.
    """
    threads = _threads()
    if blocks < FEWEST or threads == 1:
        run(0, blocks)
        return
    from concurrent.futures import ThreadPoolExecutor

    firsts = range(0, blocks, SPAN)
    stops = [min(first + SPAN, blocks) for first in firsts]
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(run, firsts, stops))


def _threads() -> int:
    """One per processor this process may use, or what NUMBA_NUM_THREADS says."""
    threads: int = _numba().config.NUMBA_NUM_THREADS
    return threads


# Compilation


@lru_cache(maxsize=16)
def _compiled(source: str, kinds: tuple[str, ...], rules: int) -> Kernel:
    """The kernel. A cache that cannot be read or written is done without."""
    path = _kept_source(source)
    if path is not None:
        broken = (OSError, RuntimeError, EOFError, pickle.UnpicklingError)
        with contextlib.suppress(*broken):
            return _jitted(source, str(path), kinds, rules, is_kept=True)
    return _jitted(source, "<kernel>", kinds, rules, is_kept=False)


def _jitted(
    source: str, path: str, kinds: tuple[str, ...], rules: int, *, is_kept: bool
) -> Kernel:
    numba = _numba()
    types, whole = numba.types, (numba.types.uint64,) * 4
    columns = [numba.from_dtype(np.dtype(TYPES[kind])) for kind in kinds]
    outputs = [types.int8] * rules + [types.float64] * rules
    signature = types.void(
        *whole,
        types.boolean,
        types.int8[::1],
        *(types.Array(column, 1, "C", readonly=True) for column in columns),
        *(output[::1] for output in outputs),
    )
    jit = numba.njit(
        signature,
        cache=is_kept,
        nogil=True,
        error_model="numpy",
        pipeline_class=_without_aliases(),
    )
    kernel: Kernel = jit(_function(source, path))
    return kernel


def _numba() -> Any:
    try:
        import numba
    except ImportError:
        raise InputError(
            "the engine of tables",
            found="numba is not installed",
            expected="numba, for the engine of that name",
            mend="install twiza[fast], or take the engine numpy",
        ) from None
    return numba


def _without_aliases() -> Any:
    """The compiler, told that no output overlaps another column: it would not work on
    several rows at once if it had to find out.
    """
    from numba.core.compiler import Compiler

    class WithoutAliases(Compiler):  # type: ignore[misc]
        def define_pipelines(self) -> Any:
            self.state.flags.noalias = True
            return super().define_pipelines()

    return WithoutAliases


def _function(source: str, path: str) -> Callable[..., None]:
    # The names in the source are x1, v1, T1… and these: nothing of a pack's text
    # reaches it. What runs is the source at hand, never the file.
    names: dict[str, Any] = {
        "__builtins__": {"min": min, "range": range},
        "__name__": __name__,  # numba looks it up again in another process
        "array": np.array,
        "uint64": np.uint64,
        "ZERO": np.uint64(0),
        "ONE": np.uint64(1),
        "TILE": np.uint64(TILE),
        "LAST_BIT": np.uint64(63),
        "INFINITE": np.inf,
    }
    exec(compile(source, path, "exec"), names)  # noqa: S102
    function: Callable[..., None] = names["kernel"]
    return function


def _kept_source(source: str) -> Path | None:
    """The file by which numba finds compiled code again, named by its content."""
    folder = cache_folder() / "kernels"
    path = folder / f"{hashlib.sha256(source.encode()).hexdigest()[:32]}.py"
    try:
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write(path, source)
    except OSError:
        return None
    return path


def _write(path: Path, source: str) -> None:
    """Beside its place, then moved there: a reader never sees half of it."""
    handle, partial = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w") as file:
            file.write(source)
        os.replace(partial, path)
    except BaseException:
        os.unlink(partial)
        raise
