"""Every shape that comes in: invented files and what must come of each, whole, harmed and hostile."""

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from crawl import make_record, make_text

from tellings.intake import Intake, Limits, iter_arrivals, iter_articles, read_all
from tellings.model import Article, Link, Unread

CASES = Path(__file__).parent / "cases"
WANTED = json.loads((CASES / "wanted.json").read_text(encoding="utf-8"))
FILES = sorted(WANTED)


def told(found: Article | Unread | Link, wanted: dict[str, Any]) -> dict[str, Any]:
    """Return of what was found the fields that a case speaks of."""
    got = {"is": type(found).__name__.lower()}
    if isinstance(found, Article):
        got |= {"opens": found.text[:40], "ends": found.text[-30:]}
    return {key: got[key] if key in got else getattr(found, key) for key in wanted}


@pytest.fixture(scope="module")
def taken() -> Iterator[Intake]:
    with Intake(Limits(workers=1)) as opened:
        yield opened


@pytest.mark.parametrize("name", FILES)
def test_each_shape_gives_what_it_holds(name: str) -> None:
    """Articles, links and faults of each file, in order, with their fields; and it is said what was recognised."""
    notes: list[str] = []
    found = list(iter_articles([str(CASES / name)], say=notes.append))
    assert [told(f, w) for f, w in zip(found, WANTED[name], strict=True)] == WANTED[name]
    assert any("recognised: " in note for note in notes)
    assert all("; " in f.reason for f in found if isinstance(f, Unread))


@pytest.mark.parametrize("name", [n for n in FILES if n != "dumps.jsonl"])
def test_content_wins_over_the_name(taken: Intake, name: str) -> None:
    """The same bytes without a name, or packed, give the same."""
    raw = (CASES / name).read_bytes()
    for again in (raw, gzip.compress(raw), b"\xef\xbb\xbf" + raw if name.endswith((".xml", ".rdf", ".html")) else raw):
        found = list(taken.iter_bytes("-", again))
        assert [type(f).__name__.lower() for f in found] == [w["is"] for w in WANTED[name]]


@pytest.mark.parametrize("name", FILES)
def test_harm_never_raises_and_never_goes_unsaid(taken: Intake, name: str) -> None:
    """Cut at any byte or with bytes flipped, a file gives articles, links or reasons, and never nothing at all."""
    raw = (CASES / name).read_bytes()
    rng = random.Random(name)
    for n in range(40):
        harmed = bytearray(raw[: rng.randrange(20, len(raw))] if n % 2 else raw)
        for _ in range(0 if n % 2 else rng.randrange(1, 8)):
            harmed[rng.randrange(len(harmed))] = rng.randrange(256)
        said: list[str] = []
        taken.say = said.append
        found = list(taken.iter_bytes(name, bytes(harmed)))
        assert found or any("passed over" in note for note in said), bytes(harmed)
        assert not [f for f in found if isinstance(f, Unread) and "could not be taken apart" in f.reason], found


@pytest.mark.parametrize("name", ["rss2.xml", "atom.xml", "newsml.xml", "nitf.xml", "feeds.opml", "news-sitemap.xml"])
def test_xml_expands_nothing_and_opens_nothing(taken: Intake, tmp_path: Path, name: str) -> None:
    """Neither a file of this machine nor a billion laughs come in by way of an entity, in whatever shape."""
    secret = tmp_path / "secret"
    secret.write_text("SECRET-WORD", encoding="utf-8")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    raw = (CASES / name).read_text(encoding="utf-8")
    raw = raw[raw.index("?>") + 2 :].replace('<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">', "")
    root = raw.split("<", 1)[1].split(">")[0].split()[0]
    head = f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY f SYSTEM "file://{secret}"><!ENTITY l0 "LAUGH">{laughs}]>'
    for entity in ("&f;", "&l9;"):
        hostile = head + raw.replace("Harbour wall", f"Harbour {entity} wall").replace(">Wall", f">{entity} Wall").replace(
            "North", f"{entity}"
        )
        found = list(taken.iter_bytes(name, hostile.encode()))
        assert found
        assert "SECRET-WORD" not in repr(found)
        assert repr(found).count("LAUGH") < 10


