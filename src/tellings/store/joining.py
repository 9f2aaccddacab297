"""An exported library joined to one that holds something already: what is there stays, what is missing comes."""

from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgspec import structs

from tellings.model import Entry, Move, Telling
from tellings.store.analyses_kept import restore
from tellings.store.indexing import in_chunks
from tellings.store.packing import pack
from tellings.store.rows import AnalysisRow, ArticleRow, TellingRow
from tellings.store.writing import SqlWriter

Rows = Callable[[str], Iterator[Any]]


def join(writer: SqlWriter, rows: Rows) -> None:
    """Take in what the library does not hold.

    A text that is held under its key is known, whatever its id; another text under a known key becomes its next version. Articles
    come into the story of the export's id, or where that id leads here; its log is not taken over, moves of our own are written.
    """
    ids: dict[str, str] = {}  # of articles there, by what they are here
    fresh: set[str] = set()  # stories that are made here
    for some in in_chunks(rows("articles.jsonl"), 100):
        _articles(writer, some, ids, fresh)
    for row in rows("analyses.jsonl"):
        _analysis(writer, row, ids)
    for row in rows("tellings.jsonl"):
        _telling(writer, row, ids, fresh)
    for row in rows("notes.jsonl"):
        if writer.find_note(row.kind, row.key) is None:
            writer.put_note(row.kind, row.key, b64decode(row.value))


def _articles(writer: SqlWriter, some: Sequence[ArticleRow], ids: dict[str, str], fresh: set[str]) -> None:
    for row in some:
        held = writer.find_versions([row.key]).get(row.key, ())
        same = next((v for v in held if v.sha256 == row.article.sha256), None)
        if same is not None:
            ids[row.article.id] = same.article
            continue
        if writer.find_holdings([row.article.id]):
            continue  # the id is another article's here: that one stays
        earlier = next((v.article for v in held if v.standing == "current"), None) if row.standing == "current" else None
        version = max((v.version for v in held), default=0) + 1
        entry = Entry(
            article=row.article, key=row.key, version=version, sketch=b64decode(row.sketch), earlier=earlier, day=row.taken
        )  # fmt: skip
        writer.add([entry])
        ids[row.article.id] = row.article.id
        if row.story is not None:
            _home(writer, row.story, row.article.id, fresh)
        if row.standing != "current":
            writer.set_standing([row.article.id], "superseded" if row.standing == "superseded" else "withdrawn")
        if row.spans is not None:
            writer.keep_excerpts([row.article.id], {row.article.id: row.spans})


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


def _telling(writer: SqlWriter, row: TellingRow, ids: dict[str, str], fresh: set[str]) -> None:
    """Keep a telling of a story that came whole; of another the library tells its own."""
    if row.of not in fresh or any(ids.get(card.id) != card.id for card in row.story.articles):
        return
    story = row.story if row.story.id == row.of else structs.replace(row.story, id=row.of)
    if row.number > writer.get_story(row.of).told:
        writer.put_telling(Telling(number=row.number, edition=row.edition, moves=writer.setting("moves"), story=story))
