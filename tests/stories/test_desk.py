"""What a desk promises of a stream, whatever comes in whatever order."""

import random
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.errors import MaterialError
from tellings.model import Move
from tellings.stories import Desk, Ledger, Mark, Sketch, Window, group_sketches, index_terms
from tellings.stories.sketch import sketch_words
from tests.stories.streams import streams

EVERY = st.sampled_from([1, 2, 5, 1000])
FEW = settings(max_examples=40, deadline=None)


def parts(desk: Desk) -> set[frozenset[str]]:
    """Return the stories that a desk holds, without their ids."""
    return {frozenset(articles) for articles in desk.stories().values()}


def run(desk: Desk, sketches: Sequence[Sketch], ledger: Ledger) -> list[Move]:
    """Place sketches one by one; the ledger follows."""
    log = []
    for sketch in sketches:
        moves = desk.place([sketch])
        ledger.apply(moves)
        log += moves
    return log


@FEW
@given(streams(), EVERY, st.randoms(use_true_random=False), st.data())
def test_batch_is_stream(told: list[Sketch], every: int, dice: random.Random, data: st.DataObject) -> None:
    """A pile, a stream in any order, grouped again however often, stopped and set up again anywhere: the same stories."""
    wanted = {frozenset(told[i].id for i in g) for g in group_sketches(told)}
    order = list(told)
    dice.shuffle(order)
    stop = data.draw(st.integers(0, len(order)))
    window = Window(every=every)
    desk, ledger = Desk(window), Ledger()
    run(desk, order[:stop], ledger)
    if data.draw(st.booleans()):
        ledger.apply(desk.regroup())
    again = restarted(desk, ledger, told)
    run(again, order[stop:], ledger)
    ledger.apply(again.regroup(whole=True))
    assert parts(again) == wanted
    assert again.regroup(whole=True) == []


def restarted(desk: Desk, ledger: Ledger, told: Sequence[Sketch]) -> Desk:
    """Return a desk set up from the log, the sketches as bytes, and the mark, as bytes."""
    stored = {s.id: s.to_bytes() for s in told}
    mark = msgspec.msgpack.decode(msgspec.msgpack.encode(desk.mark), type=Mark)
    held = [(Sketch.from_bytes(stored[a]), ledger.story_of(a) or "") for a in ledger.held()]
    return Desk.restore(held, mark, desk.window)


@FEW
@given(streams(most=24), EVERY, st.data())
def test_a_restarted_desk_goes_on_as_if_it_had_never_stopped(told: list[Sketch], every: int, data: st.DataObject) -> None:
    """From any point on, the moves of the restarted desk are those of the one that was not stopped, closings and all."""
    window = Window(every=every, days=9, articles=15)
    stop = data.draw(st.integers(0, len(told)))
    desk, ledger = Desk(window), Ledger()
    run(desk, told[:stop], ledger)
    again = restarted(desk, ledger, told)
    assert again.stories() == desk.stories() or set(map(frozenset, again.stories().values())) == set(
        map(frozenset, desk.stories().values())
    )
    for sketch in told[stop:]:
        assert again.place([sketch]) == desk.place([sketch])
        assert again.mark == desk.mark
    assert again.regroup(whole=True) == desk.regroup(whole=True)


@FEW
@given(streams(), EVERY, st.integers(4, 40))
def test_the_log_tells_everything(told: list[Sketch], every: int, most: int) -> None:
    """The log replayed gives the memberships; no article is in two stories; every id that ever was leads to living ones."""
    window = Window(every=every, days=9, articles=most)
    desk, ledger = Desk(window), Ledger()
    seen: dict[str, list[Sketch]] = {}
    by_id = {s.id: s for s in told}
    log = []
    for sketch in told:
        asleep = [(s, [by_id[a] for a in ledger.articles(s)]) for s in sorted(ledger.closed)]
        moves = desk.place([sketch], lambda _, asleep=asleep: asleep)
        ledger.apply(moves)
        log.append(moves)
        seen.update({m.story: [] for m in moves})
    replayed = Ledger()
    for moves in log:
        replayed.apply(moves)
    living = replayed.stories()
    assert {s: set(a) for s, a in desk.stories().items()} == {
        s: set(replayed.articles(s)) for s in living if s not in replayed.closed
    }
    assert sorted(a for s in living for a in replayed.articles(s)) == sorted(by_id)
    for story in seen:
        assert replayed.leads_to(story)
        assert set(replayed.leads_to(story)) <= set(living)
        assert story not in living or replayed.leads_to(story) == (story,)
    assert all(desk.story_of(a) in (replayed.story_of(a), None) for a in by_id)


@FEW
@given(streams(least=4), st.data())
def test_counts_are_those_of_what_is_held(told: list[Sketch], data: st.DataObject) -> None:
    """After closings and removals the tables of terms equal those of a desk that only ever saw what is left."""
    desk, ledger = Desk(Window(every=2, days=5, articles=8)), Ledger()
    run(desk, told, ledger)
    desk.remove(data.draw(st.lists(st.sampled_from([s.id for s in told]), max_size=3)))
    fresh = Desk()
    fresh.place([s for s in told if desk.story_of(s.id)])
    assert counts(desk) == counts(fresh)


def counts(desk: Desk) -> tuple[int, dict[int, int], dict[int, int]]:
    """Return what the shelf counts: articles, holders of each term, lengths of its lists."""
    terms = desk._piles.shelf.terms
    numbers = terms._numbers.items()
    return (
        terms.articles,
        {h: int(terms.holders[n]) for h, n in numbers},
        {h: len(terms.postings[n] or ()) for h, n in numbers},
    )


