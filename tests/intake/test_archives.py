"""WARC archives: records in, articles out, broken ones gone round, any of them a place to go on from."""

import gzip
from pathlib import Path

import pytest
import zstandard
from crawl import make_page, make_record, pack

from tellings.intake import Arrival, Limits, iter_arrivals, read_all
from tellings.model import Article, Link, Unread

FEED = b"""<rss version="2.0"><channel><title>Holm Gazette</title>
<item><title>Wall falls</title><link>https://gazette.example/wall</link></item>
<item><title>Mill opens</title><link>https://gazette.example/mill</link></item></channel></rss>"""


def mixed() -> list[bytes]:
    """Return records of most kinds."""
    return [
        make_record(0, b"software: a crawler", "warcinfo"),
        make_record(1),
        make_record(2, b"GET / HTTP/1.1", "request"),
        make_record(3, gzip.compress(make_page(3)), headers="Content-Type: text/html\r\nContent-Encoding: gzip"),
        make_record(4, b"gone", status="404 Not Found"),
        make_record(5, b"\x89PNG\r\n\x1a\n" + b"x" * 90, headers="Content-Type: image/png"),
        make_record(6, "<html><body><article><p>Zoë Löfgren sah die Mauer am Hafen fallen.</p></article>".encode("latin-1") * 3,
                    headers="Content-Type: text/html; charset=iso-8859-1"),
        make_record(7, FEED, headers="Content-Type: application/rss+xml"),
        make_record(8, b"", "revisit"),
        make_record(9, b"User-agent: *\nDisallow: /\n", headers="Content-Type: text/plain", url="https://post.example/robots.txt"),
        make_record(10),
    ]  # fmt: skip


