"""The site on this machine: its port, its data, its start and its end."""

from __future__ import annotations

import argparse
import concurrent.futures
import contextlib
import errno
import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tools import environment
from tools.environment import PROGRAMS, PYTHON, REPOSITORY
from tools.trouble import Trouble, run, telling_full_disk

GUNICORN_SETTINGS = Path(__file__).with_name("gunicorn.conf.py")
SECONDS_TO_START = 30
SECONDS_TO_END = 10
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what to ask instead


def run_site(arguments: list[str]) -> int:
    options = _options(arguments)
    require_free_port(options.host, options.port)
    environment.ensure()
    os.umask(0o077)  # what people typed is for the owner of this machine alone
    data = data_folder()
    os.environ["TWIZA_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "twiza_web.settings"
    if options.access_log:
        os.environ["TWIZA_ACCESS_LOG"] = "1"
    with environment.alone(data), telling_full_disk(data):
        _make_secret_key(data / "secret-key")
        _prepare(data)
    with _server(options) as server:
        _wait_for_answer(server, options.host, options.port)
        print(f"Twiza answers at {_address(options.host, options.port)}")
        print(f"Its data lie in  {data}")
        print("Ctrl-C stops it.", flush=True)
        try:
            code = server.wait()
        except KeyboardInterrupt:
            print("\nStopped. The data stay where they are.")
            return 0
    raise Trouble(
        f"The site ended by itself (code {code}).", mend="read the lines above"
    )


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./twiza run", description=run_site.__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", default=8000, type=_port, help="port to listen on")
    parser.add_argument(
        "--access-log",
        action="store_true",
        help="print one line per request, without what was typed",
    )
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a port: give 1 to 65535")


def require_free_port(host: str, port: int) -> None:
    """Before anything is made or started, so that nothing is left when it is taken."""
    try:
        _bind(host, port)
    except OSError as error:
        raise _port_trouble(error, host, port) from error


def _port_trouble(error: OSError, host: str, port: int) -> Trouble:
    if error.errno == errno.EADDRINUSE:
        return Trouble(
            f"Port {port} of {host} is taken by another program. Nothing was started.",
            mend=f"./twiza run --port {_free_port(host, port)}",
        )
    if error.errno == errno.EACCES:
        return Trouble(
            f"Port {port} is reserved for the administrator of this machine.",
            mend="./twiza run --port 8000",
        )
    return Trouble(
        f"This machine cannot listen on {host!r}: {error.strerror}.",
        mend="leave out --host, or give an address of this machine",
    )


def _free_port(host: str, taken: int) -> int:
    for port in range(max(taken, 1023) + 1, min(taken + 100, 65536)):
        with contextlib.suppress(OSError):
            _bind(host, port)
            return port
    return 8000 if taken != 8000 else 8100


def _bind(host: str, port: int) -> None:
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)


def data_folder() -> Path:
    """`TWIZA_DATA`, else .data in the repository. Made for its owner alone."""
    folder = Path(os.environ.get("TWIZA_DATA") or REPOSITORY / ".data").absolute()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _make_secret_key(path: Path) -> None:
    """Once, readable by its owner alone, and never seen half-written."""
    if path.exists():
        return
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):
            os.link(partial, path)  # the first of two at once wins
    finally:
        partial.unlink(missing_ok=True)


def _prepare(data: Path) -> None:
    """The database and the packs are brought up to the code, side by side."""
    steps = {
        "Bringing the database up to date": [PYTHON, "-m", "django", "migrate"],
        "Compiling the packs": [PYTHON, "-m", "twiza.cli", "compile"],
    }
    with concurrent.futures.ThreadPoolExecutor(len(steps)) as pool:
        started = [
            pool.submit(run, command, doing=doing, folder=data)
            for doing, command in steps.items()
        ]
        for step in started:
            step.result()


@contextlib.contextmanager
def _server(options: argparse.Namespace) -> Iterator[subprocess.Popen[bytes]]:
    """The server in a session of its own: Ctrl-C reaches us alone, and we end it."""
    host = f"[{options.host}]" if ":" in options.host else options.host
    command = [str(PROGRAMS / "gunicorn"), "--config", str(GUNICORN_SETTINGS)]
    command += ["--bind", f"{host}:{options.port}", "twiza_web.wsgi:application"]
    server = subprocess.Popen(command, start_new_session=True, cwd=REPOSITORY)
    try:
        yield server
    finally:
        _end(server)


def _end(server: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        server.terminate()
        try:
            server.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _wait_for_answer(server: subprocess.Popen[bytes], host: str, port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection(
            EVERYWHERE.get(host, host), port, timeout=SECONDS_TO_START
        )
        with contextlib.closing(connection), contextlib.suppress(OSError):
            connection.request("GET", "/")
            connection.getresponse()
            return
        time.sleep(0.05)
    raise Trouble(
        "The site did not start.", mend="read the lines above; the last names the cause"
    )


def _address(host: str, port: int) -> str:
    if host in EVERYWHERE:
        sys.stdout.write("Other machines of this network can reach it too.\n")
    shown = EVERYWHERE.get(host, host)
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"
