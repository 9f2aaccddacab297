"""A library takes in, groups, finds and forgets."""

from hashlib import sha256

from tellings.model import Article, Entry, Move, Query
from tellings.store import open_store


def test_first_steps(tmp_path):
    """What was added is found, and what was forgotten is not."""
    text = "The ferry Marigold ran aground. Nobody\x00 was hurt \ud800."
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    article = Article(id="a-1", text=text, sha256=digest, published="2031-05-02", title="A\x00")
    store = open_store(str(tmp_path / "library.db"))
    with store.writing() as writer:
        assert writer.add([Entry(article=article, key="k", version=1)]) == [1]
        writer.move([Move("opened", "s-1", None, ("a-1",))])
    with store.reading() as reader:
        assert reader.get_articles(["a-1"]) == [article]
        assert reader.search(Query(words='"ran aground"')).items[0].passages[0].exact == "The ferry Marigold ran aground."
    with store.writing() as writer:
        assert writer.forget(["a-1"]).gone == ("s-1",)
    with store.reading() as reader:
        assert reader.search(Query(words="ferry")).items == ()
    assert store.check() == ()
    store.close()
