"""Feeds out: the stories of a query, and what changed in one story, as Atom and JSON Feed."""

import asyncio
from typing import Any
from urllib.parse import quote, urlencode

from litestar import Request, Response, get

from tellings.answers import find_living
from tellings.changes import compare
from tellings.errors import MissingError
from tellings.exports.feeds import MEDIA, Feed, change_entry, lasting_id, story_entry, write_feed
from tellings.model import Page, StoryCard
from tellings.service.api.documented import After, Day, Disputed, Limit, MovedAfter, OpenOnly, OrderBy, Outlet, Several, StoryId
from tellings.service.api.stories import here
from tellings.service.asking import TheWorkspace
from tellings.service.workspaces import Workspace
from tellings.store import Reader

ENTRIES = 20  # tellings of a story that its feed tells of: as many as are kept


@get([f"/feeds/stories.{form}" for form in MEDIA], include_in_schema=False)
async def stories_feed(
    request: Request[Any, Any, Any],
    workspace: TheWorkspace,
    outlet: Outlet = None,
    since: Day = None,
    until: Day = None,
    open: OpenOnly = False,
    several: Several = False,
    disputed: Disputed = False,
    order: OrderBy = "latest",
    moved_after: MovedAfter = None,
    limit: Limit = 50,
    after: After = None,
) -> Response[bytes]:
    """Return the stories of a query as a feed, the latest first."""

    def read() -> Page[StoryCard]:
        with workspace.reading() as reader:
            return reader.list_stories(
                open_only=open,
                several=several,
                disputed=disputed,
                outlet=outlet,
                since=since,
                until=until,
                order=order,
                moved_after=moved_after,
                limit=limit,
                after=after,
            )

    page = await asyncio.to_thread(read)
    base = str(request.base_url).rstrip("/")
    asked = {k: v for k, v in request.query_params.dict().items() if k != "after"}
    feed = Feed(
        id=lasting_id("stories", workspace.name, urlencode(asked, doseq=True)),
        title="Stories" + (f" of {outlet}" if outlet else ""),
        own=f"{base}{request.url.path}" + (f"?{request.url.query}" if request.url.query else ""),
        url=f"{base}/stories" + (f"?{urlencode(asked, doseq=True)}" if asked else ""),
        next=f"{base}{request.url.path}?{urlencode({**asked, 'after': page.next}, doseq=True)}" if page.next else None,
        entries=tuple(story_entry(card, _page(base, card.id)) for card in page.items),
    )
    return _answer(request, feed)


@get([f"/stories/{{story:str}}/feed.{form}" for form in MEDIA], include_in_schema=False)
async def story_feed(request: Request[Any, Any, Any], workspace: TheWorkspace, story: StoryId) -> Response[bytes]:
    """Return what changed from telling to telling of a story as a feed, the latest first."""
    base = str(request.base_url).rstrip("/")
    return _answer(request, await asyncio.to_thread(_story, workspace, story, base, f"{base}{request.url.path}"))


def _story(workspace: Workspace, story: str, base: str, own: str) -> Feed:
    with workspace.reading() as reader:
        here(find_living(reader, story))
        card, kept = reader.get_story(story), reader.tellings(story)[-ENTRIES:]
        entries = [_change(reader, story, before, now, _page(base, story)) for before, now in zip((0, *kept), kept, strict=False)]
    first = kept[0] if kept else 0
    return Feed(
        id=lasting_id(story),
        title=card.title,
        own=own,
        url=_page(base, story),
        entries=tuple(reversed(entries if first == 1 else entries[1:])),
        updated=card.last,
    )


def _change(reader: Reader, story: str, before: int, now: int, url: str) -> Any:
    earlier, later = (reader.find_telling(story, n) if n else None for n in (before, now))
    if later is None:
        raise MissingError(f"telling {now} of {story} is not kept any more; ask again")
    changes = compare(earlier.story if earlier else None, later.story, (before, now))
    cards = {a.id: a for told in (earlier, later) if told for a in told.story.articles}
    return change_entry(changes, f"{url}?telling={now}", cards=cards)


def _page(base: str, story: str) -> str:
    return f"{base}/stories/{quote(story, safe='')}"


def _answer(request: Request[Any, Any, Any], feed: Feed) -> Response[bytes]:
    form = request.url.path.rpartition(".")[2]
    return Response(write_feed(feed, form), media_type=MEDIA[form])


FEEDS = [stories_feed, story_feed]
