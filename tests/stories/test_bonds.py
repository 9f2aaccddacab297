"""What people say of stories holds on a desk, whatever comes in whatever order."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.stories import Bonds, Desk, Ledger, Sketch, Window
from tests.stories.streams import streams
from tests.stories.test_desk import EVERY, parts, restarted, run

FEW = settings(max_examples=40, deadline=None)


@st.composite
def said(draw: st.DrawFn, articles: Sequence[str]) -> list[tuple[str, list[list[str]]]]:
    """Return a few things that people say of some articles: these are one story, these are not with those."""
    some = st.lists(st.sampled_from(articles), min_size=1, max_size=4, unique=True)
    return draw(st.lists(st.tuples(st.sampled_from(["merge", "split"]), st.tuples(some, some).map(list)), max_size=5))


def bonds_of(told: Sequence[tuple[str, list[list[str]]]]) -> Bonds:
    """Return the bonds of what was said, in order."""
    bonds = Bonds()
    for do, some in told:
        bonds.say(do, some)
    return bonds


def broken(desk: Desk, bonds: Bonds) -> list[tuple[str, str]]:
    """Return pairs that belong together and are not, or are together and kept apart."""
    home = {a: s for s, articles in desk.stories().items() for a in articles}
    apart = [(a, b) for a in home for b in bonds.fellows(a) if b in home and home[a] != home[b]]
    return apart + [(a, b) for a in home for b in bonds.foes(a) if b in home and home[a] == home[b]]


@FEW
@given(streams(least=2), EVERY, st.randoms(use_true_random=False), st.data())
def test_bonds_hold_at_every_step_and_in_any_order(
    told: list[Sketch], every: int, dice: random.Random, data: st.DataObject
) -> None:
    """Said of articles that are there, bonds hold at once and ever after; the whole grouping does not depend on the order."""
    words = data.draw(said([s.id for s in told]))
    found = []
    for _ in range(2):
        desk = Desk(Window(every=every))
        desk.place(told[: len(told) // 2])
        for n, (do, some) in enumerate(words, 1):
            desk.bonds = bonds_of(words[:n])
            desk.regroup()
            desk.hold([a for part in some for a in part], joined=do == "merge")
            desk.hold(desk.bonds.articles())
            assert broken(desk, desk.bonds) == []
        for sketch in told[len(told) // 2 :]:
            desk.place([sketch])
            assert broken(desk, desk.bonds) == []
        desk.regroup(whole=True)
        assert broken(desk, desk.bonds) == []
        found.append(parts(desk))
        dice.shuffle(told)
    assert found[0] == found[1]


@FEW
@given(streams(least=4, most=24), EVERY, st.data())
def test_a_restarted_desk_keeps_to_what_was_said(told: list[Sketch], every: int, data: st.DataObject) -> None:
    """Corrected, then stopped anywhere and set up again with the same bonds, a desk goes on as if it had never stopped."""
    half = len(told) // 2
    words = data.draw(said([s.id for s in told[:half]]))
    stop = data.draw(st.integers(half, len(told)))
    desk, ledger = Desk(Window(every=every, days=9, articles=15)), Ledger()
    run(desk, told[:half], ledger)
    desk.bonds = bonds_of(words)
    ledger.apply(desk.regroup())
    ledger.apply(desk.hold(desk.bonds.articles()))
    run(desk, told[half:stop], ledger)
    again = restarted(desk, ledger, told)
    again.bonds = bonds_of(words)
    for sketch in told[stop:]:
        assert again.place([sketch]) == desk.place([sketch])
        assert again.mark == desk.mark
    assert again.regroup(whole=True) == desk.regroup(whole=True)
    assert broken(again, again.bonds) == []


@pytest.mark.parametrize(
    ("told", "fellows", "foes"),
    [
        ([("merge", [["a"], ["b"]]), ("merge", [["b"], ["c"]])], {"b", "c"}, set()),
        ([("split", [["a"], ["b", "c"]])], set(), {"b", "c"}),
        ([("split", [["a"], ["b"]]), ("merge", [["a"], ["b"]])], {"b"}, set()),
        ([("merge", [["a", "b", "c"]]), ("split", [["c"], ["a", "b"]])], {"b"}, {"c"}),
        ([("split", [["a"], ["b"]]), ("merge", [["b"], ["c"]])], set(), {"b", "c"}),
    ],
)
def test_what_was_said_later_holds(told: list[tuple[str, list[list[str]]]], fellows: set[str], foes: set[str]) -> None:
    """A merger is carried on, a split undoes it where it cuts, and who belongs to a foe is one."""
    bonds = bonds_of(told)
    assert (bonds.fellows("a"), bonds.foes("a")) == (fellows, foes)
    assert all("a" in bonds.foes(b) for b in foes)


def test_who_is_free_goes_to_the_nearer_side() -> None:
    """When a story is parted, articles of which nobody spoke go with those that they are nearest to."""
    from tests.stories.test_seats import CHESS, DAM, DAM_MENDED, made

    desk = Desk()
    desk.place([made(DAM, "dam-1"), made(DAM_MENDED, "dam-2"), made(CHESS, "chess-1"), made(CHESS + " Nine hours!", "chess-2")])
    desk.bonds.say("merge", [["dam-1"], ["chess-1"]])
    desk.hold(["dam-1", "chess-1"], joined=True)
    assert len(desk.stories()) == 1
    desk.bonds = bonds_of([("split", [["dam-1"], ["chess-1"]])])
    desk.hold(["dam-1"])
    assert parts(desk) == {frozenset({"dam-1", "dam-2"}), frozenset({"chess-1", "chess-2"})}
