"""``/stories/{id}/{section}``: one section of a story, whole, beside the reports; as a file where the address ends as one does."""

import asyncio
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath
from msgspec import Struct

from tellings.answers import SECTIONS, get_section, get_told
from tellings.errors import MissingError
from tellings.exports.page import make_sheet
from tellings.exports.view import view
from tellings.exports.view.cutting import only
from tellings.exports.visible import label
from tellings.model import Page
from tellings.service.api.stories import told_story
from tellings.service.asking import TheServer, TheWorkspace, passed, sees_texts
from tellings.service.grants import Grant
from tellings.service.web.asked import number, texts
from tellings.service.web.files import TABLE_FORMS, ending, story_file
from tellings.service.web.rendering import Frame, Rendered, answer, render
from tellings.service.web.story import KEPT, State, address_of_story, correcting, find_state, full_texts
from tellings.service.workspaces import Workspace


class Part(Struct, frozen=True):
    """A section's page: its heading, the templates that show it, the parts of a story that they need."""

    words: str
    templates: tuple[str, ...]
    needs: tuple[str, ...]


PARTS = {
    "conflicts": Part("Where they conflict", ("conflicts",), ("conflicts", "updates")),
    "utterances": Part("Who said what", ("said",), ("utterances",)),
    "origins": Part("Where the words come from", ("origins",), ("origins", "reuse")),
    "timeline": Part("Timeline", ("timeline",), ("timeline",)),
    "claims": Part("What is told, by how many", ("agreed", "alone"), ("claims",)),
    "wording": Part("Different words for one thing", ("wording",), ("wording",)),
    "articles": Part("The reports", ("listed",), ("origins",)),
}


@get("/stories/{story:str}/{section:str}", include_in_schema=False)
async def section_page(
    request: Request[Any, Any, Any], server: TheServer, workspace: TheWorkspace, story: FromPath[str], section: FromPath[str]
) -> Response[Any]:
    """Return the page of a section, its nouns, or its table as a file."""
    asked = number(texts(request), "telling")
    section, form = ending(section, TABLE_FORMS)
    if section not in SECTIONS or (not form and section not in PARTS):
        raise MissingError(f"a story has no page {section[:40]!r}; it has {', '.join(PARTS)}")
    if form == "json":
        told = await told_story(server, workspace, story, number=asked)
        return Response(Page(get_section(told.story, section) if told.story else ()))
    if form:
        return await asyncio.to_thread(story_file, workspace, story, asked, form, section=section)
    state = await find_state(server, workspace, story, asked)
    whole, grant = sees_texts(request), passed(request).grant
    key = (workspace.name, workspace.address, state, whole, grant, section)
    page = await asyncio.to_thread(KEPT.get, key, lambda: _render(workspace, state, section, grant, whole=whole))
    return answer(request, page)


def _render(workspace: Workspace, state: State, section: str, grant: Grant, *, whole: bool) -> Rendered:
    with workspace.reading() as reader:
        told = get_told(reader, state.card.id, state.telling).story
        if told is None:
            raise MissingError(f"{state.card.id} was not told yet; its page says how far it is")
        held = reader.find_holdings([a.id for a in told.articles])
        full = full_texts(reader, told, held) if whole else {}
    part, address = PARTS[section], address_of_story(state.card.id)
    title = label(told.title, 200) or "Untitled story"
    frame = Frame(
        title=f"{part.words} · {title}", here="/stories", twin=f"{address}/{section}.json", scripts=("story.js",),
        live="story", story=state.card.id, waiting=state.waiting, grant=grant,
    )  # fmt: skip
    shown = view(only(told, *part.needs), 1, full)
    sheet = make_sheet(shown, full, excerpts=not whole, files=address, reports="/articles/", correct=correcting(told.id, grant))
    return render("section_page.html", frame, sheet=sheet, part=part, section=section, title=title, address=address, state=state)