def test_a_late_article_reopens_its_story() -> None:
    """A closed story that an article fits comes back under its id, with its articles."""
    dam = ["cracks", "^karvel", "dam", "^orlen", "evacuated", "gates"]
    first = sketch_words(dam, "a1", "2031-05-01")
    others = [sketch_words([f"w{n}a", f"w{n}b", f"w{n}c"], f"b{n}", "2031-05-20") for n in range(4)]
    late = sketch_words([*dam, "repaired"], "a2", "2031-05-21")
    desk = Desk(Window(days=5, every=4))
    (opened,) = desk.place([first])
    moves = desk.place(others)
    assert Move("closed", opened.story, None, ("a1",)) in moves
    asked = set(index_terms([late])) & set(index_terms([first]))
    assert len(asked) >= 5
    moves = desk.place([late], lambda sketch: [(opened.story, [first])] if sketch.id == "a2" else [])
    assert moves == [Move("reopened", opened.story, None, ("a1",)), Move("joined", opened.story, None, ("a2",))]
    assert desk.stories()[opened.story] == ("a1", "a2")


def test_an_article_older_than_the_window_goes_to_the_nearer_of_two() -> None:
    """A late article that fits an open story goes to a closed one that it fits better; a timely one is not asked about."""
    dam = ["cracks", "^karvel", "dam", "^orlen", "evacuated", "gates"]
    before = sketch_words([*dam, "first"], "a1", "2031-05-01")
    desk = Desk(Window(days=5))
    (opened,) = desk.place([sketch_words([*dam, "again", "rebuilt"], f"b{n}", "2031-06-20") for n in range(1)])
    timely, late = (sketch_words([*dam, "first"], key, day) for key, day in (("c1", "2031-06-20"), ("c2", "2031-05-01")))
    (joined,) = desk.place([timely], lambda _: [("s-old", [before])])
    assert joined.story == opened.story
    assert [m.kind for m in desk.place([late], lambda _: [("s-old", [before])])] == ["reopened", "joined"]


def test_a_window_of_hundreds_is_a_pile() -> None:
    """What holds for a few articles holds for hundreds, where sparse matrices do the work and stories are mended on the way."""
    dice = random.Random(5)
    told = []
    for n in range(300):
        event = dice.randrange(60)
        words = [f"e{event}w{dice.randrange(14)}x" for _ in range(12)] + [f"t{event % 9}w{dice.randrange(9)}x" for _ in range(4)]
        told.append(sketch_words([*words, f"only{n}"], f"a{n:03d}", dice.choice([None, f"2031-05-{1 + event % 28:02d}"])))
    wanted = {frozenset(told[i].id for i in g) for g in group_sketches(told)}
    assert 20 < len(wanted) < 250
    desk, ledger = Desk(Window(every=40, articles=10**6, days=10**6)), Ledger()
    log = run(desk, told[:170], ledger)
    again = restarted(desk, ledger, told)
    for sketch in told[170:]:
        moves = again.place([sketch])
        assert moves == desk.place([sketch])
        ledger.apply(moves)
        log += moves
    assert {m.kind for m in log} >= {"opened", "joined"}
    assert len({m.kind for m in log}) > 2
    ledger.apply(again.regroup(whole=True))
    assert parts(again) == wanted == {frozenset(ledger.articles(s)) for s in ledger.stories()}


def test_a_stranger_reopens_nothing() -> None:
    """A closed story that is offered and does not fit stays closed."""
    desk = Desk()
    asleep = [("s-old", [sketch_words(["cracks", "dam"], "a1")])]
    (move,) = desk.place([sketch_words(["chess", "title"], "a2")], lambda _: asleep)
    assert move.kind == "opened"


def test_one_wrong_date_closes_nothing() -> None:
    """The day of the stream is the median of its latest days: an article from the far future is an article like any other."""
    told = [sketch_words([f"w{n}a", f"w{n}b"], f"a{n}", "2031-05-02") for n in range(20)]
    desk = Desk(Window(days=5, every=2))
    moves = desk.place([*told[:10], sketch_words(["odd"], "odd", "2999-01-01"), *told[10:]])
    assert not [m for m in moves if m.kind == "closed"]


def test_nothing_known_and_nothing_said() -> None:
    """An empty desk answers; an article without words is a story of its own; one that comes twice comes once."""
    desk = Desk()
    assert desk.regroup() == desk.regroup(whole=True) == []
    assert desk.sagas() == {}
    assert desk.story_of("nobody") is None
    empty = [sketch_words([], "a"), sketch_words([], "b"), sketch_words([], "a")]
    assert [m.kind for m in desk.place(empty)] == ["opened", "opened"]
    assert desk.regroup(whole=True) == desk.regroup() == []
    assert len(desk) == len(desk.stories()) == 2


@given(streams(most=4))
def test_sketches_survive_storage(told: list[Sketch]) -> None:
    """A sketch is the same after a journey through bytes; a damaged one is refused."""
    for sketch in told:
        stored = sketch.to_bytes()
        assert Sketch.from_bytes(stored) == sketch
        with pytest.raises(MaterialError):
            Sketch.from_bytes(stored[:-1])


@pytest.mark.parametrize(
    "broken",
    [b"", b"\x95", b"\x96\xa8sketch/9\xa1a\xc0\xc4\x00\xc4\x00\xc4\x00", b"\x96\xa8sketch/1\xa1a\xc0\xc4\x01a\xc4\x00\xc4\x00"],
)
def test_a_damaged_sketch_is_refused(broken: bytes) -> None:
    """What is cut short, of another version or of unequal lengths says that the sketch is to be made anew."""
    with pytest.raises(MaterialError, match="anew"):
        Sketch.from_bytes(broken)
