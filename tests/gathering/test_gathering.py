"""Files, addresses, feeds and what they lead to, from a server of the test's own on loopback."""

from http.server import BaseHTTPRequestHandler

import pytest

from tellings.fetching import Rules
from tellings.gathering import Gathering
from tellings.intake import Limits
from tellings.model import Article, Unread
from tests.loopback import serving

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>{title}, the harbour office of Ostby said on Monday. Nobody on board was hurt, and the line promised an inquiry.</p>
<p>The mayor of Ostby, Ada Brook, thanked the crews of three fishing boats who had come to help in the storm.</p>
<p>Two tugs were to pull the ship free at high water on Tuesday, the office said.</p></article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Ostby Post</title><link>http://{host}/</link>
<item><title>Ferry runs aground</title><link>http://{host}/ferry</link></item>
<item><title>Wall falls</title><link>http://{host}/wall</link></item>
<item><title>Gone</title><link>http://{host}/gone</link></item>
<item><title>Kept out</title><link>http://{host}/secret/a</link></item></channel></rss>"""
OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="Ostby">
<outline type="rss" text="Ostby Post" xmlUrl="http://{host}/feed.xml"/></outline></body></opml>"""


@pytest.fixture
def site():
    """Serve a feed, its pages and a robots.txt, and give the address and what was asked for."""
    asked = []

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self):
            host = f"127.0.0.1:{self.server.server_address[1]}"
            asked.append(self.path)
            answers = {
                "/robots.txt": ("text/plain", "User-agent: *\nDisallow: /secret/\n"),
                "/feed.xml": ("application/rss+xml", FEED.format(host=host)),
                "/ferry": ("text/html; charset=utf-8", PAGE.format(title="Ferry runs aground off Ostby")),
                "/wall": ("text/html; charset=utf-8", PAGE.format(title="Harbour wall falls")),
            }
            kind, body = answers.get(self.path, ("text/plain", ""))
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_):
            pass

    with serving(Pages) as port:
        yield f"http://127.0.0.1:{port}", asked


def gather(paths, site, **more):
    """Return the articles and the failures of some paths."""
    rules = Rules(also=("127.0.0.0/8",), ports=(int(site.rsplit(":", 1)[1]),), delay=0.0)
    with Gathering(Limits(), lambda words: None, rules, **more) as gathering:
        found = [arrival.found for arrival in gathering.iter_arrivals(paths)]
    return [f for f in found if isinstance(f, Article)], [f for f in found if isinstance(f, Unread)]


def test_a_page_is_fetched(site):
    """An address gives its article, with the address that answered."""
    address, _ = site
    (article,), missed = gather([f"{address}/ferry"], address)
    assert (article.url, article.title) == (f"{address}/ferry", "Ferry runs aground off Ostby")
    assert "three fishing boats" in article.text
    assert missed == []


@pytest.mark.parametrize("how", ["address", "file", "list"])
def test_a_feed_leads_to_its_pages(site, tmp_path, how):
    """A feed, named as an address, as a file or in a list of feeds, gives its pages; what fails is told and costs only itself."""
    address, asked = site
    host = address.removeprefix("http://")
    named = {"address": f"{address}/feed.xml", "file": str(tmp_path / "feed.xml"), "list": str(tmp_path / "feeds.opml")}[how]
    (tmp_path / "feed.xml").write_text(FEED.format(host=host))
    (tmp_path / "feeds.opml").write_text(OPML.format(host=host))
    articles, missed = gather([named], address)
    assert sorted(a.url for a in articles) == [f"{address}/ferry", f"{address}/wall"]
    assert {a.outlet for a in articles} == {"Ostby Post"}
    assert sorted(m.file for m in missed) == [f"{address}/gone", f"{address}/secret/a"]
    assert "robots.txt" in next(m.reason for m in missed if "secret" in m.file)
    assert "/secret/a" not in asked


def test_what_is_held_is_not_fetched_again(site):
    """A page that the caller has is passed over, the feed itself is not."""
    address, asked = site
    articles, _ = gather([f"{address}/feed.xml"], address, held=lambda link: link.url.endswith("/ferry"))
    assert [a.url for a in articles] == [f"{address}/wall"]
    assert "/ferry" not in asked


def test_offline_fetches_nothing(site, tmp_path):
    """Without the network every address is told as not read, and no server hears of it."""
    address, asked = site
    (tmp_path / "feed.xml").write_text(FEED.format(host=address.removeprefix("http://")))
    articles, missed = gather([f"{address}/ferry", str(tmp_path / "feed.xml")], address, network=False)
    assert (articles, asked) == ([], [])
    assert len(missed) == 5
    assert all("--offline" in m.reason for m in missed)


def test_a_long_list_is_cut_and_says_so(site):
    """No more pages than allowed are fetched for one address; how many were left is told."""
    address, _ = site
    articles, missed = gather([f"{address}/feed.xml"], address, most=2)
    assert len(articles) == 1
    assert any("3 of the pages" in m.reason for m in missed)


def test_an_address_in_the_house_is_refused(site):
    """Without leave for one's own networks a loopback address is refused before anything is sent."""
    address, asked = site
    with Gathering(Limits(), lambda words: None) as gathering:
        (arrival,) = gathering.iter_arrivals([f"{address}/ferry"])
    assert isinstance(arrival.found, Unread)
    assert asked == []
