"""New versions, and articles that are taken back, on the desk of a stream."""

from tellings.model import Move
from tellings.stories import Desk
from tellings.stories.sketch import sketch_words
from tellings.stories.words import known_words

DAM = "Cracks in the Karvel dam force people out of Orlen, and the road to Orlen is shut."
DAM_MENDED = "Cracks in the Karvel dam force four hundred people out of Orlen; the road to Orlen is open again."
CHESS = "Ivo Brandt wins the chess title in Tarn after nine hours against Lena Voss."


def made(text, key):
    """Return the sketch of a text."""
    return sketch_words(known_words(text), key, "2031-05-02")


def test_a_new_version_takes_the_seat_of_the_old():
    """The story keeps its id, also when the old version was all it had, and the desk is as if the old one had never been."""
    desk = Desk()
    (opened,) = desk.place([made(DAM, "dam-1")])
    moves = desk.place([made(DAM_MENDED, "dam-2")], instead="dam-1")
    assert moves == [Move("joined", opened.story, None, ("dam-2",))]
    assert desk.stories() == {opened.story: ("dam-2",)}
    assert desk.story_of("dam-1") is None
    assert len(desk) == 1
    desk.regroup()
    assert desk.story_of("dam-2") == opened.story


def test_a_version_of_what_is_not_held_is_placed_as_any_article():
    """An unknown earlier version says nothing about where the new one belongs."""
    desk = Desk()
    desk.place([made(DAM, "dam-1")])
    (move,) = desk.place([made(CHESS, "chess-2")], instead="chess-1")
    assert move.kind == "opened"


def test_what_is_taken_back_leaves():
    """A removed article is in no story; a story without articles is gone; an unknown id changes nothing."""
    desk = Desk()
    desk.place([made(DAM, "dam-1"), made(DAM_MENDED, "dam-2"), made(CHESS, "chess-1")])
    before = desk.story_of("dam-2")
    desk.remove(["dam-1", "chess-1", "nobody"])
    assert desk.stories() == {before: ("dam-2",)}
    assert desk.regroup() == []
