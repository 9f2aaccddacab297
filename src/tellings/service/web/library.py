"""``/library``: what the library holds and how it is kept up to date; ``/forget``: what is taken out of it for good."""

import asyncio
import os
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get, post
from msgspec import Struct

from tellings.answers import get_health
from tellings.answers.citing import refer
from tellings.errors import MissingError, UsageError
from tellings.library.following import followed
from tellings.model import FeedCard, Health, Query
from tellings.service.api.hooks import HookTold, hooks_of
from tellings.service.asking import TheServer, TheWorkspace, passed
from tellings.service.server import Server
from tellings.service.web.asked import texts
from tellings.service.web.forms import done, read_form
from tellings.service.web.rendering import answer, frame_of, render
from tellings.service.workspaces import Workspace
from tellings.store import Reader

MOST = 10_000  # articles of an outlet that the page forgets at once; more by `tellings forget`
NAMED = 5  # of those that are to go, named before they do
LONGEST = {"article": 500, "outlet": 200, "sure": 10, "count": 12}


class Waiting(Struct, frozen=True):
    """A story that waits to be told or is being told: the stage it is in, how far."""

    story: str
    title: str
    stage: str
    done: int
    of: int


class Failed(Struct, frozen=True):
    """A story that could not be told as it is, and why."""

    story: str
    title: str
    why: str


class LibraryTold(Struct, frozen=True, kw_only=True):
    """How a library is: what it holds, its size on disk in bytes where it is a file, what is under way, what went wrong."""

    health: Health
    bytes: int | None
    free: int | None
    waiting: tuple[Waiting, ...]
    failed: tuple[Failed, ...]
    feeds: tuple[FeedCard, ...]
    webhooks: tuple[HookTold, ...] | None


@get("/library", include_in_schema=False)
async def library(request: Request[Any, Any, Any], server: TheServer, workspace: TheWorkspace) -> Response[bytes]:
    """Return the page."""
    told = await asyncio.to_thread(_told, request, server, workspace)
    gone = texts(request).get("forgotten", "")
    frame = frame_of(request, "Library", here="/library", twin="/library.json", live="state", waiting=bool(told.waiting))
    return answer(request, render("library.html", frame, told=told, gone=gone, serving=server.serving))


@get("/library.json", include_in_schema=False)
async def library_json(request: Request[Any, Any, Any], server: TheServer, workspace: TheWorkspace) -> LibraryTold:
    """Return the same as nouns."""
    return await asyncio.to_thread(_told, request, server, workspace)


@get("/forget", scope="admin", include_in_schema=False)
async def ask(request: Request[Any, Any, Any], workspace: TheWorkspace) -> Response[bytes]:
    """Say what would be forgotten, and ask whether it is to be."""
    given = texts(request)
    article, outlet = given.get("article", ""), given.get("outlet", "")
    found, named = await asyncio.to_thread(_wanted, workspace, article, outlet)
    frame = frame_of(request, "Forget", here="/library")
    return answer(request, render("forget.html", frame, article=article, outlet=outlet, count_of=len(found), named=named))


@post("/forget", scope="admin", include_in_schema=False)
async def forget(request: Request[Any, Any, Any], server: TheServer, workspace: TheWorkspace) -> Response[Any]:
    """Forget what was asked for, if it is still what was shown."""
    form = await read_form(request, LONGEST)
    found, _ = await asyncio.to_thread(_wanted, workspace, form["article"], form["outlet"])
    if form["sure"] != "yes" or form["count"] != str(len(found)):
        return done("/forget?" + urlencode({k: form[k] for k in ("article", "outlet") if form[k]}))
    gone = await server.taker.ask("forget", workspace.address, found)
    workspace.bell.ring()
    return done(f"/library?forgotten={gone}")


def _wanted(workspace: Workspace, article: str, outlet: str) -> tuple[list[str], list[str]]:
    """Return the articles that are meant, and names of the first of them. Raises UsageError for none or too many."""
    with workspace.reading() as reader:
        if article:
            found = _versions(reader, article)
        elif outlet:
            found = [h.article.id for h in reader.iter_holdings(Query(outlet=outlet, superseded=True))]
        else:
            raise UsageError("name an article or an outlet that is to be forgotten")
        if not found:
            raise MissingError(f"the library has nothing of {(article or outlet)[:60]!r}")
        if len(found) > MOST:
            raise UsageError(f"{len(found)} articles are more than the page forgets at once; `tellings forget` does it")
        return found, [refer(h.article) for h in reader.find_holdings(found[:NAMED]).values()]


def _versions(reader: Reader, article: str) -> list[str]:
    holding = reader.find_holdings([article]).get(article)
    if holding is None:
        return []
    (versions,) = reader.find_versions([holding.version.key]).values()
    return [v.article for v in versions]


def _told(request: Request[Any, Any, Any], server: Server, workspace: Workspace) -> LibraryTold:
    size, free = _disk(workspace.address)
    with workspace.reading() as reader:
        waiting = [
            Waiting(story, _title(reader, story), stage, n, of)
            for (name, story), (stage, n, of) in list(server.narration.progress.items())
            if name == workspace.name
        ]
        return LibraryTold(
            health=get_health(reader, workspace.name),
            bytes=size,
            free=free,
            waiting=tuple(waiting),
            failed=tuple(Failed(s, _title(reader, s), why) for s, why in server.narration.failures(workspace)),
            feeds=followed(reader),
            webhooks=hooks_of(reader) if passed(request).grant.may("admin") else None,
        )


def _title(reader: Reader, story: str) -> str:
    found = reader.find_whereabouts(story)
    return reader.get_story(story).title if found is not None and found.state == "here" else ""


def _disk(address: str) -> tuple[int | None, int | None]:
    """Return the bytes that a library takes, and those that are free beside it, where it is a file."""
    if "://" in address:
        return None, None
    try:
        sizes = [os.path.getsize(p) for p in (address, f"{address}-wal") if os.path.exists(p)]
        return sum(sizes), shutil.disk_usage(Path(address).parent).free
    except OSError:
        return None, None
