"""``/v1/stories``: lists, a story as it was told, its sections, what changed."""

import asyncio
from collections.abc import Callable
from typing import Annotated, Any

from litestar import Response, get
from litestar.params import Parameter

from tellings.answers import find_living, get_section, get_told
from tellings.errors import MaterialError
from tellings.model import (
    ArticleCard,
    BriefSentence,
    Changes,
    Claim,
    Conflict,
    Entity,
    Event,
    Figure,
    Furniture,
    Moment,
    Origin,
    Page,
    Quotation,
    Reuse,
    StoryCard,
    StoryTold,
    Update,
    Utterance,
    Whereabouts,
    Wording,
)
from tellings.model.override import Applied
from tellings.service.api.documented import (
    After,
    Day,
    Disputed,
    Limit,
    MovedAfter,
    OpenOnly,
    OrderBy,
    Outlet,
    Several,
    StoryId,
    answers,
)
from tellings.service.asking import TheServer, TheWorkspace
from tellings.service.moved import MovedError
from tellings.service.server import Server
from tellings.service.workspaces import Workspace

Wait = Annotated[float, Parameter(ge=0, le=30, description="Seconds to wait for a telling that has everything; 0: as told last.")]
Number = Annotated[int | None, Parameter(ge=1, le=2**31, description="That telling; the latest without it.")]
Since = Annotated[int | None, Parameter(ge=0, le=2**31, description="Since that telling; 0: everything is new.")]
PATIENCE = 300.0  # seconds that a comparison of two tellings may take


@get("/stories", summary="List stories", responses=answers(), sync_to_thread=True)
def list_stories(
    workspace: TheWorkspace,
    outlet: Outlet = None,
    since: Day = None,
    until: Day = None,
    open: OpenOnly = False,
    several: Several = False,
    disputed: Disputed = False,
    moved_after: MovedAfter = None,
    order: OrderBy = "latest",
    limit: Limit = 50,
    after: After = None,
) -> Page[StoryCard]:
    """Return stories in an order; with `moved_after` those with news."""
    with workspace.reading() as reader:
        return reader.list_stories(
            open_only=open,
            several=several,
            disputed=disputed,
            outlet=outlet,
            since=since,
            until=until,
            moved_after=moved_after,
            order=order,
            limit=limit,
            after=after,
        )


@get("/stories/{story:str}", summary="A story as it was told last", responses=answers(404, 410))
async def get_story(
    server: TheServer, workspace: TheWorkspace, story: StoryId, wait: Wait = 0.0, telling: Number = None
) -> Response[StoryTold]:
    """Return a story with its latest telling, which may be stale or not there yet; `wait` for one that has everything.

    A story that was merged into another answers 301 to it; one that was split, or whose articles are all forgotten, 410.
    """
    told = await told_story(server, workspace, story, wait=wait, number=telling)
    headers = {"Retry-After": "2"} if told.card.stale and telling is None else {}
    return Response(told, headers=headers)


@get("/stories/{story:str}/changes", summary="What changed in a story", responses=answers(404, 410, 422))
async def get_changes(server: TheServer, workspace: TheWorkspace, story: StoryId, since: Since = None) -> Changes:
    """Return what changed between a telling and now, told anew where it has news; by default since the one before."""
    told = await told_story(server, workspace, story, wait=PATIENCE)
    before = max(0, told.telling - 1) if since is None else since
    found: Changes = await server.narrator.ask("changes", workspace.address, told.card.id, before)
    return found


@get("/stories/{story:str}/tellings", summary="The tellings that are kept", responses=answers(404, 410), sync_to_thread=True)
def list_tellings(workspace: TheWorkspace, story: StoryId) -> Page[int]:
    """Return the numbers of the tellings of a story that are still kept, the first first."""
    with workspace.reading() as reader:
        here(find_living(reader, story))
        return Page(reader.tellings(story))


async def told_story(
    server: Server, workspace: Workspace, story: str, *, wait: float = 0.0, number: int | None = None
) -> StoryTold:
    """Return a living story; where it has news its telling is asked for, and waited for as long as ``wait`` says.

    Raises MovedError for an id that leads elsewhere, MaterialError when it has to be waited for and cannot be told.
    """
    found = await asyncio.to_thread(_told, workspace, story, number)
    if number is not None or not found.card.stale or not found.card.articles:
        return found
    coming = server.narration.want(workspace, story)
    if not wait:
        return found
    try:
        async with asyncio.timeout(wait):
            await asyncio.shield(coming)
    except TimeoutError:
        return found
    except MaterialError:
        if found.story is None:
            raise
    return await asyncio.to_thread(_told, workspace, story, None)


def _told(workspace: Workspace, story: str, number: int | None) -> StoryTold:
    with workspace.reading() as reader:
        here(find_living(reader, story))
        return get_told(reader, story, number)


def must_live(workspace: Workspace, story: str) -> None:
    """Raise MovedError where a story id leads elsewhere, MissingError where no story ever had it."""
    with workspace.reading() as reader:
        here(find_living(reader, story))


def here(found: Whereabouts) -> None:
    """Raise MovedError where a story id leads elsewhere."""
    if found.state != "here":
        raise MovedError(found)


def _section(name: str, kind: Any) -> Callable[..., Any]:
    """Return the route of one section of a story."""

    async def get_one(server: TheServer, workspace: TheWorkspace, story: StoryId, wait: Wait = 0.0, telling: Number = None) -> Any:
        told = await told_story(server, workspace, story, wait=wait, number=telling)
        return Page(get_section(told.story, name) if told.story else ())

    get_one.__name__ = f"get_story_{name}"
    get_one.__doc__ = f"Return the {name} of a story's latest telling; none while it was never told."
    get_one.__annotations__["return"] = Page[kind]
    return get(f"/stories/{{story:str}}/{name}", summary=f"The {name} of a story", responses=answers(404, 410))(get_one)


KINDS: dict[str, Any] = {
    "brief": BriefSentence,
    "conflicts": Conflict,
    "utterances": Utterance,
    "quotations": Quotation,
    "origins": Origin,
    "reuse": Reuse,
    "claims": Claim,
    "updates": Update,
    "wording": Wording,
    "timeline": Event,
    "articles": ArticleCard,
    "entities": Entity,
    "moments": Moment,
    "figures": Figure,
    "furniture": Furniture,
    "overrides": Applied,
}
ROUTES: list[Any] = [list_stories, get_story, get_changes, list_tellings, *(_section(name, kind) for name, kind in KINDS.items())]
