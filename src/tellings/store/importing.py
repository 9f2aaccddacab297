"""An exported library taken in: copied whole into an empty one, joined to what is there in another."""

import json
from base64 import b64decode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import insert
from sqlalchemy.engine import Connection

from tellings.errors import MaterialError, StoreError, UsageError
from tellings.store import rows
from tellings.store.checking import CHECKS
from tellings.store.counting import put_moved, put_told
from tellings.store.dialect import Dialect
from tellings.store.indexing import in_chunks, put_in
from tellings.store.joining import Renamed, join, keep_sketch
from tellings.store.moving import NEW
from tellings.store.packing import pack, pack_text
from tellings.store.places import day_of, first_place, next_place
from tellings.store.protocol import Store
from tellings.store.putting import quotation_rows
from tellings.store.schema import (
    analyses,
    articles,
    bodies,
    closed_terms,
    moved,
    moves,
    quotations,
    redirects,
    sketches,
    stories,
    tellings,
    told,
)  # fmt: skip
from tellings.store.writing import SqlWriter


def import_library(store: Store, folder: Path, *, renamed: Renamed | None = None) -> rows.Manifest:
    """Take an exported library in, in one transaction, after all hashes were compared.

    Into an empty library it comes as it was. Into another come the articles that it does not hold yet, with their stories,
    analyses and tellings; what is there stays as it is, so that doing it twice is doing it once. An id that is another article's
    there gets a number behind it; ``renamed`` returns the sketch of such an article under its new id.
    Raises UsageError when there is no export in the folder, MaterialError when it is damaged or not one, StoreError as ever.
    """
    manifest = read_manifest(folder)
    with store.writing() as writer:
        if not isinstance(writer, SqlWriter):
            raise UsageError(f"nothing can be imported into {store.name}: it is of no kind that this tellings knows")
        count = writer.count()
        if count.arrived == 0 and count.moves == 0 and count.stories == 0:
            _copy(writer, folder)
        else:
            with _material(folder):
                join(writer, lambda name: read_rows(folder, name), renamed or keep_sketch)
    return manifest


def _copy(writer: SqlWriter, folder: Path) -> None:
    """Copy a whole library and look it through: hashes say that it is as it was written, and not that it was sound."""
    with _material(folder):
        _Copy(writer, folder).copy()
    writer.write_counts()
    for check in CHECKS:
        for fault in check(writer.connection):
            raise MaterialError(
                f"the export is of a library that is not sound: {fault}; export it again from a sound one", str(folder)
            )


@contextmanager
def _material(folder: Path) -> Iterator[None]:
    """Turn values that nothing could be made of into an error that says where they stand."""
    try:
        yield
    except (ValueError, OverflowError, msgspec.MsgspecError) as error:
        raise MaterialError(f"the export holds what no library wrote: {error}; export it again", str(folder)) from error


def read_manifest(folder: Path) -> rows.Manifest:
    """Return the manifest of an export whose files are whole; raises UsageError or MaterialError."""
    path = folder / rows.MANIFEST
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=rows.Manifest)
        if manifest.tellings_library > rows.FORMAT:
            raise MaterialError(f"the export is of format {manifest.tellings_library}, newer than this tellings knows", str(folder))
        missing = {name for name, since in rows.LATER.items() if manifest.tellings_library < since}
        if set(manifest.files) != set(rows.FILES) - missing:
            raise MaterialError("the manifest does not name the files of an exported library; export it again", str(folder))
        for name, said in manifest.files.items():
            if _hash(folder / name) != said.sha256:
                raise MaterialError(f"{name} is not as it was exported: its sha256 differs; copy or export it again", str(folder))
    except FileNotFoundError as error:
        raise UsageError(f"{error.filename} is not there; name a folder that `tellings export --all` wrote") from error
    except OSError as error:
        raise StoreError(f"the export in {folder} cannot be read: {error.strerror}; look at its rights") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise MaterialError(f"{rows.MANIFEST} is no manifest of an exported library: {error}", str(folder)) from error
    return manifest


