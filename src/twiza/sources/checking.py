"""Asks the links of sources and proposes what a person should look at."""

from __future__ import annotations

import datetime
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, zip_longest
from urllib.parse import urlsplit

from twiza.packs.model import Source
from twiza.records import record
from twiza.sources.fetching import Network, Page, Refused, Unreachable, fetch
from twiza.sources.fingerprint import fingerprint_of
from twiza.sources.record import Seen

FOUND, GONE, BUSY = 200, (404, 410), 429
PAUSE = 2.0  # seconds between two requests to one host
MOST_SILENT_HOSTS = 6  # this many hosts and no answer at all: there is no network


@record
class Finding:
    """What came of one source.

    state     unchanged, first (nothing to compare with), changed, gone, unread (an
              answer that is no page), refused (unsafe), unreachable, not_asked
    proposal  what a person should look at; empty where nothing has to be done
    """

    source: str
    url: str | None
    state: str
    proposal: str
    last_url: str | None = None
    seen: Seen | None = None


class Pauses:
    """Waits, so that no host is asked more often than every few seconds."""

    def __init__(
        self,
        seconds: float = PAUSE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._seconds, self._clock, self._sleep = seconds, clock, sleep
        self._free_at: dict[str, float] = {}

    def before(self, host: str) -> None:
        wait = self._free_at.get(host, 0.0) - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._free_at[host] = self._clock() + self._seconds


def check_sources(
    sources: Iterable[Source],
    before: dict[str, Seen],
    *,
    on: datetime.date,
    network: Network,
) -> Iterator[Finding]:
    """One finding for each source, as they come: hosts take turns.

    on  the day that is written beside what the links say now
    """
    asking = _Asking(before, on, network)
    linked = []
    for source in sources:
        if source.url:
            linked.append(source)
        else:
            yield Finding(source.name, None, "not_asked", "has no link: look by hand")
    for source in _in_turn(linked):
        yield asking.finding(source)


def was_offline(findings: Iterable[Finding]) -> bool:
    """Whether links were to be asked and no answer came from any."""
    states = Counter(finding.state for finding in findings if finding.url)
    return bool(states) and set(states) <= {"unreachable", "not_asked"}


def _in_turn(sources: list[Source]) -> Iterator[Source]:
    """The first of every host, then the second: pauses then cost little."""
    hosts: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        hosts[_host(source.url or "")].append(source)
    for source in chain.from_iterable(zip_longest(*hosts.values())):
        if source is not None:
            yield source


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


@record
class _Answer:
    """What is kept of a page: not the page itself, there are hundreds."""

    url: str
    status: int
    fingerprint: str
    is_cut: bool


class _Asking:
    """Asks each link once, and no host again that nobody answers for."""

    def __init__(
        self, before: dict[str, Seen], on: datetime.date, network: Network
    ) -> None:
        self._before, self._on, self._network = before, on, network
        self._answers: dict[str, _Answer | Refused | Unreachable] = {}
        self._silent: set[str] = set()
        self._busy: set[str] = set()
        self._has_answer = False

    def finding(self, source: Source) -> Finding:
        url = source.url or ""
        why = self._why_not(url)
        if why:
            return Finding(source.name, url, "not_asked", why)
        answer = self._answer(url)
        if isinstance(answer, _Answer):
            return self._compared(source, url, answer)
        state = "refused" if isinstance(answer, Refused) else "unreachable"
        return Finding(source.name, url, state, f"{answer}")

    def _why_not(self, url: str) -> str:
        host = _host(url)
        if url in self._answers:
            return ""
        if not self._has_answer and len(self._silent) >= MOST_SILENT_HOSTS:
            return "not asked: no network"
        if host in self._silent:
            return f"not asked: {host} did not answer before"
        return f"not asked: {host} asks to wait" if host in self._busy else ""

    def _answer(self, url: str) -> _Answer | Refused | Unreachable:
        if url not in self._answers:
            try:
                self._answers[url] = self._heard(url, fetch(url, self._network))
            except (Refused, Unreachable) as problem:
                self._answers[url] = problem
                if isinstance(problem, Unreachable) and problem.is_offline:
                    self._silent.add(_host(url))
        return self._answers[url]

    def _heard(self, url: str, page: Page) -> _Answer:
        self._has_answer = True
        if page.status == BUSY:
            self._busy.add(_host(url))
        mark = fingerprint_of(page.body, page.kind)
        return _Answer(page.url, page.status, mark, page.is_cut)

    def _compared(self, source: Source, url: str, answer: _Answer) -> Finding:
        name, last = source.name, answer.url
        if answer.status in GONE:
            return Finding(name, url, "gone", f"gone ({answer.status}): review", last)
        if answer.status != FOUND:
            why = f"answered {answer.status}: look by hand"
            return Finding(name, url, "unread", why, last)
        seen = Seen(url, last, answer.fingerprint, self._on.isoformat())
        said = [_moved(url, last)]
        if answer.is_cut:
            said.append(f"only its first {self._network.most_bytes:,} bytes read")
        before = _comparable(self._before.get(name), source)
        if before is None:
            return Finding(name, url, "first", _listed(said), last, seen)
        if before.fingerprint == seen.fingerprint:
            return Finding(name, url, "unchanged", _listed(said), last, seen)
        # What it said before stays on record until somebody reviewed the source.
        said.insert(0, f"changed since {before.on}: review")
        return Finding(name, url, "changed", _listed(said), last, before)


def _comparable(before: Seen | None, source: Source) -> Seen | None:
    """What the same link said before, unless a person looked at it since then."""
    if before is None or before.url != source.url:
        return None
    checked_on = source.checked_on
    is_reviewed = checked_on is not None and checked_on.isoformat() > before.on
    return None if is_reviewed else before


def _moved(url: str, last: str) -> str:
    return f"redirected to {last}" if last.rstrip("/") != url.rstrip("/") else ""


def _listed(said: list[str]) -> str:
    return "; ".join(text for text in said if text)
