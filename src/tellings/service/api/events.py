"""``/v1/events``: the library's log, as a stream that can be taken up again, or page by page."""

from collections.abc import AsyncIterator, Callable
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get
from litestar.params import HeaderParameter, Parameter
from litestar.response import Stream

from tellings.model import LoggedMove, Page
from tellings.service.api.documented import Limit, answers
from tellings.service.asking import TheWorkspace, passed
from tellings.service.workspaces import Workspace

HEARTBEAT = 15.0  # seconds without an event after which a comment is sent, so that nobody takes the connection for dead
RETRY = 2_000  # milliseconds after which a client that was cut off comes back
AT_ONCE = 500
Number = Annotated[
    int | None, Parameter(ge=0, le=2**53, description="Events after this number; in a stream Last-Event-ID goes before.")
]
OfStory = Annotated[str | None, Parameter(max_length=200, description="Only events of this story.")]
Last = Annotated[str | None, HeaderParameter(name="Last-Event-ID", max_length=20, description="The last event that was received.")]


@get("/events", summary="What happens to stories", responses=answers())
async def events(
    request: Request[Any, Any, Any],
    workspace: TheWorkspace,
    after: Number = None,
    story: OfStory = None,
    limit: Limit = 100,
    last: Last = None,
) -> Response[Any]:
    """Return what happened after an event, in order; with `Accept: text/event-stream` what happens goes on coming.

    A stream without a number begins now; one of the whole library also has events `job`, a job as it stands whenever it gets
    further, without a number: they are not told again to who comes back. `next` of a page is the number to ask after, also where
    nothing happened yet.
    """
    import asyncio

    number = int(last) if last and last.isdecimal() else after
    if "text/event-stream" in request.headers.get("accept", ""):
        begin = await asyncio.to_thread(workspace.last_move) if number is None else number
        return Stream(
            _stream(workspace, begin, story, passed(request).holds),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store"},
        )
    found = await asyncio.to_thread(_read, workspace, number or 0, limit)
    last_read = found[-1].number if found else number or 0
    return Response(Page(tuple(f for f in found if _is_of(f, story)), str(last_read)))


async def _stream(workspace: Workspace, after: int, story: str | None, holds: Callable[[], bool]) -> AsyncIterator[bytes]:
    """Yield what happens for as long as the token ``holds``: who is revoked hears nothing more."""
    import asyncio

    yield f"retry: {RETRY}\n\n".encode()
    told = workspace.jobs.changes
    while holds():
        changed, told = workspace.jobs.changed(told), workspace.jobs.changes
        for job in changed if story is None else ():
            yield b"event: job\ndata: " + msgspec.json.encode(job) + b"\n\n"
        for logged in (found := await asyncio.to_thread(_read, workspace, after, AT_ONCE)):
            after = logged.number
            if _is_of(logged, story):
                yield to_event(logged)
        if found or workspace.jobs.changes != told:
            continue
        if not await workspace.bell.wait(after, HEARTBEAT):
            yield b": still here\n\n"


def _read(workspace: Workspace, after: int, limit: int) -> list[LoggedMove]:
    with workspace.reading() as reader:
        return reader.log(after, limit)


def _is_of(logged: LoggedMove, story: str | None) -> bool:
    return story is None or story in (logged.move.story, logged.move.other)


def to_event(logged: LoggedMove) -> bytes:
    """Return a move as an event of a stream (WHATWG HTML, 9.2): its number, its kind, the move as JSON."""
    data = msgspec.json.encode(logged.move).decode()
    return f"id: {logged.number}\nevent: {logged.move.kind}\ndata: {data}\n\n".encode()


ROUTES = [events]
