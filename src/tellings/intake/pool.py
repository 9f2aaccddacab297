"""As many workers as there are cores, each of them killable, answers in order of asking."""

import os
import threading
from concurrent.futures import Future, ThreadPoolExecutor

from tellings.errors import MaterialError
from tellings.intake.arrival import Found, Pace
from tellings.intake.extraction import Extractor
from tellings.intake.limits import Limits
from tellings.intake.task import Task
from tellings.model import Unread


class Pool:
    """Workers that are started when a task finds none idle; a task that kills its worker costs only itself."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.size = limits, limits.workers or cores()
        self.extractors: list[Extractor] = []
        self.own = threading.local()
        self.threads = ThreadPoolExecutor(self.size, thread_name_prefix="intake")
        self.closed = False

    def submit(self, task: Task) -> "Future[list[Found | Pace]]":
        """Return what will hold the answer: what was found, or one Unread that says why nothing was."""
        return self.threads.submit(self._ask, task)

    def close(self) -> None:
        """End the workers, whatever they are at."""
        self.closed = True
        for extractor in self.extractors:
            extractor.end()
        self.threads.shutdown(cancel_futures=True)
        for extractor in self.extractors:  # one that was just being started
            extractor.end()

    def _ask(self, task: Task) -> list[Found | Pace]:
        if self.closed:
            return []
        try:
            return self._extractor().ask(task)
        except MaterialError as error:
            return [Unread(task.where, error.reason)]

    def _extractor(self) -> Extractor:
        if not hasattr(self.own, "extractor"):
            self.own.extractor = Extractor(self.limits)
            self.extractors.append(self.own.extractor)
        extractor: Extractor = self.own.extractor
        return extractor


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
