"""A library from the first article on, on every store."""

import pytest
from invented_reports import EVENTS, report, reports
from msgspec.structs import replace
from sqlalchemy import text as sql

from tellings.errors import StoreError
from tellings.library import Brought, Library, Teller, changes_since, drop_texts, forget_person, look, retain
from tellings.model import Query, Unread
from tellings.reading import read
from tellings.store import export_library
from tellings.stories import Sketch, Window, index_terms


@pytest.fixture
def library(address):
    """Return a new library."""
    with Library.open(address) as made:
        yield made


def take(library, *articles, **more):
    """Bring articles and return their receipts."""
    return library.take([Brought(a) for a in articles], **more)


def stories(library):
    """Return the stories of a library as sets of addresses."""
    with library.store.reading() as r:
        cards = r.list_stories(limit=100).items
        return sorted(sorted(h.article.url for h in r.find_holdings(r.members(c.id)).values()) for c in cards)


def sound(library):
    """Say that doctor finds nothing wrong."""
    assert library.store.check() == ()


def test_reports_of_one_event_are_one_story(library):
    """Sixteen reports of four events become four stories; the story of a receipt is the one that holds the article."""
    receipts = take(library, *reports())
    assert {r.outcome for r in receipts} == {"new"}
    assert [len(s) for s in stories(library)] == [4, 4, 4, 4]
    with library.store.reading() as r:
        assert all(receipt.article in r.members(receipt.story) for receipt in receipts)
    sound(library)


def test_what_is_known_is_not_taken_twice(library):
    """The same articles again are known, in a new process too, and nothing is added."""
    first = take(library, *reports())
    again = take(library, *reports())
    assert {r.outcome for r in again} == {"known"}
    assert [(r.article, r.story) for r in again] == [(r.article, r.story) for r in first]
    with library.store.reading() as r:
        assert (r.count().articles, r.count().arrived) == (16, 16)


def test_a_wire_text_at_two_outlets_is_two_reports(library):
    """The same words under two addresses are kept twice, in one story."""
    text = f"{EVENTS[0][1]} Nobody was hurt.\n"
    here, there = take(library, *(read(text, url=f"https://{o}.example/wire", outlet=o) for o in ("gull", "echo")))
    assert here.article != there.article
    assert here.story == there.story
    with library.store.reading() as r:
        assert [a.text for a in r.get_articles([here.article, there.article])] == [text, text]


def test_a_new_version_keeps_the_story(library):
    """The version is told with what it replaces; the old text stays citable and leaves story and search."""
    (old,) = take(library, report(0, 0))
    text = report(0, 0).text.replace("120 people", "80 people")
    (new,) = take(library, read(text, url=report(0, 0).url, title=EVENTS[0][0], outlet="Ostby Post", published="2031-05-02"))
    assert (new.outcome, new.version, new.earlier, new.story) == ("version", 2, old.article, old.story)
    with library.store.reading() as r:
        assert r.members(new.story) == (new.article,)
        assert r.get_articles([old.article])[0].text == report(0, 0).text
        assert [h.article.id for h in r.search(Query(words='"120 people"')).items] == []
        assert [h.article.id for h in r.search(Query(words='"120 people"', superseded=True)).items] == [old.article]
    sound(library)


def test_a_new_version_in_a_new_process_keeps_the_story(address):
    """Also when the old version was all that its story had."""
    with Library.open(address) as library:
        (old,) = take(library, report(0, 0))
    text = report(0, 0).text.replace("120 people", "80 people")
    with Library.open(address) as library:
        (new,) = take(library, read(text, url=report(0, 0).url, title=EVENTS[0][0], published="2031-05-02"))
        assert (new.earlier, new.story) == (old.article, old.story)
        sound(library)


def test_versions_in_one_batch(library):
    """Three texts under one address, brought at once: the last is current, and all three are held."""
    texts = [report(1, 1).text + f"\nLater: {n} people came.\n" for n in (10, 20, 30)]
    receipts = take(library, *(read(t, url="https://gull.example/1", published="2031-05-03") for t in texts))
    assert [r.version for r in receipts] == [1, 2, 3]
    with library.store.reading() as r:
        (versions,) = r.find_versions(["url:https://gull.example/1"]).values()
    assert [v.standing for v in versions] == ["superseded", "superseded", "current"]
    sound(library)


