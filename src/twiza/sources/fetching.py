"""Fetches one link, safely: what it leads to is checked before every connection."""

from __future__ import annotations

import http.client
import ssl
import time
from collections.abc import Callable
from urllib.parse import quote, urljoin, urlsplit

import twiza
from twiza.records import record
from twiza.sources.addresses import Address, Resolver, is_public, read_address, resolve
from twiza.sources.connection import Deadline, PinnedConnection

AGENT = f"Twiza/{twiza.__version__} (checks the sources of its rulebook)"
PORTS = {"http": 80, "https": 443}
REDIRECTS = (301, 302, 303, 307, 308)


class Refused(Exception):
    """The link leads where this machine does not go, or cannot prove who it is."""


class Unreachable(Exception):
    """Nobody answered, or not to the end.

    is_offline  no connection came about: the network may be missing here
    """

    def __init__(self, why: str, *, is_offline: bool = False) -> None:
        super().__init__(why)
        self.is_offline = is_offline


@record
class Network:
    """How far a fetch may go. Tests give a resolver and a policy of their own.

    allows           whether an address may be asked
    tls              None: certificates are verified as the system does
    pause            called with a host before each request to it
    most_bytes       of a body; what follows is cut
    connect_seconds  for the look-up of a name, and for one connection
    total_seconds    for a link with all its redirects
    """

    resolve: Resolver = resolve
    allows: Callable[[Address], bool] = is_public
    tls: ssl.SSLContext | None = None
    pause: Callable[[str], None] = lambda host: None
    most_bytes: int = 2_000_000
    connect_seconds: float = 8
    total_seconds: float = 25
    most_redirects: int = 5


@record
class Page:
    """What a link led to. `url` is the last of its redirects."""

    url: str
    status: int
    kind: str
    body: bytes
    is_cut: bool


@record
class _Target:
    scheme: str
    host: str
    port: int
    path: str
    url: str


def fetch(url: str, network: Network) -> Page:
    """The page behind a link.

    raises  Refused where it leads to an address that is not public, or proves nothing
            Unreachable where nobody answers within the time
    """
    waited, started = 0.0, time.monotonic()
    for _ in range(network.most_redirects + 1):
        target = _target(url)
        before = time.monotonic()
        network.pause(target.host)
        waited += time.monotonic() - before  # politeness costs the link no time
        deadline = Deadline(started + waited + network.total_seconds)
        answer = _asked(target, network, deadline)
        if isinstance(answer, Page):
            return answer
        url = answer
    raise Refused(f"more than {network.most_redirects} redirects")


def _target(url: str) -> _Target:
    """The parts of an address; everything unusual in it is refused."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise Refused(f"an address that cannot be read: {url[:200]!r}") from None
    if parts.scheme not in PORTS:
        raise Refused(f"{parts.scheme or 'no scheme'}, where http or https is expected")
    if not name or parts.username is not None or parts.password is not None:
        raise Refused("an address without a host, or with a password")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        path += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return _Target(parts.scheme, name, port or PORTS[parts.scheme], path, url)


def _asked(target: _Target, network: Network, deadline: Deadline) -> Page | str:
    """The page, or the address it redirects to."""
    connection = PinnedConnection(
        target.host,
        target.port,
        address=_checked_address(target, network, deadline),
        tls=_tls(network) if target.scheme == "https" else None,
        connect_seconds=network.connect_seconds,
        deadline=deadline,
    )
    try:
        return _spoken(connection, target, network)
    except TimeoutError:
        is_offline = not connection.was_answered
        raise Unreachable("no answer in time", is_offline=is_offline) from None
    except ssl.SSLCertVerificationError as problem:
        raise Refused(f"its certificate: {problem.verify_message}") from None
    except (OSError, http.client.HTTPException, ValueError) as problem:
        why = f"{type(problem).__name__}: {problem}"[:200]
        raise Unreachable(why, is_offline=not connection.was_answered) from None
    finally:
        connection.hang_up()


def _tls(network: Network) -> ssl.SSLContext:
    return network.tls or ssl.create_default_context()


def _checked_address(target: _Target, network: Network, deadline: Deadline) -> Address:
    """The one address that will be spoken to; all that the name has must be public."""
    try:
        seconds = min(network.connect_seconds, deadline.left())
        known = network.resolve(target.host, target.port, seconds)
    except TimeoutError:
        raise Unreachable(
            f"no address for {target.host} in time", is_offline=True
        ) from None
    except OSError:
        raise Unreachable(f"no address for {target.host}", is_offline=True) from None
    addresses = []
    for text in known:
        address = read_address(text)
        if address is None or not network.allows(address):
            raise Refused(f"{target.host} leads to {text}, which is not public")
        addresses.append(address)
    if not addresses:
        raise Unreachable(f"no address for {target.host}", is_offline=True)
    # Many machines have no way out over IPv6.
    return min(addresses, key=lambda address: address.version)


def _spoken(
    connection: PinnedConnection, target: _Target, network: Network
) -> Page | str:
    headers = {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}
    connection.request("GET", target.path, headers=headers)
    response = connection.getresponse()
    location = response.headers.get("Location")
    if response.status in REDIRECTS and location:
        return urljoin(target.url, _readable(location))
    body, is_cut = _body(response, network.most_bytes)
    return Page(
        url=target.url,
        status=response.status,
        kind=response.headers.get("Content-Type", ""),
        body=body,
        is_cut=is_cut,
    )


def _readable(location: str) -> str:
    """A header's bytes as text: many servers write UTF-8 in it."""
    raw = location.encode("latin-1", "replace")
    return raw.decode("utf-8", "replace").strip()


def _body(response: http.client.HTTPResponse, most_bytes: int) -> tuple[bytes, bool]:
    """The body, and whether it went on beyond what is read."""
    found = bytearray()
    while len(found) <= most_bytes:
        piece = response.read1(65_536)
        if not piece:
            break
        found += piece
    missing = response.length or 0  # what a length promised and nobody sent
    if missing and len(found) <= most_bytes:
        raise http.client.IncompleteRead(bytes(found), missing)
    return bytes(found[:most_bytes]), len(found) > most_bytes
