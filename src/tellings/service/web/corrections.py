"""``/corrections``: what people said is wrong, and the forms by which they say it."""

import asyncio
from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get, post
from litestar.params import FromPath
from msgspec import Struct
from msgspec.structs import replace

from tellings.answers import find_living, get_told
from tellings.errors import MissingError, UsageError
from tellings.exports.view.corrected import corrected
from tellings.model import Applied, Correction, Page, StoryCard
from tellings.service.api.corrections import keep, page_of, take_back
from tellings.service.api.stories import here
from tellings.service.asking import TheGrant, TheServer, TheWorkspace
from tellings.service.grants import Grant
from tellings.service.web.asked import texts
from tellings.service.web.choices import Subject, find_subject, to_override
from tellings.service.web.files import TABLE_FORMS, table_file
from tellings.service.web.forms import EMPTY, Form, done, read_all, read_form
from tellings.service.web.rendering import answer, frame_of, render
from tellings.service.web.tabled import corrections_table
from tellings.service.workspaces import Workspace
from tellings.store import Reader

SHOWN = 100  # corrections on a page, the latest first
MOST = 100_000  # corrections in a file: all that there are
LONGEST = {
    "story": 200,
    "finding": 200,
    "what": 40,
    "name-rename-entity": 300,
    "name-rename-speaker": 300,
    "other": 2_000,
    "by": 100,
    "why": 500,
}
SAYING = {"by": 100, "why": 500}


class Told(Struct, frozen=True):
    """A correction in words, and the stories in which it is felt."""

    correction: Correction
    words: str
    stories: tuple[StoryCard, ...]


@get("/corrections", include_in_schema=False, sync_to_thread=True)
def corrections(request: Request[Any, Any, Any], workspace: TheWorkspace) -> Response[bytes]:
    """Return the corrections, the latest first, of all stories or of one."""
    asked = texts(request)
    story = asked.get("story")
    with workspace.reading() as reader:
        if story:
            here(find_living(reader, story))
        found = list(reader.corrections(story or None))[::-1]
        told = [_told(reader, c) for c in found[:SHOWN]]
        card = reader.get_story(story) if story else None
    query = f"?{urlencode({'story': story})}" if story else ""
    frame = frame_of(request, "Corrections", here="/corrections", twin=f"/corrections.json{query}")
    made, undone = asked.get("made", ""), asked.get("undone", "")
    return answer(request, render("corrections.html", frame, told=told, all=len(found), card=card, made=made, undone=undone))


@get("/corrections.json", include_in_schema=False, sync_to_thread=True)
def corrections_json(request: Request[Any, Any, Any], workspace: TheWorkspace) -> Page[Correction]:
    """Return the same as the API does, the first first."""
    asked = texts(request)
    return page_of(workspace, asked.get("story"), SHOWN, asked.get("after"))


@get([f"/corrections.{form}" for form in TABLE_FORMS], include_in_schema=False)
async def corrections_file(request: Request[Any, Any, Any], workspace: TheWorkspace) -> Response[bytes]:
    """Return all corrections, or those of a story, as a table."""
    found = await asyncio.to_thread(page_of, workspace, texts(request).get("story"), MOST, None)
    return table_file(corrections_table(found.items), request.url.path.rpartition(".")[2], "Corrections")


@get("/corrections/new", scope="admin", include_in_schema=False)
async def new(request: Request[Any, Any, Any], workspace: TheWorkspace, grant: TheGrant) -> Response[bytes]:
    """Return the form for a story, or for a finding of it."""
    asked = texts(request)
    if "story" not in asked:
        raise UsageError("say which story: the page of a story leads here")
    subject = await asyncio.to_thread(_subject, workspace, asked["story"], asked.get("finding", ""))
    return _page(request, grant, subject)


@post("/corrections/new", scope="admin", include_in_schema=False)
async def make(request: Request[Any, Any, Any], server: TheServer, workspace: TheWorkspace, grant: TheGrant) -> Response[Any]:
    """Keep a correction and lead to the list, which says what came of it."""
    form = await read_form(request, LONGEST)
    chosen = await read_all(request, f"target-{form['what']}")
    subject = await asyncio.to_thread(_subject, workspace, form["story"], form["finding"])
    if not form.wrong:
        try:
            wanted = to_override(subject, form, chosen, grant.name)
        except UsageError as error:
            form.wrong["what"] = str(error)
        else:
            told = await keep(server, workspace, (wanted,), subject.card.id, grant.name)
            if told.kept:
                return done(f"/corrections?made={told.kept[0].number}")
            form.wrong["what"] = told.refused[0].reason
    return _page(request, grant, subject, form, 422, chosen)


@post("/corrections/{number:int}/undo", scope="admin", include_in_schema=False)
async def undo(
    request: Request[Any, Any, Any], server: TheServer, workspace: TheWorkspace, grant: TheGrant, number: FromPath[int]
) -> Response[Any]:
    """Take a correction back."""
    form = await read_form(request, SAYING)
    if form.wrong:
        raise UsageError("; ".join(form.wrong.values()))
    await take_back(server, workspace, number, grant.name or form["by"] or None, form["why"] or None)
    return done(f"/corrections?undone={number}")


def _told(reader: Reader, correction: Correction) -> Told:
    """Return a correction by the words that it rests on, each report by its title."""
    held = reader.find_holdings(correction.articles)
    homes = dict.fromkeys(h.story for h in held.values() if h.story)
    names = {a: h.article.outlet or h.article.title or h.article.url or h.article.file for a, h in held.items()}
    targets = tuple(replace(t, file=names.get(t.article or "", t.file)) for t in correction.meant.targets)
    words = corrected(Applied(replace(correction.meant, targets=targets)))
    return Told(correction, words, tuple(reader.get_stories(homes)))


def _subject(workspace: Workspace, story: str, finding: str) -> Subject:
    with workspace.reading() as reader:
        here(find_living(reader, story))
        told = get_told(reader, story)
    if told.story is None:
        raise MissingError("the story was not told yet, so there is nothing to correct; its page says how far it is")
    return find_subject(told.card, told.story, finding)


def _page(
    request: Request[Any, Any, Any],
    grant: Grant,
    subject: Subject,
    form: Form = EMPTY,
    status: int = 200,
    chosen: tuple[str, ...] = (),
) -> Response[bytes]:
    frame = frame_of(request, "Correct " + ("a finding" if subject.finding else "a story"), here="/corrections")
    return answer(request, render("correct.html", frame, status, s=subject, form=form, chosen=chosen, name=grant.name))
