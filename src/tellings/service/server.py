"""What all routes of a server share: its workspaces, the processes behind it, what is to be told next."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from tellings.errors import StoreError, TellingsError, UsageError
from tellings.model import Job, Query
from tellings.service.access import Hosts, Rates, TokenFile, is_loopback
from tellings.service.access.hosts import LOOPBACK
from tellings.service.hooks import Deliveries
from tellings.service.metrics import Metrics
from tellings.service.narration import Narration
from tellings.service.problems import words_of
from tellings.service.settings import Serving
from tellings.service.workers import Worker, narrator, taker
from tellings.service.workspaces import Workspace, Workspaces

Log = Callable[[str], None]
NAMING = 50  # articles analysed at once for who asks what somebody said; by judgement: some seconds of the narrator
MINDED = 2.0  # seconds between two looks whether both processes run
GUESSES = 1.0  # tokens a second that one address may try on the page, two at once; by judgement


class Server:
    """A server as it runs; ``log`` is told a line for each request, ``alarm`` what is a fault of ours."""

    def __init__(self, serving: Serving, log: Log = lambda line: None, alarm: Log = lambda line: None) -> None:
        self.serving, self.log, self.alarm = serving, log, alarm
        self.tokens = _tokens(serving)
        self.hosts = Hosts((*LOOPBACK, *serving.names) if is_loopback(serving.host) else (serving.host, *LOOPBACK, *serving.names))
        self.workspaces = Workspaces(serving.library, self.tokens)
        self.taker = Worker("taker", taker.work, serving.caps)
        self.narrator = Worker("narrator", narrator.work, serving.caps)
        self.narration = Narration(
            self.narrator,
            self.workspaces.opened,
            self._words,
            alarm,
            tell_all=serving.caps.tell_all,
            excerpts=serving.caps.excerpts,
        )
        self.deliveries = Deliveries(self.taker, self.workspaces.opened, serving.caps.rules)
        self.metrics = Metrics(self._gauges)
        self.rates, self.guesses = Rates(serving.rate), Rates(GUESSES)
        self.naming: set[tuple[str, str]] = set()
        self._tasks: set[asyncio.Task[Any]] = set()

    async def start(self) -> None:
        """Open the libraries, start the processes, and begin to tell stories."""
        await asyncio.to_thread(self.workspaces.open_all)
        await asyncio.to_thread(self.taker.start)
        await asyncio.to_thread(self.narrator.start)
        self._keep(asyncio.create_task(self._mind()))
        self._keep(asyncio.create_task(self.narration.run()))
        self._keep(asyncio.create_task(self.deliveries.run()))

    async def _mind(self) -> None:
        """Start a process again that died, and tell each of every library, once: feeds are followed, old tellings looked for."""
        told: set[tuple[int, str]] = set()
        while True:
            for worker in (self.taker, self.narrator):
                with suppress(TellingsError, OSError):  # tried again
                    await asyncio.to_thread(worker.start)
                    for workspace in self.workspaces.opened():
                        if (worker.life, workspace.address) not in told:
                            told.add((worker.life, workspace.address))
                            self._keep(asyncio.create_task(self._open(worker, workspace)))
            await asyncio.sleep(MINDED)

    async def _open(self, worker: Worker, workspace: Workspace) -> None:
        try:
            await worker.ask("open", workspace.address)
        except Exception as error:  # said; whoever asks for more of this library hears of it too
            self.log(f"{workspace.name}: {error}")

    async def stop(self) -> None:
        """End what runs; what was told as safe is safe."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(asyncio.to_thread(self.taker.close), asyncio.to_thread(self.narrator.close))
        self.workspaces.close()

    def analyse_naming(self, workspace: Workspace, name: str) -> None:
        """Begin to analyse the latest articles that name somebody and were not analysed yet, unless that is under way."""
        key = (workspace.name, name)
        if key not in self.naming:
            self.naming.add(key)
            self._keep(asyncio.create_task(self._analyse_naming(workspace, name)))

    async def _analyse_naming(self, workspace: Workspace, name: str) -> None:
        try:
            await self.narrator.ask("analyse_naming", workspace.address, Query(speaker=name), NAMING)
        except Exception as error:  # whoever asked finds the articles as they were, and asks again
            self.log(f"{name!r} was not looked for: {error}")
        finally:
            self.naming.discard((workspace.name, name))
            workspace.bell.ring()

    def gather(self, workspace: Workspace, kind: str, name: str, path: str, key: str = "") -> Job:
        """Begin to read a file, an address or a feed into a workspace; the upload that ``path`` is goes once it was read.

        ``key`` is the name by which the upload is known again.
        """
        job = workspace.jobs.add(kind, name)
        self._keep(asyncio.create_task(self._gather(workspace, job.id, path, key, upload=kind == "file")))
        return job

    async def _gather(self, workspace: Workspace, job: str, path: str, key: str, *, upload: bool) -> None:
        def say(told: dict[str, Any]) -> None:
            workspace.jobs.change(job, **told)
            workspace.bell.ring()

        workspace.jobs.change(job, state="running")
        try:
            told = await self.taker.ask("gather", workspace.address, path, key, say=say)
            usable = told["done"] or not told["unread"]
            workspace.jobs.change(
                job, state="done" if usable else "failed", error=None if usable else told["unread"][0].reason, **told
            )
        except Exception as error:  # the job failed, and says why
            workspace.jobs.change(job, state="failed", error=self._words(error))
        finally:
            workspace.bell.ring()
            if upload:
                await asyncio.to_thread(_remove, Path(path))

    def _words(self, error: Exception) -> str:
        """Return what those who ask are told of an error, and say the whole of it where they are not told."""
        told = words_of(error, owner=self.tokens is None)
        if str(error) not in told:
            self.alarm(str(error))
        return told

    def _gauges(self) -> Iterator[tuple[str, str, float]]:
        """Yield what is true now, for whoever watches the server."""
        yield "tellings_stories_wanted", "Stories that wait to be told.", len(self.narration.progress)
        yield "tellings_taker_up", "Whether the process that writes runs.", self.taker.is_up
        yield "tellings_narrator_up", "Whether the process that tells runs.", self.narrator.is_up
        opened = self.workspaces.opened()
        jobs = sum(job.state in ("waiting", "running") for w in opened for job in w.jobs.latest())
        yield "tellings_jobs_running", "Addresses, feeds and files that are being read.", jobs
        if self.tokens is None:  # with tokens a workspace is nobody else's business
            for workspace in opened:
                with suppress(StoreError), workspace.reading() as reader:  # the other numbers are wanted then above all
                    held = reader.count()
                    yield "tellings_articles", "Current articles of the library.", held.articles
                    yield "tellings_stories", "Stories of the library.", held.stories

    def _keep(self, task: asyncio.Task[Any]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _tokens(serving: Serving) -> TokenFile | None:
    """Return the file of tokens; None where nobody needs one. Raises UsageError where somebody would."""
    file = TokenFile(Path(serving.tokens)) if serving.tokens else None
    if file is not None and file.read().tokens:
        return file
    if not is_loopback(serving.host):
        raise UsageError(
            f"{serving.host} can be reached by others, and there is no token yet: make one first with "
            "`tellings token new NAME`, or serve on 127.0.0.1"
        )
    return None


def _remove(path: Path) -> None:
    """Take an upload away with the folder that was made for it."""
    with suppress(OSError):
        path.unlink()
        path.parent.rmdir()
