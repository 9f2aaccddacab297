"""Lists of stories in every order, what cards say of tellings, and the log as a stream of events."""

import random

import pytest

from tellings.errors import UsageError
from tellings.model import LoggedMove, Move, Unapplied
from tests.store.invented import article, correction, entry, keep, telling

DAYS = [None, "2031-05-01", "2031-05-02", "2031-05-03"]


def story(reader, name="s-1"):
    """Return what the card of a story says of its latest telling."""
    card = reader.get_story(name)
    return card.told, card.origins, card.conflicts, card.differences


def walk(reader, order, limit, **wanted):
    """Return every story in an order, page by page."""
    listed, after = [], None
    while True:
        page = reader.list_stories(order=order, limit=limit, after=after, **wanted)
        assert len(page.items) <= limit
        listed += page.items
        if (after := page.next) is None:
            return listed


def day(card):
    """Return the negative number of the last day of a card."""
    return -int((card.last or "0").replace("-", ""))


KEYS = {
    "latest": lambda c: (day(c), -c.articles, c.id),
    "largest": lambda c: (-c.articles, day(c), c.id),
    "origins": lambda c: (0, -c.origins, day(c), c.id) if c.told else (1, day(c), -c.articles, c.id),
    "conflicts": lambda c: (0, -c.conflicts, -c.differences, day(c), c.id) if c.told else (1, day(c), -c.articles, c.id),
}


@pytest.mark.parametrize("order", KEYS)
@pytest.mark.parametrize("limit", [1, 3, 7, 100])
def test_every_order_is_walked_page_by_page(store, order, limit):
    """Each order holds every living story once, whatever the size of a page, those never told behind the told ones."""
    chance = random.Random(4)
    for n in range(24):
        entries = [entry(f"a{n}-{i}", published=chance.choice(DAYS)) for i in range(chance.randint(1, 4))]
        keep(store, *entries, story=f"s-{n:02d}")
        if chance.random() < 0.6:
            strengths = chance.choices(["hard", "soft"], k=chance.randint(0, 4))
            with store.writing() as writer:
                writer.put_telling(telling(f"s-{n:02d}", 1, entries[0].article, origins=chance.randint(0, 3), strengths=strengths))
    with store.writing() as writer:
        writer.move([Move("merged", "s-02", "s-01", writer.members("s-01"))])
    with store.reading() as reader:
        listed = walk(reader, order, limit)
        assert len({c.id for c in listed}) == len(listed) == 23
        assert listed == sorted(listed, key=KEYS[order])
        assert {c.id for c in walk(reader, order, limit, since="2031-05-03")} == {c.id for c in listed if c.last == "2031-05-03"}


@pytest.mark.parametrize("order", KEYS)
def test_pages_of_stories_with_several_origins_or_conflicts_are_full(store, order):
    """A filter by what a telling counts leaves full pages behind it, however few of the stories pass, and cursors that hold."""
    for n in range(40):
        e = entry(f"a{n}", published=DAYS[1 + n % 3])
        keep(store, e, story=f"s-{n:02d}")
        if n % 8:
            told = telling(
                f"s-{n:02d}", 1, e.article, origins=1 + (n % 3 == 0), strengths=["hard", "soft"] if n % 5 == 0 else ["soft"]
            )
            with store.writing() as writer:
                writer.put_telling(told)
    with store.reading() as reader:
        for wanted, passes in (
            ({"several": True}, lambda c: (c.origins or 0) > 1),
            ({"disputed": True}, lambda c: (c.conflicts or 0) > 0),
            ({"several": True, "disputed": True}, lambda c: (c.origins or 0) > 1 and (c.conflicts or 0) > 0),
        ):
            expected = [c for c in walk(reader, order, 100) if passes(c)]
            assert len(expected) >= 2
            assert walk(reader, order, 2, **wanted) == expected
            assert len(reader.list_stories(order=order, limit=2, **wanted).items) == 2


def test_a_cursor_of_another_order_is_refused(store):
    """A place in one order says nothing of another, and an order that nobody knows is named."""
    for n in range(3):
        keep(store, entry(f"a{n}"), story=f"s-{n}")
    with store.reading() as reader:
        after = reader.list_stories(order="largest", limit=1).next
        with pytest.raises(UsageError, match="begin again"):
            reader.list_stories(order="origins", after=after)
        with pytest.raises(UsageError, match="latest, largest, origins, conflicts"):
            reader.list_stories(order="beauty")


