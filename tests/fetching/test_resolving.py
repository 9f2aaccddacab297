"""Names that lead home: whatever a resolver says, and whenever it changes its mind, only judged addresses are connected to."""

import socket
import threading
import time
from collections.abc import Iterable, Sequence

import httpcore
import pytest
from played import Make, Stage

from tellings.fetching import Fetcher, FetchError, Rules
from tellings.fetching.connecting import Network


class Flips:
    """A resolver that gives another answer each time, its last one ever after."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    def __call__(self, host: str, port: int) -> Sequence[str]:
        """Return the next answer."""
        self.asked += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note every address that a socket is connected to, and connect nowhere but to this machine."""
    seen: list[str] = []
    connect = socket.create_connection

    def note(address: tuple[str, int], *args: object, **named: object) -> socket.socket:
        seen.append(address[0])
        if address[0] != "127.0.0.1":
            raise ConnectionRefusedError(111, "Connection refused")
        return connect(address, *args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "create_connection", note)
    return seen


def refused(fetcher: Fetcher, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url)
    return caught.value


@pytest.mark.parametrize(
    "answers",
    [
        ["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["10.0.0.1", "8.8.8.8"], ["::1"], ["2606:4700::1", "fe80::1%2"],
        ["169.254.169.254"], ["::ffff:127.0.0.1"], ["64:ff9b::7f00:1"], ["not an address"], ["127.1"], ["8.8.8.8", ""],
    ],
)  # fmt: skip
def test_one_bad_address_condemns_a_name(answers: list[str], dialled: list[str]) -> None:
    """A name of which one address is not public is refused with that address, and no other of its addresses is tried."""
    error = refused(Fetcher(Rules(), resolve=Flips(answers)), "http://herald.example/")
    assert error.kind == "address"
    assert "herald.example is at" in error.reason
    assert "is not a public address" in error.reason
    assert dialled == []


def test_a_resolver_that_flips_is_asked_once(dialled: list[str]) -> None:
    """Between the judgement and the connection nobody asks again: an answer that has changed by then changes nothing."""
    flips = Flips(["8.8.8.8"], ["127.0.0.1"])
    error = refused(Fetcher(Rules(), resolve=flips), "http://herald.example/")
    assert error.kind == "connect"
    assert flips.asked == 1
    assert dialled == ["8.8.8.8"]


def test_a_resolver_that_flips_between_two_requests(make_fetcher: Make, dialled: list[str]) -> None:
    """Each new connection is judged anew: fine for robots.txt, refused for the page behind it."""
    with Stage(
        {"/robots.txt": [{"send": "HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"}, {"close": True}]}
    ) as stage:
        flips = Flips(["127.0.0.1"], ["127.0.0.2"])
        error = refused(make_fetcher(stage, given={"resolve": flips}), stage.url("/a"))
        assert error.kind == "address"
        assert "127.0.0.2" in error.reason
        assert stage.paths == ["/robots.txt"]
        assert dialled == ["127.0.0.1"]


def test_a_resolver_that_flips_behind_a_redirect(make_fetcher: Make, dialled: list[str]) -> None:
    """A redirect to one's own name with another address behind it is refused on that hop."""
    moved = [{"send": "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"}, {"close": True}]
    with Stage({"/a": moved}) as stage:
        flips = Flips(["127.0.0.1"], ["10.0.0.1"])
        error = refused(make_fetcher(stage, given={"resolve": flips}), stage.url("/a"))
        assert error.kind == "address"
        assert f"redirected to {stage.url('/b')}: herald.example is at 10.0.0.1" in error.reason
        assert dialled == ["127.0.0.1"]


def test_a_kept_connection_is_one_that_was_judged(make_fetcher: Make) -> None:
    """While a connection is kept the name is not asked for again, so a flip cannot touch it."""
    with Stage() as stage:
        flips = Flips(["127.0.0.1"], ["10.0.0.1"])
        fetcher = make_fetcher(stage, given={"resolve": flips})
        for _ in range(3):
            fetcher.fetch(stage.url("/a"))
        assert flips.asked == 1


def test_addresses_are_tried_in_turn(make_fetcher: Make, dialled: list[str]) -> None:
    """Where the first address of a name does not answer, the next one is asked, four at most."""
    with Stage() as stage:
        names = Flips(["127.0.0.3", "127.0.0.4", "127.0.0.1"])
        assert make_fetcher(stage, also=("127.0.0.0/8",), given={"resolve": names}).fetch(stage.url("/a")).status == 200
        assert dialled[:3] == ["127.0.0.3", "127.0.0.4", "127.0.0.1"]
        names = Flips([f"127.0.1.{n}" for n in range(1, 100)])
        error = refused(make_fetcher(stage, also=("127.0.0.0/8",), given={"resolve": names}), stage.url("/a"))
        assert error.kind == "connect"
        assert "Connection refused" in error.reason
        assert len(dialled) == 3 + 4


@pytest.mark.parametrize(
    "wrong", [socket.gaierror(-2, "Name or service not known"), UnicodeError("label too long"), OSError("odd")]
)
def test_a_name_that_leads_nowhere(wrong: Exception) -> None:
    """A name without an address is told as one, whatever the resolver throws."""

    def resolve(host: str, port: int) -> Sequence[str]:
        raise wrong

    error = refused(Fetcher(Rules(), resolve=resolve), "http://herald.example/")
    assert error.kind == "name"
    assert "herald.example leads to no address" in error.reason


def test_a_name_without_any_answer() -> None:
    """An empty answer is no address."""
    assert refused(Fetcher(Rules(), resolve=Flips([])), "http://herald.example/").kind == "name"


@pytest.mark.alone
def test_a_resolver_that_never_answers() -> None:
    """A look-up that hangs ends with the time allowed for connecting."""
    over = threading.Event()

    def resolve(host: str, port: int) -> Sequence[str]:
        over.wait(20)
        return []

    began = time.monotonic()
    error = refused(Fetcher(Rules(connect=0.3), resolve=resolve), "http://herald.example/")
    over.set()
    assert error.kind == "time"
    assert "looking up herald.example took longer" in error.reason
    assert time.monotonic() - began < 3.0


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "10.0.0.1", "[::ffff:7f00:1]", "[64:ff9b::a00:1]", "0.0.0.0", "１２７.０.０.１", "127.0.0.1."]
)
def test_an_address_in_a_url_is_judged_as_it_is(host: str, dialled: list[str]) -> None:
    """An address asks no resolver, which could say something else of it."""
    flips = Flips(["8.8.8.8"])
    error = refused(Fetcher(Rules(), resolve=flips), f"http://{host}/")
    assert error.kind == "address"
    assert (flips.asked, dialled) == (0, [])


