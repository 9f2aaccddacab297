"""What a library holds and finds, for reading in a terminal and for programs."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

import msgspec

from tellings.exports.visible import label, visible
from tellings.model import Article, ArticleCard, Hit, Holding, Page, Passage, Said, StoryCard, Version

QUOTED = 240  # characters of a passage
WIDTH = 100
UNTITLED = "(untitled)"
CARD = ("url", "author", "agency", "language", "published_basis")


def to_json(found: Any) -> str:
    """Return a noun as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"


def stories_to_text(page: Page[StoryCard]) -> str:
    """Return a line or two for each story: number, id, days, how many reports of how many outlets, title."""
    lines = [line for n, card in enumerate(page.items, 1) for line in _story(n, card)]
    return "\n".join([*(lines or ["no story fits"]), *_more(page.next)]) + "\n"


def _story(number: int, card: StoryCard) -> Iterator[str]:
    days = " to ".join(dict.fromkeys(d for d in (card.first, card.last) if d)) or "no date"
    told = f"told {card.told}" + (", news since" if card.stale else "") if card.told else "not told yet"
    size = f"{counted(card.articles, 'report')}, {counted(card.outlets, 'outlet')}"
    yield f"{number:>4}  {label(card.title) or UNTITLED}"
    yield f"      {card.id}  {days}  {size}  {told}{'' if card.open else '  closed'}"


def hits_to_text(page: Page[Hit]) -> str:
    """Return each article found with its passages."""
    lines = [line for hit in page.items for line in (*_card(hit.article, hit.story), *_passages(hit.passages), "")]
    return "\n".join([*(lines or ["nothing was found"]), *_more(page.next)]) + "\n"


def said_to_text(page: Page[Said]) -> str:
    """Return each quotation found: who is given the words, where, and the words."""
    lines: list[str] = []
    for said in page.items:
        speaker = said.quotation.speaker
        who = label(speaker.name or "somebody unnamed")
        printed = label(speaker.printed.name or "")
        lines += [f"{who}{f' (printed: {printed})' if printed and printed != who else ''}, {said.quotation.kind}"]
        lines += [*_passages(said.passages), *(f"    {line}" for line in _card(said.article, said.story)), ""]
    return "\n".join([*(lines or ["nobody is quoted so"]), *_more(page.next)]) + "\n"


def article_to_text(holding: Holding, versions: Sequence[Version], article: Article) -> str:
    """Return an article with where it stands, its versions, what it says of itself, and its text."""
    lines = list(_card(holding.article, holding.story))
    lines += [f"  {name}: {label(value)}" for name in CARD if (value := getattr(article, name))]
    if article.status in ("canceled", "withheld"):
        lines.append(f"  its publisher says: {article.status}")
    lines += [
        f"  version {v.version}: {v.article}, {v.standing}{' (this one)' if v.article == article.id else ''}" for v in versions
    ]
    for n in article.notices:
        lines += wrap(
            f"{n.kind} [{n.start}-{n.end}]: {' '.join(visible(article.text[n.start : n.end]).split())}",
            WIDTH,
            initial_indent="  ",
            subsequent_indent="    ",
        )
    if holding.excerpts:
        lines.append("  only cited passages are kept; the rest reads as blanks")
    return "\n".join([*lines, "", visible(article.text).rstrip()]) + "\n"


def _card(card: ArticleCard, story: str | None) -> Iterator[str]:
    where = ", ".join(label(x) for x in (card.outlet, card.published) if x)
    yield f"{label(card.title or card.file or card.url or card.id)}{f' ({where})' if where else ''}"
    yield f"  {card.id}" + (f"  in {story}" if story else "")


def _passages(passages: Sequence[Passage]) -> Iterator[str]:
    for p in passages:
        words = " ".join(visible(p.exact).split())
        cut = words if len(words) <= QUOTED else words[: QUOTED - 1].rstrip() + "…"
        yield from wrap(f"{p.start}-{p.end}: {cut}", WIDTH, initial_indent="    ", subsequent_indent="      ")


def _more(cursor: str | None) -> list[str]:
    return [f"more: --after {cursor}"] if cursor else []


def counted(n: int, what: str) -> str:
    """Return "1 report", "2 reports"."""
    return f"{n} {what}{'s' * (n != 1)}"
