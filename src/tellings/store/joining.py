"""An exported library joined to one that holds something already: what is there stays, what is missing comes."""

from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any

from msgspec import structs

from tellings.model import Article, Correction, Entry, Move, Telling, Version, make_id
from tellings.store.analyses_kept import restore
from tellings.store.indexing import in_chunks
from tellings.store.packing import pack
from tellings.store.rows import AnalysisRow, ArticleRow, TellingRow
from tellings.store.writing import SqlWriter

Renamed = Callable[[bytes, str], bytes]
Rows = Callable[[str], Iterator[Any]]


def keep_sketch(sketch: bytes, article: str) -> bytes:
    """Return a sketch as it is."""
    return sketch


def join(writer: SqlWriter, rows: Rows, renamed: Renamed) -> None:
    """Take in what the library does not hold.

    A text that is held under its key is known, whatever its id; another text under a known key becomes its next version, unless
    its id is taken too: two dumps that count alike, whose articles and stories are then kept apart by a number. Articles come
    into the story of the export's id, or where that id leads here; its log is not taken over, moves of our own are written.
    """
    ids: dict[str, str] = {}  # of articles there, by what they are here
    fresh: set[str] = set()  # stories that are made here
    apart: dict[str, str] = {}  # keys and stories there, by what they are called here
    for some in in_chunks(rows("articles.jsonl"), 100):
        _articles(writer, some, ids, fresh, apart, renamed)
    for row in rows("analyses.jsonl"):
        _analysis(writer, row, ids)
    for row in rows("tellings.jsonl"):
        _telling(writer, row, ids, fresh)
    for row in rows("corrections.jsonl"):
        _correction(writer, row.correction, ids)
    for row in rows("notes.jsonl"):
        if writer.find_note(row.kind, row.key) is None:
            writer.put_note(row.kind, row.key, b64decode(row.value))


def _articles(
    writer: SqlWriter, some: Sequence[ArticleRow], ids: dict[str, str], fresh: set[str], apart: dict[str, str], renamed: Renamed
) -> None:
    for there in some:
        row, held = _named(writer, there, fresh, apart)
        same = next((v for v in held if v.sha256 == row.article.sha256), None)
        if same is not None:
            ids[there.article.id] = same.article
            if there.key in apart and there.story is not None:
                apart.setdefault(there.story, writer.get_holding(same.article).story or there.story)
            continue
        earlier = next((v.article for v in held if v.standing == "current"), None) if row.standing == "current" else None
        version = max((v.version for v in held), default=0) + 1
        sketch = b64decode(row.sketch)
        if row.article.id != there.article.id:
            sketch = renamed(sketch, row.article.id)
        entry = Entry(article=row.article, key=row.key, version=version, sketch=sketch, earlier=earlier, day=row.taken)
        writer.add([entry])
        ids[there.article.id] = row.article.id
        if row.story is not None:
            _home(writer, row.story, row.article.id, fresh)
        if row.standing != "current":
            writer.set_standing([row.article.id], "superseded" if row.standing == "superseded" else "withdrawn")
        if row.spans is not None:
            writer.keep_excerpts([row.article.id], {row.article.id: row.spans})


def _named(writer: SqlWriter, row: ArticleRow, fresh: set[str], apart: dict[str, str]) -> tuple[ArticleRow, Sequence[Version]]:
    """Return an article as it is called here, and what is held under its key."""
    key, article = apart.get(row.key, row.key), row.article
    held = _held(writer, key)
    if not _holds(held, article) and writer.find_holdings([article.id]):
        if row.key not in apart:
            keys = (row.key if n == 1 else f"{row.key}#{n}" for n in count(1))
            key = apart[row.key] = next(k for k in keys if not _held(writer, k) or _holds(_held(writer, k), article))
            held = _held(writer, key)
        if not _holds(held, article):
            names = (f"{article.id}-{n}" for n in count(2))
            article = article.renamed(next(name for name in names if not writer.find_holdings([name])))
            if row.story and row.story not in {*apart, *fresh} and writer.find_whereabouts(row.story):
                names = (make_id("s", row.story, n) for n in count(2))
                apart[row.story] = next(name for name in names if writer.find_whereabouts(name) is None)
    return structs.replace(row, key=key, story=row.story and apart.get(row.story, row.story), article=article), held


def _held(writer: SqlWriter, key: str) -> Sequence[Version]:
    return writer.find_versions([key]).get(key, ())


def _holds(held: Sequence[Version], article: Article) -> bool:
    return any(v.sha256 == article.sha256 for v in held)


def _home(writer: SqlWriter, story: str, article: str, fresh: set[str]) -> None:
    where = writer.find_whereabouts(story)
    if where is not None and where.to:
        writer.move([Move("joined", where.to[0], None, (article,))])
        return
    writer.move([Move("opened", story, None, (article,))])
    fresh.add(story)


def _analysis(writer: SqlWriter, row: AnalysisRow, ids: dict[str, str]) -> None:
    article = ids.get(row.article)
    if article != row.article or writer.find_analysis(article, row.edition) is not None:
        return
    text = writer.get_articles([article])[0].text
    writer.put_analysis(restore(pack(row.analysis), text), row.edition)


def _correction(writer: SqlWriter, there: Correction, ids: dict[str, str]) -> None:
    """Keep a correction that is not held yet, under a number of our own, with its articles as they are called here."""
    meant = structs.replace(
        there.meant,
        line=0,
        targets=tuple(structs.replace(t, article=t.article and ids.get(t.article, t.article)) for t in there.meant.targets),
    )
    come = structs.replace(
        there,
        number=0,
        given=structs.replace(there.given, line=0),
        meant=meant,
        articles=tuple(ids[a] for a in there.articles if a in ids),
        parts=tuple(tuple(ids[a] for a in part if a in ids) for part in there.parts),
    )
    if not any(_is_same(come, held) for held in writer.corrections()):
        writer.keep_correction(come)


def _is_same(come: Correction, held: Correction) -> bool:
    bare = [(structs.replace(c.meant, line=0), c.articles, c.parts, c.everywhere) for c in (come, held)]
    return bare[0] == bare[1] and structs.replace(come.given, line=0) == structs.replace(held.given, line=0)


def _telling(writer: SqlWriter, row: TellingRow, ids: dict[str, str], fresh: set[str]) -> None:
    """Keep a telling of a story that came whole; of another the library tells its own."""
    if row.of not in fresh or any(ids.get(card.id) != card.id for card in row.story.articles):
        return
    story = row.story if row.story.id == row.of else structs.replace(row.story, id=row.of)
    if row.number > writer.get_story(row.of).told:
        writer.put_telling(Telling(number=row.number, edition=row.edition, moves=writer.setting("moves"), story=story))