def test_an_article_is_taken_back(library):
    """A cancelled article is withdrawn with its versions and leaves its story; the rest stay."""
    take(library, *reports())
    notice = replace(read("KILL: the report on the ferry is withdrawn.", url=report(0, 0).url), status="canceled")
    (receipt,) = take(library, notice)
    with library.store.reading() as r:
        (versions,) = r.find_versions([receipt.key]).values()
        assert [v.standing for v in versions] == ["withdrawn", "withdrawn"]
    assert sorted(map(len, stories(library))) == [3, 4, 4, 4]
    sound(library)


def test_a_report_is_printed_again_after_it_was_taken_back(library):
    """The new text is current and found, what was withdrawn stays withdrawn, and the notice read again changes nothing."""
    take(library, report(0, 0), report(0, 1))
    notice = replace(read("KILL: the report on the ferry is withdrawn.", url=report(0, 0).url), status="canceled")
    take(library, notice)
    again = read(f"{report(0, 0).text}\nPrinted again.\n", url=report(0, 0).url)
    (receipt,) = take(library, again)
    for _ in range(2):
        with library.store.reading() as r:
            (versions,) = r.find_versions([receipt.key]).values()
            assert [v.standing for v in versions] == ["withdrawn", "withdrawn", "current"]
            assert [h.article.id for h in r.search(Query(words='"printed again"')).items] == [receipt.article]
        sound(library)
        take(library, notice)


def test_a_new_version_beside_a_report_that_is_withheld(library):
    """In one batch: the story of the only report lives on with its new version."""
    (first,) = take(library, report(0, 0))
    version = read(f"{report(0, 0).text}\nMore is known.\n", url=report(0, 0).url)
    (second, _) = take(library, version, replace(report(1, 0), status="withheld"))
    with library.store.reading() as r:
        assert r.members(first.story) == (second.article,)
    sound(library)


def test_a_story_of_which_every_report_was_taken_back(library):
    """It says so when it is asked for."""
    (first,) = take(library, report(0, 0))
    take(library, replace(report(0, 0), status="canceled"))
    with pytest.raises(StoreError, match="taken back by its publisher"):
        Teller(library.store, "rules").tell(first.story)
    sound(library)


def test_a_closed_story_is_not_found_by_what_was_forgotten(address):
    """Its terms are those of the articles that are left."""
    with Library.open(address, Window(days=3, every=1)) as library:
        kept = take(library, report(0, 1), report(0, 0))[0]
        take(library, *(replace(report(1, 0, 20), url=f"https://tarn.example/{n}", id=f"n-{n}") for n in range(40)))
        with library.store.reading() as r:
            assert not r.get_story(kept.story).open
            (left,) = [b for b in r.sketches_of(kept.story) if Sketch.from_bytes(b).id == kept.article]
            assert r.has_closed()
        library.forget([take(library, report(0, 0))[0].article])
        with library.store.reading() as r:
            terms = r.connection.execute(sql("SELECT count(*) FROM closed_terms")).scalar()
        assert terms == len(set(index_terms([Sketch.from_bytes(left)])))
        sound(library)


def test_an_embargoed_report_is_released(library):
    """The same text, withheld first and usable then, is in its story and found."""
    take(library, replace(report(0, 0), status="withheld"), report(0, 1))
    (receipt,) = take(library, replace(report(0, 0), status="usable"))
    assert [len(s) for s in stories(library)] == [2]
    with library.store.reading() as r:
        assert receipt.article in r.members(receipt.story)
        assert receipt.article in {h.article.id for h in r.search(Query(words="Auk")).items}
    sound(library)


def test_two_processes_write_in_turn(address):
    """Two libraries on one store, each bringing every other article, make the stories that one would have made."""
    with Library.open(address) as one, Library.open(address) as other:
        for n, article in enumerate(reports()):
            take((one, other)[n % 2], article)
        one.settle()
        other.settle()
        assert [len(s) for s in stories(one)] == [4, 4, 4, 4]
        sound(other)


def test_restarted_between_any_two_articles(new_address):
    """A library that is opened anew for each article has the ids of one that stayed open."""
    whole, parts = new_address(), new_address()
    with Library.open(whole) as library:
        expected = [take(library, a)[0].story for a in reports()]
    found = []
    for article in reports():
        with Library.open(parts) as library:
            found.append(take(library, article)[0].story)
    assert found == expected


def test_order_of_arrival_changes_no_story(new_address):
    """Backwards or forwards, at the end the stories hold the same articles."""
    told = []
    for order in (reports(), reports()[::-1]):
        with Library.open(new_address()) as library:
            take(library, *order)
            library.settle()
            told.append(stories(library))
    assert told[0] == told[1]


class Broken(dict):
    """Notes that cannot be read, when all else is written already."""

    def items(self):
        """Fail."""
        raise RuntimeError("broken")


