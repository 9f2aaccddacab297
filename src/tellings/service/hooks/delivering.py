"""Events to webhooks: in order, at least once, again and again with growing pauses where a receiver fails."""

import asyncio
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial

import msgspec
from msgspec.structs import replace

from tellings.errors import FetchError
from tellings.fetching import Fetcher, Rules, small
from tellings.model import LoggedMove
from tellings.service.hooks.keeping import HOOK, Hook, read_hooks
from tellings.service.hooks.signing import sign
from tellings.service.workers import Worker
from tellings.service.workspaces import Workspace

PAUSES = (5.0, 60.0, 300.0, 1_800.0, 7_200.0, 18_000.0, 36_000.0, 50_400.0)  # seconds before each next try: 31 hours in all
EVERY = 1.0  # seconds between two looks for something to send
SENDERS = 8  # receivers that are told side by side, in threads that nobody else waits for
AT_ONCE = 200  # events looked through at once
Clock = Callable[[], float]


class Message(msgspec.Struct, frozen=True):
    """What a receiver gets: ``type`` is story.KIND, ``data`` the event as ``/v1/events`` gives it."""

    type: str
    workspace: str
    data: LoggedMove


class Deliveries:
    """Sends events to the webhooks of every workspace that is open."""

    def __init__(self, taker: Worker, opened: Callable[[], Iterable[Workspace]], rules: Rules, now: Clock = time.time) -> None:
        self._taker, self._opened, self._now = taker, opened, now
        self._fetcher = Fetcher(small(rules))
        self._senders = ThreadPoolExecutor(SENDERS, thread_name_prefix="webhooks")
        self._tasks: dict[tuple[str, str], asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Send until cancelled."""
        try:
            while True:
                for workspace in self._opened():
                    with suppress(Exception):  # a library that cannot be read for a moment is looked at again
                        for hook in await asyncio.to_thread(_hooks, workspace):
                            self._begin(workspace, hook)
                await asyncio.sleep(EVERY)
        finally:
            self._fetcher.stop()
            for task in self._tasks.values():
                task.cancel()
            self._senders.shutdown(wait=False, cancel_futures=True)

    def _begin(self, workspace: Workspace, hook: Hook) -> None:
        """Serve a webhook beside the others, if that does not go on already: a slow receiver delays nobody else."""
        key = (workspace.name, hook.id)
        if key not in self._tasks and not hook.ended and hook.due <= self._now():
            task = self._tasks[key] = asyncio.create_task(self._serve(workspace, hook))
            task.add_done_callback(lambda done: self._end(key, done))

    def _end(self, key: tuple[str, str], done: "asyncio.Task[None]") -> None:
        self._tasks.pop(key, None)
        _ = done.cancelled() or done.exception()  # what could not be written down is sent again

    async def _serve(self, workspace: Workspace, hook: Hook) -> None:
        """Send what a webhook has not got, until all is sent or it fails."""
        while not hook.ended and hook.due <= self._now():
            events = await asyncio.to_thread(_events, workspace, hook.sent)
            if not events:
                return
            after = hook
            for event in events:
                after = await self._send(workspace, after, event) if _wants(hook, event) else replace(after, sent=event.number)
                if after.failures or after.ended:
                    break
            if await self._keep(workspace, hook, after):
                return
            hook = after

    async def _send(self, workspace: Workspace, hook: Hook, event: LoggedMove) -> Hook:
        """Send one event and return the webhook as it then stands."""
        body = msgspec.json.encode(Message(f"story.{event.move.kind}", workspace.name, event))
        headers = sign(hook.secret, f"msg_{hook.id}_{event.number}", int(self._now()), body)
        try:
            post = partial(self._fetcher.post, hook.url, body, headers=headers)
            await asyncio.get_running_loop().run_in_executor(self._senders, post)
        except FetchError as error:
            return self._after_failure(hook, error)
        return replace(hook, sent=event.number, failures=0, due=0.0, said="")

    def _after_failure(self, hook: Hook, error: FetchError) -> Hook:
        if error.kind == "gone":
            return replace(hook, ended="the receiver says that it is gone (410)", said=error.reason)
        if hook.failures >= len(PAUSES):
            return replace(hook, ended=f"it failed {hook.failures + 1} times", said=error.reason)
        pause = max(PAUSES[hook.failures], error.retry_after or 0.0)
        return replace(hook, failures=hook.failures + 1, due=self._now() + pause, said=error.reason)

    async def _keep(self, workspace: Workspace, before: Hook, after: Hook) -> bool:
        """Write down how a webhook stands; return whether somebody took it away or changed it meanwhile."""
        there = {h.id: h for h in await asyncio.to_thread(_hooks, workspace)}
        if there.get(before.id) != before:
            return True
        await self._taker.ask("put_note", workspace.address, HOOK, after.id, msgspec.json.encode(after))
        return bool(after.failures or after.ended)


def _hooks(workspace: Workspace) -> tuple[Hook, ...]:
    with workspace.reading() as reader:
        return read_hooks(reader)


def _events(workspace: Workspace, after: int) -> list[LoggedMove]:
    with workspace.reading() as reader:
        return reader.log(after, AT_ONCE)


def _wants(hook: Hook, event: LoggedMove) -> bool:
    of_kind = not hook.kinds or event.move.kind in hook.kinds
    return of_kind and (hook.story is None or hook.story in (event.move.story, event.move.other))
