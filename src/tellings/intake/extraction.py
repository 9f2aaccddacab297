"""Hand pages, feeds and mails to a worker that can be killed."""

import os
import queue
import subprocess
import sys
import threading
from contextlib import suppress

import msgspec

from tellings.errors import MaterialError
from tellings.intake.arrival import Found, Pace
from tellings.intake.limits import Limits
from tellings.intake.streams import mb
from tellings.intake.task import Answer, Task
from tellings.intake.worker import send

# numpy, which tells languages, reserves memory for as many threads as there are cores: on a large machine more than the cap
SINGLE = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
ANSWERS = msgspec.msgpack.Decoder(list[Answer])


class Extractor:
    """A worker process, started with the first task and again after each task that killed it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.process: subprocess.Popen[bytes] | None = None
        self.answers: queue.Queue[bytes | None] = queue.Queue()

    def ask(self, task: Task) -> list[Found | Pace]:
        """Return what is in a task's bytes; raises MaterialError when they cost too much or crash the worker."""
        process = self.process or self._start()
        assert process.stdin is not None
        try:
            send(process.stdin, task)
            raw = self.answers.get(timeout=self.limits.page_seconds)
        except queue.Empty:
            self.end()
            raise MaterialError(
                f"taking it apart took over {self.limits.page_seconds:g} s; raise the limit 'page_seconds' or save its text"
            ) from None
        except (OSError, ValueError):  # the worker is gone, or its pipe was closed because nobody waits any more
            raw = None
        if raw is None:
            self.end()
            raise MaterialError(
                f"taking it apart needed more than {mb(self.limits.page_memory)} or crashed; save the article as plain text"
            )
        return [a.found for a in ANSWERS.decode(raw)]

    def end(self) -> None:
        """End the worker; the next task starts another."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):  # what was still to be sent has nowhere to go
                    if pipe:
                        pipe.close()

    def _start(self) -> "subprocess.Popen[bytes]":
        # -P: a file called lxml.py in the folder we happen to stand in must not be taken for the library
        command = [sys.executable, "-P", "-m", "tellings.intake.worker", msgspec.json.encode(self.limits).decode()]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, **SINGLE}
        )
        self.process, self.answers = process, queue.Queue()
        threading.Thread(target=_listen, args=(process, self.answers), daemon=True).start()
        return process


def _listen(process: "subprocess.Popen[bytes]", answers: "queue.Queue[bytes | None]") -> None:
    """Put each answer of the worker into the queue, then None."""
    assert process.stdout is not None
    try:
        while len(size := process.stdout.read(4)) == 4:
            answers.put(process.stdout.read(int.from_bytes(size, "big")))
    except ValueError:  # the pipe was closed under our hands: the worker was ended on purpose
        pass
    answers.put(None)
