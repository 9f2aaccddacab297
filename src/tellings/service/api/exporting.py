"""``/v1/stories/{id}/export``: a story, or a section of it, as a file of one's own."""

import asyncio
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from litestar import Request, Response, get
from litestar.datastructures import ResponseHeader
from litestar.exceptions import PermissionDeniedException
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIResponse, Operation, Schema
from litestar.params import FromQuery, Parameter

from tellings.answers import SECTIONS
from tellings.errors import MissingError, UsageError
from tellings.exports import FORMS, export, file_name
from tellings.model import Article, Story
from tellings.service.api.documented import StoryId, answers
from tellings.service.api.stories import PATIENCE, told_story
from tellings.service.asking import TheServer, TheWorkspace, sees_texts
from tellings.service.workspaces import Workspace

Form = Literal["json", "jsonl", "csv", "xlsx", "md", "html", "docx", "annotations"]
Section = Annotated[str | None, Parameter(max_length=40, description="Only this section, in forms that are tables or Markdown.")]


@dataclass
class _Exporting(Operation):
    """Says which types a file may have: one for each form."""

    def __post_init__(self) -> None:
        file = Schema(description="The file.")
        done = self.responses["200"] if self.responses else None
        if isinstance(done, OpenAPIResponse):
            done.content = {FORMS[form].media: OpenAPIMediaType(schema=file) for form in get_args(Form)}


@get(
    "/stories/{story:str}/export",
    summary="A story as a file",
    responses=answers(404, 410, 422),
    response_headers=[ResponseHeader(name="Content-Disposition", description="A name for the file.", documentation_only=True)],
    operation_class=_Exporting,
)
async def export_story(
    request: Request[Any, Any, Any],
    server: TheServer,
    workspace: TheWorkspace,
    story: StoryId,
    form: FromQuery[Form] = "html",
    section: Section = None,
    full_text: FromQuery[bool] = False,
) -> Response[bytes]:
    """Return a story as a file; it shows cited passages, and whole reports with `full_text` for who may see them."""
    if full_text and not sees_texts(request):
        raise PermissionDeniedException("this server shows whole reports to nobody by token; it was started without --full-text")
    told = await told_story(server, workspace, story, wait=PATIENCE)
    if told.story is None:
        raise MissingError(f"{story} was never told, so there is nothing to export yet; ask again in a while")
    return await asyncio.to_thread(as_file, workspace, told.story, form, section, full_text=full_text)


def as_file(workspace: Workspace, story: Story, form: str, section: str | None, *, full_text: bool = False) -> Response[bytes]:
    """Return a story, or a section of it, as a file to keep. Raises UsageError for a form or section that there is not."""
    if form not in FORMS:
        raise UsageError(f"{form[:40]!r} is no form of a story; known: {', '.join(FORMS)}")
    if section is not None and section not in SECTIONS:
        raise MissingError(f"{section[:40]!r} is no section of a story; known: {', '.join(SECTIONS)}")
    texts: dict[str, Article] = {}
    if FORMS[form].texts or full_text:
        with workspace.reading() as reader:
            texts = {a.id: a for a in reader.get_articles([c.id for c in story.articles])}
    found = export(story, form, texts, section=section, excerpts=not full_text)
    name = file_name(story.title, story.id, form, section or "")
    body = found if isinstance(found, bytes) else found.encode()
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=FORMS[form].media.partition(";")[0], headers=headers)


ROUTES: list[Any] = [export_story]