def _hash(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def read_rows(folder: Path, name: str) -> Iterator[Any]:
    """Yield the rows of a file; raises MaterialError, with the line, for one that is none."""
    if name in rows.LATER and not (folder / name).exists():
        return
    with (folder / name).open("rb") as file:
        for n, line in enumerate(file, 1):
            try:
                yield msgspec.convert(json.loads(line), type=rows.FILES[name])
            except (ValueError, RecursionError, msgspec.MsgspecError) as error:
                raise MaterialError(f"line {n} is not what this file holds: {error}", str(folder / name)) from error


class _Copy:
    """A library, row by row, into an empty one."""

    def __init__(self, writer: SqlWriter, folder: Path) -> None:
        self.writer, self.folder = writer, folder
        self.dialect: Dialect = writer.dialect
        self.connection: Connection = writer.connection
        self.stories: dict[str, int] = {}
        self.articles: dict[str, int] = {}
        self.places: dict[int, int] = {}
        self.taken: set[int] = set()

    def copy(self) -> None:
        """Copy all files, in the order in which they rest on one another."""
        for n, row in enumerate(read_rows(self.folder, "stories.jsonl"), 1):
            self.stories[row.id] = n
        self._stories()
        for some in in_chunks(read_rows(self.folder, "articles.jsonl")):
            self._articles(some)
        for some in in_chunks(read_rows(self.folder, "moves.jsonl")):
            self._moves(some)
        for some in in_chunks(read_rows(self.folder, "analyses.jsonl")):
            self._analyses(some)
        for number in in_chunks(sorted(self.places)):
            put_in(self.dialect, self.connection, number)
        for row in read_rows(self.folder, "tellings.jsonl"):
            self._telling(row)
        for row in read_rows(self.folder, "notes.jsonl"):
            self.writer.put_note(row.kind, row.key, b64decode(row.value))
        for row in read_rows(self.folder, "corrections.jsonl"):
            self.writer.keep_correction(row.correction)
        for row in read_rows(self.folder, "library.jsonl"):
            self.writer.counted.update(arrived=row.arrived, moves=row.moves)
        self.writer.mover.touched.update(self.stories.values())
        self.writer.mover.count()
        put_told(self.connection, self.stories.values())
        put_moved(self.connection)

    def _stories(self) -> None:
        for some in in_chunks(read_rows(self.folder, "stories.jsonl")):
            kept = ("id", "living", "open", "saga", "title", "told", "stale")
            self.dialect.insert(
                self.connection, stories, [{"number": self.stories[r.id], **NEW, **{k: getattr(r, k) for k in kept}} for r in some]
            )
        for some in in_chunks(read_rows(self.folder, "stories.jsonl")):
            leads = [{"story": self.stories[r.id], "target": self._story(t)} for r in some for t in r.to]
            self.dialect.insert(self.connection, redirects, leads)
            terms = [{"term": t, "story": self.stories[r.id]} for r in some for t in r.terms]
            self.dialect.insert(self.connection, closed_terms, terms)

    def _story(self, name: str) -> int:
        return _known(self.stories, name, "story")

    def _articles(self, some: list[rows.ArticleRow]) -> None:
        for r in some:
            place = first_place(day_of(r.article.published), r.article.id)
            while place in self.taken:
                place = next_place(place)
            self.taken.add(place)
            self.places[r.number], self.articles[r.article.id] = place, r.number
        self.dialect.insert(self.connection, articles, [self._article(r) for r in some])
        texts = [
            {
                "article": r.number,
                "text": pack_text(r.article.text),
                "furniture": pack(r.article.furniture) if r.article.furniture else None,
            }
            for r in some
        ]
        self.dialect.insert(self.connection, bodies, texts)
        self.dialect.insert(
            self.connection, sketches, [{"article": r.number, "sketch": b64decode(r.sketch)} for r in some if r.sketch]
        )

    def _article(self, r: rows.ArticleRow) -> dict[str, Any]:
        a = r.article
        return {
            "number": r.number, "id": a.id, "key": r.key, "version": r.version, "sha256": a.sha256, "standing": r.standing,
            "story": self._story(r.story) if r.story is not None else None,
            "place": self.places[r.number], "day": day_of(a.published), "outlet": a.outlet and a.outlet.casefold(),
            "language": a.language and a.language.casefold(), "taken": r.taken, "card": pack(a.card),
            "spans": pack(r.spans) if r.spans is not None else None,
        }  # fmt: skip

    def _moves(self, some: list[rows.MoveRow]) -> None:
        steps = [{"number": r.number, "kind": r.kind, "story": r.story, "other": r.other, "nth": r.nth} for r in some]
        self.dialect.insert(self.connection, moves, steps)
        places = [
            {"move": r.number, "position": p, "article": _known(self.articles, a, "article")}
            for r in some
            for p, a in enumerate(r.articles)
        ]
        self.dialect.insert(self.connection, moved, places)

    def _analyses(self, some: list[rows.AnalysisRow]) -> None:
        numbers = [_known(self.articles, r.article, "article") for r in some]
        kept = [{"article": n, "edition": r.edition, "body": pack(r.analysis)} for n, r in zip(numbers, some, strict=True)]
        self.dialect.insert(self.connection, analyses, kept)
        for n, r in zip(numbers, some, strict=True):
            self.dialect.insert(self.connection, quotations, quotation_rows(n, self.places[n], r.analysis.rest.quotations))

    def _telling(self, r: rows.TellingRow) -> None:
        story = self._story(r.of)
        row = {"story": story, "number": r.number, "edition": r.edition, "moves": r.moves, "body": pack(r.story)}
        row["unapplied"] = pack(r.unapplied) if r.unapplied else None
        self.connection.execute(insert(tellings), [row])
        rests = dict.fromkeys(_known(self.articles, card.id, "article") for card in r.story.articles)
        self.dialect.insert(self.connection, told, [{"article": n, "story": story, "number": r.number} for n in rests])


def _known(found: Mapping[str, int], name: str, what: str) -> int:
    if name not in found:
        raise MaterialError(f"the export speaks of the {what} {name[:80]!r} but does not hold it; export it again")
    return found[name]
