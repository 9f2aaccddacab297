"""Feeds asked again and again, from a server of the test's own on loopback, with a clock of its own."""

from http.server import BaseHTTPRequestHandler

import pytest

from tellings.errors import UsageError
from tellings.fetching import Rules
from tellings.gathering import Gathering
from tellings.intake import Limits
from tellings.library import Library
from tellings.library.watching import Watch
from tellings.model import Link, Unread
from tests.loopback import serving

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>{title}, the harbour office of Ostby said on Monday. Nobody on board was hurt, and the line promised an inquiry.</p>
<p>The mayor of Ostby, Ada Brook, thanked the crews of {boats} fishing boats who had come to help in the storm.</p>
<p>Two tugs were to pull the ship free at high water on Tuesday, the office said.</p></article></body></html>"""
ITEM = "<item><title>{title}</title><link>{site}/{name}</link><pubDate>{when}</pubDate></item>"
FEED = """<?xml version="1.0"?><rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>
<title>Ostby Post</title><link>{site}/</link>{items}</channel></rss>"""
MONDAY, TUESDAY = "Mon, 05 May 2031 10:00:00 GMT", "Tue, 06 May 2031 10:00:00 GMT"


class Outlet:
    """A made-up outlet: its feed, its pages, and what was asked of it."""

    def __init__(self):
        self.site = ""
        self.items = {"ferry": MONDAY, "wall": MONDAY}
        self.pages = {"ferry": ("Ferry runs aground off Ostby", "three"), "wall": ("Harbour wall falls in Ostby", "two")}
        self.feed_fails = False
        self.down = set()
        self.says = ""
        self.empty = False
        self.asked = []

    def answer(self, path, etag):
        """Return status, type, body and tag of an answer."""
        self.asked.append(path)
        name = path.strip("/")
        if path == "/dead.xml" or (path == "/feed.xml" and self.feed_fails) or name in self.down:
            return 500, "text/plain", "down", ""
        if path == "/page.xml":
            return 200, "text/html", PAGE.format(title="No feed", boats="no"), ""
        if path == "/feed.xml":
            items = (
                self.says
                if self.empty
                else self.says + "".join(ITEM.format(title=n, name=n, when=w, site=self.site) for n, w in self.items.items())
            )
            tag = f'"{len(items)}-{sum(map(ord, items))}"'
            return (
                (304, "", "", tag) if etag == tag else (200, "application/rss+xml", FEED.format(site=self.site, items=items), tag)
            )
        if name in self.pages:
            title, boats = self.pages[name]
            return 200, "text/html; charset=utf-8", PAGE.format(title=title, boats=boats), ""
        return 404, "text/plain", "none", ""


@pytest.fixture
def outlet():
    """Serve a made-up outlet."""
    made = Outlet()

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self):
            status, kind, body, tag = made.answer(self.path, self.headers.get("If-None-Match"))
            self.send_response(status)
            for name, value in (("Content-Type", kind), ("ETag", tag)):
                if value:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_):
            pass

    with serving(Pages) as port:
        made.site = f"http://127.0.0.1:{port}"
        yield made


class Clock:
    """A clock that a test winds."""

    def __init__(self):
        self.time = 1_935_000_000.0

    def __call__(self):
        """Return the seconds since 1970."""
        return self.time


@pytest.fixture
def desk(outlet, tmp_path):
    """Return what opens a watch on a library that stays, as a new process would."""
    rules = Rules(also=("127.0.0.0/8",), ports=(int(outlet.site.rsplit(":", 1)[1]),), delay=0.0)
    clock, said, opened = Clock(), [], []

    def start(*names):
        library = Library.open(str(tmp_path / "library.db"))
        gathering = Gathering(Limits(), said.append, rules)
        opened.append((library, gathering))
        watch = Watch(library, gathering, clock, said.append, said.append)
        watch.add([Link(url=f"{outlet.site}/{name}", kind="feed") for name in names or ("feed.xml",)])
        return watch

    yield start, clock, said
    for library, gathering in opened:
        gathering.__exit__(None, None, None)
        library.store.close()


def held(watch):
    """Return the addresses that are held, with the number of versions."""
    with watch.library.store.reading() as r:
        return sorted((h.article.url.rsplit("/", 1)[1], h.version.version) for h in r.iter_holdings())


def missed(said):
    """Return why feeds and pages could not be had, by the last part of their address."""
    return {line.file.rsplit("/", 1)[1]: line.reason for line in said if isinstance(line, Unread)}


def test_a_feed_is_read_once_and_asked_again(desk, outlet):
    """The pages of a feed are taken, the feed is due later, and unchanged it costs one short answer."""
    start, clock, _ = desk
    watch = start()
    made = watch.round("2031-05-06")
    assert (made.told["new"], made.failed) == (2, 0)
    assert held(watch) == [("ferry", 1), ("wall", 1)]
    assert watch.wait() > 600
    outlet.asked.clear()
    clock.time += watch.wait() + 1
    made = watch.round("2031-05-06")
    assert (made.asked, sum(made.told.values())) == (1, 0)
    assert outlet.asked == ["/feed.xml"]


def test_news_and_a_changed_entry(desk, outlet):
    """A new entry is a new report; an entry that the feed dates anew is fetched again and becomes a version."""
    start, clock, _ = desk
    watch = start()
    watch.round("2031-05-06")
    outlet.items |= {"ferry": TUESDAY, "crew": TUESDAY}
    outlet.pages |= {"ferry": ("Ferry runs aground off Ostby", "five"), "crew": ("Crew of the ferry goes home", "four")}
    clock.time += watch.wait() + 1
    made = watch.round("2031-05-06")
    assert dict(made.told) == {"new": 1, "version": 1}
    assert held(watch) == [("crew", 1), ("ferry", 1), ("ferry", 2), ("wall", 1)]


def test_a_feed_that_fails_does_not_stop_the_rest(desk):
    """A dead server and a page in place of a feed are told, are asked later, and the good feed is read."""
    start, _, said = desk
    watch = start("dead.xml", "page.xml", "feed.xml")
    made = watch.round("2031-05-06")
    assert made.told["new"] == 2
    failed = missed(said)
    assert (made.failed, sorted(failed)) == (2, ["dead.xml", "page.xml"])
    assert all("asked again in" in why for why in failed.values())
    assert not any("dead.xml" in line for line in said if isinstance(line, str))
    assert all(s.failures == (0 if s.url.endswith("feed.xml") else 1) for s in watch.feeds.values())


def test_killed_between_pages_and_feed(desk, outlet, monkeypatch):
    """A round that dies after some pages were kept is done again by the next process: nothing is missing, nothing twice."""
    start, _, _ = desk
    watch = start()
    outlet.pages.pop("wall")
    keep = Library.take

    def dies(library, brought, **more):
        receipts = keep(library, brought, **(more | {"notes": {}}))
        if receipts:
            raise KeyboardInterrupt
        return receipts

    monkeypatch.setattr(Library, "take", dies)
    with pytest.raises(KeyboardInterrupt):
        watch.round("2031-05-06")
    monkeypatch.setattr(Library, "take", keep)
    outlet.pages["wall"] = ("Harbour wall falls in Ostby", "two")
    again = start()
    made = again.round("2031-05-06")
    assert dict(made.told) == {"new": 1}
    assert held(again) == [("ferry", 1), ("wall", 1)]


def test_a_page_that_fails_is_asked_for_again_later(desk, outlet):
    """It is told, not asked for at once, and taken when it is there and the feed is asked again."""
    start, clock, said = desk
    outlet.pages.pop("wall")
    watch = start()
    made = watch.round("2031-05-06")
    assert (made.failed, list(missed(said))) == (1, ["wall"])
    outlet.pages["wall"] = ("Harbour wall falls in Ostby", "two")
    outlet.items["crew"] = TUESDAY
    clock.time += 3 * 86_400
    watch.round("2031-05-09")
    assert ("wall", 1) in held(watch)


def test_a_page_that_was_down_is_had_though_the_feed_stays_as_it_is(desk, outlet):
    """The feed is wanted whole again, not only when it changed; once the page is in, the feed costs a short answer again."""
    start, clock, _ = desk
    outlet.down.add("wall")
    watch = start()
    watch.round("2031-05-06")
    outlet.down.clear()
    clock.time += watch.wait() + 1
    again = start()
    assert dict(again.round("2031-05-06").told) == {"new": 1}
    outlet.asked.clear()
    clock.time += again.wait() + 1
    assert sum(again.round("2031-05-06").told.values()) == 0
    assert outlet.asked == ["/feed.xml"]
    assert again.feeds[f"{outlet.site}/feed.xml"].etag


@pytest.mark.parametrize(
    ("says", "hours"),
    [
        ("<ttl>180</ttl>", 3),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>6</sy:updateFrequency>", 4),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", 1),
        ("<ttl>often</ttl>", 0.5),
        ("<ttl>0</ttl><sy:updatePeriod>now</sy:updatePeriod>", 0.5),
    ],
)
def test_a_feed_says_how_often_it_wants_to_be_asked(desk, outlet, says, hours):
    """It is not asked sooner, in the next process neither, nor while it is unchanged; what is no number is passed over."""
    start, clock, _ = desk
    outlet.says = says
    watch = start()
    watch.round("2031-05-06")
    assert hours * 3600 <= watch.wait() <= hours * 3600 * 1.1
    again = start()
    clock.time += again.wait() + 1
    assert sum(again.round("2031-05-06").told.values()) == 0
    assert again.wait() >= hours * 3600


def test_a_long_feed_is_read_over_several_rounds(desk, outlet):
    """No more pages than allowed are fetched of one feed in a round; how many are left is told, and they come next time."""
    start, clock, said = desk
    outlet.items |= {f"boat{n}": MONDAY for n in range(5)}
    outlet.pages |= {f"boat{n}": (f"Boat number {n} comes home", "two") for n in range(5)}
    watch = start()
    watch.gathering.most = 3
    brought = []
    for _ in range(4):
        brought.append(watch.round("2031-05-06").told["new"])
        clock.time += watch.wait() + 1
    assert brought == [3, 3, 1, 0]
    assert any("4 of them are for later rounds" in line for line in said if isinstance(line, str))


WHOLE = (
    "<item><title>Boat {n} of {feed}</title><link>{site}/{feed}/{n}</link><description>The boat number {n} of {feed} came home to "
    "Ostby on Monday, the harbour office said. {more}</description></item>"
)


def test_articles_in_feeds_are_not_held_until_the_round_ends(desk, outlet, monkeypatch):
    """Feeds that hold their articles are kept as they come, some at a time, and each feed's place with the last of its articles."""
    start, _, _ = desk
    monkeypatch.setattr("tellings.library.watching.BATCH", 4)
    answer = outlet.answer

    def whole(path, etag):
        if not path.startswith("/whole"):
            return answer(path, etag)
        more = "A pilot said that the sea had been calm all the way. " * 18
        items = "".join(WHOLE.format(n=n, feed=path.strip("/"), site=outlet.site, more=more) for n in range(3))
        return 200, "application/rss+xml", FEED.format(site=outlet.site, items=items), ""

    outlet.answer = whole
    watch = start(*(f"whole{n}" for n in range(5)))
    sizes = []
    take = Library.take

    def counted(library, brought, **more):
        sizes.append(len(brought))
        with library.store.reading() as r:
            places = sum(kind == "feed" for kind, _ in more["notes"])
            assert places == 0 or r.count().articles + len(brought) >= 3 * places
        return take(library, brought, **more)

    monkeypatch.setattr(Library, "take", counted)
    made = watch.round("2031-05-06")
    assert made.told["new"] == 15
    assert max(sizes) <= 6
    assert all(state.visits for state in watch.feeds.values())


