"""``/stories/{id}``: a story as it was told, and how that stands."""

import asyncio
from collections.abc import Collection
from typing import Any
from urllib.parse import quote, urlencode

from litestar import Request, Response, get
from litestar.params import FromPath
from msgspec import Struct

from tellings.answers import find_living, get_told
from tellings.exports.page import make_sheet
from tellings.exports.view import view
from tellings.exports.view.cutting import cut
from tellings.exports.visible import label
from tellings.model import Article, ArticleCard, Story, StoryCard, StoryTold
from tellings.service.api.stories import here, told_story
from tellings.service.asking import TheServer, TheWorkspace, passed, sees_texts
from tellings.service.grants import Grant
from tellings.service.server import Server
from tellings.service.web.asked import number, texts
from tellings.service.web.files import ending, story_file
from tellings.service.web.keeping import Kept
from tellings.service.web.rendering import Frame, Rendered, answer, render
from tellings.service.workspaces import Workspace
from tellings.store import Reader

ROWS = 12  # rows of origins, and of pairs of reports
WHOLE = 30  # reports of a story shown whole; of more, what is cited of each, with a way to the rest
KEPT = Kept()
ANYBODY = Grant()


class State(Struct, frozen=True, kw_only=True):
    """How a story's telling stands: what is under way (stage, done, of), or why nothing is; everything that its page rests on."""

    card: StoryCard
    kept: tuple[int, ...]
    telling: int | None
    progress: tuple[str, int, int] | None = None
    why_not: str | None = None

    @property
    def waiting(self) -> bool:
        """Whether something will change soon by itself."""
        return self.telling is None and self.card.stale and self.why_not is None


@get("/stories/{story:str}", include_in_schema=False)
async def story_page(
    request: Request[Any, Any, Any], server: TheServer, workspace: TheWorkspace, story: FromPath[str]
) -> Response[Any]:
    """Return the page of a story; its nouns where the address ends in ``.json``, a file where it ends as one does."""
    asked = number(texts(request), "telling")
    story, form = ending(story)
    if form == "json":
        return Response(await told_story(server, workspace, story, number=asked))
    if form:
        return await asyncio.to_thread(story_file, workspace, story, asked, form, whole=sees_texts(request))
    state = await find_state(server, workspace, story, asked)
    whole, grant = sees_texts(request), passed(request).grant
    key = (workspace.name, workspace.address, state, whole, grant)
    page = await asyncio.to_thread(KEPT.get, key, lambda: _render(workspace, state, grant, whole=whole))
    return answer(request, page)


async def find_state(server: Server, workspace: Workspace, story: str, telling: int | None) -> State:
    """Return how a story stands; where it has news its telling is asked for. Raises MovedError for an id that leads elsewhere."""
    card, kept = await asyncio.to_thread(_card, workspace, story)
    if telling is not None or not card.stale:
        return State(card=card, kept=kept, telling=telling)
    why_not = server.narration.why_not(workspace, card.id, card.articles)
    if why_not is None:
        server.narration.want(workspace, card.id)
    progress = server.narration.progress.get((workspace.name, card.id))
    return State(card=card, kept=kept, telling=None, progress=progress, why_not=why_not)


def _card(workspace: Workspace, story: str) -> tuple[StoryCard, tuple[int, ...]]:
    with workspace.reading() as reader:
        here(find_living(reader, story))
        return reader.get_story(story), reader.tellings(story)


def _render(workspace: Workspace, state: State, grant: Grant, *, whole: bool) -> Rendered:
    with workspace.reading() as reader:
        told = get_told(reader, state.card.id, state.telling)
        held = reader.find_holdings([a.id for a in told.story.articles] if told.story else reader.members(state.card.id))
        full = full_texts(reader, told.story, held) if told.story and whole else {}
    return page_of(state, told, tuple(h.article for h in held.values()), full, grant, whole=whole)


def full_texts(reader: Reader, story: Story, held: Collection[str]) -> dict[str, Article]:
    """Return the reports that a story's page shows whole: all of them, or none where they are too many for one page."""
    names = [a.id for a in story.articles if a.id in held] if len(story.articles) <= WHOLE else []
    return {a.id: a for a in reader.get_articles(names)}


def page_of(
    state: State, told: StoryTold, cards: tuple[ArticleCard, ...], full: dict[str, Article], grant: Grant = ANYBODY, *, whole: bool
) -> Rendered:
    """Return the page of a story as told; ``cards`` are its reports, ``full`` those that are shown whole.

    ``whole``: whoever asks may see whole reports; others are shown what the brief and the conflicts cite.
    """
    address = address_of_story(state.card.id)
    title = label(told.story.title if told.story else state.card.title, 200) or "Untitled story"
    frame = Frame(
        title=title,
        here="/stories",
        twin=f"{address}.json" + (f"?telling={state.telling}" if state.telling else ""),
        scripts=("story.js",),
        live="story" if state.telling is None else "",
        story=state.card.id,
        waiting=state.waiting,
        grant=grant,
    )
    common: dict[str, Any] = {"state": state, "told": told, "address": address, "title": title, "cards": cards}
    sheet = _sheet(told.story, full, address, grant, excerpts=not whole)
    return render("story_page.html", frame, sheet=sheet, level=1, **common)


def _sheet(story: Story | None, full: dict[str, Article], address: str, grant: Grant, *, excerpts: bool) -> dict[str, Any] | None:
    if story is None:
        return None
    shown, counts = cut(story)
    cited, correct = view(shown, 1, full, most=ROWS), correcting(story.id, grant)
    return make_sheet(
        cited, full, excerpts=excerpts, files=address, reports="/articles/", counts=counts, most=ROWS, correct=correct
    )


def correcting(story: str, grant: Grant) -> str:
    """Return the address at which findings of a story are corrected, their id added; "" for who may not."""
    return f"/corrections/new?{urlencode({'story': story})}&finding=" if grant.may("admin") else ""


def address_of_story(story: str) -> str:
    """Return the address of a story's page."""
    return f"/stories/{quote(story, safe='')}"