def test_cards_count_what_the_latest_telling_that_is_kept_holds(store):
    """Origins, hard and soft conflicts are those of the latest telling; taken away, those of the one before, then none."""
    keep(store, entry("a"), entry("b"))
    a, b = article("a"), article("b")
    with store.writing() as writer:
        assert story(writer) == (0, None, None, None)
        writer.put_telling(telling("s-1", 1, a, origins=1, strengths=["soft"]))
        assert story(writer) == (1, 1, 0, 1)
        writer.put_telling(telling("s-1", 2, a, b, origins=2, strengths=["soft", "hard", "hard"]))
    with store.reading() as reader:
        assert story(reader) == (2, 2, 2, 1)
    assert store.check() == ()
    with store.writing() as writer:
        writer.forget(["b"])
    with store.reading() as reader:
        assert story(reader) == (2, 1, 0, 1)
    assert store.check() == ()
    with store.writing() as writer:
        writer.drop_analyses(["a"])
        assert story(writer) == (2, None, None, None)
    assert store.check() == ()


def test_what_could_not_be_carried_out_is_kept_with_the_telling(store):
    """Corrections that fit nothing come back with the telling in which they did."""
    keep(store, entry("a"))
    left = (Unapplied(3, "nothing fits", "{}"),)
    with store.writing() as writer:
        writer.put_telling(telling("s-1", 1, article("a"), unapplied=left))
    with store.reading() as reader:
        assert reader.find_telling("s-1").unapplied == left


def test_the_log_tells_of_tellings_and_corrections(store):
    """A telling and a correction are moves like others, in the transaction in which they happen; neither moves an article."""
    keep(store, entry("a"))
    with store.writing() as writer:
        writer.put_telling(telling("s-1", 1, article("a")))
        assert not writer.get_story("s-1").stale
        writer.move([Move("corrected", "s-1", nth=7)])
        assert writer.get_story("s-1").stale
        assert writer.last_move() == 3
    with store.reading() as reader:
        assert reader.log(1) == [LoggedMove(2, Move("told", "s-1", nth=1)), LoggedMove(3, Move("corrected", "s-1", nth=7))]
        assert reader.members("s-1") == ("a",)
        assert reader.find_whereabouts("s-1").state == "here"
    assert store.check() == ()


def test_what_moved_since(store):
    """Articles and corrections are news to whoever comes back; being told, closed and opened again is none."""
    for name in ("one", "two", "three"):
        keep(store, entry(f"a-{name}"), story=name)

    def since(number):
        with store.reading() as reader:
            return {c.id for c in reader.list_stories(moved_after=number).items}

    assert since(0) == {"one", "two", "three"}
    assert since(1) == {"two", "three"}
    assert since(3) == set()
    with store.writing() as writer:
        writer.put_telling(telling("one", 1, article("a-one")))
        writer.move([Move("closed", "two", None, ("a-two",)), Move("reopened", "two", None, ("a-two",))])
    assert since(3) == set()
    keep(store, entry("more"), story="two")
    with store.writing() as writer:
        writer.move([Move("corrected", "one", nth=1)])
        writer.move([Move("moved", "two", "three", ("a-three",))])
    assert since(3) == {"one", "two"}
    assert since(7) == {"one", "two"}
    assert since(8) == {"two"}
    keep(store, entry("last"), story="four")
    with store.writing() as writer:
        writer.add([entry("passing")])
        writer.move([Move("joined", "one", None, ("passing",)), Move("moved", "four", "one", ("passing",))])
    assert since(10) == {"one", "four"}
    assert store.check() == ()


def test_corrections_are_kept_in_order(store):
    """Corrections are numbered, found by the articles that they rest on, also through a later version."""
    keep(store, entry("a", key="k"), story="one")
    keep(store, entry("b"), story="two")
    with store.writing() as writer:
        first = writer.keep_correction(correction("a"))
        second = writer.keep_correction(correction(everywhere=True))
        third = writer.keep_correction(correction("a", "b", of="story"))
        assert [c.number for c in (first, second, third)] == [c.given.line for c in (first, second, third)] == [1, 2, 3]
        writer.add([entry("a2", "Other.", key="k", version=2, earlier="a")])
        writer.move([Move("joined", "one", None, ("a2",))])
    with store.reading() as reader:
        assert list(reader.corrections()) == [first, second, third]
        assert [c.number for c in reader.corrections("one")] == [1, 2, 3]
        assert [c.number for c in reader.corrections("two")] == [2, 3]
        assert [c.number for c in reader.grouping()] == [3]
        assert (reader.find_correction(2), reader.find_correction(4)) == (second, None)
    assert store.check() == ()
