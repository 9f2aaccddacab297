"""What honest servers give, packed and cut in every way that the standard allows."""

import gzip
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from played import FOUND, Make, Stage, packed_zeros, page, redirect

from tellings.errors import UsageError
from tellings.fetching import Fetched, Fetcher, FetchError, Rules
from tellings.fetching.bodies import unpack
from tellings.fetching.heads import fresh, media_type, retry_after
from tests.growth import check_growth

TEXT = b"<p>The ferry is late.</p>"


def packed(coding: str, text: bytes) -> bytes:
    if coding in ("gzip", "x-gzip"):
        return gzip.compress(text)
    if coding == "deflate":
        return zlib.compress(text)
    return zstandard.compress(text) if coding == "zstd" else text


RAW = zlib.compressobj(wbits=-15)
GZIP = gzip.compress(TEXT)
HEAD = FOUND.encode()
LENGTH = b"Content-Length: 25\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n"
CUT = b"10;x=y\r\n" + TEXT[:16] + b"\r\n9\r\n" + TEXT[16:] + b"\r\n0\r\nA: b\r\n\r\n"
ANSWERS = {
    "with a length": {"bytes": HEAD + LENGTH + b"\r\n" + TEXT},
    "until it hangs up": {"bytes": HEAD + b"\r\n" + TEXT, "close": True},
    "in HTTP/1.0": {"bytes": b"HTTP/1.0 200 OK\r\n\r\n" + TEXT, "close": True},
    "in chunks": {"bytes": CHUNKED + b"\r\n" + CUT},
    "after a word ahead": {"bytes": b"HTTP/1.1 103 Early Hints\r\n\r\n" + HEAD + LENGTH + b"\r\n" + TEXT},
    "with the same length twice": {"bytes": HEAD + LENGTH + LENGTH + b"\r\n" + TEXT},
    "without a type": {"bytes": b"HTTP/1.1 200 OK\r\n" + LENGTH + b"\r\n" + TEXT},
    "with bare line feeds": {"bytes": b"HTTP/1.1 200 OK\nContent-Length: 25\n\n" + TEXT},
    "packed, in chunks": {"bytes": CHUNKED + b"Content-Encoding: gzip\r\n\r\n%x\r\n" % len(GZIP) + GZIP + b"\r\n0\r\n\r\n"},
    "deflate without its wrapper": {
        "bytes": HEAD + b"Content-Encoding: deflate\r\n\r\n" + RAW.compress(TEXT) + RAW.flush(),
        "close": True,
    },
    "gzip in two members": {
        "bytes": HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(TEXT[:9]) + gzip.compress(TEXT[9:]) + b"\0\0",
        "close": True,
    },
}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_honest_answer_is_read(name: str, make_fetcher: Make) -> None:
    """However it is cut and packed, the body is the one that was sent."""
    with Stage({"/": [ANSWERS[name]]}) as stage:
        found = make_fetcher(stage).fetch(stage.url())
    assert found.body == TEXT
    assert found.status == 200
    assert found.size >= len(TEXT)


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "deflate", "zstd", "identity", " GZIP "])
def test_every_coding(coding: str, make_fetcher: Make) -> None:
    """Each coding that is asked for is undone."""
    body = packed(coding.strip().lower(), TEXT * 4_000)
    head = f"{FOUND}Content-Encoding:{coding}\r\nContent-Length: {len(body)}\r\n\r\n"
    with Stage({"/": [{"send": head}, {"bytes": body}]}) as stage:
        assert make_fetcher(stage).fetch(stage.url()).body == TEXT * 4_000


def test_what_an_answer_says(make_fetcher: Make) -> None:
    """Type, charset, validators, freshness and the way there are told."""
    fields = [
        'ETag: W/"a1"',
        "Last-Modified: Tue, 03 Jun 2031 10:00:00 GMT",
        "Cache-Control: public, max-age=900",
        "Set-Cookie: a=b",
    ]
    plays = {"/": redirect("/feed", "301 Moved"), "/feed": page("<rss/>", *fields, media='Application/RSS+xml; Charset="UTF-8"')}
    with Stage(plays) as stage:
        found = make_fetcher(stage).fetch(stage.url(), accept=["feed"])
        assert (found.asked, found.url, found.permanent) == (stage.url(), stage.url("/feed"), stage.url("/feed"))
    assert (found.media_type, found.charset, found.fresh) == ("application/rss+xml", "utf-8", 900)
    assert (found.etag, found.last_modified) == ('W/"a1"', "Tue, 03 Jun 2031 10:00:00 GMT")
    assert found.redirects == (stage.url(),)


