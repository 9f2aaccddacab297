"""Feeds out, read by a feed reader's library."""

import feedparser
import pytest


@pytest.fixture(scope="module")
def story(served):
    """Return a story that was told twice."""
    from tests.service.conftest import AUK

    served.take(AUK[0])
    (card,) = served.get("/v1/stories")["items"]
    served.get(f"/v1/stories/{card['id']}?wait=30")
    served.take(AUK[1])
    served.get(f"/v1/stories/{card['id']}?wait=30")
    return card["id"]


@pytest.mark.parametrize("form", ["atom", "json"])
def test_stories_are_a_feed(served, story, form):
    """A reader finds each story with its page; a filter holds; the validator spares the second time."""
    answer = served.client.get(f"/feeds/stories.{form}?outlet=The%20Gull")
    assert answer.headers["content-type"].startswith(("application/atom+xml", "application/feed+json"))
    if form == "atom":
        feed = feedparser.parse(answer.content)
        assert not feed.bozo
        assert [e.link for e in feed.entries] == [f"{served.address}stories/{story}"]
    else:
        assert [i["url"] for i in answer.json()["items"]] == [f"{served.address}stories/{story}"]
    assert served.client.get(f"/feeds/stories.{form}?outlet=Nobody").status_code == 200
    again = served.client.get(f"/feeds/stories.{form}?outlet=The%20Gull", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_story_is_a_feed_of_what_changed(served, story):
    """An entry for each telling, the latest first, with an id that stays."""
    feed = feedparser.parse(served.client.get(f"/stories/{story}/feed.atom").content)
    assert not feed.bozo
    assert len(feed.entries) == 2
    assert "conflict" in feed.entries[0].title.lower()
    assert feed.entries[1].title.startswith("Told for the first time")
    again = feedparser.parse(served.client.get(f"/stories/{story}/feed.atom").content)
    assert [e.id for e in again.entries] == [e.id for e in feed.entries]


def test_pages_of_a_feed_lead_on(served, story):
    """A long feed has its next page as RFC 5005 says, and the last one has none."""
    served.take({"id": "f2", "text": "A barge ran against the lock gate of Tarn."})
    first = feedparser.parse(served.client.get("/feeds/stories.atom?limit=1").content)
    onward = next(link.href for link in first.feed.links if link.rel == "next")
    second = feedparser.parse(served.client.get(onward).content)
    assert {e.id for e in first.entries}.isdisjoint({e.id for e in second.entries})
    assert not [link for link in second.feed.links if link.rel == "next"]
