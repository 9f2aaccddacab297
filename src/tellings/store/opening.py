"""A library by its address: made when there is none, brought up to date when it is old, refused when it is newer."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sqlalchemy import select
from sqlalchemy.engine import Connection

from tellings.errors import StoreError, UsageError
from tellings.store import schema, sqlite
from tellings.store.dialect import Dialect
from tellings.store.indexing import index_anew
from tellings.store.migrations import migrate
from tellings.store.protocol import Store
from tellings.store.transactions import SqlStore
from tellings.store.words import WORDS

POSTGRES = ("postgresql://", "postgres://", "postgresql+psycopg://")


def open_store(url: str, *, patience: float = 30.0) -> Store:
    """Open the library at a path, ``sqlite:///path`` or ``postgresql://...``; make it when it is not there.

    ``patience`` is how many seconds a locked library is waited for. Raises UsageError for an address that names none, StoreError
    for a library that cannot be opened, is damaged, or was made by a newer tellings.
    """
    dialect = _dialect(url, patience)
    try:
        _make_ready(dialect, patience)
    except dialect.errors as error:
        dialect.engine.dispose()
        raise dialect.explain(error) from error
    except BaseException:
        dialect.engine.dispose()
        raise
    return SqlStore(dialect)


def _dialect(url: str, patience: float) -> Dialect:
    if url.startswith(POSTGRES):
        from tellings.store.postgres import Postgres

        return Postgres(url, patience)
    scheme, sign, rest = url.partition("://")
    if sign and scheme != "sqlite":
        raise UsageError(f"a library cannot be kept at {scheme}://; name a file, or postgresql://user@host/database")
    path = Path(unquote(rest.removeprefix("/"))) if sign else Path(url)
    if not str(url).strip() or "\0" in url or (sign and not rest.removeprefix("/")):
        raise UsageError("the library has no name; name a file, or postgresql://user@host/database")
    sqlite.prepare_file(path.expanduser())
    return sqlite.SQLite(path.expanduser(), patience)


def _make_ready(dialect: Dialect, patience: float) -> None:
    version = _version(dialect)
    if version is None:
        _make(dialect, patience)
        version = _version(dialect)
    if version is None or version > schema.SCHEMA:
        raise StoreError(
            f"the library {dialect.name} was made by a newer tellings (its schema is {version}, this one knows {schema.SCHEMA}); "
            "install the newer tellings, nothing was changed"
        )
    if version < schema.SCHEMA:
        migrate(dialect, version, patience)
    if dialect.writable and _setting(dialect, "words") != WORDS:
        with dialect.engine.connect() as connection, dialect.begin_writing(connection, patience):
            index_anew(dialect, connection)


def _version(dialect: Dialect) -> int | None:
    """Return the schema of the library; None where there is nothing yet. Raises StoreError when there is something else."""
    with dialect.engine.connect() as connection:
        names = dialect.tables(connection)
        if not names:
            return None
        if not {"library", "articles"} <= names:
            raise StoreError(
                f"{dialect.name} is no library: it holds other tables ({', '.join(sorted(names)[:3])}); name another place"
            )
        found = connection.execute(_value("schema")).scalar()
        return int(found) if found is not None else None


def _make(dialect: Dialect, patience: float) -> None:
    dialect.set_up()
    with dialect.engine.connect() as connection, dialect.begin_writing(connection, patience):
        if not dialect.tables(connection):  # another may have been quicker
            make_tables(dialect, connection)


def make_tables(dialect: Dialect, connection: Connection) -> None:
    """Make an empty library of the present schema."""
    schema.tables.create_all(connection)
    dialect.make_index(connection)
    settings = {"schema": str(schema.SCHEMA), "words": WORDS, "arrived": "0", "moves": "0"}
    connection.execute(schema.library.insert(), [{"name": n, "value": v} for n, v in settings.items()])


def _setting(dialect: Dialect, name: str) -> Any:
    with dialect.engine.connect() as connection:
        return connection.execute(_value(name)).scalar()


def _value(name: str) -> Any:
    return select(schema.library.c.value).where(schema.library.c.name == name)