def test_what_this_machine_forbids_is_tried_again_with_other_rules(desk, outlet):
    """A feed refused by the settings is told; the next process, whose settings allow it, asks at once."""
    start, _, said = desk
    watch = start()
    allowed, watch.gathering.rules = watch.gathering.rules, Rules(also=("127.0.0.0/8",))
    made = watch.round("2031-05-06")
    assert (made.asked, made.failed, outlet.asked) == (1, 1, [])
    assert "'ports'" in missed(said)["feed.xml"]
    assert watch.wait() > 3600
    again = start()
    assert (again.gathering.rules, again.wait()) == (allowed, 0)
    assert again.round("2031-05-06").told["new"] == 2


def test_a_feed_without_entries_is_no_failure(desk, outlet):
    """It is asked again as any other, and read when something stands in it."""
    start, clock, said = desk
    outlet.empty = True
    watch = start()
    assert (watch.round("2031-05-06").failed, missed(said)) == (0, {})
    outlet.empty = False
    clock.time += watch.wait() + 1
    assert watch.round("2031-05-06").told["new"] == 2


def test_offline_asks_nobody(desk, outlet):
    """Without the network a round is a usage error, and no server hears of it."""
    start, _, _ = desk
    watch = start()
    watch.gathering.network = False
    with pytest.raises(UsageError, match="--offline"):
        watch.round("2031-05-06")
    assert outlet.asked == []
