"""A process of ours that is asked over a pipe: many questions at once, answers as they come; started anew when it dies."""

import asyncio
import contextlib
import itertools
import os
import signal
import threading
from collections.abc import Callable, Collection, Iterator
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

from tellings import errors
from tellings.errors import StoreError, TellingsError

Say = Callable[[Any], None]
Verbs = dict[str, Callable[..., Any]]


class _Life:
    """One life of a process: its pipe, what is to be sent to it, and who waits for what it was asked."""

    def __init__(self, nth: int, process: Any, pipe: Connection) -> None:
        self.nth, self.process, self.pipe = nth, process, pipe
        self.outbox: SimpleQueue[Any] = SimpleQueue()
        self.waiting: dict[int, tuple[asyncio.AbstractEventLoop, asyncio.Future[Any], Say | None]] = {}
        self.ended = False

    @property
    def is_up(self) -> bool:
        """Whether it runs, and can be asked."""
        return not self.ended and bool(self.process.is_alive())


class Worker:
    """Asks a process that ``work(connection, *given)`` runs; see ``answer_all`` for its side of the pipe.

    Whoever asks never waits for the pipe: a thread of its own writes to it, so that a process that hangs holds up nobody.
    """

    def __init__(self, name: str, work: Callable[..., None], *given: Any) -> None:
        self.name, self._work, self._given = name, work, given
        self._numbers = itertools.count(1)
        self._lock, self._starting = threading.Lock(), threading.Lock()
        self._life: _Life | None = None
        self._closing = False

    def start(self) -> None:
        """Start the process, if it does not run. Raises StoreError once the server is closing."""
        with self._starting:
            if self._closing:
                raise StoreError("the server is closing; ask again when it is back")
            if self.is_up:
                return
            here, there = get_context("spawn").Pipe()
            process = get_context("spawn").Process(target=self._work, args=(there, *self._given), name=self.name, daemon=True)
            with _deaf():
                process.start()
            there.close()
            life = self._life = _Life(next(self._numbers), process, here)
            for turn, does in ((self._listen, "answers"), (self._write, "questions")):
                threading.Thread(target=turn, args=(life,), name=f"{self.name} {does}", daemon=True).start()

    @property
    def is_up(self) -> bool:
        """Whether the process runs."""
        return self._life is not None and self._life.is_up

    @property
    def life(self) -> int:
        """A number that is another for each process that was started; 0 before the first."""
        return self._life.nth if self._life else 0

    async def ask(self, verb: str, *given: Any, say: Say | None = None) -> Any:
        """Return what the process answers; ``say`` is told what it says on the way, in the caller's loop.

        Raises the error that the work raised; StoreError when the process died over it.
        """
        if self._closing or not self.is_up:
            await asyncio.to_thread(self.start)
        loop = asyncio.get_running_loop()
        number, future = next(self._numbers), loop.create_future()
        with self._lock:
            life = self._life
            if life is None or life.ended:
                raise self._gone()
            life.waiting[number] = (loop, future, say)
        life.outbox.put((number, verb, given))
        try:
            return await future
        finally:
            with self._lock:
                life.waiting.pop(number, None)

    def close(self, patience: float = 10.0) -> None:
        """Let the process finish what it is in the middle of, and end it."""
        with self._starting:
            self._closing = True
        if (life := self._life) is None:
            return
        life.outbox.put(None)
        for end in (None, life.process.terminate, life.process.kill):  # one that was stopped hears of nothing but the last
            if end is not None:
                end()
            life.process.join(patience)
            if not life.process.is_alive():
                return

    def _write(self, life: _Life) -> None:
        """Send what is asked, one question after another, until None or the end."""
        while True:
            told = life.outbox.get()
            try:
                life.pipe.send(told)
            except OSError:
                return  # who listens finds out as well, and tells whoever waits
            except Exception as error:  # this question cannot be sent; the next one may
                self._hand_on(life, told[0], "error", ("RuntimeError", f"{type(error).__name__}: {error}"))
            if told is None:
                return

    def _listen(self, life: _Life) -> None:
        """Hand on what the process says, until it ends."""
        with contextlib.suppress(EOFError, OSError):
            while True:
                self._hand_on(life, *life.pipe.recv())
        self._give_up(life)

    def _hand_on(self, life: _Life, number: int, kind: str, told: Any) -> None:
        with self._lock:
            loop, future, say = life.waiting.get(number, (None, None, None))
        if loop is None or future is None:
            return
        with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile
            if kind == "said":
                loop.call_soon_threadsafe(say or _ignore, told)
            elif kind == "done":
                loop.call_soon_threadsafe(_settle, future, told, None)
            else:
                loop.call_soon_threadsafe(_settle, future, None, _error(*told))

    def _give_up(self, life: _Life) -> None:
        """Tell whoever waits that the process died; the next question starts another."""
        with self._lock:
            life.ended = True
            left, life.waiting = life.waiting, {}
        life.outbox.put(None)
        for loop, future, _ in left.values():
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(_settle, future, None, self._gone())
        life.process.join()
        life.pipe.close()

    def _gone(self) -> StoreError:
        return StoreError(f"the {self.name} process died over this; what it had told as safe is safe, ask again for the rest")


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Have a process that is started here never hear of Ctrl-C, which goes to all of us: the server says when to end."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which, when it starts, has its starter hear of signals again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ignore(_: Any) -> None:
    return


def _settle(future: "asyncio.Future[Any]", told: Any, error: Exception | None) -> None:
    if future.done():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(told)


def _error(kind: str, words: str) -> Exception:
    made: type[Exception] = getattr(errors, kind, RuntimeError)
    return made(words)


def give_way(by: int) -> None:
    """Let other processes go first, by so much niceness, where the system knows that."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(by)


def answer_all(
    pipe: Connection, verbs: Verbs, threads: int, closing: threading.Event, slow: Collection[str] = (), slow_threads: int = 1
) -> None:
    """Answer questions until the pipe says None or breaks; each verb is called with ``say`` and what was given.

    Questions run side by side on ``threads``; the ``slow`` verbs, which wait for other people's servers, have threads of their
    own, so that nobody else waits for those. An error that tellings raises on purpose goes back by its kind and words.
    """
    from concurrent.futures import ThreadPoolExecutor

    sending = threading.Lock()

    def send(number: int, kind: str, told: Any) -> None:
        with sending, contextlib.suppress(OSError):
            pipe.send((number, kind, told))

    def run(number: int, verb: str, given: tuple[Any, ...]) -> None:
        try:
            send(number, "done", verbs[verb](lambda told: send(number, "said", told), *given))
        except TellingsError as error:
            send(number, "error", (type(error).__name__, str(error)))
        except Exception as error:  # a fault of ours must not take the process with it
            import traceback

            traceback.print_exc()
            send(number, "error", ("RuntimeError", f"{type(error).__name__}: {error}"))

    with ThreadPoolExecutor(threads) as pool, ThreadPoolExecutor(slow_threads) as apart:
        with contextlib.suppress(EOFError, OSError):
            while (told := pipe.recv()) is not None:
                (apart if told[1] in slow else pool).submit(run, *told)
        closing.set()
