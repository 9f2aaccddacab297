"""What is forgotten is gone from every table, index and file; excerpts stay exact at their places."""

import sqlite3
import sys

import pytest
from msgspec.structs import replace
from sqlalchemy import text

from tellings.errors import UsageError
from tellings.model import Move, Query
from tellings.store import open_store
from tellings.store.forgetting import excerpts
from tests.store.invented import analysis, article, entry, fill, keep, telling

SECRET = "Zaphronella Quistgaard-Umble owed 7,313 crowns"


def test_forgetting_takes_all_that_rests_on_an_article(store):
    """Text, search, analysis, quotations and every telling that cites it go; the rest stays."""
    keep(store, entry("a", f"{SECRET}. Fine."), entry("b"))
    with store.writing() as writer:
        a, b = writer.get_articles(["a", "b"])
        writer.put_analysis(analysis(a, ("Quistgaard", "Fine.")), "e1")
        writer.put_telling(telling("s-1", 1, b))
        writer.put_telling(telling("s-1", 2, a, b))
    with store.writing() as writer:
        gone = writer.forget(["a", "never-held"])
        assert (gone.articles, gone.stories, gone.gone, gone.quotations) == (("a",), ("s-1",), (), 1)
    with store.reading() as reader:
        assert reader.search(Query(words="Zaphronella")).items == ()
        assert reader.who_said(Query(speaker="Quistgaard")).items == ()
        assert (reader.tellings("s-1"), reader.find_telling("s-1", 2)) == ((1,), None)
        card = reader.get_story("s-1")
        assert (card.articles, card.stale, card.told) == (1, True, 2)
        assert [m.move.articles for m in reader.log() if m.move.kind != "told"] == [(), ("b",)]
        assert reader.find_holdings(["a"]) == {}
    assert store.check() == ()


def test_a_story_of_forgotten_articles_is_gone(store):
    """A story that lost all is a tombstone, and so is whatever led to it."""
    keep(store, entry("a"), story="one")
    keep(store, entry("b"), story="two")
    with store.writing() as writer:
        writer.move([Move("merged", "two", "one", ("a",))])
    with store.writing() as writer:
        gone = writer.forget(["a", "b"])
        assert (gone.gone, gone.stories) == (("two",), ())
        assert writer.find_whereabouts("two").state == "gone"
        assert writer.find_whereabouts("one").state == "gone"
        assert writer.count().stories == 0
    assert store.check() == ()


def test_what_was_forgotten_may_come_again(store):
    """A forgotten article can be taken in again under the same key, version and id, into the same story."""
    keep(store, entry("a"))
    with store.writing() as writer:
        writer.forget(["a"])
    assert keep_again(store) == [2]
    with store.reading() as reader:
        assert reader.members("s-1") == ("a",)
    assert store.check() == ()


def keep_again(store):
    with store.writing() as writer:
        numbers = writer.add([entry("a")])
        writer.move([Move("opened", "s-1", None, ("a",))])
    return numbers


def test_an_analysis_or_telling_that_comes_too_late_is_refused(store):
    """What was worked out while its article was forgotten is not kept."""
    from tellings.errors import StoreError

    keep(store, entry("a"), entry("b"))
    with store.writing() as writer:
        writer.forget(["a"])
    with pytest.raises(StoreError, match="forgotten"), store.writing() as writer:
        writer.put_analysis(analysis(article("a")), "e1")
    with pytest.raises(StoreError, match="forgotten"), store.writing() as writer:
        writer.put_telling(telling("s-1", 1, article("a"), article("b")))


def test_no_byte_of_a_forgotten_article_stays_in_the_file(tmp_path):
    """After a forget no file of an SQLite library holds a rare word of it, plain or packed; the journal is cut."""
    path = tmp_path / "library.db"
    store = open_store(str(path))
    keep(store, entry("filler", "Nothing to see here, move along. " * 30))
    keep(store, entry("a", f"{SECRET}.", title=SECRET, outlet=SECRET, key="https://gull.example/zaphronella"))
    assert any(found(tmp_path))
    with store.writing() as writer:
        writer.forget(["a"])
    assert not any(found(tmp_path))
    assert not list(tmp_path.glob("*-wal")) or (tmp_path / "library.db-wal").stat().st_size == 0
    store.close()


def test_no_story_is_called_by_what_is_forgotten(store):
    """Titles go with the articles they came from: of stories that live on, that are gone, and that were merged into others."""
    secret = entry("a", SECRET, title=SECRET)
    keep(store, secret, entry("b", title="A storm"), story="told")
    keep(store, entry("c", SECRET, title=SECRET), story="alone")
    keep(store, entry("d", SECRET, title=SECRET), story="merged")
    with store.writing() as writer:
        for name, *articles in (("told", "a", "b"), ("alone", "c"), ("merged", "d")):
            made = telling(name, 1, *writer.get_articles(articles))
            writer.put_telling(replace(made, story=replace(made.story, title=SECRET)))
        writer.move([Move("merged", "told", "merged", ("d",))])
    with store.writing() as writer:
        writer.forget(["a", "c", "d"])
        titles = writer.connection.execute(text("SELECT title FROM stories ORDER BY id")).scalars().all()
    assert titles == ["", "", "A storm"]
    assert store.check() == ()


def found(folder):
    """Yield whether a file holds a trace of the secret."""
    for path in folder.iterdir():
        raw = path.read_bytes().lower()
        yield any(word in raw for word in (b"zaphronella", b"quistgaard", b"phronel", b"7,313"))