def test_a_failed_transaction_leaves_nothing(library):
    """What a broken batch did is not there, and the desk goes on from what is."""
    take(library, *reports()[:8])
    with pytest.raises(RuntimeError):
        take(library, *reports()[8:], notes=Broken())
    assert [len(s) for s in stories(library)] == [2, 2, 2, 2]
    take(library, *reports()[8:])
    assert [len(s) for s in stories(library)] == [4, 4, 4, 4]
    sound(library)


def test_a_story_is_told_again_only_when_something_changed(library):
    """The second telling is the first; a report that joins makes one analysis and a telling with the next number."""
    take(library, report(0, 0), report(0, 1))
    teller = Teller(library.store, "rules")
    story = take(library, report(0, 0))[0].story
    first = teller.tell(story)
    assert (first.number, first.story.id, len(first.story.articles)) == (1, story, 2)
    assert teller.tell(story) == first
    take(library, report(0, 2))
    with library.store.reading() as r:
        assert len(r.unanalysed(teller.editions.analysis)) == 1
    second = teller.tell(story)
    assert (second.number, len(second.story.articles)) == (2, 3)
    again = Teller(library.store, "rules", words=20).tell(story)
    assert again.number == 3


def test_changes_since_somebody_looked(library, monkeypatch):
    """What joined after the last look is told, with the new version of an article clause by clause, by the model asked for."""
    monkeypatch.setattr("tellings.language.readers._english", lambda roles: pytest.fail("only rules were asked for"))
    teller = Teller(library.store, "rules")
    story = take(library, report(0, 0), report(0, 1))[0].story
    changes = changes_since(teller, story)
    assert (changes.since, changes.now) == (0, 1)
    look(teller, story, changes.now)
    assert changes_since(teller, story).articles_joined == ()
    text = report(0, 0).text.replace("120 people", "80 people")
    joined, version = take(library, report(0, 2), replace(report(0, 0), text=text, sha256="", id="post-0-2"))
    changes = changes_since(teller, story)
    assert (changes.since, changes.now) == (1, 2)
    assert changes.articles_joined == (joined.article,)
    (revision,) = changes.revisions
    assert (revision.article, revision.earlier) == (version.article, version.earlier)
    assert any("80 people" in r.now.exact and "120 people" in r.before.exact for r in revision.restated)


def test_an_outlet_is_forgotten(library):
    """Its articles go from stories, search and tellings; the others stay."""
    take(library, *reports())
    Teller(library.store, "rules").tell(take(library, report(0, 0))[0].story)
    gone = library.forget(library.find_outlet("gull"))
    assert len(gone.articles) == 4
    assert [len(s) for s in stories(library)] == [3, 3, 3, 3]
    with library.store.reading() as r:
        assert r.search(Query(words="lips", outlet="Gull")).items == ()
        assert r.count().tellings == 0
    sound(library)
    take(library, *reports())
    assert [len(s) for s in stories(library)] == [4, 4, 4, 4]


def test_a_person_is_forgotten(library):
    """Their sentences are blank, in search and who-said they are not found, and the rest of the text stands where it stood."""
    text = 'Storm in Ostby\n\nIt came at night. "I lost my boat," said Ada Brook. She lives here. The mayor thanked the crews.\n'
    (receipt,) = take(library, read(text, url="https://post.example/storm"))
    teller = Teller(library.store, "rules")
    teller.tell(receipt.story)
    assert forget_person(library, teller, "Ada Brook") == (receipt.article,)
    with library.store.reading() as r:
        (kept,) = r.get_articles([receipt.article])
        assert len(kept.text) == len(text)
        assert "Brook" not in kept.text
        assert "boat" not in kept.text
        at = text.index("The mayor")
        assert kept.text[at : at + 27] == text[at : at + 27]
        assert r.search(Query(words="Brook")).items == ()
        assert r.who_said(Query(speaker="Brook")).items == ()
    sound(library)


def test_a_person_is_forgotten_under_the_name_that_another_report_prints(library):
    """A report that has the surname alone is blanked too, where its story takes it for the same person; titles go as well."""
    first = "Ada Brook opens the lock\n\nThe lock at Ostby opened on Monday. Engineer Ada Brook turned the key.\n"
    second = 'Lock opens\n\nThe lock at Ostby opened on Monday. "It went well," said Brook, the engineer. Boats went through.\n'
    one = read(first, url="https://post.example/lock", title="Ada Brook opens the lock")
    here, there = take(library, one, read(second, url="https://echo.example/lock"))
    assert here.story == there.story
    forget_person(library, Teller(library.store), "Ada Brook")
    with library.store.reading() as r:
        one, two = r.get_articles([here.article, there.article])
        assert "Brook" not in one.text + two.text
        assert (one.title, "Boats went through." in two.text) == (None, True)
        assert "Brook" not in r.get_story(here.story).title
    sound(library)


