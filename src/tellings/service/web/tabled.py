"""What an article shares and whom it quotes, and what people corrected, as tables to take along."""

from collections.abc import Iterable, Mapping

from tellings.exports.tables import Table
from tellings.exports.tables.nouns import Row, columns
from tellings.model import ArticleCard, ArticleTold, Correction, Reuse

SHARED = columns("with", "outlet:22", "published:12", "words:7", "class", "quoted:8", "direction", "evidence:50")
PLACES = columns("start:8", "end:8", "exact:60", "other_start:8", "other_end:8", "other_exact:60")
QUOTED = columns("quotation", "speaker:22", "kind:9", "status:16", "via:18", "start:8", "end:8", "exact:80")
BY_HAND = columns("number:7", "do", "of", "what:60", "name:22", "by:18", "when:12", "why:40", "undone_by:18", "undone:12")


def shares_table(told: ArticleTold) -> Table:
    """Return a row for each stretch that an article shares, by place."""
    cards = {c.id: c for c in told.sharing}
    found = sorted((_shared(told, r, cards) for r in told.reuse), key=lambda pair: pair[0])
    rows = [row for _, row in found]
    return Table("shares", (*SHARED, *PLACES), rows, "a stretch that stands in another report too")


def _shared(told: ArticleTold, r: Reuse, cards: Mapping[str, ArticleCard]) -> tuple[tuple[int, int, str], Row]:
    """Return where a stretch stands in the article, and its row."""
    gives = r.from_.article == told.article.id
    here, there = (r.from_, r.to) if gives else (r.to, r.from_)
    card = cards.get(there.article)
    row: Row = {
        "with": there.article,
        "outlet": card.outlet if card else None,
        "published": card.published if card else None,
        "words": len(here.exact.split()),
        "class": r.class_,
        "quoted": r.quoted,
        "direction": "untraced" if r.direction == "untraced" else "given" if gives else "taken",
        "evidence": "; ".join(r.evidence),
        "start": here.start,
        "end": here.end,
        "exact": here.exact,
        "other_start": there.start,
        "other_end": there.end,
        "other_exact": there.exact,
    }
    return (here.start, here.end, there.article), row


def quotations_table(told: ArticleTold) -> Table:
    """Return a row for each stretch of each quotation of an article."""
    rows: list[Row] = []
    for q in told.quotations:
        who: Row = {"quotation": q.id, "speaker": q.speaker.name, "kind": q.kind, "status": q.speaker.status, "via": q.speaker.via}
        rows += [who | {"start": start, "end": end, "exact": told.article.text[start:end]} for start, end in q.spans]
    return Table("quotations", QUOTED, rows, "a stretch of a quotation")


def corrections_table(corrections: Iterable[Correction]) -> Table:
    """Return a row for each correction, undone ones too."""
    rows: list[Row] = []
    for c in corrections:
        what = "; ".join(filter(None, (t.exact or t.name or t.article or t.id for t in c.meant.targets)))
        undone: Row = {"undone_by": c.undone.by, "undone": c.undone.when or "yes"} if c.undone else {}
        row: Row = {"number": c.number, "do": c.given.do, "of": c.given.of, "what": what, "name": c.given.name}
        said: Row = {"by": c.given.by, "when": c.given.when, "why": c.given.why}
        rows.append(row | said | undone)
    return Table("corrections", BY_HAND, rows, "a correction")
