"""A result as flat rows, a row per finding and passage; and those rows as CSV that no spreadsheet can be tricked with."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from tellings.exports.visible import visible
from tellings.model import Article, Passage, Result, Story

Row = dict[str, Any]

COLUMNS = (
    "story", "section", "id", "kind", "text", "speaker", "date", "origins", "flags", "rule",
    "article", "outlet", "file", "start", "end", "exact",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # first characters that a spreadsheet may run


def to_csv(result: Result, *, texts: Mapping[str, Article], section: str | None = None, **_: Any) -> str:
    """Return every finding as CSV, or those of one section without the columns it does not use."""
    rows = rows_of(result, section, texts)
    columns = (used_columns(rows) or list(COLUMNS)) if section else list(COLUMNS)
    sheet = StringIO()
    write = csv.writer(sheet, lineterminator="\n")
    write.writerow(columns)
    write.writerows([cell(row.get(c, "")) for c in columns] for row in rows)
    return sheet.getvalue()


def cell(value: Any) -> Any:
    """Return a value as a cell: text visible, and with an apostrophe before what a spreadsheet would run.

    >>> cell("=1+1"), cell(7), cell("plain")
    ("'=1+1", 7, 'plain')
    """
    if not isinstance(value, str):
        return value
    text = visible(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def used_columns(rows: Sequence[Row]) -> list[str]:
    """Return the columns that some row fills, in their fixed order."""
    filled = {k for row in rows for k, v in row.items() if v not in ("", None)}
    return [c for c in COLUMNS if c in filled]


def rows_of(result: Result, section: str | None, texts: Mapping[str, Article]) -> list[Row]:
    """Return the rows of every story, all sections or one."""
    names = [section] if section else list(SECTIONS)
    return [row for story in result.stories for name in names for row in _rows(story, name, texts)]


def _rows(story: Story, name: str, texts: Mapping[str, Article]) -> Iterator[Row]:
    cards = {a.id: a for a in story.articles}
    for row, passages in SECTIONS[name](story):
        for p in passages or (None,):
            card = cards.get(p.article) if p else None
            where = {"article": p.article, "start": p.start, "end": p.end, "exact": _words(p, texts)} if p else {}
            known = {"outlet": card.outlet or "", "file": card.file or ""} if card else {}
            yield {"story": story.id, "section": name, **row, **where, **known}


def _words(p: Passage, texts: Mapping[str, Article]) -> str:
    return p.exact or (texts[p.article].text[p.start : p.end] if p.article in texts else "")


Found = Iterable[tuple[Row, Sequence[Passage]]]


def _bare(article: str, start: int, end: int) -> tuple[Passage]:
    return (Passage(article, start, end, ""),)


def _articles(s: Story) -> Found:
    for a in s.articles:
        row = {"id": a.id, "text": a.title or "", "date": a.published or "", "kind": a.published_basis or "", "article": a.id}
        yield {**row, "outlet": a.outlet or "", "file": a.file or ""}, ()


def _quotations(s: Story) -> Found:
    words = {q: v.text for u in s.utterances for v in u.variants for q in v.quotations}
    for q in s.quotations:
        row = {
            "id": q.id,
            "kind": q.kind,
            "text": words.get(q.id, ""),
            "speaker": q.speaker.name or "",
            "flags": q.speaker.status,
            "rule": q.rule,
        }
        yield row, tuple(Passage(q.article, *span, "") for span in q.spans)


def _utterances(s: Story) -> Found:
    for u in s.utterances:
        for v in u.variants:
            row = {"id": u.id, "text": v.text, "speaker": u.speaker or "", "flags": " ".join(u.flags), "rule": u.rule}
            yield {**row, "kind": f"{len(v.quotations)} printings"}, ()


def _conflicts(s: Story) -> Found:
    for c in s.conflicts:
        for side in c.sides:
            row = {"id": c.id, "kind": c.kind, "text": side.statement, "origins": side.origins, "flags": c.strength, "rule": c.rule}
            yield row, side.passages


def _brief(s: Story) -> Found:
    for b in s.brief.sentences:
        yield {"id": b.id, "kind": "sentence", "text": b.text, "rule": b.rule}, b.citations
    for w in s.brief.withheld:
        yield {"id": "", "kind": "withheld", "text": w.text, "rule": w.why}, ()


def _reuse(s: Story) -> Found:
    for r in s.reuse:
        row = {"id": r.id, "text": r.from_.exact, "speaker": "", "flags": r.direction, "rule": r.rule}
        yield {**row, "kind": r.class_ + (" quoted" if r.quoted else "")}, (r.from_, r.to)


def _claims(s: Story) -> Found:
    for c in s.claims:
        yield {"id": c.id, "kind": c.agreement, "text": c.text, "origins": c.origins, "rule": c.rule}, c.passages


def _entities(s: Story) -> Found:
    for e in s.entities:
        mentions = [Passage(m.article, m.start, m.end, "") for m in e.mentions]
        yield {"id": e.id, "kind": e.kind, "text": e.name, "flags": "; ".join(e.roles)}, mentions


def _figures(s: Story) -> Found:
    for f in s.figures:
        words = " ".join(str(w) for w in (f"{f.quantity:g}", f.unit, f.of) if w)
        yield {"id": f.id, "kind": f.bound, "text": words, "rule": f.rule}, _bare(f.article, f.start, f.end)


def _furniture(s: Story) -> Found:
    for f in s.furniture:
        yield {"kind": f.kind, "rule": f.rule}, _bare(f.article, f.start, f.end)


def _moments(s: Story) -> Found:
    for m in s.moments:
        row = {"id": m.id, "kind": m.type, "date": m.value, "rule": m.rule, "flags": m.anchor or ""}
        yield row, _bare(m.article, m.start, m.end)


def _origins(s: Story) -> Found:
    for o in s.origins:
        row = {"id": o.id, "kind": "unseen" if o.unseen else "seen", "text": o.name, "flags": " ".join(o.articles)}
        yield {**row, "rule": "; ".join(o.basis)}, o.passages


def _timeline(s: Story) -> Found:
    for e in s.timeline:
        yield {"id": e.id, "kind": e.grain, "text": e.text, "date": e.date, "origins": e.origins, "rule": e.rule}, e.passages


def _updates(s: Story) -> Found:
    for u in s.updates:
        yield {"id": u.id, "text": u.of, "rule": u.rule}, (u.earlier, u.later)


def _wording(s: Story) -> Found:
    for w in s.wording:
        for f in w.forms:
            yield {"id": w.id, "kind": w.of, "text": f.form, "rule": w.rule}, f.passages


def _overrides(s: Story) -> Found:
    for a in s.overrides:
        o = a.override
        row = {"id": f"line {o.line}", "kind": " ".join(w for w in (o.do, o.of) if w), "text": o.name or o.why or ""}
        yield {**row, "speaker": o.by or "", "date": o.when or "", "flags": " ".join(a.changed)}, ()


SECTIONS: dict[str, Callable[[Story], Found]] = {
    "articles": _articles,
    "brief": _brief,
    "claims": _claims,
    "conflicts": _conflicts,
    "entities": _entities,
    "figures": _figures,
    "furniture": _furniture,
    "moments": _moments,
    "origins": _origins,
    "overrides": _overrides,
    "quotations": _quotations,
    "reuse": _reuse,
    "timeline": _timeline,
    "updates": _updates,
    "utterances": _utterances,
    "wording": _wording,
}
