"""TLS: servers prove their name to a store that we chose, or are not believed."""

import socket
import ssl
import threading
import warnings
from pathlib import Path

import pytest
from played import Certified, Make, Stage, page, redirect

from tellings.errors import UsageError
from tellings.fetching import FetchError


def test_a_server_that_proves_its_name(certified: Certified, authority: Path, make_fetcher: Make) -> None:
    """A certificate for the name asked for is fine although the connection goes to an address; the server is told the name."""
    told: list[str | None] = []
    context = certified("DNS:herald.example")
    context.sni_callback = lambda sock, name, ctx: told.append(name)
    with Stage(tls=context) as stage:
        fetcher = make_fetcher(stage, certificates=str(authority / "ca.pem"))
        for path in ("/a", "/b"):
            assert fetcher.fetch(stage.url(path, scheme="https")).status == 200
        assert told == ["herald.example"]
        assert stage.connections == 1
        assert stage.asked[0].fields["host"] == f"herald.example:{stage.port}"


WRONG = {
    "another's name": ({"names": "DNS:ferry.example"}, "herald.example"),
    "a name below another": ({"names": "DNS:*.herald.example"}, "herald.example"),
    "the address instead of the name": ({"names": "IP:127.0.0.1"}, "herald.example"),
    "run out": ({"names": "DNS:herald.example", "start": "20010101000000Z", "end": "20020101000000Z"}, "expired"),
    "not yet": ({"names": "DNS:herald.example", "start": "20980101000000Z"}, "not yet valid"),
    "signed by itself": ({"names": "DNS:herald.example", "by_itself": True}, "self-signed"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_server_that_proves_nothing(name: str, certified: Certified, authority: Path, make_fetcher: Make) -> None:
    """A wrong, old, future or home-made certificate ends the fetch before a word is said, and the message says what it is."""
    shown, says = WRONG[name]
    with Stage(tls=certified(**shown)) as stage:
        with pytest.raises(FetchError) as caught:
            make_fetcher(stage, certificates=str(authority / "ca.pem")).fetch(stage.url("/a", scheme="https"))
        assert caught.value.kind == "certificate"
        assert "could not prove that it is herald.example" in caught.value.reason
        assert says in caught.value.reason
        assert "Rules.certificates" in caught.value.reason
        assert stage.asked == []


@pytest.mark.parametrize("store", ["", "system"])
def test_an_authority_that_nobody_knows(store: str, certified: Certified, make_fetcher: Make) -> None:
    """Neither certifi's store nor the machine's knows our authority."""
    with Stage(tls=certified("DNS:herald.example")) as stage, pytest.raises(FetchError) as caught:
        make_fetcher(stage, certificates=store).fetch(stage.url("/a", scheme="https"))
    assert caught.value.kind == "certificate"


def test_a_server_that_speaks_no_tls(make_fetcher: Make) -> None:
    """A URL of https to a server that speaks plain http is no connection, never plain http instead."""
    with socket.create_server(("127.0.0.1", 0)) as plain:
        heard: list[bytes] = []
        threading.Thread(target=answer_plainly, args=(plain, heard), daemon=True).start()
        port = plain.getsockname()[1]
        with pytest.raises(FetchError, match="no TLS connection") as caught:
            make_fetcher(ports=(port,)).fetch(f"https://herald.example:{port}/")
    assert caught.value.kind == "connect"
    assert b"GET" not in b"".join(heard)


def answer_plainly(listener: socket.socket, heard: list[bytes]) -> None:
    connection, _ = listener.accept()
    with connection:
        heard.append(connection.recv(65_536))
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


def test_a_server_that_never_shakes_hands(make_fetcher: Make) -> None:
    """A server that takes the connection and says nothing is left when the time for connecting is up."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(FetchError) as caught:
            make_fetcher(connect=0.4, ports=(port,)).fetch(f"https://herald.example:{port}/")
    assert caught.value.kind == "time"


def test_an_old_protocol(certified: Certified, authority: Path, make_fetcher: Make) -> None:
    """A server that knows nothing newer than TLS 1.1 is refused."""
    context = certified("DNS:herald.example")
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    with Stage(tls=context) as stage, pytest.raises(FetchError, match="no TLS connection"):
        make_fetcher(stage, certificates=str(authority / "ca.pem")).fetch(stage.url("/a", scheme="https"))


def test_out_of_tls_is_no_way(certified: Certified, authority: Path, make_fetcher: Make) -> None:
    """A redirect from https to http is refused, and the plain server never asked; into TLS is fine."""
    with Stage() as plain, Stage({"/a": redirect(plain.url("/b"))}, tls=certified("DNS:herald.example")) as stage:
        plain.plays["/in"] = redirect(stage.url("/c", scheme="https"), "301 Moved")
        fetcher = make_fetcher(plain, stage, certificates=str(authority / "ca.pem"))
        with pytest.raises(FetchError, match="from https to http") as caught:
            fetcher.fetch(stage.url("/a", scheme="https"))
        assert caught.value.kind == "redirect"
        assert caught.value.reason.endswith("give the http URL yourself")
        assert plain.asked == []
        assert fetcher.fetch(plain.url("/in")).permanent == stage.url("/c", scheme="https")


def test_a_drip_and_a_lie_within_tls(certified: Certified, authority: Path, make_fetcher: Make) -> None:
    """Limits hold behind TLS as they do before it."""
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n"
    plays = {
        "/drip": [{"send": head}, {"drip": "x", "times": 5_000, "every": 0.05}],
        "/lie": [{"send": head + "x"}, {"close": True}],
    }
    with Stage({**plays, "/next": page("fine")}, tls=certified("DNS:herald.example")) as stage:
        fetcher = make_fetcher(stage, certificates=str(authority / "ca.pem"), total=0.6)
        for path, kind in (("/drip", "time"), ("/lie", "protocol")):
            with pytest.raises(FetchError) as caught:
                fetcher.fetch(stage.url(path, scheme="https"))
            assert caught.value.kind == kind
        assert fetcher.fetch(stage.url("/next", scheme="https")).body == b"fine"


def test_stopping_within_tls(certified: Certified, authority: Path, make_fetcher: Make) -> None:
    """A fetch that waits behind TLS ends when the fetcher is stopped."""
    with Stage({"/a": [{"hang": 20}]}, tls=certified("DNS:herald.example")) as stage:
        fetcher = make_fetcher(stage, certificates=str(authority / "ca.pem"), total=20.0)
        threading.Timer(0.3, fetcher.stop).start()
        with pytest.raises(FetchError, match="interrupted"):
            fetcher.fetch(stage.url("/a", scheme="https"))


def test_a_store_that_is_not_there(make_fetcher: Make) -> None:
    """A setting that names no file of certificates is told at once."""
    with pytest.raises(UsageError, match=r"Rules\.certificates"):
        make_fetcher(certificates="/nowhere/ca.pem")
