"""Who answers from a library: every question gets a snapshot of its own, and a story is told before it is spoken of."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Lock
from typing import NamedTuple

from tellings.answers import find_living, get_told
from tellings.errors import StoreError, UsageError
from tellings.library import Library, Teller, grade
from tellings.model import Analysis, Check, Story, StoryCard
from tellings.store import Reader

# Reports of a story that is told while somebody waits: analysed and collated in about 20 s where none was before. By judgement: a
# larger story is spoken of as it was told last.
TOLD_AT_ONCE = 60


class StoppedError(Exception):
    """Whoever asked wants no answer any more."""


class Told(NamedTuple):
    """A story's card as it is now, and what telling ``number`` says."""

    card: StoryCard
    number: int
    story: Story


class Librarian:
    """Answers from a library; several threads may ask at once, and one at a time is told a story.

    ``tells``: a story in which something changed is told again before it is spoken of, which keeps analyses and a telling in the
    library, as ``tellings show`` does. Without it nothing is ever written.
    """

    def __init__(self, library: Library, teller: Teller, *, tells: bool = True) -> None:
        self.library, self.teller, self.tells = library, teller, tells
        self.one_at_a_time = Lock()  # the weights are one, and so is the writing transaction

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Give a snapshot of this moment."""
        with self.library.store.reading() as reader:
            yield reader

    def told(self, named: str, stop: Event, number: int | None = None) -> Told:
        """Return the living story that an id leads to, as it is told now, or as telling ``number`` told it.

        Raises UsageError when there is no such story or telling, StoppedError once ``stop`` is set.
        """
        with self.reading() as reader:
            story = living(reader, named)
            card, last = reader.get_story(story), reader.find_telling(story)
        fresh = last is not None and not card.stale and last.edition == self.teller.editions.telling
        if number is None and self.tells and not fresh and card.articles <= TOLD_AT_ONCE:
            self._tell_or_leave(story, stop, last is not None)
        with self.reading() as reader:
            found = get_told(reader, story, number)
        if found.story is None:
            raise UsageError(
                f"{story} was never told, and its {card.articles} reports are too many to be told while somebody waits; "
                f"`tellings show {story}` tells it, then ask again"
                if self.tells
                else f"{story} was never told, and this door tells nothing; `tellings show {story}` tells it, then ask again"
            )
        return Told(found.card, found.telling, found.story)

    def _tell_or_leave(self, story: str, stop: Event, was_told: bool) -> None:
        """Tell a story; where that fails, as while reports pour in, the telling before it has to do."""
        try:
            self.tell(story, stop)
        except StoreError:
            if not was_told:
                raise

    def tell(self, story: str, stop: Event) -> None:
        """Tell a story, until ``stop`` is set; what was analysed until then is kept."""
        go_on = _stopping(stop)
        with self.one_at_a_time:
            go_on()
            self.teller.tell(story, go_on)

    def check(self, named: str, text: str, stop: Event) -> tuple[Told, Check]:
        """Return a story as it is told now, and a text graded against its reports."""
        told = self.told(named, stop)
        analyses = self._analyses([a.id for a in told.story.articles], stop)
        with self.one_at_a_time:
            return told, grade(self.teller, told.story, analyses, text)

    def _analyses(self, articles: Sequence[str], stop: Event) -> list[Analysis]:
        with self.reading() as reader:
            held = [reader.find_analysis(a, self.teller.editions.analysis) for a in articles]
        if all(held):
            return [a for a in held if a]
        if not self.tells:
            raise UsageError("its reports were read by other rules than today's; `tellings show STORY` reads them again, then ask")
        with self.one_at_a_time:
            return [a for a in self.teller.analyse(articles, _stopping(stop)) if isinstance(a, Analysis)]


def _stopping(stop: Event) -> Callable[..., None]:
    """Return what stops a long piece of work once nobody waits for it: whoever does the work tells it how far he is."""

    def go_on(*_: object) -> None:
        if stop.is_set():
            raise StoppedError

    return go_on


def living(reader: Reader, named: str) -> str:
    """Return the one living story that an id leads to. Raises UsageError where there is none, or several."""
    found = find_living(reader, named)
    if found.state == "here":
        return found.story
    if len(found.to) == 1:
        return found.to[0]
    if found.to:
        raise UsageError(f"{named} was split into {', '.join(found.to)}; ask for one of them")
    raise UsageError(f"all reports of {named} were taken out of the library; list_stories gives the stories that are there")
