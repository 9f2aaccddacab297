"""What is taken in comes out as it was, once for each key and text."""

import random

import pytest

from tellings.errors import StoreError
from tellings.model import Move
from tellings.store import open_store
from tests.store.invented import entry, fill, keep, random_entry


def test_articles_come_back_as_they_were(store):
    """Any text comes back character for character: NUL, lone surrogates, carriage returns and all."""
    texts = ["", "\x00", "a\ud800b\x1a\udfff", "line\r\nline\n\rline\u2028", "é" * 5000, "\x1a0000", "🦆" * 3]
    entries = [entry(f"a\x00{n}\ud801", text, title=text[:9], file="\x00.txt") for n, text in enumerate(texts)]
    keep(store, *entries)
    with store.reading() as reader:
        assert reader.get_articles([e.article.id for e in entries]) == [e.article for e in entries]
        assert [h.article for h in reader.iter_holdings()] == [e.article.card for e in entries]
    assert store.check() == ()


def test_numbers_of_arrival_go_up_and_are_not_given_twice(store):
    """Arrivals count from 1, and what is forgotten does not give its number back."""
    assert keep(store, entry("a"), entry("b")) == [1, 2]
    with store.writing() as writer:
        writer.forget(["b"])
    assert keep(store, entry("c")) == [3]
    with store.reading() as reader:
        assert (reader.count().arrived, reader.count().articles) == (3, 2)


def test_the_same_text_at_two_outlets_is_two_articles(store):
    """A wire text verbatim under two keys stays two articles."""
    keep(store, entry("a", outlet="The Gull"), entry("b", outlet="Ostby Post"))
    with store.reading() as reader:
        assert reader.get_story("s-1").outlets == 2
        assert len(reader.get_articles(["a", "b"])) == 2


def test_adding_again_gives_the_same_number(store):
    """An entry that is held already, key, version and text, is not taken in twice."""
    assert keep(store, entry("a"), entry("b")) == [1, 2]
    with store.writing() as writer:
        assert writer.add([entry("b"), entry("a")]) == [2, 1]
    with store.reading() as reader:
        assert reader.count().versions == 2


def test_an_id_of_another_text_is_refused(store):
    """An id that is taken by another text is refused, and nothing of the batch is kept."""
    keep(store, entry("a"))
    with pytest.raises(StoreError, match="the id a is taken"), store.writing() as writer:
        writer.add([entry("c"), entry("a", "Another text.")])
    with store.reading() as reader:
        assert reader.find_holdings(["a", "c"]).keys() == {"a"}


def test_one_version_of_a_key_is_kept_once(store):
    """The database itself refuses a second article under a key and version, whoever was quicker."""
    keep(store, entry("a", key="k"))
    with pytest.raises(StoreError, match="version"), store.writing() as writer:
        writer.add([entry("b", "Another text.", key="k")])
    assert store.check() == ()


def test_an_article_without_a_story_is_refused(store):
    """A transaction that leaves an article in no story is undone and says so."""
    with pytest.raises(StoreError, match="put in no story"), store.writing() as writer:
        writer.add([entry("a")])
    with store.reading() as reader:
        assert reader.count().versions == 0


def test_versions(store):
    """A later version supersedes the earlier one, which leaves its story and stays citable."""
    keep(store, entry("a", key="k", published="2031-05-01"))
    with store.writing() as writer:
        writer.add([entry("b", "The ferry Marigold was towed free.", key="k", version=2, earlier="a")])
        writer.move([Move("joined", "s-1", None, ("b",))])
    with store.reading() as reader:
        versions = reader.find_versions(["k", "none"])
        assert [(v.article, v.version, v.standing) for v in versions["k"]] == [("a", 1, "superseded"), ("b", 2, "current")]
        assert list(versions) == ["k"]
        assert reader.members("s-1") == ("b",)
        assert reader.get_holding("a").story is None
        assert reader.get_articles(["a"])[0].text.startswith("The ferry")
    assert store.check() == ()