def test_what_is_sent(make_fetcher: Make) -> None:
    """A request names the program and whom to write to, and carries no cookie, no Referer and no account, whatever it was told."""
    plays = {
        "/": [*redirect("/b")[:0], {"send": "HTTP/1.1 302 Found\r\nLocation: /b\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n"}]
    }
    with Stage(plays) as stage:
        make_fetcher(stage, contact="mailto:desk@herald.example").fetch(stage.url())
        for request in stage.asked:
            assert set(request.fields) == {"host", "user-agent", "accept", "accept-encoding"}
            assert request.fields["host"] == f"herald.example:{stage.port}"
            assert request.fields["user-agent"].startswith("tellings/")
            assert request.fields["user-agent"].endswith(" (+mailto:desk@herald.example)")
            assert request.line.endswith(" HTTP/1.1")


def test_nothing_is_taken_from_the_environment(make_fetcher: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy, a file of passwords or a store of certificates that the environment names is not used."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/certificates.pem")
    monkeypatch.setenv("NETRC", "/nowhere/netrc")
    with Stage() as stage:
        assert make_fetcher(stage).fetch(stage.url()).status == 200


def test_nothing_changed(make_fetcher: Make) -> None:
    """With the validators of the last time a server may say that nothing changed."""

    def play(request):
        same = request.fields.get("if-none-match") == '"a1"' and request.fields.get("if-modified-since") == "yesterday"
        return page("", 'ETag: "a1"', status="304 Not Modified")[:1] if same else page("<rss/>")

    with Stage({"/": play}) as stage:
        fetcher = make_fetcher(stage)
        again = fetcher.fetch(stage.url(), etag='"a1"', last_modified="yesterday")
        assert again.unchanged
        assert again.body == b""
        assert again.etag == '"a1"'
        assert not fetcher.fetch(stage.url(), etag='"a2"').unchanged


@pytest.mark.parametrize("odd", ['"a"\r\nX-Ferry: late', "ä", "", "x" * 2_000, " "])
def test_odd_validators_are_not_sent(odd: str, make_fetcher: Make) -> None:
    """A validator that is no single line of plain text is left out, so that nothing can be slipped into a request."""
    with Stage() as stage:
        make_fetcher(stage).fetch(stage.url(), etag=odd, last_modified=odd)
        assert not {"if-none-match", "if-modified-since", "x-ferry"} & set(stage.asked[-1].fields)


def test_connections_are_kept(make_fetcher: Make) -> None:
    """Several pages of one host come over one connection, redirects on the way included."""
    with Stage({"/a": redirect("/b")}) as stage:
        fetcher = make_fetcher(stage)
        for path in ("/a", "/c", "/d"):
            fetcher.fetch(stage.url(path))
        assert stage.connections == 1


def test_a_kept_connection_that_died(make_fetcher: Make) -> None:
    """A server that hangs up after each answer without a word is asked again over a new connection."""
    with Stage({"/a": [*page("one"), {"close": True}]}) as stage:
        fetcher = make_fetcher(stage)
        assert [fetcher.fetch(stage.url("/a")).body for _ in range(3)] == [b"one"] * 3


@pytest.mark.parametrize("extra", ["tail of the page", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged", "HTTP/1.1 "])
def test_more_than_the_length_says(extra: str, make_fetcher: Make) -> None:
    """What follows the length that a server tells is no part of this page, nor of the next one."""
    with Stage({"/a": [{"send": FOUND + "Content-Length: 3\r\n\r\none" + extra}], "/b": page("two")}) as stage:
        fetcher = make_fetcher(stage)
        assert fetcher.fetch(stage.url("/a")).body == b"one"
        assert fetcher.fetch(stage.url("/b")).body == b"two"


def test_a_bomb_costs_no_memory() -> None:
    """Of a body of 300 MB no more than the limit and a few pieces are ever held."""
    bomb = list(packed_zeros(300_000_000))
    tracemalloc.start()
    with pytest.raises(FetchError, match="larger than 2,000,000 bytes"):
        unpack(bomb, "gzip", 2_000_000)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 8_000_000


def test_a_bomb_of_zstd_costs_little_memory() -> None:
    """Of zstd, which unpacks a piece at once, a bomb holds little more than the limit."""
    import resource

    bomb = zstandard.compress(bytes(500_000_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FetchError, match="larger than 2,000,000 bytes"):
        unpack([bomb], "zstd", 2_000_000)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "zstd", "identity"]), st.lists(st.integers(1, 40), min_size=1))
def test_any_body_comes_back(body: bytes, coding: str, sizes: list[int]) -> None:
    """Whatever was packed is unpacked, however the network cuts it."""
    assert unpack(cut(packed(coding, body), sizes), coding, 1_000) == body


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "zstd"]), st.data())
def test_a_body_cut_short_is_told(body: bytes, coding: str, data: st.DataObject) -> None:
    """A packed body that lacks its end is an error, never half an article."""
    whole = packed(coding, body)
    end = data.draw(st.integers(1, len(whole) - 1))
    with pytest.raises(FetchError, match="ends too early"):
        unpack([whole[:end]], coding, 1_000)


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "zstd"]))
def test_any_bytes_are_unpacked_or_refused(body: bytes, coding: str) -> None:
    """Bytes that are no packed body are refused in plain words, or are one."""
    kind = ""
    try:
        assert len(unpack([body], coding, 100)) <= 100
    except FetchError as error:
        kind = error.kind
    assert kind in ("", "coding", "size")


