"""Hand HTML pages to a worker that can be killed."""

import queue
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import msgspec

from tellings.errors import MaterialError
from tellings.intake.limits import Limits
from tellings.intake.streams import mb
from tellings.intake.worker import send
from tellings.reading.pages import Page

TAG = re.compile(r"<(?:(/?)([a-z][a-z0-9:-]{0,40})(?=[\s/>])|!--)")
HIDDEN = frozenset(["script", "style", "textarea", "noscript", "template"])  # tags in which tags are only words
# Tags that hold nothing, and tags that need no end: neither nests.
FLAT = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"),
        *("p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "html", "head", "body"),
    }
)


class Extractor:
    """A worker process for HTML, started with the first page and again after each page that killed it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.process: subprocess.Popen[bytes] | None = None
        self.answers: queue.Queue[bytes | None] = queue.Queue()

    def extract(self, page: str) -> Page:
        """Return what is in a page; raises MaterialError when it is too deep, too large, too slow or holds no article."""
        check_shape(page, self.limits)
        answer = self._ask(page)
        if wrong := answer.get("wrong"):
            raise MaterialError(wrong)
        return msgspec.convert(answer, Page)

    def close(self) -> None:
        """End the worker."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe:
                    pipe.close()
            self.process = None

    def _ask(self, page: str) -> dict[str, Any]:
        process = self.process or self._start()
        assert process.stdin is not None
        try:
            send(process.stdin, page)
            raw = self.answers.get(timeout=self.limits.page_seconds)
        except queue.Empty:
            self.close()
            raise MaterialError(
                f"taking the page apart took over {self.limits.page_seconds:g} s; raise the limit 'page_seconds' or save its text"
            ) from None
        except OSError:
            raw = None
        if raw is None:
            self.close()
            raise MaterialError(
                f"taking the page apart needed more than {mb(self.limits.page_memory)} or crashed; save the article as plain text"
            )
        answer: dict[str, Any] = msgspec.msgpack.decode(raw)
        return answer

    def _start(self) -> "subprocess.Popen[bytes]":
        # -P: a file called lxml.py in the folder we happen to stand in must not be taken for the library
        command = [sys.executable, "-P", "-m", "tellings.intake.worker", str(self.limits.page_memory)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
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


def check_shape(page: str, limits: Limits) -> None:
    """Refuse pages whose tags nest too deep or are too many, before any parser sees them.

    The parser drops what lies below 256 levels without a word; this says so instead. Raises MaterialError.
    """
    depth = deepest = count = 0
    for name, closes in _tags(page.lower()):
        count += 1
        if name not in FLAT:
            depth = max(0, depth - 1) if closes else depth + 1
            deepest = max(deepest, depth)
    if deepest > limits.page_depth:
        raise MaterialError(
            f"its tags nest {deepest} deep, more than the limit 'page_depth' of {limits.page_depth}; save the article as plain text"
        )
    if count > limits.page_tags:
        raise MaterialError(
            f"it has {count} tags, more than the limit 'page_tags' of {limits.page_tags}; save the article as plain text"
        )


def _tags(page: str) -> Iterator[tuple[str, bool]]:
    """Yield each tag and whether it closes, leaving out comments, scripts and the like; one pass, whatever the page."""
    at = 0
    while m := TAG.search(page, at):
        at, name = m.end(), m[2]
        if name and not (name in HIDDEN and not m[1]):
            yield name, bool(m[1])
            continue
        end = "-->" if name is None else f"</{name}"
        if (at := page.find(end, at)) < 0:  # never closed: the parser takes the rest for hidden too
            return
        at += len(end)
