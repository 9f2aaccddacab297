"""Who waits for something to happen in a library is woken when it has."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

EVERY = 0.5  # seconds between two looks at the log while somebody waits: other processes write too


class Bell:
    """Rings when ``look`` gives a number above the one that somebody has; looks only while somebody waits."""

    def __init__(self, look: Callable[[], int]) -> None:
        self._look = look
        self._waiting: dict[asyncio.Future[None], int] = {}
        self._task: asyncio.Task[None] | None = None

    async def wait(self, after: int, patience: float) -> bool:
        """Return True once the number is above ``after`` or somebody rang, False when that takes longer than ``patience`` seconds.

        Who rings from the call on is heard.
        """
        future = asyncio.get_running_loop().create_future()
        self._waiting[future] = after
        try:
            if await asyncio.to_thread(self._look) > after:
                return True
            if self._task is None or self._task.done():
                self._task = asyncio.create_task(self._watch())
            async with asyncio.timeout(patience):
                await future
            return True
        except TimeoutError:
            return False
        finally:
            del self._waiting[future]

    def ring(self) -> None:
        """Wake everybody; to be called in the loop in which they wait."""
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    async def _watch(self) -> None:
        """Wake each who waits for a number below the one that there is: what one has says nothing of what another has."""
        while self._waiting:
            with suppress(Exception):  # a library that cannot be read for a moment is looked at again
                now = await asyncio.to_thread(self._look)
                for future, after in self._waiting.items():
                    if now > after and not future.done():
                        future.set_result(None)
            await asyncio.sleep(EVERY)
