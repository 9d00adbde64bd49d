"""How many advices one network may save in an hour. Nothing of it is written down."""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
import threading
import time
from collections import OrderedDict, deque

from django.conf import settings
from django.http import HttpRequest

# A whole café or a class may share one address: people save once, machines thousands.
MOST_SAVED = 30
SECONDS = 3600
MOST_NETWORKS = 10_000
_SALT = secrets.token_bytes(16)


class Rate:
    """Counts per process and in memory: a count that is lost does no harm."""

    def __init__(self) -> None:
        self._saved: OrderedDict[bytes, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def is_reached(self, network: bytes, at: float) -> bool:
        with self._lock:
            return len(self._recent(network, at)) >= MOST_SAVED

    def count(self, network: bytes, at: float) -> None:
        with self._lock:
            recent = self._recent(network, at)
            recent.append(at)
            self._saved[network] = recent
            self._saved.move_to_end(network)
            while len(self._saved) > MOST_NETWORKS:
                self._saved.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._saved.clear()

    def _recent(self, network: bytes, at: float) -> deque[float]:
        found = self._saved.get(network, deque())
        while found and found[0] <= at - SECONDS:
            found.popleft()
        return found


rate = Rate()


def now() -> float:
    return time.monotonic()


def network_of(request: HttpRequest) -> bytes:
    """One IPv4 address, or the /64 that one IPv6 connection gets, scrambled."""
    try:
        address = ipaddress.ip_address(_address(request))
    except ValueError:
        name = "unknown"
    else:
        name = str(ipaddress.ip_network((address, _width(address)), strict=False))
    return hashlib.sha256(_SALT + name.encode()).digest()


def _width(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> int:
    return 32 if address.version == 4 else 64


def _address(request: HttpRequest) -> str:
    """Behind a proxy the last address in its header is the one that it saw itself."""
    if settings.SECURE_PROXY_SSL_HEADER:
        seen = request.META.get("HTTP_X_FORWARDED_FOR", "")
        return str(seen).rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
