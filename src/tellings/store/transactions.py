"""Snapshots and the one writing transaction, over any dialect."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy.engine import Connection

from tellings.store.checking import find_faults
from tellings.store.dialect import Dialect
from tellings.store.protocol import Reader, Writer
from tellings.store.reading import SqlReader
from tellings.store.writing import SqlWriter


class SqlStore:
    """A library in a database."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect, self.name = dialect, dialect.name

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Open a snapshot."""
        with self._connection() as connection, self.dialect.begin_reading(connection):
            yield SqlReader(self.dialect, connection)

    @contextmanager
    def writing(self, patience: float = 30.0) -> Iterator[Writer]:
        """Open the one writing transaction."""
        forgot = False
        with self._connection() as connection, self.dialect.begin_writing(connection, patience):
            writer = SqlWriter(self.dialect, connection)
            yield writer
            writer.finish()
            forgot = writer.forgot
        if forgot:  # it is forgotten whatever comes now; what stays in journals goes with the next chance
            with suppress(*self.dialect.errors):
                self.dialect.settle()

    def check(self) -> tuple[str, ...]:
        """Return what is wrong with the library, a sentence each."""
        with self._connection() as connection, self.dialect.begin_reading(connection):
            return tuple(find_faults(self.dialect, connection))

    def close(self) -> None:
        """Close every connection."""
        self.dialect.engine.dispose()

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        with self._told(), self.dialect.engine.connect() as connection:
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn errors of the database into ones that say what to do."""
        try:
            yield
        except self.dialect.errors as error:
            raise self.dialect.explain(error) from error
