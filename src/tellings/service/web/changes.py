"""``/stories/{id}/changes``: what a story gained and lost since an earlier telling."""

import asyncio
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from tellings.answers import find_living
from tellings.exports.tables import changes_table
from tellings.exports.view.names import name_reports
from tellings.model import ArticleCard, Changes, StoryCard
from tellings.service.api.stories import here
from tellings.service.asking import TheServer, TheWorkspace
from tellings.service.server import Server
from tellings.service.web.article import address_of
from tellings.service.web.asked import number, texts
from tellings.service.web.files import TABLE_FORMS, ending, table_file
from tellings.service.web.rendering import answer, frame_of, render
from tellings.service.web.story import address_of_story
from tellings.service.workspaces import Workspace

HOW = {
    "update": "a later report brings it up to date",
    "replaced": "a report was replaced or withdrawn",
    "left": "a report went to another story",
    "agreed": "the reports are read otherwise now",
}


@get([f"/stories/{{story:str}}/changes{e}" for e in ("", ".json", ".csv", ".xlsx", ".jsonl")], include_in_schema=False)
async def changes_page(
    request: Request[Any, Any, Any], server: TheServer, workspace: TheWorkspace, story: FromPath[str]
) -> Response[Any]:
    """Return the page of what changed, the same as nouns, or as a table."""
    form = ending(request.url.path, TABLE_FORMS)[1]
    since = number(texts(request), "since")
    card, kept, cards = await asyncio.to_thread(_cards, workspace, story)
    found = await _changes(server, workspace, card, since)
    if form == "json":
        return Response(found)
    if form:
        return table_file(changes_table([found], cards), form, f"changes {card.title}")
    address = address_of_story(card.id)
    query = f"?since={found.since}"
    frame = frame_of(request, title=f"What changed · {card.title}", here="/stories", twin=f"{address}/changes.json{query}")
    names = {r.id: r.label for r in name_reports(list(cards.values()))}
    common: dict[str, Any] = {
        "names": names,
        "address": address,
        "kept": kept,
        "how": HOW,
        "address_of": address_of,
        "query": query,
    }
    return answer(request, render("changes.html", frame, card=card, c=found, **common))


async def _changes(server: Server, workspace: Workspace, card: StoryCard, since: int | None) -> Changes:
    before = max(0, card.told - 1) if since is None else since
    found: Changes = await server.narrator.ask("changes", workspace.address, card.id, before)
    return found


def _cards(workspace: Workspace, story: str) -> tuple[StoryCard, tuple[int, ...], dict[str, ArticleCard]]:
    """Return a story, the tellings of it that are kept, and the articles of the latest and of those that left it since."""
    with workspace.reading() as reader:
        here(find_living(reader, story))
        kept = reader.tellings(story)
        told = [t for n in kept if (t := reader.find_telling(story, n)) is not None]
        cards = {a.id: a for t in told for a in t.story.articles}
        cards |= {name: h.article for name, h in reader.find_holdings(reader.members(story)).items()}
        return reader.get_story(story), kept, cards
