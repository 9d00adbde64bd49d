"""Two laws compared over a register that this site draws by itself: it is invented."""

from __future__ import annotations

import datetime
import threading
from functools import lru_cache

from twiza.packs.model import Rulebook
from twiza.population.drawing import Columns, drawn
from twiza.reforms.laws import Law
from twiza.reforms.registers import DrawnRegister
from twiza.reforms.report import Report
from twiza.reforms.run import changes_of_law
from twiza.reforms.settings import with_settings
from twiza_web.ui.rulebook import current

ROWS, SEED = 3_000, 2027
MOST_KEPT = 64

# A table of rules works in buffers of its own: one comparison at a time.
_alone = threading.Lock()
PATIENCE = 3.0  # seconds: a page that waits longer keeps others from being served


class Busy(Exception):
    """Others are comparing; this one was not begun."""


def report_on(setting: str, on: datetime.date) -> Report:
    """Who would gain and who would lose, were a figure set so on a day.

    setting  as `twiza changes --set` takes it
    raises   InputError where the figure cannot be set so; Busy
    """
    if not _alone.acquire(timeout=PATIENCE):
        raise Busy
    try:
        return _report(current().content_hash, setting, on)
    finally:
        _alone.release()


@lru_cache(maxsize=MOST_KEPT)
def _report(content_hash: str, setting: str, on: datetime.date) -> Report:
    law = Law(current(), on)
    register = DrawnRegister(_columns(content_hash), ROWS, "")
    return changes_of_law(law, with_settings(law, [setting]), register)


@lru_cache(maxsize=1)
def _columns(content_hash: str) -> Columns:
    rulebook: Rulebook = current()
    return drawn(rulebook, ROWS, holes=0, seed=SEED)
