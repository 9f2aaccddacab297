"""Which story is told next, beside a narrator that fails."""

import asyncio
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from tellings.errors import MaterialError, StoreError
from tellings.service import narration
from tellings.service.narration import Narration


class Failing:
    """A narrator that fails as often as it is told to."""

    def __init__(self, error, times):
        self.error, self.times, self.asked = error, times, 0

    async def ask(self, verb, address, story, say):
        """Fail, or tell."""
        self.asked += 1
        if self.asked <= self.times:
            raise self.error
        return 1


@contextmanager
def reading():
    """Yield a reader of a library with one story of two reports that has news."""
    card = SimpleNamespace(id="s-auk", articles=2, stale=True)
    yield SimpleNamespace(list_stories=lambda limit: SimpleNamespace(items=[card]), get_story=lambda story: card)


async def asked(narrator, patience):
    """Return how often a narrator is asked within some looks."""
    bell = SimpleNamespace(ring=lambda: None)
    place = SimpleNamespace(name="desk", address="x", reading=reading, bell=bell)
    work = Narration(narrator, lambda: [place], str, lambda words: None, tell_all=True, excerpts=False)
    running = asyncio.create_task(work.run())
    async with asyncio.timeout(20):
        while narrator.asked < patience and not work.failures(place):
            await asyncio.sleep(0.01)
        for _ in range(20):
            await asyncio.sleep(0.01)
    running.cancel()
    return narrator.asked


@pytest.mark.parametrize(
    ("error", "again"), [(StoreError("the library is busy"), True), (MaterialError("there is nothing to tell"), False)]
)
def test_what_failed_for_its_library_is_tried_again(monkeypatch, error, again):
    """A library that was busy for a moment leaves no story untold; what cannot be told is let be."""
    monkeypatch.setattr(narration, "AGAIN", 0.0)
    monkeypatch.setattr(narration, "IDLE", 0.01)
    assert (asyncio.run(asked(Failing(error, 1), 3)) > 1) is again
