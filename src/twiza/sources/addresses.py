"""Which addresses of the network a link may lead to: public ones and no others.

A pack names links, and whoever writes a pack must not be able to make this machine ask
its own services or those of the network it stands in.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int, float], list[str]]

# Unicast that is routed; what is carried inside an IPv6 address (IPv4-mapped, NAT64)
# lies outside it, apart from the two tunnels below.
_ROUTED = ipaddress.IPv6Network("2000::/3")
_TUNNELS = (ipaddress.IPv6Network("2002::/16"), ipaddress.IPv6Network("2001::/32"))
_RELAYS = ipaddress.IPv4Network("192.88.99.0/24")


def is_public(address: Address) -> bool:
    """Whether it is an address of the open internet, for one machine."""
    if address.is_multicast or address.is_reserved or not address.is_global:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return address not in _RELAYS
    return address in _ROUTED and not any(address in tunnel for tunnel in _TUNNELS)


def read_address(text: str) -> Address | None:
    """The address that a resolver gave; None for one with a zone, or none at all."""
    try:
        return None if "%" in text else ipaddress.ip_address(text)
    except ValueError:
        return None


def resolve(host: str, port: int, seconds: float) -> list[str]:
    """The addresses of a name, asked of the system within some seconds.

    raises  OSError where the name leads nowhere or nobody answers in time
    """
    found: queue.Queue[list[str] | OSError] = queue.Queue()

    def ask() -> None:
        try:
            known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as problem:
            found.put(OSError(f"no address: {problem}"))
        else:
            found.put([str(entry[4][0]) for entry in known])

    # The system's own look-up has no limit of time.
    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = found.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError("the name could not be looked up in time") from None
    if isinstance(answer, OSError):
        raise answer
    return list(dict.fromkeys(answer))
