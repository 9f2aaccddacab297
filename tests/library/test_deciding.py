"""What a library decides of each article that comes, before anything is written."""

from msgspec.structs import replace

from tellings.library.deciding import Decider
from tellings.library.keys import key_of
from tellings.model import Article, Version
from tellings.reading import read

TEXT = "The ferry Auk sank off Ostby on Monday, the harbour office said."
MORE = "The ferry Auk sank off Ostby on Monday, the harbour office said. Nine people were hurt."
OTHER = "Tulips bloom early this year; gardeners near Holm blame warm nights."


def decider(held=None, texts=None):
    """Return a decider of a library that holds these versions and texts."""
    held, texts = held or {}, texts or {}
    articles = {name: told if isinstance(told, Article) else read(told, id=name) for name, told in texts.items()}
    return Decider(lambda key: held.get(key, ()), articles.__getitem__, lambda name: name in texts)


def version(article, key, number=1):
    """Return the version that holds an article."""
    return Version(article=article.id, key=key, version=number, sha256=article.sha256, standing="current", arrived=number)


def test_keys_by_address_id_or_file():
    """An address comes before a given id, and that before the file; a row of a pile without either has its text."""
    page = read(TEXT, "a.html", url="https://Post.example/auk#top")
    assert key_of(page, "/desk/a.html") == "url:https://post.example/auk"
    assert key_of(read(TEXT, "pile.jsonl", id="post-17")) == "id:post-17"
    assert key_of(read(TEXT, "a.txt"), "/desk/a.txt") == "file:/desk/a.txt"
    row = read(TEXT, "pile.jsonl")
    assert key_of(row) == f"text:{row.sha256}"
    renamed = replace(row, id=f"{row.id}-2")
    assert key_of(renamed, "/desk/b/a.txt") == "file:/desk/b/a.txt"


def test_the_same_text_under_the_same_key_is_known():
    """What is held is not taken twice, also when an older version comes again."""
    old, new = read(TEXT, "a.txt"), read(MORE, "a.txt")
    held = {"file:/a.txt": (version(old, "file:/a.txt"), version(new, "file:/a.txt", 2))}
    for article, number in ((old, 1), (new, 2)):
        decision = decider(held, {old.id: TEXT, new.id: MORE}).decide(article, "file:/a.txt")
        assert (decision.outcome, decision.version, decision.article.id) == ("known", number, article.id)


def test_another_text_under_the_key_is_a_version():
    """It supersedes what was there last, within one batch too."""
    old, new, newest = read(TEXT, "a.txt"), read(MORE, "a.txt"), read(MORE + " One is missing.", "a.txt")
    desk = decider({"file:/a.txt": (version(old, "file:/a.txt"),)}, {old.id: TEXT})
    first, second = desk.decide(new, "file:/a.txt"), desk.decide(newest, "file:/a.txt")
    assert (first.outcome, first.version, first.earlier) == ("version", 2, old.id)
    assert (second.outcome, second.version, second.earlier) == ("version", 3, new.id)


def test_one_text_at_two_outlets_is_two_reports():
    """A wire text printed word for word under two addresses is kept twice, each under an id of its own."""
    desk = decider()
    here, there = (desk.decide(read(TEXT, url=f"https://{o}.example/1"), f"url:https://{o}.example/1") for o in ("post", "echo"))
    assert (here.outcome, there.outcome) == ("new", "new")
    assert here.article.id != there.article.id
    assert {f.article for f in there.article.furniture} <= {there.article.id}


def test_an_id_that_another_dump_counts_too_is_no_version():
    """A text that shares hardly a word with what the id holds is an article of its own; nothing is superseded."""
    old = read(TEXT, "a.jsonl", id="1")
    decision = decider({"id:1": (version(old, "id:1"),)}, {"1": TEXT}).decide(read(OTHER, "b.jsonl", id="1"), "id:1")
    assert (decision.outcome, decision.key, decision.article.id, decision.earlier) == ("new", "id:1#2", "1-2", None)


def test_an_address_is_believed():
    """A page at a known address is its new version whatever stands there now."""
    old = read(TEXT, url="https://post.example/auk")
    key = key_of(old)
    decision = decider({key: (version(old, key),)}, {old.id: TEXT}).decide(read(OTHER, url="https://post.example/auk"), key)
    assert (decision.outcome, decision.earlier) == ("version", old.id)


def test_a_publisher_takes_an_article_back():
    """A cancelled article withdraws every version under its key, itself included."""
    old = read(TEXT, url="https://post.example/auk")
    key = key_of(old)
    notice = replace(read("KILL: the report on the ferry Auk is withdrawn.", url="https://post.example/auk"), status="canceled")
    decision = decider({key: (version(old, key),)}, {old.id: TEXT}).decide(notice, key)
    assert decision.withdrawn == (old.id, decision.article.id)


def test_the_current_version_is_replaced_wherever_it_stands():
    """A version that was joined behind the current one, or a gap that forgetting left, leads to no second current one."""
    old, new = read(TEXT, "a.txt"), read(MORE, "a.txt")
    key = "file:/a.txt"
    joined = replace(version(old, key, 5), standing="superseded")
    told = decider({key: (version(new, key, 3), joined)}, {old.id: TEXT, new.id: MORE}).decide(read(MORE + " One is missing."), key)
    assert (told.outcome, told.version, told.earlier) == ("version", 6, new.id)


def test_a_notice_that_is_read_again_takes_back_nothing_new():
    """A text that came after the notice stays when the notice is read again, in the same batch or a later one."""
    old, new = read(TEXT, "a.txt"), read(MORE, "a.txt")
    notice = replace(read("KILL: the report is withdrawn.", "a.txt"), status="canceled")
    key = "url:https://gull.example/1"
    desk = decider()
    told = [desk.decide(a, key) for a in (old, notice, new, notice, old)]
    assert [t.withdrawn for t in told] == [(), (old.id, notice.id), (), (), ()]
    assert [t.outcome for t in told] == ["new", "version", "version", "known", "known"]


def test_an_embargo_ends():
    """A text that was withheld comes again as usable and is kept as a version; what was cancelled stays so."""
    key = "url:https://gull.example/1"
    text = read(TEXT, "a.txt")
    withheld, usable, canceled = (replace(text, status=s) for s in ("withheld", "usable", "canceled"))
    desk = decider()
    told = [desk.decide(a, key) for a in (withheld, text, usable, withheld, usable)]
    assert [t.outcome for t in told] == ["new", "known", "version", "known", "known"]
    assert [bool(t.withdrawn) for t in told] == [True, False, False, False, False]
    again = [desk.decide(a, key) for a in (canceled, usable, withheld, canceled)]
    assert [t.outcome for t in again] == ["known"] * 4
    assert [len(t.withdrawn) for t in again] == [2, 0, 0, 0]
