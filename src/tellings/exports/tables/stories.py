"""Stories as tables: one section, all of them, everything in one table, and a row for each story."""

from collections.abc import Iterator, Mapping, Sequence

from tellings.exports.tables.nouns import Cell, Column, Row, Table, columns
from tellings.exports.tables.sections import SECTIONS, Section
from tellings.exports.view.names import name_reports
from tellings.model import Article, ArticleCard, Passage, Result, Story

STORY = Column("story")
FLAT = columns(
    "story", "section", "id", "kind:12", "text:60", "speaker:22", "date:12", "origins:9", "flags:20", "rule",
    "article", "report:22", "outlet:22", "published:12", "url:30", "file:22", "start:8", "end:8", "exact:60",
)  # fmt: skip
OVERVIEW = columns("story", "title:60", "reports:9", "origins:9", "hard:7", "soft:7", "utterances:11", "events:8")
UNREAD = columns("file:40", "reason:80")


def section_table(result: Result, section: str, texts: Mapping[str, Article] | None = None) -> Table:
    """Return one section of every story as a table: a row for each finding and passage."""
    found = SECTIONS[section]
    rows = [{"story": s.id, **row} for s in result.stories for row in _rows(s, found, texts or {})]
    return Table(section, (STORY, *found.heads), rows, found.says)


def all_tables(result: Result, texts: Mapping[str, Article] | None = None) -> tuple[Table, ...]:
    """Return the stories, then every section as a table of its own, then the inputs that could not be read."""
    tables = (overview(result), *(section_table(result, name, texts) for name in SECTIONS))
    unread: list[Row] = [{"file": u.file, "reason": u.reason} for u in result.unread]
    return (*tables, Table("unread", UNREAD, unread, "an input that could not be read")) if unread else tables


def flat_table(result: Result, texts: Mapping[str, Article] | None = None) -> Table:
    """Return everything as one table, a row for each finding and passage, under columns that all sections share."""
    rows = [row for s in result.stories for name in SECTIONS for row in _flat(s, name, texts or {})]
    return Table("findings", FLAT, rows, "a finding and one of its passages")


def overview(result: Result) -> Table:
    """Return a row for each story: its id, title and counts."""
    return Table("stories", OVERVIEW, [_counts(s) for s in result.stories], "a story with its counts")


def _counts(s: Story) -> Row:
    hard = sum(c.strength == "hard" for c in s.conflicts)
    row: Row = {"story": s.id, "title": s.title, "reports": len(s.articles), "origins": len(s.origins), "hard": hard}
    return row | {"soft": len(s.conflicts) - hard, "utterances": len(s.utterances), "events": len(s.timeline)}


def known(story: Story) -> dict[str, Row]:
    """Return what is told of each report beside its passages; ``report`` is the label that page and document give it."""
    labels = {r.id: r.label for r in name_reports(story.articles)}
    return {a.id: {"report": labels[a.id], **about(a)} for a in story.articles}


def about(card: ArticleCard | None) -> Row:
    """Return what a card says of an article, as far as places show it."""
    return {"outlet": card.outlet, "published": card.published, "url": card.url, "file": card.file} if card else {}


def place(p: Passage | None, cards: Mapping[str, Row], texts: Mapping[str, Article]) -> Row:
    """Return where a passage stands and what stands there, as far as that is at hand."""
    if p is None:
        return {}
    exact = p.exact or (texts[p.article].text[p.start : p.end] if p.article in texts else "")
    return {"article": p.article, **cards.get(p.article, {}), "start": p.start, "end": p.end, "exact": exact}


def _rows(story: Story, section: Section, texts: Mapping[str, Article]) -> Iterator[Row]:
    cards = known(story)
    for row, passages in section.find(story):
        if section.sides:
            beside = zip(section.sides, passages, strict=True)
            yield row | {f"{side}_{k}": v for side, p in beside for k, v in place(p, cards, texts).items()}
        else:
            yield from (row | place(p, cards, texts) for p in passages or (None,))


def _flat(story: Story, name: str, texts: Mapping[str, Article]) -> Iterator[Row]:
    section, cards = SECTIONS[name], known(story)
    for row, passages in section.find(story):
        same: Row = {"story": story.id, "section": name, **_shared(row, section.columns)}
        yield from (same | place(p, cards, texts) for p in passages or (None,))


def _shared(row: Row, named: Sequence[Column]) -> Row:
    """Return a row under the columns that all sections share; what meets in one is joined, a yes says its name."""
    met: dict[str, list[Cell]] = {}
    for c in named:
        value = c.name if row.get(c.name) is True else row.get(c.name)
        if not (value is None or value is False or value == ""):
            for flat in c.flat.split():
                met.setdefault(flat, []).append(value)
    return {k: v[0] if len(v) == 1 else " ".join(map(str, v)) for k, v in met.items()}