def test_a_person_whom_only_a_card_or_a_withdrawn_report_names_is_forgotten(library):
    """Title and author are looked at where the text names nobody, and so are texts that no search finds."""
    card = read("The dam at Orlen held.\n", url="https://gull.example/dam", title="Ada Brook saves dam", author="Ada Brook")
    gone = read("Ada Brook stole the boat at Ostby, police said.\n", url="https://echo.example/boat")
    one, two = take(library, card, gone)
    take(library, replace(read("KILL: the report is withdrawn.", url=gone.url), status="canceled"))
    assert forget_person(library, Teller(library.store, "rules"), "Ada Brook") == tuple(sorted((one.article, two.article)))
    with library.store.reading() as r:
        first, second = r.get_articles([one.article, two.article])
        assert (first.title, first.author, first.text) == (None, None, card.text)
        assert second.text.strip() == ""
        assert "Brook" not in r.get_story(one.story).title
    sound(library)


@pytest.mark.parametrize("during", ["_collate", "_make"])
def test_a_person_who_is_forgotten_while_a_story_is_told(library, monkeypatch, during):
    """What was made of the texts as they were before is not kept: neither analyses nor the telling."""
    text = 'Storm in Ostby\n\nIt came at night. "I lost my boat," said Ada Brook. The mayor thanked the crews of the tugs.\n'
    (receipt,) = take(library, read(text, url="https://post.example/storm"))
    teller, once = Teller(library.store, "rules"), []
    made = getattr(teller, during)

    def slowly(*given):
        result = made(*given)
        result = list(result) if during == "_make" else result
        if not once:
            once.append(forget_person(library, Teller(library.store, "rules"), "Ada Brook"))
        return result

    monkeypatch.setattr(teller, during, slowly)
    told = teller.tell(receipt.story)
    assert once == [(receipt.article,)]
    assert not [q for q in told.story.quotations if "boat" in str(q)]
    assert "Brook" not in str(told.story)
    with library.store.reading() as r:
        assert "Brook" not in str(r.find_analysis(receipt.article, teller.editions.analysis))


def test_retention_counts_from_the_day_an_article_was_taken_in(library):
    """What was taken in before a day is found; a clock that went back finds nothing more."""
    take(library, report(0, 0), day="2031-05-02")
    take(library, report(1, 0), day="2031-06-02")
    take(library, report(2, 0), day="2031-04-30")
    assert len(library.find_before("2031-05-01")) == 1
    assert len(library.find_before("2031-06-01")) == 2
    assert library.find_before("2030-01-01") == ()


def test_only_excerpts_are_kept(library):
    """What the brief cites and who is quoted stays at its place word for word; the rest is blank, and the story still tells."""
    receipts = take(library, report(0, 0), report(0, 1), report(1, 0))
    teller = Teller(library.store, "rules")
    with library.store.reading() as r:
        texts = {a.id: a.text for a in r.get_articles([x.article for x in receipts])}
    cited = [p for s in teller.tell(receipts[0].story).story.brief.sentences for p in s.citations]
    assert drop_texts(library, teller, [x.article for x in receipts]) == 3
    with library.store.reading() as r:
        kept = {a.id: a.text for a in r.get_articles(texts)}
        assert all(h.excerpts for h in r.find_holdings(texts).values())
    assert cited
    assert all(kept[p.article][p.start : p.end] == p.exact for p in cited)
    for article, text in kept.items():
        assert len(text) == len(texts[article])
        assert all(new in (old, " ") for old, new in zip(texts[article], text, strict=True))
    assert any(len(text.split()) < len(texts[article].split()) for article, text in kept.items())
    again = teller.tell(receipts[0].story).story
    assert all(kept[p.article][p.start : p.end] == p.exact for c in again.claims for p in c.passages)
    assert drop_texts(library, teller, [x.article for x in receipts]) == 0
    sound(library)


def test_old_articles_go(library):
    """What is older than the retention goes with its story; what came later stays."""
    take(library, report(0, 0), day="2031-05-02")
    take(library, report(1, 0), day="2031-05-30")
    gone = retain(library, "2031-06-01", 10)
    assert (len(gone.articles), len(gone.gone)) == (1, 1)
    assert stories(library) == [[report(1, 0).url]]
    assert retain(library, "2031-05-01", 10).articles == ()
    sound(library)


