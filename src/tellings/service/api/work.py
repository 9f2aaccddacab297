"""``/v1/jobs``, ``/v1/check``, ``/v1/library``: longer work, texts graded, how the library is."""

import asyncio
from typing import Annotated

import msgspec
from litestar import get, post
from litestar.params import JSONBody, Parameter

from tellings.answers import get_health
from tellings.errors import MissingError, UsageError
from tellings.model import Check, Health, Job, Page
from tellings.service.api.documented import answers
from tellings.service.api.stories import must_live
from tellings.service.asking import TheServer, TheWorkspace, check_address

UNREAD = 100  # jobs of a workspace that may be under way: later ones would push those out of the list; by judgement
JobId = Annotated[str, Parameter(max_length=40, description="The id of a job.")]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """An address that is to be read into the library: a page, or a feed whose pages are read too."""

    url: Annotated[str, msgspec.Meta(max_length=2_000, pattern="^https?://")]


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A text that is to be graded against a story's reports."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=200_000)]
    story: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


@post("/jobs", summary="Read an address or a feed", status_code=202, responses=answers(), scope="ingest")
async def add_job(server: TheServer, workspace: TheWorkspace, data: JSONBody[Asked]) -> Job:
    """Begin to read what is at an address into the library; the job says how far it is."""
    if not server.serving.caps.network:
        raise UsageError("this server was started --offline and fetches nothing")
    check_address(server, data.url)
    if sum(job.state in ("waiting", "running") for job in workspace.jobs.latest()) >= UNREAD:
        raise UsageError(f"{UNREAD} addresses are being read already; ask again when some of them are done")
    return server.gather(workspace, "url", data.url, data.url)


@get("/jobs", summary="List jobs", responses=answers(), sync_to_thread=False)
def list_jobs(workspace: TheWorkspace) -> Page[Job]:
    """Return the jobs since the server started, the latest first, two hundred at most."""
    return Page(workspace.jobs.latest())


@get("/jobs/{job:str}", summary="A job", responses=answers(404), sync_to_thread=False)
def get_job(workspace: TheWorkspace, job: JobId) -> Job:
    """Return how a job stands."""
    found = workspace.jobs.find(job)
    if found is None:
        raise MissingError(f"there is no job {job[:40]!r}; jobs are forgotten when the server ends")
    return found


@post("/check", summary="Grade a text", status_code=200, responses=answers(404, 410, 422))
async def check(server: TheServer, workspace: TheWorkspace, data: JSONBody[Draft]) -> Check:
    """Grade a text against a story's reports, sentence by sentence, each with the passages that it rests on."""
    await asyncio.to_thread(must_live, workspace, data.story)
    found: Check = await server.narrator.ask("grade", workspace.address, data.story, data.text)
    return found


@get("/library", summary="How the library is", responses=answers(), sync_to_thread=True)
def get_library(workspace: TheWorkspace) -> Health:
    """Return what the library holds."""
    with workspace.reading() as reader:
        return get_health(reader, workspace.name)


ROUTES = [add_job, list_jobs, get_job, check, get_library]
