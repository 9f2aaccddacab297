"""Corrections that live in a library: shown as human, replayed, undone, and held through whatever comes later."""

import msgspec
import pytest

from tellings.errors import UsageError
from tellings.library import Brought, Library, Teller, forget_person
from tellings.library.bound import bonds_in
from tellings.model import Override, Target
from tellings.reading import read
from tellings.store import export_library
from tests.library.invented_reports import report, reports

FERRY = (
    "The ferry Auk ran aground off Ostby on Monday, 2 May 2031. Nine people were hurt, the harbour office said. "
    "“We lost the light,” said Ada Brook, a pilot."
)
OTHER = (
    "The ferry Auk ran aground off Ostby on Monday, 2 May 2031. Fourteen people were hurt, the hospital of Ostby said. "
    "“We lost the light,” said Ada Brook, the pilot of the ferry Auk."
)


@pytest.fixture
def library(new_address):
    """Return a new library."""
    with Library.open(new_address()) as made:
        yield made


def hold(library, *articles):
    """Bring articles and return the stories they are in."""
    return [r.story for r in library.take([Brought(a) for a in articles], day="2031-05-02")]


def ferry(text=FERRY, outlet="Gull", **more):
    """Return a report of the ferry."""
    return read(text, **{"url": f"https://{outlet.lower()}.example/auk", "outlet": outlet, "published": "2031-05-02", **more})


@pytest.fixture
def told(library):
    """Return a library with one story of two reports, its id, and what tells it."""
    (story, other) = hold(library, ferry(), ferry(OTHER, "Echo"))
    assert story == other
    return library, story, Teller(library.store, "rules")


def kinds(library):
    """Return the kinds of moves in the log, in order."""
    with library.store.reading() as r:
        return [logged.move.kind for logged in r.log(0, 1000)]


def homes(library):
    """Return the articles of each story."""
    with library.store.reading() as r:
        return {c.id: r.members(c.id) for c in r.list_stories(limit=100).items}


def test_a_finding_rejected_by_id_stays_rejected(told):
    """Said by its id, kept by its words: gone from the next telling, shown as human, and gone still when more reports come."""
    library, story, teller = told
    quotation = teller.tell(story).story.quotations[0]
    words = quotation.id
    done = library.correct([Override(do="reject", of="quotation", id=words, by="desk", when="2031-05-03", why="no")], story=story)
    (kept,) = done.kept
    assert done.refused == ()
    assert (kept.number, kept.given.id, kept.meant.id, kept.meant.targets[0].article) == (1, words, None, quotation.article)
    assert kept.meant.targets[0].exact
    with library.store.reading() as r:
        assert r.get_story(story).stale
    assert kinds(library)[-1] == "corrected"
    again = teller.tell(story)
    assert words not in {q.id for q in again.story.quotations}
    assert [(a.override.by, a.override.line) for a in again.story.overrides] == [("desk", 1)]
    hold(library, ferry(FERRY + " A third report adds a buoy.", "Post"))
    later = teller.tell(story)
    assert (later.number, len(later.story.articles)) == (3, 3)
    assert [a.override.line for a in later.story.overrides] == [1]
    library.undo(1, by="chief", when="2031-05-04")
    assert words in {q.id for q in teller.tell(story).story.quotations}
    assert library.corrections(story)[0].undone.by == "chief"
    with pytest.raises(UsageError, match="undone already"):
        library.undo(1)
    assert library.store.check() == ()


def test_words_hold_in_a_later_version(told):
    """A correction of an article's words is one of those words in its next version."""
    library, story, teller = told
    named = Target(article=ferry().id, exact="Ada Brook")
    library.correct([Override(do="rename", of="entity", targets=(named,), name="Ada Brooke")])
    before = {e.name for e in teller.tell(story).story.entities}
    hold(library, ferry("Corrected. " + FERRY))
    after = teller.tell(story)
    assert "Ada Brooke" in before
    assert "Ada Brooke" in {e.name for e in after.story.entities}
    assert after.unapplied == ()


def test_a_name_alone_bears_on_every_story(told):
    """A correction that names nothing but a name makes every story stale in which the name stands, and no other."""
    library, story, teller = told
    (chess,) = hold(library, report(1, 0))
    for one in (story, chess):
        teller.tell(one)
    done = library.correct([Override(do="rename", of="entity", targets=(Target(name="Ada Brook"),), name="Ada Brooke")])
    assert done.kept[0].everywhere
    with library.store.reading() as r:
        assert (r.get_story(story).stale, r.get_story(chess).stale) == (True, False)
    assert "Ada Brooke" in {e.name for e in teller.tell(story).story.entities}
    hold(library, report(1, 1))
    assert teller.tell(chess).unapplied == ()


