"""Longer work that somebody asked for, while the server runs: what it is, how far it is, what became of it."""

from collections import OrderedDict
from typing import Any

from msgspec.structs import replace

from tellings.model import Job

KEPT = 200  # jobs of a workspace that are remembered


class Jobs:
    """The jobs of one workspace, the latest last. They are told by number, and forgotten when the server ends."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._count = self.changes = 0
        self._changed: OrderedDict[str, int] = OrderedDict()

    def add(self, kind: Any, name: str) -> Job:
        """Take a job down."""
        self._count += 1
        job = Job(id=f"j-{self._count}", kind=kind, name=name, state="waiting")
        self._jobs[job.id] = job
        self._note(job.id)
        while len(self._jobs) > KEPT:
            self._changed.pop(self._jobs.popitem(last=False)[0], None)
        return job

    def change(self, job: str, **fields: Any) -> None:
        """Say how a job stands."""
        if job in self._jobs:
            self._jobs[job] = replace(self._jobs[job], **fields)
            self._note(job)

    def changed(self, since: int) -> tuple[Job, ...]:
        """Return the jobs that changed since there had been so many ``changes``, in the order in which they did."""
        return tuple(self._jobs[job] for job, at in self._changed.items() if at > since)

    def _note(self, job: str) -> None:
        self.changes += 1
        self._changed[job] = self.changes
        self._changed.move_to_end(job)

    def find(self, job: str) -> Job | None:
        """Return a job."""
        return self._jobs.get(job)

    def latest(self) -> tuple[Job, ...]:
        """Return the jobs, the latest first."""
        return tuple(reversed(self._jobs.values()))