def test_a_page_that_goes_on_changing_is_kept(library):
    """Old versions go, the ones taken in lately stay, and the next version follows them."""
    texts = [f"{report(0, 0).text}\nAt {n} the tugs were there.\n" for n in range(4)]
    days = ("2031-05-01", "2031-05-02", "2031-05-28", "2031-05-30")
    pages = [read(t, url=report(0, 0).url) for t in texts]
    told = [take(library, page, day=day)[0] for page, day in zip(pages[:3], days, strict=False)]
    assert retain(library, "2031-06-01", 10).articles == tuple(sorted(r.article for r in told[:2]))
    (last,) = take(library, pages[3], day=days[3])
    assert (last.outcome, last.version, last.earlier, last.story) == ("version", 4, told[2].article, told[2].story)
    assert take(library, pages[2])[0].outcome == "known"
    sound(library)


def test_excerpts_are_made_of_a_text_in_which_a_person_was_forgotten(library):
    """What forgetting left is cut to excerpts like any other text, once."""
    more = " ".join(f"The tug Auk {n} pulled for an hour." for n in range(20))
    text = f'Storm in Ostby\n\nIt came at night. "I lost my boat," said Ada Brook. {more}\n'
    (receipt,) = take(library, read(text, url="https://post.example/storm"))
    teller = Teller(library.store, "rules", words=20)
    forget_person(library, teller, "Ada Brook")
    assert [drop_texts(library, teller, [receipt.article]) for _ in range(2)] == [1, 0]
    with library.store.reading() as r:
        assert len(r.get_articles([receipt.article])[0].text.split()) < len(more.split()) / 2
    library.forget([receipt.article])
    take(library, read(text, url="https://post.example/storm"))
    assert drop_texts(library, teller, [receipt.article]) == 1


def test_what_cannot_be_analysed_is_not_passed_over(library, monkeypatch):
    """A person is not said to be forgotten while a text that names them stays; of excerpts nothing is left of it."""
    text = "Storm in Ostby\n\nIt came at night. The mayor, Ada Brook, thanked the crews.\n"
    (receipt,) = take(library, read(text, url="https://post.example/storm"))
    teller = Teller(library.store, "rules")
    teller.tell(receipt.story)
    with library.store.writing() as w:
        w.drop_analyses([receipt.article])
    monkeypatch.setattr(teller, "_make", lambda texts: [Unread(a.id, "a tree without a root") for a in texts])
    with pytest.raises(StoreError, match=f"without a root.*tellings forget {receipt.article}"):
        forget_person(library, teller, "Ada Brook")
    assert drop_texts(library, teller, [receipt.article]) == 1
    with library.store.reading() as r:
        assert not r.get_articles([receipt.article])[0].text.strip()
    sound(library)


def test_a_library_that_only_settled_takes_an_export_in(library, new_address, tmp_path):
    """Notes alone make no library full: the export comes in as it was."""
    take(library, *reports())
    export_library(library.store, tmp_path / "export")
    with Library.open(new_address()) as other:
        other.settle()
        other.bring(tmp_path / "export")
        assert stories(other) == stories(library)
        sound(other)


def test_two_libraries_that_count_alike_are_joined(library, new_address, tmp_path):
    """Articles and stories whose ids are others' here are kept apart, also when it is done twice and more came meanwhile."""
    take(library, read(EVENTS[1][1], id="1"), read(f"{EVENTS[1][1]} It rained.", id="2"))
    with Library.open(new_address()) as other:
        texts = [f"{EVENTS[2][1]} {n} tugs came to the Karvel dam." for n in range(4)]
        take(other, read(texts[0], id="1"), read(texts[1], id="2"), read(f"{texts[0]} Rain fell.", id="1"))
        export_library(other.store, tmp_path / "first")
        library.bring(tmp_path / "first")
        take(other, read(texts[2], id="3"))
        export_library(other.store, tmp_path / "second")
        for _ in range(2):
            library.bring(tmp_path / "second")
            with library.store.reading() as r:
                held = {h.article.id: (h.story, h.version.standing) for h in r.iter_holdings()}
                found = {a.id: a.text for a in r.get_articles(held)}
            assert len(set(found.values())) == len(found) == 6
            homes = {home for a, (home, standing) in held.items() if "Karvel" in found[a] and standing == "current"}
            assert len(homes) == 1
            assert homes.isdisjoint({home for a, (home, _) in held.items() if "Brandt" in found[a]})
            sound(library)
    take(library, read(texts[3], id="4"))
    library.settle()
    with library.store.reading() as r:
        assert sorted(card.articles for card in r.list_stories().items) == [2, 4]
