"""Which story is told next: first those that somebody asks for, then those with news, the latest first."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
from math import inf

from tellings.errors import StoreError
from tellings.service.workers import Worker
from tellings.service.workspaces import Workspace

IDLE = 2.0  # seconds between two looks for stories with news
LOOKED = 200  # of the latest stories that are looked through for news
FAILED = 1_000  # stories that could not be told as they are, which are let be until they change
AGAIN = 300.0  # seconds after which one is tried again that failed for its library, or took the narrator with it

Key = tuple[str, str]


class Narration:
    """Asks the narrator for one story after another."""

    def __init__(
        self,
        narrator: Worker,
        opened: Callable[[], Iterable[Workspace]],
        words: Callable[[Exception], str],
        alarm: Callable[[str], None],
        *,
        tell_all: bool,
        excerpts: bool,
    ) -> None:
        self._narrator, self._opened, self._words, self._alarm = narrator, opened, words, alarm
        self._tell_all, self._excerpts = tell_all, excerpts
        self._wanted: OrderedDict[Key, tuple[Workspace, asyncio.Future[int]]] = OrderedDict()
        self._failed: OrderedDict[tuple[Key, int], tuple[str, float]] = OrderedDict()  # why, and when it may be tried again
        self._kept_full: dict[str, str] = {}
        self._stirred = asyncio.Event()
        self.progress: dict[Key, tuple[str, int, int]] = {}

    def want(self, workspace: Workspace, story: str) -> "asyncio.Future[int]":
        """Ask for a story to be told soon; the future gives the telling's number, or why it could not be told."""
        key = (workspace.name, story)
        if key not in self._wanted:
            future: asyncio.Future[int] = asyncio.get_running_loop().create_future()
            future.add_done_callback(lambda f: f.cancelled() or f.exception())  # nobody has to wait for it
            self._wanted[key] = (workspace, future)
            self.progress.setdefault(key, ("waiting", 0, 0))
            self._stirred.set()
        return self._wanted[key][1]

    def why_not(self, workspace: Workspace, story: str, articles: int) -> str | None:
        """Return why a story as it is could not be told."""
        found = self._failed.get(((workspace.name, story), articles))
        return found[0] if found else None

    def failures(self, workspace: Workspace) -> tuple[tuple[str, str], ...]:
        """Return the stories of a workspace that could not be told as they were, the latest first, and why."""
        found = {story: why for ((name, story), _), (why, _) in self._failed.items() if name == workspace.name}
        return tuple(reversed(found.items()))

    async def run(self) -> None:
        """Tell stories until cancelled."""
        while True:
            if not self._wanted and not await self._find_work():
                self._stirred.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(IDLE):
                        await self._stirred.wait()
                continue
            if self._wanted:
                key, (workspace, future) = next(iter(self._wanted.items()))
                await self._tell(key, workspace, future)

    async def _tell(self, key: Key, workspace: Workspace, future: "asyncio.Future[int]") -> None:
        def say(told: tuple[str, int, int]) -> None:
            self.progress[key] = told
            workspace.bell.ring()

        self.progress[key] = ("starting", 0, 0)
        try:
            number = await self._narrator.ask("tell", workspace.address, key[1], say=say)
        except Exception as error:  # told to whoever waits; the next story is told nevertheless
            await self._note(key, workspace, error)
            if not future.done():
                future.set_exception(error)
        else:
            if not future.done():
                future.set_result(number)
        finally:
            self._wanted.pop(key, None)
            self.progress.pop(key, None)
            workspace.bell.ring()

    async def _note(self, key: Key, workspace: Workspace, error: Exception) -> None:
        """Remember why a story as large as it is now could not be told."""
        with suppress(Exception):
            articles = await asyncio.to_thread(_articles, workspace, key[1])
            again = asyncio.get_running_loop().time() + AGAIN if isinstance(error, StoreError) else inf
            self._failed[key, articles] = self._words(error), again
            while len(self._failed) > FAILED:
                self._failed.popitem(last=False)

    async def _find_work(self) -> bool:
        """Look for what nobody asked for: first stories with news, then full texts that are not to be kept."""
        return (self._tell_all and await self._look_for_news()) or (self._excerpts and await self._keep_excerpts())

    async def _keep_excerpts(self) -> bool:
        """Have full texts dropped, a few at a time; return whether there were any to look at."""
        found = False
        for workspace in self._opened():
            try:
                found |= await self._narrator.ask("keep_excerpts", workspace.address)
            except Exception as error:  # tried again, and said where it is another than before
                if self._kept_full.get(workspace.name) != (why := str(error)):
                    self._kept_full[workspace.name] = why
                    self._alarm(f"full texts of the workspace {workspace.name} are kept for now: {why}")
        return found

    async def _look_for_news(self) -> bool:
        """Want one of the latest stories that has more than one report and news; return whether there was one."""
        for workspace in self._opened():
            with suppress(Exception):  # a library that cannot be read for a moment is looked at again
                for story, articles in await asyncio.to_thread(_with_news, workspace):
                    key = (workspace.name, story)
                    if self._failed.get((key, articles), ("", 0.0))[1] <= asyncio.get_running_loop().time():
                        self._failed.pop((key, articles), None)
                        self.want(workspace, story)
                        return True
        return False


def _articles(workspace: Workspace, story: str) -> int:
    with workspace.reading() as reader:
        return reader.get_story(story).articles


def _with_news(workspace: Workspace) -> list[tuple[str, int]]:
    with workspace.reading() as reader:
        cards = reader.list_stories(limit=LOOKED).items
    return [(card.id, card.articles) for card in cards if card.stale and card.articles > 1]
