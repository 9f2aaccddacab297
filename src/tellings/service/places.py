"""Whether the file that a library was opened from is still where it was."""

from pathlib import Path

from tellings.errors import StoreError


class Place:
    """The file of a library as it was when it was opened: what is written to one that was taken away is lost with it."""

    def __init__(self, address: str) -> None:
        self._path = None if "://" in address else Path(address)
        self._mark = self._look()

    def must_be_there(self) -> None:
        """Raise StoreError when the file was moved, removed or replaced since; a database server looks after its own."""
        if self._look() != self._mark:
            raise StoreError(
                "the file of the library was moved, removed or replaced while it was open, and nothing more is kept in it; "
                "put it back, or start the server again"
            )

    def _look(self) -> tuple[int, int] | None:
        try:
            told = self._path.stat() if self._path else None
        except OSError:
            return None
        return (told.st_dev, told.st_ino) if told else None