@pytest.mark.parametrize("opening", ["<rss><channel>", "<opml><body>", "<urlset>", "<newsMessage><itemSet>", "<nitf><body>"])
def test_xml_that_nests_too_deep_is_refused(taken: Intake, opening: str) -> None:
    """Ten thousand nested elements get a clear message before any parser sees them."""
    (found,) = taken.iter_bytes("deep.xml", (opening + "<item>" * 10_000).encode())
    assert isinstance(found, Unread)
    assert "page_depth" in found.reason


def test_a_page_brought_by_a_fetcher_believes_itself_first(taken: Intake) -> None:
    """What a page declares comes first, then what was told beside it, then what can be guessed."""
    raw = (CASES / "page.html").read_bytes()
    given = {"outlet": "The feed's name", "author": "Somebody", "published": "2031-05-01", "title": "Other"}
    (article,) = taken.iter_bytes("wall", raw, media_type="text/html", url="https://gazette.example/wall?from=feed", given=given)
    assert isinstance(article, Article)
    assert (article.outlet, article.title, article.published) == ("Holm Gazette", "Wall falls", "2031-05-09T08:15:00+02:00")
    assert article.url == "https://gazette.example/wall?from=feed"
    silent = f"<html><body><article><p>No word of who, when or where.</p>{make_text(3)}</article></body></html>".encode()
    (article,) = taken.iter_bytes("wall", silent, media_type="text/html", url="https://gazette.example/a", given=given)
    assert isinstance(article, Article)
    assert (article.outlet, article.author, article.published) == ("The feed's name", "Somebody", "2031-05-01")
    assert {b.field for b in article.bases if b.rule == "told-beside"} == {"title", "outlet", "author", "published"}


@pytest.mark.parametrize(
    ("canonical", "want"),
    [
        ("https://www.gazette.example/own", "https://www.gazette.example/own"),
        ("https://thief.example/own", "https://gazette.example/a"),
    ],
)
def test_an_address_of_its_own_counts_on_its_own_site_only(taken: Intake, canonical: str, want: str) -> None:
    """A page cannot pass itself off as another site's."""
    head = f'<head><link rel="canonical" href="{canonical}"></head>'
    raw = f"<html>{head}<body><article>{make_text(4)}</article></body></html>".encode()
    (article,) = taken.iter_bytes("a", raw, media_type="text/html", url="https://gazette.example/a")
    assert isinstance(article, Article)
    assert article.url == want


def test_a_declared_text_stands_in_for_one_that_is_not_shown(taken: Intake) -> None:
    """A page that shows a teaser and declares its text is read whole; one that shows it all keeps what was extracted."""
    body = "\n".join(
        f"Paragraph {n}: the wall of the old harbour fell on Monday, and {n} boats were lost, she said." for n in range(30)
    )
    script = json.dumps({"@type": "NewsArticle", "headline": "Wall", "articleBody": body})
    head = f'<head><script type="application/ld+json">{script}</script></head>'
    teaser = f"<html>{head}<body><article>{make_text(1, 2)}</article></body></html>"
    (article,) = taken.iter_bytes("a", teaser.encode(), url="https://gazette.example/a")
    assert isinstance(article, Article)
    assert article.text == body
    (article,) = taken.iter_bytes("a", teaser.replace(make_text(1, 2), make_text(1, 60)).encode(), url="https://gazette.example/a")
    assert isinstance(article, Article)
    assert article.text != body


@pytest.mark.parametrize(
    ("captured", "want"), [(None, "2033-01-01"), ("2031-05-09T23:00:00Z", None), ("2032-12-31T23:00:00Z", "2033-01-01")]
)
def test_no_day_is_guessed_after_the_page_was_taken(taken: Intake, captured: str | None, want: str | None) -> None:
    """A day to come that stands on a page is not its day of publication, and today's date plays no part in it."""
    raw = f'<html><body><article><time datetime="2033-01-01">1 January 2033</time>{make_text(6)}</article></body></html>'.encode()
    (article,) = taken.iter_bytes("a", raw, media_type="text/html", url="https://gazette.example/a", captured=captured)
    assert isinstance(article, Article)
    assert article.published == want


def test_a_server_s_charset_is_used(taken: Intake) -> None:
    """Bytes that are not UTF-8 are read as the server said, before anything is guessed."""
    raw = f"<html><body><article><p>Žluťoučký kůň běžel po nábřeží v Holmu.</p>{make_text(5)}</article></body></html>".encode(
        "iso-8859-2"
    )
    (article,) = taken.iter_bytes("a", raw, media_type="text/html", charset="iso-8859-2", url="https://gazette.example/a")
    assert isinstance(article, Article)
    assert "Žluťoučký kůň" in article.text


