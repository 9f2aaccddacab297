"""Where a library is kept: a Protocol, SQLite, PostgreSQL. The verb is ``open_store``."""

from tellings.store.protocol import Counts, Forgotten, Kept, Reader, Store, Writer

__all__ = ["Counts", "Forgotten", "Kept", "Reader", "Store", "Writer"]
