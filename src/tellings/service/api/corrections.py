"""``/v1/corrections``: what people say is wrong, kept apart from what the machine found; it holds until it is undone."""

import asyncio
from typing import Annotated

import msgspec
from litestar import delete, get, post
from litestar.params import JSONBody, Parameter

from tellings.answers import find_living
from tellings.errors import MissingError
from tellings.model import Correction, Override, Page, Unapplied
from tellings.service.api.documented import After, Limit, answers
from tellings.service.api.stories import here, must_live
from tellings.service.asking import TheGrant, TheServer, TheWorkspace
from tellings.service.server import Server
from tellings.service.workspaces import Workspace

MOST = 100  # corrections in one request; by judgement
OfStory = Annotated[str | None, Parameter(max_length=200, description="Only what bears on this story.")]
Number = Annotated[int, Parameter(ge=1, le=2**31, description="The number of a correction.")]
Words = Annotated[str | None, Parameter(max_length=500)]


class NewCorrections(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Corrections, and the ``story`` whose ids they name, or in which their words are looked for."""

    items: Annotated[list[Override], msgspec.Meta(min_length=1, max_length=MOST)]
    story: Annotated[str, msgspec.Meta(max_length=200)] | None = None


class CorrectionsTold(msgspec.Struct, frozen=True, kw_only=True):
    """What became of some corrections: those that are kept, and those that cannot be meant, each with its place and why."""

    kept: tuple[Correction, ...]
    refused: tuple[Unapplied, ...]


@get("/corrections", summary="List corrections", responses=answers(404, 410), sync_to_thread=True)
def list_corrections(workspace: TheWorkspace, story: OfStory = None, limit: Limit = 50, after: After = None) -> Page[Correction]:
    """Return what people corrected, the first first; what was undone stays listed and says so."""
    return page_of(workspace, story, limit, after)


def page_of(workspace: Workspace, story: str | None, limit: int, after: str | None) -> Page[Correction]:
    """Return a page of corrections. Raises MovedError when ``story`` leads elsewhere."""
    number = int(after) if after and after.isascii() and after.isdecimal() and len(after) < 10 else 0
    with workspace.reading() as reader:
        if story is not None:
            here(find_living(reader, story))
        found = [c for c in reader.corrections(story) if c.number > number]
    return Page(tuple(found[:limit]), str(found[limit - 1].number) if len(found) > limit else None)


@post("/corrections", summary="Correct something", status_code=200, responses=answers(404, 410, 422), scope="admin")
async def add_corrections(
    server: TheServer, workspace: TheWorkspace, grant: TheGrant, data: JSONBody[NewCorrections]
) -> CorrectionsTold:
    """Keep corrections: stories are merged and split at once, the rest holds from the next telling on.

    A correction says what to `do` with what (`of`), by ids of findings, words, names or articles; `by` is the token's name unless
    it says another.
    """
    return await keep(server, workspace, tuple(data.items), data.story, grant.name)


@delete("/corrections/{number:int}", summary="Undo a correction", status_code=200, responses=answers(404), scope="admin")
async def undo_correction(
    server: TheServer, workspace: TheWorkspace, grant: TheGrant, number: Number, by: Words = None, why: Words = None
) -> Correction:
    """Take a correction back: it stays listed and binds no more; stories that it moved go back as far as they can."""
    return await take_back(server, workspace, number, by or grant.name or None, why)


async def keep(server: Server, workspace: Workspace, items: tuple[Override, ...], story: str | None, name: str) -> CorrectionsTold:
    """Keep corrections and wake whoever waits for news. Raises MovedError when ``story`` leads elsewhere."""
    if story is not None:
        await asyncio.to_thread(must_live, workspace, story)
    kept, refused = await server.taker.ask("correct", workspace.address, items, story, name or None)
    workspace.bell.ring()
    return CorrectionsTold(kept=kept, refused=refused)


async def take_back(server: Server, workspace: Workspace, number: int, by: str | None, why: str | None) -> Correction:
    """Undo a correction. Raises MissingError when there is none, UsageError when it was undone before."""
    if await asyncio.to_thread(_find, workspace, number) is None:
        raise MissingError(f"there is no correction {number}; the list of corrections has those that there are")
    found: Correction = await server.taker.ask("undo", workspace.address, number, by, why)
    workspace.bell.ring()
    return found


def _find(workspace: Workspace, number: int) -> Correction | None:
    with workspace.reading() as reader:
        return reader.find_correction(number)


ROUTES = [list_corrections, add_corrections, undo_correction]
