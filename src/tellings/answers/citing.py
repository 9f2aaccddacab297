"""Passages as somebody who cites them needs them: the words, what stands around them, and where they were published."""

from collections.abc import Iterable

from tellings.answers.sections import find_finding, passages_of
from tellings.errors import MissingError, UsageError
from tellings.model import ArticleCard, Citation, Passage, Story
from tellings.store import Reader

AROUND = 160  # characters shown on either side: about two sentences
LONGEST = 4_000  # characters of one passage that are cited at once


def cite(reader: Reader, article: str, start: int, end: int) -> Citation:
    """Return the characters ``[start, end)`` of an article as a citation. Raises UsageError when they are not all there."""
    return cite_all(reader, [Passage(article, start, end, "")])[0]


def cite_finding(reader: Reader, story: Story, finding: str) -> tuple[Citation, ...]:
    """Return the passages that a finding of a story rests on, as citations. Raises UsageError when there is no such finding."""
    return cite_all(reader, passages_of(find_finding(story, finding)[1], story))


def cite_all(reader: Reader, passages: Iterable[Passage]) -> tuple[Citation, ...]:
    """Return passages as citations, in their order; the words are those of the stored text."""
    wanted = list(passages)
    names = list(dict.fromkeys(p.article for p in wanted))
    held = reader.find_holdings(names)
    missing = next((n for n in names if n not in held), None)
    if missing is not None:
        raise MissingError(f"there is no article {missing[:60]!r} in this library; it may have been forgotten")
    texts = {a.id: a.text for a in reader.get_articles(names)}
    return tuple(_citation(p, texts[p.article], held[p.article].article, held[p.article].story) for p in wanted)


def _citation(p: Passage, text: str, card: ArticleCard, story: str | None) -> Citation:
    if not 0 <= p.start < p.end <= len(text):
        raise UsageError(f"{p.article} has the characters 0 to {len(text)}; {p.start} to {p.end} is no passage of it")
    if p.end - p.start > LONGEST:
        raise UsageError(f"{p.start} to {p.end} is {p.end - p.start} characters; at most {LONGEST} are cited at once")
    return Citation(
        passage=Passage(p.article, p.start, p.end, text[p.start : p.end]),
        article=card,
        story=story,
        before=text[max(0, p.start - AROUND) : p.start],
        after=text[p.end : p.end + AROUND],
        reference=refer(card),
    )


def refer(card: ArticleCard) -> str:
    """Return a line that names a report: outlet, title, day, address, as far as they are known.

    >>> refer(ArticleCard(id="a-1", outlet="Ostby Post", title="The Auk sinks", published="2031-05-03T10:00:00Z"))
    'Ostby Post, “The Auk sinks”, 2031-05-03'
    """
    told = (card.outlet, f"“{card.title}”" if card.title else None, (card.published or "")[:10], card.url or card.file)
    return ", ".join(t for t in told if t) or card.id
