"""What is sent to a server: once, to nobody else, with nothing smuggled in, and with the patience of every other request."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from played import Certified, Make, Stage, page, redirect
from test_hostile_servers import CASES, PATIENCE

from tellings.errors import UsageError
from tellings.fetching import Fetcher, FetchError, Rules, named, small

JSON = "application/json"
KEY = "Bearer ferry-9-secret"
LED = ("redirect", "url", "address")  # kinds of those cases that lead elsewhere: a POST is not led anywhere
FINE = ("HTTP/1.1 204", "HTTP/1.1 206")  # no page, but a server that took what was sent
ANSWERS = [case for case in CASES if not case["reply"][0].get("send", "").startswith(FINE)]


def as_json(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the steps of a page as those of an answer in JSON."""
    return [{**step, "send": step["send"].replace("text/html", JSON)} if "send" in step else step for step in steps]


@pytest.mark.parametrize("case", ANSWERS, ids=lambda case: case["name"])
def test_every_hostile_answer_to_a_post_is_refused(case: dict[str, Any], make_fetcher: Make) -> None:
    """The list of hostile answers holds for a POST too: refused in time, no key told, one request and never a second."""
    with Stage({"/case": as_json(case["reply"])}) as stage:
        fetcher = make_fetcher(stage, names={"router.example": "192.168.1.1"}, **case.get("rules", {}))
        began = time.monotonic()
        with pytest.raises(FetchError) as caught:
            fetcher.post(stage.url("/case"), b"{}", headers={"Authorization": KEY}, read=True)
        assert time.monotonic() - began < PATIENCE
        led = any(step.get("send", "").startswith("HTTP/1.1 30") for step in case["reply"]) and case["kind"] in LED
        assert caught.value.kind == ("redirect" if led else case["kind"]), str(caught.value)
        assert str(caught.value).startswith(f"{stage.url('/case')}: ")
        assert caught.value.reason.partition("; ")[2]
        assert KEY.split()[1] not in str(caught.value)
        assert stage.paths == ["/case"]


def test_a_body_arrives_as_it_is(make_fetcher: Make) -> None:
    """Body, type, length and headers arrive; no robots.txt is asked for; the answer's body comes along when it is wanted."""
    body = json.dumps({"ferry": "Auk · late"}).encode() * 9_000
    with Stage({"/hook?a=b": page('{"ok": true}', media=JSON)}) as stage:
        fetcher = make_fetcher(stage)
        got = fetcher.post(stage.url("/hook?a=b"), body, headers={"webhook-id": "msg_1", "Authorization": KEY}, read=True)
        assert (got.status, got.media_type, json.loads(got.body)) == (200, JSON, {"ok": True})
        (asked,) = stage.asked
        assert asked.line == "POST /hook?a=b HTTP/1.1"
        assert asked.body == body
        told = {
            name: asked.fields[name] for name in ("content-type", "content-length", "webhook-id", "authorization", "connection")
        }
        assert told == {
            "content-type": JSON,
            "content-length": str(len(body)),
            "webhook-id": "msg_1",
            "authorization": KEY,
            "connection": "close",
        }
        assert "transfer-encoding" not in asked.fields
        assert "cookie" not in asked.fields


@pytest.mark.parametrize("status", ["200 OK", "201 Created", "202 Accepted", "204 No Content", "299 Odd"])
def test_every_2xx_is_taken(status: str, make_fetcher: Make) -> None:
    """A server that took it may say so with any 2xx, of whatever type; what else it says is not waited for."""
    long = [
        {"send": f"HTTP/1.1 {status}\r\nContent-Type: image/png\r\n"},
        {"send": "\r\n" if status[0:3] == "204" else "Content-Length: 900000000\r\n\r\n"},
        {"hang": 10},
    ]
    with Stage({"/hook": long}) as stage:
        began = time.monotonic()
        got = make_fetcher(stage).post(stage.url("/hook"), b"{}")
        assert (got.status, got.body) == (int(status[:3]), b"")
        assert time.monotonic() - began < 2


REFUSED = {
    "301 Moved": "redirect", "302 Found": "redirect", "303 See Other": "redirect", "307 Temporary": "redirect",
    "308 Permanent": "redirect", "304 Not Modified": "status", "300 Many": "status", "400 Bad Request": "status",
    "401 Unauthorized": "forbidden", "403 Forbidden": "forbidden", "404 Not Found": "missing", "410 Gone": "gone",
    "429 Too Many": "busy", "503 Later": "busy", "500 Broken": "server",
}  # fmt: skip


