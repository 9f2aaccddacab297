"""The libraries that a server opens, each a workspace of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tellings.errors import UsageError
from tellings.service.access.tokens import USUAL, TokenFile
from tellings.service.bells import Bell
from tellings.service.jobs import Jobs
from tellings.service.places import Place
from tellings.store import Reader, Store, open_store


class Workspace:
    """One library, read here and written by the processes behind the server."""

    def __init__(self, name: str, address: str) -> None:
        self.name, self.address = name, address
        self.store: Store = open_store(address)
        self._place = Place(address)
        self.bell = Bell(self.last_move)
        self.jobs = Jobs()

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Open a snapshot. Raises StoreError when the library is not where it was."""
        self._place.must_be_there()
        with self.store.reading() as reader:
            yield reader

    def last_move(self) -> int:
        """Return the number of the last thing that happened."""
        with self.reading() as reader:
            return reader.last_move()


class Workspaces:
    """Workspaces by name, each opened when it is first asked for."""

    def __init__(self, library: str, tokens: TokenFile | None) -> None:
        self._library, self._tokens = library, tokens
        self._open: dict[str, Workspace] = {}
        self._lock = threading.Lock()

    def get(self, name: str = USUAL) -> Workspace:
        """Return a workspace; raises UsageError when none has the name."""
        address = self._address(name)
        with self._lock:
            held = self._open.get(name)
            if held is None or held.address != address:
                held = self._open[name] = Workspace(name, address)
            return held

    def at_hand(self, name: str = USUAL) -> Workspace | None:
        """Return a workspace where it is open already, without waiting for anything; raises UsageError when none has the name."""
        held = self._open.get(name)
        return held if held is not None and held.address == self._address(name) else None

    def _address(self, name: str) -> str:
        places = self._tokens.read().workspaces if self._tokens else {}
        address = places.get(name, self._library if name == USUAL else None)
        if address is None:
            raise UsageError(f"there is no workspace {name[:60]!r}; `tellings token` makes one")
        return address

    def open_all(self) -> None:
        """Open every workspace that there is."""
        for name in dict.fromkeys((USUAL, *(self._tokens.read().workspaces if self._tokens else ()))):
            self.get(name)

    def opened(self) -> tuple[Workspace, ...]:
        """Return the workspaces that are open."""
        with self._lock:
            return tuple(self._open.values())

    def close(self) -> None:
        """Close every library."""
        for workspace in self.opened():
            workspace.store.close()
