"""Where inputs are taken in: caps, workers, what was recognised."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from types import TracebackType
from typing import Unpack

from tellings.intake.arrival import Arrival, Cursor, Found, Pace
from tellings.intake.call import Call, Particulars
from tellings.intake.job import Job
from tellings.intake.limits import Limits
from tellings.intake.names import Names
from tellings.intake.pool import Pool
from tellings.intake.readers import read_input
from tellings.intake.walk import Input, find_inputs
from tellings.model import Article, Unread

AHEAD = 2  # pieces in hand for each worker, so that none waits for the next


class Intake:
    """Takes in paths and bytes with one pool of workers; use it as a context, so that they end with it.

    >>> with Intake() as taken:
    ...     [found.url for found in taken.iter_bytes("a", b"The old wall fell into the sea.", url="https://post.example/wall")]
    ['https://post.example/wall']
    """

    def __init__(self, limits: Limits | None = None, say: Callable[[str], None] | None = None) -> None:
        self.limits = limits or Limits()
        self.say = say or (lambda words: None)
        self._pool: Pool | None = None

    def __enter__(self) -> "Intake":
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the workers."""
        self.close()

    def close(self) -> None:
        """End the workers; the next page starts others."""
        if self._pool:
            self._pool.close()
            self._pool = None

    def iter_arrivals(self, paths: Iterable[str], start: Mapping[str, str] | None = None) -> Iterator[Arrival]:
        """Yield what is in ``paths``, in a fixed order, each with its cursor; ``start``: by path, the cursor to go on after."""
        after = {path: Cursor.parse(words) for path, words in (start or {}).items()}
        yield from self._arrivals(find_inputs(paths, self.say), after)

    def iter_bytes(self, name: str, raw: bytes, **told: Unpack[Particulars]) -> Iterator[Found]:
        """Yield what is in bytes that a fetcher brought, recognised as files are."""
        for arrival in self.iter_brought(name, raw, **told):
            yield arrival.found

    def iter_brought(self, name: str, raw: bytes, **told: Unpack[Particulars]) -> Iterator[Arrival]:
        """Yield the same as ``iter_bytes``, each with what a feed says of itself."""
        yield from self._arrivals([Input(name, name, raw)], {}, Call(self.limits, self.say, **told))

    def _arrivals(
        self, inputs: Iterable[Input | Unread], after: Mapping[str, Cursor], call: Call | None = None
    ) -> Iterator[Arrival]:
        call = call or Call(self.limits, self.say)
        names = Names(self.say)
        before: dict[str, Cursor] = {}
        try:
            for job, found in self._in_order(self._jobs(inputs, after, call)):
                last = before.get(job.item.path, after.get(job.item.path, Cursor()))
                if job.task and not found:
                    self.say(f"{job.task.where}: no text (a picture, a package, a feed without entries); passed over")
                for each in found if job.task else ():
                    if isinstance(each, Article):
                        call.tell_encoding(each.file, each.encoding)
                every = next((each.every for each in found if isinstance(each, Pace)), None)
                told = (each for each in found if not isinstance(each, Pace))
                settled = [f for each in told if (f := names.settle(each, job.item.path))]
                for number, each in enumerate(settled, 1):
                    cursor = job.cursor if number == len(settled) else last
                    yield Arrival(
                        found=each,
                        path=job.item.path,
                        cursor=str(cursor),
                        captured=job.captured,
                        alone=job.alone,
                        named=job.named,
                        every=every,
                    )
                before = {job.item.path: job.cursor}
        finally:
            call.tell_recognised()

    def _jobs(self, inputs: Iterable[Input | Unread], after: Mapping[str, Cursor], call: Call) -> Iterator[Job]:
        for item in inputs:
            if isinstance(item, Unread):
                yield Job(item=Input(item.file, item.file), cursor=Cursor(1), found=(item,))
            else:
                yield from read_input(call, item, after.get(item.path, Cursor()))

    def _in_order(self, jobs: Iterator[Job]) -> Iterator[tuple[Job, Sequence[Found | Pace]]]:
        """Yield each job with what was found, in order, handing tasks to the workers some way ahead."""
        waiting: deque[tuple[Job, Future[list[Found | Pace]] | None]] = deque()
        for job in jobs:
            waiting.append((job, self.pool.submit(job.task) if job.task else None))
            while waiting and (_is_ready(waiting[0][1]) or len(waiting) > self.pool.size * AHEAD):
                yield _result(*waiting.popleft())
        while waiting:
            yield _result(*waiting.popleft())

    @property
    def pool(self) -> Pool:
        """The workers, none of which is started before it is needed."""
        self._pool = self._pool or Pool(self.limits)
        return self._pool


def _is_ready(future: "Future[list[Found | Pace]] | None") -> bool:
    return future is None or future.done()


def _result(job: Job, future: "Future[list[Found | Pace]] | None") -> tuple[Job, Sequence[Found | Pace]]:
    return job, future.result() if future else job.found
