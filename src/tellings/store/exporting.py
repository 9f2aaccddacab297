"""A whole library as a folder of JSON lines: the same library gives the same bytes, whatever database keeps it."""

import json
import os
from base64 import b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Select, select
from sqlalchemy.engine import Connection

from tellings.errors import StoreError, UsageError
from tellings.model import Span, Story, Unapplied
from tellings.store import rows
from tellings.store.analyses_kept import Stripped
from tellings.store.cards import log
from tellings.store.holdings import article_of
from tellings.store.packing import unpack
from tellings.store.protocol import Store
from tellings.store.reading import SqlReader
from tellings.store.schema import SCHEMA, analyses, articles, bodies, closed_terms, notes, redirects, sketches, stories, tellings

CHUNK = 500
Key = TypeVar("Key")


def export_library(store: Store, folder: Path) -> rows.Manifest:
    """Write a snapshot of a library into an empty folder, for its owner alone; the manifest is written last.

    Raises UsageError when something lies in the folder, StoreError when it cannot be written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UsageError(f"the folder {folder} is not empty; name a new one")
        with store.reading() as reader:
            if not isinstance(reader, SqlReader):
                raise UsageError(f"the library {store.name} cannot be exported: it is of no kind that this tellings knows")
            files = {name: _write(folder / name, lines(reader)) for name, lines in LINES.items()}
        manifest = rows.Manifest(tellings_library=rows.FORMAT, schema=SCHEMA, files=files)
        _write(folder / rows.MANIFEST, iter([manifest]))
    except OSError as error:
        raise StoreError(
            f"the library could not be exported to {folder}: {error.strerror}; make room, or name another folder"
        ) from error
    return manifest


def _write(path: Path, lines: Iterator[msgspec.Struct]) -> rows.FileRow:
    """Write lines and make sure that they are on the disk; return how many and their hash."""
    digest, written = sha256(), 0
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for line in lines:
            plain = json.dumps(_bare(msgspec.to_builtins(line)), separators=(",", ":")).encode("ascii") + b"\n"
            digest.update(plain)
            file.write(plain)
            written += 1
        file.flush()
        os.fsync(file.fileno())
    return rows.FileRow(written, digest.hexdigest())


def _bare(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value is not None}


def _counts(reader: SqlReader) -> Iterator[msgspec.Struct]:
    yield rows.LibraryRow(reader.setting("arrived"), reader.setting("moves"))


def _stories(reader: SqlReader) -> Iterator[msgspec.Struct]:
    ask = reader.connection.execute
    targets = stories.alias()
    pairs = select(redirects.c.story, targets.c.id).join(targets, targets.c.number == redirects.c.target)
    to = _gathered(ask(pairs.order_by(redirects.c.story, targets.c.id)))
    for row in _chunks(reader.connection, select(stories), stories.c.id):
        terms = ask(select(closed_terms.c.term).where(closed_terms.c.story == row.number).order_by(closed_terms.c.term)).scalars()
        yield rows.StoryRow(
            id=row.id, living=row.living, open=row.open, title=row.title, told=row.told, stale=row.stale, saga=row.saga,
            to=to.get(row.number, ()), terms=tuple(terms) if row.living and not row.open else (),
        )  # fmt: skip


def _gathered(pairs: Any) -> dict[int, tuple[str, ...]]:
    return {key: tuple(p[1] for p in group) for key, group in groupby(pairs, lambda p: p[0])}


def _articles(reader: SqlReader) -> Iterator[msgspec.Struct]:
    a = articles.c
    asked = select(articles, stories.c.id.label("in_story"), bodies.c.text, bodies.c.furniture, sketches.c.sketch)
    asked = asked.select_from(articles).join(bodies, bodies.c.article == a.number).outerjoin(stories, stories.c.number == a.story)
    for row in _chunks(reader.connection, asked.outerjoin(sketches, sketches.c.article == a.number), a.number):
        yield rows.ArticleRow(
            number=row.number, key=row.key, version=row.version, standing=row.standing, article=article_of(row), story=row.in_story,
            taken=row.taken, sketch=b64encode(row.sketch or b"").decode("ascii"),
            spans=unpack(row.spans, tuple[Span, ...]) if row.spans is not None else None,
        )  # fmt: skip


def _moves(reader: SqlReader) -> Iterator[msgspec.Struct]:
    last = 0
    while found := log(reader.connection, last, CHUNK):
        for one in found:
            m = one.move
            yield rows.MoveRow(number=one.number, kind=m.kind, story=m.story, other=m.other, articles=m.articles, nth=m.nth)
        last = found[-1].number


def _analyses(reader: SqlReader) -> Iterator[msgspec.Struct]:
    asked = select(articles.c.number, articles.c.id, analyses.c.edition, analyses.c.body)
    asked = asked.join(analyses, analyses.c.article == articles.c.number)
    for row in _chunks(reader.connection, asked, articles.c.number):
        yield rows.AnalysisRow(article=row.id, edition=row.edition, analysis=unpack(row.body, Stripped))


def _tellings(reader: SqlReader) -> Iterator[msgspec.Struct]:
    for story in reader.connection.execute(select(stories.c.number, stories.c.id).order_by(stories.c.id)).all():
        asked = select(tellings).where(tellings.c.story == story.number).order_by(tellings.c.number)
        for row in reader.connection.execute(asked):
            yield rows.TellingRow(
                of=story.id, number=row.number, edition=row.edition, moves=row.moves, story=unpack(row.body, Story),
                unapplied=unpack(row.unapplied, tuple[Unapplied, ...]) if row.unapplied is not None else (),
            )  # fmt: skip


def _notes(reader: SqlReader) -> Iterator[msgspec.Struct]:
    for kind in reader.connection.execute(select(notes.c.kind).distinct().order_by(notes.c.kind)).scalars().all():
        for key, value in reader.notes(kind):
            yield rows.NoteRow(kind=kind, key=key, value=b64encode(value).decode("ascii"))


def _corrections(reader: SqlReader) -> Iterator[msgspec.Struct]:
    yield from (rows.CorrectionRow(c) for c in reader.corrections())


def _chunks(connection: Connection, asked: Select[Any], by: Any) -> Iterator[Any]:
    """Yield rows by a column whose values differ, a few hundred at a time."""
    found = connection.execute(asked.order_by(by).limit(CHUNK)).all()
    while found:
        yield from found
        last = getattr(found[-1], by.name)
        found = connection.execute(asked.where(by > last).order_by(by).limit(CHUNK)).all()


LINES: dict[str, Callable[[SqlReader], Iterator[msgspec.Struct]]] = {
    "library.jsonl": _counts,
    "stories.jsonl": _stories,
    "articles.jsonl": _articles,
    "moves.jsonl": _moves,
    "analyses.jsonl": _analyses,
    "tellings.jsonl": _tellings,
    "notes.jsonl": _notes,
    "corrections.jsonl": _corrections,
}
