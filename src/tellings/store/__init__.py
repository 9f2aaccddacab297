"""Where a library is kept: a Protocol, SQLite, PostgreSQL. The verb is ``open_store``."""

from tellings.store.protocol import Counts, Forgotten, Kept, Reader, Store, Writer

__all__ = ["Counts", "Forgotten", "Kept", "Reader", "Store", "Writer", "open_store"]


def open_store(url: str, *, patience: float = 30.0) -> Store:
    """Open the library at a path, ``sqlite:///path`` or ``postgresql://...``; make it when it is not there.

    ``patience`` is how many seconds a locked library is waited for. Raises UsageError for an address that names none, StoreError
    for a library that cannot be opened, is damaged, or was made by a newer tellings.
    """
    from tellings.store.opening import open_store as opened  # the database comes with the first library

    return opened(url, patience=patience)
