"""Feeds out: a real client reads them, whatever their strings hold; the same entries give the same bytes."""

import json
import re

import feedparser
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from made_up import HOSTILE, make_result

from tellings.errors import UsageError
from tellings.exports.feeds import MEDIA, Feed, FeedEntry, change_entry, headline, lasting_id, story_entry, write_feed
from tellings.exports.feeds.times import instant
from tellings.intake import Intake
from tellings.model import ArticleCard, Changes, Settled, StoryCard

A = "{http://www.w3.org/2005/Atom}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
ONCE = {"id", "title", "updated", "published", "subtitle", "generator", "content"}
IN_FEED = {"id", "title", "subtitle", "updated", "link", "author", "generator", "entry"}
IN_ENTRY = {"id", "title", "updated", "published", "link", "author", "category", "content"}


def make_feed(words: str = "Ferry aground") -> Feed:
    return Feed(
        id=lasting_id("ferry"), title=words, subtitle=words, own="https://ours.example/feed.atom", url="https://ours.example/?q=ferry",
        next="https://ours.example/feed.atom?page=2", first="https://ours.example/feed.atom", language="en",
        entries=(
            FeedEntry(id=lasting_id("s-1"), title=words, updated="2031-05-13", published="2031-05-12T08:00:00+02:00",
                      url="https://ours.example/stories/s-1", text=words, authors=(words, "Carrow Mail"), tags=(words,)),
            FeedEntry(id=lasting_id("s-2"), title="", updated=None, url="javascript:alert(1)"),
        ),
    )  # fmt: skip


def check_atom(made: bytes) -> etree._Element:
    """Hold a feed against the structure that RFC 4287 asks for: what is there once, what has to be there, in which form."""
    root = etree.fromstring(made)
    assert root.tag == f"{A}feed"
    for at, known in ((root, IN_FEED), *((e, IN_ENTRY) for e in root.findall(f"{A}entry"))):
        names = [etree.QName(e).localname for e in at]
        assert set(names) <= known
        assert {"id", "title", "updated"} <= set(names)
        assert all(names.count(n) <= 1 for n in ONCE)
        assert re.match(r"[a-z][a-z0-9+.-]*:\S+$", at.findtext(f"{A}id"))
        for name in ("updated", "published"):
            assert all(RFC3339.fullmatch(e.text) for e in at.findall(f"{A}{name}"))
        rels = [(e.get("rel"), e.get("type")) for e in at.findall(f"{A}link")]
        assert len(rels) == len(set(rels))
        assert all(e.get("href").startswith(("https://", "http://")) for e in at.findall(f"{A}link"))
        assert all(e.findtext(f"{A}name") for e in at.findall(f"{A}author"))
        assert all(e.get("term") for e in at.findall(f"{A}category"))
    assert root.findall(f"{A}author")  # so that entries need none
    ids = [e.findtext(f"{A}id") for e in root.findall(f"{A}entry")]
    assert len(ids) == len(set(ids))
    return root


def test_a_client_reads_the_atom_feed() -> None:
    """Feedparser finds no fault and gives titles, days, outlets, links, the next page and texts back."""
    made = write_feed(make_feed(), "atom")
    check_atom(made)
    read = feedparser.parse(made)
    assert not read.bozo
    assert read.version == "atom10"
    assert (read.feed.title, read.feed.subtitle, read.feed.language) == ("Ferry aground", "Ferry aground", "en")
    assert read.feed.updated == "2031-05-13T00:00:00Z"
    assert {link.rel: link.href for link in read.feed.links} == {
        "self": "https://ours.example/feed.atom", "alternate": "https://ours.example/?q=ferry",
        "first": "https://ours.example/feed.atom", "next": "https://ours.example/feed.atom?page=2",
    }  # fmt: skip
    entry, bare = read.entries
    assert (entry.id, entry.link, entry.published) == (
        lasting_id("s-1"),
        "https://ours.example/stories/s-1",
        "2031-05-12T06:00:00Z",
    )
    assert [a.name for a in entry.authors] == ["Ferry aground", "Carrow Mail"]
    assert entry.content[0].value == "Ferry aground"
    assert (bare.title, bare.get("links", []), bare.updated) == ("untitled", [], "1970-01-01T00:00:00Z")


