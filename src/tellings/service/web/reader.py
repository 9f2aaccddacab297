"""``/stories/{id}/reader?left=A&right=B``: two reports side by side, what they share marked in both and linked both ways."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get
from litestar.params import FromPath
from msgspec import Struct

from tellings.answers import find_living, get_told
from tellings.errors import MissingError
from tellings.exports.page.reports import Laid, lay_out
from tellings.exports.view import StoryView, view
from tellings.exports.view.cutting import only
from tellings.exports.view.nouns import Lent, Mark, ReportView
from tellings.exports.visible import label, visible
from tellings.model import Article, ArticleCard, Passage, Reuse, Story
from tellings.service.api.stories import here
from tellings.service.asking import TheWorkspace, passed, sees_texts
from tellings.service.grants import Grant
from tellings.service.web.asked import texts
from tellings.service.web.rendering import Frame, Rendered, answer, render
from tellings.service.web.story import address_of_story
from tellings.service.workspaces import Workspace

CLASSES = {"verbatim": "same words", "edited": "edited", "paraphrase": "other words", "translation": "translated"}
PAIRS = 8  # pairs offered that share most words


class Beside(Struct, frozen=True, kw_only=True):
    """Two reports of a story and what they share, in the order of the left one."""

    story: str
    left: ArticleCard
    right: ArticleCard
    reuse: tuple[Reuse, ...]


class Stretch(Struct, frozen=True):
    """A shared stretch: its number, how it is shared in words, and which way it went ("", when that is untraced)."""

    number: int
    words: str
    way: str


@get(["/stories/{story:str}/reader", "/stories/{story:str}/reader.json"], include_in_schema=False)
async def reader_page(request: Request[Any, Any, Any], workspace: TheWorkspace, story: FromPath[str]) -> Response[Any]:
    """Return the page of two reports; their cards and what they share where the address ends in ``.json``."""
    given = texts(request)
    told, full = await asyncio.to_thread(_read, workspace, story)
    shown = view(only(told, "reuse", "origins"), 1)
    beside = choose(told, shown, given.get("left"), given.get("right"))
    if request.url.path.endswith(".json"):
        return Response(beside)
    return answer(request, await asyncio.to_thread(_render, beside, shown, full, passed(request).grant, whole=sees_texts(request)))


def _read(workspace: Workspace, story: str) -> tuple[Story, dict[str, Article]]:
    with workspace.reading() as reader:
        here(find_living(reader, story))
        told = get_told(reader, story).story
        if told is None:
            raise MissingError(f"{story} was not told yet; its page says how far it is")
        if len(told.articles) < 2:
            raise MissingError(f"{story} has one report, so there is nothing to put beside it")
        held = reader.find_holdings([a.id for a in told.articles])
        return told, {a.id: a for a in reader.get_articles(list(held))}


def choose(told: Story, shown: StoryView, left: str | None, right: str | None) -> Beside:
    """Return the two reports that are asked for; what is not asked for is chosen so that they share most."""
    cards = {a.id: a for a in told.articles}
    for name in filter(None, (left, right)):
        if name not in cards:
            raise MissingError(f"{name[:60]!r} is no report of {told.id}; the page of the story lists them")
    pairs = [(shown.report(e.giver).id, shown.report(e.taker).id) for e in shown.lent]
    pairs += [(shown.reports[0].id, shown.reports[1].id), *((shown.reports[0].id, r.id) for r in shown.reports[1:])]
    fitting = (p for p in (*pairs, *(p[::-1] for p in pairs)) if left in (None, p[0]) and right in (None, p[1]))
    one, two = next(fitting, (left or shown.reports[0].id, right or shown.reports[0].id))
    found = [r for r in told.reuse if {r.from_.article, r.to.article} == {one, two}]
    return Beside(story=told.id, left=cards[one], right=cards[two], reuse=tuple(sorted(found, key=lambda r: _side(r, one).start)))


def _side(r: Reuse, article: str) -> Passage:
    return r.from_ if r.from_.article == article else r.to


def _render(beside: Beside, shown: StoryView, full: dict[str, Article], grant: Grant, *, whole: bool) -> Rendered:
    reports = {r.id: r for r in shown.reports}
    sides = [
        (side, other, reports[card.id], _lay(beside, reports[card.id], full.get(card.id), side, other, whole=whole))
        for side, other, card in (("left", "right", beside.left), ("right", "left", beside.right))
    ]
    address = address_of_story(beside.story)
    query = urlencode({"left": beside.left.id, "right": beside.right.id})
    frame = Frame(
        title=f"{sides[0][2].label} beside {sides[1][2].label}",
        here="/stories",
        twin=f"{address}/reader.json?{query}",
        scripts=("reader.js",),
        grant=grant,
    )
    stretches = [_stretch(n, r, beside.left.id) for n, r in enumerate(beside.reuse, 1)]
    kinds = Counter(s.words for s in stretches)
    twins = {f"{side}-{s.number}": s for side in ("left", "right") for s in stretches}
    offered = [(e, *_ends(e, shown)) for e in shown.lent[:PAIRS]]
    words = sum(len(r.to.exact.split()) for r in beside.reuse)
    return render(
        "reader.html", frame, sides=sides, stretches=stretches, twins=twins, kinds=kinds, offered=offered, words=words,
        reports=shown.reports, address=address, title=label(shown.title, 200), story=beside.story,
    )  # fmt: skip


def _ends(e: Lent, shown: StoryView) -> tuple[ReportView, ReportView]:
    return shown.report(e.giver), shown.report(e.taker)


def _lay(beside: Beside, report: ReportView, article: Article | None, side: str, other: str, *, whole: bool) -> Laid:
    return lay_out(report, _marks(beside.reuse, report, side, other), article, excerpts=not whole)


def _marks(reuse: Sequence[Reuse], report: ReportView, side: str, other: str) -> list[Mark]:
    marks = []
    for n, r in enumerate(reuse, 1):
        p = _side(r, report.id) if r.from_.article != r.to.article else (r.from_ if side == "left" else r.to)
        marks.append(Mark(f"{side}-{n}", report.n, p.start, p.end, n, True, visible(p.exact), f"{other}-{n}"))
    return marks


def _stretch(n: int, r: Reuse, left: str) -> Stretch:
    if r.quoted:
        return Stretch(n, "same quotation", "")
    way = "" if r.direction == "untraced" else "left to right" if r.from_.article == left else "right to left"
    return Stretch(n, CLASSES[r.class_], way)
