"""``/speakers/{name}``: everything that reports give somebody as words, once for each time it was said, story by story."""

import asyncio
from collections import Counter
from typing import Any
from urllib.parse import quote, urlencode

from litestar import Request, Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect
from msgspec import Struct
from msgspec.structs import asdict, replace

from tellings.errors import UsageError
from tellings.exports.tables import said_table
from tellings.exports.visible import label
from tellings.language.shingles import find_words
from tellings.library import Teller
from tellings.model import Page, Query, Said
from tellings.service.asking import TheServer, TheWorkspace
from tellings.service.server import Server
from tellings.service.web.asked import day, texts
from tellings.service.web.files import TABLE_FORMS, ending, table_file
from tellings.service.web.forms import done
from tellings.service.web.rendering import answer, frame_of, render
from tellings.service.web.utterances import by_story
from tellings.service.workspaces import Workspace
from tellings.store import Reader

SHOWN = 30  # quotations on a page
LATEST = 120  # of the latest quotations, whose speakers are named before anybody was searched for
LOOKED = 200  # articles naming somebody that are looked through for those not analysed yet
LONGEST = 200  # characters of a name


class Asked(Struct, frozen=True, kw_only=True):
    """What somebody wants to know of a speaker."""

    words: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""
    after: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return self != Asked(after=self.after)

    def query(self, **changes: str) -> str:
        """Return it as the query of an address, "" for none."""
        told = {k: v for k, v in (asdict(self) | changes).items() if v}
        return f"?{urlencode(told)}" if told else ""

    def of(self, name: str) -> Query:
        """Return what the library is asked."""
        return Query(words=self.words, outlet=self.outlet or None, since=self.since or None, until=self.until or None, speaker=name)


class Quoted(Struct, frozen=True):
    """A speaker, and how many of the latest quotations are theirs."""

    name: str
    quotations: int


@get("/speakers", include_in_schema=False, sync_to_thread=True)
def speakers(request: Request[Any, Any, Any], workspace: TheWorkspace) -> Response[Any]:
    """Return who is quoted in the latest reports, or lead to whom is searched for."""
    name = texts(request).get("name", "")
    if name:
        return Redirect(address_of_speaker(name))
    frame = frame_of(request, "Speakers", here="/speakers", twin="/speakers.json")
    return answer(request, render("speakers.html", frame, latest=_latest(workspace), address=address_of_speaker))


@get("/speakers.json", include_in_schema=False, sync_to_thread=True)
def speakers_json(workspace: TheWorkspace) -> Page[Quoted]:
    """Return who is quoted in the latest reports."""
    return Page(_latest(workspace))


@get("/speakers/{name:str}", include_in_schema=False)
async def speaker(
    request: Request[Any, Any, Any], server: TheServer, workspace: TheWorkspace, name: FromPath[str]
) -> Response[Any]:
    """Return what a speaker said; the quotations as the API gives them where the address ends in ``.json``, or as a table."""
    asked, (plain, form) = _asked(request), ending(name, TABLE_FORMS)
    if form:
        found = await asyncio.to_thread(_said, workspace, plain, asked)
        return Response(found) if form == "json" else table_file(said_table(found.items), form, f"{plain} said")
    _name(name)
    return await asyncio.to_thread(_page, request, server, workspace, name, asked)


@post("/speakers/{name:str}/analyse", include_in_schema=False)
async def analyse(server: TheServer, workspace: TheWorkspace, name: FromPath[str]) -> Response[Any]:
    """Begin to analyse articles that name a speaker; the page follows."""
    server.analyse_naming(workspace, _name(name))
    return done(address_of_speaker(name))


def address_of_speaker(name: str) -> str:
    """Return the address of a speaker's page."""
    return f"/speakers/{quote(name[:LONGEST], safe='')}"


def _name(name: str) -> str:
    if len(name) > LONGEST or not any(True for _ in find_words(name)):
        raise UsageError(f"a name has letters, {LONGEST} at most; search for whoever is given the words")
    return name


def _asked(request: Request[Any, Any, Any]) -> Asked:
    given = texts(request)
    days = {name: day(given, name) for name in ("since", "until")}
    return Asked(**{k: given.get(k, "") for k in ("words", "outlet", "after")}, **days)


def _latest(workspace: Workspace) -> tuple[Quoted, ...]:
    with workspace.reading() as reader:
        found = reader.who_said(Query(), limit=LATEST).items
    told = (s.quotation.speaker for s in found)
    names = Counter(name for speaker in told if speaker.entity for name in speaker.names or (speaker.name,) if name)
    return tuple(Quoted(n, c) for n, c in sorted(names.items(), key=lambda p: (-p[1], p[0])))


def _said(workspace: Workspace, name: str, asked: Asked) -> Page[Said]:
    with workspace.reading() as reader:
        return reader.who_said(asked.of(_name(name)), limit=SHOWN, after=asked.after or None)


def _page(request: Request[Any, Any, Any], server: Server, workspace: Workspace, name: str, asked: Asked) -> Response[bytes]:
    with workspace.reading() as reader:
        found = reader.who_said(asked.of(name), limit=SHOWN, after=asked.after or None)
        told = by_story(reader, found.items, asked.of(name), first=not asked.after)
        left, more = _unanalysed(reader, server, workspace, name)
    address, under_way = address_of_speaker(name), (workspace.name, name) in server.naming
    frame = frame_of(
        request, label(name), here="/speakers", twin=f"{address}.json{asked.query()}",
        live="said" if under_way else "", waiting=under_way,
    )  # fmt: skip
    page = render(
        "speaker.html", frame, name=label(name), told=told, asked=asked, next=found.next, left=left, more=more,
        under_way=under_way, address=address,
    )  # fmt: skip
    return answer(request, page)


def _unanalysed(reader: Reader, server: Server, workspace: Workspace, name: str) -> tuple[int, bool]:
    """Return how many of the latest articles that name somebody were not analysed, and whether there are more to look through."""
    caps = server.serving.caps
    edition = Teller(workspace.store, caps.model, attitudes=caps.attitudes, words=caps.words).editions.analysis
    words = " ".join(word for _, _, word in find_words(name))
    page = reader.search(replace(Query(), words=f'"{words}"'), limit=LOOKED)
    return len(reader.unanalysed(edition, LOOKED, among=[hit.article.id for hit in page.items])), page.next is not None
