"""``/stories``: what the library tells, the latest first, and what is new since the last visit."""

import asyncio
from typing import Any

from litestar import Request, Response, get
from litestar.response import Redirect

from tellings.exports.tables import stories_table
from tellings.model import Page, StoryCard
from tellings.service.asking import TheWorkspace
from tellings.service.web.asked import ORDERS, Filter, read_filter
from tellings.service.web.files import table_file
from tellings.service.web.rendering import answer, frame_of, render
from tellings.service.web.visits import LOOKED, NEWS, visit_of
from tellings.service.workspaces import Workspace
from tellings.store import Reader

SHOWN = 30  # stories on a page: three screens
ORDER_WORDS = dict(zip(ORDERS, ("Latest first", "Most reports", "Most origins", "Most conflicts"), strict=True))


@get("/", include_in_schema=False, sync_to_thread=False)
def start() -> Redirect:
    """Lead to the stories."""
    return Redirect("/stories")


@get("/stories.json", include_in_schema=False, sync_to_thread=True)
def stories_json(request: Request[Any, Any, Any], workspace: TheWorkspace) -> Page[StoryCard]:
    """Return the same stories as the page, as the API gives them."""
    with workspace.reading() as reader:
        return list_filtered(reader, read_filter(request))


@get(["/stories.csv", "/stories.xlsx", "/stories.jsonl"], include_in_schema=False)
async def stories_file(request: Request[Any, Any, Any], workspace: TheWorkspace) -> Response[bytes]:
    """Return the same stories as the page, as a table."""
    found = await asyncio.to_thread(_listed, workspace, read_filter(request))
    return table_file(stories_table(found.items), request.url.path.rpartition(".")[2], "Stories")


@get("/stories", include_in_schema=False, sync_to_thread=True)
def stories(request: Request[Any, Any, Any], workspace: TheWorkspace) -> Response[bytes]:
    """Return the page of stories."""
    asked = read_filter(request)
    with workspace.reading() as reader:
        now = reader.last_move()
        visit = visit_of(request, workspace, now)
        found = list_filtered(reader, asked)
        new = _moved_since(reader, visit.since)
        empty = not found.items and not reader.count().articles
    frame = frame_of(request, title="Stories", here="/stories", twin=f"/stories.json{asked.query()}", live="list")
    page = render(
        "stories.html", frame, asked=asked, found=found, new=new, since=visit.since, empty=empty,
        orders=ORDER_WORDS.items(), bare=Filter(), address=str(workspace.name),
    )  # fmt: skip
    response = answer(request, page)
    for cookie in visit.cookies():
        response.set_cookie(cookie)
    return response


def list_filtered(reader: Reader, asked: Filter) -> Page[StoryCard]:
    """Return the stories that a filter lets pass."""
    return reader.list_stories(
        open_only=asked.open,
        several=asked.several,
        disputed=asked.disputed,
        outlet=asked.outlet or None,
        since=asked.since or None,
        until=asked.until or None,
        moved_after=asked.moved_after,
        order=asked.order,
        limit=SHOWN,
        after=asked.after or None,
    )


def _listed(workspace: Workspace, asked: Filter) -> Page[StoryCard]:
    with workspace.reading() as reader:
        return list_filtered(reader, asked)


def _moved_since(reader: Reader, since: int | None) -> frozenset[str]:
    """Return the stories that got news after a number of the log."""
    if since is None:
        return frozenset()
    return frozenset(m.move.story for m in reader.log(since, LOOKED) if m.move.kind in NEWS)
