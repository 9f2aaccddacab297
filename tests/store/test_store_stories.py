"""Moves are logged and carried out together: memberships, cards, and where old ids lead."""

import random

import pytest

from tellings.errors import StoreError, UsageError
from tellings.model import Move
from tellings.store import listing
from tests.store.invented import article, entry, fill, keep, telling


def where(store, story):
    with store.reading() as reader:
        found = reader.find_whereabouts(story)
        return None if found is None else (found.state, found.to)


def stories(store, **wanted):
    """Make stories of articles, each given as a string of letters."""
    for story, members in wanted.items():
        keep(store, *(entry(m) for m in members), story=story)


def move(store, *moves, **kept):
    with store.writing() as writer:
        writer.move([Move(*m) for m in moves], **kept)


def test_a_merged_story_leads_to_the_other(store):
    """All articles of a merged story are in the other, and its id leads there through later merges too."""
    stories(store, one="ab", two="c", three="d")
    move(store, ("merged", "two", "one", ("a", "b")))
    move(store, ("merged", "three", "two", ("a", "b", "c")))
    with store.reading() as reader:
        assert reader.members("three") == ("a", "b", "c", "d")
        with pytest.raises(StoreError, match="is now three"):
            reader.members("one")
    assert where(store, "one") == ("merged", ("three",))
    assert where(store, "never") is None
    assert store.check() == ()


def test_a_split_story_that_ends_leads_to_its_parts(store):
    """A story whose articles all left leads to the stories in which they are."""
    stories(store, one="abc")
    move(store, ("split", "two", "one", ("a",)), ("split", "three", "one", ("b", "c")))
    assert where(store, "one") == ("split", ("three", "two"))
    assert store.check() == ()


def test_a_split_story_that_goes_on_stays(store):
    """A story that keeps an article keeps its id."""
    stories(store, one="abc")
    move(store, ("split", "two", "one", ("a",)))
    assert where(store, "one") == ("here", ("one",))
    with store.reading() as reader:
        assert (reader.members("one"), reader.members("two")) == (("b", "c"), ("a",))


def test_moved_articles(store):
    """Articles that moved are in the other story, and both cards count right."""
    stories(store, one="abc", two="d")
    move(store, ("moved", "two", "one", ("a", "b")))
    with store.reading() as reader:
        assert (reader.get_story("one").articles, reader.get_story("two").articles) == (1, 3)
        assert reader.log()[-1].move == Move("moved", "two", "one", ("a", "b"))
        assert [m.number for m in reader.log(after=3)] == [4, 5]
        assert len(reader.log(after=1, limit=2)) == 2


def test_an_id_that_comes_back_is_here_again(store):
    """A story that was merged away and is opened anew is no redirect any more."""
    stories(store, one="a", two="b")
    move(store, ("merged", "two", "one", ("a",)))
    move(store, ("split", "one", "two", ("a",)))
    assert where(store, "one") == ("here", ("one",))
    assert store.check() == ()


def test_merging_there_and_back_makes_no_circle(store):
    """Two stories that merge into one another in turn leave one that lives."""
    stories(store, one="a", two="b")
    move(store, ("merged", "two", "one", ("a",)), ("split", "one", "two", ("a", "b")), ("merged", "one", "two", ()))
    assert where(store, "two") == ("merged", ("one",))
    assert store.check() == ()


def test_closed_stories_are_found_by_their_terms(store):
    """Closed stories that share most terms come first, then by id; a reopened one is not among them."""
    stories(store, one="a", two="b", three="c")
    move(store, *(("closed", s, None, ()) for s in ("one", "two", "three")))
    with store.writing() as writer:
        writer.index_closed("one", [1, 2, 3])
        writer.index_closed("two", [2, 3, 2**64 - 1])
        writer.index_closed("three", [9])
    with store.reading() as reader:
        assert reader.find_closed([3, 2, 2**64 - 1]) == [("two", (b"sketch",)), ("one", (b"sketch",))]
        assert [s for s, _ in reader.find_closed([2, 3])] == ["one", "two"]
        assert reader.find_closed([2, 3], limit=1) == [("one", (b"sketch",))]
        assert reader.find_closed([]) == []
        assert list(reader.sketches()) == []
        assert reader.sketches_of("one") == (b"sketch",)
    move(store, ("reopened", "two", None, ("b",)))
    with store.reading() as reader:
        assert [s for s, _ in reader.find_closed([2, 3])] == ["one"]
        assert [k.article for k in reader.sketches()] == ["b"]
        assert reader.count().open_stories == 1
    with store.writing() as writer:
        writer.index_closed("one", [])
        assert writer.find_closed([2, 3]) == []


def test_sketches_come_as_the_log_brought_them(store):
    """A desk is set up in the order in which articles last came to it."""
    stories(store, one="ab", two="cd")
    move(store, ("closed", "one", None, ("a", "b")))
    move(store, ("reopened", "one", None, ("b", "a")))
    with store.reading() as reader:
        assert [k.article for k in reader.sketches()] == ["c", "d", "b", "a"]
        assert [k.article for k in reader.sketches(after=2)] == ["c", "d"]


def test_cards(store):
    """A card says how many articles and outlets there are, from which day to which, and what the story is called."""
    keep(
        store,
        entry("b", title="Later", published="2031-05-03T08:00:00+01:00", outlet="Ostby Post"),
        entry("c", title=None, published="2031-05-01"),
        entry("a", title="First", published="2031-05-01", outlet=None),
    )
    with store.reading() as reader:
        card = reader.get_story("s-1")
    assert (card.articles, card.outlets, card.first, card.last, card.title) == (3, 2, "2031-05-01", "2031-05-03", "First")
    assert (card.told, card.stale, card.open, card.saga) == (0, True, True, None)


