"""``/add``: reports come in, by hand, as files, from addresses and feeds; what became of them, and what could not be read."""

from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get, post
from litestar.exceptions import HTTPException, PermissionDeniedException
from msgspec import Struct

from tellings.exports.view.names import safe_url
from tellings.library.following import followed
from tellings.model import ArticleCard, FeedCard, Ingested, Job, StoryCard
from tellings.service.asking import TheServer, TheWorkspace
from tellings.service.server import Server
from tellings.service.web.asked import DAY, texts
from tellings.service.web.forms import EMPTY, Form, done, read_files, read_form
from tellings.service.web.rendering import answer, frame_of, render
from tellings.service.web.uploads import keep_upload
from tellings.service.workspaces import Workspace
from tellings.store import Reader

PASTED = {"text": 500_000, "title": 1_000, "outlet": 200, "published": 40, "url": 2_000}
NAMED = {"address": 2_000, "kind": 10}
FILES = 100  # files of one form
SHOWN = 12  # stories of a job that are named


class Coming(Struct, frozen=True, kw_only=True):
    """What is on its way into a library: the jobs since the server started, the latest first, and the feeds that are followed."""

    jobs: tuple[Job, ...]
    feeds: tuple[FeedCard, ...]


class Brought(Struct, frozen=True, kw_only=True):
    """A report that was pasted: its card, whether it was there already, and its story."""

    card: ArticleCard
    known: bool
    story: StoryCard | None


@get("/add", include_in_schema=False, sync_to_thread=True)
def add(request: Request[Any, Any, Any], server: TheServer, workspace: TheWorkspace) -> Response[bytes]:
    """Return the page."""
    return _page(request, server, workspace)


@get("/add.json", include_in_schema=False, sync_to_thread=True)
def add_json(workspace: TheWorkspace) -> Coming:
    """Return what is on its way."""
    with workspace.reading() as reader:
        return Coming(jobs=workspace.jobs.latest(), feeds=followed(reader))


@post("/add/text", scope="ingest", include_in_schema=False)
async def paste(request: Request[Any, Any, Any], server: TheServer, workspace: TheWorkspace) -> Response[Any]:
    """Keep a report that was pasted, and lead to its story where others tell the same."""
    form = await read_form(request, PASTED)
    form.need("text", "Paste the text of the report.")
    if form["published"] and not DAY.match(form["published"]):
        form.wrong.setdefault("published", "A day such as 2031-05-01.")
    if form["url"] and safe_url(form["url"]) is None:
        form.wrong.setdefault("url", "An address begins with http:// or https://, and has no blanks.")
    if not form.wrong:
        row = {name: form[name] for name in PASTED if form[name]}
        told: Ingested = await server.taker.ask("take", workspace.address, msgspec.json.encode([row]), False, None)
        workspace.bell.ring()
        item = told.items[0]
        if item.receipt is not None:
            return done(_where(workspace, item.receipt.article, item.receipt.story, known=item.receipt.outcome == "known"))
        form.wrong["text"] = item.reason or "It cannot be read."
    return _page(request, server, workspace, form, 422)


def _where(workspace: Workspace, article: str, story: str | None, *, known: bool) -> str:
    """Return the story of a report once it has something to compare, else the page on which the next one can be pasted."""
    with workspace.reading() as reader:
        several = story is not None and reader.get_story(story).articles > 1
    if several:
        return f"/stories/{story}"
    return "/add?" + urlencode({"brought": article} | ({"known": "yes"} if known else {}))


@post("/add/files", scope="ingest", include_in_schema=False, request_max_body_size=None)
async def upload(request: Request[Any, Any, Any], server: TheServer, workspace: TheWorkspace) -> Response[Any]:
    """Begin to read the files of a form."""
    size, most = request.headers.get("content-length", ""), server.serving.upload
    if not size.isdecimal():
        raise HTTPException(status_code=411, detail="say how large the files are (Content-Length); a browser does")
    if int(size) > most:
        raise HTTPException(status_code=413, detail=f"at most {most // 1_000_000} MB are taken at once; bring them in parts")
    form = await read_form(request, {})
    files = await read_files(request, "files")
    if not files or len(files) > FILES:
        form.wrong["files"] = "Choose a file." if not files else f"{len(files)} files; at most {FILES} are taken at once."
        return _page(request, server, workspace, form, 422)
    for file in files:
        name, path, key = await keep_upload(file)
        server.gather(workspace, "file", name, path, key)
    return done("/add#jobs")


@post("/add/address", scope="ingest", include_in_schema=False)
async def fetch(request: Request[Any, Any, Any], server: TheServer, workspace: TheWorkspace) -> Response[Any]:
    """Begin to read an address or a feed, or to follow a feed."""
    _online(server)
    form = await read_form(request, NAMED)
    address = form["address"]
    form.need("address", "An address begins with http:// or https://.")
    if address and safe_url(address) is None:
        form.wrong.setdefault("address", "An address begins with http:// or https://, and has no blanks.")
    if form.wrong:
        return _page(request, server, workspace, form, 422)
    if form["kind"] == "follow":
        await server.taker.ask("follow", workspace.address, address)
        return done("/add#feeds")
    server.gather(workspace, "feed" if form["kind"] == "feed" else "url", address, address)
    return done("/add#jobs")


@post("/add/unfollow", scope="ingest", include_in_schema=False)
async def unfollow(request: Request[Any, Any, Any], server: TheServer, workspace: TheWorkspace) -> Response[Any]:
    """Ask a feed no more."""
    form = await read_form(request, {"address": 2_000})
    await server.taker.ask("unfollow", workspace.address, form["address"])
    return done("/add#feeds")


def _online(server: Server) -> None:
    if not server.serving.caps.network:
        raise PermissionDeniedException("this server was started --offline and fetches nothing")


def _page(
    request: Request[Any, Any, Any], server: Server, workspace: Workspace, form: Form = EMPTY, status: int = 200
) -> Response[bytes]:
    given = texts(request) if request.method == "GET" else {}
    with workspace.reading() as reader:
        jobs, feeds = workspace.jobs.latest(), followed(reader)
        brought = _brought(reader, given.get("brought", ""), known="known" in given)
        titles = {s: _title(reader, s) for job in jobs for s in job.stories[:SHOWN]}
    running = any(job.state in ("waiting", "running") for job in jobs)
    frame = frame_of(request, "Add reports", here="/add", twin="/add.json", live="coming", waiting=running)
    page = render(
        "add.html", frame, status, form=form, jobs=jobs, feeds=feeds, brought=brought, titles=titles, shown=SHOWN,
        online=server.serving.caps.network, most=server.serving.upload // 1_000_000,
    )  # fmt: skip
    return answer(request, page)


def _brought(reader: Reader, article: str, *, known: bool) -> Brought | None:
    holding = reader.find_holdings([article]).get(article) if article else None
    if holding is None:
        return None
    return Brought(card=holding.article, known=known, story=reader.get_story(holding.story) if holding.story else None)


def _title(reader: Reader, story: str) -> str:
    """Return the title of a story that a job named, "" where it is elsewhere by now."""
    found = reader.find_whereabouts(story)
    return reader.get_story(story).title or "Untitled story" if found is not None and found.state == "here" else ""