@pytest.mark.parametrize(
    ("raw", "media_type"),
    [
        (b"", "text/html"),
        (b"%PDF-1.7 x", "application/pdf"),
        (b"<html></html>", "text/html"),
        (b"\x1f\x8b\x08broken", "text/xml"),
        (b"{", "application/json"),
    ],
)
def test_bytes_that_hold_nothing_say_why(raw: bytes, media_type: str) -> None:
    """Whatever a server sends, something comes of it."""
    with Intake() as taken:
        (found,) = taken.iter_bytes("https://gazette.example/a", raw, media_type=media_type, url="https://gazette.example/a")
    assert isinstance(found, Unread)
    assert "; " in found.reason


@pytest.mark.parametrize("asked", ["feed", "sitemap"])
def test_a_page_where_a_feed_was_asked_for_is_no_article(taken: Intake, asked: Any) -> None:
    """A feed whose address has become a front page says so; a feed where a page was asked for is read as one."""
    (found,) = taken.iter_bytes(
        "f", (CASES / "page.html").read_bytes(), media_type="text/html", url="https://a.example/", asked=asked
    )
    assert isinstance(found, Unread)
    assert f"not the {asked} that was asked for" in found.reason
    assert isinstance(next(iter(taken.iter_bytes("f", (CASES / "rss1.rdf").read_bytes(), asked=asked))), Link)
    assert isinstance(next(iter(taken.iter_bytes("f", (CASES / "rss1.rdf").read_bytes()))), Link)


def test_old_feeds_and_wide_ones_are_read(taken: Intake) -> None:
    """RSS 0.91 with its document type, and a feed in UTF-16, give their entries."""
    item = "<item><title>Zoë falls</title><link>https://a.example/1</link><description>d</description></item>"
    body = f'<rss version="0.91"><channel><title>Holm Gazette</title><language>en</language>{item}</channel></rss>'
    kind = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "https://a.example/rss-0.91.dtd">'
    for raw in (f"<?xml version='1.0'?>{kind}{body}".encode(), f"<?xml version='1.0' encoding='UTF-16'?>{body}".encode("utf-16")):
        (link,) = taken.iter_bytes("f", raw)
        assert isinstance(link, Link)
        assert (link.title, link.outlet, link.language) == ("Zoë falls", "Holm Gazette", "en")


def test_addresses_that_are_none_of_the_web_are_no_links(taken: Intake) -> None:
    """A feed cannot send anybody to a file, a script or another scheme."""
    items = "".join(
        f"<item><title>t</title><link>{link}</link></item>"
        for link in (
            "javascript:alert(1)",
            "file:///etc/motd",
            "data:text/html,x",
            "gopher://a.example/",
            "https://",
            "http://a b.example/",
        )
    )
    found = list(taken.iter_bytes("f", f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()))
    assert [type(f) for f in found] == [Unread] * 6


def test_titles_stay_plain_text(taken: Intake) -> None:
    """Markup in a title is taken out; what looks like markup once it is read stays words, for the page to escape."""
    item = "<item><title>A &lt;b&gt;bold&lt;/b&gt; &amp;amp; plain &amp;lt;script&amp;gt;</title><link>https://a.example/1</link></item>"
    (link,) = taken.iter_bytes("f", f'<rss version="2.0"><channel><title>x</title>{item}</channel></rss>'.encode())
    assert isinstance(link, Link)
    assert link.title == "A bold & plain <script>"


@pytest.mark.parametrize("half", ["&#xD800;", "&#57343;", "&#0;", "&#99999999999;", "&#xFFFFFFFFFF;"])
def test_references_to_no_character_cost_nothing_else(taken: Intake, half: str) -> None:
    """Halves of characters and numbers beyond the last one are marked or left out, in feeds, pages and what pages declare."""
    item = f"<item><title>Wall {half} falls</title><link>https://a.example/1</link></item>"
    link, *_ = taken.iter_bytes("f", f'<rss version="2.0"><channel><title>x</title>{item}</channel></rss>'.encode())
    assert isinstance(link, Link)
    assert link.title is not None
    assert link.title.startswith("Wall ")
    script = '{"@type": "NewsArticle", "headline": "Wall \\ud800 falls\n", "author": {"name": "Ana \\udfff Lind"}}'
    head = f'<head><title>{half}</title><script type="application/ld+json">{script}</script></head>'
    (article,) = taken.iter_bytes(
        "p", f"<html>{head}<body><article>{make_text(3)}{half}</article></body></html>".encode(), url="https://a.example/2"
    )
    assert isinstance(article, Article)


