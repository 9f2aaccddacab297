"""The run behind ``tellings mcp``: say what is missing before an assistant waits for it, then serve."""

import logging
from contextlib import ExitStack, suppress
from functools import partial
from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING

from tellings.cli.door import DONE
from tellings.cli.held import address, has_library, opened, teller
from tellings.cli.saying import is_verbose, tell
from tellings.cli.serving import tokens_that_hold
from tellings.cli.settings import Settings
from tellings.cli.writer import written
from tellings.errors import StoreError, UsageError

if TYPE_CHECKING:
    from tellings.agents.librarian import Librarian
    from tellings.agents.lock import Bearer
    from tellings.service.access import TokenFile

EXTRA = "`tellings mcp` needs the extra mcp, which is not installed here: pip install 'tellings[mcp]'"


def serve(settings: Settings, *, http: bool, tells: bool) -> int:
    """Serve until the assistant, or whoever started it, ends it."""
    if find_spec("mcp") is None:
        raise UsageError(EXTRA)
    file = _tokens(settings) if http else None
    if file is None and not has_library(settings):
        raise StoreError(
            f"there is no library at {address(settings)} yet; `tellings read PATH...` makes one, --library names another"
        )
    from tellings.agents import make_server, serve_http, serve_streams
    from tellings.agents.listening import PATH, listen

    logging.basicConfig(level=logging.WARNING if is_verbose() else logging.CRITICAL, format="tellings: %(name)s: %(message)s")
    host = settings["host"]
    listening = listen(host, settings["port"], locked=file is not None) if http else None
    with ExitStack() as stack:
        server = make_server(_Librarians(settings, file, tells, stack).get)
        if listening is None:
            serve_streams(server)
        else:
            where = f"[{host}]" if ":" in host else host
            tell(f"listening at http://{where}:{listening.getsockname()[1]}{PATH} (Ctrl-C ends it)")
            names = (host, *settings["allow_host"])
            with suppress(KeyboardInterrupt):  # how a server is ended
                serve_http(server, listening, names=names, verify=partial(_verify, file) if file else None)
    return DONE


def _tokens(settings: Settings) -> "TokenFile | None":
    """Return the file of tokens; None where there is none in it. Raises UsageError where a file is named that is not there."""
    from tellings.service.access import TokenFile

    file = TokenFile(tokens_that_hold(settings))
    return file if file.read().tokens else None


def _verify(file: "TokenFile", secret: str) -> "Bearer | None":
    from tellings.agents.lock import Bearer

    token = file.read().find(secret)
    return Bearer(token.name, token.workspace) if token and {"read", "admin"} & set(token.scopes) else None


class _Librarians:
    """Who answers from which library; each is opened when it is first asked for."""

    def __init__(self, settings: Settings, file: "TokenFile | None", tells: bool, stack: ExitStack) -> None:
        self.settings, self.file, self.tells, self.stack = settings, file, tells, stack
        self.lock = Lock()
        self.open: dict[str, Librarian] = {}

    def get(self, name: str) -> "Librarian":
        """Return who answers from the library that a workspace has."""
        from tellings.agents.librarian import Librarian

        where = self._place(name)
        with self.lock:
            if where not in self.open:
                library = self.stack.enter_context(opened(self.settings, at=where))
                writer = self.stack.enter_context(written(self.settings))
                self.open[where] = Librarian(library, teller(library, self.settings, writer), tells=self.tells)
            return self.open[where]

    def _place(self, name: str) -> str:
        from tellings.service.access.tokens import USUAL

        places = self.file.read().workspaces if self.file else {}
        if name not in places and name != USUAL:
            raise UsageError(f"the workspace {name[:60]!r} of this token is no more")
        return places.get(name, address(self.settings))
