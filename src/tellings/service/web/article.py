"""``/articles/{id}``: a report, where it stands, what it rests on and shares, and any passage of it that is pointed at."""

import asyncio
from typing import Any
from urllib.parse import quote, urlencode

from litestar import Request, Response, get
from litestar.params import FromPath
from msgspec import Struct

from tellings.answers import get_article
from tellings.answers.citing import cite, refer
from tellings.errors import MissingError
from tellings.exports.page.reports import Laid, lay_out
from tellings.exports.view.names import name_reports
from tellings.exports.view.nouns import Mark, ReportView
from tellings.exports.visible import label, visible
from tellings.model import ArticleTold, Citation, Notice, Origin, Quotation
from tellings.service.asking import TheWorkspace, sees_texts
from tellings.service.web.asked import number, texts
from tellings.service.web.files import TABLE_FORMS, ending, table_file
from tellings.service.web.rendering import Frame, Rendered, answer, frame_of, render
from tellings.service.web.sharing import Shared, Stretch, find_shared, find_stretches
from tellings.service.web.tabled import quotations_table, shares_table
from tellings.service.workspaces import Workspace

TABLES = {"shares": shares_table, "quotations": quotations_table}
ANCHOR = "passage"  # where a citation from elsewhere leads


class Heard(Struct, frozen=True):
    """A quotation as it stands in the report: who is given the words, and where they stand."""

    quotation: Quotation
    speaker: str
    words: str
    anchor: str


@get("/articles/{article:str}", include_in_schema=False)
async def article_page(request: Request[Any, Any, Any], workspace: TheWorkspace, article: FromPath[str]) -> Response[Any]:
    """Return the page of a report; its nouns where the address ends in ``.json``."""
    whole = sees_texts(request)
    name, form = ending(article, ())
    if form and not await asyncio.to_thread(_holds, workspace, article):
        return Response(await asyncio.to_thread(_read, workspace, name, whole=whole))
    asked = texts(request)
    start, end = number(asked, "start"), number(asked, "end")
    told = await asyncio.to_thread(_read, workspace, article, whole=True)
    pointed = None
    if start is not None and end is not None:
        pointed = await asyncio.to_thread(_cite, workspace, article, start, end)
    frame = frame_of(request, _title(told), twin=f"/articles/{quote(article, safe='')}.json")
    return answer(request, await asyncio.to_thread(page_of, frame, told, pointed, whole=whole))


@get("/articles/{article:str}/{table:str}", include_in_schema=False)
async def article_table(
    request: Request[Any, Any, Any], workspace: TheWorkspace, article: FromPath[str], table: FromPath[str]
) -> Response[bytes]:
    """Return a table of the page as a file."""
    name, form = ending(table, TABLE_FORMS)
    if name not in TABLES or form not in TABLE_FORMS:
        raise MissingError(f"a report has no table {table[:40]!r}; it has {', '.join(TABLES)} as {', '.join(TABLE_FORMS)}")
    told = await asyncio.to_thread(_read, workspace, article, whole=sees_texts(request))
    return await asyncio.to_thread(table_file, TABLES[name](told), form, f"{_title(told)} {name}")


def _holds(workspace: Workspace, article: str) -> bool:
    with workspace.reading() as reader:
        return article in reader.find_holdings([article])


def _read(workspace: Workspace, article: str, *, whole: bool) -> ArticleTold:
    with workspace.reading() as reader:
        return get_article(reader, article, whole=whole)


def _cite(workspace: Workspace, article: str, start: int, end: int) -> Citation:
    with workspace.reading() as reader:
        return cite(reader, article, start, end)


def address_of(article: str, start: int | None = None, end: int | None = None) -> str:
    """Return the address of a report, or of a passage in it.

    >>> address_of("a-1"), address_of("a 1", 3, 9)
    ('/articles/a-1', '/articles/a%201?start=3&end=9#passage')
    """
    bare = f"/articles/{quote(article, safe='')}"
    return bare if start is None or end is None else f"{bare}?{urlencode({'start': start, 'end': end})}#{ANCHOR}"


def page_of(frame: Frame, told: ArticleTold, pointed: Citation | None, *, whole: bool) -> Rendered:
    """Return the page of a report; ``pointed`` is the passage that an address names, ``whole``: all of its text may be shown."""
    (report,) = name_reports([told.article.card])
    stretches = find_stretches(told)
    heard = [_heard(told, n, q) for n, q in enumerate(told.quotations, 1)]
    names = {r.id: r for r in name_reports([told.article.card, *told.sharing])}
    laid = _laid(report, told, stretches, heard, pointed, whole=whole)
    found: dict[str, Any] = {
        "report": report,
        "laid": laid,
        "heard": heard,
        "shared": _named(find_shared(told, stretches), names),
        "stretches": stretches,
        "origin_names": {o.id: _name(o, names) for o in told.origins},
        "notices": [_notice(told, n) for n in told.article.notices],
        "reference": refer(told.article.card),
    }
    return render("article.html", frame, told=told, whole=whole, pointed=pointed, names=names, at=address_of, **found)


def _notice(told: ArticleTold, notice: Notice) -> tuple[str, str, str]:
    """Return what a report says of itself: in which manner, its words, their address."""
    words = visible(told.article.text[notice.start : notice.end])
    return notice.kind, words, address_of(notice.article, notice.start, notice.end)


def _named(shared: list[Shared], names: dict[str, ReportView]) -> list[tuple[ReportView, Shared]]:
    return [(names[s.other], s) for s in shared if s.other in names]


def _name(origin: Origin, names: dict[str, ReportView]) -> str:
    first = min((names[a] for a in origin.articles if a in names), key=lambda r: r.n, default=None)
    return label(origin.name, 100) or ("" if origin.unseen or first is None else first.label) or "unnamed origin"


def _title(told: ArticleTold) -> str:
    card = told.article
    return label(card.title, 200) or label(card.file) or label(card.url) or card.id


def _heard(told: ArticleTold, n: int, quotation: Quotation) -> Heard:
    words = " […] ".join(visible(told.article.text[start:end]) for start, end in quotation.spans)
    return Heard(quotation, label(quotation.speaker.name) or "", words, f"q{n}")


def _laid(
    report: ReportView, told: ArticleTold, stretches: list[Stretch], heard: list[Heard], pointed: Citation | None, *, whole: bool
) -> Laid:
    """Lay the report out: shared stretches are numbered, quotations lead back to their speaker, the passage asked for is lit."""
    text = told.article.text

    def mark(anchor: str, start: int, end: int, *, number: int | None = None, lit: bool = False, back: str = "") -> Mark:
        return Mark(anchor, report.n, start, end, number, lit, visible(text[start:end]), back)

    marks = [mark(f"t{h.anchor}-{n}", *span, back=h.anchor) for h in heard for n, span in enumerate(h.quotation.spans)]
    if whole:
        marks += [mark(f"t{s.anchor}", s.start, s.end, number=s.n, back=s.anchor) for s in stretches]
    if pointed is not None:
        marks.append(mark(ANCHOR, pointed.passage.start, pointed.passage.end, lit=True, back="cite"))
    return lay_out(report, sorted(marks, key=lambda m: (m.start, -m.end)), told.article if whole else None)