def test_what_fits_nothing_is_reported(told):
    """A correction whose words went with a later version is kept with the telling, with its number and why."""
    library, story, teller = told
    library.correct([Override(do="reject", of="figure", targets=(Target(article=ferry().id, exact="Nine"),))])
    assert teller.tell(story).unapplied == ()
    hold(library, ferry(FERRY.replace("Nine people were hurt", "Nobody was hurt")))
    (left,) = teller.tell(story).unapplied
    assert left.line == 1
    assert "fits" in left.reason


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (Override(do="reject", of="quotation", id="q-none"), "has no quotation q-none"),
        (Override(do="reject", of="claim", targets=(Target(exact="A dragon"),)), "stands in no reports"),
        (Override(do="reject", of="claim", targets=(Target(article="a-none", exact="Nine"),)), "no article a-none"),
        (Override(do="reject", of="story", targets=(Target(exact="Nine"),)), "reject needs"),
        (Override(do="merge", of="story", targets=(Target(id="s-none"), Target(id="s-nil"))), "no story and no current article"),
        (Override(do="rename", of="entity", targets=(Target(name="Ada Brook"),)), "needs `name`"),
    ],
)
def test_what_cannot_be_meant_is_refused(told, wrong, why):
    """A correction of what is not there is refused with why, and the next one is kept."""
    library, story, teller = told
    teller.tell(story)
    right = Override(do="reject", of="figure", targets=(Target(exact="Fourteen"),))
    done = library.correct([wrong, right], story=story)
    assert why in done.refused[0].reason
    assert [c.given for c in done.kept] == [Override(do="reject", of="figure", targets=right.targets, line=1)]


def test_stories_are_split_and_stay_apart(told):
    """What leaves a story is a story of its own, at once and through new reports, versions and regroupings; the log says so."""
    library, story, teller = told
    teller.tell(story)
    away = ferry(OTHER, "Echo").id
    (kept,) = library.correct([Override(do="split", of="story", targets=(Target(article=away),))]).kept
    found = homes(library)
    assert sorted(map(len, found.values())) == [1, 1]
    assert kinds(library)[-3:] == ["split", "corrected", "corrected"]
    library.settle()
    assert homes(library) == found
    hold(library, ferry(OTHER + " More is known.", "Echo"), ferry(FERRY + " A third report.", "Post"))
    library.settle()
    assert sorted(map(len, homes(library).values())) == [1, 2]
    assert library.store.check() == ()
    library.undo(kept.number)
    assert sorted(map(len, homes(library).values())) == [3]
    assert [a.override.do for a in teller.tell(next(iter(homes(library)))).story.overrides] == []


def test_stories_are_merged_and_stay_together(new_address):
    """Two stories become one, the old id leads there, later arrivals of either join it; undone, they are two again."""
    with Library.open(new_address()) as library:
        hold(library, *reports())
        before = homes(library)
        ferry_one, chess = (library.take([Brought(report(n, 0, 2 + n))])[0].story for n in (0, 1))
        library.correct([Override(do="merge", of="story", targets=(Target(id=ferry_one), Target(id=chess)), by="desk")])
        assert sorted(map(len, homes(library).values())) == [4, 4, 8]
        (one,) = {library.resolve(s) for s in (ferry_one, chess)}
        library.settle()
        assert {library.resolve(s) for s in (ferry_one, chess)} == {one}
        text = report(1, 1, 3).text + " Lena Voss asked for another game.\n"
        late = read(text, url="https://late.example/1", published="2031-05-04")
        assert hold(library, late) == list(one)
        told = Teller(library.store, "rules").tell(one[0])
        assert [(a.override.do, a.override.by) for a in told.story.overrides] == [("merge", "desk")]
        library.undo(1)
        assert sorted(map(len, homes(library).values())) == [4, 4, 4, 5]
        assert {frozenset(v) for v in before.values()} - {frozenset(v) for v in homes(library).values()} == {
            frozenset(before[chess])
        }
        assert library.store.check() == ()