def test_json_is_split_wherever_its_pieces_end() -> None:
    """Objects are the same whatever the size of the pieces in which the file comes, and however its strings are escaped."""
    from tellings.intake.objects import Splitter

    values = [{"text": 'a "quoted" \\ {wall] ', "n": [{"deep": "}"}]}, {"text": "zwölf 🚢"}, {"k\\": ""}]
    for raw in (
        json.dumps(values).encode(),
        "\n".join(map(json.dumps, values)).encode(),
        json.dumps(values, indent=2).encode() + b"\n[{}]",
    ):
        for size in (1, 2, 3, 7, len(raw)):
            splitter = Splitter(1_000)
            pieces = [p for at in range(0, len(raw), size) for p in splitter.feed(raw[at : at + size])]
            assert [json.loads(p.raw) for p in pieces[:3]] == values
            assert not list(splitter.end())


def test_an_object_that_is_too_large_is_reported_and_the_next_one_read(tmp_path: Path) -> None:
    """Beyond the cap an object takes no memory; the others are read."""
    rows = [{"text": "The wall fell on Monday."}, {"text": "x" * 50_000}, {"text": "The mill stood, she said."}]
    (tmp_path / "a.json").write_text(json.dumps(rows), encoding="utf-8")
    articles, unread, _ = read_all([str(tmp_path / "a.json")], Limits(feed=10_000))
    assert len(articles) == 2
    assert [u.file for u in unread] == ["a.json, object 2"]


def test_a_stray_json_or_xml_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    """Met in a folder it is noted, named itself it is reported."""
    (tmp_path / "a.txt").write_text("The wall of the old harbour fell on Monday.", encoding="utf-8")
    (tmp_path / "package.json").write_text('{"name": "x", "version": "1"}', encoding="utf-8")
    (tmp_path / "build.xml").write_text("<project/>", encoding="utf-8")
    articles, unread, notes = read_all([str(tmp_path)])
    assert (len(articles), unread) == (1, [])
    assert sum("skipped" in note for note in notes) == 2
    assert len(read_all([str(tmp_path / "package.json"), str(tmp_path / "build.xml")])[1]) == 2


def test_only_a_feed_that_is_named_asks_for_its_links_to_be_fetched(tmp_path: Path) -> None:
    """A link met in a folder, an archive or a table was not asked for."""
    feed = (CASES / "rss1.rdf").read_bytes()
    (tmp_path / "feed.rss").write_bytes(feed)
    (tmp_path / "crawl.warc").write_bytes(make_record(1, feed, headers="Content-Type: text/xml"))
    rows = {"media_name": "Ostby Post", "publish_date": "2031-05-09", "url": "https://ostby.example/1"}
    (tmp_path / "rows.jsonl").write_text(json.dumps(rows), encoding="utf-8")
    listed = list(iter_arrivals([str(tmp_path)]))
    named = list(iter_arrivals([str(tmp_path / name) for name in ("feed.rss", "crawl.warc", "rows.jsonl")]))
    assert [type(a.found) for a in listed] == [type(a.found) for a in named] == [Link] * 3
    assert [a.named for a in listed] == [False] * 3
    assert [a.path.rpartition("/")[2] for a in named if a.named] == ["feed.rss"]


def test_a_list_of_addresses_says_that_nothing_was_fetched() -> None:
    """``read_all``, which fetches nothing, reports each address as one."""
    articles, unread, _ = read_all([str(CASES / "feeds.opml")])
    assert not articles
    assert sum("which was not fetched" in u.reason for u in unread) == 2


@pytest.mark.parametrize("depth", [3, 300])
def test_mails_of_many_nested_parts_end(taken: Intake, depth: int) -> None:
    """A mail in a mail in a mail is read as far as any newsletter nests, and no further."""
    raw = b"From a@b.example Mon\nFrom: Holm Post <a@b.example>\nSubject: x\n"
    for n in range(depth):
        raw += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n)
    raw += b"Content-Type: text/plain\n\nThe wall of the old harbour fell on Monday, she said.\n"
    (found,) = taken.iter_bytes("m.mbox", raw)
    assert isinstance(found, Article if depth == 3 else Unread)
