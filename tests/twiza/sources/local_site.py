"""Servers on this machine that behave as those of the internet do, well or badly."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from twiza.sources.addresses import Address, is_public
from twiza.sources.fetching import Network

HERE, INSIDE = "127.0.0.1", "127.0.0.2"  # taken for public, and for the own network
CERTIFICATE = Path(__file__).with_name("site.pem")  # of site.example, for tests alone

Answer = Callable[[str, socket.socket], None]


class Server:
    """Answers each request by `answer(path, connection)` and keeps what was asked."""

    def __init__(self, answer: Answer, host: str, tls: ssl.SSLContext | None) -> None:
        self.asked: list[str] = []
        self._answer, self._tls = answer, tls
        self._socket = socket.create_server((host, 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                stream, _ = self._socket.accept()
                threading.Thread(
                    target=self._speak, args=(stream,), daemon=True
                ).start()

    def _speak(self, stream: socket.socket) -> None:
        with contextlib.suppress(OSError), stream:
            if self._tls:
                stream = self._tls.wrap_socket(stream, server_side=True)
            request = b""
            while b"\r\n\r\n" not in request:
                piece = stream.recv(4096)
                if not piece:
                    return
                request += piece
            self.asked.append(request.decode())
            self._answer(request.decode().split(" ")[1], stream)
            stream.close()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@contextlib.contextmanager
def serving(
    answer: Answer, *, host: str = HERE, tls: ssl.SSLContext | None = None
) -> Iterator[Server]:
    server = Server(answer, host, tls)
    try:
        yield server
    finally:
        server.close()


def page(body: str, *, status: str = "200 OK", headers: str = "") -> Answer:
    content = body.encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{headers}"
    sent = f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content
    return lambda path, stream: stream.sendall(sent)


def redirect(address: str) -> Answer:
    return page("", status="302 Found", headers=f"Location: {address}\r\n")


def names(known: dict[str, list[str]]) -> Callable[[str, int, float], list[str]]:
    """A resolver that knows these names alone; an address is its own."""

    def resolve(host: str, port: int, seconds: float) -> list[str]:
        with contextlib.suppress(ValueError):
            return [str(ipaddress.ip_address(host))]
        if host not in known:
            raise OSError("unknown name")
        return known[host]

    return resolve


def allows(address: Address) -> bool:
    """The policy in force, but that one address of this machine counts as public."""
    return is_public(address) or address == ipaddress.ip_address(HERE)


def network(**changes: object) -> Network:
    known = {
        "site.example": [HERE],
        "other.example": [HERE],
        "inside.example": [INSIDE],
    }
    stated: dict[str, object] = {"resolve": names(known), "allows": allows}
    return Network(**(stated | changes))  # type: ignore[arg-type]


def server_tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def trusting() -> ssl.SSLContext:
    """As the system verifies, with the authority of the tests beside the real ones."""
    return ssl.create_default_context(cafile=CERTIFICATE)