def test_this_machine_by_its_own_name() -> None:
    """The system's resolver, asked for localhost, leads to a refusal."""
    error = refused(Fetcher(Rules()), "http://localhost/")
    assert error.kind == "address"
    assert "loopback" in error.reason


def test_the_other_end_is_looked_at_again(make_fetcher: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a connection to end elsewhere than it was sent, it would be dropped before a byte is written."""
    with Stage() as stage, socket.create_server(("127.0.0.2", 0)) as elsewhere:
        connect = httpcore.SyncBackend.connect_tcp

        def astray(self: httpcore.SyncBackend, host: str, port: int, **named: object) -> httpcore.NetworkStream:
            return connect(self, "127.0.0.2", elsewhere.getsockname()[1], **named)  # type: ignore[arg-type]

        monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", astray)
        error = refused(make_fetcher(stage), stage.url("/a"))
        assert error.kind == "address"
        assert "asked for 127.0.0.1, connected to 127.0.0.2" in error.reason
        far, _ = elsewhere.accept()
        with far:
            far.settimeout(2)
            assert far.recv(100) == b""


def test_no_other_way_of_connecting() -> None:
    """A backend of httpcore can also connect to a socket in a file; ours cannot."""
    ours: Iterable[str] = vars(Network)
    assert "connect_unix_socket" not in ours
    with pytest.raises(NotImplementedError):
        Network(Rules(), Flips([])).connect_unix_socket("/run/ferry.sock")
