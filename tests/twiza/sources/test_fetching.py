"""A link of a pack may be hostile: where a fetch does not go, and when it ends."""

from __future__ import annotations

import ipaddress
import socket
import time

import pytest

from tests.twiza.sources.local_site import (
    HERE,
    INSIDE,
    names,
    network,
    page,
    redirect,
    server_tls,
    serving,
    trusting,
)
from twiza.sources.addresses import is_public
from twiza.sources.fetching import Network, Refused, Unreachable, fetch

NOT_PUBLIC = [
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
    *("100.64.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255"),  # noqa: S104
    *("192.0.2.1", "198.18.0.1", "192.88.99.1", "::", "::1", "fe80::1", "fc00::1"),
    *("fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:93.184.216.34"),
    *("::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::5db8:d822", "64:ff9b:1::1"),
    *("2002:7f00:1::1", "2001:0:7f00:1::1", "100::1"),
]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_of_the_open_internet_is_refused(address):
    assert not is_public(ipaddress.ip_address(address))
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(Refused, match="not public"):
        fetch(f"http://{host}:9/", Network(resolve=names({})))


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1"])
def test_an_address_of_the_open_internet_is_allowed(address):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "written", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"]
)
def test_this_machine_is_refused_however_its_address_is_written(written):
    with serving(page("secret")) as server, pytest.raises(Refused, match="not public"):
        fetch(f"http://{written}:{server.port}/", Network())
    assert server.asked == []


def test_a_name_with_one_address_inside_is_refused_whatever_the_others_are():
    both = names({"site.example": ["93.184.216.34", "::ffff:127.0.0.1"]})
    with pytest.raises(Refused, match=r"::ffff:127.0.0.1|::ffff:7f00:1"):
        fetch("http://site.example/", Network(resolve=both))


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://site.example/",
        "//site.example/",
        "gopher://x/",
        "http://",
        "http://me:secret@site.example/",
        "http://me@site.example/",
        "http://[::1",
        "http://site.example:port/",
    ],
)
def test_only_plain_addresses_of_http_and_https_are_asked(url):
    with pytest.raises(Refused):
        fetch(url, network())


def test_a_redirect_to_an_address_inside_is_refused_and_never_asked():
    with serving(page("secret"), host=INSIDE) as inside:
        for address in (
            f"http://inside.example:{inside.port}/",
            f"http://{INSIDE}:{inside.port}/",
        ):
            with serving(redirect(address)) as server:
                with pytest.raises(Refused, match="not public"):
                    fetch(f"http://site.example:{server.port}/", network())
                assert len(server.asked) == 1
        assert inside.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "https://me:secret@site.example/",
    ],
)
def test_each_redirect_is_checked_as_the_link_was(address):
    with serving(redirect(address)) as server, pytest.raises(Refused):
        fetch(f"http://site.example:{server.port}/", network())


def test_at_most_five_redirects_are_followed():
    def countdown(path, stream):
        left = int(path.strip("/"))
        redirect(f"/{left - 1}")(path, stream) if left else page("there")(path, stream)

    with serving(countdown) as server:
        root = f"http://site.example:{server.port}"
        assert fetch(f"{root}/5", network()).url == f"{root}/0"
        with pytest.raises(Refused, match="more than 5 redirects"):
            fetch(f"{root}/6", network())


def test_a_name_that_leads_inside_when_it_is_asked_again_is_not_asked_again(
    monkeypatch,
):
    """DNS rebinding: the address that was checked is the one that is spoken to."""
    answers = [[HERE], [INSIDE], [INSIDE]]

    def rebinding(host, port, seconds):
        return answers.pop(0)

    def never(*arguments, **options):
        raise AssertionError(f"a second look-up: {arguments}")

    with (
        serving(page("public")) as server,
        serving(page("secret"), host=INSIDE) as inside,
    ):
        monkeypatch.setattr(socket, "getaddrinfo", never)
        monkeypatch.setattr(socket, "gethostbyname", never)
        found = fetch(f"http://site.example:{server.port}/", network(resolve=rebinding))
        assert (found.body, len(answers)) == (b"public", 2)
        assert f"Host: site.example:{server.port}" in server.asked[0]
        with pytest.raises(Refused, match="not public"):
            fetch(f"http://site.example:{server.port}/", network(resolve=rebinding))
        assert inside.asked == []