def test_a_client_reads_the_json_feed() -> None:
    """JSON Feed 1.1: what it requires is there, undated items have no date, other addresses are left out; our intake reads it."""
    made = write_feed(make_feed(), "json")
    told = json.loads(made)
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert (told["next_url"], told["feed_url"]) == ("https://ours.example/feed.atom?page=2", "https://ours.example/feed.atom")
    first, bare = told["items"]
    assert first["date_published"] == "2031-05-12T06:00:00Z"
    assert first["authors"] == [{"name": "Ferry aground"}, {"name": "Carrow Mail"}]
    assert bare == {"id": lasting_id("s-2"), "title": "untitled", "content_text": "untitled"}
    with Intake() as taken:
        found, *_ = taken.iter_bytes("feed.json", made)
    assert (found.url, found.title, found.published) == (first["url"], "Ferry aground", "2031-05-12T06:00:00Z")


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_make_no_markup(words: str) -> None:
    """Hostile words in every field leave a well-formed feed whose texts are texts and whose characters are seen."""
    root = check_atom(write_feed(make_feed(words), "atom"))
    assert {etree.QName(e).localname for e in root.iter()} <= IN_FEED | IN_ENTRY | {"feed", "name"}
    told = "".join(root.itertext()) + write_feed(make_feed(words), "json").decode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told)
    assert not feedparser.parse(write_feed(make_feed(words), "atom")).bozo


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=40), st.text(max_size=20))
def test_any_string_makes_a_feed(words: str, when: str) -> None:
    """Any characters, lone surrogates included, and any words for a day give feeds that can be read."""
    feed = Feed(id=lasting_id(1), title=words, entries=(FeedEntry(id=lasting_id(2), title=words, text=words, updated=when),))
    check_atom(write_feed(feed, "atom"))
    assert json.loads(write_feed(feed, "json"))["items"]


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("2031", "2031-01-01T00:00:00Z"), ("2031-05", "2031-05-01T00:00:00Z"), ("2031-05-03", "2031-05-03T00:00:00Z"),
        ("2031-05-03T10:00", "2031-05-03T10:00:00Z"), ("2031-05-03T23:30:00-05:00", "2031-05-04T04:30:00Z"),
        ("2031-05-03T10:00:00.75Z", "2031-05-03T10:00:00Z"), ("0001-01-01T00:00:00+14:00", None), ("XXXX-WXX-3", None), ("", None),
    ],
)  # fmt: skip
def test_days_and_moments(told: str, meant: str | None) -> None:
    """A day counts from its midnight, an instant is told in UTC, what is no moment is not told."""
    assert instant(told) == meant


def test_a_story_of_a_list() -> None:
    """A story is dated by the days of its reports and says how many they are; its id is the same on every host."""
    card = StoryCard(id="s-1", title="Ferry aground", articles=5, outlets=4, first="2031-05-12", last="2031-05-13")
    here, there = story_entry(card, "https://one.example/s-1"), story_entry(card, "https://two.example/s-1")
    assert (here.updated, here.text) == ("2031-05-13", "5 reports, 4 outlets; 2031-05-12 to 2031-05-13")
    told = msgspec.structs.replace(card, origins=3, conflicts=1)
    assert story_entry(told).text.startswith("5 reports, 4 outlets, 3 origins, 1 hard conflict; ")
    assert here.id == there.id != story_entry(StoryCard(id="s-2", title="", articles=1, outlets=1)).id


def test_a_telling_says_what_changed() -> None:
    """An entry tells the news in its title and the particulars in its text, and is dated by the reports that joined."""
    story = make_result().stories[0]
    card = ArticleCard(id="a-new", outlet="Tern Echo", title="Light failed twice", published="2031-05-14")
    found = Changes(
        story=story.id, title=story.title, since=1, now=2, articles_joined=("a-new", "a-other"),
        conflicts_opened=story.conflicts[1:2], conflicts_settled=(Settled(story.conflicts[0], "update"),),
        claims_gained=story.claims[:1],
    )  # fmt: skip
    entry = change_entry(found, "https://ours.example/s-ferry", cards={"a-new": card})
    assert entry.title == "A hard conflict on a date opened, a hard conflict on a number settled, 2 reports joined, 1 claim gained"
    assert entry.updated == "2031-05-14T00:00:00Z"
    assert entry.authors == ("Tern Echo",)
    assert "Conflict opened (hard, date): last inspected on 28 April / inspected on 2 May" in entry.text
    assert "Joined: Tern Echo, Light failed twice, 2031-05-14" in entry.text
    assert change_entry(found, when="2031-05-15T09:00:00Z").updated == "2031-05-15T09:00:00Z"
    assert entry.id != change_entry(Changes(story=story.id, title="", since=2, now=3)).id


def test_what_did_not_change() -> None:
    """The first telling says that it is one; one without news says so."""
    assert (
        headline(Changes(story="s", title="", since=0, now=1, articles_joined=("a",))) == "Told for the first time: 1 report joined"
    )
    assert headline(Changes(story="s", title="", since=1, now=2)) == "Told again, nothing changed"


def test_the_same_bytes_every_time() -> None:
    """No clock is looked at: the same feed gives the same bytes; another form is refused."""
    for form in MEDIA:
        assert write_feed(make_feed(), form) == write_feed(make_feed(), form)
    with pytest.raises(UsageError, match="atom, json"):
        write_feed(make_feed(), "rss")