def test_a_story_whose_only_article_was_superseded_leads_to_its_successors(store):
    """When the new version opened another story, the old id leads there."""
    keep(store, entry("a", key="k"))
    with store.writing() as writer:
        writer.add([entry("b", "Another text.", key="k", version=2, earlier="a")])
        writer.move([Move("opened", "s-2", None, ("b",))])
    with store.reading() as reader:
        where = reader.find_whereabouts("s-1")
        assert (where.state, where.to) == ("merged", ("s-2",))
    assert store.check() == ()


def test_withdrawn_articles_are_shown_but_not_counted(store):
    """A withdrawn article leaves search and counts, keeps its story, and can come back."""
    keep(store, entry("a"), entry("b"))
    with store.writing() as writer:
        writer.set_standing(["a"], "withdrawn")
    with store.reading() as reader:
        assert reader.get_holding("a").story == "s-1"
        assert (reader.get_story("s-1").articles, reader.members("s-1")) == (1, ("b",))
    assert store.check() == ()
    with store.writing() as writer:
        writer.set_standing(["a"], "current")
    with store.reading() as reader:
        assert reader.members("s-1") == ("a", "b")
    assert store.check() == ()


def test_what_is_not_held_is_said(store):
    """Asking for what is not there is an error that says so, and finding gives nothing."""
    with store.reading() as reader:
        with pytest.raises(StoreError, match="no article nobody"):
            reader.get_articles(["nobody"])
        with pytest.raises(StoreError, match="no article"):
            reader.get_holding("nobody")
        assert reader.find_holdings(["nobody"]) == {}


def test_a_library_survives_its_closing(address):
    """What was kept is there when the library is opened again."""
    store = open_store(address)
    held = fill(store)
    store.close()
    again = open_store(address)
    with again.reading() as reader:
        assert {a.id: a for a in reader.get_articles(sorted(held))} == held
    assert again.check() == ()
    again.close()


def test_a_failed_transaction_leaves_nothing(store):
    """An exception in the middle undoes the whole transaction."""

    def fail():
        with store.writing() as writer:
            writer.add([entry("a")])
            writer.move([Move("opened", "s-1", None, ("a",))])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.reading() as reader:
        assert reader.count().versions == 0
        assert reader.find_whereabouts("s-1") is None


def test_a_snapshot_does_not_change(store):
    """A reader sees one moment, whatever is written meanwhile."""
    keep(store, entry("a"))
    with store.reading() as reader:
        assert reader.count().articles == 1
        keep(store, entry("b"))
        assert reader.count().articles == 1
    with store.reading() as reader:
        assert reader.count().articles == 2


def test_places_that_collide_are_all_found(store, monkeypatch):
    """Articles whose ids hash alike are told apart, and come in the order of their ids."""
    monkeypatch.setattr("tellings.store.putting.first_place", lambda day, name: 5000)
    monkeypatch.setattr("tellings.store.checking.first_place", lambda day, name: 5000)
    from tellings.model import Query

    keep(store, *(entry(f"a-{n}") for n in (7, 3, 9, 1, 5)))
    with store.reading() as reader:
        first = reader.search(Query(words="ferry"), limit=2)
        second = reader.search(Query(words="ferry"), limit=10, after=first.next)
    assert [h.article.id for h in (*first.items, *second.items)] == ["a-1", "a-3", "a-5", "a-7", "a-9"]
    assert store.check() == ()


def test_order_of_arrival_changes_no_answer(new_store):
    """Two libraries that took the same in by another order answer alike, but for numbers of arrival."""
    from tellings.model import Query

    chance = random.Random(5)
    entries = [random_entry(chance, f"a-{n}") for n in range(30)]
    found = []
    for order in (entries, entries[::-1]):
        store = new_store()
        keep(store, *order)
        with store.reading() as reader:
            card = reader.get_story("s-1")
            found.append((card, [h.article.id for h in reader.search(Query(words="ferry OR storm"), limit=50).items]))
    assert found[0] == found[1]