def cut(body: bytes, sizes: list[int]) -> Iterator[bytes]:
    at, turn = 0, 0
    while at < len(body):
        yield body[at : at + sizes[turn % len(sizes)]]
        at, turn = at + sizes[turn % len(sizes)], turn + 1


def test_cost_of_many_members_grows_with_their_number() -> None:
    """A gzip of ever so many empty members costs in proportion to them."""
    member = gzip.compress(b"")
    check_growth(lambda size: lambda: unpack([member * size], "gzip", 1_000), 5_000, 10_000, 20_000)


@pytest.mark.parametrize(
    ("head", "seconds"),
    [
        ({}, None),
        ({"cache-control": "max-age=60"}, 60),
        ({"cache-control": "public,MAX-AGE=\"60\""}, 60),
        ({"cache-control": "s-maxage=5, max-age=60"}, 60),
        ({"cache-control": "no-store, max-age=60"}, 0),
        ({"cache-control": "max-age=99999999999"}, 366 * 24 * 3600),
        ({"cache-control": "max-age=soon"}, None),
        ({"expires": "Tue, 03 Jun 2031 10:10:00 GMT", "date": "Tue, 03 Jun 2031 10:00:00 GMT"}, 600),
        ({"expires": "Tue, 03 Jun 2031 09:00:00 GMT", "date": "Tue, 03 Jun 2031 10:00:00 GMT"}, 0),
        ({"expires": "Thu, 01 Jan 1970 00:16:40 GMT"}, 900),
        ({"expires": "0"}, 0),
        ({"expires": "Tue, 99 Jun 99999 10:10:00 GMT"}, 0),
    ],
)  # fmt: skip
def test_how_long_an_answer_stays_good(head: dict[str, str], seconds: int | None) -> None:
    """Max-age goes before Expires, which counts from the server's own clock; nonsense is no promise."""
    assert fresh(head, now=100.0) == seconds


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("120", 120.0), ("0", 0.0), ("-5", None), ("soon", None), ("", None), ("1e9", None), ("٣", None),
        ("9" * 5_000, 366 * 24 * 3600.0), ("Tue, 03 Jun 2031 10:02:00 GMT", 120.0), ("Tue, 03 Jun 2031 09:00:00 GMT", 0.0),
        ("Tue, 03 Jun 99999 09:00:00 GMT", None),
    ],
)  # fmt: skip
def test_how_long_to_leave_a_server_alone(told: str, seconds: float | None) -> None:
    """Retry-After is a number of seconds or a date, a year at most; nonsense is nothing."""
    assert retry_after({"retry-after": told, "date": "Tue, 03 Jun 2031 10:00:00 GMT"}, now=0.0) == seconds


@pytest.mark.parametrize("told", ["text", "a/b/c/", "text/html\0", "/", ";", "t" * 9_000 + "/html", "text /html"])
def test_odd_types_are_none(told: str) -> None:
    """A media type that is spelled like none is none."""
    assert media_type({"content-type": told}) == ""


def test_a_kind_that_nobody_knows() -> None:
    """A kind of answer that the table does not know is the caller's slip, told with the kinds there are."""
    with pytest.raises(UsageError, match="accept some of page, feed"):
        Fetcher().fetch("http://herald.example/", accept=["film"])


PIECES = st.sampled_from(
    [
        b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 301 Moved\r\n", b"HTTP/1.0 200\r\n", b"Content-Type: text/html\r\n",
        b"Content-Length: 5\r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n",
        b"Location: /next\r\n", b"Location: \xff\xfe\r\n", b"\r\n",
        b"5\r\nferry\r\n", b"0\r\n\r\n", b"ferry", b"\x1f\x8b\x08", b"\0", b": \r\n", b" folded\r\n", b"\xff",
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def any_stage() -> Iterator[tuple[Stage, Fetcher]]:
    """A stage and a fetcher for many examples."""
    with Stage() as stage:
        rules = Rules(also=("127.0.0.1/32",), ports=(stage.port,), delay=0.0, total=3.0)
        with Fetcher(rules, resolve=lambda host, port: ["127.0.0.1"]) as fetcher:
            yield stage, fetcher


@given(answer=st.lists(st.one_of(PIECES, st.binary(max_size=8)), max_size=12).map(b"".join))
@settings(deadline=None)
def test_any_answer_is_read_or_refused(answer: bytes, any_stage: tuple[Stage, Fetcher]) -> None:
    """Whatever bytes a server sends, there is an answer or a plain refusal, and nothing else is ever raised."""
    stage, fetcher = any_stage
    stage.plays["/case"] = [{"bytes": answer}, {"close": True}]
    outcome = fetched(fetcher, stage.url("/case"))
    assert isinstance(outcome, Fetched) or outcome.isprintable()


def fetched(fetcher: Fetcher, url: str) -> Fetched | str:
    try:
        return fetcher.fetch(url, robots=False)
    except FetchError as error:
        return str(error)