def test_excerpts():
    """What is kept stands where it stood; the rest is blank, line ends apart."""
    text = "one two\r\nthree four"
    assert excerpts(text, [(4, 7), (9, 14)]) == "    two\r\nthree     "
    assert excerpts(text, []) == "       \r\n          "
    assert excerpts(text, [(0, 5), (3, 7), (2, 4)]) == "one two\r\n          "


def test_excerpts_stay_citable_and_the_rest_is_gone(store):
    """Kept spans are found and cited at their old places, the rest is found no more, and its analysis still points right."""
    text = f"The ferry Marigold ran aground. {SECRET}. It rained."
    keep(store, entry("a", text), entry("b"))
    with store.writing() as writer:
        a = writer.get_articles(["a"])[0]
        writer.put_analysis(analysis(a, ("Ana Obi", "The ferry Marigold"), ("Ana Obi", "owed 7,313")), "e1")
        writer.keep_excerpts(["a"], {"a": [(0, 31)]})
    with store.reading() as reader:
        kept = reader.get_articles(["a"])[0]
        assert (kept.text[:31], kept.text[31:].strip(), len(kept.text)) == (text[:31], "", len(text))
        assert reader.search(Query(words="marigold aground")).items[-1].passages[0].exact == text[:31]
        assert {h.article.id for h in reader.search(Query(words="ferry")).items} == {"a", "b"}
        assert reader.search(Query(words="Zaphronella")).items == ()
        assert len(reader.who_said(Query(speaker="Obi", words="marigold")).items) == 1
        assert reader.who_said(Query(speaker="Obi", words="owed")).items == ()
        assert reader.get_holding("a").excerpts
        assert not reader.get_holding("b").excerpts
        again = reader.find_analysis("a", "e1")
        assert (again.article.text, again.prose.tokens[0].text, again.prose.tokens[-1].text.strip()) == (kept.text, "The", "")
    assert store.check() == ()
    with pytest.raises(UsageError, match="outside of the text"), store.writing() as writer:
        writer.keep_excerpts(["a"], {"a": [(5, 10_000)]})


def test_forgetting_everything_leaves_an_empty_library(store):
    """A library can forget all that it holds and goes on."""
    held = fill(store)
    with store.writing() as writer:
        writer.forget(held)
        count = writer.count()
    assert (count.articles, count.versions, count.stories, count.analyses, count.tellings) == (0, 0, 0, 0, 0)
    assert store.check() == ()
    assert keep(store, entry("z"), story="again") == [41]


def test_check_sees_what_is_wrong(tmp_path):
    """Each kind of damage that a check looks for is found, and a sound library has none."""
    wrong = {
        "UPDATE articles SET story = NULL WHERE number = 1": "in no living story",
        "INSERT INTO stories SELECT 99, 's-99', 1, 1, NULL, '', 0, 0, '', '', 0, 1, -1, -1, -1, 0": "lives but has no article",
        "UPDATE stories SET articles = 7 WHERE number = 1": "does not fit",
        "UPDATE stories SET origins = 2 WHERE number = 1": "does not fit its latest telling",
        "UPDATE stories SET moved = 0 WHERE number = 1": "moved after its card",
        "INSERT INTO redirects VALUES (1, 2)": "leads elsewhere",
        "UPDATE articles SET sha256 = 'x' WHERE number = 1": "sha256 differs",
        "UPDATE bodies SET text = x'7a00' WHERE article = 1": "cannot be read",
        "DELETE FROM bodies WHERE article = 1": "has no text",
        "UPDATE articles SET story = 3 - story WHERE number = 1": "the log of moves",
        "UPDATE library SET value = '1' WHERE name = 'arrived'": "but holds number",
        "DELETE FROM words_index_data WHERE id > 10": "",
        "INSERT INTO words_index(rowid, words) VALUES (5, '=l')": "that are not there",
        "UPDATE articles SET standing = 'withdrawn' WHERE number = 1": "that are not there",
        "UPDATE articles SET place = place + 99999 WHERE number = 1": "another day",
        "PRAGMA foreign_keys = OFF; DELETE FROM moves WHERE number = 1": "belong",
        "INSERT INTO told VALUES (1, 1, 9)": "rests on that is not there",
        "UPDATE stories SET living = 0; DELETE FROM redirects; INSERT INTO redirects VALUES (1, 2), (2, 1)": "in a circle",
    }
    for n, (damage, why) in enumerate(wrong.items()):
        path = tmp_path / f"{n}.db"
        store = open_store(str(path))
        keep(store, entry("a"), story="one")
        keep(store, entry("b"), story="two")
        assert store.check() == ()
        raw = sqlite3.connect(path)
        raw.executescript(damage)
        raw.close()
        faults = " ".join(store.check())
        assert why in faults, f"{damage}: {faults}"
        assert faults, damage
        store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are POSIX's")
def test_a_library_is_for_its_owner_alone(tmp_path):
    """The file, and the journal beside it, can be read by their owner and nobody else."""
    store = open_store(str(tmp_path / "library.db"))
    keep(store, entry("a"))
    assert {p.name: oct(p.stat().st_mode & 0o777) for p in tmp_path.iterdir()} == dict.fromkeys(
        ("library.db", "library.db-wal", "library.db-shm"), "0o600"
    )
    store.close()