def test_another_process_keeps_to_it(new_address):
    """A process that was there before somebody corrected a story elsewhere keeps to the correction from its next step on."""
    address = new_address()
    with Library.open(address) as one, Library.open(address) as two:
        hold(one, *reports())
        library_story = hold(two, report(0, 0))[0]
        away = report(0, 1).id
        one.correct([Override(do="split", of="story", targets=(Target(article=away),))])
        two.settle()
        with two.store.reading() as r:
            assert bonds_in(r)[0].foes(away)
            assert r.get_holding(away).story != library_story
            assert r.get_story(library_story).articles == 3


def words_of(library):
    """Return all that the corrections say, as JSON."""
    return msgspec.json.encode(library.corrections()).decode()


def test_a_correction_keeps_no_words_of_a_forgotten_article(told):
    """The words go with the article and its versions; that somebody corrected something stays listed, and the story is sound."""
    library, story, teller = told
    quotation = next(q for q in teller.tell(story).story.quotations if q.article == ferry().id)
    library.correct([Override(do="reject", of="quotation", id=quotation.id, why="the light")], story=story)
    library.correct([Override(do="split", of="story", targets=(Target(article=ferry().id),))])
    assert "light" in words_of(library)
    library.forget([ferry().id])
    assert "light" not in words_of(library)
    first, second = library.corrections()
    assert (first.number, first.forgotten, first.articles, first.meant.targets) == (1, True, (), ())
    assert (second.parts, second.articles) == (((), (ferry(OTHER, "Echo").id,)), (ferry(OTHER, "Echo").id,))
    library.settle()
    assert library.store.check() == ()


def test_a_correction_goes_on_with_the_version_that_is_left(told):
    """When only an earlier version is forgotten, what was said of words that the current one has holds on."""
    library, _, teller = told
    library.correct([Override(do="reject", of="figure", targets=(Target(article=ferry().id, exact="Nine"),))])
    library.correct([Override(do="split", of="story", targets=(Target(article=ferry().id),))])
    later = ferry("Corrected. " + FERRY)
    (apart,) = hold(library, later)
    library.forget([ferry().id], alone=True)
    first, second = library.corrections()
    assert (first.articles, first.meant.targets[0].article, first.forgotten) == ((later.id,), later.id, False)
    assert later.id in second.parts[0]
    assert [a.override.line for a in teller.tell(apart).story.overrides] == [1, 2]
    library.settle()
    assert len(homes(library)) == 2


def test_a_person_is_forgotten_in_corrections_too(told):
    """A name that somebody gave, and one that somebody corrected, go with the person who bears it."""
    library, story, teller = told
    named = Target(article=ferry().id, exact="Ada Brook")
    library.correct(
        [Override(do="rename", of="entity", targets=(named,), name="Ada Zwingli", why="Zwingli is right", by="Ada Zwingli")]
    )
    library.correct([Override(do="reject", of="figure", targets=(Target(exact="Fourteen"),), by="desk")], story=story)
    assert "Ada Zwingli" in {e.name for e in teller.tell(story).story.entities}
    forget_person(library, teller, "Zwingli")
    assert "Zwingli" not in words_of(library)
    assert "Zwingli" not in msgspec.json.encode(teller.tell(story).story).decode()
    assert [c.forgotten for c in library.corrections()] == [True, False]
    forget_person(library, teller, "Ada Brook")
    assert "Brook" not in words_of(library)
    assert library.store.check() == ()


def test_corrections_go_with_an_exported_library(told, new_address, tmp_path):
    """Exported and taken in, by an empty library or one that holds something, corrections hold there; twice is once."""
    library, *_ = told
    library.correct([Override(do="split", of="story", targets=(Target(article=ferry().id),))])
    library.correct([Override(do="reject", of="figure", targets=(Target(article=ferry().id, exact="Nine"),))])
    export_library(library.store, tmp_path / "out")
    with Library.open(new_address()) as empty, Library.open(new_address()) as other:
        empty.bring(tmp_path / "out")
        assert empty.corrections() == library.corrections()
        empty.settle()
        assert sorted(map(len, homes(empty).values())) == [1, 1]
        hold(other, ferry(), ferry(OTHER, "Echo"), report(1, 0))
        assert sorted(map(len, homes(other).values())) == [1, 2]
        for _ in range(2):
            other.bring(tmp_path / "out")
            assert sorted(map(len, homes(other).values())) == [1, 1, 1]
            assert [c.meant.do for c in other.corrections()] == ["split", "reject"]
            assert other.store.check() == ()
