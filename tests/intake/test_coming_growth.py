"""What looks at hostile bytes costs no more than their length."""

import contextlib
import io
from collections.abc import Callable

import pytest

from tellings.errors import MaterialError
from tellings.intake import Limits, offsets
from tellings.intake.mailboxes import iter_mails
from tellings.intake.objects import iter_objects
from tellings.intake.shape import check_depth
from tellings.intake.sniff import root_of
from tellings.intake.task import Task
from tellings.intake.worker import reply
from tests.growth import check_growth

SIZES = (100_000, 200_000, 400_000)


def repeated(unit: bytes, work: Callable[[bytes], object]) -> Callable[[int], Callable[[], object]]:
    def prepare(size: int) -> Callable[[], object]:
        raw = unit * (size // len(unit))

        def call() -> None:
            with contextlib.suppress(MaterialError):
                work(raw)

        return call

    return prepare


@pytest.mark.parametrize("unit", [b"<", b"<a", b"<a>", b"</a>", b"<a/>", b"<!--", b"<![CDATA[", b"<?", b"<a b='>", b"]]>"])
def test_looking_at_depth(unit: bytes) -> None:
    """Twice the XML costs at most 2.5 times as much."""
    check_growth(repeated(unit, lambda raw: check_depth(raw, Limits())), *SIZES)


@pytest.mark.parametrize("unit", [b"<!--", b"<?", b"<!D [", b"<!D>", b" ", b"<?x?>", b"<!---->"])
def test_looking_for_the_first_element(unit: bytes) -> None:
    """Twice the prolog costs at most 2.5 times as much."""
    check_growth(repeated(unit, root_of), 1_000, 2_000, 4_000)


@pytest.mark.parametrize("unit", [b'"', b"\\", b'\\"', b"{", b"[", b"}", b'{"a":', b"[{}", b'"\\'])
def test_splitting_objects(unit: bytes) -> None:
    """Twice the JSON costs at most 2.5 times as much."""
    check_growth(repeated(unit, lambda raw: list(iter_objects(io.BytesIO(raw), 1_000))), *SIZES)


@pytest.mark.parametrize("unit", [b"From ", b"From a\n", b"\nFrom a\n", b">From\n", b"\n", b"a"])
def test_splitting_mails(unit: bytes) -> None:
    """Twice the mailbox costs at most 2.5 times as much."""
    check_growth(repeated(unit, lambda raw: list(iter_mails(io.BytesIO(raw), 10_000))), *SIZES)


@pytest.mark.parametrize("unit", [b"WARC/1.0\r\nWARC-", b"\x1f\x8b\x08", b"WARC/", b"\r\n\r\n", b"\x1f\x8b"])
def test_looking_for_the_next_record(unit: bytes) -> None:
    """Twice the noise costs at most 2.5 times as much."""
    check_growth(repeated(b"x" + unit, lambda raw: offsets.next_start(io.BytesIO(raw), 1)), *SIZES)


OPEN = b"<rss version='2.0'><channel><title>x</title>"


@pytest.mark.parametrize(
    ("kind", "head", "unit"),
    [
        ("feed", OPEN, b"<item><title>a</title><link>https://a.example/</link></item>"),
        ("feed", OPEN, b"<item>&amp;</item>"),
        ("feed", OPEN + b"<item><description>", b"&lt;p&gt;a"),
        ("opml", b"<opml><body>", b"<outline xmlUrl='https://a.example/'/>"),
        ("sitemap", b"<urlset>", b"<url><loc>https://a.example/</loc></url>"),
        ("newsml", b"<newsMessage><itemSet>", b"<newsItem><itemMeta/><contentMeta/><contentSet/></newsItem>"),
        ("nitf", b"<nitf><body><body.content>", b"<p>a</p>"),
        ("objects", b'{"uri": "a", "pubstatus": "usable", "body_xhtml": "', b"<p>a<br>"),
        ("objects", b'{"version": "https://jsonfeed.org/version/1", "items": [', b'{"id": "https://a.example/"},'),
        ("mail", b"Content-Type: multipart/mixed; boundary=b\n\n", b"--b\n\na\n"),
        ("mail", b"Subject: ", b"=?utf-8?q?a?= "),
        ("mail", b"Content-Type: text/html\n\n", b"<table><tr><td>a</table>"),
        ("html", b"<html><body><article>", b"<p>The wall fell.</p>"),
        ("html", b"<html><body>", b"<form>"),
        ("html", b"<html><head><script type='application/ld+json'>", b'{"@type": "NewsArticle", "a": ['),
    ],
)
def test_taking_apart(kind: str, head: bytes, unit: bytes) -> None:
    """Twice a hostile feed, message, mail or page costs a worker at most 2.5 times as much (three where a library is its own)."""

    def prepare(size: int) -> Callable[[], object]:
        task = Task(kind=kind, raw=head + unit * (size // len(unit)), name="x", url="https://a.example/")  # type: ignore[arg-type]
        return lambda: reply(task, Limits())

    check_growth(prepare, 20_000, 40_000, 80_000, doubled=3.0 if kind == "html" else 2.5)