@pytest.mark.parametrize("status", REFUSED)
def test_every_other_status_is_an_error(status: str, make_fetcher: Make) -> None:
    """Every other status is an error of its kind that carries the status, says what to do, and is not tried again."""
    steps = [{"send": f"HTTP/1.1 {status}\r\nLocation: /b\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n"}]
    with Stage({"/hook": steps}) as stage:
        with pytest.raises(FetchError) as caught:
            make_fetcher(stage).post(stage.url("/hook"), b"{}", headers={"Authorization": KEY})
        assert (caught.value.kind, caught.value.status) == (REFUSED[status], int(status[:3]))
        assert caught.value.retry_after == (7.0 if REFUSED[status] == "busy" else None)
        assert "page from your browser" not in caught.value.reason
        assert stage.paths == ["/hook"]


@pytest.mark.parametrize("where", ["http://169.254.169.254/latest", "http://127.0.0.1:9/", "/elsewhere", "https://ferry.example/"])
def test_no_redirect_is_followed(where: str, make_fetcher: Make) -> None:
    """Wherever a server points, the body goes nowhere else: not to metadata, not to loopback, not to another path."""
    with Stage({"/hook": redirect(where, "307 Temporary")}) as stage:
        with pytest.raises(FetchError, match="not sent on"):
            make_fetcher(stage).post(stage.url("/hook"), b"{}")
        assert stage.paths == ["/hook"]


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/latest", "http://10.0.0.1/", "http://[::1]/", "http://127.1/", "ftp://a.example/"]
)
def test_a_hook_goes_to_public_addresses_only(url: str, make_fetcher: Make) -> None:
    """The address of a webhook is judged as that of a page is."""
    with Stage() as stage, pytest.raises(FetchError) as caught:
        make_fetcher(stage, also=(), ports=(80,)).post(url, b"{}")
    assert caught.value.kind in ("address", "url")


def test_a_connection_that_breaks_is_not_tried_again(make_fetcher: Make) -> None:
    """A POST over a connection that breaks is told as such: whether the server took it nobody knows, so it goes out once."""
    with Stage({"/page": page("<p>Late.</p>"), "/hook": [{"reset": True}]}) as stage:
        fetcher = make_fetcher(stage)
        fetcher.fetch(stage.url("/page"))
        with pytest.raises(FetchError, match=r"broke|hung up") as caught:
            fetcher.post(stage.url("/hook"), b"{}")
        assert caught.value.kind == "connect"
        assert stage.paths.count("/hook") == 1
        assert stage.connections == 2


def test_a_server_that_never_reads(make_fetcher: Make) -> None:
    """A server that takes no byte of a long body costs the time allowed and no more."""
    with Stage({"/hook": [{"hang": 20}]}, deaf=True) as stage:
        began = time.monotonic()
        with pytest.raises(FetchError, match=r"not complete after 0\.6") as caught:
            make_fetcher(stage, total=0.6).post(stage.url("/hook"), b"x" * 50_000_000)
        assert caught.value.kind == "time"
        assert time.monotonic() - began < PATIENCE


BAD_HEADERS = {
    "a line break": ("Authorization", "Bearer secret\r\nHost: router.example"),
    "a bare line feed": ("Authorization", "Bearer secret\nX: y"),
    "a nul": ("Authorization", "secret\0"),
    "a letter beyond ASCII": ("Authorization", "Bearer secrét"),
    "a blank at the end": ("Authorization", "Bearer secret "),
    "nothing": ("Authorization", ""),
    "another host": ("Host", "router.example"),
    "a length": ("content-length", "1"),
    "a coding": ("Transfer-Encoding", "chunked"),
    "a cookie": ("Cookie", "secret"),
    "a colon in the name": ("X:secret", "y"),
    "a break in the name": ("X\r\nsecret", "y"),
}


@pytest.mark.parametrize("name", BAD_HEADERS)
def test_nothing_is_smuggled_in_by_headers(name: str, make_fetcher: Make) -> None:
    """What would end a header, frame the request or name another host is refused before anything is sent, its value untold."""
    header, value = BAD_HEADERS[name]
    with Stage() as stage:
        with pytest.raises(UsageError) as caught:
            make_fetcher(stage).post(stage.url("/hook"), b"{}", headers={header: value})
        assert stage.connections == 0
        assert not value or "secret" not in str(caught.value).replace(repr(header), "")


