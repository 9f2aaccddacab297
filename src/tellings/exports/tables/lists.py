"""What a library lists and finds, as tables: stories, search hits, who said what, what changed."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from tellings.exports.tables.nouns import Column, Row, Table, columns
from tellings.exports.tables.sections import PLACE
from tellings.exports.tables.stories import about, place
from tellings.model import ArticleCard, Changes, Claim, Conflict, Hit, Passage, Said, StoryCard

WIDE = {"id": 14, "title": 60, "first": 12, "last": 12}
CARD = columns("story", "article", "title:50", "outlet:22", "published:12", "agency:18", "language:9", "url:30", "file:22")
SPOT = columns("start:8", "end:8", "exact:80")
SAID = columns("speaker:22", "printed:22", "kind:9", "quotation", "status:16")
CHANGE = columns("story", "change:22", "id", "kind:16", "text:60", "how:16", "before:40", "origins:9")


def stories_table(cards: Iterable[StoryCard]) -> Table:
    """Return a row for each story of a list, with everything that its card says."""
    heads = tuple(Column(name, wide=WIDE.get(name, 9)) for name in StoryCard.__struct_fields__)
    rows: list[Row] = [{c.name: getattr(card, c.name) for c in heads} for card in cards]
    return Table("stories", heads, rows, "a story")


def hits_table(hits: Iterable[Hit]) -> Table:
    """Return a row for each passage that a search found, and one for an article found without."""
    rows = [row | spot for h in hits for row in [_card(h.article, h.story)] for spot in _spots(h.passages)]
    return Table("search", (*CARD, *SPOT), rows, "a passage in which the words stand")


def said_table(said: Iterable[Said]) -> Table:
    """Return a row for each passage of each quotation found."""
    rows = []
    for found in said:
        q = found.quotation
        who: Row = {"speaker": q.speaker.name, "printed": q.speaker.printed.name, "kind": q.kind, "quotation": q.id}
        row = who | {"status": q.speaker.status} | _card(found.article, found.story)
        rows += [row | spot for spot in _spots(found.passages)]
    return Table("who-said", (*SAID, *CARD, *SPOT), rows, "a stretch of a quotation")


def changes_table(changes: Iterable[Changes], cards: Mapping[str, ArticleCard] = MappingProxyType({})) -> Table:
    """Return a row for each passage of each change; ``cards`` name the articles."""
    rows = [{"story": c.story, **row, **_where(row, p, cards)} for c in changes for row, p in _changes(c)]
    return Table("changes", (*CHANGE, *(c for c in PLACE if c.name != "report")), rows, "a change and one of its passages")


def articles_in(c: Changes) -> set[str]:
    """Return the ids of the articles that a change names or rests on."""
    places = {p.article for _, p in _changes(c) if p}
    return places | {*c.articles_joined, *c.articles_left}


def _where(row: Row, p: Passage | None, cards: Mapping[str, ArticleCard]) -> Row:
    """Return the place of a passage; of a whole report what its card says."""
    card = cards.get(p.article if p else str(row.get("article")))
    return place(p, {p.article: about(card)}, {}) if p else {"text": card.title if card else None, **about(card), **row}


def _changes(c: Changes) -> Iterator[tuple[Row, Passage | None]]:
    for conflict in c.conflicts_opened:
        yield from _conflict("conflict opened", conflict)
    for settled in c.conflicts_settled:
        yield from ((row | {"how": settled.how}, p) for row, p in _conflict("conflict settled", settled.conflict))
    for r in c.revisions:
        same: Row = {"id": r.article, "kind": "version", "how": "replaced"}
        for x in r.restated:
            told = "; ".join(x.reasons)
            yield same | {"change": "version restates", "text": x.now.exact, "before": x.before.exact, "kind": told}, x.now
        yield from ((same | {"change": "version gains", "text": p.exact}, p) for p in r.gained)
        yield from ((same | {"change": "version drops", "before": p.exact}, p) for p in r.dropped)
    for change, ids in (("report joined", c.articles_joined), ("report left", c.articles_left)):
        for a in ids:
            yield {"change": change, "id": a, "kind": "report", "article": a}, None
    for merged in c.came_from:
        yield {"change": "story merged into this", "id": merged, "kind": "story"}, None
    for o in c.origins_joined:
        yield {"change": "origin joined", "id": o.id, "kind": "origin", "text": o.name}, None
    for change, claims in (("claim gained", c.claims_gained), ("claim lost", c.claims_lost)):
        yield from (found for claim in claims for found in _claim(change, claim))
    for k in c.claims_changed:
        yield from (
            (row | {"before": f"{k.before.agreement}, origins {k.before.origins}"}, p)
            for row, p in _claim("claim told otherwise", k.now)
        )


def _conflict(change: str, c: Conflict) -> Iterator[tuple[Row, Passage | None]]:
    for side in c.sides:
        row: Row = {"change": change, "id": c.id, "kind": f"{c.strength} {c.kind}", "text": side.statement, "origins": side.origins}
        yield from ((row, p) for p in side.passages or (None,))


def _claim(change: str, c: Claim) -> Iterator[tuple[Row, Passage | None]]:
    row: Row = {"change": change, "id": c.id, "kind": c.agreement, "text": c.text, "origins": c.origins}
    yield from ((row, p) for p in c.passages or (None,))


def _card(card: ArticleCard, story: str | None) -> Row:
    row: Row = {"story": story, "article": card.id}
    return row | {c.name: getattr(card, c.name) for c in CARD if c.name not in row}


def _spots(passages: Iterable[Passage]) -> list[Row]:
    return [{"start": p.start, "end": p.end, "exact": p.exact} for p in passages] or [{}]
