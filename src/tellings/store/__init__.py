"""Where a library is kept: a Protocol, SQLite, PostgreSQL. The verb is ``open_store``."""

from collections.abc import Callable
from pathlib import Path

from tellings.store.protocol import Forgotten, Kept, Reader, Store, Writer

__all__ = ["Forgotten", "Kept", "Reader", "Store", "Writer", "export_library", "import_library", "open_store"]


def open_store(url: str, *, patience: float = 30.0) -> Store:
    """Open the library at a path, ``sqlite:///path`` or ``postgresql://...``; make it when it is not there.

    ``patience`` is how many seconds a locked library is waited for. Raises UsageError for an address that names none, StoreError
    for a library that cannot be opened, is damaged, or was made by a newer tellings.
    """
    from tellings.store.opening import open_store as opened  # the database comes with the first library

    return opened(url, patience=patience)


def export_library(store: Store, folder: Path) -> None:
    """Write a snapshot of a library into an empty folder: JSON lines, and a manifest with their hashes.

    The same library gives the same bytes, whatever database keeps it. Raises UsageError when something lies in the folder,
    StoreError when it cannot be written.
    """
    from tellings.store.exporting import export_library as exported

    exported(store, folder)


def import_library(store: Store, folder: Path, *, renamed: Callable[[bytes, str], bytes] | None = None) -> None:
    """Take an exported library in, in one transaction, after all hashes were compared.

    Into an empty library it comes as it was. Into another come the articles that it does not hold yet, with their stories,
    analyses and tellings; what is there stays as it is, so that doing it twice is doing it once. An id that is another article's
    there gets a number behind it; ``renamed`` returns the sketch of such an article under its new id.
    Raises UsageError when there is no export in the folder, MaterialError when it is damaged or not one, StoreError as ever.
    """
    from tellings.store.importing import import_library as imported

    imported(store, folder, renamed=renamed)
