"""Passages as assistants get them: with outlet and day beside the words, the best ones first, long ones cut."""

from collections.abc import Iterable, Mapping, Sequence

from tellings.agents.answered import Quoted, Report
from tellings.answers.citing import refer
from tellings.model import ArticleCard, Passage, Story

# Of each finding in a short answer; ``python -m bench.agents`` prints what answers take with these.
SHOWN = 2  # passages
CUT = 300  # characters of a passage: two long sentences


class Quoting:
    """Quotes passages of some articles, whole or short."""

    def __init__(self, cards: Iterable[ArticleCard], detail: str = "full") -> None:
        self.cards: Mapping[str, ArticleCard] = {c.id: c for c in cards}
        self.short = detail == "short"

    def quote(self, p: Passage) -> Quoted:
        """Return a passage with its outlet and day; a long one is cut between words in a short answer."""
        card = self.cards.get(p.article)
        end, exact = p.end, p.exact
        if self.short and len(exact) > CUT:
            exact = exact[: max(exact.rfind(" ", CUT // 2, CUT), CUT // 2)]
            end = p.start + len(exact)
        return Quoted(
            article=p.article,
            start=p.start,
            end=end,
            exact=exact,
            outlet=card.outlet if card else None,
            day=(card.published or "")[:10] or None if card else None,
            cut=end < p.end,
        )

    def some(self, passages: Sequence[Passage]) -> tuple[Quoted, ...]:
        """Return the passages that are shown: in a short answer those of different articles first."""
        return tuple(map(self.quote, _spread(passages)[:SHOWN] if self.short else passages))


def _spread(passages: Sequence[Passage]) -> list[Passage]:
    """Return passages in their order, the first of each article before the others."""
    firsts = {p.article: p for p in reversed(passages)}
    return sorted(passages, key=lambda p: firsts[p.article] is not p)


def reports_of(story: Story) -> tuple[Report, ...]:
    """Return the reports of a story with the origin on which each mainly rests, by day of publication, undated ones last."""
    rests = {article: origin.id for origin in story.origins for article in origin.articles}
    cards = sorted(story.articles, key=lambda c: (c.published is None, c.published or "", c.id))
    return tuple(report(card, rests.get(card.id)) for card in cards)


def report(card: ArticleCard, origin: str | None = None) -> Report:
    """Return an article as a report."""
    return Report(
        article=card.id,
        reference=refer(card),
        outlet=card.outlet,
        agency=card.agency,
        day=(card.published or "")[:10] or None,
        url=card.url,
        origin=origin,
    )