def test_an_endless_body_is_cut():
    def endless(path, stream):
        stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        while True:
            stream.sendall(b"x" * 65_536)

    with serving(endless) as server:
        found = fetch(f"http://site.example:{server.port}/", network())
    assert found.is_cut and len(found.body) == 2_000_000


def test_endless_chunks_are_cut():
    def endless(path, stream):
        stream.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            stream.sendall(b"3e8\r\n" + b"x" * 1000 + b"\r\n")

    with serving(endless) as server:
        found = fetch(f"http://site.example:{server.port}/", network(most_bytes=50_000))
    assert found.is_cut and len(found.body) == 50_000


SLOW = {
    "body": (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x"),
    "head": (b"HTTP/1.1 200 OK\r\n", b"X-Line: 1\r\n"),
    "first line": (b"", b"H"),
    "interim answers": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "trailers": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
        b"X: 1\r\n",
    ),
    "silence": (b"", b""),
}


@pytest.mark.parametrize("part", SLOW)
def test_a_slow_answer_is_cut(part):
    """A byte now and then would keep any limit that counts from the last one."""
    first, again = SLOW[part]

    def slow(path, stream):
        stream.sendall(first)
        for _ in range(200):
            time.sleep(0.05)
            stream.sendall(again)

    started = time.monotonic()
    with serving(slow) as server, pytest.raises(Unreachable):
        fetch(f"http://site.example:{server.port}/", network(total_seconds=0.4))
    assert time.monotonic() - started < 2


def test_slow_redirects_share_one_limit():
    def slow(path, stream):
        time.sleep(0.2)
        redirect(f"{path}x")(path, stream)

    with serving(slow) as server, pytest.raises(Unreachable, match="in time"):
        fetch(f"http://site.example:{server.port}/", network(total_seconds=0.5))


def test_a_look_up_that_takes_too_long_is_given_up():
    def slow(host, port, seconds):
        raise TimeoutError

    with pytest.raises(Unreachable, match="in time") as caught:
        fetch("http://site.example/", network(resolve=slow))
    assert caught.value.is_offline


def test_a_server_that_waits_with_its_greeting_is_given_up():
    with socket.create_server((HERE, 0)) as mute:
        port = mute.getsockname()[1]
        with pytest.raises(Unreachable, match="in time"):
            fetch(f"https://site.example:{port}/", network(total_seconds=0.3))


def test_a_body_that_ends_early_is_no_page():
    def short(path, stream):
        stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")

    with serving(short) as server, pytest.raises(Unreachable, match="IncompleteRead"):
        fetch(f"http://site.example:{server.port}/", network())


@pytest.mark.parametrize(
    "host, context",
    [("site.example", None), ("other.example", trusting())],
    ids=["nobody vouches for it", "of another name"],
)
def test_a_wrong_certificate_is_refused_before_anything_is_asked(host, context):
    with serving(page("secret"), tls=server_tls()) as server:
        with pytest.raises(Refused, match="certificate"):
            fetch(f"https://{host}:{server.port}/", network(tls=context))
        assert server.asked == []


def test_the_name_is_kept_for_the_certificate_although_an_address_is_spoken_to():
    said = []
    context = server_tls()
    context.sni_callback = lambda stream, name, _: said.append(name)
    with serving(page("here"), tls=context) as server:
        found = fetch(f"https://site.example:{server.port}/", network(tls=trusting()))
    assert (found.body, said) == (b"here", ["site.example"])


def test_the_request_names_the_project_and_carries_no_cookie():
    def with_cookie(path, stream):
        answer = redirect("/there") if path == "/" else page("there")
        if path == "/":
            answer = page(
                "",
                status="302 Found",
                headers="Location: /there\r\nSet-Cookie: who=me\r\n",
            )
        answer(path, stream)

    with serving(with_cookie) as server:
        fetch(f"http://site.example:{server.port}/", network())
    assert len(server.asked) == 2
    for request in server.asked:
        assert "User-Agent: Twiza/" in request
        assert (
            "cookie" not in request.lower() and "authorization" not in request.lower()
        )


def test_an_address_with_letters_of_any_language_is_asked_as_http_writes_it():
    with serving(page("here")) as server:
        fetch(f"http://site.example:{server.port}/قانون?q=é b%20c", network())
    assert server.asked[0].startswith(
        "GET /%D9%82%D8%A7%D9%86%D9%88%D9%86?q=%C3%A9%20b%20c HTTP/1.1"
    )