@pytest.mark.parametrize("packing", ["plain", "records", "whole", "zstd"])
def test_records_become_articles_however_they_are_packed(tmp_path: Path, packing: str) -> None:
    """Pages and feeds are read, HTTP packing and charsets undone, the other records counted."""
    records = mixed()
    plain = b"".join(records)
    raw = {"plain": plain, "records": pack(records), "whole": gzip.compress(plain), "zstd": zstandard.compress(plain)}[packing]
    (tmp_path / "crawl.warc.gz").write_bytes(raw)
    notes: list[str] = []
    arrivals = list(iter_arrivals([str(tmp_path)], say=notes.append))
    found = [a.found for a in arrivals]
    assert [f for f in found if isinstance(f, Unread)] == []
    articles = [f for f in found if isinstance(f, Article)]
    assert [a.url for a in articles] == [f"https://post.example/2031/05/09/{n}" for n in (1, 3, 6, 10)]
    assert "Zoë Löfgren" in articles[2].text
    assert [f.url for f in found if isinstance(f, Link)] == ["https://gazette.example/wall", "https://gazette.example/mill"]
    assert {a.captured for a in arrivals} == {"2031-05-10T01:02:03Z"}
    assert {a.published for a in articles if a.url != "https://post.example/2031/05/09/6"} == {"2031-05-09T08:15:00Z"}
    assert any("request 1" in n and "revisit 1" in n and "answers other than 200 1" in n for n in notes)
    assert any("WARC archive 1" in n and "HTML page 4" in n for n in notes)


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("harm", ["magic", "inside", "length", "gone"])
def test_a_broken_record_costs_itself_only(tmp_path: Path, packed: bool, harm: str) -> None:
    """A record that is broken is reported with its byte, and all the others are read."""
    records = [make_record(n) for n in range(6)]
    parts = [pack([r]) if packed else r for r in records]
    start = sum(map(len, parts[:3]))
    bad = bytearray(parts[3])
    if harm == "magic":
        bad[:6] = b"xxxxxx"
    elif harm == "inside":
        bad[40:46] = b"\0\0\0\0\0\0"
    elif harm == "length":
        bad = bytearray(
            pack([records[3][:-50]])[:-4] if packed else records[3].replace(b"Content-Length: ", b"Content-Length: 9", 1)
        )
    else:
        bad = bytearray(parts[3][: len(parts[3]) // 2])
    (tmp_path / "crawl.warc").write_bytes(b"".join([*parts[:3], bytes(bad), *parts[4:]]))
    articles, unread, _ = read_all([str(tmp_path)])
    numbers = {int((a.title or "").rpartition(" ")[2]) for a in articles}
    assert {0, 1, 2, 4, 5} <= numbers
    assert len(unread) == (0 if 3 in numbers else 1), unread
    assert all(f"at byte {start}" in u.file for u in unread)


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_cut_at_any_byte_gives_what_it_has(tmp_path: Path, packed: bool) -> None:
    """Whole records are read, the last half one is reported once, and nothing is made up."""
    parts = [pack([make_record(n)]) if packed else make_record(n) for n in range(3)]
    raw, edges = b"".join(parts), [len(b"".join(parts[:n])) for n in range(4)]
    for cut in range(30, len(raw), 97 if packed else 197):
        (tmp_path / "crawl.warc").write_bytes(raw[:cut])
        articles, unread, _ = read_all([str(tmp_path)])
        whole = sum(edge <= cut for edge in edges) - 1
        almost = cut + 12 >= edges[min(whole + 1, 3)]  # only a checksum or the empty lines behind it are gone
        assert len(articles) in {whole, whole + almost}, cut
        assert len(unread) <= 1
        assert len(articles) + len(unread) > 0


def places(arrivals: list[Arrival]) -> list[tuple[str, object]]:
    return [(a.cursor, a.found) for a in arrivals]


@pytest.mark.parametrize("packing", ["plain", "records", "whole"])
def test_reading_goes_on_after_any_record(tmp_path: Path, packing: str) -> None:
    """From every cursor on, the rest is exactly what was still to come."""
    records = mixed()
    raw = {"plain": b"".join(records), "records": pack(records), "whole": gzip.compress(b"".join(records))}[packing]
    path = tmp_path / "crawl.warc"
    path.write_bytes(raw)
    whole = list(iter_arrivals([str(path)]))
    assert len(whole) == 6
    for arrival in whole:
        begin = [a.cursor for a in whole].index(arrival.cursor) + 1
        assert places(list(iter_arrivals([str(path)], start={str(path): arrival.cursor}))) == places(whole[begin:])


def test_a_feed_in_a_record_is_not_lost_half_way(tmp_path: Path) -> None:
    """The first of two links has the cursor before its record, so that going on gives both again rather than neither."""
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(pack([make_record(1), make_record(2, FEED, headers="Content-Type: text/xml"), make_record(3)]))
    page, first, second, last = iter_arrivals([str(path)])
    assert first.cursor == page.cursor != second.cursor
    again = list(iter_arrivals([str(path)], start={str(path): first.cursor}))
    assert [a.found for a in again] == [first.found, second.found, last.found]


def test_records_beyond_the_cap_are_refused(tmp_path: Path) -> None:
    """A large record, and a small one that unpacks to a large page, are reported; the next is read."""
    bomb = gzip.compress(b"<html>" + b"a" * 3_000_000)
    records = [
        make_record(1, b"x" * 300_000),
        make_record(2, bomb, headers="Content-Type: text/html\r\nContent-Encoding: gzip"),
        make_record(3),
    ]
    (tmp_path / "crawl.warc.gz").write_bytes(pack(records))
    articles, unread, _ = read_all([str(tmp_path)], Limits(article=200_000))
    assert len(articles) == 1
    assert [("larger than 0.2 MB" in u.reason) for u in unread] == [True, True]


def test_one_text_at_two_addresses_is_two_reports(tmp_path: Path) -> None:
    """Ids are made of address and text: a wire text at two outlets is two, one address fetched twice is one."""
    page = make_page(1)
    records = [make_record(n, page, url=f"https://{host}.example/wall") for n, host in enumerate(("post", "courier", "post"))]
    (tmp_path / "crawl.warc.gz").write_bytes(pack(records))
    articles, _, notes = read_all([str(tmp_path)])
    assert len({a.id for a in articles}) == len(articles) == 2
    assert any("counted once" in n for n in notes)


def test_what_is_no_archive_inside_is_given_up(tmp_path: Path) -> None:
    """A file that begins as an archive and goes on as noise is reported, and not for ever."""
    (tmp_path / "noise.warc").write_bytes(b"WARC/1.0\r\n" + b"\nWARC/1.0\r\n\xff\xfe" * 5_000)
    articles, unread, _ = read_all([str(tmp_path)])
    assert not articles
    assert 0 < len(unread) <= 21


def test_beyond_the_cap_on_everything_an_archive_is_given_up_once(tmp_path: Path) -> None:
    """The cap on the total ends the archive with one reason, not with one for each record that is left."""
    (tmp_path / "crawl.warc.gz").write_bytes(pack([make_record(n) for n in range(40)]))
    articles, unread, _ = read_all([str(tmp_path)], Limits(total=20_000))
    assert 0 < len(articles) < 40
    assert len(unread) == 1
    assert "total" in unread[0].reason


def test_an_archive_on_a_pipe_is_read_onward(tmp_path: Path) -> None:
    """Standard input that cannot be sought in gives the same articles, without places."""
    import subprocess
    import sys

    code = (
        "from tellings.intake import iter_arrivals\n"
        "if __name__ == '__main__':\n    for a in iter_arrivals(['-']):\n        print(a.cursor, type(a.found).__name__)"
    )
    raw = pack([make_record(n) for n in range(3)])
    done = subprocess.run([sys.executable, "-c", code], input=raw, capture_output=True, check=False)
    assert done.stdout.decode().splitlines() == ["1 Article", "2 Article", "3 Article"], done.stderr
