"""A library in one SQLite file: WAL, FTS5, one writer at a time, readable by its owner alone."""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Table, create_engine, event
from sqlalchemy.engine import Connection, Engine, RootTransaction
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from tellings.errors import StoreError, UsageError
from tellings.store.causes import explain_sqlite
from tellings.store.dialect import SAID, WORDS, Matching
from tellings.store.packing import plain_rows
from tellings.store.query import Either, Node, Term

APPLICATION = 0x74656C6C  # "tell": what `file` and other programs know a library by
TOKENS = "'.,=:@#_-|"  # what stands in words beside letters and digits: only spaces part them
OLDEST = (3, 35, 0)
MAKE = """CREATE VIRTUAL TABLE {} USING fts5(words, content='', columnsize=0, tokenize="ascii tokenchars '{}'")"""
PAGE = (
    8192  # bytes; with leaves of the index to match, and pieces of it merged by eights, words go in a third faster than by default
)
MERGE = {"pgsz": 8000, "automerge": 8}
JOURNAL = 4000  # pages after which the journal is written back
SECURE = "PRAGMA secure_delete = ON"


class SQLite:
    """The dialect of SQLite; its index holds positions, so it answers exactly."""

    def __init__(self, path: Path, patience: float) -> None:
        self.path, self.name, self.patience = path, str(path), patience
        if sqlite3.sqlite_version_info < OLDEST:
            raise UsageError(f"SQLite {sqlite3.sqlite_version} is too old for a library: 3.35 or newer is needed")
        self.writable = not _frozen(path)
        self.errors: tuple[type[Exception], ...] = (SQLAlchemyError, sqlite3.Error)
        self.conflicts: tuple[type[Exception], ...] = (IntegrityError,)
        self.engine = self._connect()

    def _connect(self) -> Engine:
        mode = "?mode=ro&immutable=1" if not self.writable else "?mode=rw"
        address = f"file:{_quoted(self.path)}{mode}"
        engine = create_engine(
            "sqlite+pysqlite://",
            creator=lambda: sqlite3.connect(
                address, uri=True, timeout=self.patience, isolation_level=None, check_same_thread=False, cached_statements=256
            ),
            poolclass=QueuePool,
            pool_size=4,
            max_overflow=60,
        )

        @event.listens_for(engine, "connect")
        def prepare(connection: Any, _: Any) -> None:
            connection.executescript(
                "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;"
                f"PRAGMA wal_autocheckpoint = {JOURNAL};" + SECURE
            )

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            connection.exec_driver_sql(str(connection.get_execution_options().get("begin", "BEGIN")))

        return engine

    def set_up(self) -> None:
        """Say whose file it is, and keep a write-ahead log; both stay with the file."""
        with self.engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.execute(f"PRAGMA page_size = {PAGE}")
            raw.execute("PRAGMA journal_mode = WAL").fetchall()
            raw.execute(f"PRAGMA application_id = {APPLICATION}")

    def back_up(self, connection: Connection, version: int) -> str:
        """Copy the file to FILE.before-N, by SQLite's own backup, readable by its owner alone."""
        names = (f"{self.path}.before-{version + 1}{again}" for again in ("", *(f".{n}" for n in range(2, 1000))))
        aside = next(Path(name) for name in names if not Path(name).exists())
        half = Path(f"{aside}.half")
        half.unlink(missing_ok=True)
        prepare_file(half)
        reader, copy = sqlite3.connect(f"file:{_quoted(self.path)}?mode=ro", uri=True), sqlite3.connect(half)
        try:
            reader.backup(copy)
        finally:
            copy.close()
            reader.close()
        half.rename(aside)
        return str(aside)

    def tables(self, connection: Connection) -> set[str]:
        """Return every table: a library has its file to itself."""
        return set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())

    def begin_reading(self, connection: Connection) -> RootTransaction:
        """Take a snapshot: the first statement that reads does."""
        transaction = connection.begin()
        connection.exec_driver_sql("SELECT count(*) FROM library").scalar()
        return transaction

    def begin_writing(self, connection: Connection, patience: float) -> RootTransaction:
        """Lock the file for writing."""
        if not self.writable:
            raise StoreError(f"the library {self.name} can only be read here; copy it to a folder that may be written to")
        raw: Any = connection.connection.dbapi_connection
        raw.execute(f"PRAGMA busy_timeout = {max(1, int(patience * 1000))}")
        connection.execution_options(begin="BEGIN IMMEDIATE")
        return connection.begin()

    def make_index(self, connection: Connection) -> None:
        """Make the FTS5 tables; they hold no copy of the words beside the index."""
        for index in (WORDS, SAID):
            connection.exec_driver_sql(MAKE.format(index, TOKENS.replace("'", "''")))
            for name, value in MERGE.items():
                connection.exec_driver_sql(f"INSERT INTO {index}({index}, rank) VALUES ('{name}', {value})")

    def insert(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Insert rows past the compiler: it took as long as SQLite itself."""
        if rows:
            names = list(rows[0])
            question = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
            connection.exec_driver_sql(question, plain_rows(table, names, rows))

    def add_words(self, connection: Connection, index: str, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Put words in the index."""
        if rows:
            rows = [(place, " ".join(words)) for place, words in sorted(rows)]
            connection.exec_driver_sql(f"INSERT INTO {index}(rowid, words) VALUES (?, ?)", rows)

    def drop_words(self, connection: Connection, index: str, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Take words out: FTS5 has to be given the same again."""
        if rows:
            gone = [(place, " ".join(words)) for place, words in sorted(rows)]
            connection.exec_driver_sql(f"INSERT INTO {index}({index}, rowid, words) VALUES ('delete', ?, ?)", gone)

    def empty_index(self, connection: Connection) -> None:
        """Take all words out."""
        for index in (WORDS, SAID):
            connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('delete-all')")

    def matching(self, index: str, node: Node, also: Iterable[str]) -> Matching:
        """Ask by MATCH; rows come by place, so that a page is read and no more."""
        asked = " AND ".join([f"({_match(node)})", *(_quote(w) for w in also)])
        return Matching(f"{index} AS w", "w.rowid", f"{index} MATCH :asked", {"asked": asked})

    def walking(self, connection: Connection, index: str, node: Node, also: Iterable[str]) -> None:
        """Return None: FTS5 gives rows in order and stops when it is left."""

    def places(self, connection: Connection, index: str) -> set[int]:
        """Return every place that a word of ours is at: each row has a mark of its language."""
        make = f"CREATE VIRTUAL TABLE temp.terms_of USING fts5vocab(main, {index}, instance)"
        connection.exec_driver_sql("DROP TABLE IF EXISTS temp.terms_of")
        connection.exec_driver_sql(make)
        rows = connection.exec_driver_sql("SELECT DISTINCT doc FROM temp.terms_of WHERE term >= '=l' AND term < '=m'").scalars()
        found = set(rows)
        connection.exec_driver_sql("DROP TABLE temp.terms_of")
        return found

    def after_forgetting(self, connection: Connection) -> None:
        """Merge each index into one piece, so that no piece still holds what was taken out."""
        for index in (WORDS, SAID):
            connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('optimize')")

    def settle(self) -> None:
        """Write the journal back and cut it to nothing."""
        with self.engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def check(self, connection: Connection) -> Iterable[str]:
        """Run SQLite's own checks of pages, keys and index."""
        wrong = [r[0] for r in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
        yield from (f"SQLite says: {line}" for line in wrong if line != "ok")
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(20):
            yield f"row {row} of {table} belongs to a row of {parent} that is not there"

    def explain(self, error: Exception) -> StoreError:
        """Say what went wrong with the file."""
        return explain_sqlite(self.name, error)


def prepare_file(path: Path) -> bool:
    """Make an empty file for its owner alone if there is none; return whether it is new."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file in it, such as {path / 'tellings.db'}")
    if path.exists():
        return path.stat().st_size == 0
    if not path.parent.is_dir():
        raise UsageError(f"the folder {path.parent} is not there; make it first (mkdir -p), or name another file")
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(
            f"the library {path} cannot be made: {error.strerror}; name a file in a folder that you may write to"
        ) from error
    return True


def _frozen(path: Path) -> bool:
    """Tell whether the file can only be read as it lies there: its folder takes no journal, and there is none to read."""
    return path.stat().st_size > 0 and not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path.absolute()))


def _quote(phrase: str) -> str:
    return '"' + phrase.replace('"', '""') + '"'


def _match(node: Node) -> str:
    """Return a query in the language of FTS5."""
    if isinstance(node, Term):
        return _quote(" ".join(node.words))
    if isinstance(node, Either):
        return " OR ".join(f"({_match(p)})" for p in node.parts)
    wanted = " AND ".join(f"({_match(p)})" for p in node.parts)
    return f"({wanted})" + "".join(f" NOT ({_match(p)})" for p in node.but)
