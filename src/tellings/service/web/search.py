"""``/search``: the stories in which words stand, with the passages."""

import asyncio
import re
from typing import Any

from litestar import Request, Response, get
from msgspec import Struct

from tellings.answers import find_stories
from tellings.errors import UsageError
from tellings.exports.tables import hits_table
from tellings.exports.view.names import name_reports
from tellings.exports.view.nouns import Piece
from tellings.exports.visible import visible
from tellings.model import Hit, Page, Query, StoryFound
from tellings.service.asking import TheWorkspace
from tellings.service.web.article import address_of
from tellings.service.web.asked import Filter, read_filter, texts
from tellings.service.web.files import table_file
from tellings.service.web.rendering import answer, frame_of, render
from tellings.service.workspaces import Workspace

SHOWN = 20
WORD = re.compile(r"[^\W_]{2,}")
SIGNS = {"or", "and", "not"}
PASSAGES = 2  # shown of one article


class Shown(Struct, frozen=True):
    """A passage with the words that were looked for apart from the others, and where it stands."""

    pieces: tuple[Piece, ...]
    address: str
    label: str
    day: str


@get(["/search.json", "/search.csv", "/search.xlsx", "/search.jsonl"], include_in_schema=False)
async def search_file(request: Request[Any, Any, Any], workspace: TheWorkspace) -> Response[Any]:
    """Return what the page shows, as the API's nouns or as a table."""
    found, form = await asyncio.to_thread(_found, request, workspace), request.url.path.rpartition(".")[2]
    if form == "json":
        return Response(found)
    return table_file(hits_table(hit for story in found.items for hit in story.hits), form, "Search")


@get("/search", include_in_schema=False, sync_to_thread=True)
def search(request: Request[Any, Any, Any], workspace: TheWorkspace) -> Response[bytes]:
    """Return the page of a search; where the words cannot be read it says why, and keeps them."""
    words = texts(request).get("words", "")
    asked, wrong, found = Filter(), "", Page[StoryFound](())
    try:
        asked = read_filter(request)
        found = _found(request, workspace) if words else found
    except UsageError as error:
        wrong = str(error)
    query = "?" + str(request.url.query) if request.url.query else ""
    frame = frame_of(
        request, title=f"{words[:60]} · Search" if words else "Search", twin=f"/search.json{query}" if words else "", words=words
    )
    rows = [(story.card, passages(story, words)) for story in found.items]
    page = render(
        "search.html", frame, 400 if wrong else 200, asked=asked, words=words, rows=rows, wrong=wrong, next=found.next, query=query
    )
    return answer(request, page)


def _found(request: Request[Any, Any, Any], workspace: Workspace) -> Page[StoryFound]:
    asked = read_filter(request)
    with workspace.reading() as reader:
        words = texts(request).get("words", "")
        query = Query(words=words, outlet=asked.outlet or None, since=asked.since or None, until=asked.until or None)
        return find_stories(reader, query, limit=SHOWN, after=asked.after or None)


def passages(story: StoryFound, words: str) -> tuple[Shown, ...]:
    """Return some passages of a story that was found, each with the words marked."""
    wanted = _wanted(words)
    return tuple(shown for hit in story.hits for shown in _shown(hit, wanted))


def _shown(hit: Hit, wanted: re.Pattern[str] | None) -> list[Shown]:
    (report,) = name_reports([hit.article])
    return [
        Shown(_pieces(visible(p.exact), wanted), address_of(hit.article.id, p.start, p.end), report.label, report.day)
        for p in hit.passages[:PASSAGES]
    ]


def _wanted(words: str) -> re.Pattern[str] | None:
    found = {w.casefold() for w in WORD.findall(words)} - SIGNS
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(found)))})\w*", re.IGNORECASE) if found else None


def _pieces(text: str, wanted: re.Pattern[str] | None) -> tuple[Piece, ...]:
    at, pieces = 0, []
    for m in wanted.finditer(text) if wanted else ():
        pieces += [Piece(text[at : m.start()], False), Piece(m[0], True)]
        at = m.end()
    return tuple(p for p in (*pieces, Piece(text[at:], False)) if p.text)
