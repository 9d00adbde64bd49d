"""One connection to an address that was checked, bounded in time down to each byte."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from typing import Any

from twiza.records import record
from twiza.sources.addresses import Address


@record
class Deadline:
    """A moment of the monotonic clock after which nothing is waited for."""

    at: float

    def left(self) -> float:
        """Seconds left. raises TimeoutError when there are none."""
        seconds = self.at - time.monotonic()
        if seconds <= 0:
            raise TimeoutError("no time left")
        return seconds


class PinnedConnection(http.client.HTTPConnection):
    """Speaks to one address; the name is only said, in the Host line and to TLS.

    No name is looked up here: between a check and a second look-up it could change.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        address: Address,
        tls: ssl.SSLContext | None,
        connect_seconds: float,
        deadline: Deadline,
    ) -> None:
        super().__init__(host, port)
        self._address, self._tls = str(address), tls
        self._family = socket.AF_INET if address.version == 4 else socket.AF_INET6
        self._connect_seconds, self._deadline = connect_seconds, deadline
        self._stream: socket.socket | None = None
        self.was_answered = False

    def connect(self) -> None:
        self._stream = stream = socket.socket(self._family, socket.SOCK_STREAM)
        stream.settimeout(min(self._connect_seconds, self._deadline.left()))
        stream.connect((self._address, self.port))
        self.was_answered = True
        if self._tls is not None:
            stream.settimeout(self._deadline.left())
            stream = self._tls.wrap_socket(stream, server_hostname=self.host)
            self._stream = stream
        self.sock = _Timed(stream, self._deadline)

    def hang_up(self) -> None:
        """Ends it for good. `close` does not: http.client says it before the body."""
        if self._stream is not None:
            self._stream.close()


class _Timed:
    """A socket as http.client needs it: each read waits no longer than is left.

    A limit for each read alone would let a server send a byte a minute for ever.
    """

    def __init__(self, stream: socket.socket, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def sendall(self, content: Any) -> None:
        self._stream.settimeout(self._deadline.left())
        self._stream.sendall(content)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reading(self._stream, self._deadline))

    def close(self) -> None:
        """The connection hangs up once the body was read."""


class _Reading(io.RawIOBase):
    def __init__(self, stream: socket.socket, deadline: Deadline) -> None:
        super().__init__()
        self._stream, self._deadline = stream, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._stream.settimeout(self._deadline.left())
        return self._stream.recv_into(buffer)
