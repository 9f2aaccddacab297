"""Take bytes apart in a process of its own: ``python -m tellings.intake.worker LIMITS``, tasks in, answers out.

Frames are four bytes of length (big-endian) and a MessagePack value: a ``Task`` goes in, a list of ``Answer`` comes out.
"""

import gc
import os
import sys
from typing import IO

import msgspec

from tellings.errors import MaterialError
from tellings.intake.limits import Limits
from tellings.intake.task import Answer, Task, answer
from tellings.model import Unread

# an HTML parser mends every fault of syntax: when it speaks of one all the same, it ran out of memory
HALF = "its text or title holds halves of characters (surrogates), which cannot be stored; save it as plain text"
FULL = "it needs more memory than the limit 'page_memory' allows; raise it or save the article as plain text"


def main() -> None:
    """Answer tasks until standard input ends."""
    limits = msgspec.json.decode(sys.argv[1], type=Limits)
    _cap_memory(limits.page_memory)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not end up between the frames
    # a page is many small objects that die together: looking for circles among them at each 700 costs a tenth of the page
    gc.set_threshold(50_000, 20, 20)
    while (task := receive(sys.stdin.buffer)) is not None:
        try:
            send(out, reply(task, limits))
        except UnicodeEncodeError:  # half a character, written out in letters, that got past every reader
            send(out, [answer(Unread(task.where, HALF))])


def reply(task: Task, limits: Limits) -> list[Answer]:
    """Return what is in a task's bytes, or one answer that says why nothing is."""
    from tellings.intake.apart import take_apart

    try:
        return [answer(found) for found in take_apart(task, limits)]
    except MaterialError as error:
        why = error.reason
    except Exception as error:  # the border of the process: whatever a parser throws is its input's fault, told and survived
        full = isinstance(error, MemoryError) or (
            task.kind == "html" and type(error).__name__ in ("XMLSyntaxError", "XPathEvalError")
        )
        why = FULL if full else f"it could not be taken apart ({type(error).__name__}); save its text as plain text"
    return [answer(Unread(task.where, why))]


def send(stream: IO[bytes], value: object) -> None:
    """Write one frame."""
    raw = msgspec.msgpack.encode(value)
    stream.write(len(raw).to_bytes(4, "big") + raw)
    stream.flush()


def receive(stream: IO[bytes]) -> Task | None:
    """Read one frame that holds a task; None at the end."""
    size = stream.read(4)
    if len(size) < 4:
        return None
    return msgspec.msgpack.decode(stream.read(int.from_bytes(size, "big")), type=Task)


def _cap_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # no such thing outside Unix: there the time limit alone holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


if __name__ == "__main__":
    main()
