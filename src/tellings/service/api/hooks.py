"""``/v1/webhooks`` and ``/v1/feeds``: who is told what happens, and which feeds are asked again and again."""

import asyncio
from typing import Annotated
from uuid import uuid4

import msgspec
from litestar import delete, get, post
from litestar.params import JSONBody, Parameter

from tellings.errors import MissingError, UsageError
from tellings.model import FeedCard, MoveKind, Page
from tellings.service.api.documented import answers
from tellings.service.asking import TheServer, TheWorkspace, check_address
from tellings.service.hooks import Hook, read_hooks
from tellings.service.hooks.keeping import HOOK
from tellings.service.hooks.signing import new_secret
from tellings.service.workspaces import Workspace
from tellings.store import Reader

MOST = 100  # webhooks of a workspace; by judgement
Address = Annotated[str, msgspec.Meta(max_length=2_000, pattern="^https?://")]
HookId = Annotated[str, Parameter(max_length=60, description="The id of a webhook.")]
Url = Annotated[str, Parameter(max_length=2_000, description="The address of a feed.")]


class NewHook(msgspec.Struct, frozen=True, kw_only=True):
    """An address to tell, which kinds of event, of which story; all of them without."""

    url: Address
    kinds: Annotated[list[MoveKind], msgspec.Meta(max_length=20)] = []  # a tuple is told as oneOf with {} in the document
    story: Annotated[str, msgspec.Meta(max_length=200)] | None = None


class HookTold(msgspec.Struct, frozen=True, kw_only=True):
    """A webhook as it stands; ``secret`` is told once, when it is made."""

    id: str
    url: str
    kinds: tuple[MoveKind, ...]
    story: str | None
    sent: int
    failures: int
    said: str
    ended: str
    secret: str | None = None


class NewFeed(msgspec.Struct, frozen=True, kw_only=True):
    """The address of a feed."""

    url: Address


@get("/webhooks", summary="List webhooks", responses=answers(), scope="admin", sync_to_thread=True)
def list_hooks(workspace: TheWorkspace) -> Page[HookTold]:
    """Return the webhooks and how each stands."""
    with workspace.reading() as reader:
        return Page(hooks_of(reader))


def hooks_of(reader: Reader) -> tuple[HookTold, ...]:
    """Return the webhooks of a library, without their secrets."""
    return tuple(_told(h) for h in read_hooks(reader))


@post("/webhooks", summary="Add a webhook", status_code=201, responses=answers(409), scope="admin")
async def add_hook(server: TheServer, workspace: TheWorkspace, data: JSONBody[NewHook]) -> HookTold:
    """Tell an address what happens from now on, signed as Standard Webhooks says; the answer has the secret, once."""
    check_address(server, data.url)
    now = await asyncio.to_thread(_room, workspace)
    hook = Hook(id=uuid4().hex[:16], url=data.url, secret=new_secret(), kinds=tuple(data.kinds), story=data.story, sent=now)
    await server.taker.ask("put_note", workspace.address, HOOK, hook.id, msgspec.json.encode(hook))
    return _told(hook, hook.secret)


@delete("/webhooks/{hook:str}", summary="Take a webhook away", responses=answers(404), scope="admin")
async def drop_hook(server: TheServer, workspace: TheWorkspace, hook: HookId) -> None:
    """Tell this address nothing any more."""
    if all(h.id != hook for h in await asyncio.to_thread(_held, workspace)):
        raise MissingError(f"there is no webhook {hook[:60]!r}")
    await server.taker.ask("put_note", workspace.address, HOOK, hook, None)


def _held(workspace: Workspace) -> tuple[Hook, ...]:
    with workspace.reading() as reader:
        return read_hooks(reader)


def _room(workspace: Workspace) -> int:
    """Return the number of the last event, after which a new webhook is told. Raises UsageError when there are enough."""
    with workspace.reading() as reader:
        if len(read_hooks(reader)) >= MOST:
            raise UsageError(f"there are {MOST} webhooks already; take one away first")
        return reader.last_move()


def _told(hook: Hook, secret: str | None = None) -> HookTold:
    fields = {n: getattr(hook, n) for n in ("id", "url", "kinds", "story", "sent", "failures", "said", "ended")}
    return HookTold(**fields, secret=secret)


@get("/feeds", summary="List the feeds that are asked", responses=answers(), sync_to_thread=True)
def list_feeds(workspace: TheWorkspace) -> Page[FeedCard]:
    """Return the feeds that this server asks again and again, and how each stands."""
    from tellings.library.following import followed

    with workspace.reading() as reader:
        return Page(followed(reader))


@post("/feeds", summary="Follow a feed", status_code=202, responses=answers(), scope="ingest")
async def follow(server: TheServer, workspace: TheWorkspace, data: JSONBody[NewFeed]) -> FeedCard:
    """Ask a feed from now on, as often as it has news; what it names is read into the library."""
    if not server.serving.caps.network:
        raise UsageError("this server was started --offline and fetches nothing")
    check_address(server, data.url)
    await server.taker.ask("follow", workspace.address, data.url)
    return FeedCard(url=data.url)


@delete("/feeds", summary="Follow a feed no more", responses=answers(404), scope="ingest")
async def unfollow(server: TheServer, workspace: TheWorkspace, url: Url) -> None:
    """Ask a feed no more; its articles stay."""
    if not await server.taker.ask("unfollow", workspace.address, url):
        raise MissingError(f"the feed {url[:200]} is not followed")


ROUTES = [list_hooks, add_hook, drop_hook, list_feeds, follow, unfollow]