def test_a_named_server_may_be_at_home() -> None:
    """A server that a person named is asked on loopback at any port by name or address, with no network allowed by hand."""
    with Stage({"/v1": page("{}", media=JSON)}) as stage:
        for host in ("127.0.0.1", "localhost", "box.example"):
            url = stage.url("/v1", host=host)
            with Fetcher(named(url), resolve=lambda host, port: ["127.0.0.1"]) as fetcher:
                assert fetcher.post(url, b"{}", read=True).body == b"{}"


def test_a_named_server_and_no_other() -> None:
    """Whoever is allowed to ask one server at home may ask no second one: another host, port or scheme is refused unasked."""
    with Stage() as stage, Fetcher(named(stage.url(host="127.0.0.1")), resolve=lambda host, port: ["127.0.0.1"]) as fetcher:
        others = ["http://127.0.0.1/", f"https://127.0.0.1:{stage.port}/", stage.url(host="localhost"), stage.url(host="127.0.0.2")]
        for other in others:
            for ask in (lambda url: fetcher.post(url, b"{}"), fetcher.fetch):
                with pytest.raises(FetchError, match="not the server that was named"):
                    ask(other)
        assert stage.connections == 0


@pytest.mark.parametrize(
    ("url", "address", "says"),
    [
        ("https://box.example/", "169.254.169.254", "metadata"),
        ("http://box.example/", "100.100.100.200", "metadata"),
        ("http://box.example/", "fd00:ec2::254", "metadata"),
        ("http://box.example/", "0.0.0.0", "this network"),
        ("http://box.example/", "224.0.0.1", "multicast"),
        ("http://box.example/", "fe80::1", "link-local"),
        ("http://box.example/", "11.22.33.44", "without TLS"),
        ("http://11.22.33.44/", "11.22.33.44", "without TLS"),
        ("http://box.example/", "::ffff:11.22.33.44", "mapped"),
    ],
)
def test_where_a_named_server_must_not_be(url: str, address: str, says: str) -> None:
    """Link-local, metadata and odd addresses stay barred for a named server, and a public one is asked by TLS alone."""
    with Fetcher(named(url), resolve=lambda host, port: [address]) as fetcher, pytest.raises(FetchError, match=says) as caught:
        fetcher.post(url, b"{}")
    assert caught.value.kind == "address"
    assert "; name a server of your own" in caught.value.reason


def test_a_named_server_proves_its_name(certified: Certified, authority: Path) -> None:
    """TLS to a server at home is verified like any other: its certificate has to be known and of its name."""
    with Stage({"/v1": page("{}", media=JSON)}, tls=certified("DNS:box.example")) as stage:
        url = stage.url("/v1", host="box.example", scheme="https")
        for certificates in ("", str(authority / "ca.pem")):
            rules = named(url, Rules(certificates=certificates))
            with Fetcher(rules, resolve=lambda host, port: ["127.0.0.1"]) as fetcher:
                if certificates:
                    assert fetcher.post(url, b"{}", headers={"Authorization": KEY}, read=True).body == b"{}"
                else:
                    with pytest.raises(FetchError) as caught:
                        fetcher.post(url, b"{}", headers={"Authorization": KEY}, read=True)
                    assert caught.value.kind == "certificate"
                    assert KEY.split()[1] not in str(caught.value)
        assert len(stage.asked) == 1


def test_an_answer_that_is_no_json(make_fetcher: Make) -> None:
    """A web page in place of an answer is refused by its type when it was to be read, in words that fit what was done."""
    with Stage({"/v1": page("<p>Log in first</p>")}) as stage, pytest.raises(FetchError, match="answers programs") as caught:
        make_fetcher(stage).post(stage.url("/v1"), b"{}", read=True)
    assert caught.value.kind == "type"


def test_the_rules_for_hooks_are_small() -> None:
    """What is told to others takes little time and little of their answers, by the rules that it is told by."""
    rules = small(Rules(contact="mailto:desk@herald.example", also=("10.1.0.0/16",)))
    assert (rules.total, rules.wire, rules.delay) == (15.0, 64_000, 0.0)
    assert (rules.contact, rules.also) == ("mailto:desk@herald.example", ("10.1.0.0/16",))
