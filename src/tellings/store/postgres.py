"""A library in a PostgreSQL database, 15 or newer: tsvector under GIN, an advisory lock for the one writer, no superuser needed."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Table, create_engine, event, make_url
from sqlalchemy.engine import URL, Connection, Engine, RootTransaction
from sqlalchemy.exc import ArgumentError, IntegrityError, SQLAlchemyError

from tellings.errors import StoreError, UsageError
from tellings.store.causes import explain_postgres
from tellings.store.dialect import SAID, WORDS, Matching, required_phrases
from tellings.store.packing import escape, plain_rows
from tellings.store.pairs import pair_lexemes
from tellings.store.query import Either, Node, Term
from tellings.store.schema import tables

OLDEST = 150_000
LOCK = 0x74656C6C  # "tell": the first half of the advisory lock; the second is the schema's
WAIT = 10  # seconds for a connection
BIG = 1_000_000  # bytes of words; a tsvector takes a little more, so larger texts are in the index as one word and always looked at
LEXEMES = (
    f"array_to_tsvector(string_to_array(CASE WHEN octet_length(words) + octet_length(met) > {BIG} THEN '=big' "
    "ELSE trim(words || met) END, ' '))"
)
MAKE = (
    'CREATE TABLE {} (place bigint PRIMARY KEY, words text COLLATE "C" NOT NULL, met text COLLATE "C" NOT NULL) '
    "WITH (toast_tuple_target = 128)"
)
# The index is asked for all places at once and what it gives is taken newest first: a plan by statistics would now and then
# read every row instead, whose words lie out of line.
PLANS = (
    "enable_seqscan = off",
    "enable_hashjoin = off",
    "work_mem = '64MB'",
    "jit = off",
    "max_parallel_workers_per_gather = 0",
    "plan_cache_mode = force_generic_plan",
)
INSTALL = "a library at postgresql:// needs psycopg; install it with: pip install 'tellings[postgres]'"
# Rows that are looked at before the index is asked, which gives all places at once. A row takes some ten microseconds so. With 60,
# 150 and 300, milliseconds of both processes at the 95th percentile: phrases 25, 22, 27; two words 19, 21, 23; one word 22, 18, 19.
WALKED = 150
TYPES = {"BIGINT": "int8", "INTEGER": "int4", "BOOLEAN": "bool", "BLOB": "bytea", "TEXT": "text"}


class Postgres:
    """The dialect of PostgreSQL; its index knows words, and the rows tell whether they follow one another."""

    def __init__(self, url: str, patience: float) -> None:
        try:
            import psycopg
        except ImportError as error:
            raise UsageError(INSTALL) from error
        self.psycopg, self.patience, self.writable = psycopg, patience, True
        address = _address(url)
        self.name = address.set(drivername="postgresql").render_as_string(hide_password=True)
        self.errors: tuple[type[Exception], ...] = (SQLAlchemyError, psycopg.Error)
        self.conflicts: tuple[type[Exception], ...] = (IntegrityError, psycopg.IntegrityError)
        self.engine = self._connect(address)

    def _connect(self, address: URL) -> Engine:
        wait = {"connect_timeout": WAIT, "application_name": "tellings", "prepare_threshold": 1}
        engine = create_engine(address, connect_args=wait, pool_size=4, max_overflow=16, pool_pre_ping=True)

        @event.listens_for(engine, "connect")
        def prepare(connection: Any, _: Any) -> None:
            found = connection.info.server_version
            if found < OLDEST:
                raise StoreError(f"the library {self.name} is on PostgreSQL {found // 10_000}; 15 or newer is needed")
            with connection.cursor() as cursor:
                for plan in PLANS:
                    cursor.execute(f"SET {plan}")
            connection.commit()

        return engine

    def set_up(self) -> None:
        """Nothing has to be set before the first table."""

    def back_up(self, connection: Connection, version: int) -> str:
        """Copy every table into a schema beside the library's, in the same transaction."""
        ask = connection.exec_driver_sql
        here = ask("SELECT current_schema()").scalar_one()
        aside = f"{here}_before_{version + 1}"
        if not ask("SELECT has_database_privilege(current_database(), 'CREATE')").scalar_one():
            raise StoreError(
                f"the library {self.name} is copied aside before it is brought up to date, and this user may not make a schema for "
                "the copy; back it up with pg_dump, then GRANT CREATE ON DATABASE to the user, and try again"
            )
        taken = set(ask("SELECT nspname FROM pg_namespace").scalars())
        aside = next(name for name in (aside, *(f"{aside}_{n}" for n in range(2, 1000))) if name not in taken)
        ask(f'CREATE SCHEMA "{aside}"')
        for table in sorted(self.tables(connection)):
            ask(f'CREATE TABLE "{aside}"."{table}" AS TABLE "{table}"')
        return aside

    def begin_reading(self, connection: Connection) -> RootTransaction:
        """Take a snapshot."""
        connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        return connection.begin()

    def begin_writing(self, connection: Connection, patience: float) -> RootTransaction:
        """Take the lock of this library; it falls with the transaction."""
        transaction = connection.begin()
        ask = connection.exec_driver_sql
        ask(f"SET LOCAL lock_timeout = {max(1, int(patience * 1000))}")
        ask(f"SELECT pg_advisory_xact_lock({LOCK}, (SELECT oid FROM pg_namespace WHERE nspname = current_schema())::int)")
        ask("SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'")
        return transaction

    def tables(self, connection: Connection) -> set[str]:
        """Return which tables of a library's names are there; others may live beside them."""
        found = set(connection.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").scalars())
        return found & {*tables.tables, WORDS, SAID}

    def make_index(self, connection: Connection) -> None:
        """Make the tables of words: as text, uncompressed and out of line, with the lexemes in the index alone."""
        for index in (WORDS, SAID):
            connection.exec_driver_sql(MAKE.format(index))
            connection.exec_driver_sql(f"ALTER TABLE {index} ALTER words SET STORAGE EXTERNAL, ALTER met SET STORAGE EXTERNAL")
            connection.exec_driver_sql(f"CREATE INDEX {index}_by_word ON {index} USING gin ({LEXEMES})")

    def insert(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Copy rows in, in binary."""
        if rows:
            names = list(rows[0])
            types = [TYPES[str(table.c[n].type).split("(", maxsplit=1)[0]] for n in names]
            self._copy(connection, table.name, names, types, plain_rows(table, names, rows))

    def _copy(self, connection: Connection, table: str, names: Sequence[str], types: Sequence[str], rows: Iterable[Any]) -> None:
        raw: Any = connection.connection.driver_connection
        columns = ", ".join(f'"{n}"' for n in names)
        with raw.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(types)
            for row in rows:
                copy.write_row(row)

    def add_words(self, connection: Connection, index: str, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Put words in, a space on either side of each."""
        if rows:
            told = ((place, f" {' '.join(w)} ", " ".join(pair_lexemes(w))) for place, w in sorted(rows))
            self._copy(connection, index, ("place", "words", "met"), ("int8", "text", "text"), told)

    def drop_words(self, connection: Connection, index: str, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Take words out."""
        if rows:
            connection.exec_driver_sql(f"DELETE FROM {index} WHERE place = ANY(%s)", ([place for place, _ in rows],))

    def empty_index(self, connection: Connection) -> None:
        """Take all words out."""
        for index in (WORDS, SAID):
            connection.exec_driver_sql(f"DELETE FROM {index}")

    def matching(self, index: str, node: Node, also: Iterable[str]) -> Matching:
        """Ask the index for all places with the words; then, newest first, whether phrases stand there."""
        asked = f"({' & '.join([f'({_ask(node)})', *map(_quote, also)])}) | '=big'"
        phrases = required_phrases(node)
        before = (
            f"WITH m AS MATERIALIZED (SELECT place FROM {index} AS w WHERE {LEXEMES} @@ CAST(:asked AS tsquery) "
            f"AND place + 0 >= :low AND place + 0 < :high) "
        )
        values: dict[str, object] = {"asked": asked}
        conditions = ["true"]
        for n, phrase in enumerate(phrases):
            values[f"phrase{n}"] = f" {' '.join(phrase)} "
            conditions.append(f"strpos(w.words, :phrase{n}) > 0")
        table = "(SELECT place FROM m ORDER BY place) AS m"
        if phrases:
            table += f" JOIN {index} AS w ON w.place = m.place"
        return Matching(table, "m.place", " AND ".join(conditions), values, before, bounded=True)

    def walking(self, connection: Connection, index: str, node: Node, also: Iterable[str]) -> tuple[int, Matching]:
        """Look for the words in the rows themselves, a few of the newest."""
        values: dict[str, object] = {}
        conditions = [_stands(node, values), *(_stands(Term((word,)), values) for word in also)]
        return WALKED, Matching(f"{index} AS w", "w.place", " AND ".join(conditions), values)

    def places(self, connection: Connection, index: str) -> set[int]:
        """Return every place in an index."""
        return set(connection.exec_driver_sql(f"SELECT place FROM {index}").scalars())

    def after_forgetting(self, connection: Connection) -> None:
        """Nothing inside the transaction: what was deleted is cleared behind it."""

    def settle(self) -> None:
        """Clear what was deleted out of tables and indexes; PostgreSQL's own journal keeps it until it comes round."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in (WORDS, SAID, "bodies", "articles", "analyses", "quotations", "tellings"):
                connection.exec_driver_sql(f"VACUUM {table}")

    def check(self, connection: Connection) -> Iterable[str]:
        """Look for constraints that are not in force; keys and rows are compared by checks of ours."""
        asked = "SELECT conname FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND NOT convalidated"
        for name in connection.exec_driver_sql(asked).scalars():
            yield f"the constraint {name} is not in force"
        broken = "SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE NOT indisvalid"
        for name in connection.exec_driver_sql(f"{broken} AND c.relnamespace = current_schema()::regnamespace").scalars():
            yield f"the index {name} is broken; make it anew with REINDEX"

    def explain(self, error: Exception) -> StoreError:
        """Say what went wrong with the server."""
        return explain_postgres(self.name, error)


def _address(url: str) -> URL:
    try:
        address = make_url(url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url)
    except (ArgumentError, ValueError) as error:
        raise UsageError("the address of the library cannot be read; write it as postgresql://user@host/database") from error
    return address.set(drivername="postgresql+psycopg")


def _quote(word: str) -> str:
    return "'" + escape(word).replace("\\", "\\\\").replace("'", "''") + "'"


def _ask(node: Node) -> str:
    """Return a tsquery that holds wherever a query holds, and may hold where its phrases do not."""
    if isinstance(node, Term):
        return " & ".join(map(_quote, dict.fromkeys((*node.words, *pair_lexemes(node.words)))))
    if isinstance(node, Either):
        return " | ".join(f"({_ask(p)})" for p in node.parts)
    wanted = " & ".join(f"({_ask(p)})" for p in node.parts)
    return f"({wanted})" + "".join(f" & !({_ask(p)})" for p in node.but if _of_words(p))


def _stands(node: Node, values: dict[str, object]) -> str:
    """Return a query as SQL over the words of a row ``w``; the words become parameters."""
    if isinstance(node, Term):
        name = f"walked{len(values)}"
        values[name] = f" {' '.join(node.words)} "
        return f"strpos(w.words, :{name}) > 0"
    if isinstance(node, Either):
        return "(" + " OR ".join(_stands(p, values) for p in node.parts) + ")"
    wanted = " AND ".join(_stands(p, values) for p in node.parts)
    return f"({wanted}" + "".join(f" AND NOT {_stands(p, values)}" for p in node.but) + ")"


def _of_words(node: Node) -> bool:
    """Tell whether the index alone knows if a query holds: it has no phrase."""
    if isinstance(node, Term):
        return len(node.words) == 1
    return all(map(_of_words, (*node.parts, *getattr(node, "but", ()))))
