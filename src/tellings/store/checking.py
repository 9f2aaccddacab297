"""What is wrong with a library: what ``doctor --store`` asks of it."""

from collections.abc import Iterator

from sqlalchemy.engine import Connection

from tellings.store.dialect import Dialect


def find_faults(dialect: Dialect, connection: Connection) -> Iterator[str]:
    """Yield what is wrong, a sentence each."""
    yield from dialect.check(connection)