def test_stories_are_listed_page_by_page(store, monkeypatch):
    """Pages hold every living story once: the latest day first, then the larger, then by id."""
    chance = random.Random(3)
    days = [None, "2031-05-01", "2031-05-02", "2031-05-03"]
    for n in range(23):
        size = chance.randint(1, 3)
        day = chance.choice(days)
        keep(store, *(entry(f"a{n}-{i}", published=day, outlet=f"Paper {n % 3}") for i in range(size)), story=f"s-{n:02d}")
    move(store, ("merged", "s-01", "s-00", ()), ("closed", "s-02", None, ()))
    with store.reading() as reader:
        listed, after = [], None
        while True:
            page = reader.list_stories(limit=4, after=after)
            listed += page.items
            after = page.next
            if after is None:
                break
        assert listed == sorted(listed, key=lambda c: (-int((c.last or "0").replace("-", "")), -c.articles, c.id))
        assert len(listed) == len({c.id for c in listed}) == 22
        assert all(c.last >= "2031-05-02" for c in reader.list_stories(since="2031-05-02").items)
        assert all(c.first <= "2031-05-02" for c in reader.list_stories(until="2031-05-02").items)
        for rare in (1, 1_000):  # few articles of an outlet are looked up, many are met with on the way
            monkeypatch.setattr(listing, "RARE", rare)
            assert {c.id for c in reader.list_stories(outlet="PAPER 1").items} == {f"s-{n:02d}" for n in range(1, 23, 3)}
            assert reader.list_stories(outlet="nobody").items == ()
        assert "s-02" not in {c.id for c in reader.list_stories(open_only=True).items}


@pytest.mark.parametrize("cursor", ["", "x", "£", "AAAA", "k6hzdG9yaWVz", "A" * 9999])
def test_a_cursor_that_is_none_is_refused(store, cursor):
    """A cursor that no list gave is refused with what to do."""
    with store.reading() as reader, pytest.raises(UsageError, match="begin again"):
        reader.list_stories(after=cursor)


def test_a_day_that_is_none_is_refused(store):
    """A day that is none is refused with how to write one."""
    with store.reading() as reader, pytest.raises(UsageError, match="2031-05-02"):
        reader.list_stories(since="yesterday")


def test_moves_of_what_is_not_there_are_refused(store):
    """Moves that name unknown articles or stories are refused, and so is moving a superseded version."""
    keep(store, entry("a", key="k"))
    for wrong in (Move("joined", "s-1", None, ("z",)), Move("joined", "s-9", None, ("a",)), Move("merged", "s-1", "s-9", ())):
        with pytest.raises(StoreError), store.writing() as writer:
            writer.move([wrong])
    with store.writing() as writer:
        writer.add([entry("b", "Other.", key="k", version=2, earlier="a")])
        writer.move([Move("joined", "s-1", None, ("b",))])
    with pytest.raises(StoreError, match="superseded"), store.writing() as writer:
        writer.move([Move("joined", "s-1", None, ("a",))])


def test_tellings(store):
    """Tellings are numbered, the last ones stay, and a story that changed is stale."""
    keep(store, entry("a"))
    a = article("a")
    with store.writing() as writer:
        for n in range(1, 6):
            writer.put_telling(telling("s-1", n, a, moves=n), keep=2)
    with store.reading() as reader:
        assert reader.tellings("s-1") == (3, 4, 5)
        assert reader.find_telling("s-1").number == 5
        assert reader.find_telling("s-1", 3) == telling("s-1", 3, a, moves=3)
        assert reader.find_telling("s-1", 2) is None
        assert reader.find_telling("s-9") is None
        card = reader.get_story("s-1")
        assert (card.told, card.stale, card.title) == (5, False, "What s-1 tells")
    with pytest.raises(StoreError, match="told 5 times"), store.writing() as writer:
        writer.put_telling(telling("s-1", 5, a))
    keep(store, entry("b"))
    with store.reading() as reader:
        assert reader.get_story("s-1").stale
    with pytest.raises(StoreError, match="forgotten"), store.writing() as writer:
        writer.put_telling(telling("s-1", 6, a, article("z")))
    assert store.check() == ()


def test_random_moves_keep_every_promise(store):
    """Whatever moves are made, the log replayed gives the memberships, and no check complains."""
    chance = random.Random(11)
    fill(store, n=30)
    opened = 0
    for _ in range(25):
        with store.writing() as writer:
            living = [c.id for c in writer.list_stories(limit=500).items]
            kind = chance.choice(["merged", "moved", "split", "closed", "reopened", "joined"])
            one, other = chance.choice(living), chance.choice(living)
            members = list(writer.members(other))
            some = tuple(chance.sample(members, chance.randint(1, len(members)))) if members else ()
            if kind == "split" and some:
                opened += 1
                writer.move([Move("split", f"new-{opened}", other, some)])
            elif kind == "merged" and one != other:
                writer.move([Move("merged", one, other, tuple(members))])
            elif kind in ("moved", "joined") and one != other and some:
                writer.move([Move(kind, one, other, some)])
            elif kind in ("closed", "reopened"):
                writer.move([Move(kind, one, None, writer.members(one))])
        assert store.check() == ()
