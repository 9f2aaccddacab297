"""The desk of a library, in step with its store whoever else writes to it."""

from collections.abc import Mapping, Sequence
from functools import partial

import msgspec

from tellings.library.bound import bonds_in
from tellings.model import Move
from tellings.store import Reader, Writer
from tellings.stories import Closed, Desk, Sketch, Window, index_terms
from tellings.stories.window import Mark

PLACE = ("desk", "place")  # the note that says where the desk stands
ASKED = 8  # closed stories that an article is compared with; by judgement
# Index terms of 48 that a closed story shares with an article that may belong to it. Of an article and the nearest of its story,
# 95 in 100 share 12, 12 and 7 or more on ecbplus, basil and galaxy_wikinews; of strangers, 90 in 100 share 3, 8 and 3 or fewer.
SHARED = 6


class _Place(msgspec.Struct, frozen=True):
    """Where the desk stands, and how often anybody moved it: equal numbers mean that nobody did."""

    turn: int
    mark: Mark


class Desks:
    """Gives the desk as the store has it; sets it up again when another process has written since, or a transaction failed."""

    def __init__(self, window: Window | None = None) -> None:
        self.window = window or Window()
        self._desk: Desk | None = None
        self._turn = -1
        self.bound: frozenset[str] = frozenset()  # keys of the articles that a correction binds to a story

    def at(self, reader: Reader) -> Desk:
        """Return the desk as of this snapshot."""
        place = _place_in(reader)
        if self._desk is None or place.turn != self._turn:
            held = ((Sketch.from_bytes(k.sketch), k.story) for k in reader.sketches())
            self._desk, self._turn = Desk.restore(held, place.mark, self.window), place.turn
            self.bind(reader)
        return self._desk

    def bind(self, reader: Reader) -> None:
        """Tell the desk what people say of stories, as of this snapshot."""
        assert self._desk is not None
        self._desk.bonds, self.bound = bonds_in(reader)

    def reopen(self, reader: Reader, story: str) -> list[Move]:
        """Bring a closed story to the desk."""
        return self.at(reader).reopen(story, [Sketch.from_bytes(b) for b in reader.sketches_of(story)])

    def wake(self, reader: Reader, article: str) -> list[Move]:
        """Bring the closed story of those to the desk with whom a coming article belongs together, because people say so."""
        if not self.bound:
            return []
        desk = self.at(reader)
        fellows = desk.bonds.fellows(article)
        if not fellows or any(desk.story_of(a) for a in fellows):
            return []
        homes = {h.story for h in reader.find_holdings(sorted(fellows)).values() if h.version.standing == "current" and h.story}
        return [move for story in sorted(homes)[:1] for move in self.reopen(reader, story)]

    def room(self, reader: Reader) -> int:
        """Return how many articles the desk takes before it groups again."""
        return max(1, self.window.every - self.at(reader).mark.waiting)

    def let_go(self) -> None:
        """Forget the desk: what was done on it was not written."""
        self._desk = None

    def disturb(self, writer: Writer) -> None:
        """Say to every process that the stories were changed past their desks."""
        place = _place_in(writer)
        writer.put_note(*PLACE, msgspec.msgpack.encode(_Place(place.turn + 1, place.mark)))
        self.let_go()

    def keep(self, writer: Writer, moves: Sequence[Move], sagas: Mapping[str, str] | None = None) -> None:
        """Write down what happened on the desk and where it stands now."""
        assert self._desk is not None
        if moves or sagas:
            writer.move(moves, sagas)
        for move in moves:
            if move.kind == "closed":
                index_closed(writer, move.story)
        self._turn += 1
        writer.put_note(*PLACE, msgspec.msgpack.encode(_Place(self._turn, self._desk.mark)))


def index_closed(writer: Writer, story: str) -> None:
    """Keep the terms of a closed story's articles, by which a late one finds it."""
    writer.index_closed(story, index_terms([Sketch.from_bytes(b) for b in writer.sketches_of(story)]))


def closed_in(reader: Reader) -> Closed | None:
    """Return what finds closed stories for an article; None while there are none."""
    return partial(_find_closed, reader) if reader.has_closed() else None


def _find_closed(reader: Reader, sketch: Sketch) -> list[tuple[str, list[Sketch]]]:
    found = reader.find_closed(index_terms([sketch]), ASKED, SHARED)
    return [(story, [Sketch.from_bytes(b) for b in stored]) for story, stored in found]


def _place_in(reader: Reader) -> _Place:
    note = reader.find_note(*PLACE)
    return msgspec.msgpack.decode(note, type=_Place) if note else _Place(0, Mark())
