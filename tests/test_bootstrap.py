"""./twiza on a machine that lacks something: a plain message, and nothing half-made.

The first tests run a copy of the starting command, in a folder with a space in its
name, where a stand-in makes .venv: no download, no network. The last ones start the
real site.
"""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools import environment

REPOSITORY = Path(__file__).parents[1]

# Stands in for Python's own venv: makes the folder with a `python` that the test wrote.
VENV_STAND_IN = """
import os, pathlib, sys
programs = pathlib.Path(sys.argv[1], "bin")
programs.mkdir(parents=True)
pathlib.Path(sys.argv[1], "lib/python3.11/site-packages").mkdir(parents=True)
(programs / "python").write_text("#!/bin/sh\\n" + os.environ["PYTHON_STAND_IN"])
(programs / "python").chmod(0o755)
"""

# Installs a uv that installs a command line; each call leaves a line in `calls`.
INSTALLING = """
echo "$@" >> calls
case "$*" in
  *pip*install*) printf '#!/bin/sh\\necho uv "$@" >> calls\\n' > .venv/bin/uv
                 chmod +x .venv/bin/uv ;;
  *bin/twiza*) echo "the library was asked" ;;
esac
"""


@pytest.fixture
def clone(tmp_path):
    folder = tmp_path / "a clone"
    shutil.copytree(
        REPOSITORY / "tools",
        folder / "tools",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    for path in (REPOSITORY / "twiza", *REPOSITORY.glob("*.lock")):
        shutil.copy(path, folder)
    stand_in = tmp_path / "stand-in" / "venv"
    stand_in.mkdir(parents=True)
    (stand_in / "__init__.py").touch()
    (stand_in / "__main__.py").write_text(VENV_STAND_IN)
    return folder


def start(clone, *arguments, python="exit 0"):
    return subprocess.Popen(
        [sys.executable, "twiza", *arguments],
        cwd=clone,
        env={
            **os.environ,
            "PYTHONPATH": str(clone.parent / "stand-in"),
            "PYTHON_STAND_IN": python,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def give(clone, *arguments, python="exit 0"):
    """Run a command to its end: (exit code, what it printed)."""
    command = start(clone, *arguments, python=python)
    printed, _ = command.communicate(timeout=60)
    return command.returncode, printed


def files_in(clone):
    return {
        path.name for path in clone.iterdir() if path.name not in {"tools", "twiza"}
    } - {lock.name for lock in clone.glob("*.lock")}


def test_an_older_python_is_told_which_one_is_needed(clone):
    text = (clone / "twiza").read_text()
    (clone / "twiza").write_text(text.replace("(3, 11)", "(3, 99)"))
    code, printed = give(clone, "run")
    assert code == 1
    assert "Twiza needs Python 3.11 or newer" in printed
    assert "to mend:" in printed
    assert files_in(clone) == set()


def test_a_taken_port_is_named_with_a_free_one_before_anything_is_made(clone):
    with listening() as port:
        code, printed = give(clone, "run", "--port", str(port))
    assert code == 1
    assert f"Port {port} of 127.0.0.1 is taken by another program." in printed
    free = int(printed.rsplit("--port ", 1)[1])
    assert free != port
    assert files_in(clone) == set()


def test_an_address_of_another_machine_is_refused(clone):
    code, printed = give(clone, "run", "--host", "192.0.2.1")
    assert code == 1
    assert "cannot listen on '192.0.2.1'" in printed
    assert files_in(clone) == set()


@pytest.mark.parametrize("port", ["0", "65536", "-1", "eighty", "٨٠٠٠"])
def test_a_port_that_is_none_is_refused(clone, port):
    code, printed = give(clone, "run", f"--port={port}")
    assert code == 2
    assert "give 1 to 65535" in printed


def test_a_missing_venv_is_answered_with_the_one_line_that_mends_it(clone):
    without_ensurepip = (
        "import runpy, sys; sys.modules['ensurepip'] = None; sys.path.insert(0, '.');"
        " sys.argv = ['twiza', 'advise']; runpy.run_path('twiza', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", without_ensurepip],
        cwd=clone,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "its module ensurepip is missing" in done.stderr
    assert "apt install python3-venv" in done.stderr
    assert files_in(clone) == set()


def test_without_a_network_nothing_half_made_stays(clone):
    offline = "echo 'WARNING: Retrying (Retry(total=0))'; exit 1"
    code, printed = give(clone, "advise", python=offline)
    assert code == 1
    assert "check the network connection" in printed
    assert files_in(clone) == set()


def test_a_full_disk_is_told_plainly_and_nothing_half_made_stays(clone):
    full = "echo 'OSError: [Errno 28] No space left on device'; exit 1"
    code, printed = give(clone, "advise", python=full)
    assert code == 1
    assert "is full" in printed
    assert "free some space" in printed
    assert "Traceback" not in printed
    assert files_in(clone) == set()


def test_a_full_disk_is_told_plainly_when_our_own_writing_meets_it(clone):
    module = clone / "tools" / "environment.py"
    opening = "def _write_stamp(stamp: dict[str, object]) -> None:\n"
    text = module.read_text()
    assert opening in text
    module.write_text(
        text.replace(opening, f"{opening}    raise OSError(28, 'full')\n")
    )
    code, printed = give(clone, "advise", python=INSTALLING)
    assert code == 1
    assert "is full" in printed
    assert "Traceback" not in printed
    assert files_in(clone) == {"calls"}


def test_ctrl_c_while_installing_removes_what_was_half_made(clone):
    command = start(clone, "advise", python="touch started; exec sleep 60")
    wait_until((clone / "started").exists)
    os.killpg(command.pid, signal.SIGINT)
    printed, _ = command.communicate(timeout=20)
    assert command.returncode == 130
    assert "Stopped." in printed
    assert "Traceback" not in printed
    assert files_in(clone) == {"started"}


def test_where_uv_is_of_no_use_pip_installs_the_same_lock(clone):
    refusing_uv = 'case "$*" in *uv.lock*) exit 1;; esac\n' + INSTALLING
    code, printed = give(clone, "advise", python=refusing_uv)
    assert code == 0, printed
    calls = (clone / "calls").read_text()
    assert "-m pip install" in calls
    assert "--require-hashes" in calls


def test_a_second_command_installs_nothing(clone):
    first, _ = give(clone, "advise", python=INSTALLING)
    calls = (clone / "calls").read_text()
    second, printed = give(clone, "advise", python=INSTALLING)
    assert (first, second) == (0, 0)
    assert "uv pip sync" in calls
    assert printed == "the library was asked\n"
    new_calls = (clone / "calls").read_text().removeprefix(calls)
    assert "pip" not in new_calls


def test_a_changed_lock_is_installed_into_the_same_environment(clone):
    give(clone, "advise", python=INSTALLING)
    kept = clone / ".venv" / "kept"
    kept.touch()
    (clone / "calls").unlink()
    with (clone / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    code, _ = give(clone, "advise", python=INSTALLING)
    assert code == 0
    assert "uv pip sync" in (clone / "calls").read_text()
    assert kept.exists()


def test_a_moved_repository_gets_an_environment_of_its_own(clone):
    give(clone, "advise", python=INSTALLING)
    moved = clone.rename(clone.with_name("moved"))
    code, printed = give(moved, "advise", python=INSTALLING)
    assert code == 0
    assert "Making the environment" in printed


def test_without_a_verb_the_command_says_what_it_can_do(clone):
    code, printed = give(clone)
    assert code == 0
    for verb in ("run", "test", "check", "fix", "bench", "lock"):
        assert f"\n  {verb}" in printed
    assert files_in(clone) == set()


real_environment = pytest.mark.skipif(
    not environment.STAMP.exists(), reason="not run: .venv was not made by ./twiza"
)


@real_environment
def test_the_site_starts_serves_stops_and_starts_again(tmp_path):
    data = tmp_path / "data"
    keys = []
    for _ in range(2):
        with site(data, "--access-log") as (server, port, said):
            assert f"http://127.0.0.1:{port}/" in said
            assert str(data) in said
            assert fetch(port, "/?own_funds_mad=1150000").status < 400
            fetch(port, "/no-such-page?own_funds_mad=1150000")
            broken = b"GET /a b?own_funds_mad=1150000 HTTP/1.1\r\n\r\n"
            with socket.create_connection(("127.0.0.1", port)) as line:
                line.sendall(broken)
                line.recv(100)
            os.kill(server.pid, signal.SIGINT)
            log, _ = server.communicate(timeout=20)
        assert server.returncode == 0
        assert "Stopped." in log
        assert "GET / " in log
        assert "1150000" not in log
        assert not is_listening(port)
        keys.append((data / "secret-key").read_text())
    assert keys[0] == keys[1]
    assert stat.S_IMODE((data / "secret-key").stat().st_mode) == 0o600
    assert not list(data.glob(".secret-key*"))


@real_environment
def test_the_site_ends_with_the_command_that_started_it(tmp_path):
    with site(tmp_path / "data") as (server, port, _):
        server.terminate()
        server.communicate(timeout=20)
    assert server.returncode == 128 + signal.SIGTERM
    assert not is_listening(port)


@contextlib.contextmanager
def site(data, *options):
    with listening() as port:
        pass
    variables = {**os.environ}
    variables.pop("DATABASE_URL", None)  # a server's database is not ours to fill
    server = subprocess.Popen(
        [REPOSITORY / "twiza", "run", f"--port={port}", *options],
        env={**variables, "TWIZA_DATA": str(data), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = ""
    try:
        while "Ctrl-C" not in said:
            line = server.stdout.readline()
            assert line, said
            said += line
        yield server, port, said
    finally:
        if server.poll() is None:
            server.terminate()
            server.communicate(timeout=20)


@contextlib.contextmanager
def listening():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def is_listening(port):
    with contextlib.suppress(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port)).close()
        return True
    return False


def fetch(port, address):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    with contextlib.closing(connection):
        connection.request("GET", address)
        return connection.getresponse()


def wait_until(holds, *, seconds=20):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)
